"""Files written whole and atomically, readable by their owner only; every failure is one sentence."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from routine_tui.byte_order import as_utf8
from routine_tui.model.errors import (
    AlreadyExists,
    BadInput,
    CannotMakeFolder,
    CannotRead,
    CannotWrite,
    StoreError,
    reason_of,
)

Signature = tuple[int, int, int]
"""Tells one state of a file from another without reading it: modification time (ns), size, inode."""
FILE_MODE: Final = 0o600
FOLDER_MODE: Final = 0o700
LARGEST_BYTES: Final = 128 * 1024 * 1024
"""The largest file that is read or written; years of records come to a few MB."""
WINDOWS: Final = os.name == "nt"
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
_AS_IT_IS: Final = getattr(os, "O_BINARY", 0) | _NO_LINK
READ: Final = os.O_RDONLY | _AS_IT_IS | getattr(os, "O_NONBLOCK", 0)
"""How one of our own files is opened: neither a link is followed, nor is a pipe waited for."""
_MAKE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _AS_IT_IS
"""How a file is made that is not there yet."""


def typed_path(typed: str | Path) -> Path:
    """A path that the person typed or dropped on the terminal, from the root.

    What is there under the very name that was typed is meant, else what the terminal wrote in quotes or as an address.
    A ``~`` that leads to nobody's home is the beginning of a name.
    """
    text = str(typed)
    plain = _from_root(text)
    if os.path.lexists(plain):
        return plain
    from routine_tui.model.dropped_path import is_quoted, paths_in

    dropped = [_from_root(one) for one in paths_in(text, WINDOWS)]
    if found := next((path for path in dropped if os.path.lexists(path)), None):
        return found
    if is_quoted(text):
        return dropped[0]
    return next((path for path in dropped if path.parent.is_dir() and not plain.parent.is_dir()), plain)


def _from_root(typed: str) -> Path:
    path = Path(typed)
    with contextlib.suppress(RuntimeError):
        path = path.expanduser()
    return path.absolute()


def signature_of(path: Path) -> Signature | None:
    """The state of a file, or None where there is no file that can be looked at. A link is not followed."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def read_bytes(path: Path) -> bytes:
    """What is in a file that the person named, byte for byte: a link is followed. Raises StoreError with a sentence."""
    try:
        with path.open("rb") as file:
            return _content_of(path, file)
    except OSError as error:
        raise _unreadable(path, error) from error
    except ValueError:  # a NUL in its name
        raise StoreError("A file name can't contain the character NUL: choose another file.") from None


def read_own(path: Path) -> tuple[bytes, Signature]:
    """The content, as UTF-8, and the signature of one of our own files. Raises StoreError, also for a link, a pipe."""
    _refuse_link(path)
    try:
        descriptor = os.open(path, READ)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise StoreError(f"{path} isn't a regular file, so nothing was done: move it away.")
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                return as_utf8(_content_of(path, file)), (status.st_mtime_ns, status.st_size, status.st_ino)
        finally:
            os.close(descriptor)  # here, as ``fdopen`` leaves it open where it refuses a folder
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> StoreError:
    advice = {FileNotFoundError: "check its name", IsADirectoryError: "name a file in it"}
    return CannotRead(path, reason_of(error), advice.get(type(error), "check that you have permission to read it"))


def _content_of(path: Path, file: BinaryIO) -> bytes:
    content = file.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        limit = LARGEST_BYTES // 1024 // 1024
        raise StoreError(f"{path} is larger than {limit} MB, so it isn't a file of routine-tui: choose another.")
    return content


def _refuse_link(path: Path) -> None:
    """Raise StoreError for a symbolic link: what it leads to may be anybody's, and a new file would part them."""
    if path.is_symlink():
        raise StoreError(
            f"{path} is a symbolic link, so nothing was done: put the file itself in its place. "
            "A link to the whole folder works."
        )


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents, for their owner only. Raises CannotMakeFolder."""
    try:
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        for path in reversed(missing):
            path.mkdir(mode=FOLDER_MODE, exist_ok=True)
            if not WINDOWS and stat.S_IMODE(path.stat().st_mode) & FOLDER_MODE != FOLDER_MODE:
                path.chmod(FOLDER_MODE)  # the umask took away what the owner needs
            _sync_folder(path.parent)  # a power cut must not take a new folder with all that was stored in it
    except OSError as error:
        raise CannotMakeFolder(folder, reason_of(error)) from error


def write_whole(path: Path, content: bytes | bytearray, modified_ns: int | None = None) -> Signature | None:
    """Replace the content of a file in one step; it is on the disk when this returns. Gives the new signature.

    ``modified_ns`` is the time of change to give the file (ns since 1970), unless the file has a later one already. The
    caller holds the lock, so one temporary name is enough, and killed writers leave no more than one such file. Raises
    StoreError; the file is then as before.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    outcome, advice = "nothing was changed", "Free some space or allow writing to the folder, then try again"
    _refuse_link(path)
    if len(content) > LARGEST_BYTES:  # it could not be read again
        limit = LARGEST_BYTES // 1024 // 1024
        raise StoreError(f"{path} would be larger than {limit} MB: nothing was changed. Keep it shorter.")
    before = signature_of(path)
    if before and not path.is_file():
        raise CannotWrite(path, "it isn't a regular file", "Move it away", "nothing was changed")
    try:
        with _kept_open(path) as kept:
            signature = _written(temporary, content, before, modified_ns)
            temporary.replace(path)
            try:
                _sync_folder(path.parent)
            except OSError:
                outcome, advice = "it may or may not include the last change", "Check the disk before you go on"
                if kept is not None or before is None:  # else there is nothing that could be put back
                    _put_back(path, temporary, kept)
                    outcome, advice = "nothing was changed", "Check the disk, then try again"
                raise
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise CannotWrite(path, reason_of(error), advice, outcome) from error
    return signature


def _written(
    path: Path, content: bytes | bytearray, before: Signature | None, modified_ns: int | None = None
) -> Signature:
    """Write a new file to the disk, with a time of change later than that of the file that it will replace.

    Clocks tick coarsely: with equal times, a reader could take the third of three quick writes for the first.
    """
    descriptor = _created(path)
    try:
        written = 0
        with memoryview(content) as view:  # let go in any case: what an error holds on to could not be changed again
            while written < len(content):
                with view[written:] as rest:
                    written += os.write(descriptor, rest)
        status = os.fstat(descriptor)
        wanted = modified_ns or status.st_mtime_ns
        if before and wanted <= before[0]:
            wanted = before[0] + 1000
        if wanted != status.st_mtime_ns:
            os.utime(path, ns=(wanted, wanted))
        os.fsync(descriptor)
        status = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    return status.st_mtime_ns, status.st_size, status.st_ino


def _created(path: Path) -> int:
    """Open a new file for writing; a file or a link that is there already, such as a killed writer's, is removed."""
    try:
        descriptor = os.open(path, _MAKE, FILE_MODE)
    except FileExistsError:
        path.unlink()
        descriptor = os.open(path, _MAKE, FILE_MODE)
    if not WINDOWS and stat.S_IMODE(os.fstat(descriptor).st_mode) != FILE_MODE:
        os.fchmod(descriptor, FILE_MODE)  # the umask took away what the owner needs
    return descriptor


@contextlib.contextmanager
def _kept_open(path: Path) -> Iterator[int | None]:
    """A descriptor that reads the present content even after the file is replaced; None where it cannot be read."""
    descriptor = None
    with contextlib.suppress(OSError):
        if not WINDOWS:  # an open file cannot be replaced there
            descriptor = os.open(path, READ)
    try:
        yield descriptor
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _put_back(path: Path, temporary: Path, before: int | None) -> None:
    """Undo a replacement that may not survive a power cut."""
    if before is None:
        path.unlink()
        return
    with os.fdopen(before, "rb", closefd=False) as file:
        _written(temporary, file.read(), signature_of(path))
    temporary.replace(path)


def move_whole(path: Path, target: Path) -> Path:
    """Move a file; the move is on the disk when this returns. Gives the new path.

    Raises StoreError; the file is then where it was.
    """
    try:
        path.rename(target)
        try:
            _sync_folder(target.parent)
            _sync_folder(path.parent)
        except OSError:
            target.rename(path)
            raise
    except OSError as error:
        advice = "allow writing to the folder, then try again"
        raise StoreError(f"{path} cannot be moved to {target.parent} ({reason_of(error)})", advice) from error
    return target


def write_new(path: Path, content: bytes, force: bool = False) -> None:
    """Write a file that is not there yet, whole or not at all; with ``force`` one that is there is replaced.

    Raises AlreadyExists, BadInput for a name that no file can have, StoreError where it cannot be written.
    """
    with _named(path, "choose another name or folder"), _taken(path, force):
        write_whole(path, content)


def write_kept(path: Path, content: bytes) -> None:
    """Write a file whose name nobody else gives, whole or not at all.

    Its name is not taken before, as ``write_new`` does: so no kill leaves an empty file that looks like a kept one.
    Raises StoreError where it cannot be written.
    """
    with _named(path, "allow writing to the folder, then try again"):
        write_whole(path, content)


@contextlib.contextmanager
def new_file(path: Path, force: bool = False) -> Iterator[BinaryIO]:
    """A file to be written piece by piece, for its owner only: there is all of it at the end, or nothing.

    Raises AlreadyExists where it is there and not to be replaced, StoreError where it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    with _named(path, "free some space or choose another folder"):
        _refuse_link(path)
        if path.exists() and not force:
            raise AlreadyExists(path)
        try:
            with os.fdopen(_created(temporary), "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            with _taken(path, force):
                temporary.replace(path)
            _sync_folder(path.parent)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()


@contextlib.contextmanager
def _named(path: Path, advice: str) -> Iterator[None]:
    """Refuse a name that a new file cannot have; what the system refuses meanwhile is told with an advice."""
    if "\0" in str(path):
        raise BadInput("A file name can't contain the character NUL: choose another name.")
    try:
        if not path.parent.is_dir():
            raise StoreError(f"The folder {path.parent} doesn't exist: create it, or choose another.")
        yield
    except OSError as error:
        raise CannotWrite(path, reason_of(error), advice) from error


@contextlib.contextmanager
def _taken(path: Path, force: bool) -> Iterator[None]:
    """Take a name exclusively: two at once cannot both have it. It is given back where what follows fails."""
    if force:
        yield
        return
    try:
        os.close(os.open(path, _MAKE, FILE_MODE))
    except FileExistsError:
        raise AlreadyExists(path) from None
    try:
        yield
    except BaseException:  # also where the person stops it
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call and needs none."""
    if WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network disks sync no folders, and say so like this
            raise
    finally:
        os.close(descriptor)
