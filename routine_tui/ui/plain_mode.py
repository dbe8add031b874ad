"""The plain mode: one column without boxes, states in words, and the terminal's cursor to be seen on the row of focus.

It is for screen readers, braille displays and magnifiers, which read a screen line by line.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from textual.app import App
from textual.dom import DOMNode

from routine_tui.model.day.agenda import StepState

PLAIN: Final = "-plain"
"""The class of the app in this mode."""
STATE_WORDS: Final[Mapping[StepState, str]] = {
    "done": "done", "due": "to do", "open": "open", "skipped": "skipped", "paused": "paused", "not_due": "not due",
    "ahead": "ahead",
}  # fmt: skip
_WIDEST: Final = max(map(len, STATE_WORDS.values()))
_SHOW_CURSOR: Final = "\x1b[?25h"


def is_plain(widget: DOMNode) -> bool:
    """Whether the app that a widget belongs to is in this mode."""
    return widget.app.has_class(PLAIN)


def state_word(state: StepState) -> str:
    """A step's state as a word, as wide as the widest."""
    return STATE_WORDS[state].ljust(_WIDEST)


def use_plain(app: App[Any]) -> None:
    """Take away what is only drawn, and show where the terminal's own cursor stands."""
    app.add_class(PLAIN)
    app.stylesheet.read(Path(__file__).with_name("plain.tcss"))
    app.refresh_css(animate=False)
    app.animation_level = "none"
    if app._driver is not None:  # Textual hides the cursor, and has no word for showing it
        app._driver.write(_SHOW_CURSOR)
