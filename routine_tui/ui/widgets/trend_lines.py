"""One sign or feeling over the window, drawn in cells: a line of a row, a chart, a small chart of some rows.

Every value stands where it was logged and nowhere else. In ASCII each is the digit itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from routine_tui.glyphs import ASCII, UNICODE, Glyphs
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.trends import LABELS, Chart, DaySpan, TrendColumn, charted, series, spark

LABEL_WIDTH: Final = 11
"""Cells of a name at the left of a sparkline: the longest and a space."""
NEWEST_WIDTH: Final = 4
"""Cells of the newest value at its right."""
EDGE: Final = 4
"""Cells of the scale at the left of a chart."""
WIDEST_COLUMN: Final = 4
"""The most cells that a column takes where there is room to spare."""
TODAY: Final = "today"
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


# ---------------------------------------------------------------------- one line


def sparkline(chart: Chart, glyphs: Glyphs) -> str:
    """A cell a column: a height, in ASCII the digit; a dot where nothing was logged; blank ahead."""
    return spark(chart, glyphs.level, glyphs.open)


def sparkline_row(recovery: Recovery, name: str, today: date, width: int, glyphs: Glyphs) -> str:
    """A name, its sparkline over the whole window in the room there is, and the newest value (a dash for none)."""
    chart = charted(recovery, name, today, max(1, width - LABEL_WIDTH - NEWEST_WIDTH))
    points = series(recovery, name)
    newest = str(points[-1].value) if points else glyphs.rest
    cells = f"{LABELS[name]:<{LABEL_WIDTH}}{sparkline(chart, glyphs)}"
    return f"{cells:<{max(0, width - NEWEST_WIDTH)}}{newest:>{NEWEST_WIDTH}}"[: max(0, width)]


# ---------------------------------------------------------------------- a chart


def drawn(chart: Chart, glyphs: Glyphs, width: int) -> list[Line]:
    """The lines of a chart: a row a value (every second one for feelings), axis, marks, phases, days."""
    cells = cells_of(chart, width - EDGE)
    step = 1 if chart.most <= 4 else 2
    lines = [_row(chart, row, step, cells, glyphs) for row in range(chart.most, -1, -step)]
    return [*lines, *foot(chart, EDGE, cells, glyphs)]


def foot(chart: Chart, edge: int, cells: int, glyphs: Glyphs) -> list[Line]:
    """What stands below a chart that begins ``edge`` cells from the left: axis, marks, phases, days."""
    lines = [_axis(chart, cells, glyphs)]
    if chart.marks:
        lines.append([(_marked(chart, cells, glyphs), NOW)])
    lines += [_phases(chart, cells, glyphs), _days(chart, cells)]
    corner = " " * (edge - 1) + _marks(glyphs).corner
    return [[(corner if line is lines[0] else " " * edge, QUIET), *line] for line in lines]


def cells_of(chart: Chart, room: int) -> int:
    """How many cells each column of a chart takes in the room there is."""
    return max(1, min(WIDEST_COLUMN, room // len(chart.columns)))


def _row(chart: Chart, row: int, step: int, cells: int, glyphs: Glyphs) -> Line:
    edges = {span.first for span in chart.spans if span.first}
    line: Line = [(f"{row:>2} {glyphs.border}", QUIET)]
    for place, column in enumerate(chart.columns):
        text, look = _cell(column, row, step, chart.most, place in edges, glyphs)
        line.append((widened(text, cells) if look == VALUE else text.ljust(cells), look))
    return line


def _cell(column: TrendColumn, row: int, step: int, most: int, edge: bool, glyphs: Glyphs) -> tuple[str, str]:
    marks, value = _marks(glyphs), column.value
    if value is not None and row <= value < row + step:
        return (glyphs.level(value, most) if marks is PLAIN_MARKS else _block(value, row, step)), VALUE
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


def _marked(chart: Chart, cells: int, glyphs: Glyphs) -> str:
    """A sign in each column in which something happened."""
    return "".join((glyphs.event if k in chart.marks else " ").ljust(cells) for k in range(len(chart.columns)))


def _phases(chart: Chart, cells: int, glyphs: Glyphs) -> Line:
    return [("".join(_named(span, cells, glyphs) for span in chart.spans), QUIET)]


def _named(span: DaySpan, cells: int, glyphs: Glyphs) -> str:
    room = (span.end - span.first) * cells
    sign = _marks(glyphs).phase if span.first else ""
    space = room - len(sign) - 1
    if len(span.label) <= space:
        return f"{sign}{span.label}".ljust(room)
    return f"{sign}{span.label[: space - 1]}{glyphs.cut}".ljust(room) if space > 3 else sign.ljust(room)


def has_cut_names(chart: Chart, cells: int) -> bool:
    """Whether a phase has too few columns, of so many cells each, for its name, so that words have to say it."""
    return any(len(span.label) > (span.end - span.first) * cells - 1 - bool(span.first) for span in chart.spans)


def _days(chart: Chart, cells: int) -> Line:
    """The first day, today, and the last one, as far as they have room."""
    first, final = chart.columns[0], chart.columns[-1]
    last = f"D{(final.first - first.first).days + final.days - 1}"
    room = cells * len(chart.columns)
    at = None if chart.today is None else max(0, min(chart.today * cells, room - len(TODAY)))
    begin = "D0" if at is None or at > len("D0") else ""
    line: Line = [(begin if at is None else begin.ljust(at), QUIET)]
    if at is not None:
        line.append((TODAY, NOW))
    rest = room - sum(len(text) for text, _ in line)
    return [*line, (last.rjust(rest), QUIET)] if rest > len(last) else line


def phase_sign(glyphs: Glyphs) -> str:
    """What stands where a phase begins."""
    return _marks(glyphs).phase


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
