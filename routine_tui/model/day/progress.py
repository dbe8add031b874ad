"""How it has been going: adherence, calendar cells, the weekday pattern. Self-reported, and nobody is ever behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from routine_tui.model.day.agenda import EXPECTED, StepState, states
from routine_tui.model.day.counting import counting_since
from routine_tui.model.recovery.recovery import Recovery

DayState = Literal["complete", "partial", "open", "skipped", "rest", "paused", "today", "ahead", "blank"]


class Adherence(Struct, frozen=True):
    """Required steps over some days, self-reported."""

    done: int = 0
    expected: int = 0
    """Done and not recorded together; skipped, paused and not due are left out."""
    skipped: int = 0
    paused: int = 0

    @property
    def open(self) -> int:
        """How many were expected and not recorded, which is not the same as not done."""
        return self.expected - self.done

    @property
    def ratio(self) -> float | None:
        """Done of expected, 0 to 1; None where nothing was expected."""
        return self.done / self.expected if self.expected else None

    def parts(self, whole: int) -> int | None:
        """Done of expected, in so many parts; None where nothing was expected."""
        return parts(self.done, self.expected, whole) if self.expected else None

    @property
    def percent(self) -> int | None:
        """Done of expected in per cent; None where nothing was expected."""
        return self.parts(100)

    def __add__(self, other: Adherence) -> Adherence:
        """Both together."""
        return Adherence(
            self.done + other.done,
            self.expected + other.expected,
            self.skipped + other.skipped,
            self.paused + other.paused,
        )


def parts(done: int, of: int, whole: int) -> int:
    """How many of ``whole`` parts stand for ``done`` of ``of``: all of them only for all, and none only for nothing."""
    if 0 < done < of:
        return max(1, min(whole - 1, round(whole * done / of)))
    return whole if done > 0 else 0


class CalendarCell(Struct, frozen=True):
    """One day of the calendar."""

    day: date
    offset: int
    """Days since day zero."""
    state: DayState
    done: int
    due: int
    """Required steps that were expected, done ones included."""
    skipped: int = 0
    """Required steps that were skipped, and so are not expected."""


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included; none where the last is before the first."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def adherence(recovery: Recovery, day: date, today: date, days: int = 7) -> Adherence:
    """Adherence over the last ``days`` days up to and with ``day``, or today where the day is ahead."""
    return sum(filter(None, daily_adherence(recovery, day, today, days)), Adherence())


def daily_adherence(recovery: Recovery, day: date, today: date, days: int = 7) -> tuple[Adherence | None, ...]:
    """What ``adherence`` adds up, a day each, the earliest first; None for a day outside the window."""
    last = min(day, today)
    each = days_between(last - timedelta(days=days - 1), last)
    return tuple(adherence_of(recovery, (day,), today) if recovery.contains(day) else None for day in each)


def adherence_of(recovery: Recovery, days: Iterable[date], today: date, step_id: str | None = None) -> Adherence:
    """Adherence over some days, of all required steps or of one step.

    Of ``today`` only what is done counts as expected: the day is not over. Days ahead count for nothing.
    """
    return counted(
        state
        for day in days
        for planned, state in states(recovery, day, today)
        if planned.version.required and step_id in (None, planned.step_id) and (day <= today or state != "paused")
    )


def counted(required: Iterable[StepState]) -> Adherence:
    """What the states of some required steps come to: the one place that says what counts as what."""
    found = Counter(required)
    return Adherence(found["done"], found["done"] + found["open"], found["skipped"], found["paused"])


def cell(recovery: Recovery, day: date, today: date) -> CalendarCell:
    """A day as the calendar shows it."""
    if day < counting_since(recovery, today):
        return CalendarCell(day, recovery.offset(day), "blank", 0, 0)
    done = due = skipped = 0
    paused = False
    for planned, state in states(recovery, day, today):
        if not planned.version.required:
            continue
        done += state == "done"
        due += state in EXPECTED
        skipped += state == "skipped"
        paused = paused or state == "paused"
    if due == 0:
        state_of_day: DayState = "skipped" if skipped else "paused" if paused else "rest"
    elif done:
        state_of_day = "complete" if done == due and not skipped else "partial"
    elif day > today:
        state_of_day = "ahead"
    else:
        state_of_day = "today" if day == today else "open"
    return CalendarCell(day, recovery.offset(day), state_of_day, done, due, skipped)


def so_far(cells: Iterable[CalendarCell], today: date) -> Adherence:
    """What ``adherence_of`` gives for the days of some cells, but for the paused steps, which a cell does not count."""
    found = Adherence()
    for one in cells:
        if one.day <= today:
            found += Adherence(one.done, one.due if one.day < today else one.done, one.skipped)
    return found


def calendar(
    recovery: Recovery, today: date, since: date | None = None, until: date | None = None
) -> tuple[CalendarCell, ...]:
    """The cells of the window, or of a part of it. Raises OutsideWindow for a day outside."""
    first, last = since or recovery.day_zero, until or recovery.last_day
    recovery.require(first)
    recovery.require(last)
    return tuple(cell(recovery, day, today) for day in days_between(first, last))


def weekday_pattern(recovery: Recovery, today: date) -> tuple[Adherence, ...]:
    """Adherence by weekday over the window so far, Monday first: to plan by, not to be blamed with."""
    days: list[list[date]] = [[] for _ in range(7)]
    for day in days_between(recovery.day_zero, min(today, recovery.last_day)):
        days[day.weekday()].append(day)
    return tuple(adherence_of(recovery, of_a_weekday, today) for of_a_weekday in days)
