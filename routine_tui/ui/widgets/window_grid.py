"""The healing window as a calendar: a row a week, one widget however many days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from routine_tui import facts
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.guidance import phase_at
from routine_tui.model.progress import Cell, cell
from routine_tui.model.recovery import Recovery
from routine_tui.model.words import MONTHS, WEEKDAYS
from routine_tui.ui.keys import bindings
from routine_tui.ui.widgets.lines import LineList, plain_style, strip

EDGE = 8
"""Columns of the date at the left edge."""


class WindowGrid(LineList):
    """Weeks from day zero to the last day; each cell is a sign and the day's number."""

    COMPONENT_CLASSES = {"window-grid--cursor", "window-grid--quiet", "window-grid--complete", "window-grid--today"}
    DEFAULT_CSS = """
    WindowGrid { padding: 0 1; }
    WindowGrid > .window-grid--quiet { color: $text-muted; }
    WindowGrid > .window-grid--complete { color: $success; }
    WindowGrid > .window-grid--today { text-style: bold underline; }
    WindowGrid > .window-grid--cursor { background: $block-cursor-blurred-background; text-style: bold; }
    WindowGrid:focus > .window-grid--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    """
    BINDINGS = bindings("calendar")

    recovery: var[Recovery | None] = var(None)
    day: var[date] = var(date.min)
    today: var[date] = var(date.min)

    @dataclass
    class Wanted(Message):
        """A person wants a day (None for the one under the cursor), perhaps opened in Today."""

        day: date | None
        open: bool = False

    @dataclass
    class Stepped(Message):
        """A person goes some days on; from which day the screen knows, as keys may come faster than it draws."""

        by: int

    def __init__(self, glyphs: Glyphs = UNICODE, first_weekday: int = 0) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._first_weekday = first_weekday
        self._strips: dict[int, Strip] = {}
        self._strips_for: tuple[object, ...] = ()

    # ------------------------------------------------------------------ drawing

    @property
    def cell_width(self) -> int:
        """Columns of a day: a sign, its number, and room for a bracket on either side; less where it is narrow."""
        digits = len(str(self.recovery.window_days - 1)) if self.recovery else 2
        return digits + 3 if self.size.width >= EDGE + 7 * (digits + 3) else digits + 2

    def heading(self) -> str:
        """The names of the weekdays, above the columns."""
        names = (WEEKDAYS[(self._first_weekday + k) % 7][:2] for k in range(7))
        return " " * EDGE + "".join(f"{name:>{self.cell_width - 1}} " for name in names)

    def line(self, y: int, width: int) -> Strip:
        """A week, drawn once for as long as it stays as it is."""
        recovery = self.recovery
        if recovery is None:
            return Strip.blank(width, plain_style(self))
        key = (width, self.day, self.today, recovery.routine, recovery.pauses, recovery.day_zero, self.has_focus)
        if len(key) != len(self._strips_for) or any(a is not b for a, b in zip(key, self._strips_for, strict=True)):
            self._strips, self._strips_for = {}, key
        if y not in self._strips:
            self._strips[y] = self._week(recovery, y, width)
        return self._strips[y]

    def _week(self, recovery: Recovery, y: int, width: int) -> Strip:
        monday = self._first + timedelta(weeks=y)
        days = [monday + timedelta(days=k) for k in range(7)]
        cells = [cell(recovery, day, self.today) if recovery.contains(day) else None for day in days]
        quiet = self.look("window-grid--quiet")
        shown = [one for one in cells if one is not None]
        edge = f"{MONTHS[monday.month - 1][:3]} {monday.day:>2}".ljust(EDGE)
        parts = [(edge, quiet), *(self._cell(one) for one in cells), (self._side(recovery, shown, width), quiet)]
        return strip(parts).adjust_cell_length(width, plain_style(self))

    def _cell(self, shown: Cell | None) -> tuple[str, Style]:
        wide = self.cell_width
        if shown is None:
            return " " * wide, plain_style(self)
        style = plain_style(self)
        if shown.state == "complete":
            style = self.look("window-grid--complete")
        elif shown.state in ("ahead", "open", "rest"):
            style = self.look("window-grid--quiet")
        if shown.day == self.today:
            style += self.look("window-grid--today", partial=True)
        here = shown.day == self.day
        if here:
            style = self.look("window-grid--cursor")
        digits = len(str(self.recovery.window_days - 1)) if self.recovery else 2
        text = f"{self._glyphs.day(shown.state)}{shown.offset:>{digits}}"
        roomy = wide >= digits + 3
        text = (f"[{text}]" if roomy else f"[{text[1:]}]") if here else (f" {text} " if roomy else f"{text} ")
        return text, style + Style(meta={"day": shown.day.isoformat()})

    def _side(self, recovery: Recovery, week: list[Cell], width: int) -> str:
        """The phase that begins in this week, and how many of its days are complete."""
        room = width - EDGE - 7 * self.cell_width - 2
        if room < 6 or not week:
            return ""
        starts = [phase_at(facts.phases(), one.offset) for one in week]
        before = phase_at(facts.phases(), week[0].offset - 1) if week[0].offset > 0 else None
        label = " / ".join(dict.fromkeys(phase.label for phase in starts if phase is not before))
        past = [one for one in week if one.day <= self.today and one.state not in ("rest", "paused", "ahead", "today")]
        full = sum(one.state == "complete" for one in past)
        count = f"{full} of {len(past)} full" if full and room >= 30 else ""  # a week without any is told by its signs
        space = min(19, room)
        return f"  {label if len(label) < space else label[: space - 2] + self._glyphs.cut:<{space}}{count}"

    # ------------------------------------------------------------------ what changed

    @property
    def _first(self) -> date:
        """The first day of the first week."""
        zero = self.recovery.day_zero if self.recovery else self.today
        return zero - timedelta(days=(zero.weekday() - self._first_weekday) % 7)

    def _line_of(self, day: date) -> int:
        return (day - self._first).days // 7

    def watch_recovery(self, old: Recovery | None, new: Recovery | None) -> None:
        """Draw the weeks in which something changed."""
        if new is None:
            return
        if old is None or (old.day_zero, old.window_days) != (new.day_zero, new.window_days):
            self._measure()
        elif old.routine is not new.routine or old.pauses is not new.pauses:
            self.refresh()
        else:
            days = {day for day in old.days.keys() | new.days.keys() if old.days.get(day) is not new.days.get(day)}
            lines = {self._line_of(day) for day in days}
            for line in lines:
                self._strips.pop(line, None)
            self.repaint(sorted(lines))

    def watch_day(self, old: date, new: date) -> None:
        """Move the cursor."""
        if self.recovery is not None:
            self.repaint([self._line_of(old), self._line_of(new)] if old != date.min else [self._line_of(new)])
            self.show_line(self._line_of(new), margin=2)

    def watch_today(self) -> None:
        """What was due may be open now."""
        self.refresh()

    def on_resize(self) -> None:
        """The cells may be wider or narrower."""
        self._measure()

    def _measure(self) -> None:
        if self.recovery is not None:
            self.virtual_size = Size(self.size.width, self._line_of(self.recovery.last_day) + 1)
            self.refresh()
            self.call_after_refresh(self.show_line, self._line_of(self.day), 2)

    # ------------------------------------------------------------------ moving and asking

    def action_day(self, by: int) -> None:
        """Go some days on (back, when negative), within the window."""
        self.post_message(self.Stepped(by))

    def action_open(self) -> None:
        """Open the day in Today."""
        self.post_message(self.Wanted(None, open=True))

    def on_click(self, event: events.Click) -> None:
        """A click moves to a day, and opens it where the cursor is there already."""
        if text := event.style.meta.get("day"):
            day = date.fromisoformat(text)
            self.post_message(self.Wanted(day, open=day == self.day))


def stepped(recovery: Recovery, day: date, by: int) -> date:
    """The day some days on, within the window; a week that would lead outside it stays, so that the column does."""
    offset = recovery.offset(day) + by
    inside = min(max(offset, 0), recovery.window_days - 1)
    return day if abs(by) == 7 and inside != offset else recovery.day_zero + timedelta(days=inside)
