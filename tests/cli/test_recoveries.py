"""Beginning, listing, choosing and archiving recoveries, from outside."""

from __future__ import annotations

from pathlib import Path

from tests.cli.outside import back, did, file_of, refused, said_json, today


def test_a_new_recovery_is_the_current_one_and_says_what_to_do_next(empty_home: Path) -> None:
    told = did(empty_home, "new", "Face", "--day-zero", "-22", "--weeks", "10")
    assert "routine-tui today" in told
    day = said_json(empty_home, "today", "--json")
    assert (day["recovery"], day["day_offset"], day["window_days"], len(day["steps"])) == ("Face", 22, 70, 6)
    assert (file_of(empty_home).stat().st_mode & 0o777, file_of(empty_home).parent.stat().st_mode & 0o777) == (
        0o600,
        0o700,
    )


def test_a_recovery_without_a_name_gets_one_that_is_free(empty_home: Path) -> None:
    did(empty_home, "new")
    did(empty_home, "new", "--template", "simple", "--days", "30")
    names = [row["name"] for row in said_json(empty_home, "list", "--json")["recoveries"]]
    assert names == ["Recovery", "Recovery 2"]
    assert len(said_json(empty_home, "steps", "--json")["steps"]) == 3


def test_the_list_marks_the_current_one(home: Path) -> None:
    did(home, "new", "Neck")
    rows = {row["name"]: row for row in said_json(home, "list", "--json")["recoveries"]}
    assert (rows["Neck"]["current"], rows["Face"]["current"]) == (True, False)
    assert (rows["Face"]["day_zero"], rows["Face"]["day_offset"]) == (str(back(22)), 22)
    did(home, "use", "face")
    assert [line.split()[:2] for line in did(home, "list").splitlines()] == [["▸", "Face"], ["Neck", "D0"]]


def test_an_archived_recovery_comes_back_by_using_it(home: Path) -> None:
    did(home, "new", "Neck")
    did(home, "archive", "Neck")
    assert said_json(home, "today", "--json")["recovery"] == "Face"
    assert "in the archive" in did(home, "list")
    refused(home, "archive", "Neck")
    did(home, "use", "Neck")
    assert said_json(home, "today", "--json")["recovery"] == "Neck"


def test_a_name_that_is_taken_is_refused_in_any_case(home: Path) -> None:
    for name in ("Face", "FACE"):
        assert "another name" in refused(home, "new", name)


def test_an_empty_list_is_empty(empty_home: Path) -> None:
    assert did(empty_home, "list") == ""
    assert said_json(empty_home, "list", "--json") == {"recoveries": []}


def test_a_recovery_can_begin_in_days_to_come(empty_home: Path) -> None:
    did(empty_home, "new", "--day-zero", "tomorrow")
    assert str(today()) in refused(empty_home, "today")
    did(empty_home, "steps", "add", "Serum", "--slot", "day")
    assert len(said_json(empty_home, "today", "--on", "tomorrow", "--json")["steps"]) == 7
