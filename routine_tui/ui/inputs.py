"""Places to type in, which show nothing that a terminal would obey: not what a file holds, nor what was pasted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar, Final, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Select, TextArea
from textual.widgets.text_area import Edit, EditResult

from routine_tui.glyphs import ASCII, UNICODE
from routine_tui.model.text import NAME_LIMIT, NOTE_LIMIT, clipped, escape_control_characters

Value = TypeVar("Value")
Answers = dict[str, bool | int | float | None]
"""Answers to questions by name; None for one that was taken back."""


MOVES: Final[list[BindingType]] = [
    Binding("up", "screen.go(-1)", "Field before", show=False),
    Binding("down", "screen.go(1)", "Next field", show=False),
]
"""What the arrows do in a field of one line."""


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

    BINDINGS: ClassVar[list[BindingType]] = MOVES

    def __init__(
        self,
        value: str = "",
        *,
        id: str,  # noqa: A002 (Textual's own name)
        max_length: int = NAME_LIMIT,
        **options: Any,
    ) -> None:
        super().__init__(clipped(value, max_length), id=id, max_length=max_length, compact=True, **options)
        self._example = self.placeholder
        """What may be typed, in full: in a narrow line less of it is shown."""

    def on_resize(self) -> None:
        """Show as much of the example as there is room for, with a sign where it is cut."""
        example, cut = Content(self._example), (ASCII if self.app.has_class("-ascii") else UNICODE).cut
        room = self.content_size.width
        self.placeholder = example.plain if example.cell_length <= room else f"{example.truncate(room - len(cut))}{cut}"

    def validate_value(self, value: str) -> str:
        """What is shown is what will be kept."""
        return escape_control_characters(value)

    async def action_submit(self) -> None:
        """Enter goes to the next field, at once: Textual's message would come after the next key."""
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


class PasswordLine(Input):
    """One line for a password, which shows none of it. It has no id, so that no draft ever holds it."""

    BINDINGS: ClassVar[list[BindingType]] = MOVES

    def __init__(self, placeholder: str, on_enter: str) -> None:
        """``on_enter`` is the action that Enter does."""
        super().__init__(password=True, compact=True, placeholder=placeholder, max_length=NOTE_LIMIT)
        self._enter_action = on_enter

    async def action_submit(self) -> None:
        """Use what was typed, at once."""
        await self.run_action(self._enter_action)


class Choice(Select[Value], inherit_bindings=False):
    """One of some options: the arrows go on to other fields, Enter or space opens it."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, Binding("enter,space", "show_overlay", "Open", show=False)]

    def __init__(
        self,
        options: Iterable[tuple[str, Value]],
        value: Value,
        id: str,  # noqa: A002 (Textual's own name)
    ) -> None:
        """``options`` are texts, never markup, each with what it stands for."""
        cut = "..." if self.app.has_class("-ascii") else "…"
        shown = [(Content(words.replace("…", cut)), key) for words, key in options]
        super().__init__(shown, value=value, allow_blank=False, id=id, compact=True)


class DigitChoice(Choice[str]):
    """One of some options that have a number: its digit chooses it at once, and 0 leaves it out again."""

    class Chosen(Message):
        """A digit chose."""

        def __init__(self, choice: DigitChoice) -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> DigitChoice:
            """Where it was pressed."""
            return self.choice

    def __init__(self, options: Mapping[str, str], id: str, value: str = "") -> None:  # noqa: A002 (Textual's own name)
        """``options`` are words by what they stand for; a value that is none of them has an option of its own."""
        shown = [(f"{number} {words}", key) for number, (key, words) in enumerate(options.items(), start=1)]
        others = [(value, value)] if value and value not in options else []
        super().__init__([(f"optional: enter, 1 to {len(shown)}", ""), *shown, *others], value, id)
        self._keys = ["", *options]

    def on_key(self, event: Key) -> None:
        """A digit chooses; whoever holds it goes on from there."""
        if event.key.isdecimal() and int(event.key) < len(self._keys):
            event.stop()
            self.value = self._keys[int(event.key)]
            self.post_message(self.Chosen(self))


class TextBox(TextArea):
    """Several lines."""

    def __init__(self, text: str, id: str | None = None, example: str = "") -> None:  # noqa: A002 (Textual's own name)
        """``example`` is what may be written there, told while there is nothing."""
        shown = escape_control_characters(text, newlines=True)
        super().__init__(
            shown, id=id, compact=True, tab_behavior="focus", highlight_cursor_line=False, placeholder=example
        )

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
