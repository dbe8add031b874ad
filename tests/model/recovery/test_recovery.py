"""The window, and every change of a recovery."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.facts.guidance import routine_of
from routine_tui.model.day.agenda import agenda
from routine_tui.model.errors import BadInput, OutsideWindow
from routine_tui.model.recovery.diary import Mark, Pause
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case
from tests.strategies import recoveries

ZERO = date(2026, 11, 1)
DONE = Mark("done", datetime(2026, 11, 2, 7, 42, tzinfo=UTC))


def day(offset: int) -> date:
    return ZERO + timedelta(days=offset)


def recovery(window_days: int = 84) -> Recovery:
    return Recovery("id", "Face", ZERO, window_days, routine=routine_of("gentle", ZERO))


@each_case("days", [7, 84, 730])
def test_a_window_runs_from_day_zero_for_as_many_days(days: int) -> None:
    face = recovery(days)
    inside = [offset for offset in range(-2, days + 2) if face.contains(day(offset))]
    assert inside == list(range(days))
    assert face.offset(face.last_day) == days - 1


@each_case("days", [-1, 0, 6, 731, 10**9])
def test_other_windows_are_refused(days: int) -> None:
    with pytest.raises(BadInput, match="use 7 to 730 days"):
        recovery(days)


@each_case("year", [1, 1899, 2201, 9999])
def test_day_zero_is_in_a_year_somebody_can_live_in(year: int) -> None:
    with pytest.raises(BadInput, match="use the date of the session"):
        Recovery("id", "Face", date(year, 1, 1))


def test_the_nearest_day_is_the_day_itself_or_an_end_of_the_window() -> None:
    face = recovery(7)
    assert [face.nearest(day(offset)) for offset in (-5, 0, 3, 6, 50)] == [day(0), day(0), day(3), day(6), day(6)]


@each_case("offset", [-1, 84])
def test_nothing_is_recorded_outside_the_window(offset: int) -> None:
    changes: list[Callable[[], object]] = [
        lambda: recovery().marked(day(offset), "morning-cleanser", DONE),
        lambda: recovery().noted(day(offset), "x"),
        lambda: recovery().with_pause(Pause(day(offset))),
    ]
    for change in changes:
        with pytest.raises(OutsideWindow, match="runs from 2026-11-01 to 2027-01-23"):
            change()


def test_an_unknown_step_is_neither_marked_nor_paused() -> None:
    with pytest.raises(BadInput, match="no step with the id"):
        recovery().marked(day(1), "x", DONE)
    with pytest.raises(BadInput, match="no step with the id"):
        recovery().with_pause(Pause(day(1), step_ids=("x",)))


@given(recoveries(), st.data())
def test_marking_and_taking_it_back_gives_an_equal_recovery(face: Recovery, data: st.DataObject) -> None:
    on = data.draw(st.integers(0, face.window_days - 1).map(lambda offset: face.day_zero + timedelta(days=offset)))
    for step in face.routine.steps:
        if step.id not in face.record(on).marks:
            assert face.marked(on, step.id, DONE).marked(on, step.id, None) == face


def test_a_note_is_put_and_an_empty_one_takes_it_out_and_the_day_with_it() -> None:
    noted = recovery().noted(day(1), "dry")
    assert noted.record(day(1)).note == "dry"
    assert noted.noted(day(1), "") == recovery()


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadInput, match="swap the two dates"):
        recovery().with_pause(Pause(day(5), day(4)))


def test_resuming_ends_the_pauses_of_everything_on_the_day_before_and_those_of_a_step_one_by_one() -> None:
    later, of_step = Pause(day(20), day(22)), Pause(day(4), day(9), ("morning-cleanser",))
    paused = recovery().with_pause(Pause(day(3))).with_pause(of_step)
    resumed = paused.with_pause(later).resumed(day(6))
    assert resumed.pauses == (Pause(day(3), day(5)), of_step, later)
    with pytest.raises(BadInput, match="Only single steps"):
        resumed.resumed(day(6))
    assert Pause(day(4), day(5), ("morning-cleanser",)) in resumed.resumed(day(6), "morning-cleanser").pauses
    with pytest.raises(BadInput, match="Everything is paused"):
        recovery().with_pause(Pause(day(3))).resumed(day(6), "morning-cleanser")


def test_one_step_of_several_that_are_paused_together_can_go_on() -> None:
    both = Pause(day(3), None, ("evening-moisturiser", "morning-cleanser"))
    resumed = recovery().with_pause(both).resumed(day(6), "morning-cleanser")
    assert set(resumed.pauses) == {
        Pause(day(3), None, ("evening-moisturiser",)),
        Pause(day(3), day(5), ("morning-cleanser",)),
    }


def test_a_pause_resumed_on_its_first_day_pauses_no_day() -> None:
    (pause,) = recovery().with_pause(Pause(day(3))).resumed(day(3)).pauses
    assert not any(pause.covers(day(offset), "any") for offset in range(84))


def test_there_is_nothing_to_resume_on_a_day_without_a_pause() -> None:
    for offset in (2, 6):
        with pytest.raises(BadInput, match="Nothing is paused"):
            recovery().with_pause(Pause(day(3), day(5))).resumed(day(offset))


@given(recoveries(max_window=40), st.data())
def test_resuming_changes_no_state_before_the_day(face: Recovery, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, face.window_days - 1))
    on = face.day_zero + timedelta(days=offset)
    try:
        resumed = face.resumed(on)
    except BadInput:
        return
    assert not any(pause.covers(on, "") for pause in resumed.pauses)
    for before in (face.day_zero + timedelta(days=back) for back in range(offset)):
        assert agenda(resumed, before, face.last_day) == agenda(face, before, face.last_day)
