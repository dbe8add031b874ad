"""The ground of all dialogs: an answer that is given once, keys that move, one footer, a refusal in one quiet line."""

from __future__ import annotations

from math import inf
from typing import ClassVar, Final, TypeVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Static

from routine_tui.glyphs import ASCII, UNICODE
from routine_tui.model.text import escape_control_characters
from routine_tui.ui.dialogs.field_order import bring_into_view, next_field
from routine_tui.ui.dialogs.footer import CLOSE, Keys, footer
from routine_tui.ui.fitted_screen import FittedScreen
from routine_tui.ui.notices import clear_the_way
from routine_tui.ui.plain_mode import is_plain

Answer = TypeVar("Answer")
TINY: Final = 36
"""Columns of a terminal in which a label has a line of its own."""
SLIM: Final = 48
"""Columns of a terminal in which the edge of a dialog is near to what it holds."""


class Dialog(FittedScreen[Answer], ModalScreen[Answer]):
    """A modal screen that gives an answer, or None when it is left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", show=False),
        Binding("ctrl+s", "accept", "Save", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
    ]
    CSS_PATH = "dialog.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (74, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]
    AUTO_FOCUS = "Input, TextArea, Select, OptionList, Button"  # before its hidden list, which would take the keys
    is_answered = False
    """Whether it was answered or left, so that it is about to go."""
    seen_from = inf
    """When it could be seen first, as events tell the time: a key of before was not meant for it."""

    _gatherings = 1  # nothing of it is drawn before all of it is there

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        if not self._was_shown:
            self.call_later(self.call_later, self._appear)  # behind its size, which it is told meanwhile

    async def _appear(self) -> None:
        async with self.drawn_once():
            self._gatherings -= 1

    def on_mount(self) -> None:
        """Take keys; keep the arrows of Textual's selects to plain ASCII where all else does."""
        clear_the_way(self.app)  # it would lie over the buttons
        self.seen_from = Message().time
        if self.app.has_class("-ascii"):
            for name, sign in (("down", "v"), ("up", "^")):
                for arrow in self.query(f".{name}-arrow").results(Static):
                    arrow.update(sign)

    @on(events.Resize)
    def _fit(self, event: events.Resize) -> None:
        """Tell the keys in the room there is: the last one, which leaves, is always told."""
        self.fit_to(event.size)
        self.show_keys()
        if self.focused is not None:
            bring_into_view(self, self.focused)

    def fit_to(self, size: Size) -> None:
        """Have the classes of a terminal's size."""
        if is_plain(self):  # nothing stands beside anything else, however wide the terminal is
            self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow")]  # Textual asks the instance
        super().fit_to(size)
        self.set_class(size.width < TINY, "-tiny")
        self.set_class(size.width < SLIM, "-slim")

    def show_keys(self) -> None:
        """Say in the last line which keys count now."""
        glyphs = ASCII if self.app.has_class("-ascii") else UNICODE
        for box in self.query(".dialog"):
            widest = box.styles.width.cells if box.styles.width else None
            box.border_subtitle = footer(self.keys(), glyphs.dot, min(self.app.size.width, widest or 999))

    def keys(self) -> Keys:
        """What the last line says: the keys that count here, the one that leaves at the end."""
        return (CLOSE,)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep the field that has the cursor in sight."""
        bring_into_view(self, event.widget)

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Give a field the cursor; it is brought into view here, with its label, and not by Textual a moment later."""
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Go, with an answer or without; only once, as a key that repeats comes again before the dialog is gone."""
        if self.is_answered:
            return AwaitComplete()
        self.is_answered = True
        return super().dismiss(result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Do nothing before all of it is there, and nothing once it is about to go."""
        return self.seen_from < inf and not self.is_answered

    def action_leave(self) -> None:
        """Go away and change nothing."""
        self.dismiss(None)

    def action_accept(self) -> None:
        """Do what the dialog is for; most that only show something close."""
        self.dismiss(None)

    def action_go(self, by: int) -> None:
        """Go to the next field (the one before, when negative); where there is none, scroll."""
        if (field := next_field(self, by)) is not None:
            self.set_focus(field)  # at once, which its ``focus`` does not
        else:
            self.action_scroll(by)

    def action_submit(self) -> None:
        """Enter in a field goes to the next one; in the last one it does what the dialog is for."""
        if (field := next_field(self, 1)) is not None:
            self.set_focus(field)
        else:
            self.action_accept()

    def action_page(self, by: int) -> None:
        """Scroll a page."""
        self.action_scroll(by * max(self.size.height // 2, 1))

    def action_scroll(self, by: int) -> None:
        """Scroll some lines."""
        for box in self.query(".dialog"):
            box.scroll_relative(y=by, animate=False, immediate=True)  # keys read at once each count

    def show_error(self, sentence: str) -> None:
        """Say in one line what cannot be done, where it is seen; an empty sentence takes it back."""
        line, words = self.query_one(".complaint", Static), escape_control_characters(sentence)
        line.update(Content(words))
        line.display = bool(sentence)
        if sentence:
            for told in self.query(".hint").results(Static):
                if str(told.content) == words:  # it was told as it was typed: once is enough
                    told.update("")
            self.call_after_refresh(line.scroll_visible, animate=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what the keys do."""
        event.stop()
        if event.button.id == "accept":
            self.action_accept()
        elif event.button.id == "leave":
            self.action_leave()
