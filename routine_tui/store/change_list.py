"""The list of changes as a person reads it: of each value every writing, with its day and its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Final

from routine_tui.model.recovery.change import Change
from routine_tui.store.change_log import Writing, history_of
from routine_tui.store.change_names import ChangeNames
from routine_tui.store.change_privacy import Histories, Privacy
from routine_tui.store.document_parts import ANSWERS, GONE, PRIVATE, Table, document_of_values, is_of, values_of
from routine_tui.store.note_lines import is_of_note, is_whole, line_values, notes_of, step_of, whole_of
from routine_tui.store.stamps import moment_of
from routine_tui.store.storage import Tables

EARLIEST: Final = datetime.min.replace(tzinfo=UTC)
"""Where what was written before that was kept stands in a list."""
TEXT: Final = "text"
"""The field of the background that is a text of lines."""


def changes_of(tables: Tables) -> tuple[Change, ...]:
    """Every change in tables, the first one first; those of one moment in one order, whatever that of the tables."""
    found = [one for rows in chains_of(tables) for one in rows]
    return tuple(sorted(found, key=lambda one: (one.written or EARLIEST, one.id)))


def chains_of(tables: Tables) -> Iterator[list[Change]]:
    """The changes of each value, the first one first."""
    names, found = ChangeNames(tables), dict(_values_of(tables))
    privacy = Privacy(names, found)
    for (table, key, name), written in found.items():
        day, what, known = names.day(table, key, name), names.what(table, key, name), f"{table}/{key}/{name}"
        is_private, mood = privacy.of(table, key, name), names.is_of_mood(table, name)
        rows = list(_untold(table, key, written, found)) if table in ANSWERS and name == GONE else written
        before, before_private, chain = None, False, list[Change]()
        for one in rows:
            value = names.value(table, name, None if table != "days" and _is_empty(table, one.value) else one.value)
            private = is_private(one)
            if value != before:
                chain.append(Change(_moment(one), day, what, before, value, known, private or before_private, mood))
            before, before_private = value, private
        if chain:
            yield chain


def _is_empty(table: Table, value: Any) -> bool:
    """Whether a field says nothing; a no is an answer in the profile, and else what is so without a word."""
    return not value and (table != "profile" or value is None)


def _untold(table: Table, key: str | int, rows: Iterable[Writing], found: Histories) -> Iterator[Writing]:
    """The writings of an answer being gone that its other values do not tell: these say what was cleared."""
    others = [
        history for (*thing, name), history in found.items() if thing == [table, key] and name not in (GONE, PRIVATE)
    ]
    for one in rows:
        before = [[was.value for was in history if was.stamp <= one.stamp] for history in others]
        is_told = any(len(values) > 1 for values in before) and all(
            _is_empty(table, values[-1]) for values in before if values
        )
        if one.value is None or not is_told:
            yield one


def _values_of(tables: Tables) -> Iterator[tuple[tuple[Table, str | int, str], list[Writing]]]:
    """The writings of each value, as a person knows them: those of a note's lines are writings of the note."""
    texts: dict[tuple[Table, str | int, str], list[Writing]] = {}
    for (table, key, name), rows in history_of(tables).items():
        if whole := _text_of(table, name):
            texts.setdefault((table, key, whole), []).extend(rows)
        else:
            yield (table, key, name), rows
    for (table, key, whole), rows in texts.items():
        yield (table, key, whole), list(_as_texts(table, whole, rows))


def _text_of(table: Table, name: str) -> str:
    """The name of the text that a register is a line of, or tells the order in; empty for what is of none."""
    if table == "days" and (is_whole(name) or is_of_note(name)):
        return whole_of(name)
    return TEXT if table == "background" and (name == TEXT or is_of(name, TEXT)) else ""


def _as_texts(table: Table, whole: str, rows: Iterable[Writing]) -> Iterator[Writing]:
    """What a text said after each writing of its lines."""
    values: dict[str, Any] = {}
    ordered = sorted(rows, key=lambda one: (one.stamp, one.name != whole, one.name))
    for _, together in groupby(ordered, key=lambda one: one.stamp):
        for one in together:
            if one.name == whole:  # as an older version wrote it
                values = _lines(table, whole, one.value or "")
                continue
            values.pop(one.name, None)  # what is written again stands where what is written last does
            if one.value is not None:
                values[one.name] = one.value
        text = notes_of(values).get(step_of(whole)) if table == "days" else document_of_values(table, values).get(whole)
        yield one._replace(name=whole, value=text or None)


def _lines(table: Table, whole: str, text: str) -> dict[str, Any]:
    """The lines of a text that an older version wrote as one part."""
    return dict(line_values(text, step_of(whole))) if table == "days" else values_of(table, {whole: text})


def _moment(one: Writing) -> datetime | None:
    return moment_of(one.stamp) if one.stamp else None
