"""Which field comes after which, by the arrows and by Enter; and how the one with the cursor is kept in sight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Checkbox, Input, OptionList, Select, TextArea

from routine_tui.ui.dialogs.more import MoreLine
from routine_tui.ui.inputs import HasAnswers


def is_field(widget: Widget) -> bool:
    """Whether something is typed or chosen there; a button is none."""
    return isinstance(widget, (Input, TextArea, Select, Checkbox, OptionList, HasAnswers, MoreLine))


def shown_fields(screen: Screen[Any]) -> Iterator[Widget]:
    """The fields that can be reached, in their order."""
    return (widget for widget in screen.focus_chain if is_field(widget))


def next_field(screen: Screen[Any], by: int) -> Widget | None:
    """The field after the focused one (before it, when negative); None where there is none.

    A line that is filled by what stands in the focused one is passed by on the way on.
    """
    fields, filled = list(shown_fields(screen)), getattr(screen.focused, "fills", "") if by > 0 else ""
    if screen.focused not in fields:
        return None
    fields = [field for field in fields if not filled or field.id != filled]
    place = fields.index(screen.focused) + by
    return fields[place] if 0 <= place < len(fields) else None


def bring_into_view(screen: Screen[Any], field: Widget) -> None:
    """Scroll to a field, with its label, once all is laid out."""
    row = field.parent
    seen = row if isinstance(row, Widget) and row.has_class("field") else field

    def show() -> None:
        hidden = any(one.region.overlaps(seen.region) for one in screen.query(".foot") if one not in seen.ancestors)
        if hidden or not screen.can_view_entire(seen):
            screen.scroll_to_widget(seen, animate=False, center=True, origin_visible=True, immediate=True)

    screen.call_after_refresh(show)
