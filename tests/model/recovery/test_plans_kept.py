"""A planned change of a step stays where only a part of the step is changed before it."""

from __future__ import annotations

from datetime import date, timedelta

from routine_tui.model.recovery.routine import Routine, Step, StepVersion
from routine_tui.model.recovery.schedule import Schedule

ONE = timedelta(days=1)
ZERO, NOW, PLANNED, LAST = date(2026, 11, 2), date(2026, 11, 26), date(2026, 12, 7), date(2027, 1, 31)


def begun() -> Step:
    every_third = StepVersion(ZERO, "evening", "other", "Balm", Schedule.from_words("3 days", ZERO))
    return Step("balm", (every_third,)).changed(PLANNED, schedule=Schedule.from_words("2 days", PLANNED))


def spans() -> Step:
    """There until 20 November, and again from 7 December on."""
    first = StepVersion(ZERO, "evening", "other", "Balm", Schedule(ZERO, last_day=date(2026, 11, 20)))
    return Step("balm", (first,)).changed(PLANNED, schedule=Schedule(PLANNED))


def due(step: Step, day: date) -> bool:
    version = step.on(day)
    return version is not None and version.covers(day) and day in version.schedule.days(date(2027, 3, 1))


def test_a_last_day_is_added_to_what_is_planned() -> None:
    step = begun().changed(NOW, last_day=LAST)
    assert [day.day for k in range(4) if due(step, day := PLANNED + k * ONE)] == [7, 9]
    assert [version.schedule.last_day for version in step.versions] == [None, LAST, LAST]


def test_what_was_to_change_after_the_last_day_never_comes() -> None:
    step = begun().changed(NOW, last_day=date(2026, 12, 1))
    assert not any(due(step, date(2026, 12, 2) + k * ONE) for k in range(60))


def test_a_planned_span_keeps_its_own_end() -> None:
    step = spans().changed(date(2026, 11, 15), last_day=date(2026, 11, 18))
    assert (due(step, date(2026, 11, 19)), due(step, PLANNED)) == (False, True)


def test_ended_and_brought_back_the_plan_is_there_again() -> None:
    routine = Routine((begun(),)).with_end("balm", NOW)
    assert routine.with_return("balm", NOW + ONE).step("balm").on(PLANNED) == begun().on(PLANNED)


def test_between_two_spans_a_step_is_coming_and_not_ended() -> None:
    routine = Routine((spans(),))
    assert [version.valid_from for _, version in routine.current(NOW)] == [PLANNED]
    assert list(routine.ended(NOW)) == []
    gone = routine.with_end("balm", NOW)
    assert [step.id for step, _ in gone.ended(NOW)] == ["balm"]
