"""The dialogs of care, opened over the app as its views open them, and filled."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from textual.widgets import Checkbox, Input, Select, TextArea

from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.form import Form
from tests.ui.driver import Opened, opened


@dataclass
class Filled:
    """A dialog that is open: its lines by their ids."""

    app: Opened
    answers: list[Any]
    """What it answered, once it is closed; None for Escape."""

    async def fill(self, **lines: str | bool) -> None:
        """Put words in lines and pages, tick boxes, choose what is called so: as if done by keys, at once."""
        screen = self.app.app.screen
        for name, value in lines.items():
            line = screen.query_one(f"#{name.replace('_', '-')}" if name.startswith("slot") else f"#{name}")
            if isinstance(line, TextArea):
                line.text = str(value)
            elif isinstance(line, Input):
                line.value = str(value)
            elif isinstance(line, Checkbox):
                line.value = bool(value)
            elif isinstance(line, Select):
                line.value = next(key for prompt, key in line._options if str(prompt) == value)
                await self.app.settle()  # its line begins with an example
        await self.app.settle()

    async def go(self, name: str) -> None:
        """Come to a line by the tab key."""
        screen = self.app.app.screen
        chain = screen.focus_chain
        places = [widget.id for widget in chain]
        here = chain.index(screen.focused) if screen.focused in chain else 0
        await self.app.press_at_once(*["tab"] * ((places.index(name) - here) % len(chain)))
        assert screen.focused is not None and screen.focused.id == name, self.app.text


async def ask(app: Opened, planner: Planner, dialog: Form[Any]) -> Filled:
    """Open a dialog over the app; what it answers is kept while it is open, as the views do it."""
    answers: list[Any] = []
    dialog.on_submit = lambda answer: answer.change(planner)
    app.app.push_screen(dialog, answers.append)
    await app.settle()
    return Filled(app, answers)


@asynccontextmanager
async def filled(planner: Planner, dialog: Form[Any], size: tuple[int, int] = (80, 24)) -> AsyncIterator[Filled]:
    """A dialog over the app, open in a terminal of a size."""
    async with opened(planner, size) as app:
        yield await ask(app, planner, dialog)
