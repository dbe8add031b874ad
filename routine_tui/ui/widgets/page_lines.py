"""A page to share as lines of a terminal, laid out as on paper: labels at the left, tables in columns.

What the page says, and in which order, is the page's own model; here is only where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.style import Style

from routine_tui.exporters.page.page import (
    Alert,
    Block,
    Calendar,
    Charts,
    Facts,
    Items,
    Page,
    Paragraph,
    Pictures,
    Section,
    Table,
    TableCell,
    WritingLines,
)
from routine_tui.exporters.page.sections import picture_items
from routine_tui.glyphs import ASCII, Glyphs

LABELS: Final = 24
"""Columns of the labels at the left of facts and charts, where a page has room for them."""
TABLE_FROM: Final = 52
"""Columns from which on a table stands in columns; in fewer each row is a sentence."""
WEEK: Final = 22
"""Columns of the seven days of a week."""
GAUGE: Final = 4
"""Cells of a bar for a share of 0 to 1."""
DAYS, NUMBER = 11, 4
"""Columns of a day, and the fewest of a figure, where a table is a grid of figures."""
FEWEST_BESIDE: Final = 12
"""Columns below which nothing is told beside a week of the calendar, and no heading beside the number of a page."""
FIRST: Final = 12
"""The fewest columns of the first field of a table, which names the row."""
MOST_IN_CELL: Final = 4
"""Lines of a field of a table; the page itself has more of it."""
BOLD: Final = Style(bold=True)


class PageLines:
    """Lays out the sheets of a page in so many columns."""

    def __init__(self, glyphs: Glyphs, width: int, quiet: Style) -> None:
        self._glyphs = glyphs
        self._width = max(1, width)
        self._quiet = quiet
        self._labels = max(1, min(LABELS, self._width // 3 + 4))
        self._rule = "-" if glyphs is ASCII else "─"

    def drawn(self, page: Page, sheets: Sequence[tuple[str, Sequence[Section]]]) -> list[Content]:
        """All lines: the top, then each sheet with its name (empty for none) and its sections."""
        lines = [*self._top(page, sheets[0][0] if sheets else "")]
        for place, (name, sections) in enumerate(sheets):
            if place:
                rule = self._rule * max(0, self._width - cell_len(name) - 1)
                lines += [Content(""), self._styled(f"{rule} {name}")]
            for section in sections:
                lines += self._section(section)
        lines += [Content(""), *self._wrap(page.method, self._quiet)]
        return [line if line.cell_length <= self._width else line.truncate(self._width) for line in lines]

    # ------------------------------------------------------------------ the top and the sections

    def _top(self, page: Page, sheet: str) -> Iterator[Content]:
        yield from self._wrap(page.eyebrow, self._quiet)
        yield from self._with_end(page.heading, BOLD, sheet)
        about = " · ".join(filter(None, (page.who, page.session))).replace("·", self._glyphs.dot)
        yield from self._wrap(about, BOLD)
        yield from self._wrap(". ".join(filter(None, (page.today, page.span))), self._quiet)

    def _with_end(self, text: str, style: Style, end: str) -> Iterator[Content]:
        """A text with something at the right of its first line, or above it where that is short."""
        if end and self._width < cell_len(end) + FEWEST_BESIDE:
            yield self._styled(end)
            end = ""
        first, *more = self._wrap(text, style, self._width - cell_len(end) - 2 if end else None) or [Content("")]
        gap = " " * (self._width - first.cell_length - cell_len(end))
        yield Content.assemble(first, gap, (end, self._quiet)) if end else first
        yield from more

    def _section(self, section: Section) -> Iterator[Content]:
        yield Content("")
        yield from self._wrap(section.heading, BOLD)
        for place, block in enumerate(section.blocks):
            if place and not isinstance(block, Paragraph):
                yield Content("")
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Content]:
        match block:
            case Paragraph():
                yield from self._wrap(block.text, self._quiet if block.quiet else None)
            case Facts():
                yield from self._wrap(block.heading) if block.heading else ()
                for label, text in block.pairs:
                    yield from self._labelled(label, text)
            case Alert():
                yield from self._framed(block)
            case Items():
                yield from self._items(block)
            case Table():
                yield from self._table(block)
            case Charts():
                yield from self._charts(block)
            case Pictures():
                yield from self._items(picture_items(block))
            case Calendar():
                yield from self._calendar(block)
            case WritingLines():
                for _ in range(block.count):
                    yield self._styled(f"{block.label} ".ljust(self._width, "_"))

    # ------------------------------------------------------------------ blocks

    def _labelled(
        self, label: str, text: str, style: Style | None = None, width: int | None = None
    ) -> Iterator[Content]:
        """A quiet label at the left, what belongs to it beside it."""
        labels = self._wrap(label, self._quiet, self._labels - 1)
        texts = self._wrap(text, style, (width or self._width) - self._labels)
        yield from _beside([labels, texts], [self._labels, 0])

    def _framed(self, block: Alert) -> Iterator[Content]:
        """What is to be known first, in a frame; what weighs in bold."""
        room = max(1, self._width - 4)
        inside: list[Content] = []
        for label, text, weighs in block.pairs:
            inside += self._labelled(label, text, BOLD if weighs else None, room)
        for warning in block.warnings:
            inside += self._wrap(warning, BOLD, room)
        across, down = self._rule * (self._width - 2), "|" if self._glyphs is ASCII else "│"
        top, bottom = ("++", "++") if self._glyphs is ASCII else ("┌┐", "└┘")
        yield Content(f"{top[0]}{across}{top[1]}")
        for line in inside:
            yield Content.assemble(f"{down} ", line, " " * (room - line.cell_length), f" {down}")
        yield Content(f"{bottom[0]}{across}{bottom[1]}")

    def _items(self, block: Items) -> Iterator[Content]:
        for item in block.items:
            said = ": ".join(filter(None, (item.when, item.what)))
            texts = self._wrap(said, None, self._width - 2)
            for beside in item.beside:
                texts += self._wrap(beside, self._quiet, self._width - 2)
            yield from _beside([[Content("-")], texts], [2, 0])

    def _table(self, block: Table) -> Iterator[Content]:
        if block.grid and (self._width - DAYS) // max(1, len(block.columns) - 2) >= NUMBER:
            yield from self._grid(block)
            return
        widths = self._column_widths(block)
        if self._width < TABLE_FROM or sum(widths) > self._width:
            yield from self._rows_in_words(block)
            return
        heads = [
            self._wrap(column.head, self._quiet, size - 1) for column, size in zip(block.columns, widths, strict=True)
        ]
        yield from _beside(heads, widths)
        yield self._styled(self._rule * self._width)
        for group in block.groups:
            if group.heading:
                yield from self._wrap(group.heading, self._quiet)
            for row in group.rows:
                cells = [self._cell(cell, size - 1) for cell, size in zip(row, widths, strict=False)]
                yield from _beside(cells, widths)

    def _grid(self, block: Table) -> Iterator[Content]:
        """Short figures, a row a line, under heads that are cut; the last field, which may be long, stands below."""
        size = min(DAYS, (self._width - DAYS) // max(1, len(block.columns) - 2))
        heads = "".join(f"{column.head[: size - 1]:>{size}}" for column in block.columns[1:-1])
        yield self._styled(f"{block.columns[0].head:{DAYS}}{heads}")
        yield self._styled(self._rule * self._width)
        for first, *numbers, besides in (row for group in block.groups for row in group.rows):
            figures = "".join(f"{cell.text:>{size}}" for cell in numbers)
            yield Content((set_cell_size(first.text, DAYS) + figures).rstrip())
            yield from _beside([[], self._wrap(besides.text, self._quiet, self._width - 2)], [2, 0])

    def _column_widths(self, block: Table) -> list[int]:
        """Columns of each field by its share of the page, but those that the longest word of its head needs."""
        least = [max(map(len, column.head.split() or [""])) + 1 for column in block.columns]
        least[0] = max(least[0], FIRST)
        widths = [max(most, one.width * self._width // 100) for most, one in zip(least, block.columns, strict=True)]
        while sum(widths) > self._width and widths != least:
            spare, place = max((size - most, at) for at, (size, most) in enumerate(zip(widths, least, strict=True)))
            widths[place] -= min(spare, 1)
        return [*widths[:-1], widths[-1] + max(0, self._width - sum(widths))]

    def _cell(self, cell: TableCell, width: int) -> list[Content]:
        gauge = ""
        if cell.share is not None:
            full = round(cell.share * GAUGE)
            gauge = f"{self._glyphs.gauge * full}{self._glyphs.gauge_rest * (GAUGE - full)} "
        lines = self._wrap(gauge + cell.text, None, width)
        for beside in cell.beside:
            lines += self._wrap(beside, self._quiet, width)
        if len(lines) > MOST_IN_CELL:
            lines = [*lines[: MOST_IN_CELL - 1], self._styled(self._glyphs.cut)]
        return lines

    def _rows_in_words(self, block: Table) -> Iterator[Content]:
        for group in block.groups:
            yield from self._wrap(group.heading, self._quiet) if group.heading else ()
            for first, *others in group.rows:
                heads = [f"{column.head} " if block.grid else "" for column in block.columns[1:]]
                said = [
                    head + cell.text if cell.said is None else cell.said
                    for head, cell in zip(heads, others, strict=False)
                    if cell.text or cell.said
                ]
                yield from self._wrap(first.text, BOLD)
                for line in self._wrap("; ".join(filter(None, said)), None, self._width - 2):
                    yield Content.assemble("  ", line)

    def _charts(self, block: Charts) -> Iterator[Content]:
        """A line a sign, all on one axis of days whose dates stand above."""
        room = max(1, self._width - self._labels - 6)
        each = -(-(block.last - block.first + 1) // room)
        ticks = ""
        for offset, words in block.ticks:
            place = (offset - block.first) // each
            if place >= len(ticks) + bool(ticks) and place + len(words) <= room:
                ticks = f"{ticks:<{place}}{words}"
        yield self._styled(" " * self._labels + ticks)
        for curve in block.curves:
            highest: dict[int, float] = {}
            for offset, value in curve.points:
                place = (offset - block.first) // each
                highest[place] = max(value, highest.get(place, 0))
            count = (block.last - block.first) // each + 1
            signs = "".join(
                self._glyphs.level(round(highest[place]), curve.most) if place in highest else self._glyphs.open
                for place in range(count)
            )
            label = self._wrap(curve.label, None, self._labels - 1)
            yield from _beside([label, [Content.assemble(signs, (f" 0-{curve.most}", self._quiet))]], [self._labels, 0])
        for mark in block.marks:
            yield from _beside(
                [[self._styled(str(mark.number))], self._wrap(mark.words, self._quiet, self._width - 3)], [3, 0]
            )

    def _calendar(self, block: Calendar) -> Iterator[Content]:
        labels = max((cell_len(week.label) for week in block.weeks), default=0) + 2
        room = self._width - labels - WEEK
        yield self._styled(" " * labels + "".join(f"{name[:2]:<3}" for name in block.weekdays))
        for week in block.weeks:
            signs = "".join(
                f"{self._glyphs.day(one.state)}{self._glyphs.event if one.events else ' '} " if one else "   "
                for one in week.squares
            )
            said = ", ".join(filter(None, (week.done, week.rest)))
            beside = self._wrap(said, self._quiet, room) if room >= FEWEST_BESIDE else []
            yield from _beside([[self._styled(week.label)], [Content(signs)], beside], [labels, WEEK, 0])
        known = [
            f"{self._glyphs.event if state == 'event' else self._glyphs.day(state)} {name}"  # type: ignore[arg-type]
            for state, name in block.legend
        ]
        yield from self._wrap("  ".join(known), self._quiet)
        yield from self._wrap(block.beside, self._quiet) if block.beside else ()

    # ------------------------------------------------------------------ helpers

    def _wrap(self, text: str, style: Style | None = None, width: int | None = None) -> list[Content]:
        """A text in lines; an empty one has none."""
        lines = Content(text).wrap(max(1, self._width if width is None else width)) if text else []
        return [line.rstrip() if style is None else line.rstrip().stylize(style) for line in lines]

    def _styled(self, text: str) -> Content:
        return Content.styled(set_cell_size(text, min(cell_len(text), self._width)), self._quiet)


def _beside(columns: Sequence[Sequence[Content]], widths: Iterable[int]) -> Iterator[Content]:
    """Columns of lines side by side, each filled up to its width, where that is not 0."""
    sizes = list(widths)
    for place in range(max(map(len, columns), default=0)):
        parts: list[Content | str] = []
        for column, size in zip(columns, sizes, strict=False):
            line = column[place] if place < len(column) else Content("")
            parts += [line, " " * max(0, size - line.cell_length)]
        yield Content.assemble(*parts).rstrip()
