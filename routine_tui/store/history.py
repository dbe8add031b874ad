"""Undo and redo: what each change replaced, kept in the recovery's own file, across runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, Literal

import msgspec
from tinydb import TinyDB
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from routine_tui.model.errors import BadInput, DamagedFile
from routine_tui.store.documents import Change, Document
from routine_tui.store.storage import Tables

DEPTH: Final = 50
"""How many changes can be undone."""


class _Entry(msgspec.Struct, frozen=True):
    label: str
    undone: bool
    changes: list[tuple[Literal["recovery", "steps", "pauses", "days"], int, dict[str, Any] | None]]


def check(tables: Tables, where: object) -> None:
    """Raise DamagedFile where the history in the tables is not one that can be undone."""
    try:
        msgspec.convert(tables.get("history", {}), dict[str, _Entry])
        if any(str(int(key)) != key for key in tables.get("history", {})):
            raise ValueError("an entry whose id is not a plain number")
    except (msgspec.ValidationError, ValueError) as error:
        raise DamagedFile(f"{where} is damaged: its history cannot be read ({str(error).rstrip('.')}).") from error


def apply(database: TinyDB, changes: Iterable[Change]) -> list[Change]:
    """Put documents in place; gives the changes that take it back, in the order in which to apply them."""
    inverse: list[Change] = []
    for change in changes:
        table = database.table(change.table)
        present = table.get(doc_id=change.document_id)
        inverse.insert(0, Change(change.table, change.document_id, None if present is None else dict(present)))
        if change.document is None:
            table.remove(doc_ids=[change.document_id])
        elif present is None:
            table.insert(TinyDocument(change.document, doc_id=change.document_id))
        else:
            table.update(_replacement(change.document), doc_ids=[change.document_id])
    return inverse


def remember(database: TinyDB, label: str, inverse: list[Change]) -> None:
    """Add one thing that a person did; what had been undone before it can no longer be redone."""
    table = database.table("history")
    entries = _entries(table)
    undone = [entry.doc_id for entry in entries if entry["undone"]]
    kept = [entry.doc_id for entry in entries if not entry["undone"]]
    forgotten = undone + kept[: max(0, len(kept) - DEPTH + 1)]
    if forgotten:
        table.remove(doc_ids=forgotten)
    number = max((entry.doc_id for entry in entries), default=0) + 1
    table.insert(TinyDocument(_entry(label, inverse, undone=False), doc_id=number))


def step_back(database: TinyDB) -> str:
    """Undo the last change; gives its label. Raises BadInput where there is none."""
    table = database.table("history")
    applied = [entry for entry in _entries(table) if not entry["undone"]]
    if not applied:
        raise BadInput("There is nothing to undo.")
    return _swap(database, table, applied[-1], undone=True)


def step_forward(database: TinyDB) -> str:
    """Redo the change that was undone last; gives its label. Raises BadInput where there is none."""
    table = database.table("history")
    undone = [entry for entry in _entries(table) if entry["undone"]]
    if not undone:
        raise BadInput("There is nothing to redo.")
    return _swap(database, table, undone[0], undone=False)


def _entries(table: Table) -> list[TinyDocument]:
    """The entries from the first to the last, in whatever order another program left them in the file."""
    return sorted(table.all(), key=lambda entry: entry.doc_id)


def _swap(database: TinyDB, table: Table, entry: TinyDocument, undone: bool) -> str:
    inverse = apply(database, (Change(*change) for change in entry["changes"]))
    label: str = entry["label"]
    table.update(_replacement(_entry(label, inverse, undone)), doc_ids=[entry.doc_id])
    return label


def _entry(label: str, inverse: list[Change], undone: bool) -> Document:
    rows = [[change.table, change.document_id, change.document] for change in inverse]
    return {"label": label, "undone": undone, "changes": rows}


def _replacement(document: Document) -> Callable[[Any], None]:
    """An update for TinyDB that puts a whole document in the place of another, so that no old key stays."""

    def replace_all(present: Any) -> None:
        present.clear()
        present.update(document)

    return replace_all
