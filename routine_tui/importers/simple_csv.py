"""Any simple table of days: a row for a day of a step, with its state (``date,step,state``), in whatever columns.

The separator is a comma, a semicolon, a tab or a bar. Columns are told by their header or by what is in them; where
that leaves several, ``errors.Unclear`` says what has to be asked. States are words, signs, 1 and 0, or amounts. The
table that routine-tui writes itself is one of these; its states of which no mark speaks (paused, open, due …) are no
records.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from io import StringIO
from typing import Final, cast, get_args

from routine_tui.importers.amounts import amount_of, state_of
from routine_tui.importers.columns import WORDS, ColumnTable, order_in
from routine_tui.importers.days import Order, day_in, is_day
from routine_tui.importers.found import (
    FIRST_YEAR,
    LAST_YEAR,
    Habit,
    ImportedData,
    Losses,
    Record,
    State,
    imported_data,
    one_a_day,
    within_limits,
)
from routine_tui.importers.texts import join_texts, name_of, note_of, number_in, rows_of, slot_in
from routine_tui.model.errors import UnknownState
from routine_tui.model.recovery.routine import Kind, Slot
from routine_tui.model.text import clipped

DELIMITERS: Final = (",", ";", "\t", "|")
_WORDS: Final[dict[State, tuple[str, ...]]] = {
    "done": ("done", "yes", "y", "true", "x", "✓", "✔", "✅", "complete", "completed", "taken", "on", "ok"),
    "skipped": ("skipped", "skip", "s", "excused"),
    "not done": ("not done", "no", "n", "false", "missed", "failed", "fail", "✗", "✘", "❌", "off"),
    "unknown": ("", "-", "unknown", "open", "due", "paused", "ahead", "not_due", "not due", "not recorded"),
}
_STATES: Final = {word: state for state, words in _WORDS.items() for word in words}
_ESCAPED: Final = re.compile(r"((?:^|;)\s*)'(?=[=+\-@＝＋－＠﹢﹣﹦﹫−])")
"""The apostrophe that keeps a spreadsheet from taking text for a formula, as our own table has it."""
_HINT: Final = re.compile(r"\"?sep=[,;|\t]\"?\r?\n", re.IGNORECASE)
_TIME: Final = re.compile(r"([0-2]?[0-9]):([0-5][0-9])(?::[0-5][0-9])?(?:\s?([AaPp])\.?[Mm]\.?)?")
_START: Final = 65_536
"""How much of a text is looked at to tell its form (characters)."""
_FEW_ROWS: Final = 20


def delimiter_of(text: str) -> str | None:
    """What separates the columns: that which parts the first rows into the most; None where none does.

    The last row may be cut short, so it has no say where there are others.
    """
    rows = {one: _first_rows(text, one) for one in DELIMITERS}
    widths = {one: min((len(row) for row in rows[one][:-1] or rows[one]), default=0) for one in DELIMITERS}
    best = max(widths, key=lambda one: widths[one])
    return best if widths[best] > 1 else None


def looks_like_it(text: str) -> bool:
    """Whether a text is a table in which some column holds days."""
    text = _without_hint(text)
    delimiter = delimiter_of(text)
    return delimiter is not None and any(is_day(cell) for row in _first_rows(text, delimiter) for cell in row)


def _without_hint(text: str) -> str:
    """A text without the line with which spreadsheets are told what separates the columns, ``sep=;``."""
    return text[match.end() :] if (match := _HINT.match(text)) else text


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    """The first rows as a separator parts them; none where it cannot."""
    lines = text[:_START].splitlines(keepends=True)[:_FEW_ROWS]
    try:
        return [row for row in csv.reader(StringIO("".join(lines), newline=""), delimiter=delimiter) if any(row)]
    except csv.Error:
        return []


def read(text: str, mapping: Mapping[str, str]) -> ImportedData:
    """What a table holds. Raises BadInput where it is not whole, Unclear where it can be read in more than one way."""
    words, text = _words(mapping), _without_hint(text)
    rows = within_limits(rows_of(text, delimiter_of(text) or ","))
    table = ColumnTable(rows, mapping, lambda cell: _is_state(cell, words))
    order = order_in(table.column("DATE"), table.names[table.places["DATE"]], mapping)
    _require_states(table, words)
    reading = _Reading(table, order, words)
    by_step: dict[tuple[str, str], list[Sequence[str]]] = {}
    for row in table.rows:
        step = (_plain(table.cell(row, "STEP")), table.cell(row, "SLOT").lower())
        if step[0] or reading.note(row):
            by_step.setdefault(step, []).append(row)
        else:
            reading.losses["unreadable"] += 1
    habits = [reading.habit(*step, of_one) for step, of_one in by_step.items()]
    losses = reading.losses
    losses["no_schedule"] += len(habits)
    losses["columns"] += len(table.names) - len(table.places) - len(table.further)
    return imported_data("csv", "A simple table", habits, losses)


def _words(mapping: Mapping[str, str]) -> dict[str, State]:
    """The states by their words, those that the person named among them."""
    states: tuple[State, ...] = ("done", "skipped", "not done")
    pairs = zip(WORDS, states, strict=True)
    return _STATES | {mapping[key].casefold(): state for key, state in pairs if key in mapping}


def _is_state(cell: str, words: Mapping[str, State]) -> bool:
    return cell.casefold() in words or number_in(cell) is not None


def _require_states(table: ColumnTable, words: Mapping[str, State]) -> None:
    """Raise BadInput where a table has states and no word of them is known: all of it would be lost."""
    cells = [cell for cell in table.column("STATE") if cell]
    if cells and not any(_is_state(cell, words) for cell in cells):
        raise UnknownState(clipped(cells[0], 40))


class _Reading:
    """A table being read, once it is known what its columns are."""

    def __init__(self, table: ColumnTable, order: Order, words: Mapping[str, State]) -> None:
        self._table = table
        self._order = order
        self._words = words
        self.losses = Losses()

    def habit(self, name: str, slot: str, rows: Sequence[Sequence[str]]) -> Habit:
        """The rows of one step as a habit."""
        kinds = [kind for row in rows if (kind := self._table.cell(row, "KIND").lower()) in get_args(Kind)]
        records = (self._record(row) for row in rows)
        return Habit(
            name_of(name, self.losses),
            one_a_day((record for record in records if record), self.losses),
            slot=cast(Slot, slot) if slot in get_args(Slot) else slot_in(name, slot),
            about=note_of(f"Slot: {slot}", self.losses) if slot and slot not in get_args(Slot) else "",
            kind=cast(Kind, kinds[-1]) if kinds else "other",
            key=f"{slot} {name}".strip(),
        )

    def note(self, row: Sequence[str]) -> str:
        """All that a row says in words; a table may have a column of notes and one of comments."""
        return join_texts(_plain(self._table.cell(row, "NOTE")), *map(_plain, self._table.notes_besides(row)))

    def _record(self, row: Sequence[str]) -> Record | None:
        table, losses = self._table, self.losses
        day = day_in(table.cell(row, "DATE"), self._order)
        if day is None:
            losses["unreadable"] += 1
            return None
        state, amount = self._state(row)
        amount = note_of(table.cell(row, "AMOUNT"), losses) or amount
        note = note_of(self.note(row), losses)
        if state == "unknown" and not (note or amount):
            losses["unreadable"] += table.is_short(row)
            return None
        return Record(
            day,
            state,
            note,
            amount,
            _moment(table, row, self._order),
            note_of(_plain(table.cell(row, "REASON")), losses),
        )

    def _state(self, row: Sequence[str]) -> tuple[State, str]:
        """What a row says of its day, and how much where its state is an amount."""
        if "STATE" not in self._table.places:
            return "done", ""
        cell = self._table.cell(row, "STATE")
        if (known := self._words.get(cell.casefold())) is not None:
            return known, ""
        value = number_in(cell)
        if value is None:
            self.losses["words"] += 1
            return "unknown", ""
        state = state_of(value, None)
        return state, "" if value in (0, 1) else amount_of(value, state)


def _moment(table: ColumnTable, row: Sequence[str], order: Order) -> time | datetime | None:
    """When it was, from a column of its own or from what follows the day; None where nothing says."""
    for cell in (table.cell(row, "TIME"), table.cell(row, "DATE")):
        if ":" in cell and (at := _clock_time(cell) or _iso_moment(cell) or _moment_in(cell, order)):
            return at
    return None


def _clock_time(text: str) -> time | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour, half = int(match[1]), (match[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return time(hour, int(match[2])) if hour < 24 else None


def _iso_moment(text: str) -> datetime | None:
    """A moment as ISO 8601 writes it; None for one that we cannot keep."""
    plain = text.removesuffix("Z") + ("+00:00" if text.endswith("Z") else "")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.+-]{5,30}", plain):
        return None
    try:
        moment = datetime.fromisoformat(plain)
    except ValueError:
        return None
    offset = moment.utcoffset() or timedelta()
    if not FIRST_YEAR <= moment.year <= LAST_YEAR or offset % timedelta(minutes=1):
        return None
    return moment if moment.tzinfo else moment.replace(second=0, microsecond=0)


def _moment_in(text: str, order: Order) -> datetime | None:
    """A day in any form with a time behind it."""
    _, _, behind = text.replace(",", " ").partition(" ")
    day, at = day_in(text, order), _clock_time(behind.strip())
    return datetime.combine(day, at) if day and at else None


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text) if "'" in text else text
