"""A weekday's name is the last one where something is recorded, and the coming one where something is planned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from routine_tui.model.recovery.recovery import Recovery
from tests.cli.outside import back, did, planner_of, refused

AHEAD = [back(-days) for days in (1, 3, 6)]


def weekday(day: date) -> str:
    """The name of a day's weekday, in English whatever the machine speaks."""
    return ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")[day.weekday()]


def recovery(home: Path) -> Recovery:
    """What the disk has."""
    return planner_of(home).recovery


@pytest.mark.parametrize("day", AHEAD)
def test_a_pause_ends_on_the_coming_one(home: Path, day: date) -> None:
    told = did(home, "pause", "--until", weekday(day))
    assert recovery(home).pauses[0].last_day == day
    assert f"{day.day} " in told or "tomorrow" in told


def test_a_pause_whose_end_is_still_to_come_begins_on_the_coming_one_too(home: Path) -> None:
    """Seen to fail: asked for the week to come, it began in the week before."""
    did(home, "pause", "--from", weekday(AHEAD[0]), "--until", weekday(AHEAD[1]))
    did(home, "pause", "--from", weekday(back(2)), "--until", str(back(1)))
    did(home, "pause", "--from", weekday(back(2)))
    days = {(one.first_day, one.last_day) for one in recovery(home).pauses}
    assert days == {(AHEAD[0], AHEAD[1]), (back(2), back(1)), (back(2), None)}


def test_a_routine_is_planned_for_the_coming_one(home: Path) -> None:
    first, last = AHEAD[2], back(-9)
    did(home, "steps", "add", "Balm", "--slot", "day", "--from", weekday(first), "--until", weekday(last))
    (balm,) = [step for step in recovery(home).routine.steps if step.versions[0].name == "Balm"]
    assert (balm.versions[0].valid_from, balm.versions[0].schedule.last_day) == (first, last)
    assert weekday(first)[:3].capitalize() in did(home, "steps", "end", "1", "--on", weekday(first))
    assert recovery(home).routine.steps[0].versions[-1].valid_from == first


def test_visits_sessions_and_courses_are_planned_for_the_coming_one(home: Path) -> None:
    day = AHEAD[1]
    did(home, "visit", "add", weekday(day), "--with", "Dr Kaya")
    did(home, "procedure", "add", "Laser", "--on", weekday(day))
    did(home, "course", "add", "Azelaic acid", "--slot", "evening", "--from", weekday(day), "--for", "2 weeks")
    care = recovery(home).care
    assert (care.visits[0].day, care.sessions[0].day, care.courses[0].first_day) == (day, day, day)


def test_what_is_recorded_was_on_the_last_one(home: Path) -> None:
    day = back(2)
    did(home, "tick", "1", "--on", weekday(day))
    did(home, "skin", "redness=1", "--on", weekday(day))
    assert recovery(home).record(day).skin is not None and recovery(home).record(day).marks


def test_a_visit_takes_its_time_behind_the_day(home: Path) -> None:
    day = AHEAD[1]
    did(home, "visit", "add", f"{weekday(day)} 10:30", "--with", "Dr Kaya")
    assert str(recovery(home).care.visits[0].at) == "10:30:00"
    assert "give only one" in refused(home, "visit", "add", f"{weekday(day)} 10:30", "11:00")
    assert "includes a time" in refused(home, "today", "--on", "14 dec 10:30")


def test_a_day_as_the_screens_number_it_is_that_day(home: Path) -> None:
    """Seen to be refused, though every list says D22."""
    did(home, "note", "Calm.", "--on", "D5")
    assert "D5 of" in did(home, "today", "--on", "day 5") and "Calm." in did(home, "today", "--on", str(back(17)))


def test_a_day_by_its_number_is_read_wherever_a_day_is(home: Path) -> None:
    did(home, "visit", "add", "D40")
    did(home, "visit", "add", "day 41 10:30")
    did(home, "contact", "add", "--who", "clinic", "--at", "D5 14:10")
    did(home, "session", "set", "kind=laser", "again=D60")
    care = recovery(home).care
    assert [visit.day for visit in care.visits] == [back(22 - 40), back(22 - 41)]
    assert [f"{one.at:%H:%M}" for one in care.contacts if one.at] == ["14:10"]
    assert care.contacts[0].day == back(22 - 5)
    assert back(22 - 60).isoformat() in {one.text for one in care.background}
