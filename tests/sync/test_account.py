"""Addresses of servers, and what is told without the extra."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_tui.cli.program import program
from routine_tui.model.sync_errors import NoSyncExtra, UnsafeAddress
from routine_tui.sync.account import checked_address
from tests.cases import each_case
from tests.planned import begun


@each_case(
    "address", ["http://example.org/", "ftp://example.org", "https://", "https://mia:x@example.org/", "http://[::2]/"]
)
def test_addresses_that_would_give_the_password_away(address: str) -> None:
    with pytest.raises(UnsafeAddress):
        checked_address(address)


@each_case(
    ("address", "full"),
    [("example.org/dav", "https://example.org/dav"), ("http://127.0.0.1:5232/", "http://127.0.0.1:5232/"),
     ("http://localhost/", "http://localhost/"), ("http://[::1]/", "http://[::1]/")],
)  # fmt: skip
def test_addresses_that_can_be_used(address: str, full: str) -> None:
    assert checked_address(address) == full


def test_without_the_extra_one_sentence_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(tmp_path)
    monkeypatch.setattr("routine_tui.cli.sync.find_spec", lambda _: None)
    with pytest.raises(NoSyncExtra, match=r'install it with pip install "routine-tui\[sync\]"'):
        program.main(
            ["--home", str(tmp_path), "sync", "setup", "https://example.org", "--user", "mia"], standalone_mode=False
        )
