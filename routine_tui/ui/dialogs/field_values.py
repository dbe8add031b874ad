"""What the fields of a form hold: read, compared with what they held before, and put back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from textual.widget import Widget
from textual.widgets import Checkbox, Input, Select, TextArea
from textual.widgets.select import InvalidSelectValueError

from routine_tui.ui.inputs import Answers, HasAnswers


def value_of(field: Widget) -> str | bool | Answers:
    """What a field holds: its text, the value that is chosen, whether it is ticked, or answers."""
    if isinstance(field, TextArea):
        return field.text
    if isinstance(field, HasAnswers):
        return field.given()
    if isinstance(field, Select):
        return str(field.value)
    assert isinstance(field, (Input, Checkbox))
    return field.value


def difference(before: str | bool | Answers, now: str | bool | Answers) -> str | bool | Answers:
    """What is kept of a field: of answers only those that are others, as the rest may change meanwhile."""
    return changes(before, now) if isinstance(before, dict) and isinstance(now, dict) else now


def put(field: Widget, typed: object) -> None:
    """Put what was typed in a field; what is none of its choices any more is left out."""
    if isinstance(field, TextArea):
        field.text = str(typed)
        field.move_cursor(field.document.end)
    elif isinstance(field, Input):
        field.value = str(typed)
        field.cursor_position = len(field.value)
    elif isinstance(field, Checkbox):
        field.value = bool(typed)
    elif isinstance(field, HasAnswers) and isinstance(typed, dict):
        field.take(typed)
    elif isinstance(field, Select):
        with suppress(InvalidSelectValueError):
            field.value = typed


def changes(old: Mapping[str, bool | float | None], new: Mapping[str, bool | float | None]) -> Answers:
    """What differs between two sets of answers: the new ones, and None for what is no longer answered."""
    names = [*new, *(name for name in old if name not in new)]
    return {name: new.get(name) for name in names if new.get(name) != old.get(name)}
