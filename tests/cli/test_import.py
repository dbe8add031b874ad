"""import from outside: what is said before and after, what is asked, and all that is refused with nothing changed."""

from __future__ import annotations

import io
import json
import os
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from routine_tui import cli
from routine_tui.cli import import_ as arrivals
from routine_tui.cli.program import run as run_words
from tests.cli.outside import back, did, file_of, refused, run, said_json, state_of, today
from tests.cli.test_completion import completed
from tests.hostile.test_words_out import assert_calm, said
from tests.hostile.texts import TEXTS
from tests.importers import writers
from tests.importers.writers import habit, put, table, zipped

FIVE = [
    habit("Retinoid", (back(5), "done", "calm"), (back(4), "skipped", "ill"), (back(3), "not done", "forgot")),
    habit("Balm", (back(40), "done", "before"), (back(2), "done", "")),
]


@pytest.fixture
def loop(tmp_path: Path) -> Path:
    """Five days of two habits as Loop exports them, one of them before day zero."""
    return put(tmp_path, "Loop Habits CSV.zip", writers.loop_zip(FIVE))


def test_it_says_what_it_found_what_is_kept_and_what_has_no_place(home: Path, loop: Path) -> None:
    before = did(home, "export", "--format", "json")
    told = did(home, "import", str(loop))
    first, last = (f"{day.day} {day:%b %Y}" for day in (back(40), back(2)))
    assert told.splitlines()[:2] == [
        "Loop Habit Tracker, CSV of 2.3.1 or later:",
        f"  2 habits, 5 records, {first} to {last}",
    ]
    assert re.search(r"^  Retinoid +day +a new step +1 done, 1 skipped$", told, re.MULTILINE)
    assert "  together 2 done, 1 skipped, 3 notes\n  Where the file has no time, 12:00 is used." in told
    assert re.search(r"^Left out, outside .*: 1 record, 1 with a note\.\n  --as NAME starts", told, re.MULTILINE)
    assert max(map(len, told.splitlines())) <= 80
    assert (
        "What can't be kept as it is:\n  1 day said to be not done: it becomes not recorded here\n  2 colours\n" in told
    )
    assert told.endswith("routine-tui undo undoes this.\n")
    assert said_json(home, "today", "--on", str(back(3)), "--json")["note"] == "Retinoid: forgot"
    assert did(home, "undo") == "Undid: imported Loop Habits CSV.zip.\n"
    assert did(home, "export", "--format", "json") == before


def test_a_dry_run_says_the_same_and_writes_nothing(home: Path, loop: Path) -> None:
    before = state_of(home)
    dry = did(home, "import", str(loop), "--dry-run")
    assert state_of(home) == before
    wet = did(home, "import", str(loop))
    assert dry.replace("would import:", "imports:") == wet.removesuffix("routine-tui undo undoes this.\n")


def test_the_second_time_there_is_nothing_to_change(home: Path, loop: Path) -> None:
    did(home, "import", str(loop))
    before = state_of(home)
    told = did(home, "import", str(loop))
    assert "“Face” already has all of it within its days: nothing to change.\n3 records are already here.\n" in told
    assert "undo" not in told
    assert state_of(home) == before


def test_what_is_not_imported_again_is_not_said_to_be_kept(home: Path, tmp_path: Path) -> None:
    """Seen to say of amounts that they are kept as text in notes that did not change."""
    rows = [("date", "step", "state"), (today(), "Water", "500"), (str(back(1)), "Water", "250")]
    path = str(put(tmp_path, "x.csv", table(rows)))
    assert "2 amounts: kept as text" in did(home, "import", path)
    assert "kept as text" not in did(home, "import", path)


def test_what_is_here_stays_and_that_is_said(home: Path, tmp_path: Path) -> None:
    did(home, "skip", "morning-cleanser", "--reason", "tired")
    rows = [("date", "slot", "step", "state"), (today(), "morning", "Gentle cleanser", "done")]
    told = did(home, "import", str(put(tmp_path, "x.csv", table(rows))))
    assert "1 record is already here, 1 of them different: what is already here stays." in told
    assert said_json(home, "today", "--json")["steps"][0]["state"] == "skipped"


def test_a_recovery_begins_with_it(home: Path, loop: Path) -> None:
    told = did(home, "import", str(loop), "--as", "Before")
    assert told.endswith("It is now the current recovery. routine-tui undo empties it again.\n")
    assert f"“Before” is started: {back(40).day} {back(40):%b %Y} to " in told
    assert "outside" not in told
    shown = said_json(home, "list", "--json")["recoveries"]
    assert [(one["name"], one["current"], one["day_offset"]) for one in shown] == [
        ("Before", True, 40), ("Face", False, 22)
    ]  # fmt: skip
    assert said_json(home, "today", "--on", str(back(40)), "--json")["done"] == 1
    refused(home, "import", str(loop), "--as", "before")
    did(home, "import", str(loop), "--as", "Later", "--day-zero", "-10")
    assert said_json(home, "today", "--json")["day_offset"] == 10


def test_where_there_is_none_yet_one_begins(empty_home: Path, loop: Path) -> None:
    assert "“Recovery” would be started" in did(empty_home, "import", str(loop), "--dry-run")
    assert list(empty_home.iterdir()) == []
    assert "“Recovery” is started" in did(empty_home, "import", str(loop))
    did(empty_home, "archive", "Recovery")
    assert "“Recovery 2” is started" in did(empty_home, "import", str(loop))


def test_as_json_for_scripts(home: Path, loop: Path) -> None:
    dry = said_json(home, "import", str(loop), "--dry-run", "--json")
    assert dry | {"dry_run": False} == said_json(home, "import", str(loop), "--json")
    assert dry["steps"][0] == {
        "habit": "Retinoid", "id": "loop-retinoid", "slot": "day", "new": True, "done": 1, "skipped": 1
    }  # fmt: skip
    picked = ("format", "recovery", "begins", "changed", "habits", "records", "done", "skipped", "notes", "outside")
    assert [dry[name] for name in picked] == ["loop", "Face", False, True, 2, 5, 2, 1, 3, 1]
    assert dry["without_place"][0] == {
        "kind": "not_done", "count": 1, "words": "1 day said to be not done: it becomes not recorded here"
    }  # fmt: skip


def test_an_export_of_ours_comes_back_whole(home: Path, empty_home: Path, tmp_path: Path) -> None:
    did(home, "tick", "1", "2", "--note", "dry")
    did(home, "skin", "redness=2")
    export = str(tmp_path / "face.json")
    did(home, "export", "-o", export)
    told = did(empty_home, "import", export)
    assert told == (
        "An export of routine-tui: “Face”, 6 steps, 1 day with a record.\n"
        "“Face” is added from face.json: everything is kept.\n"
        "It is now the current recovery. routine-tui undo empties it again.\n"
    )
    assert did(empty_home, "export", "--format", "json") == did(home, "export", "--format", "json")
    assert "nothing to change" in did(home, "import", export)
    did(home, "tick", "3")
    assert "add --as NAME" in refused(home, "import", export)
    assert "“Beside” is added" in did(home, "import", export, "--as", "Beside")
    assert said_json(home, "import", export, "--as", "X", "--dry-run", "--json")["format"] == "routine-tui"


def test_pictures_are_no_part_of_an_export_and_that_is_said(home: Path, empty_home: Path, tmp_path: Path) -> None:
    content = json.loads(did(home, "export", "--format", "json"))
    photo = {"id": "a" * 32, "day": str(today()), "file": f"{today()}-aaaaaaaa.jpg", "taken_at": None, "caption": ""}
    content["recovery"]["photos"] = [photo]
    told = did(empty_home, "import", str(put(tmp_path, "x.json", json.dumps(content))))
    assert "Photos aren't part of an export: what is recorded about 1 photo is kept." in told


# ---------------------------------------------------------------------- what is asked

OPEN = [("Tag", "Was", "Wo", "Ja"), ("1/2/2026", "Balm", "left", "yes"), ("3/2/2026", "Cream", "right", "no")]


def test_on_a_pipe_a_sentence_names_the_option_and_nothing_is_asked(home: Path, tmp_path: Path) -> None:
    path = str(put(tmp_path, "x.csv", table(OPEN)))
    assert f"{path} doesn't say which column is the step: add --map STEP=COLUMN" in refused(home, "import", path)
    sentence = refused(home, "import", path, "--map", "STEP=Was")
    assert "1/2/2026, which can be read in two ways: add --map ORDER=DMY for 2026-02-01" in sentence
    ran = run(home, "import", path, "--map", "STEP=Was,ORDER=DMY", "--as", "Old")
    assert "2 habits, 2 records, 1 Feb 2026 to 3 Feb 2026" in ran.out
    assert ran.status == 0 and "planned for “Old” ended on" in ran.err


def test_on_a_terminal_it_is_asked(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(put(tmp_path, "x.csv", table(OPEN)))
    monkeypatch.setattr(arrivals, "is_answered", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("9\n1\n2\n"))
    assert cli._run(["--home", str(home), "import", path, "--dry-run", "--as", "Old"]) == 0
    out, err = capsys.readouterr()
    assert "2 habits, 2 records, 2 Jan 2026 to 2 Mar 2026" in out
    assert "Which column says the step?\n  1  Was  Balm, Cream\n  2  Wo   left, right\n  3  -    none of them: " in err
    assert "which comes first?\n  1  DMY  day first: 2026-02-01\n  2  MDY  month first: 2026-01-02\n" in err


def test_whoever_leaves_the_question_changes_nothing(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(put(tmp_path, "x.csv", table(OPEN)))
    before = state_of(home)
    monkeypatch.setattr(arrivals, "is_answered", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(KeyboardInterrupt):  # for which the command line exits with 130
        run_words(["--home", str(home), "import", path])
    assert state_of(home) == before


@pytest.mark.parametrize("words", [["--map", "WHEN=x"], ["--map", "DATE"], ["--day-zero", "-3"], ["--until", "x"], []])
def test_wrong_words_are_wrong_words(home: Path, loop: Path, words: list[str]) -> None:
    ran = run(home, "import", *([str(loop)] if words else []), *words)
    assert (ran.status, ran.out) == (2, "")


def test_a_mapping_for_what_is_no_table_is_refused(home: Path, loop: Path, tmp_path: Path) -> None:
    for path in (loop, put(tmp_path, "x.json", writers.habo(FIVE)), put(tmp_path, "log", writers.harsh(FIVE)[1])):
        assert "isn't a simple table, so it has no columns to choose from" in refused(
            home, "import", str(path), "--map", "DATE=1"
        )


# ---------------------------------------------------------------------- what is refused

SIMPLE = writers.simple(FIVE)
FILES: dict[str, tuple[str | bytes, str]] = {
    "empty": (b"", "is empty, so there is nothing to import"),
    "blank": (b" \n\r\n\t", "is empty, so there is nothing to import"),
    "utf-16 cut short": (SIMPLE.encode("utf-16")[:-1], "starts like UTF-16 and isn't: save it as UTF-8"),
    "utf-16 without a mark": (SIMPLE.encode("utf-16-le"), "isn't UTF-8 text, as it contains zero bytes"),
    "utf-32 cut short": (SIMPLE.encode("utf-32")[:-1], "starts like UTF-32 and isn't: save it as UTF-8"),
    "latin-1": (SIMPLE.replace("calm", "röt").encode("latin-1"), "isn't written in UTF-8 (byte "),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "UTF-8"),
    "words": ("I forgot to write it down.\n" * 9, "isn't in a format we know: routine-tui import reads the JSON"),
    "a table of something else": ("a,b\n1,2\n", "isn't in a format we know"),
    "json cut short": (writers.beaver(FIVE)[:-9], "starts like JSON but is incomplete"),
    "json of something else": ('{"habits": 1}', "isn't in a format we know"),
    "json of numbers": ("[1, 2]", "isn't in a format we know"),
    "json without an end": ("[" * 100_000, "starts like JSON but is incomplete"),
    "an export cut short": ('{"format": "routine-tui", "version": 1}', "This export of routine-tui is incomplete"),
    "a zip cut short": (writers.loop_zip(FIVE)[:-9], "isn't a complete zip archive"),
    "a zip of something else": (zipped({"x": "y"}), "is a zip archive, but not an export of Loop"),
    "a zip with a path": (zipped({"../../x": "y", "Habits.csv": ""}), "a name that leads outside it"),
    "a zip bomb": (zipped({"Habits.csv": bytes(9_000_000)}), "more than 200 times smaller than it is"),
    "a database cut short": (b"SQLite format 3\0" + bytes(40), "isn't a complete SQLite database"),
    "no days": ("date,step,state\nsoon,Balm,done\n", "has no readable date in the column “date”"),
    "no days, no name": ("Wann,Was,Ja\nsoon,a,yes\nthen,b,no\n", "has no readable date in any of its columns"),
    "no rows": ("date,step,state\n", "has a header but no rows"),
    "a quote that never ends": (f'{SIMPLE}2026-11-22,,"Balm', "isn't a complete table"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_what_cannot_be_taken_in_is_refused_in_one_sentence(home: Path, tmp_path: Path, kind: str) -> None:
    content, told = FILES[kind]
    for words in ([], ["--dry-run"]):
        assert told in refused(home, "import", str(put(tmp_path, "x.csv", content)), *words)


def test_a_missing_file_a_folder_and_what_cannot_be_read_are_refused(home: Path, tmp_path: Path) -> None:
    assert refused(home, "import", str(tmp_path / "none")).endswith("none doesn't exist: check its name.")
    assert "is a folder without the habits and log" in refused(home, "import", str(tmp_path))
    os.mkfifo(tmp_path / "pipe")
    assert "isn't a regular file" in refused(home, "import", str(tmp_path / "pipe"))
    assert "isn't a regular file" in refused(home, "import", os.devnull)
    assert "is a recovery's own file" in refused(home, "import", str(file_of(home)))
    (tmp_path / "loop").symlink_to("loop")
    assert "cannot be read" in refused(home, "import", str(tmp_path / "loop"))


def test_a_link_to_a_file_is_followed(home: Path, loop: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(loop)
    assert "2 habits" in did(home, "import", str(tmp_path / "link"))


def test_a_newer_backup_of_loop_is_refused(home: Path, tmp_path: Path) -> None:
    path = writers.loop_db(tmp_path / "x.db", 25, *writers.loop_rows(FIVE))
    with closing(sqlite3.connect(path)) as database:
        database.execute("pragma user_version = 26")
        database.commit()
    assert "has version 26, from a newer Loop than we know (25)" in refused(home, "import", str(path))


def test_a_hundred_megabytes_are_refused_before_they_are_read(home: Path, tmp_path: Path) -> None:
    with put(tmp_path, "x.csv", SIMPLE).open("ab") as file:
        file.truncate(100_000_000)
    assert "has 95 MB; what one person recorded has 32 at most" in refused(home, "import", str(tmp_path / "x.csv"))


# ---------------------------------------------------------------------- hostile text


@pytest.mark.parametrize("kind", TEXTS)
def test_text_that_is_more_than_text_is_cleaned_counted_and_harmless(tmp_path: Path, kind: str) -> None:
    text = TEXTS[kind]
    home = tmp_path / "home"
    said(home, "new", "Face", "--day-zero", str(back(9)))
    habits = [habit(text, (back(3), "done", text), (back(2), "not done", text), (back(1), "skipped", text))]
    for name, content in (
        ("a.json", writers.habo(habits)), ("b.json", writers.beaver(habits)), ("c.json", writers.table_habit(habits)),
        ("d.zip", writers.loop_zip(habits)), ("e.csv", writers.simple(habits)),
    ):  # fmt: skip
        path = put(tmp_path, name, content.encode("utf-8", "replace") if isinstance(content, str) else content)
        for words in (["--dry-run"], ["--json"], []):
            ran = said(home, "import", str(path), *words)
            assert_calm(ran, ["import", name, *words])
            assert ran.status == 0, (name, ran.err)
    if kind in ("controls", "formats", "sequences", "overrides"):
        assert "that was cut or cleaned" in said(home, "import", str(tmp_path / "a.json")).out
    for shown in (["today", "--on", str(back(3))], ["steps"], ["check"], ["export"]):
        assert_calm(said(home, *shown), shown)
    assert said(home, "check").status == 0


def test_names_of_every_length_are_taken_in(home: Path, tmp_path: Path) -> None:
    names = ["x" * 5_000, "", " ", "\u200b", "e\u0301" * 400, "🧴" * 250]
    path = put(tmp_path, "x.json", writers.habo([habit(name, (back(1), "done", "")) for name in names]))
    told = did(home, "import", str(path))
    assert "names that were cut or cleaned" in told
    steps = said_json(home, "steps", "--json")["steps"]
    assert max(len(step["name"]) for step in steps) == 200
    assert did(home, "import", str(path)).count("nothing to change") == 1


def test_it_is_completed_and_told_of(home: Path) -> None:
    assert "import" in did(home, "--help")
    assert completed(home, "imp") == ["import"]
    assert "Keys of --map" in did(home, "import", "--help")
