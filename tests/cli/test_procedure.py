"""Procedures from outside: sessions planned, moved, done and called off, and what rests around them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.outside import back, did, refused, run, said_json, today

DAY = timedelta(days=1)


def procedures(home: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = said_json(home, "procedure", "--json")["procedures"]
    return found


def states(home: Path, day: str, name: str) -> list[str]:
    """The states of the steps of a name on a day."""
    steps = said_json(home, "today", "--on", day, "--json")["steps"]
    return [one["state"] for one in steps if one["name"] == name]


def test_what_was_agreed_is_told_with_when_the_next_session_falls(home: Path) -> None:
    words = ["--kind", "laser", "--sessions", "3", "--gap", "6-8 weeks", "--on", "+10", "--with", "Dr Kaya"]
    assert did(home, "procedure", "add", "Pulsed dye laser", *words).startswith("Planned: Pulsed dye laser, ")
    (found,) = procedures(home)
    assert (found["kind"], found["sessions_agreed"], found["gap_days"]) == ("laser", 3, [42, 56])
    assert (found["next_from"], found["next_until"]) == (str(today() + 52 * DAY), str(today() + 66 * DAY))
    assert "due " in did(home, "procedure")


def test_steps_rest_before_and_after_a_session_and_something_else_takes_their_place(home: Path) -> None:
    rests = ["--rest", "moisturiser: 2 days before", "--rest", "sunscreen: 5 days after, Clinic ointment instead"]
    did(home, "procedure", "add", "Laser", "--on", "+10", *rests)
    assert states(home, "+7", "Moisturiser") == ["ahead", "ahead"]
    assert states(home, "+8", "Moisturiser") == states(home, "+9", "Moisturiser") == ["paused", "paused"]
    assert states(home, "+10", "Moisturiser") == ["ahead", "ahead"]
    for day in ("+10", "+14"):
        assert states(home, day, "Sunscreen SPF 30+") == ["paused"]
        assert states(home, day, "Clinic ointment") == ["ahead"]
    for day in ("+9", "+15"):
        assert states(home, day, "Sunscreen SPF 30+") == ["ahead"]
        assert states(home, day, "Clinic ointment") == []


def test_a_rest_is_named_ahead_in_the_calendar(home: Path) -> None:
    did(home, "procedure", "add", "Laser", "--on", "+10", "--rest", "moisturiser: 3 days before")
    days = {one["day"]: one["events"] for one in said_json(home, "calendar", "--json")["days"]}
    (rest,) = days[str(today() + 7 * DAY)]
    assert rest["kind"] == "rests" and "Moisturiser" in rest["title"] and "for Laser on" in rest["title"]
    assert [one["kind"] for one in days[str(today() + 10 * DAY)]] == ["again", "procedure"]


def test_moving_a_session_leaves_the_past_as_it_was(home: Path) -> None:
    """Told after the fact, a session counts for the days around it; moved, it takes only the days ahead along."""
    did(home, "procedure", "add", "Laser", "--on", "yesterday", "--rest", "sunscreen: 5 days after")
    assert states(home, "yesterday", "Sunscreen SPF 30+") == ["paused"]
    did(home, "procedure", "move", "laser", "+20", "--session", "1")
    assert states(home, "yesterday", "Sunscreen SPF 30+") == ["paused"]
    assert states(home, "today", "Sunscreen SPF 30+") == ["due"]
    assert states(home, "+20", "Sunscreen SPF 30+") == ["paused"]
    assert did(home, "undo") == "Undid: moved a session of Laser.\n"
    assert states(home, "today", "Sunscreen SPF 30+") == ["paused"]


def test_a_session_is_done_as_planned_or_recorded_after_the_fact(home: Path) -> None:
    did(home, "procedure", "add", "Laser", "--on", "today", "--sessions", "3")
    did(home, "procedure", "done", "laser", "--note", "7 J/cm2")
    did(home, "procedure", "done", "laser", "--on", "-9")
    sessions = procedures(home)[0]["sessions"]
    assert [(one["day"], one["done"], one["note"]) for one in sessions] == [
        (str(back(9)), True, None),
        (str(today()), True, "7 J/cm2"),
    ]


def test_recording_a_session_with_its_note_is_one_change(home: Path) -> None:
    did(home, "procedure", "add", "Laser", "--sessions", "2", "--gap", "6 weeks", "--on", "-60")
    did(home, "procedure", "done", "laser", "--session", "1")
    did(home, "procedure", "done", "laser", "--on", "-9", "--note", "7 J/cm2")
    (found,) = procedures(home)
    assert [one["note"] for one in found["sessions"]] == [None, "7 J/cm2"]
    assert (found["next_from"], found["next_until"]) == (None, None)  # both were held
    did(home, "undo")
    (found,) = procedures(home)
    assert (len(found["sessions"]), found["next_from"]) == (1, str(back(60) + 42 * DAY))


def test_only_what_is_planned_is_called_off_and_a_new_day_plans_it_again(home: Path) -> None:
    did(home, "procedure", "add", "Laser", "--on", "-9", "--on", "+10")
    did(home, "procedure", "done", "laser", "--session", "1")
    assert "is done" in refused(home, "procedure", "end", "laser", "--session", "1")
    assert "is done" in refused(home, "procedure", "move", "laser", "+5", "--session", "1")
    did(home, "procedure", "end", "laser")
    assert "is cancelled" in refused(home, "procedure", "end", "laser", "--session", "2")
    assert did(home, "procedure", "move", "laser", "+12", "--session", "2").startswith("Moved: Laser to ")
    assert [one["day"] for one in procedures(home)[0]["sessions"]] == [str(back(9)), str(today() + 12 * DAY)]


def test_a_session_is_called_off_and_a_procedure_taken_away(home: Path) -> None:
    did(home, "procedure", "add", "Laser", "--on", "+10", "--rest", "sunscreen: 5 days after, Balm instead")
    assert did(home, "procedure", "end", "laser").startswith("Cancelled: Laser, ")
    assert states(home, "+10", "Sunscreen SPF 30+") == ["ahead"] and states(home, "+10", "Balm") == []
    did(home, "undo")
    did(home, "procedure", "remove", "laser")
    assert procedures(home) == [] and states(home, "+10", "Balm") == []
    did(home, "undo")
    assert states(home, "+10", "Balm") == ["ahead"]


def test_a_gap_that_is_too_short_and_a_session_in_a_pause_are_said_once(home: Path) -> None:
    did(home, "procedure", "add", "Laser", "--on", "+10", "--gap", "6 weeks")
    short = run(home, "procedure", "plan", "laser", "+20")
    assert short.status == 0 and "at least 42 days were agreed" in short.err
    paused = run(home, "pause", "--from", "+9", "--until", "+11")
    assert paused.status == 0 and "falls within the pause" in paused.err and "42 days" not in paused.err
    did(home, "procedure", "edit", "laser", "--why", "scars")


def test_what_rests_is_changed_from_today_on(home: Path) -> None:
    did(home, "procedure", "add", "Laser", "--on", "-2", "--rest", "sunscreen: 5 days after")
    did(home, "procedure", "edit", "laser", "--no-rest")
    assert states(home, "-1", "Sunscreen SPF 30+") == ["paused"]
    assert states(home, "today", "Sunscreen SPF 30+") == ["due"]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["add", "X", "--gap", "often"], "isn't a time between sessions"),
        (["add", "X", "--gap", "8-6 weeks"], "put the shorter time first"),
        (["add", "X", "--rest", "sunscreen"], "doesn't say for how many days"),
        (["add", "X", "--rest", "sunscreen: a while"], "says neither for how many days nor"),
        (["add", "X", "--sessions", "99"], "use 1 to 60"),
        (["add", ""], "is empty"),
        (["move", "laser", "+5", "--session", "7"], "has no session 7"),
        (["done", "laser"], "give the date with --on"),
        (["done", "laser", "--on", "tomorrow"], "can't be done"),
        (["plan", "peel", "+5"], "There is no procedure “peel”"),
    ],
    ids=str,
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_written(home: Path, words: list[str], part: str) -> None:
    did(home, "procedure", "add", "Laser", "--on", "+10")
    assert part in refused(home, "procedure", *words)


def test_a_pause_may_be_of_some_steps_and_of_days_that_have_passed(home: Path) -> None:
    did(home, "pause", "--from", "-5", "--until", "-3", "--step", "evening moisturiser")
    assert states(home, "-4", "Moisturiser") == ["open", "paused"]
    assert states(home, "-2", "Moisturiser") == states(home, "-6", "Moisturiser") == ["open", "open"]
    did(home, "pause", "--from", "-15", "--until", "-12", "--reason", "travelling")
    assert states(home, "-12", "Moisturiser") == ["paused", "paused"]
    told = did(home, "care")
    assert ", every step: travelling" in told and ", Moisturiser\n" in told
