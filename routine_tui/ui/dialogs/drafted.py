"""Dialogs in which what was typed is still there when they were left with Escape and are opened again."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import TypeVar

from textual.widget import Widget
from textual.widgets import Checkbox, Input, TextArea

from routine_tui.model.text import NOTE_LIMIT, clipped
from routine_tui.ui.dialogs.form import Dialog
from routine_tui.ui.inputs import TextBox

Answer = TypeVar("Answer")
Drafts = MutableMapping[str, dict[str, str | bool]]
"""What was typed and not kept, by what it was about and by the id of its field."""
NOT_KEPT = "Not kept yet: what you typed is still here when you open it again."


class DraftedDialog(Dialog[Answer]):
    """Its fields are all the lines, pages and boxes that have an id."""

    def __init__(self, drafts: Drafts, about: str) -> None:
        super().__init__()
        self._drafts = drafts
        self._about = about
        self._at_first: dict[str, str | bool] = {}

    def on_mount(self) -> None:
        """Put a draft where it was typed."""
        self._at_first = {name: _value(field) for name, field in self._fields()}
        draft = self._drafts.get(self._about, {})
        for name, field in self._fields():
            if (typed := draft.get(name)) is not None:
                _put(field, typed)

    def action_leave(self) -> None:
        """Go away; what was typed stays as a draft."""
        typed = {name: _value(field) for name, field in self._fields()}
        draft = {name: value for name, value in typed.items() if value != self._at_first.get(name)}
        if draft:
            self._drafts[self._about] = draft
            self.notify(NOT_KEPT, timeout=4, markup=False)
        else:
            self._drafts.pop(self._about, None)
        self.dismiss(None)

    def give(self, answer: Answer) -> bool:
        """Keep the answer and go; then there is no draft any more."""
        is_kept = super().give(answer)
        if is_kept:
            self._drafts.pop(self._about, None)
        return is_kept

    def leave_unchanged(self) -> None:
        """Go, as nothing is different from what was kept before."""
        self._drafts.pop(self._about, None)
        self.dismiss(None)

    def typed(self, name: str) -> str:
        """What stands in a line or a page."""
        return str(next(_value(field) for known, field in self._fields() if known == name))

    def is_changed(self, name: str) -> bool:
        """Whether a field holds something else than at first."""
        return self.typed(name) != str(self._at_first[name])

    def _fields(self) -> Iterator[tuple[str, Widget]]:
        for field in self.query("Input, TextArea, Checkbox"):
            if field.id:
                yield field.id, field


def page(text: str, id: str, limit: int = NOTE_LIMIT) -> TextBox:  # noqa: A002 (Textual's own name)
    """A page for a text; one longer than can be typed, as another program may leave it, is shown cut and stays so."""
    shown = TextBox(clipped(text, limit, newlines=True), id)
    shown.read_only = len(text) > limit
    return shown


def _value(field: Widget) -> str | bool:
    if isinstance(field, TextArea):
        return field.text
    assert isinstance(field, (Input, Checkbox))
    return field.value


def _put(field: Widget, typed: str | bool) -> None:
    if isinstance(field, TextArea):
        field.text = str(typed)
        field.move_cursor(field.document.end)
    elif isinstance(field, Input):
        field.value = str(typed)
        field.cursor_position = len(field.value)
    elif isinstance(field, Checkbox):
        field.value = bool(typed)
