"""Weeks from outside: five numbers each, summed up for a page, and looking less."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

from tests.cli.outside import back, did, file_of, refused, said_json

FACTS = ("home=2", "off=3", "nights=4", "looking=3")
"""What a heavy week is told with."""


def monday_back(days: int) -> str:
    """The Monday of the week that held the day so many days ago."""
    day = back(days)
    return str(back(days + day.weekday()))


def test_a_week_is_told_changed_and_taken_back_number_by_number(home: Path) -> None:
    did(home, "week", *FACTS)
    did(home, "week", "nights=5", "off=")
    (one,) = said_json(home, "week", "--json")["weeks"]
    assert one.pop("sunday") and one == {"monday": monday_back(0), "home": 2, "nights": 5, "looking": 3}
    did(home, "undo")
    assert said_json(home, "week", "--json")["weeks"][0]["off"] == 3
    did(home, "week", "home=", "off=", "nights=", "looking=")
    assert said_json(home, "week", "--json")["weeks"] == []


def test_what_cannot_be_is_refused_and_nothing_is_written(home: Path) -> None:
    for words in (("home=8",), ("looking=4",), ("other=11",), ("nights=two",), ("mood=3",), ("home=1", "home=2"),
                  ("home",), ("home=1", "--of", "-200"), ("home=1", "--of", "in 2 weeks")):  # fmt: skip
        assert refused(home, "week", *words), words
    assert said_json(home, "week", "--json")["weeks"] == []


def test_a_page_sums_weeks_up_and_holds_how_long_somebody_looked_only_where_asked(home: Path, tmp_path: Path) -> None:
    did(home, "week", *FACTS)
    did(home, "week", "nights=3", "other=1", "--of", "-7")
    page = did(home, "export", "--format", "md")
    assert "3 days off work and 7 bad nights in 2 weeks filled in" in page
    assert "; somebody trusted saw 1 of 10 in the week from" in page
    assert "looking" not in page and "three hours" not in page
    assert "more than three hours a day" in did(home, "export", "--format", "md", "--with", "mood")
    assert "bad nights" not in did(home, "export", "--format", "md", "--without", "care")
    did(home, "quiet", "on")
    file = tmp_path / "all.json"
    did(home, "export", "-o", str(file))
    whole = json.loads(file.read_text("utf-8"))["recovery"]
    assert [one["looking"] for one in whole["weeks"]] == [None, 3] and whole["quiet"][0]["is_on"]
    did(home, "import", str(file), "--as", "Again")
    did(home, "use", "Again")
    again = said_json(home, "week", "--json")
    assert [one["nights"] for one in again["weeks"]] == [3, 4] and again["quiet"]


def test_looking_less_is_offered_where_it_weighs_much_and_once_only(home: Path) -> None:
    assert "quiet on" in did(home, "week", "looking=3")
    assert "Looking less is off" in did(home, "quiet", "off")
    assert "quiet on" not in did(home, "week", "looking=3")
    assert "Looking less is on" in did(home, "quiet", "on") and said_json(home, "quiet", "--json")["quiet"]


def test_it_is_not_offered_while_something_calls_for_somebody(home: Path) -> None:
    did(home, "skin", "temp=38.6", "pain=8")
    assert "quiet on" not in did(home, "week", "looking=3")


def test_the_list_of_changes_names_weeks_and_keeps_looking_apart(home: Path) -> None:
    did(home, "week", "nights=4", "looking=1")
    found = said_json(home, "history", "--json")["changes"]
    told = {one["what"]: one for one in found if one["what"].startswith("week, ")}
    assert set(told) == {"week, bad nights", "week, time spent looking"}
    assert {one["for_day"] for one in told.values()} == {monday_back(0)}


def test_two_copies_that_meet_have_the_numbers_of_both(home: Path, tmp_path: Path) -> None:
    did(home, "week", "home=1")
    copytree(home, other := tmp_path / "other")
    did(home, "week", "nights=4")
    did(other, "week", "off=2", "home=")
    did(other, "quiet", "on")
    did(home, "merge", str(file_of(other)))
    joined = said_json(home, "week", "--json")
    assert joined["quiet"] and {**joined["weeks"][0], "sunday": ""} == {
        "monday": monday_back(0), "sunday": "", "nights": 4, "off": 2,
    }  # fmt: skip
    did(home, "undo")
    alone = said_json(home, "week", "--json")
    assert not alone["quiet"] and alone["weeks"][0]["home"] == 1 and "off" not in alone["weeks"][0]
