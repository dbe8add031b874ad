"""Files written whole and exclusively; every failure is one sentence. What a change of a recovery needs of them is in
``tests/store/test_storage.py``.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from routine_tui.files import make_folder, read_bytes, signature_of, write_new, write_whole
from routine_tui.model.errors import BadInput, StoreError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_whole_for_its_owner_only(tmp_path: Path) -> None:
    write_new(tmp_path / "a.html", b"page")
    assert (tmp_path / "a.html").read_bytes() == b"page"
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == 0o600
    assert names(tmp_path) == ["a.html"]


def test_a_file_that_is_there_is_not_overwritten_without_force(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")
    with pytest.raises(BadInput, match="already exists: choose another name"):
        write_new(tmp_path / "a", b"other")
    assert (tmp_path / "a").read_text() == "mine"
    write_new(tmp_path / "a", b"other", force=True)
    assert (tmp_path / "a").read_text() == "other"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="doesn't exist: create it"):
        write_new(tmp_path / "x" / "a", b"")
    with pytest.raises(StoreError, match="doesn't exist: create it"):
        write_new(tmp_path / "x" / "a", b"", force=True)
    with pytest.raises(StoreError, match="file name too long"):
        write_new(tmp_path / ("x" * 300) / "a", b"")


@pytest.mark.parametrize("force", [True, False])
def test_a_name_with_a_nul_is_refused(tmp_path: Path, force: bool) -> None:
    with pytest.raises(BadInput, match="can't contain the character NUL"):
        write_new(tmp_path / "a\0b", b"", force=force)


def test_a_name_that_the_disk_refuses_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    for name in ("x" * 300, "x" * 254):  # the second is short enough itself, its temporary file is not
        with pytest.raises(StoreError, match="file name too long"):
            write_new(tmp_path / name, b"")
    assert names(tmp_path) == []


def test_a_writer_who_is_stopped_gives_back_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(path: Path, content: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("routine_tui.files.write_whole", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_new(tmp_path / "a", b"page")
    assert names(tmp_path) == []


@pytest.mark.parametrize("force", [True, False])
def test_a_folder_in_the_place_of_a_file_stays(tmp_path: Path, force: bool) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises((StoreError, BadInput)):
        write_new(tmp_path / "a", b"", force=force)
    assert (tmp_path / "a").is_dir()
    assert names(tmp_path) == ["a"]


def test_a_temporary_file_that_a_killed_writer_left_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / ".a.tmp").write_text("half of something that was longer than this")
    write_whole(tmp_path / "a", b"whole")
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"whole"


def test_the_signature_that_is_given_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert signature_of(path) is None
    first = write_whole(path, b"1")
    assert first == signature_of(path)
    assert write_whole(path, b"2") == signature_of(path) != first


def test_a_file_from_the_future_is_still_followed_by_later_ones(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0")
    os.utime(path, (2**33, 2**33))
    before = signature_of(path)
    after = write_whole(path, b"1")
    assert before and after and after[0] > before[0]


def test_folders_are_made_for_their_owner_only_and_those_there_are_left_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path, tmp_path / "a", tmp_path / "a" / "b")] == [
        0o755,
        0o700,
        0o700,
    ]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(StoreError, match=r"cannot be created \(not a directory\): choose another"):
        make_folder(tmp_path / "a" / "b")


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot be read \(no such file or directory\)"):
        read_bytes(tmp_path / "a")
