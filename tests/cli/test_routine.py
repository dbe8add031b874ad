"""The routine from outside: every change is valid from a day on, and the past stays."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from routine_tui.model.text import weekday_day
from tests.cases import each_case
from tests.cli.outside import back, did, refused, run, said_json, today


def step(home: Path, number: int) -> dict[str, Any]:
    """One row of the routine."""
    found: dict[str, Any] = said_json(home, "steps", "--json")["steps"][number - 1]
    return found


def test_the_routine_is_a_numbered_table(home: Path) -> None:
    lines = did(home, "steps").splitlines()
    assert lines[0] == "Face · the routine"
    assert lines[1].split()[:4] == ["1", "morning", "Gentle", "cleanser"]
    assert "every day, if needed" in lines[4]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("day", "every day"),
        ("2 days", "every other day"),
        ("mon,thu", "every Monday and Thursday"),
        ("3 on 2 off", "3 days on, 2 off"),
        ("FREQ=WEEKLY;BYDAY=MO", "every Monday"),
    ],
)
def test_a_step_is_added_with_its_rule(home: Path, rule: str, words: str) -> None:
    told = did(
        home, "steps", "add", "Serum", "--slot", "evening", "--every", rule, "--product", "C 10", "--cue", "late"
    )
    assert words in told
    added = next(row for row in said_json(home, "steps", "--json")["steps"] if row["name"] == "Serum")
    assert (added["number"], added["slot"], added["kind"], added["schedule"]) == (7, "evening", "other", words)
    assert (added["since"], added["product"], added["cue"]) == (str(today()), "C 10", "late")


def test_a_rule_counts_from_the_day_given_and_its_own_start_and_end_win(home: Path) -> None:
    until = today() + timedelta(days=9)
    rule = f"DTSTART:{back(1):%Y%m%d} RRULE:FREQ=DAILY;INTERVAL=2;UNTIL={until:%Y%m%d}"
    did(home, "steps", "add", "Mask", "--slot", "day", "--from", "-1", "--until", "tomorrow", "--every", rule)
    assert step(home, 5)["until"] == str(until)
    states = [said_json(home, "today", "--on", f"{days:+d}", "--json")["steps"][4]["state"] for days in (-1, 0, 1)]
    assert states == ["open", "not_due", "ahead"]


def test_an_edit_from_a_day_on_leaves_the_days_before(home: Path) -> None:
    did(home, "steps", "edit", "evening moisturiser", "--name", "Rich cream", "--from", "-2", "--product", "Oat")
    did(home, "steps", "edit", "rich", "--every", "2 days", "--as-needed")
    names = [said_json(home, "today", "--on", f"-{days}", "--json")["steps"][5]["name"] for days in (3, 2)]
    assert names == ["Moisturiser", "Rich cream"]
    edited = step(home, 6)
    assert (edited["required"], edited["every"], edited["product"]) == (False, "2 days", "Oat")
    did(home, "steps", "edit", "6", "--required", "--slot", "morning")
    moved = step(home, 4)
    assert (moved["name"], moved["slot"], moved["required"], moved["every"]) == (
        "Rich cream",
        "morning",
        True,
        "2 days",
    )


def test_a_last_day_is_set_and_cleared_without_touching_the_rule(home: Path) -> None:
    until = str(today() + timedelta(days=5))
    did(home, "steps", "edit", "6", "--every", "3 on 2 off")
    did(home, "steps", "edit", "6", "--until", until)
    assert (step(home, 6)["every"], step(home, 6)["until"]) == ("3 on 2 off", until)
    did(home, "steps", "edit", "6", "--until", "never")
    assert (step(home, 6)["every"], step(home, 6)["until"]) == ("3 on 2 off", None)


def test_an_ended_step_is_listed_below_and_can_be_resumed(home: Path) -> None:
    did(home, "steps", "end", "sunscreen top-up", "--on", "-1")
    ids = [len(said_json(home, "today", "--on", f"-{days}", "--json")["steps"]) for days in (2, 1, 0)]
    assert ids == [6, 5, 5]
    assert "Stopped" in did(home, "steps")
    assert step(home, 6)["ended"] is True
    did(home, "steps", "resume", "6")
    assert len(said_json(home, "today", "--json")["steps"]) == 6
    assert "No step has been stopped" in refused(home, "steps", "resume", "1")


def test_a_step_that_is_to_be_stopped_can_be_restarted_after_that_day(home: Path) -> None:
    """Seen to be refused: no step has been stopped."""
    did(home, "steps", "end", "1", "--on", str(back(-10)))
    assert "from" in did(home, "steps", "resume", "1", "--on", str(back(-20)))
    changes = [(one["from"], one["ended"]) for one in step(home, 1)["changes"]]
    assert changes == [(str(back(-10)), True), (str(back(-20)), False)]


def test_what_shows_a_list_has_a_command_list(home: Path) -> None:
    """Seen to be no command, though papers, contacts and visits have one."""
    for group in ("steps", "products", "photos"):
        assert did(home, group, "list") == did(home, group)
        assert did(home, group, "list", "--json") == did(home, group, "--json")


@each_case(
    "words",
    [
        ["add", "Serum", "--slot", "day", "--every", "hourly"],
        ["add", "Serum", "--slot", "day", "--every", "FREQ=HOURLY"],
        ["add", "Serum", "--slot", "day", "--from", "-30"],
        ["add", "Serum", "--slot", "day", "--until", "yesterday"],
        ["add", "Serum", "--slot", "day", "--from", "+300"],
        ["add", "", "--slot", "day"],
        ["add", "a\udce8b", "--slot", "day"],
        ["edit", "cleanser", "--name", "x"],
        ["edit", "9", "--name", "x"],
        ["edit", "1", "--until", "yesterday"],
        ["end", "nothing such"],
        ["end", "1", "--on", "-40"],
    ],
)
def test_what_cannot_be_is_refused(home: Path, words: list[str]) -> None:
    refused(home, "steps", *words)


@each_case(
    "words",
    [["add", "x"], ["add", "x", "--slot", "night"], ["edit", "1"], ["add", "x", "--slot", "day", "--kind", "y"]],
)
def test_wrong_words_are_a_usage_error(home: Path, words: list[str]) -> None:
    ran = run(home, "steps", *words)
    assert (ran.status, ran.out) == (2, "")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("Vitamin C serum", "--slot", "morning", "--every", "mon,thu"), "Vitamin C serum (morning), every Monday and"),
        (("Moisturiser", "--slot", "morning", "--every", "2 days"), "Moisturiser (morning), every other day"),
    ],
)
def test_what_was_added_is_named(home: Path, words: tuple[str, ...], named: str) -> None:
    """The last step of the list is another one: the list is in the order of the day."""
    assert did(home, "steps", "add", *words).startswith(f"Added: {named}")


def test_a_stop_that_was_planned_can_be_taken_back(home: Path) -> None:
    did(home, "steps", "end", "4", "--on", "+14")
    assert did(home, "steps", "resume", "4") == "Resumed: Sunscreen top-up (day), every day, if needed, from today.\n"
    assert step(home, 4)["changes"] == []


def test_what_is_changed_of_a_step_that_is_to_stop_says_so(home: Path) -> None:
    did(home, "steps", "end", "4", "--on", "D40")
    told = did(home, "steps", "edit", "4", "--until", "D60")
    assert f"not due from {short(40)}." in told
    told = did(home, "steps", "edit", "4", "--every", "2 days", "--from", "D50")
    assert f"not due from {short(40)}." in told
    assert did(home, "steps").count("ends: not expected") == 1
    assert f"is not due from {short(40)} anyway" in refused(home, "steps", "end", "4", "--on", "D45")
    assert did(home, "steps", "end", "4", "--on", "D30").startswith("Stopped")


def short(offset: int) -> str:
    """A day after day zero, as an answer names it."""
    return weekday_day(back(22 - offset), today())
