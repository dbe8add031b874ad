"""Every sign and feeling that was logged, a row each on one axis: from the session to today, or the whole window.

It knows no widget: a look is the name of a component class, as in ``trend_lines``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from msgspec import Struct
from rich.cells import cell_len, set_cell_size

from routine_tui.facts import guidance
from routine_tui.glyphs import Glyphs
from routine_tui.model.recovery.answers import range_of
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.trends import LABELS, Chart, Event, Point, charted, events, series
from routine_tui.model.text import clipped, short_day
from routine_tui.ui.widgets.trend_lines import (
    LABEL_WIDTH,
    NOW,
    QUIET,
    VALUE,
    Line,
    cells_of,
    changes,
    dates,
    marked,
    number_of,
    phases,
    widened,
)

FEWEST_CELLS: Final = 12
"""Cells of a chart for which what stands beside it gives way."""
APART: Final = "  "
LABEL_LIMIT: Final = 24
"""Characters of a name among the changes."""


class Multiples(Struct, frozen=True):
    """What is drawn: two lines above, a row a sign, some lines below."""

    head: tuple[Line, ...]
    rows: dict[str, Line]
    foot: tuple[Line, ...]


class _Beside(Struct, frozen=True):
    """What stands beside the cells of one sign."""

    now: str
    day: str
    change: str
    """With the value that it is held against."""
    short_change: str


class _Plan(Struct, frozen=True):
    """How a line is divided: columns of what stands beside the charts, and which of it there is room for."""

    now: int
    day: int
    change: int
    is_short: bool

    @property
    def width(self) -> int:
        """Columns of all of it, with what keeps it apart."""
        return sum(len(APART) + one for one in (self.now, self.change) if one) + (self.day and self.day + 1)


def multiples(
    recovery: Recovery, names: Sequence[str], today: date, width: int, glyphs: Glyphs, whole: bool = False
) -> Multiples:
    """The signs and feelings of some names in so many columns; ``whole`` draws the whole window in place of its past.

    What stands beside the charts is left out from the right where there is little room.
    """
    points = {name: found for name in names if (found := series(recovery, name))}
    if not points:
        return Multiples((), {}, ())
    newest = {found[-1].day for found in points.values()}
    shared = max(newest) if len(newest) == 1 else today
    beside = {name: _beside(name, found, shared, today, glyphs) for name, found in points.items()}
    heading = "now" if shared == today else short_day(shared, today)
    days = recovery.window_days if whole else recovery.offset(recovery.nearest(today)) + 1
    plan = _planned(list(beside.values()), heading, width - LABEL_WIDTH, days)
    if len(newest) > 1 and not plan.day:  # that some are older is told by nothing else
        heading = "newest"
        plan = _planned(list(beside.values()), heading, width - LABEL_WIDTH, days)
    room = max(1, width - LABEL_WIDTH - plan.width)
    happened = events(recovery)
    charts = {
        name: charted(recovery, name, today, room, guidance.phases(), happened, so_far=not whole) for name in points
    }
    chart = next(iter(charts.values()))
    cells = cells_of(chart, room)
    return Multiples(
        _head(chart, cells, plan, heading, glyphs),
        {name: _row(one, cells, beside[name], plan, glyphs) for name, one in charts.items()},
        tuple(_foot(chart, cells, today, width, glyphs)),
    )


# ---------------------------------------------------------------------- beside the charts


def _beside(name: str, points: Sequence[Point], shared: date, today: date, glyphs: Glyphs) -> _Beside:
    """The newest value on its scale, its day where that is another than most, and what became of the first one."""
    first, newest = points[0], points[-1]
    day = short_day(newest.day, today) if newest.day != shared else ""
    sign = glyphs.same if first.value == newest.value else glyphs.lower if newest.value < first.value else glyphs.higher
    now = f"{newest.value}/{range_of(name)[1]}"
    if len(points) == 1:
        return _Beside(now, day, "", "")
    if first.value == newest.value:
        return _Beside(now, day, sign, sign)
    return _Beside(now, day, f"{sign} from {first.value}", f"{sign} {first.value}")


def _planned(beside: Sequence[_Beside], heading: str, room: int, days: int) -> _Plan:
    """The most that leaves a cell a day; where nothing does, the most that leaves some cells at least."""
    now = max(len(heading), *(len(one.now) for one in beside))
    day = max(len(one.day) for one in beside)
    long = max(len("change"), *(len(one.change) for one in beside))
    short = max(len("from"), *(len(one.short_change) for one in beside))
    plans = [
        _Plan(now, day, long, False),
        _Plan(now, day, short, True),
        _Plan(now, day, 0, True),
        _Plan(now, 0, 0, True),
    ]
    for least in (days, FEWEST_CELLS):
        for plan in plans:
            if room - plan.width >= least:
                return plan
    return plans[-1]


def _columns(plan: _Plan, now: str, day: str, change: str) -> str:
    """What stands beside the cells of a row, or above them."""
    said = f"{APART}{now:>{plan.now}}"
    if plan.day:
        said += f" {day:<{plan.day}}"
    return said + (f"{APART}{change:<{plan.change}}" if plan.change else "")


# ---------------------------------------------------------------------- lines


def _head(chart: Chart, cells: int, plan: _Plan, heading: str, glyphs: Glyphs) -> tuple[Line, ...]:
    """The dates with the names of what stands beside the charts, and the phases."""
    edge = " " * LABEL_WIDTH
    change = "from" if plan.is_short else "change"
    beside = _columns(plan, heading, "", change)
    first: Line = [(edge + dates(chart, cells), QUIET), (beside, NOW)]
    return first, [(edge, QUIET), *phases(chart, cells, glyphs)]


def _row(chart: Chart, cells: int, beside: _Beside, plan: _Plan, glyphs: Glyphs) -> Line:
    drawn = [_cell(column.value, column.ahead, chart.most, cells, glyphs) for column in chart.columns]
    line: Line = [(f"{LABELS[chart.name]:<{LABEL_WIDTH}}", "")]
    for look, parts in groupby(drawn, key=lambda part: part[1]):
        line.append(("".join(text for text, _ in parts), look))
    change = beside.short_change if plan.is_short else beside.change
    said = _columns(plan, beside.now, beside.day, change)
    at = len(APART) + plan.now
    return [*line, (said[:at], NOW), (said[at:], "")]


def _cell(value: int | None, ahead: bool, most: int, cells: int, glyphs: Glyphs) -> tuple[str, str]:
    if value is not None:
        return widened(glyphs.level(value, most), cells), VALUE
    return (" " if ahead else glyphs.open).ljust(cells), QUIET


def _foot(chart: Chart, cells: int, today: date, width: int, glyphs: Glyphs) -> Iterator[Line]:
    """Where something changed, by numbers; what it was; what the signs mean."""
    groups = changes(chart)
    if groups:
        yield [(" " * LABEL_WIDTH + marked(chart, cells), NOW)]
    said = [f"{number_of(place)}  {_named(found, today)}" for place, (_, found) in enumerate(groups)]
    yield from ([(one, QUIET)] for one in _flowing(said, width, glyphs))
    each = chart.days_per_column
    means = [f"{glyphs.open} no check-in"]
    means += [f"worst of {each} days a column"] if each > 1 else []
    yield from ([(one, QUIET)] for one in _flowing(means, width, glyphs))


def _named(found: Sequence[Event], today: date) -> str:
    """What began or happened on a day or some days that share a column: ``19 Nov Panthenol balm``."""
    named = ", ".join(clipped(one.label, LABEL_LIMIT) for one in found)
    return f"{short_day(found[0].day, today)} {named}"


def _flowing(texts: Sequence[str], width: int, glyphs: Glyphs) -> Iterator[str]:
    """Texts one after the other, as many a line as there is room for."""
    line = ""
    for text in texts:
        longer = f"{line}   {text}" if line else text
        if line and cell_len(longer) > width:
            yield line
            longer = text
        line = longer if cell_len(longer) <= width else set_cell_size(longer, max(0, width - 1)) + glyphs.cut
    if line:
        yield line
