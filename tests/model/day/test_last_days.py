"""The last days of a step: from when it counts, with the state of each day."""

from __future__ import annotations

from datetime import date, timedelta

from routine_tui.demo import sample_recovery
from routine_tui.model.day.agenda import state_of
from routine_tui.model.day.last_days import last_days

TODAY = date(2026, 11, 22)


def test_the_strip_has_a_state_a_day_until_today() -> None:
    recovery = sample_recovery(TODAY)
    step = recovery.routine.step("morning-cleanser")
    days = last_days(recovery, step, TODAY, 10)
    assert [day for day, _ in days] == [TODAY - timedelta(days=ago) for ago in range(9, -1, -1)]
    assert [state for _, state in days] == [state_of(recovery, step, day, TODAY) for day, _ in days]
    assert {"done"} < {state for _, state in days}


def test_it_begins_no_earlier_than_the_step_and_the_first_record() -> None:
    recovery = sample_recovery(TODAY)
    first = min(recovery.days)
    assert last_days(recovery, recovery.routine.step("morning-cleanser"), TODAY, 400)[0][0] == first
    late = recovery.routine.with_changes("evening-cleanser", TODAY - timedelta(days=3), name="Other cleanser")
    begun = recovery.with_routine(late)
    assert len(last_days(begun, late.step("evening-cleanser"), TODAY, 28)) > 4  # the same step by another name


def test_it_ends_on_an_earlier_day_where_that_is_looked_at() -> None:
    recovery = sample_recovery(TODAY)
    step, before = recovery.routine.step("morning-cleanser"), TODAY - timedelta(days=4)
    days = last_days(recovery, step, TODAY, 28, before)
    assert days == last_days(recovery, step, TODAY, 28)[:-4] and days[-1][0] == before
