"""Exports from outside: where they go, what they leave out, what they refuse."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.outside import back, did, planner_of, refused, run


def test_an_export_on_a_pipe_is_markdown(home: Path) -> None:
    assert did(home, "export").startswith("# ")
    assert did(home, "export") == did(home, "export", "--format", "md")


@pytest.mark.parametrize("suffix", ["md", "txt", "html", "csv", "json"])
def test_a_file_takes_the_format_of_its_suffix(home: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"face.{suffix}"
    assert did(home, "export", "-o", str(path)) == f"Written to {path}\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes()
    kept = path.read_bytes()
    assert "--force" in refused(home, "export", "-o", str(path))
    assert path.read_bytes() == kept
    did(home, "export", "-o", str(path), "--force")


def test_csv_and_json_are_what_they_say(home: Path) -> None:
    did(home, "tick", "1")
    rows = list(csv.reader(io.StringIO(did(home, "export", "--format", "csv"))))
    assert ",".join(rows[0]) == "date,day_offset,slot,step,kind,state,at,reason,note,product"
    assert json.loads(did(home, "export", "--format", "json"))


def test_parts_are_left_out(home: Path) -> None:
    did(home, "note", "Private thoughts.")
    did(home, "steps", "edit", "1", "--product", "Oat syndet")
    assert "Private thoughts" in did(home, "export")
    for words in (
        ["--without", "notes,products,name"],
        ["--without", "notes", "--without", "products", "--without", "name"],
    ):
        text = did(home, "export", *words)
        assert not [word for word in ("Private thoughts", "Oat syndet", "Face") if word in text]


def test_mood_is_in_a_page_only_with_a_word_and_always_in_json(home: Path) -> None:
    did(home, "skin", "redness=1", "self_harm=yes")
    for name in ("md", "txt", "html"):
        assert "self-harm" not in did(home, "export", "--format", name)
        assert "self-harm" in did(home, "export", "--format", name, "--with", "mood")
    assert "self_harm" in did(home, "export", "--format", "json")
    assert "self_harm" not in did(home, "export", "--format", "json", "--without", "mood")


def test_what_is_private_is_in_a_page_only_with_a_word_and_care_can_be_left_out(home: Path) -> None:
    planner = planner_of(home)
    planner.visits.tell({"smoking": "five a day", "device": "motorised pen"})
    for name in ("md", "txt", "html"):
        page = did(home, "export", "--format", name)
        assert "motorised pen" in page and "five a day" not in page
        assert "five a day" in did(home, "export", "--format", name, "--with", "private")
        assert "motorised pen" not in did(home, "export", "--format", name, "--without", "care")
    assert "five a day" in did(home, "export", "--format", "json")
    assert "five a day" not in did(home, "export", "--format", "json", "--without", "private")


def test_a_span_can_be_chosen(home: Path) -> None:
    text = did(home, "export", "--format", "csv", "--since", "-3", "--until", "-2")
    assert {line.split(",")[0] for line in text.splitlines()[1:]} == {str(back(3)), str(back(2))}


@pytest.mark.parametrize(
    "words",
    [["--since", "-99"], ["--until", "03/04/2026"], ["-o", "face.doc"], ["-o", "face"], ["-o", "/nowhere/at/all.md"]],
)
def test_what_cannot_be_is_refused(home: Path, words: list[str]) -> None:
    refused(home, "export", *words)


@pytest.mark.parametrize("words", [["--format", "docx"], ["--without", "everything"]])
def test_unknown_formats_and_parts_are_a_usage_error_that_lists_the_known(home: Path, words: list[str]) -> None:
    ran = run(home, "export", *words)
    assert (ran.status, ran.out) == (2, "")
    assert ("html" if "--format" in words else "products") in ran.err
