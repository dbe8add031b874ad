"""What the program really knows about skin, in a summary: every name it gives is there, and every source resolves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from routine_tui.clock import SystemClock
from routine_tui.demo import sample_recovery
from routine_tui.exporters import json_archive as archive
from routine_tui.exporters.formats import ExportRequest
from routine_tui.exporters.summary.skin import labels
from routine_tui.facts.skin import levels
from routine_tui.model.recovery.answers import NAMES
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home

TODAY = date(2026, 11, 22)


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    """A planner on the sample."""
    planner = Planner(Home(data=tmp_path, config=tmp_path / "config.toml"), SystemClock(ZoneInfo("Europe/Madrid")))
    planner.open(planner.folder.create(sample_recovery(TODAY)))
    return planner


def test_every_question_has_a_label_and_every_level_a_name() -> None:
    assert all(labels().get(name) for name in NAMES)
    assert len(levels()) == 5
    assert levels()[0].name == "Expected"


@time_machine.travel(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), tick=False)
def test_another_format_of_the_same_is_not_worked_out_anew_and_a_change_is_told(planner: Planner) -> None:
    """Seen to fail where Share worked all of it out at each choice, and twice where a file was saved."""
    told = [planner.exports.summary(ExportRequest(name)).entries for name in ("json", "csv", "json")]
    assert told[0] is told[1] is told[2]
    assert planner.exports.summary(ExportRequest("json", without=("notes",))).notes == ()
    planner.note(TODAY, "stings")
    assert "stings" in [note.text for note in planner.exports.summary(ExportRequest("json")).notes]


@time_machine.travel(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), tick=False)
def test_the_planner_tells_how_the_skin_is_doing_in_every_page(planner: Planner) -> None:
    skin = planner.exports.summary(ExportRequest("json")).skin
    assert skin is not None
    assert [flag.days for flag in skin.flags] == [(TODAY - timedelta(days=8),)]
    assert [product.flagged for product in skin.products][:2] == [(), ()]
    assert skin.products[2].flagged[0][0] == "avoid"
    assert skin.left_alone and skin.left_alone_sources and skin.product_sources
    for name in ("md", "txt", "html"):
        page = planner.exports.preview(ExportRequest(name))
        assert "See a clinician soon" in " ".join(page.split())
        assert "AQUA" not in page
    assert archive.load(planner.exports.file(ExportRequest("json"))) == planner.recovery


@time_machine.travel(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), tick=False)
def test_what_fires_in_an_export_rests_only_on_what_is_shared(planner: Planner) -> None:
    summary = planner.exports.summary(ExportRequest("json", since=TODAY - timedelta(days=7)))
    assert summary.skin is not None
    assert summary.skin.flags == ()
    assert planner.exports.summary(ExportRequest("json", without=["skin", "products"])).skin is None
