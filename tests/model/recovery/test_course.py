"""Courses: the days of a year against a table that was worked out by hand, reviews, breaks, ends."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from routine_tui.model.day.agenda import EXPECTED, states
from routine_tui.model.day.course_days import is_over, last_day_of, phases_of, steps_of, version_of
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.course import MOST_REVIEWS, Course
from routine_tui.model.recovery.procedure import Around
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.planner.courses import CourseChange, Regimen
from routine_tui.planner.planner import Planner
from tests.cases import each_case
from tests.planned import TODAY, ZERO, add_step, agree, begun, take_on, walk

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("courses_by_hand.toml").read_text("utf-8"))
ONE = timedelta(days=1)


def days_of(ranges: Iterable[str]) -> set[date]:
    """The days that a row of the table names: ``2027-12-06``, ``2027-12-06..2027-12-19 every 3``."""
    found: set[date] = set()
    for text in ranges:
        span, _, every = text.partition(" every ")
        first, _, last = span.partition("..")
        days = list(walk(date.fromisoformat(first), date.fromisoformat(last or first)))
        found.update(days[:: int(every or 1)])
    return found


YEAR = sorted(days_of(TABLE["year"]))


def by_slot(recovery: Recovery, which: Iterable[str]) -> dict[str, set[date]]:
    """On which days of the year required steps are in one of some states, by slot."""
    wanted: set[str] = set(which)
    found: dict[str, set[date]] = defaultdict(set)
    for day in YEAR:
        for planned, state in states(recovery, day, YEAR[0]):
            if planned.version.required and state in wanted:
                found[planned.version.slot].add(day)
    return found


def on_paper(row: dict[str, Any], home: Path) -> tuple[Planner, Course]:
    """A course of the table, taken on by the words in which it is written there, in a routine of its own."""
    planner, _ = begun(home, YEAR[0], YEAR[0], 400, "empty")
    first, slots = row["first_day"], tuple(row["slots"])
    schedule = Schedule.from_words(row.get("every", "day"), first)
    if "around" in row:
        procedure, _ = agree(planner, "Peel", row["sessions"])
        schedule = Schedule(first, around=(procedure.id, *row["around"]))
    reviews = tuple(7 * week for week in row.get("reviews_week", ()))
    as_needed, most = row.get("as_needed", False), row.get("most_per_day", 0)
    regimen = Regimen(schedule, slots, required=not as_needed, hours=row.get("hours", ""), most_per_day=most)
    planner.courses.add(Course("", row["label"], first, reviews=reviews), regimen)
    (course,) = planner.recovery.care.courses
    return planner, course


# --- the table


@pytest.mark.parametrize("row", TABLE["course"], ids=lambda row: row["label"])
def test_every_day_of_a_year_of_a_course_is_what_was_worked_out_by_hand(row: dict[str, Any], tmp_path: Path) -> None:
    planner, course = on_paper(row, tmp_path)
    recovery = planner.recovery
    expected = days_of(row["expected"])
    assert by_slot(recovery, EXPECTED) == (dict.fromkeys(row["slots"], expected) if expected else {})
    assert last_day_of(recovery, course) == row.get("last_day")
    assert list(course.review_days) == row.get("review_days", [])
    assert {
        day for first, last, name in phases_of(recovery, course) if name is None for day in walk(first, last)
    } == days_of(row.get("breaks", ()))
    offered = {day for day in YEAR if recovery.routine.on(day)}
    assert offered >= days_of(row.get("offered", row["expected"]))
    if "offered" in row:
        assert offered == days_of(row["offered"])
    stages = {day: name for name, ranges in row.get("stages", {}).items() for day in days_of(ranges)}
    worn = {date.fromisoformat(day): hours for day, hours in row.get("hours_on", {}).items()}
    for step in steps_of(recovery, course):
        for day in sorted(expected):
            assert step.latest.named(day) == (f"{row['label']}, {stages[day]}" if stages else row["label"])
            assert step.latest.hours_on(day) == worn.get(day, row.get("goal"))


@pytest.mark.parametrize("row", TABLE["procedure"], ids=lambda row: row["label"])
def test_every_day_of_a_year_around_sessions_is_what_was_worked_out_by_hand(
    row: dict[str, Any], tmp_path: Path
) -> None:
    planner, _ = begun(tmp_path, YEAR[0], YEAR[0], 400, "empty")
    for step in row["routine"]:
        add_step(planner, step["name"], step["slot"], step["kind"], YEAR[0])
    least, most = (7 * weeks for weeks in row["gap_weeks"])
    rests = [Around(**rest) for rest in row["rests"]]
    agree(planner, row["label"], row["sessions"], rests, count=row["count"], gap_least=least, gap_most=most)
    for states_of_it, ranges in ((EXPECTED, row["expected"]), ({"paused"}, row["paused"])):
        found: dict[str, set[date]] = defaultdict(set)
        for day in YEAR:
            for planned, state in states(planner.recovery, day, YEAR[0]):
                if state in states_of_it:
                    found[f"{planned.version.name}, {planned.version.slot}"].add(day)
        assert found == {name: days_of(spans) for name, spans in ranges.items()}
    assert planner.notices == []


def test_the_table_is_one_that_a_person_could_check() -> None:
    """A year with its leap day; the ranges of a course lie in it, and no day is said twice."""
    assert len(YEAR) == 366
    assert date(2028, 2, 29) in YEAR
    for row in TABLE["course"]:
        ranges = [days_of([text]) for text in row["expected"]]
        assert sum(map(len, ranges)) == len(set().union(*ranges)) <= 366
        assert set().union(*ranges) <= set(YEAR)


# --- reviews and what a course is


def test_reviews_are_counted_from_the_first_day_and_named_once_in_order() -> None:
    course = Course("c", "Cream", date(2028, 2, 27), reviews=(28, 2, 2, 0))
    assert course.review_days == (date(2028, 2, 27), date(2028, 2, 29), date(2028, 3, 26))


@each_case(
    "fields",
    [
        {"reviews": (-1,)},
        {"reviews": (1461,)},
        {"reviews": tuple(range(MOST_REVIEWS + 1))},
        {"first_day": date(1899, 12, 31)},
        {"first_day": date(2201, 1, 1)},
    ],
)
def test_reviews_and_years_out_of_range_are_refused_in_one_sentence(fields: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"^[A-Z][^\n]+\.$"):
        replace(Course("c", "Cream", TODAY), **fields)


def test_the_texts_of_a_course_are_kept_as_they_may_be_shown() -> None:
    course = Course("c", " Azelaic\tacid ", TODAY, set_by="Dr  Kaya", effect="calm\x1b[2J\n", ended_why=" stings ")
    cleaned = course.cleaned()
    assert (cleaned.label, cleaned.set_by, cleaned.effect, cleaned.ended_why) == (
        "Azelaic acid", "Dr Kaya", "calm�[2J", "stings",
    )  # fmt: skip
    with pytest.raises(BadInput, match="name of the treatment is empty"):
        replace(course, label=" ").cleaned()


# --- ends and phases


def phases(planner: Planner) -> list[tuple[str, str, str | None]]:
    (course,) = planner.recovery.care.courses
    return [(str(first), str(last), name) for first, last, name in phases_of(planner.recovery, course)]


def test_a_course_without_an_end_or_without_steps_has_no_last_day(tmp_path: Path) -> None:
    planner, _ = begun(tmp_path)
    course = take_on(planner, "Cream", "day")
    assert last_day_of(planner.recovery, course) is None
    assert not is_over(planner.recovery, course, date(2199, 1, 1))
    assert phases(planner) == []
    alone = replace(course, step_ids=())
    assert (last_day_of(planner.recovery, alone), version_of(planner.recovery, alone, TODAY)) == (None, None)


def test_a_course_is_over_on_the_day_after_its_last_one_and_not_before(tmp_path: Path) -> None:
    planner, _ = begun(tmp_path)
    course = take_on(planner, "Cream", "day for 10 days")
    last = TODAY + 9 * ONE
    assert [is_over(planner.recovery, course, day) for day in (last, last + ONE)] == [False, True]


def test_a_course_of_two_slots_ends_with_the_one_that_goes_on_longer(tmp_path: Path) -> None:
    planner, _ = begun(tmp_path)
    course = take_on(planner, "Cream", "day for 10 days", ("morning", "evening"))
    planner.courses.edit(course.id, TODAY + 3 * ONE, CourseChange(slots=("evening",)))
    assert last_day_of(planner.recovery, course) == TODAY + 9 * ONE
    planner.courses.end(course.id, TODAY + 6 * ONE)
    assert last_day_of(planner.recovery, course) == TODAY + 5 * ONE


def test_a_step_that_was_over_before_somebody_ended_it_was_over_then(tmp_path: Path) -> None:
    planner, clock = begun(tmp_path)
    course = take_on(planner, "Cream", "day for 10 days")
    clock.set(TODAY + 20 * ONE)
    planner.routine.end(course.step_ids[0], TODAY + 20 * ONE)
    assert last_day_of(planner.recovery, course) == TODAY + 9 * ONE


def test_stages_and_breaks_are_told_with_their_days(tmp_path: Path) -> None:
    planner, _ = begun(tmp_path)
    take_on(planner, "Cream", "strong: day for 3 days, then mild: 2 days for 4 days, break 5 days, 2 times")
    assert phases(planner) == [
        ("2026-11-22", "2026-11-24", "strong"),
        ("2026-11-25", "2026-11-28", "mild"),
        ("2026-11-29", "2026-12-03", None),
        ("2026-12-04", "2026-12-06", "strong"),
        ("2026-12-07", "2026-12-10", "mild"),
    ]


def test_the_stages_of_the_days_before_a_change_are_told_as_they_were(tmp_path: Path) -> None:
    """Seen to fail where all of a course was told as it is now: the week that was strong had become mild."""
    planner, clock = begun(tmp_path)
    course = take_on(planner, "Cream", "strong: day for 7 days, then mild: day for 7 days")
    clock.set(TODAY + 10 * ONE)
    new = Schedule.from_words("weak: day for 12 days, then mild: day for 7 days", TODAY)
    planner.courses.edit(course.id, TODAY + 10 * ONE, CourseChange(steps={"schedule": new}))
    assert phases(planner) == [
        ("2026-11-22", "2026-11-28", "strong"),
        ("2026-11-29", "2026-12-01", "mild"),
        ("2026-12-02", "2026-12-03", "weak"),
        ("2026-12-04", "2026-12-10", "mild"),
    ]
    planner.courses.edit(course.id, TODAY + 14 * ONE, CourseChange(steps={"product": "Tube"}))
    assert phases(planner)[-1] == ("2026-12-04", "2026-12-10", "mild"), "another tube is no other stage"
    plain = Schedule(TODAY, last_day=TODAY + 29 * ONE)
    planner.courses.edit(course.id, TODAY + 16 * ONE, CourseChange(steps={"schedule": plain}))
    assert phases(planner)[-2:] == [("2026-12-04", "2026-12-07", "mild"), ("2026-12-08", "2026-12-21", "")]
    version = version_of(planner.recovery, course, TODAY + 15 * ONE)
    assert version and version.product == "Tube"


def test_a_course_that_began_before_the_window_counts_from_its_own_first_day(tmp_path: Path) -> None:
    planner, _ = begun(tmp_path)
    course = take_on(planner, "Cream", "2 days for 10 days, then day for 10 days", first=ZERO - 3 * ONE)
    (step,) = steps_of(planner.recovery, course)
    assert step.versions[0].valid_from == ZERO
    found = by_slot_of(planner.recovery, step.id)
    assert found == {ZERO - 3 * ONE + n * ONE for n in (4, 6, 8, *range(10, 20))}
    assert phases(planner)[0][:2] == ("2026-10-29", "2026-11-07")


def by_slot_of(recovery: Recovery, step_id: str) -> set[date]:
    return {
        day
        for day in walk(recovery.day_zero, recovery.last_day)
        for planned, state in states(recovery, day, ZERO)
        if planned.step_id == step_id and state in EXPECTED
    }
