"""The last days of one step, each with its state: how it went, for a strip of signs."""

from __future__ import annotations

from datetime import date, timedelta

from routine_tui.model.day.agenda import StepState, state_of
from routine_tui.model.day.counting import counting_since
from routine_tui.model.day.progress import days_between
from routine_tui.model.day.since import since
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Step


def last_days(
    recovery: Recovery, step: Step, today: date, count: int, until: date | None = None
) -> tuple[tuple[date, StepState | None], ...]:
    """The last ``count`` days of a step, the earliest first, until today or an earlier day.

    The state is None where it is no part of one. They begin no earlier than the step, the window, and the day
    from which anything counts. Empty for a step that is still to begin.
    """
    last = recovery.nearest(today if until is None else min(until, today))
    begun = max(counting_since(recovery, today), since(step, last), last - timedelta(days=count - 1))
    return tuple((day, state_of(recovery, step, day, today)) for day in days_between(begun, last))
