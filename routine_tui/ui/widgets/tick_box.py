"""A check box whose sign says whether it is ticked, so that colour is not needed."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Checkbox


class TickBox(Checkbox):
    """``[x]`` or ``[ ]``."""

    DEFAULT_CSS = """
    TickBox > .toggle--button { color: $primary; background: transparent; }
    """

    def __init__(self, label: str | Content, value: bool, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(label, value, id=id, compact=True)

    @property
    def _button(self) -> Content:
        """The box with its sign; Textual's own draws a cross in another colour for both."""
        return Content.assemble(("[x]" if self.value else "[ ]", self.get_visual_style("toggle--button")))
