"""The app in a terminal that keeps the frames written to it: how many each key takes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events

from routine_tui.planner.planner import Planner
from routine_tui.ui.app import RoutineApp
from tests.ui.driver import Opened
from tests.ui.quiet_driver import QuietDriver, frames_of


class Frames:
    """An open app, and what was written since it was last asked."""

    def __init__(self, here: Opened, driver: QuietDriver) -> None:
        self.here = here
        self._driver = driver

    def clear(self) -> None:
        """Count anew from now on."""
        self._driver.frames.clear()

    async def after(self, *keys: str) -> list[str]:
        """The frames that some keys take."""
        self.clear()
        for key in keys:
            character = " " if key == "space" else key if len(key) == 1 else None
            self._driver.send_message(events.Key(key, character))
        return await self.others()

    async def others(self) -> list[str]:
        """Those written since frames were last counted, once no more come."""
        return await frames_of(self.here.pilot, self._driver)


@asynccontextmanager
async def counting_frames(planner: Planner, size: tuple[int, int] = (80, 24), *keys: str) -> AsyncIterator[Frames]:
    """The app, open in a terminal of a size, after some keys; frames are counted from then on."""
    app = RoutineApp(planner)
    app.driver_class = QuietDriver
    async with app.run_test(headless=False, size=size) as pilot:
        here = Opened(app, pilot)
        await here.press(*keys)
        driver = app._driver  # Textual gives no public way to its driver
        assert isinstance(driver, QuietDriver)
        frames = Frames(here, driver)
        await frames.others()
        driver.frames.clear()
        yield frames
