"""How a week of the calendar is drawn: month and number of the week, a tile for each day, and what stands beside it.

In one line, or in two where all weeks have room for that: then the sign of a day stands below its number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from routine_tui.facts import guidance
from routine_tui.glyphs import ASCII, Glyphs
from routine_tui.model.day.calendar_weeks import month_told, week_count
from routine_tui.model.day.progress import CalendarCell, cell
from routine_tui.model.guidance import phase_at
from routine_tui.model.recovery.answers import range_of
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.trends import LABELS
from routine_tui.model.text import clipped
from routine_tui.ui.widgets.beside_week import (
    GAP,
    Told,
    beside_one_line,
    beside_week,
    days_of_week,
    over_lines,
    phase_look,
)
from routine_tui.ui.widgets.day_events import DayEvents
from routine_tui.ui.widgets.lines import KeepsLooks, click_target, plain_style, strip

EDGE: Final = 8
"""Columns of the month and the number of the week at the left edge."""
ROUTINE: Final = ""
"""What the cells show at first, in place of a sign's name."""
WIDE_CELL, ROOMY_CELL, NARROW_CELL = 7, 5, 4
"""Columns of a day: a gap, a sign, its number and one more sign; with an edge at each side where there is much room,
and without the gap where it is narrow."""
ROOMY: Final = EDGE + 7 * ROOMY_CELL + 1
"""Columns of a week with all its gaps, the last one among them, which holds a bracket."""
WIDE: Final = EDGE + 7 * WIDE_CELL + 1 + 30
"""Columns from which on the days are wide: what stands beside a week keeps enough."""
FEWEST_BESIDE: Final = 12
"""Columns below which nothing is told beside a week."""
MOSTLY: Final = 0.75
"""From which share on most of a day was done."""
DARKEST: Final = 4
"""How many tints a value can have."""


Parts = list[tuple[str, Style]]
"""A piece of a line: texts with their looks."""


class WeekKnown(NamedTuple):
    """What is told of a week, wherever the cursor stands: it is worked out once for as long as it stays as it is."""

    cells: Mapping[date, CalendarCell]
    beside: Sequence[Parts]
    """What stands beside the days, a line each."""
    tiles: dict[tuple[date, bool], list[Parts]]
    """The tiles that were drawn, each without the cursor or with it: a move of that changes two of a week's seven."""


class WeekLine:
    """Draws weeks with the looks of a widget."""

    def __init__(
        self, widget: KeepsLooks, glyphs: Glyphs, happening: DayEvents, values: str, width: int, is_wide: bool = False
    ) -> None:
        self._widget = widget
        self._glyphs = glyphs
        self._happening = happening
        self._values = values
        self._width = width
        self._is_roomy = width >= ROOMY
        self._cell = WIDE_CELL if is_wide else ROOMY_CELL if self._is_roomy else NARROW_CELL
        self._pad = " " * ((self._cell - ROOMY_CELL) // 2) if is_wide else ""
        self._has_brackets = glyphs is ASCII or widget.app.no_color

    def column_of(self, weekday: int) -> int:
        """The column of a day's number, by its place in the week from 0."""
        return EDGE + weekday * self._cell + (1 if self._is_roomy else 0) + len(self._pad)

    def heading(self, names: Sequence[str], lines: int = 1) -> str:
        """The names of the weekdays above their columns, and at the edge the sign whose values the cells show."""
        gap = " " if self._is_roomy else ""
        edge = f"{LABELS[self._values][: EDGE - 1]:<{EDGE}}" if self._values != ROUTINE else f"{'wk':>{EDGE - 1}} "
        edge += " " if self._is_roomy and self._has_digits(lines) else ""
        pad = self._pad
        shown = [f"{name[:3]:<3}" if pad else f"{name[:2]} " for name in names]
        return edge + "".join(f"{gap}{pad} {name}{pad}" for name in shown)

    def known(self, recovery: Recovery, first: date, today: date, lines: int = 1) -> WeekKnown:
        """What is told of the week that begins with a day, wherever the cursor stands."""
        every = [first + timedelta(days=k) for k in range(7)]
        cells = {day: cell(recovery, day, today) for day in every if recovery.contains(day)}
        count = week_count(cells.values(), today)
        return WeekKnown(cells, self._beside(recovery, first, today, lines, count) if cells else [[]] * lines, {})

    def drawn(
        self, recovery: Recovery, known: WeekKnown, first: date, number: int, shown: date, today: date, lines: int = 1
    ) -> list[Strip]:
        """The lines of the week that begins with a day, the ``number``-th since day zero; ``shown`` has the cursor."""
        every = [first + timedelta(days=k) for k in range(7)]
        days, beside = list(known.cells), known.beside
        for day in days:
            if (day, day == shown) not in known.tiles:
                known.tiles[day, day == shown] = self._day(recovery, known.cells[day], shown, today, lines)
        tiles = {day: known.tiles[day, day == shown] for day in days}
        drawn = []
        for line in range(lines):
            parts = self._edge(recovery, days, number) if line == 0 else [(" " * EDGE, self._plain)]
            for day in every:
                parts += self._with_gap(day, first, shown, line, tiles)
            if self._is_roomy:
                ends = self._has_brackets and (every[-1], line) == (shown, 0)
                parts.append(("]" if ends else " ", self._look("bracket")))
            drawn.append(strip([*parts, *beside[line]]).adjust_cell_length(self._width, self._plain))
        return drawn

    def _with_gap(self, day: date, first: date, shown: date, line: int, tiles: Mapping[date, Sequence[Parts]]) -> Parts:
        """A line of a tile, after a gap that holds a bracket beside the day under the cursor."""
        tile = tiles[day][line] if day in tiles else [(" " * (self._cell - self._is_roomy), self._plain)]
        if not self._is_roomy:
            return tile
        if not self._has_brackets:
            return [(" ", self._plain), *tile]
        ends = day != first and day - timedelta(days=1) == shown
        bracket = " " if line else "[" if day == shown else "]" if ends else " "
        return [(bracket, self._look("bracket")), *tile]

    # ------------------------------------------------------------------ the days

    def _edge(self, recovery: Recovery, days: Sequence[date], number: int) -> Parts:
        """The month, where it is another than that of the week before, and the number of the week."""
        told = month_told(days, number, recovery.day_zero)
        return [(f"{told:<4}", self._look("month")), (f"{number:>3} ", self._look("quiet"))]

    def _day(self, recovery: Recovery, found: CalendarCell, shown: date, today: date, lines: int) -> list[Parts]:
        """The lines of a tile of four columns, or of six."""
        day = found.day
        is_here, meta = day == shown, click_target("day", day.isoformat())
        value = self._logged(recovery, day)
        tile = self._look("cursor") if is_here else self._tile(found, value)
        sign, number, end = self._signs(recovery, found, value, today, lines)
        numbered = ended = tile
        if day == today:
            numbered = tile + (Style(underline=True) if is_here else self._look("today", partial=True))
        if end and not is_here:
            ended = tile + self._look("event" if end == self._glyphs.event else "change", partial=True)
        tile, numbered, ended, pad = tile + meta, numbered + meta, ended + meta, self._pad
        if lines == 2:
            above = [(f"{pad} ", tile), (number, numbered), (f" {pad}", tile)]
            return [above, [(f"{pad}{sign:>3}", tile), (end or " ", ended), (pad, tile)]]
        if is_here and not self._is_roomy and self._has_brackets:
            return [[("[", tile), (number, numbered), ("]", tile)]]
        drawn = [(sign, tile), (number, numbered), (end or " ", ended)][: 2 if len(sign + number) == NARROW_CELL else 3]
        return [[(pad, tile), *drawn, (pad, tile)] if pad else drawn]

    def _tile(self, found: CalendarCell, value: float | None) -> Style:
        """The look of a day: the more was done, or the higher the value, the fuller; quiet where nothing is said."""
        if self._values != ROUTINE:
            most = range_of(self._values)[1]
            return self._look("quiet") if value is None else self._look(f"value-{round(value / most * DARKEST)}")
        if found.state == "complete":
            return self._look("heat-3")
        if found.state == "partial":
            return self._look("heat-2" if found.done >= MOSTLY * found.due else "heat-1")
        return self._plain if found.state in ("today", "skipped", "paused") else self._look("quiet")

    def _signs(
        self, recovery: Recovery, found: CalendarCell, value: float | None, today: date, lines: int
    ) -> tuple[str, str, str]:
        """The sign of a day, its number, and the sign of what happens on it; a value that is a digit stands apart."""
        number = f"{found.day.day:>2}"
        if self._values == ROUTINE:
            happens = self._happening.on(recovery, found.day, today)
            end = self._glyphs.happens(any(one.is_appointment for one in happens)) if happens else ""
            return self._glyphs.day(found.state, found.day > today), number, end
        if value is None:
            sign = self._glyphs.open if found.day <= today and found.state != "blank" else " "
        else:  # below its number a digit is told from it, beside it a height
            sign = str(int(value)) if lines == 2 else self._glyphs.level(int(value), range_of(self._values)[1])
        if not self._has_digits(lines):
            return sign, number, ""
        return (sign, f" {number}", "") if self._is_roomy else (" ", f"{sign:>2}", "")

    def _has_digits(self, lines: int) -> bool:
        """Whether a value is a digit on the line of the day's number, which stands a column further for it."""
        return self._values != ROUTINE and self._glyphs is ASCII and lines == 1

    def _logged(self, recovery: Recovery, day: date) -> float | None:
        """The value of the sign that is shown; None where none was recorded."""
        check_in = recovery.record(day).skin if self._values != ROUTINE else None
        return check_in.number(self._values) if check_in else None

    # ------------------------------------------------------------------ beside them

    def _beside(self, recovery: Recovery, first: date, today: date, lines: int, count: str) -> list[Parts]:
        """The phase as a bar, what is told of the week as far as there is room, and how much was done at the right."""
        room = self._width - (EDGE + 7 * self._cell + 1) - 3
        if room < FEWEST_BESIDE:
            return [[]] * lines
        days = days_of_week(recovery, first)
        phase = phase_at(guidance.phases(), recovery.offset(days[-1]))
        bar = (f"{self._glyphs.edge} ", self._look(phase_look(phase)))

        def told_of(some: Sequence[date]) -> list[Told]:
            return self._told_of(recovery, some, today)

        told = told_of(days) if lines > 1 else beside_one_line(recovery, first, told_of, room)
        drawn = [
            [bar, *(part for one in line for part in self._told(one))]
            for line in over_lines(told, room, lines, self._glyphs.cut)
        ]
        if count and self._values == ROUTINE:
            for line in drawn:
                gap = room + len(bar[0]) - sum(cell_len(text) for text, _ in line) - len(count) - 1
                if gap >= 0:
                    line.append((" " * gap + count, self._look("quiet")))
                    break
        return drawn

    def _told_of(self, recovery: Recovery, days: Sequence[date], today: date) -> list[Told]:
        """All that is told of the days of a week; beside the values of a sign, products in place of events."""
        if self._values != ROUTINE:
            told = beside_week(recovery, days, today, (), self._glyphs)
            return told + self._introduced(recovery, days[0], days[-1])
        happens = [one for day in days for one in self._happening.on(recovery, day, today)]
        return beside_week(recovery, days, today, happens, self._glyphs)

    def _told(self, one: Told) -> Parts:
        look = self._look(one.look)
        said = look if one.look.startswith("phase") else self._look("quiet")
        return [(one.sign, look), (one.words + " " * GAP, said)]

    def _introduced(self, recovery: Recovery, first: date, last: date) -> list[Told]:
        """The products introduced in a week, beside the values of a sign."""
        from routine_tui.model.skin.trends import events

        found = [one for one in events(recovery) if first <= one.day <= last]
        return [Told(clipped(one.label), "change", f"{self._glyphs.change} {one.day.day} ") for one in found]

    def _look(self, name: str, partial: bool = False) -> Style:
        return self._widget.look(f"window-grid--{name}", partial=partial)

    @property
    def _plain(self) -> Style:
        return plain_style(self._widget)
