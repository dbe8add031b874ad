"""What is seldom needed in a form, behind one line that opens it."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from routine_tui.ui.inputs import MOVES


class MoreLine(Static, can_focus=True):
    """The line that opens the rest, or closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, Binding("enter,space", "turn", "Open", show=False)]

    class Toggled(Message):
        """The rest is to be shown, or no longer."""

    def action_turn(self) -> None:
        """Show the rest, or no longer."""
        self.post_message(self.Toggled())

    def on_click(self, event: events.Click) -> None:
        """A click does what Enter does."""
        event.stop()
        self.action_turn()


class More(Vertical):
    """Rows that are shown once they are asked for, or where one of them holds a draft."""

    DEFAULT_CSS = """
    More { height: auto; }
    More > .rest { height: auto; display: none; }
    More.-open > .rest { display: block; }
    More > MoreLine { height: auto; width: 1fr; color: $text-muted; }
    """

    def __init__(self, inside: str, *rows: Widget, is_open: bool = False) -> None:
        """``inside`` says in a few words what the rows are."""
        super().__init__(classes="-open" if is_open else "")
        self._inside = inside
        self._rows = rows

    def compose(self) -> ComposeResult:
        """The line, and the rows."""
        yield MoreLine(self._words(), markup=False)
        yield Vertical(*self._rows, classes="rest")

    def open_for(self, names: Collection[str]) -> None:
        """Open where one of the fields with these ids is inside."""
        if any(widget.id in names for widget in self.walk_children(Widget) if widget.id):
            self._show(True)

    def on_more_line_toggled(self, event: MoreLine.Toggled) -> None:
        """Show the rows, or no longer."""
        event.stop()
        self._show(not self.has_class("-open"))

    def _show(self, is_open: bool) -> None:
        self.set_class(is_open, "-open")
        self.query_one(MoreLine).update(self._words())

    def _words(self) -> Content:
        is_open = self.has_class("-open")
        cut = "..." if self.app.has_class("-ascii") else "…"
        return Content.assemble(("Less" if is_open else f"More{cut}", "bold"), "" if is_open else f"  {self._inside}")
