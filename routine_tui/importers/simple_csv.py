"""Any simple table of days: a row for a day of a step, with its state (``date,step,state``), in whatever columns.

The separator is a comma, a semicolon, a tab or a bar. Columns are told by their header or by what is in them; where
that leaves several, ``errors.Unclear`` says what has to be asked. States are words, signs, 1 and 0, or amounts. The
table that routine-tui writes itself is one of these; its states of which no mark speaks (paused, open, due …) are no
records.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from io import StringIO
from typing import Final, cast, get_args
from unicodedata import normalize

from routine_tui.dates import clock_time
from routine_tui.importers.amounts import amount_of, state_of
from routine_tui.importers.columns import NEEDED, WORDS, ColumnTable, order_in
from routine_tui.importers.days import Order, SaidDay, day_of, is_day, iso_moment, part_of_a_day
from routine_tui.importers.found import (
    Habit,
    ImportedData,
    Losses,
    Record,
    State,
    imported_data,
    one_a_day,
    within_limits,
)
from routine_tui.importers.numbers import Number, NumberColumn, is_number
from routine_tui.importers.texts import join_texts, name_of, note_of, rows_of, slot_in
from routine_tui.model.import_errors import BadSource, UnknownState
from routine_tui.model.recovery.routine import Kind, Slot
from routine_tui.model.text import clipped

DELIMITERS: Final = (",", ";", "\t", "|")
_YES: Final = (
    "ja", "oui", "sí", "si", "sì", "sim", "erledigt", "gemacht", "fait", "hecho", "fatto", "feito", "gedaan",
    "wahr", "vrai", "verdadero", "vero", "verdadeiro", "waar",
)  # fmt: skip
_NO: Final = (
    "nein", "non", "não", "nao", "nee", "nicht erledigt", "nicht gemacht", "pas fait", "no hecho", "non fatto",
    "não feito", "niet gedaan", "falsch", "faux", "falso", "onwaar",
)  # fmt: skip
_SKIPPED: Final = (
    "ausgelassen", "übersprungen", "sauté", "omis", "omitido", "saltado", "saltato", "omesso", "pulado", "overgeslagen",
)  # fmt: skip
"""In German, French, Spanish, Italian, Portuguese and Dutch, with the true and false of their spreadsheets; an English
and Spanish no are one."""
_WORDS: Final[dict[State, tuple[str, ...]]] = {
    "done": ("done", "yes", "y", "true", "x", "✓", "✔", "✅", "complete", "completed", "taken", "on", "ok", *_YES),
    "skipped": ("skipped", "skip", "s", "excused", *_SKIPPED),
    "not done": ("not done", "no", "n", "false", "missed", "failed", "fail", "✗", "✘", "❌", "off", *_NO),
    "unknown": ("", "-", "unknown", "open", "due", "paused", "ahead", "not_due", "not due", "not recorded"),
}
_STATES: Final = {word: state for state, words in _WORDS.items() for word in words}
_ESCAPED: Final = re.compile(r"((?:^|;)\s*)'(?=[=+\-@＝＋－＠﹢﹣﹦﹫−])")
"""The apostrophe that keeps a spreadsheet from taking text for a formula, as our own table has it."""
_HINT: Final = re.compile(r"\"?sep=[,;|\t]\"?\r?\n", re.IGNORECASE)
_OWN: Final = ("date", "day_offset", "slot", "step", "kind", "state")
"""How the header of our own table begins."""
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
    """Whether a text is a table in which some column holds days, or is named as one that does."""
    text = _without_hint(text)
    delimiter = delimiter_of(text)
    if delimiter is None:
        return False
    rows = _first_rows(text, delimiter)
    return any(is_day(cell) for row in rows for cell in row) or any(
        cell.strip().casefold() in NEEDED["DATE"] for cell in rows[0]
    )


def is_table(text: str) -> bool:
    """Whether a text can only be a table: its first rows have equally many columns, three or more."""
    delimiter = delimiter_of(_without_hint(text))
    widths = {len(row) for row in _first_rows(_without_hint(text), delimiter)[:-1]} if delimiter else set()
    return len(widths) == 1 and widths.pop() > 2


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
    if not table.rows:
        raise BadSource("has a header but no rows, so there is nothing to import", "choose another file")
    order = order_in(table.column("DATE"), table.names[table.places["DATE"]], mapping)
    _require_states(table, words)
    reading = _Reading(table, order, words)
    by_step: dict[tuple[str, str], list[Sequence[str]]] = {}
    spelt: dict[str, str] = {}
    for row in table.rows:  # an accent may be written as one letter or as two, as some systems do
        name = table.step or _plain(table.cell(row, "STEP"))
        step = (spelt.setdefault(normalize("NFC", name), name), table.cell(row, "SLOT").lower())
        if step[0] or reading.note(row):
            by_step.setdefault(step, []).append(row)
        else:
            reading.losses["unreadable"] += 1
    habits = [reading.habit(*step, of_one) for step, of_one in by_step.items()]
    losses = reading.losses
    losses["no_schedule"] += sum(not habit.is_own for habit in habits)
    losses["columns"] += len(table.names) - len(set(table.places.values())) - len(table.further)
    return imported_data("csv", "A simple table", habits, losses)


def _words(mapping: Mapping[str, str]) -> dict[str, State]:
    """The states by their words, those that the person named among them."""
    states: tuple[State, ...] = ("done", "skipped", "not done")
    pairs = zip(WORDS, states, strict=True)
    return _STATES | {mapping[key].casefold(): state for key, state in pairs if key in mapping}


def _is_state(cell: str, words: Mapping[str, State]) -> bool:
    return cell.casefold() in words or is_number(cell)


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
        self._numbers = NumberColumn(cell for cell in table.column("STATE") if cell.casefold() not in words)
        self._time_of = _reader_of(table.column("TIME"))
        self._is_own = tuple(table.names[: len(_OWN)]) == _OWN
        self._last_day = max(filter(None, map(self._day, table.rows)), default=None) if self._is_own else None
        self.losses = Losses()

    def habit(self, name: str, slot: str, rows: Sequence[Sequence[str]]) -> Habit:
        """The rows of one step as a habit."""
        states = [self._state(row) for row in rows]
        has_amounts = any(number and number.value not in (0, 1) for _, number in states)
        records = [self._record(row, *state, has_amounts) for row, state in zip(rows, states, strict=True)]
        kept = [record for record in records if record]
        days = [day for row in rows if (day := self._day(row))]
        last = max(days, default=None)
        return Habit(
            name_of(name, self.losses),
            tuple(sorted(kept, key=lambda one: one.day)) if self._is_own else one_a_day(kept, self.losses),
            slot=cast(Slot, slot) if slot in get_args(Slot) else slot_in(name, slot),
            kind=self._kind(rows),
            about=note_of(f"Slot: {slot}", self.losses) if slot and slot not in get_args(Slot) else "",
            begins=min(days, default=None) if self._is_own else None,
            last_day=last if self._is_own and last != self._last_day else None,
            key=f"{slot} {name}".strip(),
            is_own=self._is_own,
        )

    def note(self, row: Sequence[str]) -> str:
        """All that a row says in words; a table may have a column of notes and one of comments."""
        return join_texts(_plain(self._table.cell(row, "NOTE")), *map(_plain, self._table.notes_besides(row)))

    def _kind(self, rows: Sequence[Sequence[str]]) -> Kind:
        """The kind that the row of the latest day says."""
        said = [(self._day(row) or date.min, self._table.cell(row, "KIND").lower()) for row in rows]
        return cast(Kind, max(((day, kind) for day, kind in said if kind in get_args(Kind)), default=(0, "other"))[1])

    def _day(self, row: Sequence[str]) -> date | None:
        said = day_of(self._table.cell(row, "DATE"), self._order)
        return said.day if said else None

    def _record(self, row: Sequence[str], state: State, number: Number | None, has_amounts: bool) -> Record | None:
        table, losses = self._table, self.losses
        said = day_of(table.cell(row, "DATE"), self._order)
        if said is None:
            losses["unreadable"] += 1
            return None
        at, time_words = self._moment(row, said)
        amount = table.cell(row, "AMOUNT") or self._amount(state, number, has_amounts)
        note = note_of(join_texts(self._unknown_word(row, state, number), time_words, self.note(row)), losses)
        losses["counted_days"] += said.is_counted
        if state == "unknown" and not (note or amount):
            losses["unreadable"] += table.is_short(row)
            return None
        reason = note_of(_plain(table.cell(row, "REASON")), losses)
        return Record(said.day, state, note, note_of(amount, losses), at, reason)

    def _state(self, row: Sequence[str]) -> tuple[State, Number | None]:
        """What a row says of its day, and the number where its state is one."""
        if "STATE" not in self._table.places:
            return "done", None
        cell = self._table.cell(row, "STATE")
        if (known := self._words.get(cell.casefold())) is not None:
            return known, None
        number = self._numbers.number(cell)
        return (state_of(number.value, None) if number else "unknown"), number

    def _unknown_word(self, row: Sequence[str], state: State, number: Number | None) -> str:
        """What stands for the state of a row, where that is no word that we know."""
        cell = self._table.cell(row, "STATE")
        is_unknown = state == "unknown" and number is None and cell.casefold() not in self._words
        self.losses["words"] += is_unknown
        return _plain(cell) if is_unknown else ""

    def _amount(self, state: State, number: Number | None, has_amounts: bool) -> str:
        if number is None or not has_amounts:
            return ""
        self.losses["numbers"] += bool(number.words)
        return number.words or amount_of(number.value, state)

    def _moment(self, row: Sequence[str], said: SaidDay) -> tuple[datetime | None, str]:
        """When it was, by a column of its own or by what follows the day, and what of these can only be kept as words.

        A time beside a day is that time on that date of the calendar, in one column or in two.
        """
        cell = self._table.cell(row, "TIME")
        at = self._time_of(cell) or iso_moment(cell) or _of_a_day(cell) if cell else None
        words = join_texts(said.rest, cell if cell and at is None else "")
        self.losses["times"] += bool(words)
        return (datetime.combine(said.day, at) if isinstance(at, time) else at or said.at), words


def _reader_of(times: Sequence[str]) -> Callable[[str], time | None]:
    """How a column of times is read: as clocks show them, or as parts of a day; 0.25 alone may be both, so neither."""
    said = [cell for cell in times if cell]
    if not said or any(part_of_a_day(cell) is None for cell in said):
        return clock_time
    return part_of_a_day if any(clock_time(cell) is None for cell in said) else lambda _: None


def _of_a_day(cell: str) -> datetime | None:
    """The moment in a cell that has a day of its own, where no order of day and month gives another."""
    both = {found.at for order in get_args(Order) if (found := day_of(cell, order)) and not found.is_counted}
    return both.pop() if len(both) == 1 else None


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text) if "'" in text else text
