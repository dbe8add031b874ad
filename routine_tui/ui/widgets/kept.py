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
    auto_links = False
    """No text of ours is a link of Textual's, for which it would look through each line that is drawn."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines within a region: those of before, where none of them is to be drawn again."""
        drawn_for = (crop, self.outer_size, *self.get_line_filters())  # whatever else there is refreshes it
        if self._kept is None or self._kept[0] != drawn_for or self._is_dirty(crop):
            self._kept = (drawn_for, self._drawn_anew(crop))
        return self._kept[1]

    def _is_dirty(self, crop: Region) -> bool:
        """Whether a line within a region is to be drawn again."""
        return any(map(self._styles_cache.is_dirty, crop.line_range))

    def _drawn_anew(self, crop: Region) -> list[Strip]:
        """The lines within a region, drawn anew."""
        return super().render_lines(crop)

    def refresh(self, *regions: Region, **how: Any) -> Self:
        """Draw again; without regions all of it, also where it is hidden now and so has no line to be dirty."""
        if not regions:
            self._kept = None
        return super().refresh(*regions, **how)


class Ground(KeepsLines):
    """A container, which is nothing but ground: one of its lines is drawn, and all others are the same.

    What it holds covers it, yet Textual draws every line of it, and containers are most of what is in sight.
    """

    def _is_dirty(self, crop: Region) -> bool:
        """Of lines that are all the same the first one tells it: those that are not drawn stay dirty for good."""
        return self._styles_cache.is_dirty(crop.y) if self._is_even(crop) else super()._is_dirty(crop)

    def _drawn_anew(self, crop: Region) -> list[Strip]:
        if not self._is_even(crop):
            return super()._drawn_anew(crop)
        return super()._drawn_anew(Region(crop.x, crop.y, crop.width, 1)) * crop.height

    def _is_even(self, crop: Region) -> bool:
        """Whether all of its lines are the same: no border is above or below them."""
        (above, _), (below, _) = self.styles.border_top, self.styles.border_bottom
        return bool(crop) and not above and not below


class Column(Vertical, Ground):
    """A vertical container."""


class Row(Horizontal, Ground):
    """A horizontal container."""


class Switcher(ContentSwitcher, Ground):
    """A container that shows one of its children."""
