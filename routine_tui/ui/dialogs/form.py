"""What all dialogs share: Escape leaves, fields stand in rows, a complaint is one quiet line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Button, Label, Static

from routine_tui.model.errors import RoutineError
from routine_tui.model.text import escape_control_characters

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A modal screen that gives an answer, or None when it is left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("ctrl+s", "accept", "Done", show=False),
    ]
    CSS_PATH = "dialog.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (74, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]
    AUTO_FOCUS = "Input, TextArea, OptionList, Button"
    keep: Callable[[Answer], None] | None = None
    """Keeps an answer while the dialog is still open; None where who opened it does so afterwards."""

    def on_mount(self) -> None:
        """Keep the arrows of Textual's selects to plain ASCII where all else does."""
        if self.app.has_class("-ascii"):
            for name, sign in (("down", "v"), ("up", "^")):
                for arrow in self.query(f".{name}-arrow").results(Static):
                    arrow.update(sign)

    def action_leave(self) -> None:
        """Go away and change nothing."""
        self.dismiss(None)

    def action_accept(self) -> None:
        """Give the answer; subclasses say which."""
        raise NotImplementedError

    def give(self, answer: Answer) -> bool:
        """Keep the answer and go; where it cannot be kept, say why and stay, so that nothing that was typed is lost."""
        if self.keep is not None:
            try:
                self.keep(answer)
            except RoutineError as error:
                self.complain(escape_control_characters(str(error)))
                return False
        self.dismiss(answer)
        return True

    def complain(self, sentence: str) -> None:
        """Say in one line what cannot be done, where it is seen; an empty sentence takes it back."""
        line = self.query_one(".complaint", Static)
        line.update(Content(sentence))
        line.display = bool(sentence)
        if sentence:
            self.call_after_refresh(line.scroll_visible, animate=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what the keys do."""
        event.stop()
        if event.button.id == "accept":
            self.action_accept()
        elif event.button.id == "leave":
            self.action_leave()


def field(label: str, widget: Widget) -> Horizontal:
    """A row: what it is, and where it is typed."""
    return Horizontal(Label(Content(label)), widget, classes="field")


def frame(title: str | Content, *children: Widget, tall: bool = False) -> VerticalScroll:
    """The box a dialog stands in."""
    box = VerticalScroll(*children, classes="dialog -tall" if tall else "dialog")
    box.border_title = Content(title) if isinstance(title, str) else title
    box.can_focus = False
    return box


def complaint() -> Static:
    """The line for what cannot be done, empty at first."""
    line = Static("", classes="complaint", markup=False)
    line.display = False
    return line


def buttons(accept: str, *more: Button, leave: str = "Leave (esc)") -> Horizontal:
    """The last row; every button is a key too."""
    return Horizontal(
        *more,
        Button(Content(leave), id="leave", compact=True),
        Button(Content(accept), id="accept", variant="primary", compact=True),
        classes="buttons",
    )


def key_line(keys: Iterable[tuple[str, str]], dot: str = "") -> Content:
    """Keys in words for the edge of a dialog, each with the action that a click on it does, as its key would."""
    parts: list[str | tuple[str, Style]] = []
    for words, action in keys:
        parts += [f" {dot} "] if parts else []
        parts.append((words, Style.from_meta({"@click": f"screen.{action}"})))
    return Content.assemble(*parts)
