"""A disk that notes what reaches it, in order and with the data, and that fails where a test wants it to."""

from __future__ import annotations

import builtins
import io
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Self

import pytest

on_unix = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows syncs no folders and has permissions of its own, so all of this is other"
)
SEEN: Final = (
    "open", "close", "write", "fsync", "fchmod", "chmod", "utime", "replace", "rename", "unlink", "remove", "mkdir",
)  # fmt: skip
UNSEEN: Final = (
    "link", "symlink", "truncate", "ftruncate", "rmdir", "removedirs", "pwrite", "pwritev", "writev", "fdatasync",
    "lchmod", "mkfifo", "mknod",
)  # fmt: skip
"""Other ways to a disk, none of which the program takes: one that begins to must be taught to the recorder first."""
ROOM: Final = 28
"""ENOSPC, the failure where a test names no other."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation below the watched folder; its paths are relative to that."""

    name: str
    path: Path
    data: bytes = b""
    target: Path | None = None
    """Where a rename leads."""
    opened: int = 0
    """Through which opening of a file it goes."""
    offset: int = 0
    """Where in the file the data goes."""

    def __str__(self) -> str:
        return f"{self.name} {self.path.name}" + (f" to {self.target.name}" if self.target else "")


class Disk:
    """Within ``with Disk(folder) as disk`` every operation of this process that changes something below it is noted.

    Nothing is really synced, as no test could see it: that the program asks for it, and when, is what is noted. To open
    the file of a lock is an operation; no more of that file is noted, as it holds nothing.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.operations: list[Operation] = []
        self.mouthful: int | None = None
        """The most bytes that one write takes: a disk may take less than it is given."""
        self._fails: Callable[[int, Operation], bool] = _never
        self._half_at: int | None = None
        self._error = ROOM
        self._refused: Operation | None = None
        """What failed last."""
        self._opened: dict[int, Operation] = {}
        self._count = 0
        self._patches = ExitStack()

    def __enter__(self) -> Self:
        real = {name: getattr(os, name) for name in (*SEEN, *UNSEEN) if hasattr(os, name)}
        doubles: dict[str, Callable[..., Any]] = {
            "open": lambda *given, **named: self._open(real["open"], *given, **named),
            "close": lambda descriptor: self._close(real["close"], descriptor),
            "write": lambda descriptor, data: self._write(real["write"], descriptor, data),
            "fsync": lambda descriptor: self._fsync(real["fsync"], descriptor),
            "fchmod": lambda descriptor, mode: self._fchmod(real["fchmod"], descriptor, mode),
            "utime": lambda path, *given, **named: self._change("utime", real["utime"], path, *given, **named),
        }
        for name in ("chmod", "unlink", "remove", "mkdir"):
            doubles[name] = self._double(name, real[name])
        for name in ("replace", "rename"):
            doubles[name] = self._double(name, real[name], leads=True)
        for name in UNSEEN:
            if name in real:
                doubles[name] = self._refusal(name, real[name])
        for name, double in doubles.items():
            if name in real:
                self._put(os, name, double)
        real_open = io.open
        for module in (io, builtins):
            self._put(module, "open", lambda *given, **named: self._open_file(real_open, *given, **named))
        return self

    def _put(self, module: ModuleType, name: str, double: Callable[..., Any]) -> None:
        self._patches.callback(setattr, module, name, getattr(module, name))
        setattr(module, name, double)

    def __exit__(self, *problem: object) -> None:
        self._patches.close()

    @property
    def names(self) -> list[str]:
        """The operations as words: ``replace .Face.json.tmp to Face.json``."""
        return [str(operation) for operation in self.operations]

    # ------------------------------------------------------------------ failing

    def fail_at(self, number: int, error: int = ROOM, half: bool = False, lasting: bool = False) -> None:
        """Let the operation of a number, counted from nought and from now on, fail instead of happening.

        With ``half`` it is a write: it takes half of the bytes, and the write of the rest fails. With ``lasting`` every
        later operation fails as well.
        """
        self.operations.clear()
        self._refused = None
        self._error, self._half_at = error, number if half else None
        if half:
            self._fails = lambda at, operation: at == number + 1 and operation.name == "write"
        else:
            self._fails = lambda at, operation: at == number or (lasting and at > number)

    def work(self) -> None:
        """Be a good disk again."""
        self._fails, self._half_at, self._refused = _never, None, None

    def _reached(self, operation: Operation) -> None:
        """Note an operation that is about to happen, or fail in its place."""
        number = len(self.operations)
        self.operations.append(operation)
        is_tried_again = operation.name == "lock" and operation == self._refused
        if is_tried_again or self._fails(number, operation):  # what was refused is so a moment later, too
            self._refused = operation
            raise OSError(self._error, os.strerror(self._error), str(self.root / operation.path))

    # ------------------------------------------------------------------ what stands in for the functions of ``os``

    def _place(self, path: Any, named: dict[str, Any] | None = None) -> Path | None:
        """A path relative to the watched folder; None for one outside it, and for a lock's file."""
        if isinstance(path, int) or (named and named.get("dir_fd") is not None):
            return None
        full = Path(os.path.abspath(os.fsdecode(path)))  # noqa: PTH100 (a Path would ask the disk)
        return full.relative_to(self.root) if full.is_relative_to(self.root) and full.suffix != ".lock" else None

    def _open(self, real: Callable[..., int], path: Any, flags: int, mode: int = 0o777, **named: Any) -> int:
        full = Path(os.fsdecode(path)).absolute()
        there = os.path.lexists(full)
        writing = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))
        if full.suffix == ".lock" and full.is_relative_to(self.root):
            if writing and (not flags & os.O_EXCL if there else flags & os.O_CREAT):
                self._reached(Operation("lock", full.relative_to(self.root)))
            return real(path, flags, mode, **named)
        place = self._place(path, named)
        refused = there and flags & os.O_CREAT and flags & os.O_EXCL
        if place is None or refused or not (writing or full.is_dir()):
            return real(path, flags, mode, **named)
        name = "open folder" if not writing else "create" if not there else "overwrite"
        if name == "overwrite" and flags & os.O_TRUNC:
            name = "empty"
        self._count += 1
        operation = Operation(name, place, opened=self._count)
        self._reached(operation)
        descriptor = real(path, flags, mode, **named)
        self._opened[descriptor] = operation
        return descriptor

    def _close(self, real: Callable[[int], None], descriptor: int) -> None:
        self._opened.pop(descriptor, None)
        real(descriptor)

    def _write(self, real: Callable[..., int], descriptor: int, data: Any) -> int:
        opened = self._opened.get(descriptor)
        if opened is None:
            return real(descriptor, data)
        taken = bytes(data[: self.mouthful])
        if len(self.operations) == self._half_at:
            taken = taken[: len(taken) // 2]
        at = os.lseek(descriptor, 0, os.SEEK_CUR)
        self._reached(Operation("write", opened.path, taken, opened=opened.opened, offset=at))
        return real(descriptor, taken)

    def _fsync(self, real: Callable[[int], None], descriptor: int) -> None:
        opened = self._opened.get(descriptor)
        if opened is None:
            real(descriptor)
            return
        name = "fsync folder" if opened.name == "open folder" else "fsync"
        self._reached(Operation(name, opened.path, opened=opened.opened))

    def _fchmod(self, real: Callable[[int, int], None], descriptor: int, mode: int) -> None:
        if opened := self._opened.get(descriptor):
            self._reached(Operation("fchmod", opened.path, opened=opened.opened))
        real(descriptor, mode)

    def _double(self, name: str, real: Callable[..., Any], leads: bool = False) -> Callable[..., Any]:
        def double(path: Any, *given: Any, **named: Any) -> Any:
            target = self._place(given[0] if given else named["dst"]) if leads else None
            return self._change(name, real, path, *given, target=target, **named)

        return double

    def _change(
        self, name: str, real: Callable[..., Any], path: Any, *given: Any, target: Path | None = None, **named: Any
    ) -> Any:
        meant = os.path.lexists(path) != (name == "mkdir")  # what cannot be done anyway does not reach the disk
        if meant and (place := self._place(path, named)) is not None:
            self._reached(Operation("unlink" if name == "remove" else name, place, target=target))
        return real(path, *given, **named)

    def _refusal(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def refuse(path: Any, *given: Any, **named: Any) -> Any:
            named_paths = [one for one in (path, *given) if isinstance(one, str | bytes | os.PathLike)]
            inside = path in self._opened or any(self._place(one, named) is not None for one in named_paths)
            assert not inside, f"os.{name} reaches the disk, and the recorder does not know it: teach it that."
            return real(path, *given, **named)

        return refuse

    def _open_file(self, real: Callable[..., Any], path: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
        inside = path in self._opened if isinstance(path, int) else self._place(path) is not None
        assert not (inside and set(mode) & set("wax+")), f"{path} is written past the recorder: use os.write."
        return real(path, mode, *given, **named)


def _never(_number: int, _operation: Operation) -> bool:
    return False
