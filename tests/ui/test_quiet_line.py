"""The top of Today's list: one quiet line, a second one while somebody is to be asked today, and no work on a tick."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from routine_tui.demo import sample_recovery
from routine_tui.model.recovery.answers import URGENT_SIGNS, Answer
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner
from routine_tui.ui.app import RoutineApp
from routine_tui.ui.widgets import quiet_line
from routine_tui.ui.widgets.checklist import Checklist
from routine_tui.ui.widgets.quiet_line import SkinLines
from tests.full import full_recovery
from tests.model.lived_skin import without_skin
from tests.ui.counting_frames import counting_frames
from tests.ui.driver import TODAY, Opened, SetClock, opened, planner_with
from tests.ui.quiet_driver import QuietDriver, frames_of

NARROW = (46, 24)
"""A terminal that has no room for cards beside the list."""
CALM: dict[str, Answer] = {"redness": 1, **dict.fromkeys(URGENT_SIGNS, False)}


@pytest.fixture
def planner(clock: SetClock) -> Planner:
    """A planner on the sample recovery, of which nothing is said about the skin yet."""
    return planner_with(without_skin(sample_recovery(TODAY)), clock)


def line(app: Opened, number: int = 0) -> str:
    """A line of the top of the list."""
    return app.lines[2 + number].split("│")[0].strip()


async def test_what_to_avoid_is_told_with_the_newest_check_in_but_where_it_is_short(planner: Planner) -> None:
    planner.skin.check_in(TODAY, CALM)
    async with opened(planner, NARROW) as app:
        assert line(app) == "No red flags today · Avoid: 23 things" and "MORNING" in app.lines[4]
        await app.resize(73, 40)
        assert line(app) == "No red flags today. Worried? Ask a clinician · Avoid: 23 things"
        assert "MORNING" in app.lines[4]
        await app.resize(40, 15)
        assert "Still avoid" not in app.text and "MORNING" in app.lines[2]


async def test_a_check_in_is_suggested_above_what_to_avoid_and_then_no_more(planner: Planner) -> None:
    async with opened(planner, NARROW) as app:
        assert line(app) == "Time for a check-in: c · Avoid: 23 things" and "MORNING" in app.lines[4]
        planner.skin.check_in(TODAY, CALM)
        await app.look()
        assert "check-in: c" not in app.text


async def test_nothing_calm_is_told_beside_what_calls_for_somebody(planner: Planner) -> None:
    async with opened(planner, NARROW) as app:
        for answers in ({"redness": 3}, {"pus": True}, {"breathing": True}):
            planner.skin.check_in(TODAY, {"redness": None, "pus": None, "breathing": None, **answers})
            await app.look()
            assert "No red flags" not in app.text and "Still avoid" in app.text, answers


async def test_in_ascii_it_is_ascii(planner: Planner) -> None:
    planner.skin.check_in(TODAY, {"pus": True})
    async with opened(planner, (60, 20), ascii_only=True) as app:
        assert app.text.isascii()


async def test_after_the_planned_days_a_check_in_is_still_suggested() -> None:
    planner = planner_with(without_skin(sample_recovery(TODAY - timedelta(days=40), past_days=50, window_days=60)))
    async with opened(planner, NARROW) as app:
        assert line(app).startswith("Time for a check-in: c")
        assert "60 days" in app.notices[0]


async def test_another_line_may_come_first_but_not_before_a_check_in(planner: Planner) -> None:
    async with opened(planner, NARROW) as app:
        words = app.app.screen.query_one(SkinLines)
        words._more = lambda _recovery, day: f"Vitamin cream: its 12 months end on {day:%d %b}"
        assert line(app).startswith("Time for a check-in: c")
        planner.skin.check_in(TODAY, CALM)
        await app.look()
        assert line(app) == "Vitamin cream: its 12 months end on 22 Nov"
        assert line(app, 1).startswith("Still avoid: retinoids")


# ---------------------------------------------------------------------- what it costs


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """How often the lines were worked out."""
    times: list[None] = []
    bring = SkinLines._bring_up_to_date

    def watched(lines: SkinLines) -> None:
        times.append(None)
        bring(lines)

    monkeypatch.setattr(quiet_line.SkinLines, "_bring_up_to_date", watched)
    return times


async def test_a_tick_a_note_and_another_day_work_nothing_out(planner: Planner, worked_out: list[None]) -> None:
    async with opened(planner, NARROW) as app:
        assert len(worked_out) == 1
        await app.press("space", "space", "left_square_bracket", "t", "n", *"abc", "ctrl+s")
        await app.look()
        assert len(worked_out) == 1
        planner.skin.check_in(TODAY, CALM)
        await app.look()
        assert len(worked_out) == 2
        planner.skin.clear("makeup", TODAY, "Dr Kaya")
        await app.look()
        assert len(worked_out) == 3


@pytest.mark.parametrize("checked", [False, True])
async def test_a_tick_is_still_exactly_one_frame(checked: bool, worked_out: list[None]) -> None:
    planner = planner_with(full_recovery(TODAY, 60))
    if checked:
        planner.skin.check_in(TODAY, {"pus": True})
    async with counting_frames(planner, NARROW) as frames:
        for _ in range(2):
            assert len(await frames.after("space")) == 1
        assert len(worked_out) == 1


async def test_nothing_is_worked_out_before_the_first_frame(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    frames: list[int] = []
    app = RoutineApp(planner)
    app.driver_class = QuietDriver
    bring = SkinLines._bring_up_to_date

    def watched(lines: SkinLines) -> None:
        driver: Any = app._driver
        frames.append(len([frame for frame in driver.frames if "Moisturiser" in frame]))
        bring(lines)

    monkeypatch.setattr(quiet_line.SkinLines, "_bring_up_to_date", watched)
    async with app.run_test(headless=False, size=NARROW) as pilot:
        assert isinstance(app._driver, QuietDriver)
        await frames_of(pilot, app._driver)
    assert frames and frames[0] >= 1


LOADED = """
import asyncio, json, sys
from datetime import datetime
from pathlib import Path
from tests.ui.driver import HOME, NOW, SetClock, planner_at, planner_with
from tests.ui.quiet_driver import QuietDriver, frames_of
from routine_tui.facts.guidance import routine_of
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.ui.app import RoutineApp
from routine_tui.ui.views.today import TodayView
told = []
class Driver(QuietDriver):
    def write(self, data):
        super().write(data)
        if not told and "Moisturiser" in data:
            told.append(sorted(sys.modules))
async def main():
    app = RoutineApp(planner_with(Recovery("r", "Face", NOW.date(), routine=routine_of("gentle", NOW.date()))))
    app.driver_class = Driver
    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        await frames_of(pilot, app._driver)
        app.screen.query_one(TodayView).action_tick()
        await frames_of(pilot, app._driver)
        assert len(app.screen.recovery.days) == 1
        told.append(sorted(sys.modules))
        await pilot.resize_terminal(73, 24)
        await frames_of(pilot, app._driver)
        told.append(sorted(sys.modules))
asyncio.run(main())
print(json.dumps(told))
"""
"""Prints what is loaded at the first frame of Today, after a tick, and without the cards; a gentle recovery alone."""
NEVER = {
    *(f"routine_tui.model.skin.{name}" for name in ("trends", "questions", "check_in_table")),
    "routine_tui.model.shelf.ingredients", "routine_tui.model.recovery.photo",
    "routine_tui.model.shelf.screening_text", "routine_tui.facts.ingredients", "routine_tui.planner.skin",
    "routine_tui.planner.shelf", "routine_tui.planner.photos", "routine_tui.ui.views.skin",
    "routine_tui.ui.views.skin_rows", "PIL", "textual_image",
}  # fmt: skip
"""What neither Today nor a tick needs."""
CARE = {
    *(f"routine_tui.{name}" for name in ("planner.visits", "ui.widgets.care_lines", "ui.widgets.row_list")),
    "routine_tui.ui.views.care",
    *(f"routine_tui.model.recovery.{name}" for name in ("visit", "course", "procedure")),
    *(f"routine_tui.model.care.{name}" for name in ("events", "visit_checklist", "care_text")),
}
"""What nobody needs who has told nothing of care, in a narrow terminal either."""
LATER = {
    "routine_tui.facts.skin",
    *(f"routine_tui.model.skin.{name}" for name in ("concern", "avoidance", "rule_language")),
}
"""What the lines need, once the first frame is shown."""


def test_neither_the_first_frame_nor_a_tick_loads_what_is_shown_later(home: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, env=environment)
    first, ticked, narrow = (set(names) for names in json.loads(done.stdout))
    assert first & (NEVER | LATER) == set() and ticked & NEVER == set()
    assert narrow & CARE == set()
    assert [name for name in sorted(first | ticked) if name.startswith("routine_tui.ui.dialogs.")] == [
        "routine_tui.ui.dialogs.host"
    ]
    assert ticked >= LATER, "names are out of date"
    assert all(find_spec(name) for name in NEVER | CARE), "names are out of date"


async def test_the_list_keeps_its_place_when_the_quiet_line_comes(planner: Planner) -> None:
    planner.skin.check_in(TODAY, CALM)
    app = RoutineApp(planner)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause(0)
        before = app.screen.query_one(Checklist).region
        for _ in range(4):
            await pilot.pause(0)
        assert app.screen.query_one(Checklist).region == before


def test_what_is_looked_at_is_the_same_after_a_tick_and_another_after_a_change() -> None:
    recovery: Recovery = without_skin(sample_recovery(TODAY))
    ticked = recovery.marked(TODAY, "day-sunscreen", recovery.record(TODAY).marks["morning-cleanser"])
    known = quiet_line.skin_from(recovery, TODAY)
    assert quiet_line.skin_from(ticked, TODAY) == known
    assert quiet_line.skin_from(replace(recovery, profile={"diabetes": True}), TODAY) != known
    assert quiet_line.skin_from(replace(recovery, window_days=90), TODAY) != known
    assert quiet_line.skin_from(recovery, TODAY + timedelta(days=1)) != known
