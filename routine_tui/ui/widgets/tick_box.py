"""A check box whose sign says whether it is ticked, so that colour is not needed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Checkbox

from routine_tui.ui.inputs import MOVES


class TickBox(Checkbox, inherit_bindings=False):
    """``[x]`` or ``[ ]``: space ticks it, Enter goes on as in every field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
        Binding("space", "toggle_button", "Tick", show=False),
        Binding("enter", "screen.submit", "Next field", show=False),
    ]

    DEFAULT_CSS = """
    TickBox > .toggle--button { color: $primary; background: transparent; }
    """

    def __init__(self, label: str | Content, value: bool, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(label, value, id=id, compact=True)

    @property
    def _button(self) -> Content:
        """The box with its sign; Textual's own draws a cross in another colour for both."""
        return Content.assemble(("[x]" if self.value else "[ ]", self.get_visual_style("toggle--button")))
