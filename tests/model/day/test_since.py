"""Since when a step is in the routine: neither a move nor another product makes it a new one."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from routine_tui.model.day.since import since
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.strategies import recoveries

ZERO = date(2026, 11, 10)
TODAY = date(2026, 11, 26)
ONE = timedelta(days=1)


def routine(last: date | None = None) -> Routine:
    version = StepVersion(ZERO, "evening", "other", "Balm", Schedule(ZERO, last_day=last))
    return Routine().with_step(version, "balm").with_step(version, "gel")


def begun(routine: Routine) -> date:
    return since(routine.step("balm"), TODAY)


def test_a_change_makes_no_new_step() -> None:
    """Seen to fail: what was moved was told to be there since today."""
    assert begun(routine().with_move("balm", TODAY, 1)) == ZERO
    for changes in ({"product": "Zinc"}, {"name": "Cream"}, {"slot": "day"}, {"schedule": Schedule(TODAY)}):
        assert begun(routine().with_changes("balm", TODAY, **changes)) == ZERO


def test_a_step_that_came_back_is_there_since_then() -> None:
    ended = routine().with_end("balm", date(2026, 11, 20))
    assert begun(ended) == ZERO
    assert begun(ended.with_return("balm", TODAY)) == TODAY
    over = routine(last=date(2026, 11, 20))
    assert begun(over.with_return("balm", TODAY - ONE)) == TODAY - ONE


def test_a_step_that_is_ahead_is_there_from_its_first_day() -> None:
    later = TODAY + ONE
    ahead = Routine().with_step(StepVersion(later, "evening", "other", "Balm", Schedule(later)), "balm")
    assert begun(ahead) == later
    planned = Routine().with_step(StepVersion(ZERO, "evening", "other", "Balm", Schedule(later)), "balm")
    assert begun(planned) == later


def test_what_is_planned_changes_nothing_yet() -> None:
    later = routine().with_end("balm", TODAY + ONE).with_return("balm", TODAY + 9 * ONE)
    assert begun(later) == ZERO


@given(recoveries(max_window=40), st.integers(0, 39))
def test_the_step_is_there_on_all_days_since(recovery: Recovery, offset: int) -> None:
    day = recovery.nearest(recovery.day_zero + timedelta(days=offset))
    for step in recovery.routine.steps:
        if (version := step.on(day)) and version.covers(day):
            first = since(step, day)
            days = [first + k * ONE for k in range((day - first).days + 1)]
            assert all((known := step.on(on)) and known.covers(on) for on in days)
            before = step.on(first - ONE)
            assert before is None or not before.covers(first - ONE)
