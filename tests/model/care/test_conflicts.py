"""Where plans meet: said once, after the change that makes them meet, and never in the way of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_tui.model.care.conflicts import conflicts, new_conflicts
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Visit
from routine_tui.planner.courses import CourseChange, Regimen
from routine_tui.planner.planner import Planner
from tests.planned import TODAY, ZERO, agree, begun, take_on, told

ONE = timedelta(days=1)
ASK = "if that isn't intended, ask who prescribed them"


def day(offset: int) -> date:
    return TODAY + offset * ONE


@pytest.fixture
def planner(tmp_path: Path) -> Iterator[Planner]:
    planner, _ = begun(tmp_path)
    yield planner
    assert conflicts(planner.recovery) == conflicts(planner.recovery)
    before = planner.recovery
    planner.note(TODAY, "and another change says nothing again")
    planner.visits.ask("And this one?")
    assert planner.notices == list(new_conflicts(before, planner.recovery, TODAY)) == []


# --- two courses in one slot


def test_two_courses_in_one_slot_are_said_once_with_the_days_on_which_they_meet(planner: Planner) -> None:
    take_on(planner, "Azelaic acid", "day for 12 weeks")
    assert told(planner) == []
    take_on(planner, "Tretinoin [/b]", "3 days for 2 weeks", first=day(3))
    assert told(planner) == [
        f"Azelaic acid and Tretinoin [/b] are both prescribed for the evening, on 5 days from 25 Nov to 7 Dec: {ASK}."
    ]
    assert len(planner.recovery.care.courses) == 2, "nothing is blocked"


def test_two_courses_on_other_days_or_in_other_slots_do_not_meet(planner: Planner) -> None:
    take_on(planner, "Odd days", "2 days")
    take_on(planner, "Even days", "2 days", first=day(1))
    take_on(planner, "Mornings", "day", ("morning",))
    assert told(planner) == []


def test_courses_that_are_worn_or_taken_as_needed_meet_nothing(planner: Planner) -> None:
    take_on(planner, "Cream", "day", ("day",))
    for regimen in (
        Regimen(Schedule(TODAY), ("day",), hours="12 hours"),
        Regimen(Schedule(TODAY), ("day",), required=False, most_per_day=2),
    ):
        planner.courses.add(Course("", "Another", TODAY), regimen)
    assert told(planner) == []


def test_courses_meet_slot_by_slot_in_the_order_of_the_day(planner: Planner) -> None:
    """Seen to fail: the order was another one in each run of the program."""
    for label in ("A", "B"):
        take_on(planner, label, "day for 1 day", ("evening", "morning", "day"))
    assert [said.split(" prescribed for the ")[1].split(",")[0] for said in told(planner)] == [
        "morning",
        "day",
        "evening",
    ]


def test_a_course_that_is_moved_onto_another_is_said_then_and_one_renamed_is_not(planner: Planner) -> None:
    take_on(planner, "A", "day", ("morning",))
    other = take_on(planner, "B", "day")
    assert told(planner) == []
    planner.courses.edit(other.id, day(4), CourseChange(slots=("morning",)))
    assert told(planner) == [f"A and B are both prescribed for the morning, from 26 Nov to 28 Feb 2027: {ASK}."]
    planner.courses.edit(other.id, TODAY, CourseChange(about={"label": "C"}))
    assert told(planner) == []


def test_a_step_of_a_course_that_the_routine_moves_onto_another_is_said_too(planner: Planner) -> None:
    """Seen to fail: only the doors of care looked where plans meet."""
    take_on(planner, "A", "day", ("morning",))
    other = take_on(planner, "B", "day")
    planner.routine.edit(other.step_ids[0], TODAY, slot="morning")
    assert told(planner) == [f"A and B are both prescribed for the morning, from 22 Nov to 28 Feb 2027: {ASK}."]


def test_courses_meet_only_on_days_around_a_session_where_one_is_tied_to_it(planner: Planner) -> None:
    procedure, _ = agree(planner, "Peel", [day(9)])
    take_on(planner, "Cover", Schedule(TODAY, around=(procedure.id, -1, 1)))
    take_on(planner, "Cream", "day")
    assert told(planner) == [f"Cover and Cream are both prescribed for the evening, from 30 Nov to 2 Dec: {ASK}."]


# --- within a pause


def test_a_session_within_a_pause_is_said_whichever_comes_first(planner: Planner) -> None:
    planner.pauses.add(day(2), day(9))
    _, (session,) = agree(planner, "Laser", [day(5)])
    assert told(planner) == ["Laser on 27 Nov falls within the pause from 24 Nov to 1 Dec."]
    planner.procedures.move(session.id, day(6))
    assert told(planner) == [], "it was said"
    planner.procedures.move(session.id, day(10))
    planner.pauses.add(day(10))
    assert told(planner) == ["Laser on 2 Dec falls within the pause from 2 Dec on."]


def test_a_visit_within_a_pause_is_said_and_one_called_off_is_not(planner: Planner) -> None:
    planner.pauses.add(day(2), day(2))
    planner.visits.add(Visit("", day(2), called_off=True))
    assert told(planner) == []
    planner.visits.add(Visit("", day(2)))
    assert told(planner) == ["The visit on 24 Nov falls within the pause on 24 Nov."]


def test_a_pause_of_some_steps_and_one_beside_it_are_no_pause_for_a_session(planner: Planner) -> None:
    planner.pauses.add(day(2), day(9), ("morning-sunscreen",))
    planner.pauses.add(day(6), day(9))
    agree(planner, "Laser", [day(5), day(10)])
    assert told(planner) == []


def test_a_session_that_took_place_lies_in_no_pause(planner: Planner) -> None:
    planner.pauses.add(ZERO, TODAY)
    procedure, _ = agree(planner, "Laser")
    planner.procedures.plan(procedure.id, TODAY, done=True)
    assert told(planner) == []


# --- gaps


def test_a_gap_that_is_too_short_is_said_and_one_that_is_agreed_is_not(planner: Planner) -> None:
    _, (first, second) = agree(planner, "Laser", [day(1), day(43)], gap_least=42, gap_most=56)
    assert told(planner) == []
    planner.procedures.move(second.id, day(42))
    assert told(planner) == ["Laser: from 23 Nov to 3 Jan 2027 it is 41 days; at least 42 days were agreed."]
    planner.procedures.move(first.id, day(43))
    assert told(planner) == [], "the same two, the other way round"
    planner.procedures.call_off(first.id)
    assert told(planner) == []


# --- beyond the window


def test_a_course_beyond_the_window_is_said_and_one_without_an_end_is_not(planner: Planner) -> None:
    """The window has 120 days: it ends on 28 February."""
    take_on(planner, "Open", "day", ("morning",))
    take_on(planner, "Just", Schedule(TODAY, last_day=date(2027, 2, 28)), ("day",))
    assert told(planner) == []
    take_on(planner, "Long", "day for 24 weeks")
    assert told(planner) == [
        "Long goes on until 8 May 2027, after the window, which ends on 28 Feb 2027: a longer window shows all of it."
    ]


def test_a_window_that_is_made_shorter_than_a_course_says_so(planner: Planner) -> None:
    """Seen to fail: only changes of plans were looked at, and the window was none."""
    take_on(planner, "Cream", "day for 8 weeks")
    planner.recoveries.describe("Face", ZERO, 60)
    assert told(planner) == [
        "Cream goes on until 16 Jan 2027, after the window, which ends on 30 Dec 2026: a longer window shows all of it."
    ]
    planner.recoveries.describe("Face", ZERO, 120)
    assert told(planner) == []


# --- once


def test_what_was_undone_and_comes_again_is_said_again(planner: Planner) -> None:
    planner.pauses.add(day(2), day(9))
    for _ in range(2):
        agree(planner, "Laser", [day(5)])
        assert len(told(planner)) == 1
        planner.undo()


def test_plans_that_meet_by_the_copy_of_another_computer_are_said_when_it_is_merged(
    planner: Planner, tmp_path: Path
) -> None:
    """Seen to fail: each copy was told of its own, and nobody of both."""
    assert planner.path
    other, copy = begun(tmp_path / "other")[0], tmp_path / "copy.json"
    assert other.path
    other.path.write_bytes(planner.path.read_bytes())
    other.pauses.add(day(2), day(9))
    agree(planner, "Laser", [day(5)])
    copy.write_bytes(other.path.read_bytes())
    planner.safety.merge(copy.read_bytes(), copy, dry_run=True)
    assert told(planner) == []
    planner.safety.merge(copy.read_bytes(), copy)
    assert [said for said in told(planner) if "pause" in said] == [
        "Laser on 27 Nov falls within the pause from 24 Nov to 1 Dec."
    ]


def test_where_nothing_of_plans_changed_nothing_is_looked_for(planner: Planner) -> None:
    take_on(planner, "A", "day")
    after = replace(planner.recovery, name="Nose")
    assert list(new_conflicts(planner.recovery, after, TODAY)) == []
