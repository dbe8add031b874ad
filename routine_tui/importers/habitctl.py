"""habitctl: a file of habits, ``N Name`` (once in N days, 0 for only tracked), and a log of three columns with tabs.

A day of an older log carries an offset (``2018-09-15+02:00``), which is no part of it: the day stays the local day that
it was. A line with fewer columns, which stops habitctl itself, is counted and passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from routine_tui.importers.days import iso_day
from routine_tui.importers.found import ImportedData, Losses, Record
from routine_tui.importers.lines import STATES, PlannedHabit, first_lines, imported_from_lines, lines_of
from routine_tui.importers.often import AS_NEEDED, often

_HABIT: Final = re.compile(r"([0-9]{1,4})\s+(\S.*)")


def is_log(text: str) -> bool:
    """Whether a text is a log: an entry is among its first lines."""
    return any(_entry(line) for line in first_lines(text))


def is_habits(text: str) -> bool:
    """Whether a text is a file of habits: most of its first lines are a number and a name."""
    lines = first_lines(text)
    return 2 * sum(bool(_HABIT.fullmatch(line.strip())) for line in lines) > len(lines)


def read(habits: str | None, log: str | None) -> ImportedData:
    """What the two files hold, one of which may not be there. Raises BadInput where that is nothing."""
    losses = Losses()
    planned, entries = _planned(habits or "", losses), _entries(log or "", losses)
    return imported_from_lines("habitctl", habits, log, planned, entries, losses)


def _planned(text: str, losses: Losses) -> Iterator[PlannedHabit]:
    for line in lines_of(text):
        if match := _HABIT.fullmatch(line.strip()):
            days = int(match[1])
            yield PlannedHabit(match[2], often(1, days, losses) if days else AS_NEEDED)
        else:
            losses["unreadable"] += 1


def _entries(text: str, losses: Losses) -> Iterator[tuple[str, Record]]:
    for line in lines_of(text):
        if entry := _entry(line):
            yield entry
        else:
            losses["unreadable"] += 1


def _entry(line: str) -> tuple[str, Record] | None:
    fields = [field.strip() for field in line.split("\t")]
    day = iso_day(fields[0])
    if day is None or len(fields) < 3 or not fields[1] or fields[2] not in STATES:
        return None
    return fields[1], Record(day, STATES[fields[2]])
