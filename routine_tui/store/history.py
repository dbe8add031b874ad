"""Undo and redo: what each change replaced, kept in the recovery's own file, across runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

import msgspec
from tinydb import TinyDB
from tinydb.table import Document as TinyDocument
from tinydb.table import Table as TinyTable

from routine_tui.model.errors import BadInput, DamagedFile
from routine_tui.model.text import clause_of
from routine_tui.store.document_parts import NAMED, Document
from routine_tui.store.document_parts import Table as Name
from routine_tui.store.documents import DocumentChange
from routine_tui.store.registers import content
from routine_tui.store.rows import put, take_away
from routine_tui.store.storage import Tables

DEPTH: Final = 50
"""How many changes can be undone."""
_TABLE: Final = "history"

_Becomes = Callable[[Name, Document | None, Document | None], Document | None]
"""The document that takes the place of a present one where another is wanted."""


class _Entry(msgspec.Struct, frozen=True):
    label: str
    undone: bool
    changes: list[tuple[Name, int | str, dict[str, Any] | None]]
    joined: bool = False
    """Whether another copy was joined."""
    stamped: bool = False
    """Whether its documents have their stamps: older versions kept none, but where another copy was joined."""


def check(tables: Tables, where: object) -> None:
    """Raise DamagedFile where the history in the tables is not one that can be undone."""
    try:
        entries = msgspec.convert(tables.get(_TABLE, {}), dict[str, _Entry])
        if any(str(int(key)) != key for key in entries):
            raise ValueError("an entry whose id is not a plain number")
        if any(
            isinstance(key, str) != (table in NAMED) for entry in entries.values() for table, key, _ in entry.changes
        ):
            raise ValueError("a change that names no document")
    except (msgspec.ValidationError, ValueError) as error:
        raise DamagedFile(where, f"its history cannot be read ({clause_of(error)})") from error


def apply(database: TinyDB, changes: Iterable[DocumentChange], at: datetime) -> list[DocumentChange]:
    """Change documents, and stamp what differs with ``at``; gives the changes that undo this, in their order."""
    from routine_tui.store.register_changes import restamp

    return _exchanged(database, changes, lambda table, present, wanted: restamp(table, present, wanted, at), at)


def _take_back(database: TinyDB, changes: Iterable[DocumentChange], at: datetime) -> list[DocumentChange]:
    """Give documents back what they said before a change; gives the changes that redo it."""
    from routine_tui.store.register_changes import taken_back

    return _exchanged(database, changes, lambda table, present, earlier: taken_back(table, present, earlier, at), at)


def take_over(database: TinyDB, joined: Iterable[DocumentChange]) -> list[DocumentChange]:
    """Put documents in place with the stamps that they have already; gives the changes that undo this."""
    return _exchanged(database, joined, lambda _, __, wanted: wanted, None)


def _exchanged(
    database: TinyDB, changes: Iterable[DocumentChange], becomes: _Becomes, at: datetime | None
) -> list[DocumentChange]:
    """Replace documents by what ``becomes`` makes of them; gives those that were there, the last one first.

    What they replace is added to the list of changes, where there is a moment at which it happens.
    """
    from routine_tui.store.change_log import Change, add_changes

    replaced: list[DocumentChange] = []
    log: list[Change] = []
    for change in changes:
        table = database.table(change.table)
        number = _number(table, change)
        present = table.get(doc_id=number)
        document = becomes(change.table, present, change.document)
        replaced.insert(0, DocumentChange(change.table, change.key, present and dict(present)))
        if at is not None:
            log.append(Change(change.table, change.key, present, document))
        if document is not None:
            put(database, change.table, number, document)
        elif present is not None:
            take_away(database, change.table, [number])
    if at is not None:
        add_changes(database, log, at)
    return replaced


def _number(table: TinyTable, change: DocumentChange) -> int:
    """The number under which TinyDB keeps a document: the next free one where it is new."""
    if change.table not in NAMED:
        return int(change.key)
    rows = list(table)
    known = (row.doc_id for row in rows if row["id"] == change.key)
    return next(known, None) or max((row.doc_id for row in rows), default=0) + 1


def remember(database: TinyDB, label: str, inverse: list[DocumentChange], joined: bool = False) -> None:
    """Add one thing that a person did; what had been undone before it can no longer be redone.

    ``joined`` says that it was the joining of another copy. The documents have their stamps.
    """
    entries = _entries(database)
    undone = [entry.doc_id for entry in entries if entry["undone"]]
    kept = [entry.doc_id for entry in entries if not entry["undone"]]
    forgotten = undone + kept[: max(0, len(kept) - DEPTH + 1)]
    if forgotten:
        take_away(database, _TABLE, forgotten)
    number = max((entry.doc_id for entry in entries), default=0) + 1
    put(database, _TABLE, number, _entry(label, inverse, joined, undone=False))


def step_back(database: TinyDB, at: datetime) -> str:
    """Undo the last change; gives its label. Raises BadInput where there is none."""
    applied = [entry for entry in _entries(database) if not entry["undone"]]
    if not applied:
        raise BadInput("There is nothing to undo.")
    return _swap(database, applied[-1], at, undone=True)


def last_change(database: TinyDB) -> tuple[int, str]:
    """The number and the label of the last change that is not undone; 0 and nothing where there is none."""
    applied = [entry for entry in _entries(database) if not entry["undone"]]
    return (applied[-1].doc_id, applied[-1]["label"]) if applied else (0, "")


def step_forward(database: TinyDB, at: datetime) -> str:
    """Redo the change that was undone last; gives its label. Raises BadInput where there is none."""
    undone = [entry for entry in _entries(database) if entry["undone"]]
    if not undone:
        raise BadInput("There is nothing to redo.")
    return _swap(database, undone[0], at, undone=False)


def _entries(database: TinyDB) -> list[TinyDocument]:
    """The entries from the first to the last, in whatever order another program left them in the file."""
    return sorted(database.table(_TABLE).all(), key=lambda entry: entry.doc_id)


def _swap(database: TinyDB, entry: TinyDocument, at: datetime, undone: bool) -> str:
    changes = [DocumentChange(*change) for change in entry["changes"]]
    joined = entry.get("joined", False)
    if joined:
        from routine_tui.store.register_changes import put_back

        inverse = _exchanged(database, changes, put_back, at)
    elif undone and entry.get("stamped", False):
        inverse = _take_back(database, changes, at)
    else:
        said = (DocumentChange(one.table, one.key, content(one.table, one.document)) for one in changes)
        inverse = apply(database, said, at)
    label: str = entry["label"]
    put(database, _TABLE, entry.doc_id, _entry(label, inverse, joined, undone))
    return label


def _entry(label: str, inverse: list[DocumentChange], joined: bool, undone: bool) -> Document:
    rows = [[change.table, change.key, change.document] for change in inverse]
    return {"label": label, "undone": undone, "changes": rows} | ({"joined": True} if joined else {"stamped": True})
