"""Files written whole and atomically, readable by their owner only; every failure is one sentence."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from routine_tui.model.errors import BadInput, StoreError

Signature = tuple[int, int, int]
"""Tells one state of a file from another without reading it: modification time (ns), size, inode."""
LOCK_SECONDS: Final = 5.0
FILE_MODE: Final = 0o600
FOLDER_MODE: Final = 0o700


def signature_of(path: Path) -> Signature | None:
    """The state of a file, or None where there is no file that can be looked at."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises StoreError with a sentence."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({_reason(error)}): check that you may read it.") from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, for their owner only. Raises StoreError with a sentence."""
    try:
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        for path in reversed(missing):
            path.mkdir(mode=FOLDER_MODE, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} cannot be made ({_reason(error)}): choose another with --home, or let it be written."
        ) from error


def write_whole(path: Path, content: bytes) -> Signature | None:
    """Replace a file by new content in one step, on the disk when this returns; gives its new signature.

    The caller holds the lock, so one temporary name is enough and a killed writer leaves nothing that piles up.
    Raises StoreError with a sentence; the file is then as before.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    advice = "nothing was changed. Make room or let the folder be written, then try again."
    try:
        with _kept_open(path) as before:
            signature = _written(temporary, content, signature_of(path))
            temporary.replace(path)
            try:
                _sync_folder(path.parent)
            except OSError:
                advice = "it may or may not hold the last change. Look at the disk before you go on."
                _put_back(path, temporary, before)
                advice = "nothing was changed. Look at the disk, then try again."
                raise
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise StoreError(f"{path} could not be written ({_reason(error)}): {advice}") from error
    return signature


def _written(path: Path, content: bytes, before: Signature | None) -> Signature:
    """A file with all of the content on the disk; its time of change is later than that of the file it will replace.

    Clocks tick coarsely: without that, a reader could take the third of three quick writes for the first.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
    with os.fdopen(descriptor, "wb", buffering=0) as file:
        view = memoryview(content)
        while view:
            view = view[file.write(view) :]
        if before and os.fstat(descriptor).st_mtime_ns <= before[0]:
            os.utime(path, ns=(before[0] + 1000, before[0] + 1000))
        os.fsync(descriptor)
        status = os.fstat(descriptor)
    return status.st_mtime_ns, status.st_size, status.st_ino


@contextlib.contextmanager
def _kept_open(path: Path) -> Iterator[int | None]:
    """A descriptor of the file as it is now, which still reads it once it is replaced; None where there is none."""
    descriptor = None
    with contextlib.suppress(OSError):
        if os.name != "nt":  # an open file cannot be replaced there
            descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _put_back(path: Path, temporary: Path, before: int | None) -> None:
    """Undo a replacement of which nobody knows whether it will last."""
    if before is None:
        path.unlink()
        return
    with os.fdopen(before, "rb", closefd=False) as file:
        _written(temporary, file.read(), signature_of(path))
    temporary.replace(path)


def write_new(path: Path, content: bytes, force: bool = False) -> None:
    """Write a file that is not there yet, whole or not at all; with ``force`` one that is there is replaced.

    Raises BadInput where the file is there already, StoreError where it cannot be written.
    """
    if "\0" in str(path):
        raise BadInput("A file name cannot hold the character NUL: choose another name.")
    try:
        if not path.parent.is_dir():
            raise StoreError(f"The folder {path.parent} is not there: make it, or choose another.")
        if not force:  # the name is taken first and exclusively: two at once cannot both have it
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))
    except FileExistsError:
        raise BadInput(f"{path} is there already: choose another name, or use --force to replace it.") from None
    except OSError as error:
        raise StoreError(f"{path} could not be written ({_reason(error)}): choose another name or folder.") from error
    try:
        write_whole(path, content)
    except StoreError:
        if not force:
            with contextlib.suppress(OSError):
                path.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Make a rename durable. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Be the only writer of a file; a writer that dies lets go. Raises StoreError after five seconds of waiting."""
    from filelock import FileLock, Timeout  # costs more than all our own imports: paid only by those who write

    lock = FileLock(path.with_name(f".{path.name}.lock"), mode=FILE_MODE)
    try:
        lock.acquire(timeout=LOCK_SECONDS, poll_interval=0.02)
    except Timeout:
        raise StoreError(
            f"Another program has held {path} for five seconds: nothing was changed. Close it, or try again."
        ) from None
    except OSError as error:
        raise StoreError(
            f"{path.parent} cannot be written ({_reason(error)}): nothing was changed. "
            "Let the folder be written, or choose another with --home."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
