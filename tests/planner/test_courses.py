"""The door to courses: they make steps, change from a day on, end, and never go on by themselves."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from routine_tui.model.day.agenda import states
from routine_tui.model.day.course_days import last_day_of, steps_of
from routine_tui.model.errors import BadInput, OutsideWindow
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import Around
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.planner.courses import CourseChange, Regimen
from routine_tui.planner.planner import Planner
from tests.planned import TODAY, ZERO, SetClock, again, agree, begun, shown, take_on, walk

ONE = timedelta(days=1)
LAST = ZERO + 119 * ONE


def day(offset: int) -> date:
    return TODAY + offset * ONE


@pytest.fixture
def begun_here(tmp_path: Path) -> tuple[Planner, SetClock]:
    return begun(tmp_path)


@pytest.fixture
def planner(begun_here: tuple[Planner, SetClock]) -> Planner:
    return begun_here[0]


def due(planner: Planner, course: Course, slot: str = "evening") -> list[int]:
    """On which days of the window a course is expected in a slot, counted from today."""
    ids = next(one for one in planner.recovery.care.courses if one.id == course.id).step_ids
    return [
        (on - TODAY).days
        for on in walk(ZERO, LAST)
        for one, state in states(planner.recovery, on, ZERO)
        if one.step_id in ids and one.version.slot == slot and state in ("ahead", "due")
    ]


def evening(planner: Planner, on: date = TODAY) -> list[str]:
    return [one.version.name for one in planner.recovery.routine.on(on) if one.version.slot == "evening"]


# --- taking one on


def test_a_course_makes_a_step_a_slot_before_the_moisturiser_as_one_change(planner: Planner) -> None:
    course = take_on(planner, " Azelaic  acid ", "day for 2 weeks", ("morning", "evening", "evening"))
    assert (course.label, len(course.id), len(course.step_ids)) == ("Azelaic acid", 32, 2)
    assert due(planner, course) == due(planner, course, "morning") == list(range(14))
    assert evening(planner) == ["Gentle cleanser", "Azelaic acid", "Moisturiser"]
    assert [one.version.name for one in planner.recovery.routine.on(TODAY)][:4] == [
        "Gentle cleanser", "Azelaic acid", "Moisturiser", "Sunscreen SPF 30+",
    ]  # fmt: skip
    assert again(planner) == planner.recovery
    assert planner.undo() == "added Azelaic acid"
    assert again(planner).care.courses == ()
    assert evening(planner) == ["Gentle cleanser", "Moisturiser"]


def test_what_is_no_prescription_stands_last(planner: Planner) -> None:
    planner.courses.add(Course("", "Silicone", TODAY), Regimen(Schedule(TODAY), ("evening",), kind="other"))
    assert evening(planner) == ["Gentle cleanser", "Moisturiser", "Silicone"]


def test_the_order_of_the_days_before_a_course_stays(planner: Planner) -> None:
    before = shown(planner.recovery, walk(ZERO, day(-1)))
    take_on(planner, "Azelaic acid", "day", ("morning", "evening"))
    assert shown(planner.recovery, walk(ZERO, day(-1))) == before


def test_a_course_keeps_what_the_label_says(planner: Planner) -> None:
    regimen = Regimen(
        Schedule(TODAY), ("day",), "other", False, " Tube ", "after tea", "thin\n", "12 hours, from 2, 1 more a day", 3
    )
    planner.courses.add(Course("", "Sheet", TODAY, set_by="Dr Kaya"), regimen)
    (course,) = again(planner).care.courses
    version = steps_of(again(planner), course)[0].latest
    assert (version.product, version.cue, version.instructions) == ("Tube", "after tea", "thin")
    assert (version.required, version.most_per_day, version.hours_on(day(3))) == (False, 3, 5)


@pytest.mark.parametrize("first", [ZERO - ONE, LAST])
def test_a_course_may_begin_before_the_window_and_on_its_last_day(planner: Planner, first: date) -> None:
    course = take_on(planner, "Cream", "2 days", first=first)
    expected = [first] if first == LAST else [on for on in walk(ZERO, LAST) if (on - first).days % 2 == 0]
    assert due(planner, course) == [(on - TODAY).days for on in expected]


def test_a_course_after_the_window_and_one_without_a_slot_are_refused(planner: Planner) -> None:
    before = again(planner)
    with pytest.raises(OutsideWindow):
        take_on(planner, "Cream", "day", first=LAST + ONE)
    with pytest.raises(BadInput, match="needs a time of day"):
        take_on(planner, "Cream", "day", ())
    assert again(planner) == before


# --- changing one


def test_a_course_is_different_from_a_day_on_and_the_days_before_stay(planner: Planner) -> None:
    course = take_on(planner, "Cream", "day", first=day(-10))
    before = shown(planner.recovery, walk(ZERO, day(-1)))
    planner.courses.edit(
        course.id, TODAY, CourseChange(steps={"schedule": Schedule(day(-10), "FREQ=DAILY;INTERVAL=3")})
    )
    assert shown(planner.recovery, walk(ZERO, day(-1))) == before
    assert due(planner, course) == [*range(-10, 0), *range(2, 99, 3)]
    assert planner.undo() == "edited Cream"
    assert due(planner, course) == list(range(-10, 99))


def test_a_slot_that_goes_ends_and_one_that_comes_begins_and_both_come_back(planner: Planner) -> None:
    course = take_on(planner, "Cream", "day", first=day(-3))
    planner.courses.edit(course.id, TODAY, CourseChange(slots=("morning",)))
    assert (due(planner, course), due(planner, course, "morning")[:2]) == ([-3, -2, -1], [0, 1])
    planner.courses.edit(course.id, day(2), CourseChange(slots=("evening",)))
    assert (due(planner, course)[3:5], due(planner, course, "morning")) == ([2, 3], [0, 1])
    assert len(planner.recovery.care.courses[0].step_ids) == 2, "the step that ended is the one that comes back"


def test_two_steps_of_a_course_that_stand_in_one_slot_change_both(planner: Planner) -> None:
    """Seen to fail: the routine had moved one into the slot of the other, and one of them stayed as it was."""
    course = take_on(planner, "Cream", "day", ("morning", "evening"))
    planner.routine.edit(course.step_ids[0], TODAY, slot="evening")
    planner.courses.edit(course.id, TODAY, CourseChange(steps={"product": "Tube"}))
    assert [step.latest.product for step in steps_of(planner.recovery, course)] == ["Tube", "Tube"]


def test_a_course_that_is_to_begin_later_can_begin_earlier_but_not_in_the_past(planner: Planner) -> None:
    """Seen to fail: the days before the one on which it was to begin first were left out."""
    course = take_on(planner, "Cream", "day for 5 days", first=day(9))
    earlier = CourseChange({"first_day": day(3)}, {"schedule": Schedule.from_words("day for 5 days", day(3))})
    planner.courses.edit(course.id, TODAY, earlier)
    assert due(planner, course) == [3, 4, 5, 6, 7]
    past = CourseChange({"first_day": day(-4)}, {"schedule": Schedule.from_words("day for 9 days", day(-4))})
    planner.courses.edit(course.id, TODAY, past)
    assert due(planner, course) == [0, 1, 2, 3, 4]
    later = CourseChange({"first_day": day(7)}, {"schedule": Schedule.from_words("day for 2 days", day(7))})
    planner.courses.edit(course.id, TODAY, later)
    assert due(planner, course) == [7, 8]


def test_another_name_is_that_of_its_steps_from_the_day_on(planner: Planner) -> None:
    course = take_on(planner, "Cream", "day", first=day(-3))
    planner.courses.edit(course.id, TODAY, CourseChange({"label": "Balm"}))
    assert [evening(planner, day(n))[1] for n in (-1, 0)] == ["Cream", "Balm"]
    assert planner.recovery.care.courses[0].label == "Balm"


def test_what_a_course_did_is_kept_and_changes_no_step(planner: Planner) -> None:
    take_on(planner, "Cream", "day")
    routine = planner.recovery.routine
    (course,) = planner.recovery.care.courses
    planner.courses.edit(course.id, day(500), CourseChange({"effect": "less red", "reviews": (28,)}))
    assert planner.recovery.routine == routine
    assert again(planner).care.courses[0].effect == "less red"


def test_what_cannot_be_changed_is_told_and_nothing_is_written(planner: Planner) -> None:
    course = take_on(planner, "Cream", "day")
    before = again(planner)
    with pytest.raises(OutsideWindow):
        planner.courses.edit(course.id, LAST + ONE, CourseChange(steps={"product": "Tube"}))
    with pytest.raises(BadInput, match="needs a time of day"):
        planner.courses.edit(course.id, TODAY, CourseChange(slots=()))
    with pytest.raises(BadInput, match="name of the treatment is empty"):
        planner.courses.edit(course.id, TODAY, CourseChange({"label": " "}))
    with pytest.raises(BadInput, match="no longer exists"):
        planner.courses.edit("x", TODAY, CourseChange())
    assert again(planner) == before


# --- ending one


def test_a_course_ends_before_its_time_and_what_was_done_stays(begun_here: tuple[Planner, SetClock]) -> None:
    planner, clock = begun_here
    course = take_on(planner, "Cream", "day for 4 weeks", ("morning", "evening"), day(-2))
    planner.tick(day(-1), [course.step_ids[0]])
    planner.courses.end(course.id, TODAY, " stings ")
    assert due(planner, course) == [-2, -1]
    assert last_day_of(planner.recovery, course) == day(-1)
    assert planner.recovery.care.courses[0].ended_why == "stings"
    assert course.step_ids[0] in planner.recovery.record(day(-1)).marks
    clock.set(day(3))
    with pytest.raises(BadInput, match="Cream ended on 2026-11-21"):
        planner.courses.end(course.id, day(3))
    planner.undo()
    assert due(planner, course) == list(range(-2, 26))


def test_a_course_that_ended_before_its_time_comes_back_until_its_last_day_only(planner: Planner) -> None:
    """Seen to fail: what was brought back had no last day any more, so a prescription went on by itself."""
    course = take_on(planner, "Cream", Schedule(day(-5), last_day=day(9)))
    planner.courses.end(course.id, day(-2))
    planner.routine.bring_back(course.step_ids[0], TODAY)
    assert due(planner, course) == [-5, -4, -3, *range(10)]


@pytest.mark.parametrize("schedule", [Schedule(day(-9), last_day=day(-3)), Schedule(day(-9), stages="day for 7 days")])
def test_a_course_that_is_over_is_not_brought_back(planner: Planner, schedule: Schedule) -> None:
    course = take_on(planner, "Cream", schedule)
    before = again(planner)
    with pytest.raises(BadInput, match="doesn't restart by itself"):
        planner.routine.bring_back(course.step_ids[0], TODAY)
    assert again(planner) == before


def test_a_step_of_no_course_that_is_over_comes_back_for_good(planner: Planner) -> None:
    planner.routine.add(StepVersion(ZERO, "evening", "other", "Balm", Schedule(ZERO, last_day=day(-3))))
    planner.routine.bring_back("evening-balm", TODAY)
    assert planner.recovery.routine.step("evening-balm").latest.schedule.last_day is None


# --- day zero put right


def test_a_course_keeps_the_days_that_were_set_when_day_zero_is_put_right(planner: Planner) -> None:
    """Seen to fail: its steps began on the new day zero, and its reviews were counted from the old one."""
    course = take_on(planner, "Cream", "day for 2 weeks", first=ZERO)
    before = take_on(planner, "Tablets", "day", first=ZERO - 5 * ONE)
    for zero in (ZERO + 4 * ONE, ZERO - 3 * ONE):
        planner.recoveries.describe("Face", zero, 120)
        first = max(ZERO, zero)
        shown_on = [on for on in walk(zero - ONE, ZERO + 20 * ONE) if "Cream" in evening(planner, on)]
        assert shown_on == list(walk(first, ZERO + 13 * ONE))
        assert planner.recovery.care.courses == (before, course)
        tablets = [on for on in walk(zero, zero + 9 * ONE) if "Tablets" in evening(planner, on)]
        assert tablets == list(walk(zero, zero + 9 * ONE))


def test_another_template_leaves_what_a_clinician_set_as_it_is(planner: Planner) -> None:
    """Seen to fail: the steps of a course ended with all others, and the course went on without them."""
    course = take_on(planner, "Cream", "day")
    agree(planner, "Peel", [day(4)], [Around("everything", 0, 3, "Ointment")])
    planner.routine.use_template("simple", day(1))
    assert due(planner, course) == [0, 1, 2, 3, *range(7, 99)]
    assert "Ointment" in evening(planner, day(5))
    assert "Gentle cleanser" not in evening(planner, day(5))


# --- how much


def test_how_often_something_was_taken_stays_where_it_is_ticked_again(planner: Planner) -> None:
    """Seen to fail: a step without a most per day was ticked again, and how often it had been taken was gone."""
    planner.courses.add(Course("", "Balm", TODAY), Regimen(Schedule(TODAY), ("day",), required=False))
    (course,) = planner.recovery.care.courses
    planner.tick(TODAY, course.step_ids, amount=3)
    planner.tick(TODAY, course.step_ids)
    assert planner.recovery.record(TODAY).marks[course.step_ids[0]].amount == 3


# --- tied to a procedure


def test_moving_a_session_moves_the_course_around_it_on_the_days_to_come(begun_here: tuple[Planner, SetClock]) -> None:
    planner, clock = begun_here
    procedure, (session,) = agree(planner, "Peel", [day(4)])
    cover = take_on(planner, "Antiviral", Schedule(TODAY, around=(procedure.id, -2, 10)))
    assert due(planner, cover) == list(range(2, 15))
    clock.set(day(3))
    planner.procedures.move(session.id, day(20))
    assert due(planner, cover) == [2, *range(18, 31)]
    assert planner.undo() == "moved a session of Peel"
    assert due(planner, cover) == list(range(2, 15))
