"""What harsh and habitctl have in common: a file of habits and a log, in plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from routine_tui.importers.found import (
    Habit,
    ImportedData,
    Losses,
    Record,
    State,
    imported_data,
    one_a_day,
    require_record_limit,
)
from routine_tui.importers.often import DAILY, Often
from routine_tui.importers.texts import join_texts, name_of, note_of, slot_in

STATES: Final[Mapping[str, State]] = {"y": "done", "n": "not done", "s": "skipped"}
FIRST_LINES: Final = 20
"""How many lines of a file are looked at to tell what it is."""


class PlannedHabit(Struct, frozen=True):
    """A habit as the file of habits has it."""

    name: str
    often: Often
    heading: str = ""
    last_day: date | None = None


def lines_of(text: str) -> Iterator[str]:
    """The lines that say something: blank ones and comments left out."""
    for line in text.split("\n"):
        if line.strip() and not line.startswith("#"):
            yield line.removesuffix("\r")


def first_lines(text: str) -> list[str]:
    """The first lines that say something."""
    return [line for _, line in zip(range(FIRST_LINES), lines_of(text), strict=False)]


def imported_from_lines(
    program: str,
    habits: str | None,
    log: str | None,
    planned: Iterable[PlannedHabit],
    entries: Iterable[tuple[str, Record]],
    losses: Losses,
) -> ImportedData:
    """What the two files of a program hold, one of which may not be there: None.

    Habits that are planned come first, then those that are only in the log: they were taken off the list, so they end
    with their last record. Names that differ in case only are one: the programs themselves would lose such a record.
    Raises BadInput where there is nothing.
    """
    listed = list(planned)
    names = {one.name.casefold(): one.name for one in listed}
    left: dict[str, list[Record]] = {}
    for count, (name, record) in enumerate(entries, 1):
        require_record_limit(count)
        left.setdefault(names.setdefault(name.casefold(), name), []).append(record)
    known = [_habit(one, left.pop(one.name, []), losses) for one in listed]
    known += [_habit(PlannedHabit(name, DAILY), left[name], losses, archived=habits is not None) for name in left]
    losses["no_schedule"] += len(left)
    parts = "habits and log" if habits is not None and log is not None else "log" if habits is None else "habits"
    return imported_data(program, f"{program}, {parts}", known, losses)


def _habit(planned: PlannedHabit, records: list[Record], losses: Losses, archived: bool = False) -> Habit:
    heading = f"Heading: {planned.heading}" if planned.heading else ""
    return Habit(
        name_of(planned.name, losses),
        one_a_day(records, losses, is_log=True),
        planned.often.rule,
        planned.often.required,
        slot_in(planned.name, planned.heading),
        about=note_of(join_texts(heading, planned.often.words), losses),
        last_day=planned.last_day,
        archived=archived,
    )
