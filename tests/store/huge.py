"""More than anybody will ever record: two years of forty steps with a long past, notes of ten pages, fifty pauses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from routine_tui.model.recovery.diary import Day, Mark, Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS, Routine, Step, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.text import NOTE_LIMIT

STEPS = 40
VERSIONS = 20
PAUSES = 50
TODAY = date(2027, 12, 31)
NOW = datetime(2027, 12, 31, 12, 0, tzinfo=UTC)
"""Noon, so that it is the same day wherever the computer stands."""
RULES = ("FREQ=DAILY", "FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY;BYDAY=MO,TH")
LINE = "Less tight than yesterday, a little red beside the nose; the cream stings for a minute, no longer.\n"


def huge_recovery(today: date = TODAY, days: int = 730) -> Recovery:
    """A window that ends today, in which everything is marked; with fewer days there is less of all but the steps."""
    zero = today - timedelta(days=days - 1)
    steps = tuple(_step(number, zero, days) for number in range(STEPS))
    note = (LINE * (NOTE_LIMIT // len(LINE) + 1))[:NOTE_LIMIT].rstrip()
    records = [_day(zero + timedelta(days=number), steps, note if number % 10 == 0 else "") for number in range(days)]
    pauses = tuple(
        Pause(first, first + timedelta(days=2), (steps[number % STEPS].id,) if number % 2 else (), "travelling")
        for number in range(PAUSES * days // 730)
        for first in [zero + timedelta(days=14 * number)]
    )
    return Recovery("huge", "Huge", zero, days, routine=Routine(steps), days={r.day: r for r in records}, pauses=pauses)


def _step(number: int, zero: date, days: int) -> Step:
    begun = [zero + timedelta(days=part * days // VERSIONS) for part in range(VERSIONS)]
    slot, rule = SLOTS[number % len(SLOTS)], RULES[number % len(RULES)]
    versions = tuple(
        StepVersion(
            day, slot, "other", f"Step {number}.{part}", Schedule(zero, rule), cue="after breakfast", position=number
        )
        for part, day in enumerate(begun)
    )
    return Step(f"step-{number}", versions)


def _day(day: date, steps: tuple[Step, ...], note: str) -> Day:
    at = datetime(day.year, day.month, day.day, 8, 30, tzinfo=UTC)
    return Day(day, {step.id: Mark("done", at + timedelta(minutes=place)) for place, step in enumerate(steps)}, note)
