"""Shortening a part of a page until it fits one side: fewer entries of long lists, and less of long texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.exporters.page.beside_pictures import charts_beside, fewer_curves, said_of
from routine_tui.exporters.page.page import (
    Alert,
    Block,
    Calendar,
    Charts,
    Facts,
    Items,
    ListEntry,
    Paragraph,
    Part,
    Pictures,
    Section,
    Table,
    TableCell,
    TableGroup,
    WritingLines,
)

_T = TypeVar("_T")


class Shortening(Struct, frozen=True):
    """How much a side holds at most."""

    size: float
    """Of its letters, in points."""
    rows: int
    """Of a list or a table."""
    letters: int
    """Of one text in it."""
    weeks: int
    """Of the calendar: the newest."""
    curves: int
    """Of the charts: those of the problems that come first."""
    line: int
    """Letters of one text of a list that are kept at least: to cut within a line of plain letters gains nothing."""
    air: bool = False
    """Whether there is air between rows and above headings: it goes before anything is shortened."""
    dense: bool = False
    """Whether what was told of the session runs on instead of a line each, before anything is shortened."""


def _levels(largest: float, smallest: float, line: int) -> tuple[Shortening, ...]:
    """From the most to the least: smaller letters first, then less of each list and each text."""
    sizes = ((largest, 1800), ((largest + smallest) / 2, 500), (smallest, 400))
    larger = (Shortening(size, 40, letters, 20, 5, line, air=True) for size, letters in sizes)
    lines = (Shortening(smallest, 40, 400, 20, 5, line, dense=dense) for dense in (False, True))
    fewer = (Shortening(smallest, *one[:4], min(line, *one[4:]) if one[4:] else line, dense=True) for one in _FEWER)
    return *larger, *lines, *fewer


_FEWER: Final = (
    (40, 400, 20, 4), (40, 400, 20, 3), (40, 300, 20, 2), (40, 220, 20, 2), (40, 180, 18, 1), (40, 150, 16, 1),
    (40, 130, 16, 1), (30, 115, 14, 1), (24, 105, 12, 1), (20, 95, 12, 1), (16, 85, 12, 1), (13, 76, 10, 1),
    (11, 72, 10, 1), (9, 69, 10, 1), (8, 66, 10, 1), (7, 60, 9, 1), (6, 54, 8, 1), (5, 47, 7, 1), (4, 40, 6, 1),
    (3, 26, 6, 1, 70), (2, 20, 4, 1, 40),
    (2, 20, 4, 0, 40),
)  # fmt: skip
"""Rows, letters, weeks and curves, and how short a text that has the whole page may be cut."""
LEVELS: Final[Mapping[Part, tuple[Shortening, ...]]] = {
    "story": _levels(10, 9, 122),  # a list has the whole width
    "detail": _levels(8.6, 8, 84),  # two lines of one of two columns
}
"""For each side from the most to the least; the last one holds on one side whatever there is."""
UNCUT_SIZE: Final = 8.0
_FEW_ROWS: Final = 3
"""With so few rows for each list, the routine, the check-ins and what was told of the session have no more of them."""
_SHARE: Final = 2 / 3
"""How many of the rows of a table a list may have."""
_FEW_CURVES: Final = 1
"""Where a side has as few curves as that, it has one line for a pen."""
ROWS_OF_A_ROUTINE: Final = 14
"""How many steps are told at least while other lists are shortened: their numbers come to the sum below them."""
LEAST_OF_WHAT_WEIGHS: Final = 320
"""How many letters of what happened, and of what the answers called for, are kept at least."""
_LONG_WORD: Final = 16
"""A text is cut between two words, unless the last one is as long as that."""
_BEFORE_CUT: Final = " ,;:("
LEAST_OF_AN_ALERT: Final = 150
"""How many letters of what is to be known first are kept at least."""
CUT: Final = "…"
_NO_MARKS: Final = "what happened when: on the web page"
"""Said where charts beside pictures have no numbers of what happened."""


def fitted(sections: Sequence[Section], level: Shortening | None) -> tuple[tuple[Section, ...], float, bool]:
    """Sections as short as a level asks, the size of their letters, and whether a text was cut.

    ``level`` is None for uncut sections.
    """
    if level is None:
        return tuple(sections), UNCUT_SIZE, False
    sections = charts_beside(sections)
    pictures = [block for one in sections for block in one.blocks if isinstance(block, Pictures)]
    takes_room = any(block.charts is None for block in pictures)
    cutter = _Cutter(level, level.curves - takes_room)
    cut = tuple(replace(one, blocks=tuple(cutter.blocks(one.blocks))) for one in sections)
    return cut, level.size, cutter.has_cut


class _Cutter:
    """Shortens blocks, and remembers whether it cut a text."""

    def __init__(self, level: Shortening, curves: int) -> None:
        self._level = level
        self._curves = curves
        """How many curves there may be: one fewer where there are pictures, which show how it went as well."""
        self.has_cut = False

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The blocks, each followed by how much of it is not there."""
        for block in blocks:
            besides: Sequence[ListEntry] = ()
            match block:
                case Facts():
                    most = self._level.rows * (2 if self._level.rows > _FEW_ROWS else 1)  # each is a line, mostly
                    pairs, left = block.pairs[:most], max(0, len(block.pairs) - most)
                    cut = tuple((self._cut(name), self._cut(text, self._level.line)) for name, text in pairs)
                    yield replace(block, pairs=cut)
                case Items():
                    items, left = self._few(block.items, 1 if block.is_grave else _SHARE)
                    besides = block.items[len(items) :] if block.is_grave else ()
                    grave = min(LEAST_OF_WHAT_WEIGHS, 8 * self._level.letters)
                    least = grave if block.is_grave else self._level.line
                    yield replace(block, items=tuple(self._item(item, least) for item in items))
                case Table():
                    groups, left = self._groups(block.groups, block)
                    yield replace(block, groups=groups)
                case Calendar():
                    weeks, left = block.weeks[-self._level.weeks :], 0
                    before = len(block.weeks) - len(weeks)
                    said = f"{before} weeks before that: the web page has all of them." if before else ""
                    yield replace(block, weeks=weeks, beside=" ".join(filter(None, (said, block.beside))))
                case Alert():
                    left = 0
                    yield replace(block, pairs=tuple((name, self._cut(text, LEAST_OF_AN_ALERT), is_grave)
                                                     for name, text, is_grave in block.pairs))  # fmt: skip
                case Charts():
                    left = 0
                    if self._curves:
                        yield fewer_curves(block, self._curves)
                    else:
                        yield Paragraph("How it went in small curves: on the web page.", quiet=True)
                case Pictures():
                    left = 0
                    cut_ones = (replace(one, caption=self._cut(one.caption)) for one in block.pictures)
                    yield Pictures(tuple(cut_ones), self._beside(block.charts))
                case WritingLines():
                    left = 0
                    yield replace(block, count=block.count if self._level.curves > _FEW_CURVES else 1)
                case Paragraph():
                    left = 0
                    yield block
            if left:
                yield Paragraph(said_of(left, tuple(dict.fromkeys(one.when.lower() for one in besides))), quiet=True)

    def _beside(self, charts: Charts | None) -> Charts | None:
        """Charts beside pictures take no height but for the words of their marks, which go first."""
        if charts is None or self._level.curves > _FEW_CURVES or not charts.marks:
            return charts
        return replace(charts, marks=(), left_out="; ".join(filter(None, (charts.left_out, _NO_MARKS))))

    def _few(self, some: Sequence[_T], share: float = _SHARE) -> tuple[Sequence[_T], int]:
        """The first of a list, which mostly is cut sooner than a table is."""
        most = max(2, int(self._level.rows * share))
        return some[:most], max(0, len(some) - most)

    def _groups(self, groups: Sequence[TableGroup], table: Table) -> tuple[tuple[TableGroup, ...], int]:
        """Rows of every group, as evenly as there are rows in them.

        A table with a sum below it is cut later than others, so that its rows come to that sum; so are check-ins.
        """
        kept = [len(group.rows) for group in groups]
        whole, newest = sum(kept), table.newest
        weighs, most = self._level.rows > _FEW_ROWS, self._level.rows
        if table.by and weighs:
            most = max(most, ROWS_OF_A_ROUTINE)
        elif table.newest and weighs:
            most *= 2
        while sum(kept) > max(most, len(groups)):
            kept[kept.index(max(kept))] -= 1
        rows = (
            group.rows[len(group.rows) - count if newest else 0 :][:count]
            for group, count in zip(groups, kept, strict=True)
        )
        least = LEAST_OF_WHAT_WEIGHS // 2 if table.newest and weighs else 0
        cut = (tuple(tuple(self._cell(cell, least) for cell in row) for row in some) for some in rows)
        return tuple(replace(group, rows=some) for group, some in zip(groups, cut, strict=True)), whole - sum(kept)

    def _item(self, item: ListEntry, least: int) -> ListEntry:
        beside, left = self._few(item.beside)
        more = (f"and {left} more line{'' if left == 1 else 's'} of this",) if left else ()
        cut = [self._cut(text, least) for text in (item.what, *beside)]
        return ListEntry(self._cut(item.when), cut[0], (*cut[1:], *more))

    def _cell(self, cell: TableCell, least: int) -> TableCell:
        return replace(cell, text=self._cut(cell.text, least), beside=tuple(map(self._cut, cell.beside)))

    def _cut(self, text: str, least: int = 0) -> str:
        lines = text.split("\n")
        most = max(1, self._level.letters // 60)
        short = "\n".join(lines[:most])[: max(self._level.letters, least)].rstrip()
        if short == text.rstrip():
            return text
        self.has_cut = True
        whole_words = short.rpartition(" ")[0] if text[len(short) : len(short) + 1].strip() else short
        short = whole_words if len(whole_words) > len(short) - _LONG_WORD else short
        return f"{short.rstrip(f'{CUT}{_BEFORE_CUT}')}{CUT}"
