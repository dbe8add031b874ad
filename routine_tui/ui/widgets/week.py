"""This week and the last seven days, small: signs, and a number that blames nobody."""

from __future__ import annotations

from datetime import date, timedelta

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.day.progress import Adherence, CalendarCell, adherence_of, cell, days_between
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import WEEKDAYS
from routine_tui.ui.widgets.lines import PLAIN, KeepsLooks, plain_style, strip


class WeekStrip(KeepsLooks):
    """The seven days around the day shown, a sign each; a click opens one. Below, the last seven days as a number."""

    COMPONENT_CLASSES = {PLAIN, "week-strip--quiet", "week-strip--complete", "week-strip--title", "week-strip--day"}
    DEFAULT_CSS = """
    WeekStrip { height: 7; padding: 0 1; }
    WeekStrip > .week-strip--title { color: $text-muted; text-style: bold; }
    WeekStrip > .week-strip--quiet { color: $text-muted; }
    WeekStrip > .week-strip--complete { color: $success; }
    WeekStrip > .week-strip--day { text-style: bold reverse; }
    """
    recovery: var[Recovery | None] = var(None)
    day: var[date] = var(date.min)
    today: var[date] = var(date.min)

    class Picked(Message):
        """A day was clicked."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, glyphs: Glyphs = UNICODE, first_weekday: int = 0) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._first_weekday = first_weekday
        self._cells: tuple[CalendarCell | None, ...] = ()
        self._recent = Adherence()
        self._bars: tuple[float | None, ...] = ()

    def watch_recovery(self) -> None:
        """Draw again where a number changed."""
        self._bring_up_to_date()

    def watch_day(self) -> None:
        """Draw another week."""
        self._bring_up_to_date()

    def watch_today(self) -> None:
        """A new day has begun."""
        self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        recovery = self.recovery
        if recovery is None or self.day == date.min or self.today == date.min:
            return
        first = self.day - timedelta(days=(self.day.weekday() - self._first_weekday) % 7)
        week = (first + timedelta(days=k) for k in range(7))
        cells = tuple(cell(recovery, day, self.today) if recovery.contains(day) else None for day in week)
        until = min(self.day, self.today)
        last_seven = days_between(until - timedelta(days=6), until)
        known = [adherence_of(recovery, (day,), self.today) if recovery.contains(day) else None for day in last_seven]
        recent = sum(filter(None, known), Adherence())
        bars = tuple(one.ratio if one else None for one in known)
        if (cells, recent, bars) != (self._cells, self._recent, self._bars):
            everything = len(cells) != len(self._cells) or self._is_this_week() != self._holds_today(cells)
            changed = () if everything else (2, 4, 5)
            self._cells, self._recent, self._bars = cells, recent, bars
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """One of the seven lines."""
        width, plain = self.size.width, plain_style(self)
        title = self.look("week-strip--title")
        quiet = self.look("week-strip--quiet")
        parts: list[tuple[str, Style]] = []
        if y == 0:
            parts = [("This week" if self._is_this_week() else "That week", title)]
        elif y == 1:
            parts = [(f" {WEEKDAYS[(self._first_weekday + k) % 7][:2]} ", quiet) for k in range(7)]
        elif y == 2:
            parts = [self._cell(cell) for cell in self._cells]
        elif y == 4:
            parts = [("Last 7 days", title), ("  " + self._words(), plain)]
        elif y == 5:
            parts = [(self._bar_line(), self.look("week-strip--complete"))]
        return strip(parts).adjust_cell_length(width, plain)

    def _is_this_week(self) -> bool:
        return self._holds_today(self._cells)

    def _holds_today(self, cells: tuple[CalendarCell | None, ...]) -> bool:
        return any(cell is not None and cell.day == self.today for cell in cells)

    def _cell(self, shown: CalendarCell | None) -> tuple[str, Style]:
        if shown is None:
            return "    ", plain_style(self)
        style = self.look("week-strip--complete") if shown.state == "complete" else plain_style(self)
        sign = self._glyphs.day(shown.state)
        text = f"[{sign}] " if shown.day == self.day else f" {sign}  "
        return text, style + Style(meta={"day": shown.day.isoformat()})

    def _words(self) -> str:
        recent = self._recent
        if recent.expected == 0:
            return "nothing expected"
        return f"{recent.done} of {recent.expected}" if recent.done else "nothing recorded yet"

    def _bar_line(self) -> str:
        """A bar a day, full when all is done; a dot where nothing is recorded, blank where nothing was expected."""
        bars = self._glyphs.bars
        return "".join(
            "  " if ratio is None else f" {bars[round(ratio * (len(bars) - 1))] if ratio else self._glyphs.open}"
            for ratio in self._bars
        )

    def on_click(self, event: events.Click) -> None:
        """Open the day that was clicked."""
        if day := event.style.meta.get("day"):
            self.post_message(self.Picked(date.fromisoformat(day)))
