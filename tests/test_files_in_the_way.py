"""What our files do about links, folders, pipes and devices in their place."""

from __future__ import annotations

import contextlib
import os
import socket as socket_module
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from routine_tui import files, locks
from routine_tui.files import make_folder, read_bytes, read_own, write_new, write_whole
from routine_tui.locks import locked
from routine_tui.model.errors import BadInput, StoreError
from tests.store.disk import Disk, on_unix
from tests.test_files import names

FILE, TARGET = "a.json", "target"


def linked(folder: Path, name: str) -> Path:
    """A symbolic link of a name to a file of somebody else."""
    (folder / TARGET).write_bytes(b"somebody's")
    (folder / name).symlink_to(folder / TARGET)
    return folder / name


def is_untouched(folder: Path) -> bool:
    return (folder / TARGET).read_bytes() == b"somebody's"


@on_unix
def test_a_link_in_the_place_of_our_file_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    """Seen to fail without ``_refuse_link``."""
    link = linked(tmp_path, FILE)
    for door in (lambda: read_own(link), lambda: write_whole(link, b"ours"), lambda: write_new(link, b"", force=True)):
        with pytest.raises(StoreError, match=r"a\.json is a symbolic link, so nothing was done"):
            door()
    assert is_untouched(tmp_path) and link.is_symlink()
    assert names(tmp_path) == [FILE, TARGET]


@on_unix
def test_a_link_that_takes_the_place_of_our_file_just_before_it_is_opened_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to fail without O_NOFOLLOW in ``read_own``."""
    monkeypatch.setattr(files, "_refuse_link", lambda path: None)
    with pytest.raises(StoreError, match="cannot be read"):
        read_own(linked(tmp_path, FILE))


@on_unix
def test_a_link_that_leads_nowhere_is_refused_like_any_other(tmp_path: Path) -> None:
    (tmp_path / FILE).symlink_to(tmp_path / "nowhere")
    with pytest.raises(StoreError, match="is a symbolic link"):
        write_whole(tmp_path / FILE, b"ours")
    with pytest.raises(BadInput, match="already exists"):
        write_new(tmp_path / FILE, b"ours")
    assert names(tmp_path) == [FILE]


@on_unix
def test_a_file_that_the_person_named_is_read_through_a_link(tmp_path: Path) -> None:
    assert read_bytes(linked(tmp_path, "backup.json")) == b"somebody's"


@on_unix
def test_a_link_in_the_place_of_the_temporary_file_gives_way_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    """Seen to fail without O_EXCL in ``_created``."""
    linked(tmp_path, f".{FILE}.tmp")
    write_whole(tmp_path / FILE, b"ours")
    assert (tmp_path / FILE).read_bytes() == b"ours" and not (tmp_path / FILE).is_symlink()
    assert is_untouched(tmp_path)
    assert names(tmp_path) == [FILE, TARGET]


@on_unix
def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock itself refuses it: seen to fail where it is opened without O_NOFOLLOW."""
    monkeypatch.setattr(locks, "LOCK_SECONDS", 0.05)
    linked(tmp_path, f".{FILE}.lock")
    mode = (tmp_path / TARGET).stat().st_mode
    with (
        pytest.raises(
            StoreError, match=r"cannot be written to \(too many levels of symbolic links\): nothing was changed"
        ),
        locked(tmp_path / FILE),
    ):
        pass
    assert is_untouched(tmp_path) and (tmp_path / TARGET).stat().st_mode == mode


@on_unix
def test_a_link_to_the_whole_folder_works(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    with locked(tmp_path / "linked" / FILE):
        write_whole(tmp_path / "linked" / FILE, b"ours")
    assert read_own(tmp_path / "linked" / FILE)[0] == (tmp_path / "real" / FILE).read_bytes() == b"ours"


def pipe(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def socket(path: Path) -> None:
    with contextlib.closing(socket_module.socket(socket_module.AF_UNIX)) as opened, contextlib.chdir(path.parent):
        opened.bind(path.name)


@on_unix
@pytest.mark.parametrize("kind", [pipe, folder, socket])
def test_what_is_no_plain_file_is_neither_read_nor_replaced(tmp_path: Path, kind: Callable[[Path], None]) -> None:
    """A pipe would be waited for without end.

    Seen to fail without the look at the kind of the file in ``write_whole`` and ``read_own``, and to hang there without
    O_NONBLOCK.
    """
    path = tmp_path / FILE
    kind(path)
    before, descriptors = path.lstat(), len(names(Path("/dev/fd")))
    with pytest.raises(StoreError, match=r"isn't a regular file|cannot be read \(no such device or address\)"):
        read_own(path)
    with pytest.raises(StoreError, match=r"could not be written \(it isn't a regular file\): nothing was changed"):
        write_whole(path, b"ours")
    with pytest.raises(StoreError, match=r"could not be written \(it isn't a regular file\): nothing was changed"):
        write_new(path, b"ours", force=True)
    assert len(names(Path("/dev/fd"))) == descriptors
    assert (path.lstat().st_mode, path.lstat().st_ino) == (before.st_mode, before.st_ino)
    assert names(tmp_path) == [FILE]


@on_unix
@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero here")
def test_a_device_is_not_read_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen to fail without the look at the kind of file in ``read_own``, and without the limit in ``read_bytes``."""
    monkeypatch.setattr(files, "LARGEST_BYTES", 1024 * 1024)
    with pytest.raises(StoreError, match="isn't a regular file"):
        read_own(Path("/dev/zero"))
    with pytest.raises(StoreError, match="is larger than 1 MB"):
        read_bytes(Path("/dev/zero"))


@pytest.mark.parametrize("read", [read_own, read_bytes])
def test_a_file_larger_than_any_of_ours_is_refused_and_one_as_large_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[Path], object]
) -> None:
    """Seen to fail without the comparison in ``_of_bearable_size``."""
    monkeypatch.setattr(files, "LARGEST_BYTES", 2 * 1024 * 1024)
    path = tmp_path / FILE
    path.write_bytes(bytes(2 * 1024 * 1024))
    read(path)
    with path.open("ab") as file:
        file.write(b"!")
    with pytest.raises(StoreError, match="is larger than 2 MB, so it isn't a file of routine-tui"):
        read(path)


@on_unix
@pytest.mark.parametrize("umask", [0o777, 0o277])
def test_a_umask_that_takes_all_from_the_owner_takes_nothing_that_we_need(tmp_path: Path, umask: int) -> None:
    """Seen to fail without the ``fchmod`` in ``_created`` and without the ``chmod`` in ``make_folder``."""
    before = os.umask(umask)
    try:
        make_folder(tmp_path / "a" / "b")
        with locked(tmp_path / "a" / "b" / FILE):
            write_whole(tmp_path / "a" / "b" / FILE, b"one")
            write_whole(tmp_path / "a" / "b" / FILE, b"two")
        write_new(tmp_path / "a" / "page.md", b"page")
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "a").rglob("*")}
    assert modes == {"b": 0o700, FILE: 0o600, f".{FILE}.lock": 0o600, "page.md": 0o600}
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert read_own(tmp_path / "a" / "b" / FILE)[0] == b"two"


@on_unix
def test_new_folders_are_on_the_disk_before_anything_is_written_into_them(tmp_path: Path) -> None:
    """Seen to fail without the sync in ``make_folder``."""
    with Disk(tmp_path) as disk:
        make_folder(tmp_path / "a" / "b")
    here = ""
    assert disk.names == [
        "mkdir a",
        f"open folder {here}",
        f"fsync folder {here}",
        "mkdir b",
        "open folder a",
        "fsync folder a",
    ]
