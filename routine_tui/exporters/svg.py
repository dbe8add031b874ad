"""The calendar as a picture (SVG): a row a week, a sign a day; for a partner, a journal, or a page.

The signs are drawn and not written, so that they look alike wherever the picture is shown, and are told apart without
colour. It holds no address, no script and no letters of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, cached_property
from math import ceil
from typing import Any, Final

from jinja2 import Environment
from msgspec import Struct

from routine_tui.exporters.page.phrases import STATES, Phrases
from routine_tui.exporters.page.templates import environment
from routine_tui.exporters.summary.summary import Summary
from routine_tui.exporters.text_width import BOLD, FittedLine, width_of, wrapped
from routine_tui.model.care.events import events_by_day
from routine_tui.model.day.progress import CalendarCell, DayState
from routine_tui.model.guidance import Phase
from routine_tui.model.text import NAME_LIMIT, clipped, days_in_words, listed, short_day

ROWS: Final = 14
"""The most rows a column; twice as many in two columns, and so on, so that a long window grows both ways."""
MARGIN: Final = 28.0
CELL: Final = 38.0
ROW: Final = 40.0
BEFORE: Final = 46.0
"""The width of what stands before a week."""
BEHIND: Final = 178.0
"""The width of what stands behind a week."""
GAP: Final = 18.0
TITLE_SIZES: Final = (22.0, 18.0, 15.0, 13.0)
"""The sizes of the name: the largest in which two lines hold it, or else the smallest, in as many as it needs."""
PLAIN: Final = 12.0
SMALL: Final = 10.0
SIGN: Final = 22.0
"""The width that a sign of the legend takes."""
EVENT: Final = "visit, session, review or change"
_NEVER_IN_XML: Final = {0xFFFE: "�", 0xFFFF: "�"}
METHOD: Final = "Self-reported. Not recorded is not the same as not done."


class Text(Struct, frozen=True):
    """A line with its place."""

    line: FittedLine
    x: float
    y: float
    size: float
    is_strong: bool = False


class Square(Struct, frozen=True):
    """One day with its place."""

    x: float
    y: float
    label: str
    """Its number in the month; on the month's first day with the month."""
    is_first: bool
    is_today: bool
    state: DayState
    has_event: bool
    told: str
    """All of it in words."""


class Sign(Struct, frozen=True):
    """One sign of the legend with its place."""

    name: str
    x: float
    y: float
    text: FittedLine


def render(summary: Summary) -> str:
    """The picture as SVG; what was typed is escaped by the template engine."""
    return _templates().get_template("calendar.svg.j2").render(p=CalendarDrawing(summary)).rstrip("\n") + "\n"


@cache
def _templates() -> Environment:
    return environment({"n": _number}, finalize=_readable, autoescape=True)


def _readable(value: Any) -> Any:
    """What is put in, without the two characters that no XML may hold, however they are escaped."""
    return value.translate(_NEVER_IN_XML) if isinstance(value, str) else value


def _number(value: float) -> str:
    return f"{round(value, 1):g}"


class CalendarDrawing:
    """Where everything stands. All numbers are units of the picture, one of which is a pixel on a plain screen."""

    cell, row, size, small = CELL, ROW, PLAIN, SMALL

    def __init__(self, summary: Summary) -> None:
        self._summary = summary
        self._phrases = Phrases(summary)
        self._events = _titles(summary)
        weeks = len(summary.weeks)
        self.columns = next(count for count in range(1, weeks + 1) if weeks <= ROWS * count**2)
        self.rows = -(-weeks // self.columns)
        self.width = 2 * MARGIN + self.columns * (_COLUMN + GAP) - GAP
        self.heading = tuple(self._heading())
        self.top = self.heading[-1].y + 22
        """Where the names of the weekdays stand."""
        self.grid_top = self.top + 8
        self.grid_end = self.grid_top + self.rows * ROW
        self.legend = tuple(self._legend())
        end = self.legend[-1].y if self.legend else self.grid_end
        self.method = tuple(self._lines(METHOD, end + 26, SMALL))
        self.height = ceil(self.method[-1].y + MARGIN - 8)

    # ------------------------------------------------------------------ above

    @property
    def title(self) -> str:
        """What it is a picture of, for those who hear it."""
        name = self._summary.name
        return f"Calendar of {clipped(name, NAME_LIMIT)}" if name else "Calendar of a recovery"

    @property
    def told(self) -> str:
        """What it shows, for those who hear it."""
        cells = list(self._cells())
        counts = {words: sum(cell.state == state for cell in cells) for state, words in STATES.items()}
        said = [f"{days_in_words(count)} {words}" for words, count in counts.items() if count]
        return f"{self._span}, a row a week: {listed(said)}."

    @property
    def _span(self) -> str:
        first, last = (short_day(day) for day in (self._summary.first, self._summary.last))
        return first if first == last else f"{first} to {last}"

    def _heading(self) -> Iterator[Text]:
        """The name, in a size in which it fits, and where in the window today is."""
        y, name = MARGIN, self._summary.name
        if name:
            lines = [wrapped(clipped(name, NAME_LIMIT), BOLD * size, self._inner) for size in TITLE_SIZES]
            chosen = next((number for number, found in enumerate(lines) if len(found) <= 2), len(lines) - 1)
            for line in lines[chosen]:
                y += TITLE_SIZES[chosen] * 1.25
                yield Text(line, MARGIN, y, TITLE_SIZES[chosen], is_strong=True)
            y += 4
        now = f"Seen on {short_day(self._summary.today)}: {self._phrases.place}, {self._summary.phase.label}"
        for words in (self._span, now):
            for placed in self._lines(words, y + 1.5 * PLAIN, PLAIN):
                yield placed
                y = placed.y

    def _lines(self, text: str, y: float, size: float) -> Iterator[Text]:
        for number, line in enumerate(wrapped(text, size, self._inner)):
            yield Text(line, MARGIN, y + number * size * 1.4, size)

    @property
    def _inner(self) -> float:
        return self.width - 2 * MARGIN

    # ------------------------------------------------------------------ the weeks

    @property
    def weekdays(self) -> Iterator[Text]:
        """Their names over each column."""
        for column in range(self.columns):
            for number, name in enumerate(self._phrases.weekday_names):
                line = FittedLine(name[:2], CELL, True)
                yield Text(line, self._left(column) + (number + 0.5) * CELL, self.top, SMALL)

    @property
    def weeks(self) -> Iterator[str]:
        """A faint line above each week, as paths."""
        for number in range(len(self._summary.weeks)):
            x, y = self._place(number)
            yield f"M{x:g} {y:g}h{7 * CELL:g}"

    @property
    def offsets(self) -> Iterator[Text]:
        """Before each week the number of its first day, counted from day zero."""
        for number, week in enumerate(self._summary.weeks):
            first = next(cell for cell in week.cells if cell)
            x, y = self._place(number)
            line = FittedLine(f"D{first.offset}", BEFORE, True)
            yield Text(line, x - 8, y + 29, SMALL)

    @property
    def squares(self) -> Iterator[Square]:
        """The days."""
        for number, week in enumerate(self._summary.weeks):
            x, y = self._place(number)
            for weekday, cell in enumerate(week.cells):
                if cell:
                    yield self._square(cell, x + weekday * CELL, y)

    def _square(self, cell: CalendarCell, x: float, y: float) -> Square:
        titles = self._events.get(cell.day, ())
        starts = cell.day.day == 1 or cell.day == self._summary.first
        return Square(
            x,
            y,
            short_day(cell.day, self._summary.today) if starts else str(cell.day.day),
            starts,
            cell.day == self._summary.today,
            cell.state,
            bool(titles),
            "; ".join((self._phrases.cell(cell), *titles)),
        )

    def _cells(self) -> Iterator[CalendarCell]:
        return (cell for week in self._summary.weeks for cell in week.cells if cell)

    def _left(self, column: int) -> float:
        return MARGIN + column * (_COLUMN + GAP) + BEFORE

    def _place(self, week: int) -> tuple[float, float]:
        """The upper left corner of a week's first day."""
        column, row = divmod(week, self.rows)
        return self._left(column), self.grid_top + row * ROW

    # ------------------------------------------------------------------ the phases

    @cached_property
    def _begun(self) -> dict[int, list[tuple[int, Phase]]]:
        """By week, which phases begin in it, and on which weekday; the first week of a column tells where one is."""
        found: dict[int, list[tuple[int, Phase]]] = {}
        begins = self._summary.weeks[0].begins
        for phase in self._summary.phases:
            day = self._summary.day_zero + timedelta(days=phase.from_day)
            end = None if phase.to_day is None else self._summary.day_zero + timedelta(days=phase.to_day)
            if day > self._summary.last or (end is not None and end <= self._summary.first):
                continue
            week, weekday = divmod((max(day, self._summary.first) - begins).days, 7)
            found.setdefault(week, []).append((weekday, phase))
        return found

    @property
    def phases(self) -> Iterator[Text]:
        """The phases, each beside the week in which it begins, and again at the top of a column."""
        current: Phase | None = None
        for number in range(len(self._summary.weeks)):
            begun = [phase for _, phase in self._begun.get(number, ())]
            if number % self.rows == 0 and current is not None:
                begun.insert(0, current)
            x, y = self._place(number)
            for place, phase in enumerate(begun):
                end = " on" if phase.to_day is None else f"–D{phase.to_day - 1}"
                (line, *_) = wrapped(f"{phase.label}, D{phase.from_day}{end}", SMALL, BEHIND - 10)
                yield Text(line, x + 7 * CELL + 10, y + 15 + 14 * place, SMALL)
            current = begun[-1] if begun else current

    @property
    def borders(self) -> Iterator[str]:
        """Where one phase ends and the next one begins, as paths between their days."""
        for number, begun in self._begun.items():
            left, y = self._place(number)
            right = left + 7 * CELL + 4
            for weekday, phase in begun:
                if self._summary.day_zero + timedelta(days=phase.from_day) <= self._summary.first:
                    continue
                x = left + weekday * CELL
                under = f"M{left:g} {y + ROW:g}H{x:g}V{y:g}" if weekday else f"M{left:g} {y:g}"
                yield f"{under}H{right:g}"

    # ------------------------------------------------------------------ below

    def _legend(self) -> Iterator[Sign]:
        """The signs that are there, with their names, in as many rows as they need."""
        shown = {cell.state for cell in self._cells() if cell.state != "ahead"}
        named: list[tuple[str, str]] = [(state, STATES[state]) for state in STATES if state in shown]
        named += [("now", "today")] if self._summary.first <= self._summary.today <= self._summary.last else []
        named += [("event", EVENT)] if any(cell.day in self._events for cell in self._cells()) else []
        x, y = MARGIN, self.grid_end + 28
        for name, words in named:
            width = width_of(words, PLAIN)
            if x > MARGIN and x + SIGN + width > self.width - MARGIN:
                x, y = MARGIN, y + 22
            yield Sign(name, x, y, FittedLine(words, width, True))
            x += SIGN + width + 18


_COLUMN: Final = BEFORE + 7 * CELL + BEHIND


def _titles(summary: Summary) -> dict[date, tuple[str, ...]]:
    """What happens on which day; nothing is imported where nothing was planned."""
    recovery = summary.recovery
    if not (recovery.care.visits or recovery.care.sessions or recovery.care.courses):
        return {}
    return {day: tuple(event.title for event in found) for day, found in events_by_day(recovery, summary.today).items()}
