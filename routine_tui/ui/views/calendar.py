"""Calendar: the healing window, and the day under the cursor told in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive, var

from routine_tui.facts import skin
from routine_tui.glyphs import ASCII, UNICODE, Glyphs
from routine_tui.model.day.counting import counting_since
from routine_tui.model.day.progress import weekday_pattern
from routine_tui.model.recovery.answers import range_of
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.trends import LABELS, TRENDS, change_words, logged, series
from routine_tui.model.text import WEEKDAYS, days_in_words, short_day
from routine_tui.ui.keys import with_keys
from routine_tui.ui.plain_mode import is_plain
from routine_tui.ui.views.calendar_day import QUIET, ComingUp, DayWords
from routine_tui.ui.widgets.day_events import DayEvents
from routine_tui.ui.widgets.day_list import DayList
from routine_tui.ui.widgets.kept import Column, KeepsLines
from routine_tui.ui.widgets.lines import retitle
from routine_tui.ui.widgets.week_line import ROUTINE
from routine_tui.ui.widgets.window_grid import WindowGrid

FEWEST_DAYS: Final = 3
"""Of fewer days a percentage by weekday would say less than the days themselves."""
BY_WEEKDAY: Final = "Done, by weekday"
DONE: Final = "done"
"""Stands above how much of each week was done."""


class WindowHead(KeepsLines):
    """The names of the weekdays, and beside them how long the window is and when it begins."""

    DEFAULT_CSS = "WindowHead { height: 1; padding: 0 1; }"

    recovery: reactive[Recovery | None] = reactive(None)
    values: reactive[str] = reactive(ROUTINE)

    def __init__(self, grid: WindowGrid) -> None:
        super().__init__()
        self._grid = grid

    def render(self) -> Content:
        """One line."""
        if self.recovery is None:
            return Content("")
        names = self._grid.heading()
        span = f"{days_in_words(self.recovery.window_days)} from {short_day(self.recovery.day_zero)}"
        room = self.size.width - len(names)
        beside = f"   {span}" if len(span) + 3 <= room else f"  {span}" if len(span) + 2 <= room else ""
        gap = self.size.width - len(names + beside + DONE) - 1
        if beside and not self.values and gap > 0:
            beside += " " * gap + DONE
        return Content.assemble((names, "bold"), (beside, QUIET))


class CalendarLegend(KeepsLines):
    """What the signs in the cells say, or the values of the sign that they show."""

    DEFAULT_CSS = "CalendarLegend { height: 1; padding: 0 1; color: $text-muted; }"

    recovery: reactive[Recovery | None] = reactive(None)
    today: reactive[date] = reactive(date.min)
    values: reactive[str] = reactive(ROUTINE)

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs

    def render(self) -> Content:
        """As many signs as there is room for, the commonest first."""
        if self.values:
            return Content(values_legend(self.values, self._glyphs, *self.size))
        glyphs, recovery, lines = self._glyphs, self.recovery, [""]
        is_later = recovery is not None and counting_since(recovery, self.today) > recovery.day_zero
        for sign, words in (
            (glyphs.complete, "all"),
            (glyphs.partial, "some"),
            *([(glyphs.blank, "nothing due yet")] if is_later else []),
            (glyphs.open, "not recorded"),
            (glyphs.event, "appointment"),
            (glyphs.change, "change"),
            (glyphs.paused, "paused"),
            (glyphs.rest, "not due"),
            (glyphs.skipped, "skipped"),
        ):
            said = f"{sign} {words}"
            longer = f"{lines[-1]}  {said}" if lines[-1] else said
            if len(longer) <= self.size.width:
                lines[-1] = longer
            elif len(lines) < self.size.height:
                lines.append(said)
            else:
                break
        return Content("\n".join(lines))


class WeekdayWords(KeepsLines):
    """How the weekdays have gone so far, to plan by; or how the sign went that the cells show."""

    DEFAULT_CSS = "WeekdayWords { height: 1; padding: 0 1; color: $text-muted; border-title-background: $background; }"

    recovery: reactive[Recovery | None] = reactive(None)
    today: reactive[date] = reactive(date.min)
    values: reactive[str] = reactive(ROUTINE, layout=True)

    def __init__(self, first_weekday: int) -> None:
        super().__init__()
        self._first_weekday = first_weekday

    def render(self) -> Content:
        """One line."""
        if self.recovery is None:
            return Content("")
        is_panel = bool(self.styles.border.left[0])
        if self.values:
            told = change_words(series(self.recovery, self.values), self.today)
            return Content(told if is_panel else f"{LABELS[self.values]}: {told}.")
        percents = weekday_percents(self.recovery, self.today, self._first_weekday)
        if percents and is_panel:
            return Content("\n".join("".join(f"{word:>5}" for word in line) for line in zip(*percents, strict=True)))
        return Content(weekdays_in_words(self.recovery, percents))

    def watch_values(self) -> None:
        """The panel is about the sign, or about the routine again."""
        self._entitle()

    def on_resize(self) -> None:
        """It may have become a panel of its own."""
        self._entitle()

    def _entitle(self) -> None:
        if self.styles.border.left[0]:
            retitle(self, LABELS[self.values] if self.values else BY_WEEKDAY)


class CalendarView(Column):
    """The window on one scrolling widget, with the day under the cursor below it, or beside it in a broad terminal."""

    DEFAULT_CSS = """
    CalendarView { height: 1fr; padding-top: 1; }
    CalendarView > .weeks { height: 1fr; width: 1fr; }
    CalendarView > .side { height: auto; width: 1fr; }

    .-narrow CalendarView WeekdayWords { display: none; }
    .-short CalendarView { padding-top: 0; }
    .-short CalendarView WeekdayWords, .-short CalendarLegend { display: none; }
    .-short CalendarView DayWords { height: 3; }
    .-roomy CalendarView DayWords { height: 30vh; }
    .-roomy.-narrow CalendarView DayWords { height: 40vh; }
    .-roomy.-narrow CalendarLegend, .-roomy.-broad CalendarLegend { height: 2; }
    .-tiny DayWords { display: none; }
    .-broad CalendarView { layout: horizontal; }
    .-broad CalendarView { padding-top: 0; }
    .-broad CalendarView > .weeks { padding-top: 1; }
    .-broad CalendarView > .side { width: 44; height: 1fr; margin: 0 1; }
    .-broad CalendarView > .side > * {
        border: round $border; border-title-style: bold; border-title-color: $text; height: auto;
    }
    .-broad CalendarView > .side > DayWords { height: 1fr; }
    .-broad CalendarView > .side > ComingUp.-said { display: block; }
    """
    SCOPED_CSS = False  # by the room there is, which the screen tells
    recovery: var[Recovery | None] = var(None)
    day: var[date] = var(date.min)
    today: var[date] = var(date.min)
    values: var[str] = var(ROUTINE)

    def __init__(
        self,
        glyphs: Glyphs,
        first_weekday: int,
        id: str,  # noqa: A002 (Textual's own name)
        on_step: Callable[[int], None] = lambda by: None,
    ) -> None:
        """``on_step`` turns the day that is shown, so many days on."""
        super().__init__(id=id)
        self._glyphs = glyphs
        self._first_weekday = first_weekday
        self._on_step = on_step

    def compose(self) -> ComposeResult:
        """Head, weeks and what their signs say; below or beside them the day in words, and the weekdays."""
        happening = DayEvents()
        kind = DayList if is_plain(self) else WindowGrid
        grid = kind(self._glyphs, self._first_weekday, happening, self._on_step)
        with Column(classes="weeks"):
            yield WindowHead(grid).data_bind(CalendarView.recovery, CalendarView.values)
            yield grid.data_bind(CalendarView.recovery, CalendarView.day, CalendarView.today, CalendarView.values)
            legend = CalendarLegend(self._glyphs)
            yield legend.data_bind(CalendarView.recovery, CalendarView.today, CalendarView.values)
        with Column(classes="side"):
            yield DayWords(self._glyphs, happening).data_bind(
                CalendarView.recovery, CalendarView.day, CalendarView.today, CalendarView.values
            )
            yield ComingUp(self._glyphs, happening).data_bind(CalendarView.recovery, CalendarView.today)
            yield WeekdayWords(self._first_weekday).data_bind(
                CalendarView.recovery, CalendarView.today, CalendarView.values
            )

    def on_window_grid_values_wanted(self) -> None:
        """Show the next sign that was logged, after the last one the routine again."""
        known = logged(self.recovery) if self.recovery else ()
        place = TRENDS.index(self.values) if self.values else -1
        self.values = next((name for name in known if TRENDS.index(name) > place), ROUTINE)
        if not known:
            self.notify(
                with_keys("No check-ins yet. After the first, ‹calendar.values› shows each sign here."),
                timeout=4,
                markup=False,
            )


def values_legend(name: str, glyphs: Glyphs, width: int, height: int) -> str:
    """Which sign the cells show, and what stands for its values: ``Redness, 0 ▁▃▅▆█ 4``, in words where they fit."""
    least, most = range_of(name)
    signs = list(dict.fromkeys(glyphs.level(value, most) for value in range(least, most + 1)))
    between = "".join(signs) if glyphs is not ASCII else "to"
    ten = ", X is 10" if most > 9 and glyphs is ASCII else ""
    nothing = f"{ten}   {glyphs.open} no check-in"
    plain = f"{LABELS[name]}, {least} {between} {most}{nothing}"
    words = dict(skin.question(name).scale)
    if least not in words or most not in words:
        return plain
    low, high = words[least], words[most].partition(",")[0]
    below = f"{least} {low}, {most} {high}"
    if height > 1 and len(below) <= width:
        return f"{plain}\n{below}"
    whole = f"{LABELS[name]}, {least} {low} {between} {most} {high}{nothing}"
    return whole if len(whole) <= width else plain


def weekdays_in_words(recovery: Recovery, percents: Sequence[tuple[str, str]] | None) -> str:
    """How the weekdays have gone, as ``Mo 80%  Tu 60%``, by what ``weekday_percents`` gives for them."""
    if not any(record.marks for record in recovery.days.values()):
        return "Nothing recorded yet: tick a step in Today, or open a day here."
    if percents is None:
        return f"{BY_WEEKDAY}   once a step that was due is ticked"
    return f"{BY_WEEKDAY}   " + ("  ".join(map(" ".join, percents)) or "from the third day of records on")


def weekday_percents(recovery: Recovery, today: date, first_weekday: int) -> list[tuple[str, str]] | None:
    """Each weekday on which anything was expected, with how much was done, from the one on with which weeks begin.

    None where nothing was done; none of them with fewer than three days of records. ``first_weekday``: 0 is Monday.
    """
    pattern = weekday_pattern(recovery, today)
    if not any(one.done for one in pattern):
        return None
    if (today - counting_since(recovery, today)).days < FEWEST_DAYS - 1:
        return []
    order = [(first_weekday + place) % 7 for place in range(7)]
    percents = [(WEEKDAYS[weekday][:2], pattern[weekday].percent) for weekday in order]
    return [(name, f"{percent}%") for name, percent in percents if percent is not None]
