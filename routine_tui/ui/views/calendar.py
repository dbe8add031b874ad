"""Calendar: the healing window, and the day under the cursor told in words."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive, var
from textual.widget import Widget

from routine_tui import facts
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.agenda import Agenda, Item, agenda
from routine_tui.model.guidance import phase_at
from routine_tui.model.progress import weekday_pattern
from routine_tui.model.recovery import Recovery
from routine_tui.model.words import WEEKDAYS, clipped, listed, long_day, short_day, weekday_day
from routine_tui.ui.widgets.lines import FEW_LINES
from routine_tui.ui.widgets.window_grid import WindowGrid


class WindowHead(Widget):
    """From when to when the window runs, and the names of the weekdays."""

    DEFAULT_CSS = "WindowHead { height: 3; padding: 0 1; color: $text-muted; }"

    recovery: reactive[Recovery | None] = reactive(None)

    def __init__(self, grid: WindowGrid) -> None:
        super().__init__()
        self._grid = grid

    def render(self) -> Content:
        """Two lines."""
        if self.recovery is None:
            return Content("")
        first, last = self.recovery.day_zero, self.recovery.last_day
        if self.size.height < 3:
            return Content.styled(self._grid.heading(), "bold")
        span = f"{short_day(first, year=True)} to {short_day(last, year=True)}"
        return Content.assemble(f"{span}\n\n", (self._grid.heading(), "bold"))


class DayWords(Widget):
    """The day under the cursor in words."""

    DEFAULT_CSS = """
    DayWords { height: auto; max-height: 6; min-height: 3; padding: 0 1; border-top: solid $border-blurred; }
    """
    recovery: reactive[Recovery | None] = reactive(None, layout=True)
    day: reactive[date] = reactive(date.min, layout=True)
    today: reactive[date] = reactive(date.min)

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs

    def render(self) -> Content:
        """What was done, what was not recorded, what was said."""
        if self.recovery is None or not self.recovery.contains(self.day):
            return Content("")
        offset, dot = self.recovery.offset(self.day), f" {self._glyphs.dot} "
        phase = phase_at(facts.phases(), offset)
        named = f"{long_day(self.day)} {self.day.year}" if self.size.width >= 50 else weekday_day(self.day)
        title = dot.join((named, f"D{offset}", phase.label))
        shown = agenda(self.recovery, self.day, self.today)
        note = f"\nNote: {clipped(shown.note, FEW_LINES)}" if shown.note else ""
        return Content.assemble((title, "bold"), "\n", day_in_words(shown), note)


class WeekdayWords(Widget):
    """How the weekdays have gone so far: to plan by."""

    DEFAULT_CSS = "WeekdayWords { height: 1; padding: 0 1; color: $text-muted; }"

    recovery: reactive[Recovery | None] = reactive(None)
    today: reactive[date] = reactive(date.min)

    def render(self) -> Content:
        """One line."""
        if self.recovery is None:
            return Content("")
        pattern = weekday_pattern(self.recovery, self.today)
        parts = [f"{WEEKDAYS[k][:2]} {one.ratio:.0%}" for k, one in enumerate(pattern) if one.ratio is not None]
        if not any(one.done for one in pattern):
            return Content("Nothing recorded yet: tick a step in Today, or open a day here.")
        return Content("By weekday   " + "  ".join(parts))


class CalendarView(Vertical):
    """The window on one scrolling widget, with words above and below."""

    DEFAULT_CSS = """
    CalendarView { height: 1fr; padding-top: 1; }
    """
    recovery: var[Recovery | None] = var(None)
    day: var[date] = var(date.min)
    today: var[date] = var(date.min)

    def __init__(self, glyphs: Glyphs, first_weekday: int, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._glyphs = glyphs
        self._first_weekday = first_weekday

    def compose(self) -> ComposeResult:
        """Head, weeks, the day in words, the weekdays."""
        grid = WindowGrid(self._glyphs, self._first_weekday)
        yield WindowHead(grid).data_bind(CalendarView.recovery)
        yield grid.data_bind(CalendarView.recovery, CalendarView.day, CalendarView.today)
        yield DayWords(self._glyphs).data_bind(CalendarView.recovery, CalendarView.day, CalendarView.today)
        yield WeekdayWords().data_bind(CalendarView.recovery, CalendarView.today)


def day_in_words(shown: Agenda) -> str:
    """A day in a sentence or two: ``4 of 5 done; Sunscreen not recorded.``"""
    if not shown.items:
        return "Nothing in the routine on this day."
    states = {state: [item for item in shown.items if item.state == state] for state in ("open", "skipped", "due")}
    parts = [f"{shown.done} of {shown.due} done"] if shown.due else []
    if skipped := states["skipped"]:
        parts.append(f"{listed([_with_reason(item) for item in skipped])} skipped")
    for state, words in (("open", "not recorded"), ("due", "still due")):
        names = [clipped(item.version.name) for item in states[state] if item.version.required]
        if names and len(names) < shown.due:
            parts.append(f"{listed(names)} {words}")
    if all(item.state in ("open", "not_due") for item in shown.items if item.version.required) and shown.due:
        parts = ["Nothing recorded"]
    if any(item.state == "paused" for item in shown.items):
        parts.append("paused")
    if any(item.state == "ahead" for item in shown.items):
        parts = [f"{shown.due} to come"]
    return "; ".join(parts or ["Nothing expected"]) + "."


def _with_reason(item: Item) -> str:
    reason = item.mark.reason if item.mark else ""
    return clipped(item.version.name) + (f" ({clipped(reason, FEW_LINES)})" if reason else "")
