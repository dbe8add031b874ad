"""The ground for lists that draw by line: one widget however many rows, two lines repainted when two changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from routine_tui.ui.widgets.kept import KeepsLines

PLAIN: Final = "line--plain"
"""A component class of each widget that draws by line, for text without a look of its own."""

FEW_LINES: Final = 2_000
"""The most of a text, in characters, that a few lines below a list can show; the rest need not be laid out."""


class KeepsLooks(KeepsLines):
    """Keeps the looks of its parts over a repaint, where Textual makes them anew: a quarter of what a tick draws.

    They follow from the stylesheet and the theme alone, and both tell when they change.
    """

    def __init__(self, *children: Widget, **named: Any) -> None:
        super().__init__(*children, **named)
        self._looks: dict[tuple[str, bool], Style] = {}

    def look(self, name: str, partial: bool = False) -> Style:
        """The style of a part of the widget, by its component class; ``partial`` is what that class alone says."""
        style = self._looks.get((name, partial))
        if style is None:
            style = self._looks[name, partial] = self.get_component_rich_style(name, partial=partial)
        return style

    def notify_style_update(self) -> None:
        """Forget the looks: the stylesheet or the theme is another."""
        self._looks.clear()
        super().notify_style_update()


class LineList(ScrollView, KeepsLooks, can_focus=True):
    """A scrolling column of lines; a subclass says how many there are and draws each."""

    COMPONENT_CLASSES = {PLAIN}
    DEFAULT_CSS = """
    LineList { height: 1fr; width: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; background: $background; }
    LineList:focus { background-tint: transparent; }
    """

    def line(self, y: int, width: int) -> Strip:
        """One line, by its number from the top. Subclasses draw it."""
        raise NotImplementedError

    _cursor = 0

    @property
    def cursor_cell(self) -> Offset:
        """Where the cursor stands among the lines: column and line."""
        return Offset(0, self._cursor)

    def clicked(self, event: events.MouseEvent) -> Offset:
        """Which cell of which line an event of the mouse is on: a box around the list is none of its lines."""
        return Offset(event.x - self.gutter.left, event.y - self.gutter.top + self.scroll_offset.y)

    _told: tuple[object, ...] = ()
    """The room, the lines and the padding that it was last told of."""

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        # Textual compares how many lines there are with how many are in view: so it draws the scroll bar anew whenever
        # anything anywhere is laid out
        told = (size, self.virtual_size, self.styles.gutter.totals)
        if told == self._told:
            return False
        self._told = told
        return super()._size_updated(size, virtual_size, container_size, layout)

    def set_line_count(self, count: int) -> None:
        """Say how many lines there are; the scrollbar follows."""
        self.virtual_size = Size(self.size.width, count)

    def render_line(self, y: int) -> Strip:
        """One line of what is in view."""
        width = self.scrollable_content_region.width  # what the scroll bar leaves
        number = y + self.scroll_offset.y
        if not 0 <= number < self.virtual_size.height or width < 1:
            return Strip.blank(width, plain_style(self))
        return self.line(number, width).adjust_cell_length(width, plain_style(self))

    def repaint(self, lines: Sequence[int]) -> None:
        """Repaint these lines and no others."""
        top = self.scroll_offset.y
        regions = [Region(0, line - top, self.size.width, 1) for line in lines if 0 <= line - top < self.size.height]
        if regions:
            self.refresh(*regions)

    def show_line(self, line: int, margin: int = 1) -> None:
        """Scroll so that a line is in view, with a little of what is around it; where it is, no frame is drawn."""
        first, last = max(0, line - margin), min(line + margin, self.virtual_size.height - 1)
        top, height = self.scroll_offset.y, self.size.height
        if not (top <= first and last < top + height):
            self.scroll_to_region(Region(0, first, 1, 1 + 2 * margin), animate=False, force=True)


def retitle(widget: Widget, title: str) -> None:
    """Give a panel another title, as plain text; Textual draws the whole panel anew even where it is the same again."""
    content = Content(title)
    if widget.border_title != content.markup:
        widget.border_title = content


def plain_style(widget: KeepsLooks) -> Style:
    """The style of plain text in a widget."""
    return widget.look(PLAIN)


def strip(segments: Sequence[tuple[str, Style]]) -> Strip:
    """A strip of texts with their styles."""
    return Strip([Segment(text, style) for text, style in segments])


@lru_cache(1024)
def click_target(kind: str, what: str) -> Style:
    """What a click on a part of a line is told, as a style without a look: that it is of a kind, and which of it.

    Each is made once, as rich packs what a style carries into bytes whenever it makes one.
    """
    return Style(meta={kind: what})
