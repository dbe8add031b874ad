"""The healing window as a calendar: a row a week, one widget however many days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.day.counting import counting_since
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import WEEKDAYS
from routine_tui.ui.keys import bindings
from routine_tui.ui.themes import PHASES, phase_rules
from routine_tui.ui.widgets.day_events import DayEvents
from routine_tui.ui.widgets.lines import LineList, plain_style
from routine_tui.ui.widgets.week_line import DARKEST, ROUTINE, WIDE, WeekKnown, WeekLine


class WindowGrid(LineList):
    """Weeks from day zero to the last day, as ``WeekLine`` draws them."""

    COMPONENT_CLASSES = {
        *(f"window-grid--{name}" for name in ("cursor", "bracket", "quiet", "month", "today", "event", "change")),
        *(f"window-grid--heat-{k}" for k in (1, 2, 3)),
        *(f"window-grid--value-{k}" for k in range(DARKEST + 1)),
        *(f"window-grid--{name}" for name in PHASES),
    }
    DEFAULT_CSS = (
        phase_rules("WindowGrid", "window-grid", " text-style: bold;")
        + """
    WindowGrid { padding: 0 1; }
    WindowGrid > .window-grid--quiet { color: $text-muted; }
    WindowGrid > .window-grid--month, WindowGrid > .window-grid--bracket { text-style: bold; }
    WindowGrid > .window-grid--today { color: $accent; text-style: bold underline; }
    WindowGrid > .window-grid--event { color: $accent; }
    WindowGrid > .window-grid--change { color: $change; }
    WindowGrid > .window-grid--heat-1 { background: $success 11%; }
    WindowGrid > .window-grid--heat-2 { background: $success 20%; }
    WindowGrid > .window-grid--heat-3 { background: $success 36%; }
    WindowGrid > .window-grid--value-1 { background: $accent 10%; }
    WindowGrid > .window-grid--value-2 { background: $accent 20%; }
    WindowGrid > .window-grid--value-3 { background: $accent 30%; }
    WindowGrid > .window-grid--value-4 { background: $accent 40%; }
    WindowGrid > .window-grid--cursor { background: $block-cursor-blurred-background; text-style: bold; }
    WindowGrid:focus > .window-grid--cursor {
        background: $chosen; color: $chosen-foreground; text-style: bold;
    }
    WindowGrid:ansi > .window-grid--heat-1, WindowGrid:ansi > .window-grid--heat-2,
    WindowGrid:ansi > .window-grid--heat-3, WindowGrid:ansi > .window-grid--value-1,
    WindowGrid:ansi > .window-grid--value-2, WindowGrid:ansi > .window-grid--value-3,
    WindowGrid:ansi > .window-grid--value-4 { background: ansi_default; }
    """
    )
    BINDINGS = bindings("calendar")

    recovery: var[Recovery | None] = var(None)
    day: var[date] = var(date.min)
    today: var[date] = var(date.min)
    values: var[str] = var(ROUTINE)
    """The sign or feeling whose values the cells show."""

    @dataclass
    class Wanted(Message):
        """A person wants a day (None for the one under the cursor), perhaps opened in Today."""

        day: date | None
        open: bool = False

    class ValuesWanted(Message):
        """A person wants to see the next sign in the cells, or the routine again."""

    def __init__(
        self,
        glyphs: Glyphs = UNICODE,
        first_weekday: int = 0,
        happening: DayEvents | None = None,
        on_step: Callable[[int], None] = lambda by: None,
    ) -> None:
        """``on_step`` is told at once how many days a person goes on: from which one is known to who turns the day."""
        super().__init__()
        self._on_step = on_step
        self._glyphs = glyphs
        self._first_weekday = first_weekday
        self._happening = happening or DayEvents()
        self._strips: dict[int, Strip] = {}
        self._known: dict[int, WeekKnown] = {}
        """What is told of weeks, by their number."""
        self._strips_for: tuple[object, ...] = ()
        self._lines_a_week = 1

    # ------------------------------------------------------------------ drawing

    def heading(self) -> str:
        """The names of the weekdays, above the columns."""
        names = [WEEKDAYS[(self._first_weekday + k) % 7] for k in range(7)]
        return self._week_line(self.size.width).heading(names, self._lines_a_week)

    def line(self, y: int, width: int) -> Strip:
        """A week, drawn once for as long as it stays as it is."""
        recovery = self.recovery
        if recovery is None:
            return Strip.blank(width, plain_style(self))
        kept = (recovery.routine, recovery.pauses, recovery.products, recovery.care)
        window = (recovery.day_zero, recovery.window_days, counting_since(recovery, self.today))
        looks = (self.look("window-grid--heat-3"), plain_style(self), self.has_focus)
        key = (width, self._lines_a_week, self.today, self.values, *kept, *window, *looks)
        if len(key) != len(self._strips_for) or any(a is not b for a, b in zip(key, self._strips_for, strict=True)):
            self._strips, self._known, self._strips_for = {}, {}, key
        if y not in self._strips:
            week = y // self._lines_a_week
            line, first = week * self._lines_a_week, self._first + timedelta(weeks=week)
            week_line, lines = self._week_line(width), self._lines_a_week
            if week not in self._known:
                self._known[week] = week_line.known(recovery, first, self.today, lines)
            drawn = week_line.drawn(recovery, self._known[week], first, week, self.day, self.today, lines)
            self._strips.update(zip(range(line, line + self._lines_a_week), drawn, strict=True))
        return self._strips[y]

    def _week_line(self, width: int) -> WeekLine:
        is_wide = width >= WIDE and self.screen.has_class("-broad")  # only there weeks have room on two lines
        return WeekLine(self, self._glyphs, self._happening, self.values, width, is_wide)

    @property
    def cursor_cell(self) -> Offset:
        """The cell of the day that is shown."""
        if self.recovery is None:
            return Offset(0, 0)
        column = (self.day - self._first).days % 7
        return Offset(self._week_line(self.size.width).column_of(column), self._line_of(self.day))

    # ------------------------------------------------------------------ what changed

    @property
    def _first(self) -> date:
        """The first day of the first week."""
        zero = self.recovery.day_zero if self.recovery else self.today
        return zero - timedelta(days=(zero.weekday() - self._first_weekday) % 7)

    def _line_of(self, day: date) -> int:
        """The first line of the week of a day."""
        return (day - self._first).days // 7 * self._lines_a_week

    def _lines_of(self, *days: date) -> list[int]:
        """All lines of the weeks of some days, in order."""
        first = {self._line_of(day) for day in days}
        return sorted(line + k for line in first for k in range(self._lines_a_week))

    def watch_recovery(self, old: Recovery | None, new: Recovery | None) -> None:
        """Draw the weeks in which something changed."""
        if new is None:
            return
        if old is None or (old.day_zero, old.window_days) != (new.day_zero, new.window_days):
            self._measure()
        elif self._differ_in_all(old, new):
            self.refresh()
        else:
            days = {day for day in old.days.keys() | new.days.keys() if old.days.get(day) is not new.days.get(day)}
            lines = self._lines_of(*days)
            for line in lines:
                self._strips.pop(line, None)
                self._known.pop(line // self._lines_a_week, None)
            self.repaint(lines)

    def _differ_in_all(self, old: Recovery, new: Recovery) -> bool:
        """Whether days may look different on which nothing was recorded."""
        parts = ("routine", "pauses", "products", "care")
        begins = (counting_since(one, self.today) for one in (old, new))
        return next(begins) != next(begins) or any(getattr(old, part) is not getattr(new, part) for part in parts)

    def watch_day(self, old: date, new: date) -> None:
        """Move the cursor."""
        if self.recovery is not None:
            lines = self._lines_of(old, new) if old != date.min else self._lines_of(new)
            for line in lines:
                self._strips.pop(line, None)
            self.repaint(lines)
            self.show_line(self._line_of(new), margin=2)

    def watch_today(self) -> None:
        """What was due may be open now."""
        self.refresh()

    def watch_values(self) -> None:
        """Other signs in every cell."""
        self.refresh()

    def on_resize(self) -> None:
        """The cells may be wider or narrower."""
        self._measure()

    def _measure(self) -> None:
        if self.recovery is not None:
            weeks = (self.recovery.last_day - self._first).days // 7 + 1
            self._lines_a_week = 2 if 2 * weeks <= self.size.height else 1
            self.virtual_size = Size(self.size.width, weeks * self._lines_a_week)
            self.refresh()
            self.call_after_refresh(self.show_line, self._line_of(self.day), 2)

    # ------------------------------------------------------------------ moving and asking

    def action_day(self, by: int) -> None:
        """Go some days on (back, when negative), within the window."""
        self._on_step(by)

    def action_values(self) -> None:
        """Show the next sign in the cells, after the last one the routine again."""
        self.post_message(self.ValuesWanted())

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
