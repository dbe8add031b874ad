"""Calendar: the healing window, and the day under the cursor told in words."""

from __future__ import annotations

from datetime import date
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive, var
from textual.widget import Widget

from routine_tui.facts import guidance
from routine_tui.glyphs import ASCII, UNICODE, Glyphs
from routine_tui.model.day.agenda import Agenda, ChecklistItem, agenda
from routine_tui.model.day.counting import BLANK, counting_since
from routine_tui.model.day.progress import weekday_pattern
from routine_tui.model.guidance import phase_at
from routine_tui.model.recovery.check_in import range_of
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.check_in_table import looks_in_words
from routine_tui.model.skin.trends import LABELS, TRENDS, change_words, logged, series
from routine_tui.model.text import WEEKDAYS, clipped, listed, long_day, short_day, weekday_day
from routine_tui.ui.widgets.happening import Happening
from routine_tui.ui.widgets.lines import FEW_LINES
from routine_tui.ui.widgets.window_grid import EDGE, ROUTINE, WindowGrid

FEWEST_DAYS: Final = 3
"""Of fewer days a percentage by weekday would say less than the days themselves."""


class WindowHead(Widget):
    """From when to when the window runs, and the names of the weekdays."""

    DEFAULT_CSS = "WindowHead { height: 3; padding: 0 1; color: $text-muted; }"

    recovery: reactive[Recovery | None] = reactive(None)
    values: reactive[str] = reactive(ROUTINE)

    def __init__(self, grid: WindowGrid, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._grid = grid
        self._glyphs = glyphs

    def render(self) -> Content:
        """Two lines."""
        if self.recovery is None:
            return Content("")
        first, last = self.recovery.day_zero, self.recovery.last_day
        if self.size.height < 3:
            return Content.styled(self._short_heading(), "bold")
        span = f"{short_day(first)} to {short_day(last)}"
        shown = f"\n{self._legend()}\n" if self.values else "\n\n"
        return Content.assemble(f"{span}{shown}", (self._grid.heading(), "bold"))

    def _short_heading(self) -> str:
        """The weekdays on the only line, with the sign that the cells show in place of the room for dates."""
        if not self.values:
            return self._grid.heading()
        return f"{LABELS[self.values][: EDGE - 1]:<{EDGE}}{self._grid.heading()[EDGE:]}"

    def _legend(self) -> str:
        """Which sign the cells show, and what stands for its values."""
        least, most = range_of(self.values)
        signs = list(dict.fromkeys(self._glyphs.level(value, most) for value in range(least, most + 1)))
        scale = f"{least} {''.join(signs)} {most}" if self._glyphs is not ASCII else f"{least} to {most}"
        ten = ", X is 10" if most > 9 and self._glyphs is ASCII else ""
        return f"{LABELS[self.values]}, {scale}{ten}   {self._glyphs.open} not logged"


class DayWords(Widget):
    """The day under the cursor in words."""

    DEFAULT_CSS = """
    DayWords { height: auto; max-height: 6; min-height: 3; padding: 0 1; border-top: solid $border-blurred; }
    """
    recovery: reactive[Recovery | None] = reactive(None, layout=True)
    day: reactive[date] = reactive(date.min, layout=True)
    today: reactive[date] = reactive(date.min)
    values: reactive[str] = reactive(ROUTINE, layout=True)

    def __init__(self, glyphs: Glyphs = UNICODE, happening: Happening | None = None) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._happening = happening or Happening()

    def render(self) -> Content:
        """What was done, what was not recorded, what was said."""
        if self.recovery is None or not self.recovery.contains(self.day):
            return Content("")
        offset, dot = self.recovery.offset(self.day), f" {self._glyphs.dot} "
        phase = phase_at(guidance.phases(), offset)
        named = long_day(self.day) if self.size.width >= 50 else weekday_day(self.day, self.today)
        title = dot.join((named, f"D{offset}", phase.label))
        if self.values:
            return Content.assemble(
                (title, "bold"), "\n", skin_in_words(self.recovery, self.day, self.today, self._glyphs)
            )
        shown = agenda(self.recovery, self.day, self.today)
        note = f"\nNote: {clipped(shown.note, FEW_LINES)}" if shown.note else ""
        return Content.assemble((title, "bold"), "\n", self._events(self.recovery), day_in_words(shown), note)

    def _events(self, recovery: Recovery) -> str:
        """A line of what happens on the day besides the steps, each after its sign; empty for nothing."""
        happens = self._happening.on(recovery, self.day, self.today)
        if not happens:
            return ""
        from routine_tui.model.care.care_text import event_words

        return "  ".join(f"{self._glyphs.event} {event_words(one)}" for one in happens) + "\n"


class WeekdayWords(Widget):
    """How the weekdays have gone so far, to plan by; or how the sign went that the cells show."""

    DEFAULT_CSS = "WeekdayWords { height: 1; padding: 0 1; color: $text-muted; }"

    recovery: reactive[Recovery | None] = reactive(None)
    today: reactive[date] = reactive(date.min)
    values: reactive[str] = reactive(ROUTINE)

    def __init__(self, first_weekday: int) -> None:
        super().__init__()
        self._first_weekday = first_weekday

    def render(self) -> Content:
        """One line."""
        if self.recovery is None:
            return Content("")
        if self.values:
            return Content(trend_in_words(self.recovery, self.values, self.today))
        return Content(weekdays_in_words(self.recovery, self.today, self._first_weekday))


class CalendarView(Vertical):
    """The window on one scrolling widget, with words above and below."""

    DEFAULT_CSS = """
    CalendarView { height: 1fr; padding-top: 1; }
    """
    recovery: var[Recovery | None] = var(None)
    day: var[date] = var(date.min)
    today: var[date] = var(date.min)
    values: var[str] = var(ROUTINE)

    def __init__(self, glyphs: Glyphs, first_weekday: int, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._glyphs = glyphs
        self._first_weekday = first_weekday

    def compose(self) -> ComposeResult:
        """Head, weeks, the day in words, the weekdays."""
        happening = Happening()
        grid = WindowGrid(self._glyphs, self._first_weekday, happening)
        yield WindowHead(grid, self._glyphs).data_bind(CalendarView.recovery, CalendarView.values)
        yield grid.data_bind(CalendarView.recovery, CalendarView.day, CalendarView.today, CalendarView.values)
        yield DayWords(self._glyphs, happening).data_bind(
            CalendarView.recovery, CalendarView.day, CalendarView.today, CalendarView.values
        )
        yield WeekdayWords(self._first_weekday).data_bind(
            CalendarView.recovery, CalendarView.today, CalendarView.values
        )

    def on_window_grid_values_wanted(self) -> None:
        """Show the next sign that was logged, after the last one the routine again."""
        known = logged(self.recovery) if self.recovery else ()
        place = TRENDS.index(self.values) if self.values else -1
        self.values = next((name for name in known if TRENDS.index(name) > place), ROUTINE)
        if not known:
            self.notify("No check-in is recorded yet: then v shows a sign at a time.", timeout=4, markup=False)


def weekdays_in_words(recovery: Recovery, today: date, first_weekday: int) -> str:
    """How the weekdays have gone, as ``Mo 80%  Tu 60%``, from the one on with which weeks begin (0 is Monday)."""
    pattern = weekday_pattern(recovery, today)
    if not any(one.done for one in pattern):
        return "Nothing recorded yet: tick a step in Today, or open a day here."
    if (today - counting_since(recovery, today)).days < FEWEST_DAYS - 1:
        return "By weekday   from the third day of records on"
    order = [(first_weekday + place) % 7 for place in range(7)]
    percents = [(WEEKDAYS[weekday][:2], pattern[weekday].percent) for weekday in order]
    return "By weekday   " + "  ".join(f"{name} {percent}%" for name, percent in percents if percent is not None)


def trend_in_words(recovery: Recovery, name: str, today: date) -> str:
    """Where a sign stands, and what it was before."""
    return f"{LABELS[name]}: {change_words(series(recovery, name), recovery.day_zero, today)}."


def skin_in_words(recovery: Recovery, day: date, today: date, glyphs: Glyphs) -> str:
    """What a day's check-in says, and what was introduced on it."""
    from routine_tui.model.skin.trends import event_words, events

    check_in = recovery.record(day).skin
    lines = [looks_in_words(check_in) if check_in else "No check-in on this day."]
    happened = [one for one in events(recovery) if one.day == day]
    lines += [f"{glyphs.event} {event_words(one, recovery.day_zero, today)}" for one in happened]
    if check_in and check_in.note:
        lines.append(f"Note: {clipped(check_in.note, FEW_LINES)}")
    return "\n".join(lines)


def day_in_words(shown: Agenda) -> str:
    """A day in a sentence or two: ``4 of 5 done; Sunscreen not recorded.``"""
    if not shown.items:
        return "Nothing in the routine on this day."
    if shown.is_blank:
        return BLANK
    states = {state: [item for item in shown.items if item.state == state] for state in ("open", "skipped", "due")}
    parts = [f"{shown.done} of {shown.due} done"] if shown.due else []
    if skipped := states["skipped"]:
        parts.append(f"{listed([_with_reason(item) for item in skipped])} skipped")
    for state, words in (("open", "not recorded"), ("due", "still due")):
        names = [clipped(item.version.name) for item in states[state] if item.version.required]
        if names and len(names) < shown.due:
            parts.append(f"{listed(list(dict.fromkeys(names)))} {words}")
    if shown.due and not shown.done:
        parts += [f"{listed(more)} done if needed"] if (more := _done_as_needed(shown)) else []
        if not any(item.mark for item in shown.items) and not states["due"]:
            parts = ["Nothing recorded"]
    if any(item.state == "paused" for item in shown.items):
        parts.append("paused")
    if any(item.state == "ahead" for item in shown.items):
        parts = [f"{shown.due} to come"]
    return "; ".join(parts or ["Nothing expected"]) + "."


def _done_as_needed(shown: Agenda) -> list[str]:
    """The names of what was done and not expected."""
    done = (item.version for item in shown.items if item.state == "done" and not item.version.required)
    return list(dict.fromkeys(clipped(version.name) for version in done))


def _with_reason(item: ChecklistItem) -> str:
    reason = item.mark.reason if item.mark else ""
    return clipped(item.version.name) + (f" ({clipped(reason, FEW_LINES)})" if reason else "")
