"""One section of the Skin view as a list: trends, what to avoid, products, pictures, or what is asked once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from routine_tui.ui.keys import moves
from routine_tui.ui.widgets.lines import plain_style, strip
from routine_tui.ui.widgets.row_list import Row, RowList
from routine_tui.ui.widgets.trend_lines import NOW, QUIET, VALUE, Line

SkinKind = Literal["heading", "level", "check_in", "trend", "avoid", "product", "add", "photo", "photos", "profile",
                   "words", "charts"]  # fmt: skip
"""``charts`` stands in the place of trends while somebody looks less; ``add`` and ``photos`` stand where there is no
product and no picture yet."""


class SkinRow(Row, frozen=True):
    """One line of the Skin view."""

    kind: SkinKind
    parts: tuple[tuple[str, str], ...] = ()
    """What is drawn in place of a label and a value: texts, each with its look."""


class SkinList(RowList):
    """The list of the Skin view."""

    COMPONENT_CLASSES = {QUIET, VALUE, NOW}
    DEFAULT_CSS = """
    SkinList > .trend--quiet { color: $text-muted; }
    SkinList > .trend--value { color: $secondary; }
    SkinList > .trend--now { text-style: bold; }
    """
    BINDINGS = moves("skin")
    labels: var[int] = var(0)
    """Columns of the labels; 0 for as many as they need."""

    @dataclass
    class Turned(Message):
        """The section some places on is wanted (back, when negative)."""

        by: int

    @property
    def label_width(self) -> int:
        """Columns of the labels, which each section chooses by itself."""
        return self.labels or super().label_width

    def row_width(self, row: Row, room: int) -> int:
        """Columns of the label of one row, as many as the others have where more than one column stands beside them."""
        return self.labels or super().row_width(row, room)

    def action_section(self, by: int) -> None:
        """Ask for another section."""
        self.post_message(self.Turned(by))

    def line(self, y: int, width: int) -> Strip:
        """One line of the list; one that is drawn in parts has the sign of the cursor before them."""
        row = self.rows[y]
        if not isinstance(row, SkinRow) or not row.parts:
            return super().line(y, width)
        here = y == self._cursor
        plain = self.look("row-list--cursor") if here else plain_style(self)
        parts = [(f" {self._glyphs.cursor if here else ' '} ", plain)]
        parts += [(text, plain if here or not look else self.look(look)) for text, look in row.parts]
        return strip(parts).adjust_cell_length(width - self.scrollbar_size_vertical, plain)


def drawn_row(kind: SkinKind, line: Line, key: str = "") -> SkinRow:
    """A row that is drawn in parts."""
    return SkinRow(kind, "".join(text for text, _ in line), "", key, parts=tuple(line))
