"""What files and paths do on Windows."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from routine_tui import files
from routine_tui.files import (
    make_folder,
    typed_path,
    write_whole,
)
from tests.store.disk import Disk, on_unix
from tests.test_files_refused import LATER


@on_unix
def test_folders_and_files_on_windows_have_no_modes_and_no_syncs_of_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "WINDOWS", True)
    before = os.umask(0o277)
    try:
        with Disk(tmp_path) as disk:
            make_folder(tmp_path / "a")
            write_whole(tmp_path / "x", b"one", LATER)
    finally:
        os.umask(before)
    assert disk.names == [
        "mkdir a",
        "create .x.tmp",
        "write .x.tmp",
        "utime .x.tmp",
        "fsync .x.tmp",
        "replace .x.tmp to x",
    ]
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "x")] == [0o500, 0o400]
    with files._kept_open(tmp_path / "x") as kept:  # an open file could not be replaced there
        assert kept is None


@on_unix
def test_a_backslash_is_a_letter_of_a_path_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a b").touch()
    assert typed_path(f"{tmp_path}/a\\ b") == tmp_path / "a b"
    monkeypatch.setattr(files, "WINDOWS", True)
    assert typed_path(f"{tmp_path}/a\\ b") == tmp_path / "a\\ b"
