"""Courses from outside: each that a clinician may set is one command, and its days are those of the calendar."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from routine_tui.model.text import short_day
from tests.cases import each_case
from tests.cli.outside import back, did, refused, run, said_json, today

DAY = timedelta(days=1)


@pytest.fixture
def long_home(tmp_path: Path) -> Path:
    """A home with one recovery of 400 days that begins today, without steps."""
    did(tmp_path, "new", "Face", "--day-zero", "today", "--days", "400", "--template", "empty")
    return tmp_path


def courses(home: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = said_json(home, "course", "--json")["courses"]
    return found


def due(home: Path, name: str = "") -> set[int]:
    """The offsets of the days on which something is due, within the window."""
    days = said_json(home, "calendar", "--json")["days"]
    return {one["day_offset"] for one in days if one["due"]}


def test_twice_a_day_for_24_weeks_with_reviews(long_home: Path) -> None:
    words = ["--slot", "morning", "--slot", "evening", "--for", "24 weeks", "--reviews", "4,8,16,24", "--by", "Dr Kaya"]
    told = did(long_home, "course", "add", "Azelaic acid", *words)
    assert told.startswith("Added: Azelaic acid (morning and evening), every day until ")
    (found,) = courses(long_home)
    assert (found["slots"], found["set_by"]) == (["morning", "evening"], "Dr Kaya")
    assert found["until"] == str(today() + 167 * DAY)
    assert found["reviews"] == [str(today() + weeks * 7 * DAY) for weeks in (4, 8, 16, 24)]
    assert due(long_home) == set(range(168))
    events = {one["day_offset"]: one["events"] for one in said_json(long_home, "calendar", "--json")["days"]}
    assert [one["title"] for one in events[28]] == ["Check-up: Azelaic acid"]
    assert [one["kind"] for one in events[167]] == ["ends"]


def test_twelve_weeks_a_break_and_twelve_more(long_home: Path) -> None:
    words = ["--for", "12 weeks", "--break", "8 weeks", "--times", "2", "--reviews", "4,8"]
    did(long_home, "course", "add", "Hydroquinone", "--slot", "evening", *words)
    assert due(long_home) == {*range(84), *range(140, 224)}
    (found,) = courses(long_home)
    assert [one["break"] for one in found["stages"]] == [False, True, False]
    assert found["reviews"] == [str(today() + weeks * 7 * DAY) for weeks in (4, 8)]


def test_every_third_night_then_every_second_then_nightly(long_home: Path) -> None:
    rule = "3 nights for 2 weeks, 2 nights for 2 weeks, nightly for 8 weeks"
    did(long_home, "course", "add", "Tretinoin", "--slot", "evening", "--every", rule)
    assert due(long_home) == {0, 3, 6, 9, 12, 14, 16, 18, 20, 22, 24, 26, *range(28, 84)}


def test_strong_then_medium_then_mild_are_named_on_their_days(long_home: Path) -> None:
    rule = "strong: day for 7 days; medium: day for 7 days; mild: day for 7 days"
    did(long_home, "course", "add", "Steroid", "--slot", "morning", "--slot", "evening", "--every", rule)
    stages = {
        offset: said_json(long_home, "today", "--on", f"+{offset}", "--json")["steps"][0]["stage"]
        for offset in (0, 6, 7, 13, 14, 20)
    }
    assert stages == {0: "strong", 6: "strong", 7: "medium", 13: "medium", 14: "mild", 20: "mild"}
    assert due(long_home) == set(range(21))


def test_hours_are_built_up_and_those_worn_are_recorded(long_home: Path) -> None:
    hours = "12, from 2, 2 more a day, at most 23"
    did(long_home, "course", "add", "Silicone sheet", "--slot", "day", "--for", "12 weeks", "--hours", hours)
    goals = [said_json(long_home, "today", "--on", f"+{day}", "--json")["steps"][0]["hours"] for day in range(7)]
    assert goals == [2, 4, 6, 8, 10, 12, 12]
    assert did(long_home, "tick", "silicone", "--hours", "1:30").endswith(", 1.5 of 2 h\n")
    (step,) = said_json(long_home, "today", "--json")["steps"]
    assert (step["state"], step["amount"]) == ("done", 1.5)
    ran = run(long_home, "tick", "silicone", "--hours", "24")
    assert ran.status == 0 and "23 a day is the most that was prescribed" in ran.err


def test_once_a_week_on_a_weekday(long_home: Path) -> None:
    did(long_home, "course", "add", "Methotrexate", "--slot", "evening", "--every", "sunday")
    assert {(today() + offset * DAY).weekday() for offset in due(long_home)} == {6}


def test_as_needed_is_never_expected_and_counts_up_to_the_most_that_was_set(long_home: Path) -> None:
    did(long_home, "course", "add", "Antihistamine", "--slot", "evening", "--as-needed", "--most", "2")
    assert due(long_home) == set()
    did(long_home, "tick", "antihistamine")
    assert did(long_home, "tick", "antihistamine").endswith("2 of at most 2\n")
    assert "2 times a day is the most that was prescribed" in refused(long_home, "tick", "antihistamine")
    did(long_home, "tick", "antihistamine", "--times", "1")
    assert said_json(long_home, "today", "--json")["steps"][0]["amount"] == 1


def test_around_a_procedure_both_ends_are_included_and_move_with_it(long_home: Path) -> None:
    did(long_home, "procedure", "add", "Peel", "--on", "+30")
    words = ["--slot", "morning", "--slot", "evening", "--around", "peel", "--days", "-2..10"]
    did(long_home, "course", "add", "Aciclovir", *words)
    assert due(long_home) == set(range(28, 41))
    did(long_home, "procedure", "move", "peel", "+50")
    assert due(long_home) == set(range(48, 61))
    did(long_home, "undo")
    assert due(long_home) == set(range(28, 41))


def test_what_was_true_before_a_change_stays(home: Path) -> None:
    did(home, "course", "add", "Cream", "--slot", "evening", "--from", "-10")
    before = said_json(home, "calendar", "--until", "yesterday", "--json")["days"]
    did(home, "course", "edit", "cream", "--every", "2 days", "--slot", "morning", "--for", "2 weeks")
    assert said_json(home, "calendar", "--until", "yesterday", "--json")["days"] == before
    (found,) = courses(home)
    assert (found["slots"], found["every"], found["until"]) == (["morning"], "2 days", str(today() + 13 * DAY))


def test_another_rule_keeps_the_hard_stop_unless_another_is_typed(home: Path) -> None:
    did(home, "course", "add", "Triple cream", "--slot", "evening", "--for", "8 weeks")
    stop = str(today() + 55 * DAY)
    for words, until in (
        (["--every", "2 days"], stop),
        (["--every", "3 nights for 1 week, nightly"], stop),
        (["--slot", "morning", "--every", "day"], stop),
        (["--every", "2 days for 10 days, 1 times"], str(today() + 9 * DAY)),
        (["--every", "day", "--until", "+20"], str(today() + 20 * DAY)),
        (["--until", "never"], None),
    ):
        did(home, "course", "edit", "triple", *words)
        assert courses(home)[0]["until"] == until, words


def test_a_length_alone_ends_a_ramp_and_leaves_its_days(long_home: Path) -> None:
    did(long_home, "course", "add", "Tretinoin", "--slot", "evening", "--every", "3 nights for 2 weeks, nightly")
    did(long_home, "course", "edit", "tretinoin", "--for", "3 weeks")
    assert due(long_home) == {0, 3, 6, 9, 12, *range(14, 21)}
    did(long_home, "course", "add", "Cream", "--slot", "morning", "--from", "+1", "--every", "2 days")
    did(long_home, "course", "edit", "cream", "--until", "+4")
    assert [one["until"] for one in courses(long_home)] == [str(today() + 20 * DAY), str(today() + 4 * DAY)]
    assert said_json(long_home, "calendar", "--json")["days"][3]["due"] == 2  # day 3 of both


def test_a_course_that_is_yet_to_begin_is_moved_with_its_reviews_and_its_length(long_home: Path) -> None:
    words = ["--slot", "evening", "--from", "+10", "--for", "2 weeks", "--reviews", "1"]
    did(long_home, "course", "add", "Cream", *words)
    for first in (20, 5):
        did(long_home, "course", "edit", "cream", "--from", f"+{first}")
        assert due(long_home) == set(range(first, first + 14))
        assert courses(long_home)[0]["reviews"] == [str(today() + (first + 7) * DAY)]
    did(long_home, "course", "edit", "cream", "--every", "2 days")
    assert due(long_home) == set(range(5, 19, 2))


def test_the_days_around_a_procedure_are_changed_without_naming_it_again(long_home: Path) -> None:
    did(long_home, "procedure", "add", "Peel", "--on", "+30")
    did(long_home, "course", "add", "Aciclovir", "--slot", "morning", "--around", "peel", "--days", "-2..10")
    did(long_home, "course", "edit", "aciclovir", "--days", "0..3")
    assert due(long_home) == set(range(30, 34))


def test_a_course_that_has_ended_is_taken_up_again_by_a_part_of_the_day(home: Path) -> None:
    did(home, "course", "add", "Cream", "--slot", "evening", "--from", "-10", "--for", "8 weeks")
    did(home, "course", "end", "cream", "--reason", "it stung")
    assert "has stopped" in refused(home, "course", "edit", "cream", "--every", "2 days")
    did(home, "course", "edit", "cream", "--slot", "evening", "--every", "2 days")
    (found,) = courses(home)
    assert (found["over"], found["ended_why"], found["every"], found["until"]) == (
        False, None, "2 days", str(today() + 45 * DAY),
    )  # fmt: skip


def test_hours_and_the_most_a_day_are_told_with_the_step(home: Path) -> None:
    did(home, "course", "add", "Sheet", "--slot", "day", "--hours", "12, from 2, 2 more a day, at most 23")
    told = did(home, "course", "add", "Antihistamine", "--slot", "evening", "--as-needed", "--most", "1")
    assert told == "Added: Antihistamine (evening), if needed, at most 1 a day, from today.\n"
    steps = {one["name"]: one for one in said_json(home, "steps", "--json")["steps"]}
    assert (steps["Sheet"]["hours"], steps["Sheet"]["most_per_day"]) == (
        "12 hours, from 2, 2 more a day, at most 23", None,
    )  # fmt: skip
    assert (steps["Antihistamine"]["hours"], steps["Antihistamine"]["most_per_day"]) == (None, 1)
    table = did(home, "steps")
    assert "every day, 12 hours a day, built up from 2 by 2 a day, at most 23" in table
    assert "if needed, at most 1 a day" in table


def test_hours_are_for_what_is_worn_and_times_for_what_is_taken(home: Path) -> None:
    did(home, "course", "add", "Sheet", "--slot", "day", "--hours", "12")
    did(home, "course", "add", "Antihistamine", "--slot", "evening", "--as-needed", "--most", "2")
    assert "add --hours" in refused(home, "tick", "sheet", "--times", "3")
    assert "leave out --hours" in refused(home, "tick", "antihistamine", "--hours", "2")
    assert "use a number from 0 to 24" in refused(home, "tick", "sheet", "--hours", "25")
    assert run(home, "tick", "sheet", "--hours", "2", "--times", "2").status == 2


def test_ending_before_its_time_keeps_why_and_what_it_did(home: Path) -> None:
    did(home, "course", "add", "Cream", "--slot", "evening", "--from", "-10", "--for", "8 weeks")
    assert did(home, "course", "end", "cream", "--reason", "it stung") == "Stopped: Cream is not due from today.\n"
    did(home, "course", "edit", "cream", "--effect", "Lighter.")
    (found,) = courses(home)
    assert (found["until"], found["ended_why"], found["effect"], found["over"]) == (
        str(back(1)), "it stung", "Lighter.", True,
    )  # fmt: skip
    assert "ended on" in refused(home, "course", "end", "cream")


def test_two_courses_of_one_slot_are_said_once_and_never_blocked(long_home: Path) -> None:
    did(long_home, "course", "add", "One", "--slot", "evening", "--for", "4 weeks")
    second = run(long_home, "course", "add", "Two", "--slot", "evening", "--for", "4 weeks")
    assert second.status == 0 and second.err.count("both prescribed for the evening") == 1
    assert len(courses(long_home)) == 2
    did(long_home, "course", "edit", "two", "--why", "marks")


@each_case(
    ("words", "part"),
    [
        (["--every", "3 nights for 2 weeks, then"], "isn't a stage we understand"),
        (["--every", "day for 2 weeks, 50 times"], "50 times isn't possible"),
        (["--for", "2 fortnights"], "isn't a length"),
        (["--for", "2 weeks", "--until", "+5"], "either --until or --for"),
        (["--break", "2 weeks"], "add --for"),
        (["--for", "2 weeks", "--break", "a while"], "isn't a length"),
        (["--for", "2 weeks", "--times", "0"], "0 times isn't possible"),
        (["--every", "2 days for 2 weeks, day", "--for", "6 weeks", "--break", "8 weeks"], "leave out --for"),
        (["--every", "2 days for 2 weeks, day for 2 weeks", "--for", "6 weeks"], "already, before"),
        (["--around", "peel", "--days", "-2..10", "--every", "2 days"], "leave out --every"),
        (["--reviews", "soon"], "aren't check-ups"),
        (["--hours", "25"], "24 at most"),
        (["--hours", "2, from 5, 1 more a day"], "is not reached"),
        (["--around", "peel"], "name it with --around"),
        (["--around", "peel", "--days", "-2..10"], "There is no procedure “peel”"),
        (["--from", "+300"], "is outside this recovery"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_written(home: Path, words: list[str], part: str) -> None:
    assert part in refused(home, "course", "add", "Cream", "--slot", "evening", *words)


def test_a_course_that_began_before_day_zero_counts_from_its_own_first_day(home: Path) -> None:
    did(home, "course", "add", "Cream", "--slot", "evening", "--from", "-25", "--every", "2 days")
    names = [
        [step["state"] for step in said_json(home, "today", "--on", day, "--json")["steps"] if step["name"] == "Cream"]
        for day in ("-21", "-22")
    ]
    assert names == [["open"], ["not_due"]]
    assert courses(home)[0]["from"] == str(back(25))


def test_a_course_without_a_part_of_the_day_is_wrong_usage(home: Path) -> None:
    assert run(home, "course", "add", "Cream").status == 2


def test_a_date_is_a_date(long_home: Path) -> None:
    until = date.fromisoformat(str(today() + 9 * DAY))
    did(long_home, "course", "add", "Cream", "--slot", "evening", "--until", str(until))
    assert courses(long_home)[0]["until"] == str(until)


def test_worn_for_no_hours_is_recorded_and_not_done(home: Path) -> None:
    """Neither the sign, nor the share of what was expected, nor the table says that it was done."""
    for step in said_json(home, "steps", "--json")["steps"]:
        did(home, "steps", "end", step["id"], "--on", str(back(22)))
    did(home, "course", "add", "Sheet", "--slot", "day", "--hours", "12 hours", "--from", str(back(1)))
    for day in ("today", "yesterday"):
        told = did(home, "tick", "1", "--hours", "0", "--on", day)
        assert told.endswith("0 of 12 h, so not done\n"), told
    found = [said_json(home, "today", "--json", "--on", day) for day in ("yesterday", "today")]
    assert [(one["done"], one["due"], one["steps"][0]["state"], one["steps"][0]["amount"]) for one in found] == [
        (0, 1, "open", 0.0), (0, 1, "due", 0.0),
    ]  # fmt: skip
    assert found[1]["adherence"]["7"] == 0
    rows = list(csv.DictReader(did(home, "export", "--format", "csv").splitlines()))[-2:]
    assert [(row["state"], row["amount"], row["unit"]) for row in rows] == [
        ("open", "0", "hours"),
        ("due", "0", "hours"),
    ]
    assert "0 of 12 h" in did(home, "today")
    assert "done at" in did(home, "tick", "1", "--hours", "6")
    assert said_json(home, "today", "--json")["adherence"]["7"] == 0.5


def test_the_table_of_hours_is_known_again(home: Path, tmp_path: Path) -> None:
    """Amounts that are already here are no words for a note."""
    did(home, "course", "add", "Sheet", "--slot", "day", "--hours", "12 hours", "--from", str(back(1)))
    did(home, "tick", "sheet", "--hours", "6.5")
    did(home, "tick", "sheet", "--hours", "0", "--on", "yesterday")
    did(home, "export", "-o", str(tmp_path / "face.csv"))
    did(home, "import", str(tmp_path / "face.csv"))
    assert [said_json(home, "today", "--json", "--on", day)["note"] for day in ("today", "yesterday")] == [None, None]


def test_what_was_used_and_stopped_the_same_day_was_used_on_that_day(home: Path) -> None:
    for name, slot in (("Balm", "day"), ("Gel", "evening")):
        did(home, "course", "add", name, "--slot", slot, "--for", "3 weeks")
    did(home, "tick", "balm")
    for name in ("Balm", "Gel"):
        did(home, "course", "end", name)
    told = did(home, "course")
    assert f"ended {short_day(today())}" in told
    assert told.count("ended before it started") == 1
    page = did(home, "export", "--format", "txt")
    assert "Gel: ended before it started" in page and "Balm: ended" not in page
