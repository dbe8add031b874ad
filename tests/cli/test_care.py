"""All that is planned, what is told once, and two pages of guidance, from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases import each_case
from tests.cli.outside import did, refused, run, said_json


def test_the_overview_names_all_that_is_planned(home: Path) -> None:
    did(home, "visit", "add", "+3", "10:30", "--with", "Dr Kaya")
    did(home, "visit", "ask", "When may I?")
    did(home, "course", "add", "Azelaic acid", "--slot", "evening", "--for", "6 weeks", "--reviews", "4")
    did(home, "procedure", "add", "Laser", "--on", "+20", "--sessions", "2")
    did(home, "pause", "--from", "+30", "--until", "+33", "--reason", "travelling")
    told = did(home, "care")
    words_of_all = (
        "Dr Kaya",
        "When may I?",
        ("Azelaic acid, evening"),
        "check-up on",
        "Laser, 0 of 2 done",
        "travelling",
    )
    for words in (*words_of_all, "Your history"):
        assert words in told
    known = said_json(home, "care", "--json")
    assert known["next_visit"]["with"] == "Dr Kaya" and known["questions"] == ["When may I?"]
    assert {one["kind"] for one in known["events"]} == {"visit", "begins", "review", "procedure", "ends"}


def test_with_nothing_planned_it_says_how_to_begin(home: Path) -> None:
    assert "Next visit: none planned. Add one with routine-tui visit add." in did(home, "care")


def test_what_is_told_once_is_kept_hidden_and_taken_back(home: Path) -> None:
    told = did(home, "care", "background", "depth=1.5 mm, 4 passes", "smoking=no")
    assert "1.5 mm, 4 passes" in told and "no (private)" in told
    fields = {one["field"]: one for one in said_json(home, "care", "background", "--json")["fields"]}
    assert (fields["depth"]["text"], fields["depth"]["private"]) == ("1.5 mm, 4 passes", False)
    assert fields["smoking"]["private"] is True
    did(home, "care", "background", "--private", "depth", "--share", "smoking")
    fields = {one["field"]: one for one in said_json(home, "care", "background", "--json")["fields"]}
    assert (fields["depth"]["private"], fields["smoking"]["private"]) == (True, False)
    did(home, "care", "background", "depth=")
    assert "depth" not in did(home, "export", "--format", "json").split('"background"')[1]


def test_what_is_private_stays_out_of_pages_unless_it_is_asked_for(home: Path) -> None:
    did(home, "care", "background", "smoking=ten a day", "depth=1.5 mm")
    page = did(home, "export", "--format", "txt")
    assert "ten a day" not in page and "1.5 mm" in page
    assert "ten a day" in did(home, "export", "--format", "txt", "--with", "private")
    assert "ten a day" in did(home, "export", "--format", "json")
    assert "1.5 mm" not in did(home, "export", "--format", "txt", "--without", "care")


@pytest.mark.parametrize("suffix", ["md", "txt", "html"])
def test_the_next_time_is_a_page_to_print_with_its_sources(home: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"next.{suffix}"
    assert did(home, "care", "next", "-o", str(file)).startswith("Saved to ")
    page = file.read_text("utf-8")
    assert "eneral guidance, not medical advice" in page and "US Food and Drug Administration" in page
    assert file.stat().st_mode & 0o777 == 0o600
    assert "already exists" in refused(home, "care", "next", "-o", str(file))


def test_what_to_expect_says_that_it_promises_nothing_and_names_its_sources(home: Path) -> None:
    told = did(home, "care", "expect")
    assert "none of it is a promise" in told and "Dermatologic Surgery" in told
    assert "General guidance, not medical advice" in told
    assert run(home, "--ascii", "care", "expect").out.isascii()


@each_case(
    ("words", "part"),
    [
        (["background", "depth"], "write it like depth="),
        (["background", "depth=1", "depth=2"], "given twice"),
        (["background", "nonsense=1"], "There is no field “nonsense”"),
        (["background", "--private", "depth", "--share", "depth"], "name it once"),
        (["background", f"depth={'x' * 4001}"], "use 4,000 at most"),
        (["next", "-o", "next.pdf"], "end it in .md, .txt or .html"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_written(home: Path, words: list[str], part: str) -> None:
    assert part in refused(home, "care", *words)
