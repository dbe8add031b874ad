"""The calendar in the plain mode: a line a day, in words, in the place of a grid of signs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from rich.cells import set_cell_size
from textual.geometry import Offset, Size
from textual.strip import Strip

from routine_tui.model.day.progress import CalendarCell, DayState, cell
from routine_tui.model.skin.trends import LABELS
from routine_tui.model.text import clipped, weekday_day
from routine_tui.ui.widgets.lines import click_target, plain_style, strip
from routine_tui.ui.widgets.week_line import ROUTINE
from routine_tui.ui.widgets.window_grid import WindowGrid

_STATES: Final[Mapping[DayState, str]] = {
    "complete": "all done", "partial": "some done", "open": "not recorded", "skipped": "all skipped",
    "rest": "nothing due", "paused": "paused", "today": "to do", "ahead": "", "blank": "before the first record",
}  # fmt: skip
_DAYS_A_WEEK: Final = 7


class DayList(WindowGrid):
    """The days of the window, one below the other: up and down go by a day, left and right as well."""

    def line(self, y: int, width: int) -> Strip:
        """A day in words."""
        recovery = self.recovery
        if recovery is None:
            return Strip.blank(width, plain_style(self))
        day = recovery.day_zero + timedelta(days=y)
        here = day == self.day
        style = self.look("window-grid--cursor") if here else plain_style(self)
        text = f" {self._glyphs.cursor if here else ' '} {self.words(day)}"
        return strip([(set_cell_size(text, width), style + click_target("day", day.isoformat()))])

    def words(self, day: date) -> str:
        """What a day says: its date, its number, how much was done or the value of the sign, and what happens on it."""
        recovery = self.recovery
        assert recovery is not None
        found = cell(recovery, day, self.today)
        check_in = recovery.record(day).skin if self.values != ROUTINE else None
        if self.values != ROUTINE:
            value = check_in.number(self.values) if check_in else None
            said = f"{LABELS[self.values]} {'not recorded' if value is None else f'{value:g}'}"
        else:
            said = _told(found)
        happens = [clipped(one.name or one.title) for one in self._happening.on(recovery, day, self.today)]
        today = "today" if day == self.today else ""
        parts = [weekday_day(day, self.today), f"day {found.offset}", today, said, *happens]
        return ", ".join(part for part in parts if part)

    @property
    def cursor_cell(self) -> Offset:
        """The line of the day that is shown."""
        return Offset(0, self._line_of(self.day) if self.recovery else 0)

    def _line_of(self, day: date) -> int:
        return (day - self.recovery.day_zero).days if self.recovery else 0

    def _lines_of(self, *days: date) -> list[int]:
        return sorted({self._line_of(day) for day in days})

    def _measure(self) -> None:
        if self.recovery is not None:
            self.virtual_size = Size(self.size.width, self.recovery.window_days)
            self.refresh()
            self.call_after_refresh(self.show_line, self._line_of(self.day), 2)

    def action_day(self, by: int) -> None:
        """Go one day on or back: in a list what is above is the day before, and not the week before."""
        super().action_day(by // _DAYS_A_WEEK if abs(by) == _DAYS_A_WEEK else by)


def _told(found: CalendarCell) -> str:
    """How much was done of a day."""
    count = f", {found.done} of {found.due}" if found.done and found.state == "partial" else ""
    return f"{_STATES[found.state]}{count}"
