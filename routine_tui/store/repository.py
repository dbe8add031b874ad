"""One recovery's file: read when it changed, changed in one transaction, undone and redone, joined with a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace
from tinydb import TinyDB

from routine_tui.files import Signature
from routine_tui.locks import locked
from routine_tui.model.errors import BadInput, DamagedFile, NewerFile
from routine_tui.model.recovery.integrity import check_integrity
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clause_of
from routine_tui.store import history
from routine_tui.store.backups import Backups
from routine_tui.store.checksum import ChecksumState, ns_of, with_checksum
from routine_tui.store.documents import (
    calendar_changes,
    changes,
    documents,
    reads_back_as,
    recovery_of,
)
from routine_tui.store.migrations import VERSION, upgrade, version_of
from routine_tui.store.storage import DurableStorage, Tables, read_tables

if TYPE_CHECKING:
    from routine_tui.model.recovery.calendar_entry import CalendarEntry

Edit = Callable[[Recovery], Recovery]


class Copy(NamedTuple):
    """What a file holds, checked in full."""

    recovery: Recovery
    tables: Tables
    version: int
    """The version of the documents in the file."""
    edited: bool
    """Whether something else than routine-tui wrote to it."""


class Repository:
    """The door to one recovery's file. It holds no state of its own but what it read last."""

    def __init__(self, path: Path, backups: Backups) -> None:
        self.path = path
        self.backups = backups
        self._storage = DurableStorage(path, self._arrived)
        self._database = TinyDB(storage=lambda: self._storage)
        self._recovery: Recovery | None = None
        self._read_from: Signature | None = None
        """The state of the file that ``_recovery`` stands for."""
        self._version = VERSION
        self._checksum_state: ChecksumState = "whole"
        self.newer: NewerFile | None = None
        """Why the file that was read last must not be changed, where a newer version wrote it."""
        self.edited: str | None = None
        """A sentence where something else wrote to the file since we did: it was checked and taken as it is."""

    def load(self) -> Recovery:
        """The recovery as it is on the disk now; the same object again while the file is the same.

        Costs one ``stat`` while nothing changed. Raises StoreError, DamagedFile, NewerFile.
        """
        return self._seen(self._storage.read())

    def tables(self) -> Tables:
        """The tables of the file as it is on the disk now, each a copy of its own."""
        self.load()
        tables = self._storage.read()
        return {
            name: {key: dict(row) for key, row in rows.items()} for name, rows in tables.items() if name != "checksum"
        }

    def mark_stamps(self, days: Iterable[date]) -> dict[tuple[date, str], str]:
        """The stamp of the last change of each mark on some days, by day and step; marks that were cleared have one."""
        from routine_tui.store.registers import registers

        self.load()
        rows = self._storage.read().get("days", {})
        return {
            (day, name.removeprefix("mark:")): part.stamp
            for day in days
            if (document := rows.get(str(day.toordinal()))) is not None
            for name, part in registers("days", document).items()
            if name.startswith("mark:")
        }

    @property
    def changed_at(self) -> datetime | None:
        """When the file that was read last was changed, to the second, in UTC; None before it is read."""
        return datetime.fromtimestamp(self._read_from[0] // 1_000_000_000, UTC) if self._read_from else None

    def restore(self, backup: Copy, label: str, at: datetime) -> Recovery:
        """Give the recovery the state of a backup as one change; what was written to the backup stays in the list.

        Raises StoreError; the file is then as before.
        """
        from routine_tui.store import change_log

        with self._storage.transaction(ns_of(at)):
            written = change_log.restored_writings(backup.tables, self._storage.read())
            recovery, _ = self._changed(label, lambda _: backup.recovery, at, lambda known: known)
            change_log.add(self._database, written)
            change_log.add(self._database, change_log.unsettled(self._storage.read()))
        return self._known(recovery)

    def change(self, label: str, edit: Edit, at: datetime, grow: Edit = lambda recovery: recovery) -> Recovery:
        """Apply a change to the newest state and store it as one thing that can be undone.

        ``label`` says what was done ("ticked Sunscreen"); ``at`` is now. ``grow`` is applied before it and stays where
        the change is undone. An edit that changes nothing writes nothing. Raises what ``edit`` raises, and StoreError;
        the file is then as before.
        """
        with self._storage.transaction(ns_of(at)):
            recovery, is_written = self._changed(label, edit, at, grow)
        return self._known(recovery) if is_written else recovery

    def _changed(self, label: str, edit: Edit, at: datetime, grow: Edit) -> tuple[Recovery, bool]:
        """Change the tables, inside a transaction; gives what they hold then, and whether anything was written."""
        kept = self._current()
        old = grow(kept)
        new = edit(old)
        if new.calendar != old.calendar:  # as where a backup takes its place
            new = replace(new, calendar=old.calendar)
        wanted = tuple(changes(old, new))
        if not wanted:
            return old, False
        self._keep_before(at)
        history.apply(self._database, changes(kept, old), at)
        history.remember(self._database, label, history.apply(self._database, wanted, at))
        is_same = reads_back_as(self._storage.read(), new)
        return new if is_same else recovery_of(self._storage.read(), self.path), True

    def remember(self, entries: Sequence[CalendarEntry], at: datetime) -> None:
        """Keep what stands in a calendar file that is given out; no undo takes it back. Raises StoreError."""
        with self._storage.transaction(ns_of(at)):
            old = self._current()
            if not (wanted := tuple(calendar_changes(old, entries))):
                return
            self._keep_before(at)
            history.apply(self._database, wanted, at)
            new = recovery_of(self._storage.read(), self.path)
        self._known(new)

    def keep_growth(self, grow: Edit, at: datetime) -> None:
        """Store that the window grew, which no undo takes back. Raises StoreError."""
        with self._storage.transaction(ns_of(at)):
            kept = self._current()
            grown = grow(kept)
            self._keep_before(at)
            history.apply(self._database, changes(kept, grown), at)
        self._known(grown)

    @property
    def last_change(self) -> tuple[int, str]:
        """The number of what was done last and can be undone, and what it was; 0 and nothing where there is none."""
        self.load()
        return history.last_change(self._database)

    def undo(self, at: datetime) -> tuple[Recovery, str]:
        """Take the last change back; gives the recovery and what was undone. Raises BadInput, StoreError."""
        return self._step(history.step_back, at)

    def redo(self, at: datetime) -> tuple[Recovery, str]:
        """Bring back the change that was undone last. Raises BadInput, StoreError."""
        return self._step(history.step_forward, at)

    def merge(self, other: Copy, label: str, at: datetime) -> Recovery:
        """Join another copy of this recovery with it, as one change that can be undone; gives what both make.

        Raises BadInput where the two do not fit together, and StoreError; the file is then as before.
        """
        from routine_tui.store import change_log
        from routine_tui.store.merge import changes_from

        with self._storage.transaction(ns_of(at)):
            old = self._current()
            wanted = tuple(changes_from(other.tables, self._storage.read()))
            log = change_log.joined_writings(other.tables, self._storage.read())
            if not wanted and not log:
                return old
            self._keep_before(at)
            replaced = [one for one in history.take_over(self._database, wanted) if one.table != "calendar"]
            change_log.add(self._database, log)
            change_log.add(self._database, change_log.unsettled(self._storage.read()))
            recovery = self._fitting(self._storage.read())
            if recovery != replace(old, calendar=recovery.calendar):
                history.remember(self._database, label, replaced, joined=True)
        return self._known(recovery)

    def preview_merge(self, other: Copy) -> Recovery:
        """The recovery as merging another copy would leave it; nothing is changed. Raises as ``merge`` does."""
        from routine_tui.store.merge import merged_tables

        self.load()
        return self._fitting(merged_tables(other.tables, self._storage.read()))

    def _fitting(self, tables: Tables) -> Recovery:
        """The recovery in joined tables. Raises BadInput where what the copies hold does not fit into one."""
        try:
            recovery = recovery_of(tables, self.path)
            check_integrity(recovery)
        except (DamagedFile, BadInput) as error:
            raise BadInput(
                f"The two copies don't fit together, so nothing was changed ({clause_of(error)}): "
                "give both the same date of the session and length, then try again."
            ) from error
        return recovery

    def keep(self, at: datetime, why: str) -> Path:
        """Copy the file to the backups now, under a name with the moment and the reason; gives the copy.

        Raises StoreError.
        """
        with locked(self.path):
            return self.backups.keep(self.path, at, why)

    def _step(self, step: Callable[[TinyDB, datetime], str], at: datetime) -> tuple[Recovery, str]:
        with self._storage.transaction(ns_of(at)):
            self._current()
            label = step(self._database, at)
            self._keep_before(at)
            recovery = recovery_of(self._storage.read(), self.path)
        return self._known(recovery), label

    def _keep_before(self, at: datetime) -> None:
        """Copy the file before it is written: once a day, and once before its documents get another form."""
        if self._version < VERSION:
            self.backups.keep(self.path, at, f"version-{self._version}")
        self.backups.make_daily(self.path, at.date())

    def _current(self) -> Recovery:
        """The newest state, inside a transaction. Raises NewerFile for a file that must not be changed."""
        recovery = self._seen(self._storage.read())
        recovery.care.settle()  # what it is read from is about to change
        if self.newer is not None:
            raise self.newer
        return recovery

    def _arrived(self, tables: Tables, state: ChecksumState) -> Tables:
        """Tables that were just read, in the form that we write."""
        self._version, self._checksum_state = version_of(tables), state
        return upgrade(tables)

    def _seen(self, tables: Tables) -> Recovery:
        if self._recovery is None or self._read_from != self._storage.signature:
            self._recovery = None
            recovery = build_recovery(tables, self.path, self._checksum_state, later=True)
            self.newer = _newer(tables, self.path)
            self.edited = _told(self.path) if is_edited(self._version, self._checksum_state) else None
            self._recovery, self._read_from = recovery, self._storage.signature
        assert self._recovery is not None
        return self._recovery

    def _known(self, recovery: Recovery) -> Recovery:
        """Take a recovery for what the file holds, as we have just written it."""
        self._recovery, self._read_from = recovery, self._storage.signature
        self._version, self._checksum_state, self.edited = VERSION, "whole", None
        return recovery


def content_of(recovery: Recovery, written_ns: int = 0) -> bytes:
    """A new file's content for a recovery, with an empty history; ``written_ns`` is its time of change, where known."""
    tables: Tables = {
        table: {str(key): doc for key, doc in rows.items()} for table, rows in documents(recovery).items()
    }
    return with_checksum(tables | {"history": {}}, written_ns)


def content_of_copy(copy: Copy, written_ns: int = 0) -> bytes:
    """A new file's content for another copy: all of it, with when each thing was written, but nothing to undo."""
    return with_checksum({**copy.tables, "history": {}}, written_ns)


def read_copy(written: bytes, path: Path, modified_ns: int | None = None) -> Copy:
    """What a file's content holds, checked in full. Raises DamagedFile, or NewerFile where it is not for us.

    ``modified_ns`` is when the file was changed last, where that is known.
    """
    tables, state = read_tables(written, path, modified_ns)
    version = version_of(tables)
    tables = upgrade(tables)
    return Copy(build_recovery(tables, path, state), tables, version, is_edited(version, state))


def read_whole(written: bytes, path: Path, modified_ns: int | None = None) -> Recovery:
    """The recovery in a file's content, checked in full. Raises DamagedFile, or NewerFile where it is not for us."""
    return read_copy(written, path, modified_ns).recovery


def is_edited(version: int, state: ChecksumState) -> bool:
    """Whether another hand wrote to a file. The first version of the documents had no checksum."""
    return state == "edited" or (state == "none" and version == VERSION)


def build_recovery(tables: Tables, path: Path, state: ChecksumState, later: bool = False) -> Recovery:
    """The recovery in tables, which are checked in full unless we wrote them ourselves. Raises DamagedFile.

    With ``later``, the care in files that we wrote ourselves is read when it is first asked for. A file of a newer
    version that cannot be read is not damaged: it raises NewerFile.
    """
    newer = _newer(tables, path)
    try:
        if newer is None:
            history.check(tables, path)
        recovery = recovery_of(tables, path, later and state == "whole" and newer is None)
        if state != "whole" and newer is None:
            from routine_tui.store.change_log import check_log
            from routine_tui.store.document_checks import check_documents, check_history

            check_documents(tables, path)
            check_history(tables, path)
            check_log(tables, path)
        return recovery
    except DamagedFile as error:
        if newer is None:
            raise
        raise NewerFile(path, newer.version, VERSION, "this one cannot show it") from error


def _newer(tables: Tables, path: Path) -> NewerFile | None:
    version = version_of(tables)
    return NewerFile(path, version, VERSION) if version > VERSION else None


def _told(path: Path) -> str:
    return f"{path} was changed by hand or by another program: it was checked, is undamaged, and is used as it is."
