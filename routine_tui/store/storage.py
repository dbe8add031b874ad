"""One TinyDB file, written whole and atomically: never in place, never half, one writer at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
from tinydb.storages import Storage

from routine_tui.files import Signature, read_own, signature_of, write_whole
from routine_tui.locks import locked
from routine_tui.model.errors import DamagedFile, RottenFile, StoreError
from routine_tui.store.checksum import TABLE, ChecksumState, checksum_state, put_with_checksum, refuse_duplicate_keys

_DAYS: Final = "days"
Tables = dict[str, dict[str, Any]]
"""TinyDB's form of a file: documents by id (as text) by table."""


class DurableStorage(Storage):
    """A storage for TinyDB that keeps the promise "stored means stored".

    Outside a transaction it only reads. Inside one it holds the lock, has the newest state, and collects what TinyDB
    writes; leaving it writes once: temporary file in the same folder, fsync, ``os.replace``, fsync of the folder.
    """

    def __init__(
        self, path: Path, checked: Callable[[Tables, ChecksumState], Tables] = lambda tables, state: tables
    ) -> None:
        super().__init__()
        self.path = path
        self._checked = checked
        self._tables: Tables | None = None
        self._days: dict[str, msgspec.Raw] | None = None
        """The rows of the days in JSON, which is most of a file: each stays as it is until it is put anew."""
        self._has_saved = False
        self._content = bytearray()
        """What was written last; its memory is used again."""
        self._signature: Signature | None = None
        self._staged = False
        self._open = False

    @property
    def signature(self) -> Signature | None:
        """The state of the file that was last read or written here; None before the first."""
        return self._signature

    def changed(self) -> bool:
        """Whether the file is another than the one last read or written here. Costs one ``stat``."""
        return self._signature is None or signature_of(self.path) != self._signature

    def read(self) -> Tables:
        """The tables, read again only where the file changed. Raises StoreError, DamagedFile."""
        if not self._open and self.changed():
            self._load()
        assert self._tables is not None  # what was read or written here, or an error was raised
        return self._tables

    def write(self, data: Tables) -> None:
        """Take what TinyDB wants written; it reaches the disk when the transaction ends."""
        if not self._open:
            raise RuntimeError("A recovery is written inside a transaction only.")
        self._tables, self._days = data, None
        self._staged = True

    def put(self, table: str, key: str, row: dict[str, Any]) -> None:
        """Put a row in the place of the one with its key, whole, or add it; nobody may change that object any more."""
        self._rows_to_write(table)[key] = row
        if self._days is not None and table == _DAYS:
            self._days[key] = _encoded(row)

    def take_away(self, table: str, key: str) -> None:
        """Take a row away. Raises KeyError for one that is not there."""
        del self._rows_to_write(table)[key]
        if self._days is not None and table == _DAYS:
            del self._days[key]

    def _rows_to_write(self, table: str) -> dict[str, Any]:
        """The rows of a table, which is made where there is none, inside a transaction that changes them."""
        days, tables = self._days, self.read()
        self.write(tables)
        self._days = days
        return tables.setdefault(table, {})

    @contextlib.contextmanager
    def transaction(self, written_ns: int = 0) -> Iterator[None]:
        """Hold the lock around a read, a change and one write. An error inside leaves the file as it was.

        ``written_ns`` is now: the file's time of change, unless the file that it replaces has a later one. Raises
        StoreError where the lock is held for five seconds, or where the disk does not take the file.
        """
        with locked(self.path):
            if self.changed():
                self._load()
            self._open, self._staged = True, False
            try:
                yield
                if self._staged:
                    self._save(written_ns)
            except BaseException:
                self._forget()  # TinyDB changes documents in place: what is in memory is no longer what is stored
                raise
            finally:
                self._open = False

    def _save(self, written_ns: int) -> None:
        assert self._tables is not None
        assert self._signature is not None
        later = max(written_ns, self._signature[0] + 1000)
        put_with_checksum(self._content, self._in_json(), later)
        self._signature = write_whole(self.path, self._content, later)
        self._has_saved = True

    def _in_json(self) -> dict[str, Any]:
        """The tables to be written: from the second time on with days that are in JSON already, but for those put anew.

        A program that changes one thing and leaves is no slower for it; with two years of days, the screen's ticks are
        quicker by a twentieth.
        """
        assert self._tables is not None
        if self._days is None and self._has_saved and _DAYS in self._tables:
            self._days = {key: _encoded(row) for key, row in self._tables[_DAYS].items()}
        return self._tables if self._days is None else {**self._tables, _DAYS: self._days}

    def _load(self) -> None:
        self._forget()
        if signature_of(self.path) is None:
            raise StoreError(f"{self.path} no longer exists: put it back, or restore a backup.")
        content, signature = read_own(self.path)
        self._tables = self._checked(*read_tables(content, self.path, signature[0]))
        self._signature = signature

    def _forget(self) -> None:
        self._tables = self._days = self._signature = None
        self._content = bytearray()


def _encoded(row: dict[str, Any]) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(row))


def read_tables(content: bytes, path: Path, modified_ns: int | None = None) -> tuple[Tables, ChecksumState]:
    """Content as TinyDB tables without its checksum, and what the checksum says. Raises DamagedFile.

    ``modified_ns`` is when the file was changed last, where that is known.
    """
    state = checksum_state(content, modified_ns)
    if state == "broken":
        raise RottenFile(path)
    if state != "whole":
        _refuse_conflict(content, path)
        refuse_duplicate_keys(content, path)
    try:
        tables = msgspec.json.decode(content, type=dict[str, dict[str, Any]])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise DamagedFile(path, "it isn't a complete TinyDB file") from error
    tables.pop(TABLE, None)
    return tables, state


def _refuse_conflict(content: bytes, path: Path) -> None:
    """Raise DamagedFile for a file with git's conflict markers, which holds two versions at once."""
    if content.startswith(b"<<<<<<< ") or b"\n<<<<<<< " in content:
        raise DamagedFile(
            path,
            "git left both sides of a conflict in it; "
            f"git show :2:./{path.name} and git show :3:./{path.name} give each as a file to merge",
        )
