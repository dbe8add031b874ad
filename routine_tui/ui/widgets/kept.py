"""The ground for what is in sight: it gives back the lines that it drew last, unless something of them changed."""

from __future__ import annotations

from typing import Any, Self

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import ContentSwitcher


class KeepsLines(Widget):
    """Keeps its lines from frame to frame; the last of the bases, as Textual takes the style of the first.

    For each frame Textual asks all that is in sight for all of its lines, and works out looks and filters for each
    of them, however little changed. With a dozen widgets in sight that is a third of what a tick costs.
    """

    _kept: tuple[object, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines within a region: those of before, where none of them is to be drawn again."""
        drawn_for = (crop, self.size, self.opacity, *self.get_line_filters())
        is_dirty = self._styles_cache.is_dirty
        if self._kept is None or self._kept[0] != drawn_for or any(map(is_dirty, crop.line_range)):
            self._kept = (drawn_for, super().render_lines(crop))
        return self._kept[1]

    def refresh(self, *regions: Region, **how: Any) -> Self:
        """Draw again; without regions all of it, also where it is hidden now and so has no line to be dirty."""
        if not regions:
            self._kept = None
        return super().refresh(*regions, **how)


class Column(Vertical, KeepsLines):
    """A vertical container."""


class Row(Horizontal, KeepsLines):
    """A horizontal container."""


class Switcher(ContentSwitcher, KeepsLines):
    """A container that shows one of its children."""
