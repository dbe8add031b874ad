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

from routine_tui.facts import guidance
from routine_tui.glyphs import ASCII, UNICODE, Glyphs
from routine_tui.model.day.counting import counting_since
from routine_tui.model.day.progress import CalendarCell, cell, full_days
from routine_tui.model.guidance import phase_at
from routine_tui.model.recovery.check_in import range_of
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import MONTHS, WEEKDAYS, clipped
from routine_tui.ui.keys import bindings
from routine_tui.ui.widgets.happening import Happening
from routine_tui.ui.widgets.lines import LineList, plain_style, strip

EDGE = 8
"""Columns of the date at the left edge."""
ROUTINE = ""
"""What the cells show at first, in place of a sign's name."""


class WindowGrid(LineList):
    """Weeks from day zero to the last day; each cell is a sign and the day's number, and one more sign for events.

    An event takes the place that a day to come has free before its number; after the number it stands on other days.
    """

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
    values: var[str] = var(ROUTINE)
    """The sign or feeling whose values the cells show."""

    @dataclass
    class Wanted(Message):
        """A person wants a day (None for the one under the cursor), perhaps opened in Today."""

        day: date | None
        open: bool = False

    @dataclass
    class Stepped(Message):
        """A person goes some days on; from which day the screen knows, as keys may come faster than it draws."""

        by: int

    class ValuesWanted(Message):
        """A person wants to see the next sign in the cells, or the routine again."""

    def __init__(self, glyphs: Glyphs = UNICODE, first_weekday: int = 0, happening: Happening | None = None) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._first_weekday = first_weekday
        self._happening = happening or Happening()
        self._strips: dict[int, Strip] = {}
        self._strips_for: tuple[object, ...] = ()

    # ------------------------------------------------------------------ drawing

    @property
    def cell_width(self) -> int:
        """Columns of a day: a sign, its number, and room for a bracket on either side; less where it is narrow.

        A value that is a digit stands apart from the number, or where there is no room for that, in its place.
        """
        digits = self._digits + self._has_digits
        return digits + 3 if self.size.width >= EDGE + 7 * (digits + 3) else self._digits + 2

    @property
    def _digits(self) -> int:
        """Columns of a day's number."""
        return len(str(self.recovery.window_days - 1)) if self.recovery else 2

    @property
    def _has_digits(self) -> bool:
        """Whether the signs are digits themselves, which beside a number would read as one."""
        return self.values != ROUTINE and self._glyphs is ASCII

    def heading(self) -> str:
        """The names of the weekdays, above the columns."""
        names = (WEEKDAYS[(self._first_weekday + k) % 7][:2] for k in range(7))
        return " " * EDGE + "".join(f"{name:>{self.cell_width - 1}} " for name in names)

    def line(self, y: int, width: int) -> Strip:
        """A week, drawn once for as long as it stays as it is."""
        recovery = self.recovery
        if recovery is None:
            return Strip.blank(width, plain_style(self))
        kept = (recovery.routine, recovery.pauses, recovery.products, recovery.care)
        window = (recovery.day_zero, recovery.window_days, counting_since(recovery, self.today))
        key = (width, self.day, self.today, self.values, *kept, *window, self.has_focus)
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

    def _cell(self, shown: CalendarCell | None) -> tuple[str, Style]:
        wide = self.cell_width
        if shown is None:
            return " " * wide, plain_style(self)
        style = self._style(shown)
        if shown.day == self.today:
            style += self.look("window-grid--today", partial=True)
        here = shown.day == self.day
        if here:
            style = self.look("window-grid--cursor")
        roomy = wide > self._digits + 2
        text = self._text(shown, roomy)
        end = self._glyphs.event if self._has_event(shown.day) and text[0] != self._glyphs.event else " "
        text = (f"[{text}]" if roomy else f"[{text[1:]}]") if here else (f" {text}{end}" if roomy else f"{text}{end}")
        return text, style + Style(meta={"day": shown.day.isoformat()})

    def _style(self, shown: CalendarCell) -> Style:
        """The look of a day: quiet where there is nothing to say of it."""
        if self.values != ROUTINE:
            return plain_style(self) if self._logged(shown.day) is not None else self.look("window-grid--quiet")
        if shown.state == "complete":
            return self.look("window-grid--complete")
        if self._has_event(shown.day):
            return plain_style(self)
        return (
            self.look("window-grid--quiet") if shown.state in ("ahead", "open", "rest", "blank") else plain_style(self)
        )

    def _has_event(self, day: date) -> bool:
        """Whether something happens on a day; where the cells show a sign's values, that is left to the words."""
        return (
            self.recovery is not None
            and self.values == ROUTINE
            and bool(self._happening.on(self.recovery, day, self.today))
        )

    def _text(self, shown: CalendarCell, roomy: bool) -> str:
        """A day's sign and number; the number alone where a value is no sign that may stand beside it."""
        number = f"{shown.offset:>{self._digits}}"
        if self.values == ROUTINE:
            sign = self._glyphs.day(shown.state)
            return (self._glyphs.event if sign == " " and self._has_event(shown.day) else sign) + number
        sign = self._value(shown)
        if not self._has_digits:
            return sign + number
        return f"{sign} {number}" if roomy else f" {sign:>{self._digits}}"

    def _logged(self, day: date) -> float | None:
        """The value of the sign that is shown; None where none was logged."""
        check_in = self.recovery.record(day).skin if self.recovery else None
        return check_in.number(self.values) if check_in else None

    def _value(self, shown: CalendarCell) -> str:
        """What was logged on a day; a quiet dot where nothing was, nothing where it is ahead or blank."""
        value = self._logged(shown.day)
        if value is None:
            return self._glyphs.open if shown.day <= self.today and shown.state != "blank" else " "
        return self._glyphs.level(int(value), range_of(self.values)[1])

    def _side(self, recovery: Recovery, week: list[CalendarCell], width: int) -> str:
        """The phase that begins in this week, and how many of its days are complete, or what was introduced."""
        room = width - EDGE - 7 * self.cell_width - 2
        if room < 6 or not week:
            return ""
        starts = [phase_at(guidance.phases(), one.offset) for one in week]
        before = phase_at(guidance.phases(), week[0].offset - 1) if week[0].offset > 0 else None
        label = " / ".join(dict.fromkeys(phase.label for phase in starts if phase is not before))
        if self.values != ROUTINE:
            begun = self._introduced(recovery, week[0].day, week[-1].day)
            words = "  ".join(part for part in (label, begun) if part)
            return f"  {words if len(words) <= room else words[: room - 1] + self._glyphs.cut}"
        full, counted = full_days(week, self.today)
        count = f"{full} of {counted} full" if full and room >= 30 else ""  # a week without any is told by its signs
        space = min(21, room)
        return f"  {label if len(label) < space else label[: space - 2] + self._glyphs.cut:<{space}}{count}"

    def _introduced(self, recovery: Recovery, first: date, last: date) -> str:
        """The products introduced in a week, each after its sign."""
        from routine_tui.model.skin.trends import events

        labels = [clipped(event.label) for event in events(recovery) if first <= event.day <= last]
        return "  ".join(f"{self._glyphs.event} {label}" for label in labels)

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
        elif self._differ_in_all(old, new):
            self.refresh()
        else:
            days = {day for day in old.days.keys() | new.days.keys() if old.days.get(day) is not new.days.get(day)}
            lines = {self._line_of(day) for day in days}
            for line in lines:
                self._strips.pop(line, None)
            self.repaint(sorted(lines))

    def _differ_in_all(self, old: Recovery, new: Recovery) -> bool:
        """Whether days may look different on which nothing was recorded."""
        parts = ("routine", "pauses", "products", "care")
        begins = (counting_since(one, self.today) for one in (old, new))
        return next(begins) != next(begins) or any(getattr(old, part) is not getattr(new, part) for part in parts)

    def watch_day(self, old: date, new: date) -> None:
        """Move the cursor."""
        if self.recovery is not None:
            self.repaint([self._line_of(old), self._line_of(new)] if old != date.min else [self._line_of(new)])
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
            self.virtual_size = Size(self.size.width, self._line_of(self.recovery.last_day) + 1)
            self.refresh()
            self.call_after_refresh(self.show_line, self._line_of(self.day), 2)

    # ------------------------------------------------------------------ moving and asking

    def action_day(self, by: int) -> None:
        """Go some days on (back, when negative), within the window."""
        self.post_message(self.Stepped(by))

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
