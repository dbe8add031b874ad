"""Opens the real app in a terminal of a given size, with a clock that is set, and reads the screen as a person does."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual._context import visible_screen_stack
from textual.app import App
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, Static, TextArea

from routine_tui.clock import SystemClock
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home, read_settings
from routine_tui.ui.app import RoutineApp
from routine_tui.ui.main import MainScreen
from tests.ui.quiet_driver import contrast_of

LONGEST_WAIT = 100_000
"""Turns of the event loop, which no app needs that comes to rest."""
ROUNDS = 3
"""How often in a row nothing is left to do before an app has come to rest: widgets hand work on to each other."""
ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)
TODAY = NOW.date()
HOME = Home(Path("home"), Path("home/config.toml"))
"""Relative, so that no screen shows where the test runs; the ``home`` fixture makes it a fresh folder."""


class SetClock(SystemClock):
    """Shows what it was set to, in a zone that never changes."""

    def __init__(self, at: datetime = NOW) -> None:
        super().__init__(at.tzinfo)
        self.at = at

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.at


def planner_at(home: Home = HOME, clock: SetClock | None = None) -> Planner:
    """A planner as the program makes it: settings as they are on the disk."""
    return Planner(home, clock or SetClock(), read_settings(home.config))


def planner_with(recovery: Recovery, clock: SetClock | None = None) -> Planner:
    """A planner on a recovery that lies on the disk."""
    planner = planner_at(clock=clock)
    planner.folder.create(recovery)
    return planner


def text(app: App[Any]) -> str:
    """What the screen shows, as plain text, with what is seen behind a dialog."""
    return "\n".join(strip.text.rstrip() for strip in _drawn(app))


def _drawn(app: App[Any]) -> list[Strip]:
    """The screen, drawn now, line by line."""
    visible_screen_stack.set(app._background_screens)
    return app.screen._compositor.render_strips()  # Textual has no public way to read the screen


@dataclass
class Opened:
    """The app in a terminal: look, press, click."""

    app: RoutineApp
    pilot: Pilot[None]
    _seen: list[Strip] = field(default_factory=list)
    """The screen as it was drawn in this turn of the event loop; empty where it was not."""
    was_read: bool = False
    """Whether the test had the screen drawn at all."""

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(strip.text.rstrip() for strip in self._strips())

    def _strips(self) -> list[Strip]:
        """The screen, drawn once for all that is read of it before anything else can happen."""
        self.was_read = True
        if not self._seen or self._is_behind():
            if not self._seen:
                asyncio.get_running_loop().call_soon(self._forget)
            self._seen = _drawn(self.app)
        return self._seen

    def _forget(self) -> None:
        self._seen = []

    @property
    def lines(self) -> list[str]:
        """What the screen shows, line by line."""
        return self.text.split("\n")

    @property
    def main(self) -> MainScreen:
        """The topmost main screen."""
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, MainScreen))

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self.main.day

    def line(self, part: str) -> str:
        """The first line of the screen that holds some words."""
        return next((line for line in self.lines if part in line), "")

    @property
    def cut(self) -> list[str]:
        """Texts of a dialog that are to have as many lines as they need, and have fewer."""
        grown = (one for one in self.app.screen.query(Static) if one.size.height and one.styles.max_height is None)
        return [
            str(one.content)
            for one in grown
            if one.styles.height is not None
            and one.styles.height.is_auto
            and one.get_content_height(one.container_size, self.app.size, one.size.width) > one.size.height
        ]

    @property
    def notices(self) -> list[str]:
        """The notices that are shown now."""
        return [notice.message for notice in self.app._notifications]

    async def settle(self) -> None:
        """Let every widget do what it was told, and what follows from that.

        Nothing is left to do where no handle of the event loop is ready: then all wait for a key, a timer or a thread.
        ``pilot.pause`` asks every widget for an answer instead, which took half of the time of these tests.
        """
        ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]  # asyncio has no public way to ask
        rested = 0
        for _ in range(LONGEST_WAIT):
            await asyncio.sleep(0)
            if ready:
                continue
            rested = 0 if self.app.is_running and self._is_behind() else rested + 1
            self.app.screen._on_timer_update()
            if rested == ROUNDS:
                return
        raise AssertionError("The app is never done.")

    def _is_behind(self) -> bool:
        """Whether the screen has something left to lay out, to draw or to call; an app that leaves has not."""
        if self.app._exit:
            return False
        screen = self.app.screen
        waiting = (screen._layout_required, screen._scroll_required, screen._repaint_required, screen._callbacks)
        return any(waiting) or bool(screen._dirty_widgets)

    async def wait(self) -> None:
        """Wait until the whole process is idle: for what runs on the side, such as the search of the palette."""
        for _ in range(2):
            await self.pilot.pause()
        await self.settle()

    async def pause(self, delay: float | None = None) -> None:
        """What the pilot does around a click, for which Textual would wait until the process is idle."""
        await self.settle()

    async def press(self, *keys: str) -> None:
        """Press keys one after another; quicker than ``pilot.press``, which waits for an idle process twice a key."""
        for key in keys:
            event = _key_event(key)
            event.time += 1  # as people press them: a second later than the one before
            self.app.post_message(event)
            await self.settle()

    async def press_at_once(self, *keys: str) -> None:
        """Press keys faster than anything is drawn."""
        for key in keys:
            self.app.post_message(_key_event(key))
        await self.settle()

    async def type(self, field: str, words: str) -> None:
        """Put words in a line of a dialog, as if typed."""
        self.app.screen.query_one(f"#{field}", Input).value = words
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Let the terminal have another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def wear(self, theme: str) -> None:
        """Draw in the colours of a theme."""
        self.app.theme = theme
        await self.settle()

    async def click(self, words: str, nth: int = 0, right: int = 0) -> None:
        """Click on words where they stand on the screen, or some cells right of where they begin."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(self.pilot, "pause", self.pause)
            await self.pilot.click(offset=self.place(words, nth) + Offset(right, 0))
        await self.settle()

    def place(self, words: str, nth: int = 0) -> Offset:
        """Where words stand on the screen, for the nth time."""
        found = [
            Offset(cell_len(line[:at]), y)
            for y, line in enumerate(self.lines)
            for at in range(len(line))
            if line.startswith(words, at)
        ]
        assert len(found) > nth, f"{words!r} is not on the screen:\n{self.text}"
        return found[nth]

    def cells(self) -> Iterator[tuple[int, int, str, Style]]:
        """Every cell of the screen, as it is drawn: column, line, character and style."""
        for column, y, words, style in self.runs():
            x = column
            for character in words:
                yield x, y, character, style
                x += cell_len(character)

    def runs(self) -> Iterator[tuple[int, int, str, Style]]:
        """What is drawn, in runs of one style: column, line, words and style."""
        for y, strip in enumerate(self._strips()):
            x = 0
            for segment in strip:
                yield x, y, segment.text, segment.style or Style()
                x += segment.cell_length

    def style(self, words: str, nth: int = 0) -> Style:
        """The style in which words are drawn, where they stand for the nth time."""
        return self.cell(self.place(words, nth))[1]

    def cell(self, place: Offset) -> tuple[str, Style]:
        """What is drawn at a place: character and style."""
        (segment, *_) = self._strips()[place.y].crop(place.x, place.x + 1)
        return segment.text, segment.style or Style()

    def contrast(self, words: str, nth: int = 0) -> float:
        """The contrast of words and what lies behind them, as WCAG tells it: 1 to 21."""
        style = self.style(words, nth)
        assert style.color is not None and style.bgcolor is not None
        return contrast_of(style)

    async def look(self) -> None:
        """Let a second pass, in which the app looks at the file and the clock."""
        self.main._poll()
        await self.settle()

    def said(self, id: str = "said") -> str:  # noqa: A002 (Textual's own name)
        """What a line of a dialog says."""
        return str(self.app.screen.query_one(f"#{id}", Static).content)

    @property
    def complaint(self) -> str:
        """What the dialog says cannot be done; empty where it says nothing."""
        line = self.app.screen.query_one(".complaint", Static)
        return str(line.content) if line.display else ""


def _key_event(key: str) -> events.Key:
    """A key as a terminal sends it, named as Textual names keys."""
    if len(key) == 1:
        name = key if key.isalnum() else unicodedata.name(key).lower().replace(" ", "_").replace("-", "_")
        return events.Key(name, key)
    with suppress(KeyError):
        return events.Key(key, unicodedata.lookup(key.replace("_", " ").upper()))
    return events.Key(key, None)


@contextmanager
def no_time_passes() -> Iterator[None]:
    """Let nothing happen by itself after a second or five: on a busy machine they pass between two keys of a test.

    The app looks at the file where a test says so, by ``look``; a notice stays, and a cursor does not blink.
    Each of the three was seen to fail: a file was read anew before a key, a notice was gone, a frame was one too many.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("routine_tui.ui.main.POLL_SECONDS", 86_400)
        patch.setattr("textual.notifications.time", lambda: 0.0)
        cursors_do_not_blink(patch)
        yield


def cursors_do_not_blink(patch: pytest.MonkeyPatch) -> None:
    """Leave each cursor as it is, twice a second."""
    patch.setattr(Input, "_toggle_cursor", lambda _: None)
    patch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _: None)


@asynccontextmanager
async def opened(
    planner: Planner, size: tuple[int, int] = (80, 24), *keys: str, ascii_only: bool = False
) -> AsyncIterator[Opened]:
    """The app, open in a terminal of a size, after some keys."""
    app = RoutineApp(planner, ascii_only)
    app.animation_level = "none"
    with no_time_passes():
        async with app.run_test(size=size, notifications=True) as pilot:
            here = Opened(app, pilot)
            await here.settle()
            for key in keys:
                await here.press(key)
            yield here
            if app.is_running and not here.was_read:
                here._strips()
