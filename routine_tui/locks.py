"""Locks of files: one program at a time writes one, and who waits longest is the likeliest to be next."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from routine_tui.files import FILE_MODE
from routine_tui.model.errors import FolderNotWritable, StoreError, reason_of

if sys.platform != "win32":
    import fcntl

LOCK_SECONDS: Final = 5.0
_TRIES: Final = ((0.1, 0.02), (0.2, 0.005), (0.7, 0.001))
"""Shares of LOCK_SECONDS, each with the pause between two tries for the lock (s).

A program tries more often the longer it has waited. So where many write to a slow disk, the one that waits longest is
the likeliest to be next.
"""


def _locked_at_once(path: Path) -> int | None:
    """A descriptor that holds a lock which nobody else has; None where it is to be made, or waited for.

    It is the same lock as that of ``filelock``, by the one call of the system that it comes to here: with all that the
    library watches over besides, taking it is a twentieth of a tick, and importing it costs more than all our own.
    """
    if sys.platform == "win32":
        return None
    descriptor = None
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOFOLLOW)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(descriptor), path.stat()):  # else somebody took the file away before it was held
            return descriptor
    except OSError:  # the library makes it, waits for it, or tells why it cannot be had
        pass
    if descriptor is not None:
        os.close(descriptor)
    return None


def _unlock(descriptor: int) -> None:
    """Let a lock go for every copy of its descriptor, such as that of a child that is just being started."""
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file; the system frees it where the program dies. Raises StoreError after five seconds."""
    at_once = _locked_at_once(path.with_name(f".{path.name}.lock"))
    if at_once is not None:
        try:
            yield
        finally:
            _unlock(at_once)
        return
    from filelock import FileLock, Timeout  # costs more than all our own imports: paid only by those who have to wait

    lock = FileLock(path.with_name(f".{path.name}.lock"), mode=FILE_MODE)
    try:
        for share, pause in _TRIES:
            with contextlib.suppress(Timeout):
                lock.acquire(timeout=share * LOCK_SECONDS, poll_interval=pause)
                break
        else:
            raise StoreError(
                f"Another program has been using {path} for five seconds: nothing was changed. Close it, or try again."
            )
    except OSError as error:
        raise FolderNotWritable(path.parent, reason_of(error)) from error
    try:
        yield
    finally:
        lock.release()
