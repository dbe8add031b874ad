"""What the program really knows about care, in a summary: the fields that a page tells in other places are there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from routine_tui.clock import SystemClock
from routine_tui.exporters import json_archive as archive
from routine_tui.exporters.formats import ExportRequest
from routine_tui.facts.care import field_groups, fields
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Visit
from routine_tui.planner.courses import Regimen
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home

TODAY = date(2026, 11, 22)


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    """A planner in an empty home."""
    return Planner(Home(data=tmp_path, config=tmp_path / "config.toml"), SystemClock(ZoneInfo("Europe/Madrid")))


def test_every_field_stands_under_a_heading_and_those_told_elsewhere_are_fields() -> None:
    from routine_tui.exporters.summary.care import MORE_QUESTIONS, TRIED_BEFORE, WISH

    assert {one.group for one in fields()} <= {group.id for group in field_groups()}
    assert {WISH, MORE_QUESTIONS, TRIED_BEFORE} <= {one.id for one in fields() if one.group == "visit"}


@time_machine.travel(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), tick=False)
def test_the_planner_tells_of_care_in_every_page(planner: Planner) -> None:
    planner.recoveries.begin("Face", date(2026, 11, 1))
    assert planner.exports.summary(ExportRequest("json")).care is None
    planner.visits.add(Visit("", date(2026, 12, 1), None, "Dr Kaya"))
    planner.visits.ask("May the dark marks be treated?")
    planner.visits.tell({"device": "motorised pen", "pregnancy": "no words about it"})
    planner.courses.add(
        Course("", "Azelaic acid", TODAY), Regimen(Schedule.from_words("day for 24 weeks", TODAY), ("evening",))
    )
    recovery = planner.recovery
    care = planner.exports.summary(ExportRequest("json")).care
    assert care is not None
    for name in ("md", "txt", "html"):
        page = planner.exports.preview(ExportRequest(name))
        for words in ("Dr Kaya", "May the dark marks be treated?", "Device", "motorised pen", "Azelaic acid starts"):
            assert words in page
        assert "no words about it" not in page
        assert "no words about it" in planner.exports.preview(ExportRequest(name, including=["private"]))
    assert archive.load(planner.exports.file(ExportRequest("json"))) == recovery
