"""The formats: which there are, which a file's name means, and that only the one at hand is imported."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from syrupy.assertion import SnapshotAssertion

from routine_tui.clock import SystemClock
from routine_tui.exporters import json_archive as archive
from routine_tui.exporters.formats import ExportRequest, format_of, render
from routine_tui.model.errors import BadInput, OutsideWindow
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from tests.cases import each_case
from tests.exporters.lived import TEXTS, plain, sample, summary_of, written
from tests.exporters.lived_care import TODAY


@pytest.mark.parametrize("name", ["md", "txt", "html"])
def test_the_sample_looks_as_it_did(name: str, snapshot: SnapshotAssertion) -> None:
    """Without anything of the skin recorded. These pages were there before any of it could be."""
    assert written(name, plain()) == snapshot


@pytest.mark.parametrize("name", ["md", "txt"])
def test_the_sample_with_its_skin_looks_as_it_did(name: str, snapshot: SnapshotAssertion) -> None:
    assert written(name, sample()) == snapshot


@each_case(
    ("file", "expected"),
    [
        ("a.md", "md"),
        ("a.MARKDOWN", "md"),
        ("a.b.txt", "txt"),
        ("a.htm", "html"),
        ("a.csv", "csv"),
        ("x/a.json", "json"),
        ("a.ics", "ics"),
        ("a.PDF", "pdf"),
        ("a.SVG", "svg"),
        ("a.png", "png"),
    ],
)
def test_a_suffix_names_its_format(file: str, expected: str) -> None:
    assert format_of(Path(file)) == expected


@each_case("file", ["a.doc", "a", "md", ".csv", "a.", "a.\x1b[31m"])
def test_another_suffix_is_refused_with_the_choices(file: str) -> None:
    with pytest.raises(BadInput, match=r"\.md, \.txt, \.html, \.pdf, \.csv, \.json, \.ics, \.svg or \.png") as refusal:
        format_of(Path(file))
    assert "\x1b" not in str(refusal.value)


def test_an_unknown_format_is_refused_with_the_choices() -> None:
    with pytest.raises(BadInput, match="“doc” isn't a format: choose md, txt, html, pdf, csv, json, ics, svg or png"):
        render("doc", summary_of(sample()))


def test_every_format_ends_with_one_line_break() -> None:
    for name in TEXTS:
        text = written(name, sample())
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_only_pages_import_the_template_engine_and_only_what_they_tell_of() -> None:
    """Nothing of the skin and nothing of care is there for a recovery without them."""
    script = """
import sys
from datetime import date
import routine_tui.exporters.formats, routine_tui.exporters.csv_table
print({"jinja2", "textual", "rich", "tinydb"} & set(sys.modules))
from routine_tui.exporters.formats import render
from routine_tui.exporters.summary.summary import summarise
from routine_tui.model.recovery.recovery import Recovery
recovery = Recovery("id", "Face", date(2026, 11, 1))
for name in ("md", "txt", "html"):
    assert render(name, summarise(recovery, date(2026, 11, 3)))
of_skin = (".summary.skin", "concern", "ingredients", "questions", ".on_shelf", "facts.skin")
of_care = (".summary.care", "care_phrases", "care_sections", "redaction", "tried", "events", "visit", "course")
of_care = (*of_care, "procedure", "facts.care")
print({name for name in sys.modules if name.startswith("routine_tui") and name.endswith((*of_skin, *of_care))})
"""
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout == "set()\nset()\n"


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    """A planner in an empty home, on the morning of the sample's day."""
    return Planner(Home(data=tmp_path, config=tmp_path / "config.toml"), SystemClock(ZoneInfo("Europe/Madrid")))


@time_machine.travel(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), tick=False)
def test_the_planner_exports_the_current_recovery(planner: Planner) -> None:
    planner.recoveries.begin("Face", date(2026, 11, 1))
    planner.tick(TODAY, ["morning-cleanser"])
    assert planner.exports.summary(ExportRequest("json")).offset == 21
    assert planner.exports.summary(ExportRequest("json")).sources
    assert archive.load(planner.exports.file(ExportRequest("json"))) == planner.recovery
    assert "Face" not in planner.exports.preview(ExportRequest("txt", without=["name"]))
    assert planner.exports.file(ExportRequest("pdf", without=["name"])).startswith(b"%PDF-")
    assert planner.exports.preview(ExportRequest("csv", TODAY, TODAY)).count("\r\n") == 7
    with pytest.raises(BadInput, match="A pdf isn't text: write it to a file"):
        render("pdf", summary_of(plain()))
    with pytest.raises(OutsideWindow):
        planner.exports.file(ExportRequest("md", since=date(2026, 10, 1)))
