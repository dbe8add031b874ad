"""Makes what Textual draws itself keep to plain ASCII too, where our own signs do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App
from textual.scrollbar import ScrollBar, ScrollBarRender

from routine_tui.glyphs import ASCII, Glyphs


class PlainScrollBar(ScrollBarRender):
    """A scrollbar whose ends are whole cells."""

    VERTICAL_BARS = [" "] * 8
    HORIZONTAL_BARS = [" "] * 8


def use_signs(app: App[Any], glyphs: Glyphs) -> None:
    """Borders follow from a stylesheet that is read only where it is needed; scrollbars are one setting for all."""
    if glyphs is ASCII and "-ascii" not in app.classes:
        app.stylesheet.read(Path(__file__).with_name("ascii.tcss"))
        app.refresh_css(animate=False)
    app.set_class(glyphs is ASCII, "-ascii")
    ScrollBar.renderer = PlainScrollBar if glyphs is ASCII else ScrollBarRender
