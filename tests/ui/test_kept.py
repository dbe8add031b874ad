"""What did not change is not drawn anew: of a screen only the widgets of which something is another."""

from __future__ import annotations

import pytest
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from routine_tui.planner.planner import Planner
from routine_tui.ui.app import RoutineApp
from routine_tui.ui.widgets.kept import Ground
from tests.ui.driver import opened
from tests.ui.quiet_driver import QuietDriver, frames_of


async def test_a_step_of_the_cursor_draws_the_weeks_and_the_day_and_no_container(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    before = Widget.render_lines

    def noted(self: Widget, crop: Region) -> list[Strip]:
        drawn.append(type(self).__name__)
        return before(self, crop)

    app = RoutineApp(planner)
    app.driver_class = QuietDriver
    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        driver = app._driver  # Textual gives no public way to its driver
        assert isinstance(driver, QuietDriver)
        for key in ("2", "left", "left", "left"):
            await frames_of(pilot, driver)
            monkeypatch.setattr(Widget, "render_lines", noted)
            drawn.clear()
            driver.send_message(events.Key(key, None))
        await frames_of(pilot, driver)
        assert sorted(set(drawn) - {"ScrollBar"}) == ["DayWords", "WindowGrid"]


async def test_a_container_that_is_to_be_drawn_again_is(planner: Planner) -> None:
    async with opened(planner, (80, 24)) as app:
        grounds = [one for one in app.main.walk_children() if isinstance(one, Ground) and one.region.height > 1]
        assert len(grounds) > 2
        for ground in grounds:
            whole = Region(0, 0, *ground.outer_size)
            kept = ground.render_lines(whole)
            assert ground.render_lines(whole) is kept
            ground.refresh()
            assert ground.render_lines(whole) is not kept
