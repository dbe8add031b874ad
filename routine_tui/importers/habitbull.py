"""HabitBull's CSV, which many programs write and read as the plain form of habits with their days.

``HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText``: a row a day; days in ISO or in the order of
the phone's country, which the whole column decides; the value 0, 1 or an amount, and -2150000000 for no data. A habit
with any other value than 0 and 1 is one of amounts. It says no schedule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from routine_tui.importers.amounts import amount_of, state_of
from routine_tui.importers.columns import order_in
from routine_tui.importers.days import Order, day_of
from routine_tui.importers.found import Habit, ImportedData, Losses, Record, imported_data, one_a_day, within_limits
from routine_tui.importers.numbers import NumberColumn
from routine_tui.importers.texts import join_texts, name_of, note_of, rows_of, slot_in

HEADER: Final = ("HabitName", "HabitDescription", "HabitCategory", "CalendarDate", "Value", "CommentText")
_START: Final = 100
"""How much of a text is looked at to tell what it is (characters)."""
_NO_DATA: Final = Decimal(-2150000000)


class _Row(NamedTuple):
    name: str
    about: str
    category: str
    day: str
    value: str
    note: str = ""


def is_it(text: str) -> bool:
    """Whether a text begins as HabitBull's does."""
    return text[:_START].replace('"', "").startswith(",".join(HEADER[:5]))


def read(text: str, mapping: Mapping[str, str]) -> ImportedData:
    """What a table holds. Raises BadInput where it is not whole, Unclear where its days can be read in two ways."""
    losses = Losses()
    rows: list[_Row] = []
    for cells in within_limits(rows_of(text)):
        if len(cells) < 5:
            losses["unreadable"] += 1
        elif cells[0] != HEADER[0]:  # files that were put together have the header in the middle, too
            rows.append(_Row(*cells[:6]))
    order = order_in([row.day for row in rows], HEADER[3], mapping) if rows else "DMY"
    numbers = NumberColumn(row.value for row in rows)
    by_name: dict[str, list[_Row]] = {}
    for row in rows:
        by_name.setdefault(row.name, []).append(row)
    habits = [_habit(of_one, order, numbers, losses) for of_one in by_name.values()]
    losses["no_schedule"] += len(habits)
    return imported_data("habitbull", "HabitBull, CSV", habits, losses)


def _habit(rows: Sequence[_Row], order: Order, numbers: NumberColumn, losses: Losses) -> Habit:
    first = rows[0]
    category = f"Category: {first.category.strip()}" if first.category.strip() else ""
    values = [numbers.number(row.value) for row in rows]
    has_amounts = any(number and number.value not in (0, 1, _NO_DATA) for number in values)
    records = []
    for row, number in zip(rows, values, strict=True):
        said = day_of(row.day, order)
        word = row.value.strip() if number is None else ""
        note = note_of(join_texts(word, row.note), losses)
        if said is None or not (number or note):
            losses["unreadable"] += 1
            continue
        losses["words"] += bool(word)
        losses["counted_days"] += said.is_counted
        if number is None or number.value == _NO_DATA:
            records += [Record(said.day, "unknown", note)] if note else []
            continue
        losses["numbers"] += bool(number.words)
        state = state_of(number.value, None)
        amount = number.words or amount_of(number.value, state)
        records.append(Record(said.day, state, note, amount if has_amounts else "", said.at))
    return Habit(
        name_of(first.name, losses),
        one_a_day(records, losses),
        slot=slot_in(first.name, first.category),
        about=note_of(join_texts(first.about.strip(), category), losses),
    )
