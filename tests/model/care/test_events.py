"""What happens on which day besides the steps, in words that hold what was typed."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

from hypothesis import given
from msgspec.structs import replace

from routine_tui.model.care.events import CareEvent, events, events_by_day, resting_names
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import Around, AroundSince, PlannedDay, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Visit
from routine_tui.planner.courses import CourseChange
from tests.planned import TODAY, ZERO, agree, begun, take_on
from tests.store.rooms import recovery
from tests.strategies import recoveries

ONE = timedelta(days=1)
SCREEN = Around("sunscreen", 0, 5, "Clinic ointment")


def day(offset: int) -> date:
    return TODAY + offset * ONE


def told(of: Recovery, *kinds: str) -> list[str]:
    """The events, counted from today, of some kinds or all."""
    return [
        f"{(one.day - TODAY).days:+} {one.kind}: {one.title}{f' at {one.at:%H:%M}' if one.at else ''}"
        for one in events(of)
        if not kinds or one.kind in kinds
    ]


def with_procedure(*sessions: Session, around: tuple[Around, ...] = (), count: int | None = None) -> Recovery:
    procedure = Procedure("laser", "Laser [/b]", "laser", count=count, around=(AroundSince(ZERO, around),))
    return replace(recovery(), care=recovery().care.having(procedures=(procedure,), sessions=sessions))


def session(offset: int | None, name: str = "", since: date = ZERO, at: time | None = None) -> Session:
    return Session(f"s{name or offset}", "laser", (PlannedDay(since, None if offset is None else day(offset)),), at)


# --- visits and sessions


def test_visits_come_by_day_and_hour_and_those_called_off_are_left_out() -> None:
    care = recovery().care.having(
        visits=(
            Visit("a", day(3), None, "Dr Kaya"),
            Visit("b", day(3), time(9, 5), why="scar \x1b[2J"),
            Visit("c", day(-90), time(12)),
            Visit("d", day(3), called_off=True),
        ),
    )
    assert told(replace(recovery(), care=care)) == [
        "-90 visit: Visit at 12:00",
        "+3 visit: Visit, scar �[2J at 09:05",
        "+3 visit: Visit, Dr Kaya",
    ]


def test_sessions_are_counted_by_their_day_among_those_agreed_on_and_planned() -> None:
    face = with_procedure(session(40), session(-9, at=time(14)), session(None, "off"), count=3)
    assert told(face) == [
        "-9 procedure: Laser [/b], session 1 of 3 at 14:00",
        "+40 procedure: Laser [/b], session 2 of 3",
    ]
    assert told(with_procedure(session(40), session(-9), count=1))[-1].endswith("session 2 of 2")
    assert told(with_procedure(session(40))) == ["+40 procedure: Laser [/b]"]


def test_what_rests_is_told_when_it_begins_and_when_it_is_there_again() -> None:
    face = with_procedure(session(4), around=(SCREEN, Around("retinol", 3, 0)))
    screens = "Sunscreen SPF 30+ and Sunscreen top-up"
    assert told(face) == [
        "+1 rests: Paused until 25 Nov 2026, for Laser [/b] on 26 Nov 2026: retinol",
        "+4 again: Again from now on: retinol",
        "+4 procedure: Laser [/b]",
        f"+4 rests: Paused until 30 Nov 2026, for Laser [/b] on 26 Nov 2026: {screens}, Clinic ointment instead",
        f"+9 again: Again from now on: {screens}",
    ]


def test_what_rests_for_another_session_too_is_not_there_again_yet() -> None:
    face = with_procedure(session(4), session(8), around=(Around("everything", 1, 5),))
    assert told(face, "rests", "again") == [
        "+3 rests: Paused until 30 Nov 2026, for Laser [/b] on 26 Nov 2026: everything",
        "+7 rests: Paused until 4 Dec 2026, for Laser [/b] on 30 Nov 2026: everything",
        "+13 again: Again from now on: everything",
    ]


def test_nothing_was_resting_before_the_session_was_planned_or_moved() -> None:
    """Seen to fail: the calendar told that something had rested on days on which it was expected."""
    late = with_procedure(session(4, since=TODAY), around=(Around("everything", 9, 1),))
    assert told(late, "rests")[0].startswith("+0 rests: Paused until 26 Nov 2026")
    moved = session(4).moved(day(6), TODAY)
    assert told(with_procedure(moved, around=(Around("everything", 9, 1),)), "rests")[0].startswith("+0 rests")
    told_later = Session("s", "laser", (PlannedDay(TODAY, day(-3)),))
    assert told(with_procedure(told_later, around=(Around("everything", 2, 3),)), "rests", "again") == []


def test_what_rests_is_called_as_the_steps_are_on_that_day_or_as_it_was_typed() -> None:
    face = recovery()
    assert resting_names(face, Around("sunscreen", 1), TODAY) == "Sunscreen SPF 30+ and Sunscreen top-up"
    assert resting_names(face, Around("prescription", 1), TODAY) == "prescription"
    assert resting_names(face, Around("Retinol [/b]", 1), TODAY) == "Retinol [/b]"
    assert resting_names(face, Around("gentle", 1), TODAY) == "Gentle cleanser"


# --- courses


def test_a_course_begins_is_reviewed_and_ends(tmp_path: Path) -> None:
    planner, _ = begun(tmp_path)
    course = take_on(planner, "Cream", "day for 10 days")
    planner.courses.edit(course.id, TODAY, CourseChange(about={"reviews": (3, 10, 11)}))
    assert told(planner.recovery) == [
        "+0 begins: Cream starts",
        "+3 review: Check-up: Cream",
        "+9 ends: Last day of Cream",
        "+10 review: Check-up: Cream",
    ]


def test_stages_with_names_and_breaks_are_told_as_they_come(tmp_path: Path) -> None:
    planner, _ = begun(tmp_path)
    take_on(planner, "Cream", "strong: day for 3 days, then mild: 2 days for 4 days, break 5 days, 2 times")
    assert told(planner.recovery) == [
        "+0 begins: Cream starts",
        "+3 stage: Cream: mild",
        "+7 break: Cream: break until 3 Dec 2026",
        "+12 begins: Cream starts again",
        "+12 stage: Cream: strong",
        "+15 stage: Cream: mild",
        "+18 ends: Last day of Cream",
    ]


def test_a_course_that_was_called_off_before_it_began_is_not_told(tmp_path: Path) -> None:
    """Seen to fail: it began, and its last day was the one before."""
    planner, _ = begun(tmp_path)
    course = take_on(planner, "Cream", "day for 10 days", first=day(5))
    planner.courses.end(course.id, TODAY, "not now")
    assert told(planner.recovery) == []


def test_a_course_around_sessions_has_its_days_from_them(tmp_path: Path) -> None:
    planner, _ = begun(tmp_path)
    procedure, _ = agree(planner, "Peel", [day(9)])
    take_on(planner, "Cover", Schedule(TODAY, around=(procedure.id, -2, 10)))
    assert told(planner.recovery) == ["+9 procedure: Peel"]


def test_a_course_whose_steps_are_not_there_is_not_told() -> None:
    face = replace(recovery(), care=recovery().care.having(courses=(Course("c", "Cream", TODAY, ("gone",)),)))
    assert events(face) == ()


# --- all of them


@given(recoveries())
def test_events_are_in_order_and_each_is_found_on_its_day(face: Recovery) -> None:
    found = events(face)
    assert [one.day for one in found] == sorted(one.day for one in found)
    by_day = events_by_day(face)
    assert tuple(one for on in sorted(by_day) for one in by_day[on]) == found
    assert all("\n" not in one.title and "\x1b" not in one.title for one in found)


def test_an_event_knows_what_it_is_of() -> None:
    (event,) = events(with_procedure(session(4)))
    assert event == CareEvent(day(4), "procedure", "Laser [/b]", None, "s4", "Laser [/b]")
