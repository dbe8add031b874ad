"""Begun today after a session of days ago: what was before counts against nobody, by command and on every page."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.cli.outside import back, did, file_of, planner_of, run, said_json, today


@pytest.fixture
def face(tmp_path: Path) -> Path:
    """A home with a recovery whose session was 17 days ago, begun today, with three of five steps ticked."""
    did(tmp_path, "new", "Face", "--day-zero", "-17")
    did(tmp_path, "tick", "1", "2", "3")
    return tmp_path


def calendar_of(home: Path) -> list[dict[str, Any]]:
    days: list[dict[str, Any]] = said_json(home, "calendar", "--json")["days"]
    return days


def test_the_figures_begin_with_it(face: Path) -> None:
    """Seen to fail: "7 d 9 %", an adherence of 0.091, and 17 days that were open."""
    assert did(face, "status").strip() == "3/5 · D17 of 84 · 7 d 100 %"
    day = said_json(face, "today", "--json")
    assert (day["done"], day["due"], day["adherence"]) == (3, 5, {"7": 1.0, "28": 1.0})
    assert "last 7 days 3 of 3 (self-reported)" in did(face, "today")
    days = calendar_of(face)
    assert [one["state"] for one in days[:17]] == ["blank"] * 17
    assert all((one["done"], one["due"]) == (0, 0) for one in days[:17])
    assert days[17]["state"] == "partial"
    assert '"begun"' in file_of(face).read_text()


def test_a_blank_day_as_text(face: Path) -> None:
    shown = did(face, "calendar")
    assert " 16 " in shown and "·" not in shown.split("\n\n")[0].split("\n", 2)[2]
    yesterday = did(face, "today", "--on", "yesterday")
    assert "Nothing was due yet on this day. You can still tick what you did." in yesterday
    assert "not recorded" not in yesterday and "of 0" not in yesterday
    told = said_json(face, "today", "--json", "--on", "yesterday")
    assert (told["done"], told["due"], told["adherence"]) == (0, 0, {"7": None, "28": None})
    assert {one["state"] for one in told["steps"]} == {"not_due"}


def test_the_pages_begin_with_it(face: Path) -> None:
    """Seen to fail: "83 not recorded"."""
    rows = list(csv.DictReader(StringIO(did(face, "export", "--format", "csv"))))
    before = [one for one in rows if one["date"] < str(today())]
    assert len(before) == 17 * 6 and {one["state"] for one in before} == {"not_due"}
    for kind in ("md", "txt", "html"):
        page = did(face, "export", "--format", kind)
        assert "Since D17" in page and "3 of 3" in page
        assert "83 not recorded" not in page and "Last 7 days" not in page
    assert json.loads(did(face, "export", "--format", "json"))["recovery"]["begun"] == str(today())
    assert "not recorded" not in did(face, "export", "--format", "svg").replace("Not recorded is not the same", "")


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (("tick", "1", "--on", "-5"), 12),
        (("skip", "1", "--on", "-5"), 12),
        (("note", "red", "--on", "-5"), 12),
        (("skin", "redness=2", "--on", "-5"), 12),
        (("pause", "--from", "-5", "--until", "-3"), 17),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_a_record_of_a_blank_day_moves_it_and_undo_moves_it_back(
    face: Path, words: tuple[str, ...], begins: int
) -> None:
    assert run(face, *words).status == 0
    states = [one["state"] for one in calendar_of(face)]
    assert states.count("blank") == begins and "blank" not in states[begins:]
    did(face, "undo")
    assert [one["state"] for one in calendar_of(face)].count("blank") == 17


def test_what_was_told_of_a_file_that_does_not_say_when_it_was_begun(face: Path) -> None:
    path = file_of(face)
    tables = json.loads(path.read_text())
    del tables["recovery"]["1"]["begun"]
    path.write_text(json.dumps(tables))
    run(face, "untick", "1")  # which says that another hand wrote to the file, and writes it anew
    assert planner_of(face).recovery.begun is None
    assert [one["state"] for one in calendar_of(face)].count("blank") == 17
    did(face, "note", "red", "--on", str(back(4)))
    assert [one["state"] for one in calendar_of(face)].count("blank") == 13


def test_two_copies_keep_the_earlier(face: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    tables = json.loads(file_of(face).read_text())
    tables["recovery"]["1"]["begun"] = str(back(6))
    copy.write_text(json.dumps(tables))
    assert "Begun here" in run(face, "merge", "--dry-run", str(copy)).out
    assert run(face, "merge", str(copy)).status == 0
    assert [one["state"] for one in calendar_of(face)].count("blank") == 11
    did(face, "undo")
    assert [one["state"] for one in calendar_of(face)].count("blank") == 17


def test_a_file_of_another_program_begins_with_its_first_record(tmp_path: Path) -> None:
    table = tmp_path / "habits.csv"
    rows = "\n".join(f"{back(days)},Cleanser,{'done' if days != 7 else 'open'}" for days in range(9, 1, -1))
    table.write_text(f"date,step,state\n{rows}\n")
    ran = run(tmp_path, "import", str(table), "--as", "Face", "--day-zero", str(back(20)))
    assert ran.status == 0, ran.err
    states = [one["state"] for one in calendar_of(tmp_path)]
    assert states[:11] == ["blank"] * 11 and "blank" not in states[11:]
