"""Exports from outside: where they go, what they leave out, what they refuse."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import each_case
from tests.cli.outside import back, did, planner_of, refused, run, said_json


def test_an_export_on_a_pipe_is_markdown(home: Path) -> None:
    assert did(home, "export").startswith("# ")
    assert did(home, "export") == did(home, "export", "--format", "md")


def test_a_dash_stands_for_standard_output(home: Path) -> None:
    assert did(home, "export", "-o", "-") == did(home, "export")
    assert did(home, "export", "-o", "-", "--format", "csv") == did(home, "export", "--format", "csv")
    assert not Path("-").exists()


@pytest.mark.parametrize("suffix", ["md", "txt", "html", "pdf", "csv", "json", "ics", "svg", "png"])
def test_a_file_takes_the_format_of_its_suffix(home: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"face.{suffix}"
    assert did(home, "export", "-o", str(path)) == f"Saved to {path}\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes()
    kept = path.read_bytes()
    assert "--force" in refused(home, "export", "-o", str(path))
    assert path.read_bytes() == kept
    did(home, "export", "-o", str(path), "--force")


def test_csv_and_json_are_what_they_say(home: Path) -> None:
    did(home, "tick", "1")
    rows = list(csv.reader(io.StringIO(did(home, "export", "--format", "csv"))))
    assert ",".join(rows[0]) == "date,day_offset,slot,step,kind,state,at,reason,note,product,amount,unit,reaction"
    assert json.loads(did(home, "export", "--format", "json"))


def test_a_pdf_is_bytes_in_a_file_and_on_a_pipe(home: Path, tmp_path: Path) -> None:
    whole = tmp_path / "face.pdf"
    did(home, "export", "-o", str(whole), "--with", "days")
    assert whole.read_bytes().startswith(b"%PDF-1.7")
    piped = run(home, "export", "--format", "pdf")
    assert (piped.status, piped.err) == (0, "")
    assert piped.out.startswith("%PDF-1.7")


def test_parts_are_left_out(home: Path) -> None:
    did(home, "note", "Private thoughts.")
    did(home, "steps", "edit", "1", "--product", "Oat syndet")
    assert "Private thoughts" not in did(home, "export")
    assert "Private thoughts" in did(home, "export", "--with", "notes")
    for words in (
        ["--without", "notes,products,name"],
        ["--without", "notes", "--without", "products", "--without", "name"],
    ):
        text = did(home, "export", "--with", "notes", *words)
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


def test_a_calendar_file_rings_and_holds_what_is_as_needed_only_where_that_is_asked_for(home: Path) -> None:
    plain = did(home, "export", "--format", "ics")
    assert plain.startswith("BEGIN:VCALENDAR") and "TRIGGER" not in plain and "top-up" not in plain
    asked = did(home, "export", "--format", "ics", "--alarms", "10", "--with", "as-needed")
    assert asked.count("TRIGGER:-PT10M") == asked.count("BEGIN:VEVENT") == plain.count("BEGIN:VEVENT") + 1
    assert "top-up" in asked
    again = did(home, "export", "--format", "ics")
    assert again.count("BEGIN:VEVENT") == asked.count("BEGIN:VEVENT") and again.count("STATUS:CANCELLED") == 1
    for words in (["--alarms", "10"], ["--format", "ics", "--alarms", "1441"], ["--format", "ics", "--alarms", "-1"]):
        assert run(home, "export", *words).status == 2


def test_what_changed_has_a_greater_number_in_the_next_calendar_file(home: Path) -> None:
    def numbers() -> list[int]:
        text = did(home, "export", "--format", "ics")
        return [int(line.split(":")[1]) for line in text.splitlines() if line.startswith("SEQUENCE:")]

    before = numbers()
    did(home, "tick", "1")
    assert numbers() == before
    did(home, "steps", "edit", "1", "--every", "2 days")
    assert sum(now > then for now, then in zip(numbers(), before, strict=True)) == 1


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals here")
def test_a_picture_goes_through_a_pipe_and_never_to_a_terminal(home: Path) -> None:
    command = [sys.executable, "-m", "routine_tui", "--home", str(home), "export", "--format", "png"]
    piped = subprocess.run(command, capture_output=True, check=True)
    assert piped.stdout.startswith(b"\x89PNG\r\n") and piped.stderr == b""
    near, far = os.openpty()
    shown = subprocess.run(command, stdout=far, stderr=subprocess.PIPE, timeout=30, check=False)
    os.close(far)
    assert (shown.returncode, b"png can't be shown in a terminal: name a file with -o" in shown.stderr) == (1, True)
    with pytest.raises(OSError):  # nothing was written, and nobody is at the other end any more
        os.read(near, 1)
    os.close(near)


@pytest.mark.skipif(os.name == "nt", reason="the shell here closes no streams")
def test_without_a_standard_output_nothing_breaks(home: Path) -> None:
    words = [sys.executable, "-m", "routine_tui", "--home", str(home), "export", "--format", "pdf"]
    ran = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *words], stderr=subprocess.PIPE, timeout=30, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all there is")
def test_a_file_that_may_not_be_read_is_there_already(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch(0o000)
    assert "already exists" in refused(home, "export", "-o", str(tmp_path / "a.pdf"))


def test_a_span_can_be_chosen(home: Path) -> None:
    text = did(home, "export", "--format", "csv", "--since", "-3", "--until", "-2")
    assert {line.split(",")[0] for line in text.splitlines()[1:]} == {str(back(3)), str(back(2))}


@each_case(
    "words",
    [["--since", "-99"], ["--until", "03/04/2026"], ["-o", "face.doc"], ["-o", "face"], ["-o", "/nowhere/at/all.md"]],
)
def test_what_cannot_be_is_refused(home: Path, words: list[str]) -> None:
    refused(home, "export", *words)


@each_case("words", [["--format", "docx"], ["--without", "everything"]])
def test_unknown_formats_and_parts_are_a_usage_error_that_lists_the_known(home: Path, words: list[str]) -> None:
    ran = run(home, "export", *words)
    assert (ran.status, ran.out) == (2, "")
    assert ("html" if "--format" in words else "products") in ran.err


def test_a_table_in_a_file_is_known_by_spreadsheet_programs_and_read_back(home: Path, tmp_path: Path) -> None:
    """A byte-order mark, by which they know UTF-8; the next program of a pipe gets none."""
    did(home, "tick", "1", "--note", "Größe")
    path = tmp_path / "face.csv"
    did(home, "export", "-o", str(path))
    assert path.read_bytes().decode("utf-8-sig").encode() == path.read_bytes()[3:]
    assert did(home, "export", "--format", "csv").startswith("date,")
    did(home, "untick", "1")
    did(home, "import", str(path))
    assert said_json(home, "today", "--json")["steps"][0]["note"] == "Größe"


def test_each_purpose_has_its_format_and_its_parts(home: Path, tmp_path: Path) -> None:
    did(home, "skin", "redness=3", "pus=yes", "self_harm=yes", "--note", "only for me")
    did(home, "note", "Private thoughts.")
    planner_of(home).visits.tell({"device": "motorised pen", "allergies": "nickel"})
    whole = did(home, "export", "--for", "dermatologist", "--format", "txt")
    first = did(home, "export", "--for", "doctor", "--format", "txt")
    assert "motorised pen" in whole and "HOW THE ROUTINE WENT" in whole
    assert "motorised pen" in first and "HOW THE ROUTINE WENT" not in first and "THE CALENDAR" not in first
    for page in (whole, first):
        assert not [words for words in ("Private thoughts", "only for me", "harm") if words in page]
    assert "Private thoughts" in did(home, "export", "--for", "dermatologist", "--with", "notes", "--format", "txt")
    assert "motorised pen" not in did(home, "export", "--for", "doctor", "--without", "care", "--format", "txt")
    for purpose, begin in (("dermatologist", b"%PDF"), ("doctor", b"%PDF"), ("partner", b"\x89PNG")):
        path = tmp_path / f"{purpose}.{'png' if purpose == 'partner' else 'pdf'}"
        did(home, "export", "--for", purpose, "-o", str(path))
        assert path.read_bytes().startswith(begin)


def test_what_to_say_on_the_phone_is_short_and_holds_nothing_private(home: Path) -> None:
    planner_of(home).visits.tell({"device": "motorised pen", "allergies": "nickel", "pregnancy": "maybe"})
    assert "No check-in yet" in did(home, "export", "--for", "phone")
    did(home, "skin", "redness=3", "pus=yes", "self_harm=yes")
    said = did(home, "export", "--for", "phone")
    assert "I had microneedling" in said and "pus" in said and "nickel" in said and len(said.split()) < 80
    assert "harm" not in said and "maybe" not in said
    assert "nickel" not in did(home, "export", "--for", "phone", "--without", "care")
    assert did(home, "export", "--for", "phone", "--format", "md").startswith("- I had")
    assert run(home, "export", "--for", "phone", "--format", "pdf").status == 2


def test_the_paper_is_a4_or_letter(home: Path, tmp_path: Path) -> None:
    for paper, width in (("a4", b"595"), ("letter", b"612")):
        path = tmp_path / f"{paper}.pdf"
        did(home, "export", "-o", str(path), "--paper", paper)
        assert b"/MediaBox [0 0 " + width in path.read_bytes().replace(b"/MediaBox[", b"/MediaBox [")
    assert run(home, "export", "--paper", "b5").status == 2
