"""What care makes of a day: what is done around a session, what rests; and never more than that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.facts.guidance import routine_of
from routine_tui.model.day.agenda import EXPECTED, StepState, states
from routine_tui.model.day.coming import next_days
from routine_tui.model.day.progress import adherence, cell
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import NO_CARE, Care
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Mark, Pause
from routine_tui.model.recovery.procedure import Around, AroundSince, PlannedDay, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, Step, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.stages import read_stages
from routine_tui.model.recovery.visit import Question, Visit
from tests.care_strategies import PROCEDURE_IDS, arounds, sessions, stages_typed
from tests.cases import each_case

ZERO, TODAY = date(2028, 2, 1), date(2028, 2, 22)
ONE = timedelta(days=1)
PEEL = Procedure("peel", "Peel")


def day(offset: int) -> date:
    return TODAY + offset * ONE


def held(*offsets: int, procedure: str = "peel") -> tuple[Session, ...]:
    """Sessions that were known all along."""
    return tuple(Session(f"{procedure} {offset}", procedure, (PlannedDay(ZERO, day(offset)),)) for offset in offsets)


def resting(*around: Around, sessions: tuple[Session, ...] = held(0)) -> Care:
    procedure = replace(PEEL, around=(AroundSince(ZERO, around),))
    return Care(procedures=(procedure,), sessions=sessions)


def gentle(care: Care = NO_CARE, window_days: int = 84) -> Recovery:
    return Recovery("id", "Face", ZERO, window_days, routine=routine_of("gentle", ZERO), care=care, begun=ZERO)


def state(recovery: Recovery, on: date, step_id: str = "morning-sunscreen") -> StepState | None:
    return {one.step_id: of_it for one, of_it in states(recovery, on, TODAY)}.get(step_id)


def offsets(recovery: Recovery, step_id: str, wanted: str = "paused") -> list[int]:
    """On which days of the window a step is in a state, counted from today."""
    window = (ZERO + number * ONE for number in range(recovery.window_days))
    return [(on - TODAY).days for on in window if state(recovery, on, step_id) == wanted]


# --- what rests


def test_what_rests_is_paused_on_the_days_before_and_from_the_session_on_over_the_leap_day() -> None:
    face = gentle(resting(Around("sunscreen", 2, 10)))
    assert offsets(face, "morning-sunscreen") == list(range(-2, 10))
    assert day(7) == date(2028, 2, 29)
    assert offsets(face, "morning-cleanser") == []


def test_no_days_after_leaves_the_session_day_itself_as_it_is() -> None:
    assert offsets(gentle(resting(Around("sunscreen", 2, 0))), "morning-sunscreen") == [-2, -1]


@each_case("offset", [-21, -25, -300, 62, 66, 300])
def test_sessions_on_the_edge_of_the_window_and_outside_it_count_for_the_days_within(offset: int) -> None:
    """The window has the days from -21 to 62."""
    face = gentle(resting(Around("everything", 5, 5), sessions=held(offset)))
    assert offsets(face, "morning-cleanser") == [n for n in range(-21, 63) if offset - 5 <= n < offset + 5]


def test_a_mark_counts_though_its_step_rests() -> None:
    mark = Mark("done", datetime(2028, 2, 22, 8, tzinfo=UTC))
    face = gentle(resting(Around("sunscreen", 0, 3))).marked(TODAY, "morning-sunscreen", mark)
    assert [state(face, day(n)) for n in (0, 1)] == ["done", "paused"]


def test_what_rests_is_not_expected_and_counts_against_nobody() -> None:
    face = gentle(resting(Around("everything", 0, 3)))
    assert [cell(face, day(n), day(9)).due for n in (-1, 0, 2, 3)] == [5, 0, 0, 5]
    counted = adherence(face, day(3), day(9), days=5)
    assert (counted.expected, counted.paused) == (10, 15)


# --- what is done around a session


def tied(first: int, last: int, procedure: str = "peel", on: date = ZERO) -> Recovery:
    """A routine with one step that is done around the sessions of a procedure."""
    version = StepVersion(on, "evening", "prescription", "Cover", Schedule(on, around=(procedure, first, last)))
    face = gentle(resting(Around("everything", 5, 5), sessions=held(0, 20)))
    return face.with_routine(face.routine.with_step(version, "cover"))


def test_what_is_tied_to_sessions_is_on_the_days_around_each_and_nowhere_else() -> None:
    face = tied(-2, 10)
    assert offsets(face, "cover", "ahead") == [n for n in range(1, 31) if n <= 10 or n >= 18]
    assert offsets(face, "cover", "open") == [-2, -1]
    assert state(face, TODAY, "cover") == "due"
    assert state(face, day(-3), "cover") is state(face, day(11), "cover") is None


def test_what_is_tied_to_a_procedure_does_not_rest_for_it_and_does_for_another_one() -> None:
    face = tied(0, 0)
    assert state(face, TODAY, "cover") == "due"
    other = Procedure("laser", "Laser", around=(AroundSince(ZERO, (Around("everything", 0, 1),)),))
    care = face.care.having(procedures=(*face.care.procedures, other), sessions=held(0) + held(0, procedure="laser"))
    assert state(replace(face, care=care), TODAY, "cover") == "paused"


def test_sessions_of_a_procedure_that_another_copy_took_away_mean_nothing() -> None:
    """Seen to fail: what was tied to it was expected, and nothing showed why."""
    face = tied(0, 5)
    gone = replace(face, care=face.care.having(procedures=()))
    assert state(gone, TODAY, "cover") is None
    assert state(gone, TODAY) == "due"


def test_the_next_days_of_what_is_tied_to_sessions_are_those_around_them() -> None:
    face = tied(0, 1)
    cover, plain = face.routine.step("cover"), face.routine.step("morning-sunscreen")
    assert next_days(face, cover, day(-5), TODAY, 3) == (TODAY, day(1), day(20))
    assert next_days(face, cover, day(1), TODAY, 2) == (day(1), day(20))
    assert next_days(face, plain, TODAY, TODAY, 2) == (day(5), day(6))


# --- one order, read when it is asked for


def test_two_copies_that_hold_the_same_are_equal_in_whatever_order_it_came() -> None:
    things: dict[str, tuple[Any, ...]] = {
        "visits": (Visit("b", TODAY), Visit("a", day(1)), Visit("a", TODAY)),
        "questions": (Question("b", TODAY, "x"), Question("a", TODAY, "y")),
        "courses": (Course("b", "B", day(1)), Course("a", "A", TODAY)),
        "procedures": (Procedure("a", "peel"), Procedure("b", "Laser")),
        "sessions": held(3, 1) + held(2, procedure="laser"),
        "background": (BackgroundAnswer("keloid", "no"), BackgroundAnswer("device", "pen")),
    }
    one, other = Care(**things), Care(**{name: found[::-1] for name, found in things.items()})
    assert one == other
    assert [procedure.label for procedure in one.procedures] == ["Laser", "peel"]
    assert (one.told("device"), one.told("depth")) == ("pen", "")


def test_sessions_come_by_the_day_that_is_planned_now_and_those_called_off_last() -> None:
    off = Session("a", "peel", (PlannedDay(ZERO, day(1)), PlannedDay(TODAY, None)))
    moved = Session("b", "peel", (PlannedDay(ZERO, day(1)), PlannedDay(TODAY, day(9))))
    care = Care(sessions=(off, moved, *held(5), *held(0, procedure="laser")))
    assert [one.id for one in care.sessions_of("peel")] == ["peel 5", "b", "a"]


def test_what_is_to_be_read_later_is_read_once_and_is_the_same() -> None:
    asked = []

    def visits() -> tuple[Visit, ...]:
        asked.append("visits")
        return (Visit("b", day(1)), Visit("a", TODAY))

    later = Care.read_later({"visits": visits})
    assert asked == []
    assert later == Care(visits=(Visit("a", TODAY), Visit("b", day(1))))
    later.settle()
    assert asked == ["visits"]
    assert later.sessions == ()
    with pytest.raises(AttributeError):
        _ = later.nothing  # type: ignore[attr-defined]


# --- whatever is planned


@st.composite
def plans(draw: st.DrawFn) -> Recovery:
    """A routine with courses in stages, plain steps and steps tied to sessions; sessions, and pauses."""
    near = st.integers(-5, 60).map(lambda offset: ZERO + offset * ONE)
    firsts = draw(st.lists(near, min_size=1, max_size=2))
    schedules = [Schedule(first, stages=draw(stages_typed())) for first in firsts]
    schedules.append(Schedule(ZERO, last_day=draw(st.none() | near.filter(lambda on: on >= ZERO))))
    schedules.append(Schedule(ZERO, around=(draw(st.sampled_from(PROCEDURE_IDS)), draw(st.integers(-5, 0)), 3)))
    made = tuple(
        Step(f"step-{number}", (StepVersion(ZERO, "evening", "other", "Balm", schedule),))
        for number, schedule in enumerate(schedules)
    )
    words = st.sampled_from(("balm", "step-1", "nothing"))
    around = tuple(AroundSince(on, tuple(draw(st.lists(arounds(words), max_size=2)))) for on in sorted(set(firsts)))
    procedures = tuple(Procedure(one, one, around=around) for one in PROCEDURE_IDS[: draw(st.integers(1, 2))])
    of_it = tuple(draw(st.lists(sessions(near, st.just("")), max_size=3)))
    first = draw(near.filter(lambda on: on >= ZERO))
    pauses = draw(st.sampled_from(((), (Pause(first, first + 4 * ONE),), (Pause(first, None, ("step-0",)),))))
    return Recovery(
        "id",
        "Face",
        ZERO,
        70,
        routine=Routine(made),
        pauses=pauses,
        care=Care((), (), (), procedures, of_it),
        begun=ZERO,
    )


def in_a_break(schedule: Schedule, on: date) -> bool:
    """Whether a day lies between one time of a course and the next."""
    course = read_stages(schedule.stages)
    if course.round_days is None:
        return False
    place = (on - schedule.first_day).days % (course.round_days + course.break_days)
    return place >= course.round_days


def rests_around(recovery: Recovery, on: date, step: Step) -> bool:
    """Whether a step rests on a day, by going through all sessions as they were known then."""
    care, version = recovery.care, step.latest
    for procedure in care.procedures:
        since = [one for one in procedure.around if one.valid_from <= on] or list(procedure.around[:1])
        around = since[-1].around if since else ()
        for session in care.sessions:
            known = [placed.day for placed in session.placed if placed.valid_from <= on]
            if session.procedure_id != procedure.id or not known or known[-1] is None:
                continue
            if version.schedule.around and version.schedule.around[0] == procedure.id:
                continue
            apart = (on - known[-1]).days
            if any(-one.before <= apart < one.days_after and one.means(step.id, version) for one in around):
                return True
    return False


@given(plans())
def test_nothing_is_expected_outside_its_range_in_a_break_in_a_pause_or_while_it_rests(recovery: Recovery) -> None:
    for offset in range(70):
        on = ZERO + offset * ONE
        found = {one.step_id: of_it for one, of_it in states(recovery, on, TODAY)}
        for step in recovery.routine.steps:
            schedule, of_it = step.latest.schedule, found.get(step.id)
            paused = any(pause.covers(on, step.id) for pause in recovery.pauses)
            reasons = (
                on < schedule.first_day,
                schedule.last_day is not None and on > schedule.last_day,
                bool(schedule.stages) and on >= schedule.first_day and in_a_break(schedule, on),
                paused,
                rests_around(recovery, on, step),
            )
            assert of_it not in EXPECTED or not any(reasons)
            if of_it == "paused":
                assert any(reasons[-2:])


CHANGES: dict[str, Callable[[Session], Session]] = {
    "moved": lambda one: one.moved(day(9), TODAY),
    "cancelled": lambda one: one.moved(None, TODAY),
}


@pytest.mark.parametrize("what", CHANGES)
@given(plans())
def test_a_session_that_is_moved_or_called_off_leaves_all_days_before_as_they_were(
    what: str, recovery: Recovery
) -> None:
    changed = tuple(CHANGES[what](one) for one in recovery.care.sessions)
    after = replace(recovery, care=recovery.care.having(sessions=changed))
    assert past(after) == past(recovery)


@given(plans(), st.lists(arounds(st.just("balm")), max_size=2).map(tuple))
def test_another_list_of_what_rests_leaves_all_days_before_as_they_were(
    recovery: Recovery, around: tuple[Around, ...]
) -> None:
    """Seen to fail where the first list of a procedure held for the days before it was said."""
    changed = tuple(one.with_around(around, TODAY) for one in recovery.care.procedures)
    after = replace(recovery, care=recovery.care.having(procedures=changed))
    assert past(after) == past(recovery)


def past(recovery: Recovery) -> list[list[tuple[str, StepState]]]:
    """The states of every step on each day before today."""
    before = (ZERO + number * ONE for number in range((TODAY - ZERO).days))
    return [[(one.step_id, of_it) for one, of_it in states(recovery, on, TODAY)] for on in before]
