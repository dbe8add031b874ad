"""Words in a dialog that are cut with a sign where a very small terminal has no room for them."""

from __future__ import annotations

from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Static

from routine_tui.glyphs import Glyphs
from routine_tui.ui.widgets.text_below import cut_to


class CutToFit(Static):
    """Words in a place that may be too small for them: a sign says where they are cut."""

    def __init__(self, glyphs: Glyphs, classes: str) -> None:
        super().__init__("", markup=False, classes=classes)
        self._glyphs = glyphs

    def render(self) -> VisualType:
        """The lines there is room for."""
        words, (width, height) = self.visual, self.content_size
        if not isinstance(words, Content) or not width:
            return words
        return Content("\n").join(cut_to(words.wrap(width), height, width, self._glyphs.cut))
