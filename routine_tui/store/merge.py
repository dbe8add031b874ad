"""Another copy of the same recovery, joined with this one: nothing that only one side recorded is dropped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from routine_tui.store.document_parts import FIXED, NAMED, Document, Table
from routine_tui.store.documents import DocumentChange
from routine_tui.store.past_values import keep_past, leave_out_void, rank_of
from routine_tui.store.product_names import with_names
from routine_tui.store.registers import document_of_registers, registers
from routine_tui.store.step_lives import one_life
from routine_tui.store.storage import Tables
from routine_tui.store.undone_steps import as_shown, without_undone


def changes_from(other: Tables, mine: Tables) -> Iterator[DocumentChange]:
    """The documents that merging ``other`` into ``mine`` changes, as they are after the merge, with their stamps.

    Of each register the later change counts. Undo and redo stay those of ``mine``.
    """
    for table in get_args(Table):
        yield from _of(table, other, mine)


def _of(table: Table, other: Tables, mine: Tables) -> Iterator[DocumentChange]:
    here = _by_key(table, mine)
    for key, document in _by_key(table, other).items():
        present = here.get(key)
        if present is None:
            yield DocumentChange(table, key, document)
        elif present != document:
            both = merge_copies(table, present, document)
            if registers(table, both) != registers(table, present):
                yield DocumentChange(table, key, both)


def merged_tables(other: Tables, mine: Tables) -> Tables:
    """New tables that hold both copies merged, without a history. The order of the two makes no difference.

    Things with ids are numbered anew, in the order of their ids.
    """
    both: Tables = {}
    for table in get_args(Table):
        rows = _by_key(table, mine) | {change.key: change.document or {} for change in _of(table, other, mine)}
        ordered = sorted(rows, key=str)
        both[table] = {str(place if table in NAMED else key): rows[key] for place, key in enumerate(ordered, 1)}
    return both


def _by_key(table: Table, tables: Tables) -> dict[str | int, Document]:
    rows: dict[str, Any] = tables.get(table, {})
    return {row["id"] if table in NAMED else int(number): row for number, row in rows.items()}


def merge_copies(table: Table, one: Document, other: Document) -> Document:
    """Two copies of a document as one: of each register the one that was changed later, and was not taken back."""
    both, added = registers(table, one), registers(table, other)
    if table == "steps":
        both, added = one_life(without_undone(both), without_undone(added))
    for name, register in added.items():
        earlier, later = sorted((both.get(name, register), register), key=rank_of(name))
        both[name] = later
        if earlier.stamp < later.stamp:
            keep_past(both, name, earlier)
    if table == "steps":
        both = without_undone(both)
    leave_out_void(both)
    if table == "steps":
        both = as_shown(both)
    return with_names(document_of_registers(table, {name: one[name] for name in FIXED[table]}, both), one, other)
