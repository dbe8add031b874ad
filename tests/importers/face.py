"""A recovery to take things into, on a morning that lasts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from routine_tui.clock import moment_of
from routine_tui.importers.apply import ImportResult, apply_import
from routine_tui.importers.found import Habit, ImportedData, Losses, Record, imported_data
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule

ZONE = timezone(timedelta(hours=1))
ZERO = date(2026, 11, 1)
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)
STARTS = time(3, 0)


def day(number: int) -> date:
    """A day of the recovery, counted from day zero."""
    return ZERO + timedelta(days=number)


def bare(*names: str, slot: Any = "evening") -> Recovery:
    """A recovery of 84 days with some steps in it."""
    routine = Routine()
    for name in names:
        routine = routine.with_step(StepVersion(ZERO, slot, "other", name, Schedule(ZERO)))
    return Recovery("face", "Face", ZERO, routine=routine)


def of(*all_habits: Habit) -> ImportedData:
    """Habits as what was found in a file."""
    return imported_data("test", "a test", all_habits, Losses())


def taken(recovery: Recovery, *all_habits: Habit, now: datetime = NOW) -> ImportResult:
    """A recovery with habits taken in."""
    return with_found(recovery, of(*all_habits), now)


def with_found(recovery: Recovery, held: ImportedData, now: datetime = NOW) -> ImportResult:
    """A recovery with what was found in a file taken in."""
    return apply_import(recovery, held, TODAY, now, lambda at_day, at: moment_of(at_day, at, STARTS, ZONE))


def balm(*records: Record, **fields: Any) -> Habit:
    return Habit("Balm", records, **fields)
