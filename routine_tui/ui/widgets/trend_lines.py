"""One sign or feeling over the window, drawn in cells: a line of a row, a chart, a small chart of some rows.

Every value stands where it was logged and nowhere else. In ASCII each is the digit itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import groupby
from typing import Final

from msgspec import Struct

from routine_tui.glyphs import ASCII, UNICODE, Glyphs
from routine_tui.model.skin.trends import Chart, Event, TrendColumn
from routine_tui.model.text import MONTHS

LABEL_WIDTH: Final = 11
"""Cells of a name at the left of a sparkline: the longest and a space."""
NEWEST_WIDTH: Final = 4
"""Cells of the newest value at its right."""
EDGE: Final = 4
"""Cells of the scale at the left of a chart."""
WIDEST_COLUMN: Final = 4
"""The most cells that a column takes where there is room to spare."""
ROOM_OF_A_DATE: Final = 7
"""Cells from one date to the next: the longest, and a space."""
NUMBERS: Final = "123456789abcdefghijklmnopqrstuvwxyz"
"""What stands for the changes below a chart, one cell each; a later one is a plus sign."""
QUIET: Final = "trend--quiet"
VALUE: Final = "trend--value"
NOW: Final = "trend--now"

Line = list[tuple[str, str]]
"""Texts, each with the component class of its look."""


class Marks(Struct, frozen=True):
    """What a chart is drawn with, beside the signs that all views share."""

    stem: str
    phase: str
    """Where a phase begins."""
    corner: str
    today: str


BLOCKS: Final = Marks("░", "┊", "└", "▲")
PLAIN_MARKS: Final = Marks(":", "|", "+", "^")
FULL: Final = "█"
HALF: Final = "▄"
"""A value whose row also stands for the next one, which fills it."""


# ---------------------------------------------------------------------- a chart


def drawn(
    chart: Chart, glyphs: Glyphs, width: int, tall: int = 1, scale: Mapping[int, str] | None = None
) -> list[Line]:
    """The lines of a chart: phases, a row a value (every second one for feelings), axis, dates, numbers of changes.

    ``tall`` is how many lines a value has, ``scale`` what some values stand for, told beside them.
    """
    words = scale or {}
    edge = EDGE + (max(map(len, words.values())) + 1 if words else 0)
    cells = cells_of(chart, width - edge)
    step = 1 if chart.most <= 4 else 2
    lines: list[Line] = [[(" " * edge, QUIET), *phases(chart, cells, glyphs)]]
    for row in range(chart.most, -1, -step):
        named = f"{words.get(row, ''):>{edge - EDGE - 1}} " if words else ""
        lines.append([(f"{named}{row:>2} {glyphs.border}", QUIET), *_row(chart, row, step, cells, glyphs)])
        if row:
            below = _row(chart, row - 0.5, step, cells, glyphs)
            lines += [[(f"{glyphs.border:>{edge}}", QUIET), *below]] * (tall - 1)
    return [*lines, *foot(chart, edge, cells, glyphs)]


def foot(chart: Chart, edge: int, cells: int, glyphs: Glyphs) -> list[Line]:
    """What stands below a chart that begins ``edge`` cells from the left: axis, dates, numbers of what changed."""
    axis = [(" " * (edge - 1) + _marks(glyphs).corner, QUIET), *_axis(chart, cells, glyphs)]
    lines = [axis, [(" " * edge + dates(chart, cells), QUIET)]]
    return [*lines, [(" " * edge + marked(chart, cells), NOW)]] if chart.events else lines


def cells_of(chart: Chart, room: int) -> int:
    """How many cells each column of a chart takes in the room there is."""
    return max(1, min(WIDEST_COLUMN, room // len(chart.columns)))


def _row(chart: Chart, row: float, step: int, cells: int, glyphs: Glyphs) -> Line:
    """The cells of the line of a value, or of one between two values, which has stems only."""
    edges = {span.first for span in chart.spans if span.first}
    line: Line = []
    for place, column in enumerate(chart.columns):
        text, look = _cell(column, row, step, chart.most, place in edges, glyphs)
        line.append((widened(text, cells) if look == VALUE else text.ljust(cells), look))
    return line


def _cell(column: TrendColumn, row: float, step: int, most: int, edge: bool, glyphs: Glyphs) -> tuple[str, str]:
    marks, value = _marks(glyphs), column.value
    if value is not None and row == int(row) and row <= value < row + step:
        return (glyphs.level(value, most) if marks is PLAIN_MARKS else _block(value, int(row), step)), VALUE
    if value is not None and value > row:
        return marks.stem, VALUE
    if row == 0 and value is None and not column.ahead:
        return glyphs.open, QUIET
    return (marks.phase if edge else " "), QUIET


def _block(value: int, row: int, step: int) -> str:
    return FULL if step == 1 or value > row else HALF


def widened(sign: str, cells: int) -> str:
    """A sign in the cells of its column: a bar fills them, but for one where there are many; others stand first."""
    is_bar = not sign.isascii() and sign != UNICODE.open
    return (sign * (cells - 1 if cells > 2 else cells) if is_bar else sign).ljust(cells)


def _axis(chart: Chart, cells: int, glyphs: Glyphs) -> Line:
    whole = glyphs.line_rest * (cells * len(chart.columns))
    if chart.today is None:
        return [(whole, QUIET)]
    at = chart.today * cells
    return [(whole[:at], QUIET), (_marks(glyphs).today, NOW), (whole[at + 1 :], QUIET)]


def dates(chart: Chart, cells: int) -> str:
    """A date at every seventh day, or at every so many weeks as have room: with its month where that is another.

    The first date of a year that is not today's has its year.
    """
    width = cells * len(chart.columns)
    each, first = chart.days_per_column, chart.columns[0].first
    days = sum(column.days for column in chart.columns)
    weeks = next(n for n in (1, 2, 4, 8, 13, 26, 52, 104, 999) if 7 * n * cells // each >= ROOM_OF_A_DATE or n == 999)
    line, month = "", 0
    now = chart.columns[-1 if chart.today is None else chart.today]
    year = (now.first + timedelta(days=now.days - 1)).year
    for offset in range(0, days, 7 * weeks):
        day = first + timedelta(days=offset)
        said = f"{day.day} {MONTHS[day.month - 1][:3]}" if day.month != month or day.year != year else str(day.day)
        said += f" {day.year}" if day.year != year else ""
        at = offset // each * cells
        if at + len(said) <= width and (not line or at > len(line)):
            line, month, year = line.ljust(at) + said, day.month, day.year
    return line.ljust(width)[:width]


def phases(chart: Chart, cells: int, glyphs: Glyphs) -> Iterator[tuple[str, str]]:
    """The names of the phases, a border before each but the first.

    They are quiet here: the colour of one is that of what is well, which nothing about the skin has while somebody is
    to be seen.
    """
    for span in chart.spans:
        room = (span.end - span.first) * cells
        if span.first:
            yield _marks(glyphs).phase, QUIET
            room -= 1
        name = span.label if len(span.label) < room or (len(span.label) == room and span is chart.spans[-1]) else ""
        if not name and room > 4:
            name = span.label[: room - 2] + glyphs.cut
        yield name.ljust(room), QUIET


def changes(chart: Chart) -> list[tuple[int, tuple[Event, ...]]]:
    """What happened, by the column in which it did."""
    each, first = chart.days_per_column, chart.columns[0].first
    shared = groupby(chart.events, key=lambda one: (one.day - first).days // each)
    return [(place, tuple(found)) for place, found in shared]


def marked(chart: Chart, cells: int) -> str:
    """A number at each column in which something happened."""
    line = ""
    for number, (place, _) in enumerate(changes(chart)):
        line = line.ljust(place * cells) + number_of(number)
    return line


def number_of(place: int) -> str:
    """What stands for a change, by its place among them, 0 for the first: one cell, from 1 to z."""
    return NUMBERS[place] if place < len(NUMBERS) else "+"


def has_cut_names(chart: Chart, cells: int) -> bool:
    """Whether a phase has too few columns, of so many cells each, for its name, so that words have to say it."""
    return any(len(span.label) > (span.end - span.first) * cells - 1 - bool(span.first) for span in chart.spans)


def _marks(glyphs: Glyphs) -> Marks:
    return PLAIN_MARKS if glyphs is ASCII else BLOCKS


# ---------------------------------------------------------------------- small multiples


def rows_of_bars(chart: Chart, height: int, cells: int, glyphs: Glyphs) -> Iterator[str]:
    """A chart as bars of some rows, the top one first; in ASCII as digits in the lowest."""
    for row in range(height - 1, -1, -1):
        parts = [_part(column, chart.most, row, height, glyphs) for column in chart.columns]
        yield "".join(widened(part, cells) for part in parts)


def _part(column: TrendColumn, most: int, row: int, height: int, glyphs: Glyphs) -> str:
    if column.value is None:
        return " " if row or column.ahead else glyphs.open
    if glyphs is ASCII:
        return " " if row else glyphs.level(column.value, most)
    eighths = 1 + round(column.value / most * (8 * height - 1)) - 8 * row
    return " " if eighths < 1 else glyphs.bars[min(eighths, 8) - 1]
