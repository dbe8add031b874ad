"""What is done in the share dialog, as a person does it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual.widgets import Select

from routine_tui.demo import sample_recovery
from routine_tui.exporters.preview import Preview
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.ui.dialogs.share import ShareDialog
from routine_tui.ui.widgets.one_of import OneOf
from routine_tui.ui.widgets.tick_box import TickBox
from tests.ui.cared import cared
from tests.ui.driver import TODAY, Opened


def preview_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the preview empty, where a test asks about all else: it is half of what a key costs in Share."""
    monkeypatch.setattr(ShareDialog, "_preview_of", lambda _: Preview("", None))


async def choose(app: Opened, format_name: str) -> None:
    """Choose a format."""
    app.app.screen.query_one("#format", Select).value = format_name
    await app.settle()


async def choose_preset(app: Opened, preset: str) -> None:
    """Choose a preset."""
    app.app.screen.query_one("#preset", OneOf).value = preset
    await app.settle()


def preset_of(app: Opened) -> str:
    """The preset that is chosen."""
    return app.app.screen.query_one("#preset", OneOf).value


async def tick(app: Opened, part: str, value: bool = True) -> None:
    """Tick a box as a hand does, or take its tick away."""
    app.app.screen.query_one(f"#{part}", TickBox).value = value
    await app.settle()


def is_ticked(app: Opened, part: str) -> bool:
    """Whether a box is ticked."""
    return app.app.screen.query_one(f"#{part}", TickBox).value


async def write(app: Opened) -> None:
    """Write the file, and wait until it is there or it was said why not."""
    await app.press("ctrl+s")
    await app.app.workers.wait_for_complete()
    await app.settle()


def with_a_smoker() -> Recovery:
    """A recovery with something of everything, check-ins and something private among it."""
    lived = sample_recovery(TODAY)
    return replace(cared(), products=lived.products, days={**cared().days, **lived.days}, profile=lived.profile)
