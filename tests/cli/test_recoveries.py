"""Beginning, listing, choosing and archiving recoveries, from outside."""

from __future__ import annotations

import os
from pathlib import Path

from tests.cli.outside import back, did, file_of, refused, run, said_json, today


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
    assert "archived" in did(home, "list")
    refused(home, "archive", "Neck")
    did(home, "use", "Neck")
    assert said_json(home, "today", "--json")["recovery"] == "Neck"


def test_where_all_are_in_the_archive_the_sentence_says_how_one_comes_back(home: Path) -> None:
    """Seen to say that there is no recovery yet; and of “face”, that “face” is archived."""
    assert "“Face” is archived" in did(home, "archive", "face")
    assert "routine-tui use Face brings one back" in refused(home, "today")


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


def test_what_changes_the_current_recovery_says_so(home: Path) -> None:
    """Archiving, using one from the archive, beginning one and restoring one each name the current recovery."""
    copy = home / "face.json"
    did(home, "backup", str(copy))
    assert "It is now the current recovery" in did(home, "new", "Second")
    assert did(home, "archive", "Second").splitlines()[-1] == "“Face” is now the current recovery."
    assert did(home, "use", "Second") == "“Second” is restored from the archive and now the current recovery.\n"
    assert "“Face” is now the current recovery." in did(home, "restore", str(copy)).splitlines()
    did(home, "archive", "Second")
    assert did(home, "archive", "Face").splitlines()[-1] == "There is no current recovery any more."


def test_one_left_after_archiving_stays_the_current_one(home: Path) -> None:
    """A change to another recovery, as by merging a copy, does not make that one the current one."""
    did(home, "new", "Second")
    did(home, "new", "Third")
    did(home, "archive", "Third")
    left = said_json(home, "today", "--json")["recovery"]
    other = file_of(home, "Second" if left == "Face" else "Face")
    os.utime(other, ns=(later := other.stat().st_mtime_ns + 10**10, later))
    assert said_json(home, "today", "--json")["recovery"] == left


def test_the_newest_that_can_be_read_is_current_where_none_was_chosen(home: Path) -> None:
    did(home, "new", "Neck")
    os.utime(file_of(home, "Neck"), ns=(later := file_of(home).stat().st_mtime_ns + 10**9, later))
    (home / "current").unlink()
    (home / "recoveries" / "empty.json").write_bytes(b"")
    assert said_json(home, "today", "--json")["recovery"] == "Neck"


def test_new_says_which_numbers_are_set_and_how_to_change_them(empty_home: Path) -> None:
    told = did(empty_home, "new", "Face")
    assert "In an emergency call your local emergency number" in told
    command = told.partition("For the numbers of one country: routine-tui ")[2].partition(",")[0].split()
    assert command[:3] == ["config", "set", "region"] and len(command) == 4
    did(empty_home, *command)  # what is named does it
    assert "For the numbers of one country" not in did(empty_home, "new", "Arm")
    told = did(empty_home, "new", "Neck", "--region", "norway")
    assert "In an emergency call 113 (Norway).\n" in told and "For the numbers" not in told
    assert "In an emergency call 113 (Norway).\n" in did(empty_home, "new", "Back")
    assert run(empty_home, "new", "Hand", "--region", "mars").status != 0
