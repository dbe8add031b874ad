"""This week and the last seven days, small: signs, and a number that blames nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.day.progress import Adherence, CalendarCell, cell, daily_adherence
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import WEEKDAYS
from routine_tui.ui.widgets.lines import PLAIN, KeepsLooks, plain_style, strip


class WeekDrawn(Struct, frozen=True):
    """All that the strip draws, and so all that is compared before it draws again."""

    day: date
    """The day between the brackets."""
    today: date
    cells: tuple[CalendarCell | None, ...]
    days: tuple[Adherence | None, ...]
    """The last seven days."""

    @property
    def is_this_week(self) -> bool:
        """Whether today is one of the cells."""
        return any(cell is not None and cell.day == self.today for cell in self.cells)


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
        self._drawn = WeekDrawn(date.min, date.min, (), ())

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
        drawn = WeekDrawn(self.day, self.today, cells, daily_adherence(recovery, self.day, self.today))
        if drawn != self._drawn:
            everything = not self._drawn.cells or self._drawn.is_this_week != drawn.is_this_week
            self._drawn = drawn
            self.refresh(*(Region(0, y, self.size.width, 1) for y in (() if everything else (2, 4, 5))))

    def render_line(self, y: int) -> Strip:
        """One of the seven lines."""
        width, plain = self.size.width, plain_style(self)
        title = self.look("week-strip--title")
        quiet = self.look("week-strip--quiet")
        parts: list[tuple[str, Style]] = []
        if y == 0:
            parts = [("This week" if self._drawn.is_this_week else "That week", title)]
        elif y == 1:
            parts = [(f" {WEEKDAYS[(self._first_weekday + k) % 7][:2]} ", quiet) for k in range(7)]
        elif y == 2:
            parts = [self._cell(cell) for cell in self._drawn.cells]
        elif y == 4:
            parts = [("Last 7 days", title), ("  " + self._words(), plain)]
        elif y == 5:
            parts = [(self._bar_line(), self.look("week-strip--complete"))]
        return strip(parts).adjust_cell_length(width, plain)

    def _cell(self, shown: CalendarCell | None) -> tuple[str, Style]:
        if shown is None:
            return "    ", plain_style(self)
        style = self.look("week-strip--complete") if shown.state == "complete" else plain_style(self)
        sign = self._glyphs.day(shown.state)
        text = f"[{sign}] " if shown.day == self._drawn.day else f" {sign}  "
        return text, style + Style(meta={"day": shown.day.isoformat()})

    def _words(self) -> str:
        return recent_in_words(self._drawn.days)

    def _bar_line(self) -> str:
        """A bar a day, full when all is done; a dot where nothing is recorded, blank where nothing was expected."""
        return "".join(f" {self._bar(one)}" for one in self._drawn.days)

    def _bar(self, of: Adherence | None) -> str:
        if of is None or not of.expected:
            return " "
        highest = len(self._glyphs.bars) - 1
        height = highest if not of.open else min(highest - 1, round(of.done / of.expected * highest))
        return self._glyphs.bars[height] if of.done else self._glyphs.open

    def on_click(self, event: events.Click) -> None:
        """Open the day that was clicked."""
        if day := event.style.meta.get("day"):
            self.post_message(self.Picked(date.fromisoformat(day)))


def recent_in_words(days: Iterable[Adherence | None]) -> str:
    """How some days went together, in a few words: ``30 of 35``; None stands for a day that is none of the window."""
    recent = sum(filter(None, days), Adherence())
    if recent.expected == 0:
        return f"{recent.skipped} skipped" if recent.skipped else "nothing expected"
    return f"{recent.done} of {recent.expected}" if recent.done else "nothing recorded yet"
