"""The week around a day, small: dates and signs, and a number that blames nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.day.counting import counting_since
from routine_tui.model.day.progress import Adherence, CalendarCell, cell, so_far
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import WEEKDAYS, short_day
from routine_tui.ui.widgets.lines import PLAIN, KeepsLooks, click_target, plain_style, retitle, strip


class WeekDrawn(Struct, frozen=True):
    """All that the strip draws, and so all that is compared before it draws again."""

    day: date
    """The day between the brackets."""
    today: date
    cells: tuple[CalendarCell | None, ...]
    so_far: Adherence
    """How the days of the week that have come went together."""

    @property
    def is_this_week(self) -> bool:
        """Whether today is one of the cells."""
        return any(cell is not None and cell.day == self.today for cell in self.cells)


class WeekStrip(KeepsLooks):
    """The seven days around the day shown, a date and a sign each; a click opens one."""

    COMPONENT_CLASSES = {PLAIN, "week-strip--quiet", "week-strip--complete", "week-strip--title", "week-strip--today"}
    DEFAULT_CSS = """
    WeekStrip { height: 4; padding: 0 1; color: $text; }
    WeekStrip > .week-strip--title { color: $text; text-style: bold; }
    WeekStrip > .week-strip--quiet { color: $text-muted; }
    WeekStrip > .week-strip--complete { color: $success; text-style: bold; }
    WeekStrip > .week-strip--today { color: $accent; text-style: bold; }
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
        self._drawn = WeekDrawn(date.min, date.min, (), Adherence())
        self._known: dict[date, tuple[Day | None, CalendarCell]] = {}
        """The cells that were worked out last, each with the record that it follows from."""
        self._known_for: tuple[object, ...] = ()

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
        week = [first + timedelta(days=k) for k in range(7)]
        cells = self._cells(recovery, week)
        drawn = WeekDrawn(self.day, self.today, cells, so_far(filter(None, cells), self.today))
        if drawn != self._drawn:
            changed = self._changed_lines(drawn)
            self._drawn = drawn
            if self.styles.border.left[0]:
                self._entitle()
                self.refresh()
                return
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def _cells(self, recovery: Recovery, week: Sequence[date]) -> tuple[CalendarCell | None, ...]:
        """The cells of a week: a tick is of one day, and the others stay as they are known."""
        plans = (recovery.routine, recovery.pauses, recovery.products, recovery.care)
        known_for = (*plans, recovery.day_zero, counting_since(recovery, self.today), self.today)
        before = self._known if known_for == self._known_for else {}
        self._known, self._known_for = {}, known_for
        for day in filter(recovery.contains, week):
            record, found = recovery.days.get(day), before.get(day)
            is_same = found is not None and found[0] is record
            self._known[day] = found if found and is_same else (record, cell(recovery, day, self.today))
        return tuple(self._known[day][1] if day in self._known else None for day in week)

    def _changed_lines(self, drawn: WeekDrawn) -> tuple[int, ...]:
        """The lines that are other than they were; none where all of them are."""
        before = self._drawn
        if [one and one.day for one in before.cells] != [one and one.day for one in drawn.cells]:
            return ()
        signs = (3,) if (before.cells, before.day) != (drawn.cells, drawn.day) else ()
        title = (0,) if before.so_far != drawn.so_far or before.is_this_week != drawn.is_this_week else ()
        return (*title, *((2,) if before.today != drawn.today else ()), *signs)

    def on_resize(self) -> None:
        """It may have become a panel of its own."""
        self._entitle()

    def _entitle(self) -> None:
        """Say the heading in the panel's border, where there is one."""
        if self._drawn.cells and self.styles.border.left[0]:
            aside = in_words(self._drawn.so_far)
            retitle(self, f" {self._glyphs.dot} ".join(filter(None, (self._title(), aside))))

    def render_line(self, y: int) -> Strip:
        """One of the four lines."""
        y += bool(self.styles.border.left[0])  # the heading is the panel's title then
        width, plain = self.size.width, plain_style(self)
        quiet, drawn = self.look("week-strip--quiet"), self._drawn
        parts: list[tuple[str, Style]] = []
        if y == 0 and drawn.cells:
            title, aside = self._title().upper(), in_words(drawn.so_far)
            gap = " " * max(1, width - cell_len(title) - cell_len(aside))
            parts = [(title, self.look("week-strip--title")), (gap, plain), (aside, quiet)]
        elif y == 1:
            parts = [(f" {WEEKDAYS[(self._first_weekday + k) % 7][:2]} ", quiet) for k in range(7)]
        elif y == 2:
            parts = [self._date(cell) for cell in drawn.cells]
        elif y == 3:
            parts = [self._cell(cell) for cell in drawn.cells]
        return strip(parts).adjust_cell_length(width, plain)

    def _title(self) -> str:
        if self._drawn.is_this_week:
            return "This week"
        first = next(one.day for one in self._drawn.cells if one is not None)
        return f"Week of {short_day(first, self._drawn.today)}"

    def _date(self, shown: CalendarCell | None) -> tuple[str, Style]:
        if shown is None:
            return "    ", plain_style(self)
        is_today = shown.day == self._drawn.today
        style = self.look("week-strip--today") if is_today else self.look("week-strip--quiet")
        return f" {shown.day.day:>2} ", style + click_target("day", shown.day.isoformat())

    def _cell(self, shown: CalendarCell | None) -> tuple[str, Style]:
        if shown is None:
            return "    ", plain_style(self)
        style = self.look("week-strip--complete") if shown.state == "complete" else plain_style(self)
        sign = self._glyphs.day(shown.state, shown.day > self._drawn.today)
        text = f" [{sign}]" if shown.day == self._drawn.day else f"  {sign} "
        return text, style + click_target("day", shown.day.isoformat())

    def on_click(self, event: events.Click) -> None:
        """Open the day that was clicked."""
        if day := event.style.meta.get("day"):
            self.post_message(self.Picked(date.fromisoformat(day)))


def in_words(found: Adherence) -> str:
    """How some days went together, in a few words: ``30 of 35``."""
    if found.expected == 0:
        return f"{found.skipped} skipped" if found.skipped else ""
    return f"{found.done} of {found.expected}" if found.done else "nothing recorded yet"
