"""Addresses of servers, and what is told without the extra."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_tui.cli.program import program
from routine_tui.model.sync_errors import NoSyncExtra, UnsafeAddress
from routine_tui.sync.account import checked_address, is_same_server
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


@each_case(
    ("other", "is_so"),
    [
        ("https://caldav.icloud.com/x", True), ("https://p12-caldav.icloud.com:443/", True),
        ("https://icloud.com/", True), ("https://a.caldav.icloud.com/", True), ("http://caldav.icloud.com/", False),
        ("https://evilicloud.com/", False), ("https://icloud.com.example.org/", False),
    ],
)  # fmt: skip
def test_which_address_may_get_the_same_password(other: str, is_so: bool) -> None:
    assert is_same_server("https://caldav.icloud.com/", other) is is_so
    for here, there in (
        ("https://mia.co.uk/", "https://other.co.uk/"), ("https://10.0.0.1/", "https://9.0.0.1/"),
        ("https://example.org/", "https://other.org/"), ("http://localhost:1/", "http://localhost:2/"),
    ):  # fmt: skip
        assert is_same_server(here, here) and not is_same_server(here, there)


def test_without_the_extra_one_sentence_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(tmp_path)
    monkeypatch.setattr("routine_tui.cli.sync.find_spec", lambda _: None)
    with pytest.raises(NoSyncExtra, match=r'install it with pip install "routine-tui\[sync\]"'):
        program.main(
            ["--home", str(tmp_path), "sync", "setup", "https://example.org", "--user", "mia"], standalone_mode=False
        )
