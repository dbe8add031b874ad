"""Places to type in, which show nothing that a terminal would obey: not what a file holds, nor what was pasted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from textual import events
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit, EditResult

from routine_tui.model.text import NAME_LIMIT, NOTE_LIMIT, clipped, escape_control_characters

Answers = dict[str, bool | int | float | None]
"""Answers to questions by name; None for one that was taken back."""


class HasAnswers(Widget):
    """A field of several questions."""

    def given(self) -> Answers:
        """What is answered now."""
        raise NotImplementedError

    def take(self, changed: Mapping[str, object]) -> None:
        """Answer as in a draft; what is no answer to one of the questions is left out."""
        raise NotImplementedError


class TextLine(Input):
    """One line, which takes no more characters than what it asks for may have."""

    def __init__(
        self,
        value: str = "",
        *,
        id: str,  # noqa: A002 (Textual's own name)
        max_length: int = NAME_LIMIT,
        **options: Any,
    ) -> None:
        super().__init__(clipped(value, max_length), id=id, max_length=max_length, compact=True, **options)

    def validate_value(self, value: str) -> str:
        """What is shown is what will be kept."""
        return escape_control_characters(value)

    async def action_submit(self) -> None:
        """Enter in a line answers the dialog, at once: Textual's message would come after the next key."""
        await self.run_action("screen.submit")

    def on_paste(self, event: events.Paste) -> None:
        """Take all of what was pasted, its lines joined by spaces; or none of it, and say why."""
        event.stop()
        event.prevent_default()  # Textual takes the first line only, and cuts that without a word
        limit = self.max_length or NOTE_LIMIT
        kept = len(self.value) - len(self.selected_text)
        words = " ".join(escape_control_characters(event.text[: 2 * NOTE_LIMIT]).split())
        length = len(words) if len(event.text) <= 2 * NOTE_LIMIT else len(event.text)
        if kept + length > limit and words:
            _refuse(self, length, f"{limit - kept:,} more" if kept else f"{limit:,}")
        elif words:
            self.replace(words, *self.selection)


class TextBox(TextArea):
    """Several lines."""

    def __init__(self, text: str, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        shown = escape_control_characters(text, newlines=True)
        super().__init__(shown, id=id, compact=True, tab_behavior="focus", highlight_cursor_line=False)

    def edit(self, edit: Edit) -> EditResult:
        """What is shown is what will be kept."""
        return super().edit(replace(edit, text=escape_control_characters(edit.text, newlines=True)))

    def on_paste(self, event: events.Paste) -> None:
        """Say why what was pasted is not taken: laying out some MB would take minutes, and it could not be kept."""
        if len(event.text) > NOTE_LIMIT:
            event.stop()
            event.prevent_default()
            _refuse(self, len(event.text), f"{NOTE_LIMIT:,}")

    def on_unmount(self) -> None:
        """Let the app go: it would hold on to every page that was ever opened until the theme changes."""
        watchers = getattr(self.app, "__watchers", {}).get("theme", [])  # Textual has no public way to stop watching
        watchers[:] = [watcher for watcher in watchers if watcher[0] is not self]


def _refuse(widget: Widget, length: int, room: str) -> None:
    widget.notify(f"What was pasted is {length:,} characters long: {room} fit here.", severity="warning", markup=False)
