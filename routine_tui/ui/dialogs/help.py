"""Every key, from the one table; where the data lies; and what this is not."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from routine_tui import __version__
from routine_tui.model.text import escape_control_characters
from routine_tui.settings import Home
from routine_tui.ui.commands import by_group
from routine_tui.ui.dialogs.form import Dialog, frame
from routine_tui.ui.keys import keys_of


class HelpScreen(Dialog[None]):
    """A scrolling list; any of Escape, q and ? closes it."""

    BINDINGS = [("q,question_mark", "leave", "Close"), ("j,down", "scroll(1)", ""), ("k,up", "scroll(-1)", "")]
    AUTO_FOCUS = ""

    def __init__(self, keymap: Mapping[str, str], home: Home) -> None:
        super().__init__()
        self._keymap = keymap
        self._home = home

    def compose(self) -> ComposeResult:
        """The keys by where they work."""
        yield frame("Help", Static(self._words(0)), tall=True)

    def on_resize(self, event: events.Resize) -> None:
        """Where it is narrow, what a key does stands below it."""
        self.query_one(Static).update(self._words(event.size.width))

    def _words(self, width: int) -> Content:
        parted = "\n    " if width < 60 else ""
        lines: list[Content | str | tuple[str, str]] = []
        for heading, commands in by_group():
            lines.append((f"{heading}\n", "bold $primary"))
            for command in commands:
                keys = " ".join(keys_of(command, self._keymap))
                lines.append((f"  {keys:<15} ", "bold"))
                lines.append(f"{parted}{command.help}\n")
            lines.append("\n")
        data, config = (
            escape_control_characters(str(self._home.data)),
            escape_control_characters(str(self._home.config)),
        )
        lines.append(("About\n", "bold $primary"))
        lines.append(
            f"  routine_tui {__version__}. It diagnoses nothing and is no medical advice: a dermatologist is the "
            "one to ask. Your record lies in\n"
            f"  {data}\n  and the settings in\n  {config}\n  Nothing is sent anywhere."
        )
        return Content.assemble(*lines)
