"""A list of rows under headings, each a label with what stands beside it; a cursor passes the headings by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.ui.widgets.lines import LineList, plain_style, strip

SPAN_WIDTH: Final = 22
"""Columns that ``12 Feb to 26 Feb 2027`` needs, with one that keeps it from what stands beside it."""
WITH_SPAN: Final = 50
"""Columns of a list from which on the labels of all rows may be as long as that."""
BESIDE_LABEL: Final = 4
"""Columns of a row besides its label and what stands beside it: the cursor with its gaps, and one between the two."""
LONGEST_LABEL: Final = 34
"""Columns that labels have at most where they leave less than all beside them."""
DAY_WIDTH: Final = 18
"""Columns that ``Tue 22 Dec, 11:00`` needs."""


class Row(Struct, frozen=True):
    """One line: a heading, words, or something that can be opened."""

    kind: str
    """``heading``, ``words``, or what it is that can be opened."""
    label: str = ""
    value: str = ""
    """What stands beside the label."""
    key: str = ""
    """Which thing of its kind: the name of a sign, the id of a product …"""
    strong: bool = False
    """Whether it must not be overlooked."""
    quiet: bool = False
    """Whether it is over, or only there to be looked up."""

    @property
    def is_open(self) -> bool:
        """Whether the cursor can stand on it."""
        return self.kind not in ("heading", "words")


class RowList(LineList):
    """One line a thing; a subclass has the keys."""

    COMPONENT_CLASSES = {"row-list--cursor", "row-list--heading", "row-list--quiet", "row-list--strong"}
    DEFAULT_CSS = """
    RowList { padding: 0 1; }
    RowList > .row-list--heading { text-style: bold; }
    RowList > .row-list--quiet { color: $text-muted; }
    RowList > .row-list--strong { text-style: bold; }
    RowList > .row-list--cursor { background: $block-cursor-blurred-background; }
    RowList:focus > .row-list--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    """
    rows: var[tuple[Row, ...]] = var(())

    class Opened(Message):
        """The line under the cursor was clicked on: it is to be opened."""

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._cursor = 0
        self._labels: tuple[tuple[Row, ...], int, int] = ((), 0, 0)
        """The columns of the labels, and for which rows in which width."""
        self.follower: Callable[[Row | None], None] = _nobody
        """Told at once which row the cursor stands on, so that what follows from it is drawn in the same frame."""

    @property
    def row(self) -> Row | None:
        """What the cursor stands on."""
        row = self.rows[self._cursor] if self._cursor < len(self.rows) else None
        return row if row and row.is_open else None

    @property
    def label_width(self) -> int:
        """Columns of the labels, as many as they need."""
        rows, width, found = self._labels
        if rows is not self.rows or width != self.size.width:
            found = label_width(self.rows, self.size.width)
            self._labels = (self.rows, self.size.width, found)
        return found

    def row_width(self, row: Row, room: int) -> int:
        """Columns of the label of one row: its own where else a date is cut, or a label though all of the row fits."""
        labels, own = self.label_width, cell_len(row.label) + 1
        return own if labels < own <= max(SPAN_WIDTH, room - cell_len(row.value)) else labels

    def line(self, y: int, width: int) -> Strip:
        """One line of the list, which ends a column before its edge or its scroll bar."""
        width -= self.scrollbar_size_vertical
        row = self.rows[y]
        if row.kind == "heading":
            return strip([(f" {row.label}", self.look("row-list--heading")), *self._beside(row, width)])
        here = y == self._cursor
        style = self.look("row-list--cursor" if here else "row-list--strong" if row.strong else "row-list--quiet")
        is_plain = not here and row.is_open and not row.strong and not row.quiet
        plain = plain_style(self) if is_plain else style
        sign = self._glyphs.cursor if here else " "
        if not row.value:
            text = _fit(row.label, width - 3, self._glyphs.cut)
            return strip([(f" {sign} {text}", plain)]).adjust_cell_length(width, plain)
        labels = self.row_width(row, width - BESIDE_LABEL)
        label = _fit(row.label, labels, self._glyphs.cut)
        value = _fit(row.value, width - BESIDE_LABEL - labels, self._glyphs.cut)
        return strip([(f" {sign} {label} ", plain), (value, style)]).adjust_cell_length(width, style)

    def _beside(self, row: Row, width: int) -> list[tuple[str, Style]]:
        if not row.value:
            return []
        gap = max(1, self.label_width + 3 - cell_len(row.label))
        value = _fit(row.value, width - 1 - cell_len(row.label) - gap, self._glyphs.cut)
        return [(" " * gap + value, self.look("row-list--quiet"))]

    def watch_rows(self, before: tuple[Row, ...], rows: tuple[Row, ...]) -> None:
        """Keep the cursor on what it stood on; draw what changed."""
        old = before[self._cursor] if self._cursor < len(before) else None
        places = [y for y, row in enumerate(rows) if row.is_open]
        same = [y for y in places if old and (rows[y].kind, rows[y].key) == (old.kind, old.key)]
        near = [y for y in places if y >= self._cursor] or places[-1:]
        self._cursor = (same or near or [0])[0]
        self.virtual_size = Size(self.size.width, len(rows))
        self.refresh()
        self.show_line(self._cursor)
        self.follower(self.row)

    def on_resize(self) -> None:
        """The columns have another width; the cursor stays in view."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self.call_after_refresh(self.show_line, self._cursor)

    def action_move(self, by: int) -> None:
        """Go some lines down (up, when negative), past headings."""
        places = [y for y, row in enumerate(self.rows) if row.is_open]
        if places:
            here = places.index(self._cursor) if self._cursor in places else 0
            self._go(places[max(0, min(len(places) - 1, here + by))])

    def stand_on(self, kind: str, key: str) -> None:
        """Move the cursor to the row of a kind and key; to the first one where there is none."""
        places = [y for y, row in enumerate(self.rows) if row.is_open]
        found = [y for y in places if (self.rows[y].kind, self.rows[y].key) == (kind, key)]
        if places:
            self._go((found or places)[0])

    def on_click(self, event: events.Click) -> None:
        """A click moves to a line; a second one opens it."""
        y = self.clicked(event).y
        if 0 <= y < len(self.rows) and self.rows[y].is_open:
            already = y == self._cursor
            self._go(y)
            if already:
                self.post_message(self.Opened())

    def _go(self, y: int) -> None:
        before, self._cursor = self._cursor, y
        self.repaint([before, y])
        self.show_line(y)
        self._show_what_follows(y)
        self.follower(self.row)

    def _show_what_follows(self, y: int) -> None:
        """Bring into view what stands below the last row that can be opened, as no key would reach it."""
        if not any(row.is_open for row in self.rows[y + 1 :]) and len(self.rows) - y <= self.size.height:
            self.show_line(len(self.rows) - 1)


def label_width(rows: Sequence[Row], width: int) -> int:
    """Columns of the labels of a list of a width: what the longest needs that leaves room for what stands beside it.

    What the longest of all needs, where all beside it has room then; in a narrow list also where it is half of it.
    """
    both = [(cell_len(row.label) + 1, cell_len(row.value)) for row in rows if row.is_open and row.value]
    whole = max((label for label, _ in both), default=0)
    room = width - BESIDE_LABEL - max((value for _, value in both), default=0)
    if whole and whole <= max(room, width * 11 // 20 if width < WITH_SPAN else 0):
        return whole
    most = max(DAY_WIDTH, min(LONGEST_LABEL, max(width * 2 // 5, SPAN_WIDTH if width >= WITH_SPAN else 0)))
    return max((label for label, _ in both if label <= most), default=most)


def _nobody(_: Row | None) -> None:
    """Follow nothing."""


def _fit(text: str, size: int, cut: str) -> str:
    """A text in a column, with a sign where it is cut."""
    if size < 2:
        return ""
    return set_cell_size(text if cell_len(text) <= size else set_cell_size(text, size - 1) + cut, size)
