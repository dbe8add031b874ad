"""What files.py says where it refuses, word for word; what is on the disk then; and how it is on other systems."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from routine_tui import files, locks
from routine_tui.files import (
    make_folder,
    move_whole,
    read_bytes,
    read_own,
    signature_of,
    typed_path,
    write_new,
    write_whole,
)
from routine_tui.locks import locked
from routine_tui.model.errors import (
    AlreadyExists,
    BadInput,
    CannotMakeFolder,
    CannotRead,
    CannotWrite,
    FolderNotWritable,
    RoutineError,
    StoreError,
)
from tests.cases import each_case
from tests.store.disk import Disk, on_unix

MB = 1024 * 1024
LATER = 2**61
"""A time of change that every file is given (ns since 1970), so that the same calls reach the disk each time."""
SOMEWHERE = "choose another name or folder."
LINK = "is a symbolic link, so nothing was done: put the file itself in its place. A link to the whole folder works."
AGAIN = "allow writing to the folder, then try again"
ROOM = f"Free some space or {AGAIN}"
FULL = os.strerror(errno.ENOSPC).lower()


def refusal(act: Callable[[], object]) -> RoutineError:
    """The error that something ends with."""
    with pytest.raises(RoutineError) as refused:
        act()
    return refused.value


def _lock(path: Path) -> None:
    with locked(path):
        pass


@on_unix
@each_case(
    ("act", "kind", "said"),
    [
        (lambda at: read_bytes(at / "none"), CannotRead,
         "{at}/none cannot be read (no such file or directory): check its name."),
        (lambda at: read_bytes(at / "folder"), CannotRead,
         "{at}/folder cannot be read (is a directory): name a file in it."),
        (lambda at: read_bytes(at / "file" / "x"), CannotRead,
         "{at}/file/x cannot be read (not a directory): check that you have permission to read it."),
        (lambda at: read_bytes(at / "a\0b"), StoreError,
         "A file name can't contain the character NUL: choose another file."),
        (lambda at: read_bytes(at / "large"), StoreError,
         "{at}/large is larger than 1 MB, so it isn't a file of routine-tui: choose another."),
        (lambda at: read_own(at / "large"), StoreError,
         "{at}/large is larger than 1 MB, so it isn't a file of routine-tui: choose another."),
        (lambda at: read_own(at / "none"), CannotRead,
         "{at}/none cannot be read (no such file or directory): check its name."),
        (lambda at: read_own(at / "folder"), StoreError,
         "{at}/folder isn't a regular file, so nothing was done: move it away."),
        (lambda at: read_own(at / "link"), StoreError, f"{{at}}/link {LINK}"),
        (lambda at: write_whole(at / "link", b""), StoreError, f"{{at}}/link {LINK}"),
        (lambda at: write_whole(at / "file", bytes(MB + 1)), StoreError,
         "{at}/file would be larger than 1 MB: nothing was changed. Keep it shorter."),
        (lambda at: write_whole(at / "folder", b""), CannotWrite,
         "{at}/folder could not be written (it isn't a regular file): nothing was changed. Move it away."),
        (lambda at: write_whole(at / "no" / "x", b""), CannotWrite,
         f"{{at}}/no/x could not be written (no such file or directory): nothing was changed. {ROOM}."),
        (lambda at: move_whole(at / "none", at / "folder" / "x"), StoreError,
         f"{{at}}/none cannot be moved to {{at}}/folder (no such file or directory): {AGAIN}."),
        (lambda at: make_folder(at / "file" / "x"), CannotMakeFolder,
         "The folder {at}/file/x cannot be created (not a directory): choose another, or allow writing to it."),
        (lambda at: write_new(at / "a\0b", b""), BadInput,
         "A file name can't contain the character NUL: choose another name."),
        (lambda at: write_new(at / "no" / "x", b""), StoreError,
         "The folder {at}/no doesn't exist: create it, or choose another."),
        (lambda at: write_new(at / "file", b""), AlreadyExists, "{at}/file already exists: choose another name."),
        (lambda at: write_new(at / ("x" * 256), b""), CannotWrite,
         f"{{at}}/{'x' * 256} could not be written (file name too long): {SOMEWHERE}"),
        (lambda at: _lock(at / "linked"), FolderNotWritable,
         ("{at} cannot be written to (too many levels of symbolic links): nothing was changed. Allow "
         "writing to the folder.")),
        (lambda at: _lock(at / "held"), StoreError,
         "Another program has been using {at}/held for five seconds: nothing was changed. Close it, or try again."),
    ],
)  # fmt: skip
def test_each_refusal_word_for_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path], object], kind: type, said: str
) -> None:
    monkeypatch.setattr(files, "LARGEST_BYTES", MB)
    monkeypatch.setattr(locks, "LOCK_SECONDS", 0.0)
    if not (tmp_path / "file").exists():
        (tmp_path / "file").write_bytes(bytes(MB))
        (tmp_path / "large").write_bytes(bytes(MB + 1))
        (tmp_path / "folder").mkdir()
        for name in ("link", ".linked.lock"):
            (tmp_path / name).symlink_to("file")
    with FileLock(tmp_path / ".held.lock"):
        refused = refusal(lambda: act(tmp_path))
    assert (type(refused), str(refused)) == (kind, said.format(at=tmp_path))
    assert (tmp_path / "file").stat().st_size == MB
    write_whole(tmp_path / "copy", read_own(tmp_path / "file")[0])  # one of the very largest size is read and written


@on_unix
@each_case(
    ("failing", "lasting", "there", "outcome", "advice"),
    [
        ("write", False, True, "nothing was changed", ROOM),
        ("replace", False, True, "nothing was changed", ROOM),
        ("fsync folder", False, True, "nothing was changed", "Check the disk, then try again"),
        ("fsync folder", False, False, "nothing was changed", "Check the disk, then try again"),
        ("fsync folder", True, True, "it may or may not include the last change", "Check the disk before you go on"),
    ],
)
def test_a_write_that_the_disk_refuses_says_what_is_there_now(
    tmp_path: Path, failing: str, lasting: bool, there: bool, outcome: str, advice: str
) -> None:
    path = tmp_path / "Face.json"
    write_whole(path, b"old", LATER)
    with Disk(tmp_path) as disk:
        write_whole(path, b"old", LATER)  # as it will be done once more
        number = [one.name for one in disk.operations].index(failing)
        if not there:
            path.unlink()
        disk.fail_at(number, lasting=lasting)
        refused = refusal(lambda: write_whole(path, b"new", LATER))
    assert str(refused) == f"{path} could not be written ({FULL}): {outcome}. {advice}."
    assert isinstance(refused, CannotWrite) and isinstance(refused.__cause__, OSError)
    if outcome == "nothing was changed":
        assert path.exists() == there
        assert not there or path.read_bytes() == b"old"
    if failing == "fsync folder" and outcome == "nothing was changed" and there:
        assert path.stat().st_mtime_ns > LATER + 2000, "what was put back is told from what it was put in place of"
    assert not (tmp_path / ".Face.json.tmp").exists()


def test_a_folder_that_another_program_makes_just_before_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    monkeypatch.setattr(Path, "exists", lambda path: path == tmp_path)
    make_folder(tmp_path / "a")
    assert (tmp_path / "a").is_dir()


@on_unix
def test_a_move_is_on_the_disk_in_both_folders_or_is_taken_back(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    path, target = tmp_path / "a" / "x", tmp_path / "b" / "y"
    path.write_bytes(b"mine")
    moving = ["rename x to y", "open folder b", "fsync folder b", "open folder a", "fsync folder a"]
    with Disk(tmp_path) as disk:
        for failing in range(len(moving)):
            disk.fail_at(failing)
            assert str(refusal(lambda: move_whole(path, target))) == (
                f"{path} cannot be moved to {target.parent} ({FULL}): {AGAIN}."
            )
            disk.work()
            assert path.read_bytes() == b"mine" and not target.exists()
        disk.operations.clear()
        assert move_whole(path, target) == target
    assert disk.names == moving
    assert target.read_bytes() == b"mine" and not path.exists()


def test_a_path_is_taken_from_the_home_folder_and_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert typed_path("~/x") == typed_path("x") == tmp_path / "x"
    assert typed_path("~nobody-at-all") == tmp_path / "~nobody-at-all"
    assert typed_path("'none/my x'") == tmp_path / "none" / "my x"


@on_unix
def test_a_file_in_the_place_of_one_that_a_killed_writer_left_is_for_its_owner_only_from_its_beginning(
    tmp_path: Path,
) -> None:
    (tmp_path / ".x.tmp").touch()
    with Disk(tmp_path) as disk:
        write_whole(tmp_path / "x", b"one", LATER)
    assert disk.names[:3] == ["unlink .x.tmp", "create .x.tmp", "write .x.tmp"], "its mode need not be changed"


@on_unix
def test_the_time_of_change_that_is_given_counts_unless_the_file_has_a_later_one(tmp_path: Path) -> None:
    path = tmp_path / "x"
    first = write_whole(path, b"one", LATER)
    assert first == signature_of(path) == (LATER, 3, path.stat().st_ino)
    second = write_whole(path, b"three", LATER)
    assert second == signature_of(path) == (LATER + 1000, 5, path.stat().st_ino)
    assert write_whole(path, b"", LATER + 1001) == signature_of(path) == (LATER + 1001, 0, path.stat().st_ino)
    assert write_whole(path, b"now") == signature_of(path) == (LATER + 2001, 3, path.stat().st_ino)
    (tmp_path / "link").symlink_to(path)
    assert signature_of(tmp_path / "link") != signature_of(path), "a link is not followed"


def test_what_some_editors_put_before_a_text_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xef\xbb\xbf{}\xef\xbb\xbf")
    assert read_own(tmp_path / "x")[0] == b"{}\xef\xbb\xbf"
    assert read_bytes(tmp_path / "x") == b"\xef\xbb\xbf{}\xef\xbb\xbf", "a file of the person's is as it is"


@on_unix
def test_a_file_that_cannot_be_synced_says_so(tmp_path: Path) -> None:
    """Seen to fail where every failing sync of a folder is taken for that of a disk that syncs none."""
    with Disk(tmp_path) as disk:
        make_folder(tmp_path / "a")
        disk.fail_at(2, errno.EIO)
        refused = refusal(lambda: make_folder(tmp_path / "b"))
    assert str(refused) == (
        f"The folder {tmp_path / 'b'} cannot be created (input/output error): choose another, or allow writing to it."
    )
    with files._kept_open(tmp_path / "a" / "none") as kept:
        assert kept is None


@on_unix
def test_a_name_is_taken_for_its_owner_only_and_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []

    def look(path: Path, content: bytes) -> None:
        taken.append(stat.S_IMODE(path.stat().st_mode))
        path.unlink()
        raise StoreError("No.")

    monkeypatch.setattr(files, "write_whole", look)
    for force in (False, True):
        if force:
            (tmp_path / "x").touch(0o640)
        assert str(refusal(lambda: write_new(tmp_path / "x", b"", force))) == "No."  # noqa: B023 (called here)
    assert taken == [0o600, 0o640]
