"""Every key, from the one table, those of the view first; the signs and the words; where the data is."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from routine_tui import __version__
from routine_tui.glyphs import Glyphs
from routine_tui.model.text import escape_control_characters
from routine_tui.settings import Home
from routine_tui.ui.dialogs.dialog import Dialog
from routine_tui.ui.dialogs.footer import CLOSE, SCROLL, Keys
from routine_tui.ui.dialogs.form import frame
from routine_tui.ui.dialogs.help_text import lines, sections

WIDEST = 72
SIDES = 8
"""Cells of the dialog beside its words: border, padding, scrollbar, and one that keeps them apart."""


class HelpScreen(Dialog[None]):
    """A scrolling list; any of Escape, q and ? closes it."""

    BINDINGS = [("q,question_mark", "leave", "Close"), ("j,down", "scroll(1)", ""), ("k,up", "scroll(-1)", "")]
    DEFAULT_CSS = "HelpScreen .dialog { scrollbar-gutter: stable; }"
    AUTO_FOCUS = ""

    def __init__(self, keymap: Mapping[str, str], home: Home, view: str, glyphs: Glyphs) -> None:
        super().__init__()
        self._keymap = keymap
        self._home = home
        self._view = view
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """The keys by where they work."""
        yield frame("Help", Static(self._words(self.app.size.width)), tall=True)

    def keys(self) -> Keys:
        """How to read on."""
        return (SCROLL, CLOSE)

    def on_resize(self, event: events.Resize) -> None:
        """The words have other lines."""
        self.query_one(Static).update(self._words(event.size.width))

    def _words(self, width: int) -> Content:
        room = max(min(width, WIDEST) - SIDES, 10)
        parts: list[str | tuple[str, str]] = []
        for heading, pairs in sections(self._keymap, self._view, self._glyphs):
            parts.append((f"{heading}\n", "bold $primary"))
            for left, right in lines(pairs, room):
                parts += [(left, "bold"), f"{right}\n"]
            parts.append("\n")
        data, config = (escape_control_characters(str(one)) for one in (self._home.data, self._home.config))
        parts += [
            ("About\n", "bold $primary"),
            (
                f"routine_tui {__version__}. Not a diagnosis, not medical advice: a dermatologist is the one to ask. "
                f"Nothing is sent anywhere.\nYour data: {data}\nSettings: {config}"
            ),
        ]
        return Content.assemble(*parts)
