"""Places to type in, which show nothing that a terminal would obey: not what a file holds, nor what was pasted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit, EditResult

from routine_tui.model.words import visible


class Line(Input):
    """One line."""

    def __init__(self, value: str = "", *, id: str, **options: Any) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(visible(value), id=id, compact=True, **options)

    def validate_value(self, value: str) -> str:
        """What is shown is what will be kept."""
        return visible(value)


class Page(TextArea):
    """Several lines."""

    def __init__(self, text: str) -> None:
        super().__init__(visible(text, newlines=True), compact=True, tab_behavior="focus", highlight_cursor_line=False)

    def edit(self, edit: Edit) -> EditResult:
        """What is shown is what will be kept."""
        return super().edit(replace(edit, text=visible(edit.text, newlines=True)))
