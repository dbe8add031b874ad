"""A planner on a real folder whose clock a test sets, and what it plans: for the tests of care."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from routine_tui.clock import SystemClock, fixed
from routine_tui.model.day.agenda import StepState, states
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import Around, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Kind, Slot, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.planner.courses import Regimen
from routine_tui.planner.planner import Planner
from routine_tui.settings import find_home

ZERO = date(2026, 11, 1)
TODAY = date(2026, 11, 22)


class SetClock(SystemClock):
    """A clock that stands where a test set it."""

    def __init__(self, day: date, at: time = time(9), zone: str = "Europe/Berlin") -> None:
        super().__init__(ZoneInfo(zone))
        self.set(day, at)

    def set(self, day: date, at: time = time(9)) -> None:
        """Set it to a time of a day."""
        self._now = fixed(datetime.combine(day, at, self._zone))

    def now(self) -> datetime:
        """The moment that was set."""
        return self._now


def begun(
    home: Path, today: date = TODAY, zero: date = ZERO, days: int = 120, template: str = "gentle"
) -> tuple[Planner, SetClock]:
    """A planner with a recovery that was begun, and its clock."""
    clock = SetClock(today)
    planner = Planner(find_home(str(home)), clock)
    planner.recoveries.begin("Face", zero, days, template)
    return planner, clock


def again(planner: Planner) -> Recovery:
    """The recovery as another process finds it on the disk."""
    return Planner(planner.home, planner.clock).recovery


def add_step(planner: Planner, name: str, slot: Slot, kind: Kind, first: date) -> None:
    """A daily step."""
    planner.routine.add(StepVersion(first, slot, kind, name, Schedule(first)))


def take_on(
    planner: Planner, label: str, every: str | Schedule, slots: Sequence[Slot] = ("evening",), first: date = TODAY
) -> Course:
    """A course as it is there once it was taken on, by its words or its schedule."""
    known = {one.id for one in planner.recovery.care.courses}
    schedule = every if isinstance(every, Schedule) else Schedule.from_words(every, first)
    planner.courses.add(Course("", label, schedule.first_day), Regimen(schedule, tuple(slots)))
    return next(one for one in planner.recovery.care.courses if one.id not in known)


def agree(
    planner: Planner, label: str, days: Sequence[date] = (), around: Sequence[Around] = (), **fields: int
) -> tuple[Procedure, tuple[Session, ...]]:
    """A procedure with its sessions as they are there once it was agreed on."""
    known = {one.id for one in planner.recovery.care.procedures}
    planner.procedures.add(Procedure("", label, "laser", **fields), days, around)  # type: ignore[arg-type]
    new = next(one for one in planner.recovery.care.procedures if one.id not in known)
    return new, planner.recovery.care.sessions_of(new.id)


def told(planner: Planner) -> list[str]:
    """What was told since it was asked last."""
    said, planner.notices = planner.notices, []
    return said


def shown(
    recovery: Recovery, days: Iterable[date], today: date = TODAY
) -> dict[date, list[tuple[str, Slot, str, StepState]]]:
    """What a person sees of each day: the steps in their order, and their states."""
    return {
        day: [
            (one.step_id, one.version.slot, one.version.named(day), state)
            for one, state in states(recovery, day, today)
        ]
        for day in days
    }


def walk(first: date, last: date) -> Iterator[date]:
    """Every day of a range, both included."""
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
