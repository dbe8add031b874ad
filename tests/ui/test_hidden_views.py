"""What a view costs while another one is shown."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from textual import events

from routine_tui.ui.app import RoutineApp
from routine_tui.ui.views import care, skin
from tests.ui.cared import cared
from tests.ui.driver import Opened, SetClock, planner_with
from tests.ui.quiet_driver import QuietDriver, frames_of


@pytest.mark.parametrize(
    ("key", "view", "rows"), [("4", skin, "skin_rows"), ("5", care, "care_rows")], ids=["skin", "care"]
)
async def test_a_tick_costs_a_hidden_view_nothing(
    key: str, view: ModuleType, rows: str, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[None] = []
    gathered = getattr(view, rows)

    def watched(*given: Any) -> Any:
        worked_out.append(None)
        return gathered(*given)

    monkeypatch.setattr(view, rows, watched)
    app = RoutineApp(planner_with(cared(), clock))
    app.driver_class = QuietDriver
    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        here = Opened(app, pilot)
        await here.press(key, "1")
        driver = app._driver  # Textual gives no public way to its driver
        assert isinstance(driver, QuietDriver) and worked_out
        await frames_of(pilot, driver)
        worked_out.clear()
        driver.frames.clear()
        driver.send_message(events.Key("space", " "))
        assert len(await frames_of(pilot, driver)) == 1 and worked_out == []
