"""Above Today's list: the next visit and what else comes within a week, and no work on a tick."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit
from routine_tui.planner.planner import Planner
from routine_tui.ui.app import RoutineApp
from routine_tui.ui.widgets.care_lines import CareLines
from routine_tui.ui.widgets.checklist import Checklist
from tests.full import full_recovery
from tests.ui.cared import cared
from tests.ui.counting_frames import counting_frames
from tests.ui.driver import TODAY, Opened, SetClock, opened, planner_with


@pytest.fixture
def planner(clock: SetClock) -> Planner:
    """A planner on somebody with something of everything."""
    return planner_with(cared(), clock)


def with_visit(days: int) -> Recovery:
    """Somebody who has one visit, some days from today."""
    return replace(full_recovery(TODAY, 23), window_days=84, care=Care(visits=(Visit("v", TODAY + timedelta(days)),)))


def line(app: Opened, words: str) -> str:
    """The first line left of the week that holds some words."""
    return app.line(words).split("│")[0].strip()


async def test_the_next_visit_and_the_soonest_of_all_else_stand_above_the_list(planner: Planner) -> None:
    async with opened(planner, (73, 32)) as app:
        assert line(app, "visit") == "Next visit: Thu 3 Dec, 10:30, Dr Kaya · 4 of 14 things ready"
        assert line(app, "26 Nov") == "Thu 26 Nov: Tretinoin 0.025 % starts"
        assert app.place("Thu 26 Nov").y == app.place("MORNING").y - 2
        await app.resize(60, 24)
        assert line(app, "isit") == "Next visit: Thu 3 Dec, 10:30, Dr Kaya · 4 of 14 ready"


async def test_where_nothing_is_planned_there_is_no_line_and_where_only_an_event_is_one(clock: SetClock) -> None:
    async with opened(planner_with(full_recovery(TODAY, 23), clock), (73, 24)) as app:
        assert not app.main.query(CareLines)
    recovery = replace(cared(), care=cared().care.having(visits=()))
    async with opened(planner_with(recovery, clock), (73, 24)) as app:
        assert "isit" not in app.text and line(app, "26 Nov") == "Thu 26 Nov: Tretinoin 0.025 % starts"


async def test_the_lines_follow_what_is_planned_ready_and_undone(planner: Planner) -> None:
    async with opened(planner, (73, 32)) as app:
        planner.visits.tell({"clinic": "A spa"})
        await app.look()
        assert "5 of 14 things ready" in line(app, "Next visit")
        planner.visits.call_off("next")
        await app.look()
        assert line(app, "Next visit") == "Next visit: Mon 1 Mar 2027, Dr Kaya · 4 of 14 things ready"
        planner.visits.call_off("later")
        await app.look()
        assert "Next visit" not in app.text
        await app.press("u", "u")
        assert "Next visit" in app.text


async def test_the_first_visit_brings_the_line_and_undoing_it_takes_it_away(clock: SetClock) -> None:
    planner = planner_with(full_recovery(TODAY, 23), clock)
    async with opened(planner, (73, 32)) as app:
        before = app.text
        await app.press("5", "v", *"+1", "ctrl+s", "1")
        assert line(app, "Next visit") == "Next visit: tomorrow · 0 of 14 things ready"
        await app.press("u")
        await app.pilot.pause()
        app.app.clear_notifications()
        await app.wait()
        assert app.text == before


@pytest.mark.parametrize(("days", "shown"), [(0, "today"), (1, "tomorrow"), (2, "")])
async def test_without_room_only_a_visit_today_or_tomorrow_is_shown(days: int, shown: str, clock: SetClock) -> None:
    async with opened(planner_with(with_visit(days), clock), (40, 15)) as app:
        assert (f"Next visit: {shown} · 0 of 14 ready" in app.text) == bool(shown)
        assert "All done" in app.lines[3 if shown else 2]


async def test_a_new_day_makes_it_tomorrow_today_and_then_nothing(clock: SetClock) -> None:
    async with opened(planner_with(with_visit(1), clock), (73, 32)) as app:
        for words in ("Next visit: tomorrow", "Next visit: today"):
            assert words in app.text
            clock.at += timedelta(days=1)
            await app.look()
        assert "visit" not in app.text.lower()


async def test_a_visit_after_the_window_and_one_on_the_last_day_are_shown_too(clock: SetClock) -> None:
    for past in (83, 90):
        recovery = replace(with_visit(3), name=f"D{past}", day_zero=TODAY - timedelta(days=past), days={})
        async with opened(planner_with(recovery, clock), (73, 32)) as app:
            assert "Next visit: Wed 25 Nov" in app.text


async def test_no_text_can_do_anything_and_in_ascii_it_is_ascii(clock: SetClock) -> None:
    visit = Visit("v", TODAY, who="Balm [/b][red] " + "long " * 30)
    recovery = replace(with_visit(0), care=Care(visits=(visit,)))
    async with opened(planner_with(recovery, clock), (73, 24), ascii_only=True) as app:
        assert app.text.isascii() and "Next visit: today - 0 of 14 things ready" in app.text
        await app.pilot.resize_terminal(250, 32)
        await app.settle()
        assert "Balm [/b][red] long" in app.text and app.text.isascii()


# ---------------------------------------------------------------------- what it costs


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the lines were worked out, and how many frames held the list by then."""
    times: list[int] = []
    bring = CareLines._bring_up_to_date

    def watched(lines: CareLines) -> None:
        driver: Any = lines.app._driver
        times.append(len([frame for frame in getattr(driver, "frames", []) if "Moisturiser" in frame]))
        bring(lines)

    monkeypatch.setattr(CareLines, "_bring_up_to_date", watched)
    return times


async def test_it_is_worked_out_after_the_first_frame_and_a_tick_is_still_exactly_one(
    planner: Planner, worked_out: list[int]
) -> None:
    async with counting_frames(planner, (73, 24)) as frames:
        assert len(worked_out) == 1 and worked_out[0] >= 1
        for _ in range(2):
            assert len(await frames.after("space")) == 1
        assert len(worked_out) == 1


async def test_the_list_keeps_its_place_when_a_visit_is_told_above_it(clock: SetClock) -> None:
    planner = planner_with(with_visit(3), clock)
    app = RoutineApp(planner)
    async with app.run_test(size=(73, 24)) as pilot:
        await pilot.pause(0)
        before = app.screen.query_one(Checklist).region
        for _ in range(6):
            await pilot.pause(0)
        assert app.screen.query_one(Checklist).region == before and app.screen.query_one(CareLines).region.height == 1


async def test_a_first_visit_has_no_style_read_again(clock: SetClock) -> None:
    planner = planner_with(full_recovery(TODAY, 23), clock)
    async with opened(planner, (73, 32)) as app:
        before = set(app.app.stylesheet.source)
        planner.visits.add(Visit("", TODAY + timedelta(days=3)))
        await app.look()
        assert "Next visit" in app.text
        assert set(app.app.stylesheet.source) == before
