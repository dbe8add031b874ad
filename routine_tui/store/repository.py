"""One recovery's file: read when it changed, changed in one transaction, undone and redone."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tinydb import TinyDB

from routine_tui.files import Signature, locked, read_bytes, write_whole
from routine_tui.model.errors import DamagedFile, NewerFile, StoreError
from routine_tui.model.recovery import Recovery
from routine_tui.store import history
from routine_tui.store.backups import Backups
from routine_tui.store.documents import changes, documents, recovery_of
from routine_tui.store.migrations import VERSION, upgraded, version_of
from routine_tui.store.storage import DurableStorage, Tables, tables_of

Edit = Callable[[Recovery], Recovery]


class Repository:
    """The door to one recovery's file. It holds no state of its own but what it read last."""

    def __init__(self, path: Path, backups: Backups) -> None:
        self.path = path
        self.backups = backups
        self._storage = DurableStorage(path, upgraded)
        self._database = TinyDB(storage=lambda: self._storage)
        self._recovery: Recovery | None = None
        self._read_from: Signature | None = None
        """The state of the file that ``_recovery`` stands for."""
        self.newer: str | None = None
        """A sentence where the file that was read last is of a newer version, and so read-only."""

    def load(self) -> Recovery:
        """The recovery as it is on the disk now; the same object again while the file is the same.

        Costs one ``stat`` while nothing changed. Raises StoreError, DamagedFile, NewerFile.
        """
        return self._seen(self._storage.read())

    def change(self, label: str, edit: Edit, at: datetime) -> Recovery:
        """Apply a change to the newest state and store it as one thing that can be undone.

        ``label`` says what was done ("ticked Sunscreen"); ``at`` is now. An edit that changes nothing writes nothing.
        Raises what ``edit`` raises, and StoreError; the file is then as before.
        """
        with self._storage.transaction():
            old = self._current()
            new = edit(old)
            wanted = tuple(changes(old, new))
            if not wanted:
                return old
            self.backups.make_daily(self.path, at.date())
            inverse = history.apply(self._database, wanted)
            history.remember(self._database, label, inverse)
        return self._known(new)

    def undo(self, at: datetime) -> tuple[Recovery, str]:
        """Take the last change back; gives the recovery and what was undone. Raises BadInput, StoreError."""
        return self._step(history.step_back, at)

    def redo(self, at: datetime) -> tuple[Recovery, str]:
        """Bring back the change that was undone last. Raises BadInput, StoreError."""
        return self._step(history.step_forward, at)

    def _step(self, step: Callable[[TinyDB], str], at: datetime) -> tuple[Recovery, str]:
        with self._storage.transaction():
            self._current()
            label = step(self._database)
            self.backups.make_daily(self.path, at.date())
            recovery = recovery_of(self._storage.read(), self.path)
        return self._known(recovery), label

    def _current(self) -> Recovery:
        """The newest state, inside a transaction. Raises NewerFile for a file that must not be changed."""
        recovery = self._seen(self._storage.read())
        if self.newer is not None:
            raise NewerFile(self.newer)
        return recovery

    def _seen(self, tables: Tables) -> Recovery:
        if self._recovery is None or self._read_from != self._storage.signature:
            self._recovery = None
            self._known(_checked(tables, self.path))
            self.newer = _newer(tables, self.path)
        assert self._recovery is not None
        return self._recovery

    def _known(self, recovery: Recovery) -> Recovery:
        self._recovery, self._read_from = recovery, self._storage.signature
        return recovery

    def mend(self, at: datetime) -> str | None:
        """Set a damaged file aside and put the newest whole backup in its place; gives one sentence that says so.

        None where the file is whole: another program was quicker. Raises DamagedFile, with nothing written, where no
        backup is whole, and NewerFile.
        """
        with locked(self.path):
            content = read_bytes(self.path)
            with contextlib.suppress(DamagedFile):
                read_whole(content, self.path)
                return None
            for backup in self.backups.newest_first():
                try:
                    kept = read_bytes(backup)
                    read_whole(kept, backup)
                except StoreError:
                    continue
                aside = _unused(self.path.with_name(f"{self.path.name}.damaged-{at:%Y-%m-%dT%H%M%S}"))
                write_whole(aside, content)
                write_whole(self.path, kept)
                return f"{self.path} was damaged: it is kept as {aside.name}, and the backup {backup.name} was opened."
        raise DamagedFile(
            f"{self.path} is damaged and there is no whole backup of it: it was left as it is. "
            "Put a whole copy in its place."
        )

    def replace_by(self, content: bytes, at: datetime) -> Path:
        """Put other content in the place of the file, which is kept as a backup first; gives that backup's path."""
        with locked(self.path):
            kept = self.backups.keep(self.path, at, "before-restore")
            write_whole(self.path, content)
        return kept


def content_of(recovery: Recovery) -> Tables:
    """A new file's tables for a recovery, with an empty history."""
    tables: Tables = {
        table: {str(key): doc for key, doc in rows.items()} for table, rows in documents(recovery).items()
    }
    return tables | {"history": {}}


def read_whole(content: bytes, path: Path) -> Recovery:
    """The recovery in a file's content, checked in full. Raises DamagedFile, or NewerFile where it is not for us."""
    return _checked(upgraded(tables_of(content, path)), path)


def _checked(tables: Tables, path: Path) -> Recovery:
    """The recovery in tables. What a newer version wrote is no damage, even where it cannot be read."""
    newer = _newer(tables, path)
    try:
        if newer is None:
            history.check(tables, path)
        return recovery_of(tables, path)
    except DamagedFile as error:
        if newer is None:
            raise
        raise NewerFile(newer.replace("it is open for reading only", "this one cannot show it")) from error


def _newer(tables: Tables, path: Path) -> str | None:
    version = version_of(tables)
    if version <= VERSION:
        return None
    return (
        f"{path} was written by a newer routine-tui (version {version} of the file, we know {VERSION}): "
        "it is open for reading only. Update routine-tui to change it."
    )


def _unused(path: Path) -> Path:
    """The path itself, or with a number where something is there already."""
    number, unused = 1, path
    while unused.exists():
        number += 1
        unused = path.with_name(f"{path.name}-{number}")
    return unused
