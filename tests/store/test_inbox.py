"""The photo inbox: which files in it are new, and that nothing in it is touched."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from routine_tui.model.errors import BadInput
from routine_tui.store.inbox import new_in, sum_of
from tests.store.rooms import files_in


def test_pictures_that_are_not_known_are_found_once_each(tmp_path: Path) -> None:
    for name in ("b.JPG", "a.heic", "again.png", ".part.jpg", "notes.txt", "empty.jpg"):
        (tmp_path / name).write_bytes(b"" if name == "empty.jpg" else name.replace("again.png", "a.heic").encode())
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "folder.jpg" / "deep.jpg").write_bytes(b"deep")
    before = files_in(tmp_path)
    assert [one.name for one in new_in(tmp_path, ())] == ["a.heic", "b.JPG"]
    assert [one.name for one in new_in(tmp_path, {hashlib.sha256(b"b.JPG").hexdigest()})] == ["a.heic"]
    assert files_in(tmp_path) == before
    assert sum_of(tmp_path / "gone.jpg") == ""


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="check the setting"):
        new_in(tmp_path / "gone", ())
