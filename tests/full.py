"""A recovery in which nothing was left out: the heaviest file there is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from routine_tui.facts.guidance import routine_of
from routine_tui.model.day.progress import days_between
from routine_tui.model.recovery.diary import Day, Mark
from routine_tui.model.recovery.recovery import Recovery

_HOURS = {"morning": time(7, 40), "day": time(13, 10), "evening": time(21, 50)}


def full_recovery(today: date, days: int) -> Recovery:
    """A recovery in which every step of every day up to ``today`` is done."""
    zero = today - timedelta(days=days - 1)
    routine = routine_of("gentle", zero)
    everything = {
        day: Day(
            day,
            {
                planned.step_id: Mark("done", datetime.combine(day, _HOURS[planned.version.slot], UTC))
                for planned in routine.on(day)
            },
        )
        for day in days_between(zero, today)
    }
    return Recovery("full", "Full", zero, days, routine=routine, days=everything)
