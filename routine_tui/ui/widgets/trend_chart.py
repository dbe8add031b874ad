"""One sign or feeling over the window, as a line of cells and as a chart.

Block characters of our own, and no plotting library: the values are whole numbers from 0 to 4 on days with gaps, so a
cell a day says all there is. A library draws lines between points, and so through days that were never logged; it
needs braille or box characters that plain ASCII lacks; and it is imported at a cost that a start would feel.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from textual.geometry import Size
from textual.strip import Strip

from routine_tui.facts import guidance
from routine_tui.facts import skin as skin_facts
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.recovery.answers import SIGNS
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.trends import LABELS, Chart, Event, charted, series
from routine_tui.ui.widgets.lines import PLAIN, KeepsLooks, plain_style, strip
from routine_tui.ui.widgets.trend_lines import (
    EDGE,
    LABEL_WIDTH,
    NEWEST_WIDTH,
    NOW,
    QUIET,
    VALUE,
    Line,
    cells_of,
    drawn,
    foot,
    rows_of_bars,
)

TALLEST: Final = 3
"""The most rows of a small chart."""
TALLEST_VALUE: Final = 6
"""The most rows from one value of a chart to the next."""
AROUND: Final = 4
"""Rows of a chart above and below its values: phases, axis, dates, numbers of changes."""
WITH_WORDS: Final = 60
"""Cells from which on a chart has the words of its scale beside the numbers."""
LONGEST_WORDS: Final = 20
"""The most cells of them."""


def scale_of(name: str, width: int, glyphs: Glyphs) -> dict[int, str]:
    """What the values of a sign or feeling stand for, in short; nothing where a chart has too few cells for words."""
    if width < WITH_WORDS:
        return {}
    said = {value: words.split(",")[0] for value, words in skin_facts.question(name).scale}
    return {
        value: words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1].rstrip() + glyphs.cut
        for value, words in said.items()
    }


class Trends(KeepsLooks):
    """Charts drawn by line, once for the width and what was asked for; a subclass says which."""

    COMPONENT_CLASSES = {PLAIN, QUIET, VALUE, NOW}
    DEFAULT_CSS = """
    Trends { height: auto; width: 1fr; }
    Trends > .trend--quiet { color: $text-muted; }
    Trends > .trend--value { color: $secondary; }
    Trends > .trend--now { color: $accent; text-style: bold; }
    """

    def __init__(
        self, recovery: Recovery | None, today: date, happened: tuple[Event, ...], glyphs: Glyphs = UNICODE
    ) -> None:
        super().__init__()
        self._recovery = recovery
        self._today = today
        self._happened = happened
        self._glyphs = glyphs
        self._asked = (SIGNS[0], False, 0)
        self._lines: list[Line] = []
        self._lines_for: tuple[object, ...] = ()

    def follow(self, recovery: Recovery, today: date, happened: tuple[Event, ...]) -> None:
        """Draw what is recorded now."""
        if (recovery, today, happened) != (self._recovery, self._today, self._happened):
            self._recovery, self._today, self._happened = recovery, today, happened
            self._lines_for = ()
            self.refresh(layout=self.styles.is_auto_height)

    def show(self, name: str, so_far: bool = False, room: int = 0) -> None:
        """Draw a sign or feeling, over the whole window or until today, in so many lines where it can be chosen."""
        if self._asked != (name, so_far, room):
            self._asked = (name, so_far, room)
            self.refresh(layout=self.styles.is_auto_height)

    def chart(self, name: str, cells: int) -> Chart:
        """What is drawn of a sign or feeling in so many cells."""
        assert self._recovery is not None
        room, so_far = max(1, cells), self._asked[1]
        return charted(self._recovery, name, self._today, room, guidance.phases(), self._happened, so_far)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are in this width."""
        return len(self._drawn(width))

    def render_line(self, y: int) -> Strip:
        """One line, empty below the last."""
        lines, width = self._drawn(self.size.width), self.size.width
        parts = [(text, self.look(look)) for text, look in lines[y]] if y < len(lines) else []
        return strip(parts).adjust_cell_length(width, plain_style(self))

    def draw(self, width: int) -> list[Line]:
        """All lines for a width. Subclasses draw them."""
        raise NotImplementedError

    def _drawn(self, width: int) -> list[Line]:
        if (width, self._asked) != self._lines_for:
            self._lines_for = (width, self._asked)
            self._lines = self.draw(width)
        return self._lines


class TrendChart(Trends):
    """One sign or feeling, large."""

    def draw(self, width: int) -> list[Line]:
        """A row a value, as tall as there is room for, and what stands around it; with words beside it where wide."""
        chart, room = self.drawn_chart(width), self._asked[2]
        values = 5 if chart.most <= 4 else 6
        tall = max(1, min(TALLEST_VALUE, (room - AROUND - values) // (values - 1) + 1))
        return drawn(chart, self._glyphs, width, tall, scale_of(chart.name, width, self._glyphs))

    def drawn_chart(self, width: int) -> Chart:
        """What is drawn in a width, beside the scale."""
        return self.chart(self._asked[0], width - self._edge(width))

    def cells(self, width: int) -> int:
        """How many cells a column has in a width."""
        return cells_of(self.drawn_chart(width), width - self._edge(width))

    def _edge(self, width: int) -> int:
        words = scale_of(self._asked[0], width, self._glyphs)
        return EDGE + (max(map(len, words.values())) + 1 if words else 0)


class SmallTrends(Trends):
    """The six signs, a small chart each, one below the other on one time axis; the chosen one's name is bold."""

    def draw(self, width: int) -> list[Line]:
        """As many rows a sign as there is room for."""
        charts = [self.chart(name, width - LABEL_WIDTH - NEWEST_WIDTH) for name in SIGNS]
        cells = cells_of(charts[0], width - LABEL_WIDTH - NEWEST_WIDTH)
        below = foot(charts[0], LABEL_WIDTH, cells, self._glyphs)
        height = max(1, min(TALLEST, (self._asked[2] - len(below)) // len(charts)))
        return [line for chart in charts for line in self._small(chart, height, cells)] + below

    def _small(self, chart: Chart, height: int, cells: int) -> list[Line]:
        points = series(self._recovery, chart.name) if self._recovery else ()
        newest = str(points[-1].value) if points else self._glyphs.rest
        named = NOW if chart.name == self._asked[0] else QUIET
        lines: list[Line] = [
            [(" " * LABEL_WIDTH, QUIET), (row, VALUE)] for row in rows_of_bars(chart, height, cells, self._glyphs)
        ]
        lines[-1][0] = (LABELS[chart.name].ljust(LABEL_WIDTH), named)
        lines[-1].append((newest.rjust(NEWEST_WIDTH), named))
        return lines
