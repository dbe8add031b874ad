"""Two years of forty steps, all marked: everything still answers. ``python -m benchmarks.huge`` says how quickly."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from routine_tui.model.text import NOTE_LIMIT
from tests.cli.travelled import run
from tests.store.huge import NOW, PAUSES, STEPS, TODAY, VERSIONS, huge_recovery
from tests.store.rooms import again, stored

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which it lies; the tests leave it as it is."""
    folder = tmp_path_factory.mktemp("huge")
    stored(folder, huge_recovery())
    return folder


def said(home: Path, *words: str) -> Any:
    return json.loads(run(NOW, home, *words))


def test_all_of_it_comes_back_as_it_was_stored(home: Path) -> None:
    huge = huge_recovery()
    assert again(home / "recoveries" / "Huge.json").load() == huge
    assert sum(len(record.marks) for record in huge.days.values()) == 730 * STEPS
    assert len(huge.pauses) == PAUSES and {len(step.versions) for step in huge.routine.steps} == {VERSIONS}


def test_a_tick_is_taken_back_and_stored_and_undone(home: Path) -> None:
    before = again(home / "recoveries" / "Huge.json").load()
    assert "no mark" in run(NOW, home, "untick", "step-0")
    assert run(NOW, home, "status").startswith("39/40 · D729 of 730")
    assert "done" in run(NOW, home, "tick", "step-0")
    assert run(NOW, home, "status").startswith("40/40 · D729 of 730")
    run(NOW, home, "undo")
    run(NOW, home, "undo")
    assert again(home / "recoveries" / "Huge.json").load() == before


def test_the_checklist_of_a_day_long_ago_and_the_calendar_answer(home: Path) -> None:
    long_ago = said(home, "today", "--on", str(TODAY - timedelta(days=729)), "--json")
    assert [step["state"] for step in long_ago["steps"]] == ["done"] * STEPS and len(long_ago["note"]) > NOTE_LIMIT - 2
    cells = said(home, "calendar", "--json")["days"]
    assert {(cell["state"], cell["done"], cell["due"]) for cell in cells} == {("complete", STEPS, STEPS)}
    assert len(cells) == 730


def test_a_page_to_share_answers(home: Path) -> None:
    assert "Step 39.19" in run(NOW, home, "export", "--format", "html")
