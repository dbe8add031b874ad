"""What was typed and is not stored: one file, for its owner only, that no damage makes a trouble."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from routine_tui.model.errors import StoreError
from routine_tui.store import drafts
from routine_tui.store.drafts import FILE_NAME, Draft, Drafts

TYPED: Draft = {"text": "Warm.\n“Hot”", "private": True, "answers": {"redness": 3, "temp": 37.5, "pus": None}}


def test_kept_and_removed(tmp_path: Path) -> None:
    Drafts(tmp_path).keep("face", "note", TYPED)
    Drafts(tmp_path).keep("legs", "note", {"text": "Other."})
    assert Drafts(tmp_path).find("face", "note") == TYPED
    assert Drafts(tmp_path).find("face", "visit") == {} == Drafts(tmp_path).find("", "note")
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    Drafts(tmp_path).keep("face", "note", {})
    assert Drafts(tmp_path).find("face", "note") == {} != Drafts(tmp_path).find("legs", "note")
    Drafts(tmp_path).keep("legs", "note", {})
    assert not (tmp_path / FILE_NAME).exists()


def test_nothing_is_written_for_nothing(tmp_path: Path) -> None:
    Drafts(tmp_path / "home").keep("face", "note", {})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\0",
        b"[]",
        b"null",
        b'{"drafts": {"face": {"note": {"text": [1]}}}}',
        b'{"drafts": 3',
        b"[" * 9000,
        b'{"drafts": {"face": {"note": {"text": "\xff"}}}}',
    ],
)
def test_damage_counts_as_empty(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert Drafts(tmp_path).find("face", "note") == {}
    Drafts(tmp_path).keep("face", "note", TYPED)
    assert Drafts(tmp_path).find("face", "note") == TYPED


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    """Then it cannot be kept on the disk, which is said; it is there for as long as the program runs."""
    (tmp_path / FILE_NAME).mkdir()
    kept = Drafts(tmp_path)
    with pytest.raises(StoreError, match="a regular file"):
        kept.keep("face", "note", TYPED)
    assert kept.find("face", "note") == TYPED and Drafts(tmp_path).find("face", "note") == {}


def test_a_disk_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Drafts(tmp_path)
    kept.keep("face", "note", {"text": "One."})

    def refuse(*_: object) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "write_whole", refuse)
        with pytest.raises(StoreError):
            kept.keep("face", "note", TYPED)
    assert kept.find("face", "note") == TYPED and Drafts(tmp_path).find("face", "note") == {"text": "One."}
    kept.keep("face", "note", TYPED)
    assert Drafts(tmp_path).find("face", "note") == TYPED
    with monkeypatch.context() as patch:
        patch.setattr(drafts, "write_whole", refuse)
        with pytest.raises(StoreError):
            kept.keep("legs", "note", TYPED)
    (tmp_path / FILE_NAME).unlink()
    kept.keep("legs", "note", {})
    assert kept.find("legs", "note") == {} and not (tmp_path / FILE_NAME).exists(), "what never was there is taken back"


def test_each_dialog_of_each_recovery_has_its_own(tmp_path: Path) -> None:
    for recovery_id, subject in (("face", "note"), ("face", "visit"), ("legs", "visit")):
        Drafts(tmp_path).keep(recovery_id, subject, {"text": f"{recovery_id} {subject}"})
    Drafts(tmp_path).keep("face", "visit", {})
    assert [Drafts(tmp_path).find(*key) for key in (("face", "note"), ("face", "visit"), ("legs", "visit"))] == [
        {"text": "face note"},
        {},
        {"text": "legs visit"},
    ]
