"""How signs and feelings went over the window: what was logged, fitted into columns. It shows, and claims no cause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from routine_tui.model.guidance import Phase
from routine_tui.model.recovery.answers import FEELINGS, SIGNS, range_of
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.shelf.uses import uses
from routine_tui.model.skin.check_ins import check_ins
from routine_tui.model.text import clipped, short_day

if TYPE_CHECKING:
    from routine_tui.model.recovery.product import Product

TRENDS: Final = (*SIGNS, *FEELINGS)
"""What has a trend: every answer that is a number on a scale."""
LABELS: Final[Mapping[str, str]] = {
    "redness": "Redness", "swelling": "Swelling", "bumps": "Bumps", "flaking": "Flaking", "marks": "Dark marks",
    "scar": "Scar", "pits": "Dents", "texture": "Texture", "pain": "Pain", "itch": "Itch", "sting": "Stinging",
    "bother": "Bothered",
}  # fmt: skip
"""As ``questions.toml`` has them; a test holds that, as to read it costs a chart more than to draw it."""
LABEL_LIMIT: Final = 60
"""How many characters of what was typed an event shows: what happened has to be in sight beside it."""
EVENT_WORDS: Final[Mapping[str, str]] = {"product": "introduced", "procedure": "procedure", "course": "begins"}
"""What an event is called after its label, by its kind."""


class Point(Struct, frozen=True):
    """A value that was logged on a day."""

    day: date
    value: int


class Event(Struct, frozen=True):
    """Something that began or happened on a day, worth seeing beside the trend."""

    day: date
    kind: Literal["product", "procedure", "course"]
    label: str
    """As it was typed."""


class TrendColumn(Struct, frozen=True):
    """One day of a chart, or several that share a column."""

    first: date
    days: int
    value: int | None
    """The highest of its days; None where nothing was logged, which is not zero."""
    ahead: bool
    """Whether it lies wholly after today."""


class DaySpan(Struct, frozen=True):
    """The columns of a phase, half-open."""

    label: str
    first: int
    end: int


class Chart(Struct, frozen=True):
    """One sign or feeling over the window, as wide as there is room."""

    name: str
    most: int
    """The greatest value of its scale: 4 for a sign, 10 for a feeling."""
    days_per_column: int
    columns: tuple[TrendColumn, ...]
    today: int | None
    """The column of today; None where today lies outside the chart."""
    spans: tuple[DaySpan, ...]
    events: tuple[Event, ...]
    """Those of its days, the earliest first."""
    marks: frozenset[int]
    """The columns in which something happened."""


# ---------------------------------------------------------------------- what was logged


def series(recovery: Recovery, name: str) -> tuple[Point, ...]:
    """Every value of a sign or a feeling that was logged in the window, the first one first."""
    found = ((day, check_in.number(name)) for day, check_in in check_ins(recovery) if recovery.contains(day))
    return tuple(Point(day, int(value)) for day, value in found if value is not None)


def logged(recovery: Recovery) -> tuple[str, ...]:
    """The signs and feelings that were logged at least once, in the order of the questions."""
    answered = {name for _, check_in in check_ins(recovery) for name in check_in.answers}
    return tuple(name for name in TRENDS if name in answered)


def events(recovery: Recovery) -> tuple[Event, ...]:
    """Products when they were introduced or else first used, courses when they began, and sessions of procedures."""
    known = ((_introduced(recovery, product), product.label) for product in recovery.products)
    labels = {one.id: one.label for one in recovery.care.procedures}
    found = [Event(day, "product", label) for day, label in known if day is not None]
    found += [Event(one.first_day, "course", one.label) for one in recovery.care.courses]
    found += [
        Event(one.day, "procedure", labels[one.procedure_id])
        for one in recovery.care.sessions
        if one.day is not None and one.procedure_id in labels
    ]
    return tuple(sorted(found, key=_by_day))


def _introduced(recovery: Recovery, product: Product) -> date | None:
    return product.introduced_on or min((use.first_day for use in uses(recovery, product)), default=None)


def _by_day(event: Event) -> tuple[date, str]:
    return event.day, event.label


# ---------------------------------------------------------------------- as a chart


def charted(
    recovery: Recovery,
    name: str,
    today: date,
    width: int,
    phases: Iterable[Phase] = (),
    happened: Iterable[Event] = (),
    so_far: bool = False,
) -> Chart:
    """A sign or a feeling over the whole window, or with ``so_far`` until today, in at most ``width`` columns.

    A column is one day, or as many whole days as are needed to fit. The last column may hold fewer.
    """
    days = recovery.offset(recovery.nearest(today)) + 1 if so_far else recovery.window_days
    each = -(-days // max(1, width))
    values = _highest(recovery, name, each)
    starts = [recovery.day_zero + timedelta(days=offset) for offset in range(0, days, each)]
    columns = tuple(
        TrendColumn(first, min(each, days - place * each), values.get(place), ahead=first > today)
        for place, first in enumerate(starts)
    )
    inside = tuple(sorted((one for one in happened if 0 <= recovery.offset(one.day) < days), key=_by_day))
    now = recovery.offset(today)
    return Chart(
        name,
        range_of(name)[1],
        each,
        columns,
        now // each if 0 <= now < days else None,
        _spans(phases, each, len(columns)),
        inside,
        frozenset(recovery.offset(one.day) // each for one in inside),
    )


def _highest(recovery: Recovery, name: str, each: int) -> dict[int, int]:
    """The highest value of each column in which one was logged."""
    found: dict[int, int] = {}
    for point in series(recovery, name):
        place = recovery.offset(point.day) // each
        found[place] = max(point.value, found.get(place, 0))
    return found


def _spans(phases: Iterable[Phase], each: int, count: int) -> tuple[DaySpan, ...]:
    """The phases that begin within the chart; one that shares all its columns with a later one is left out."""
    starts = [(phase.label, phase.from_day // each) for phase in phases]
    ends = [min(first, count) for _, first in starts[1:]]
    spans = (DaySpan(label, first, end) for (label, first), end in zip(starts, [*ends, count], strict=False))
    return tuple(span for span in spans if span.first < span.end)


def spark(chart: Chart, sign: Callable[[int, int], str], not_logged: str) -> str:
    """A chart as one line of cells: ``sign(value, most)``, ``not_logged`` where there is none, blank for days ahead."""
    return "".join(
        sign(one.value, chart.most) if one.value is not None else " " if one.ahead else not_logged
        for one in chart.columns
    )


# ---------------------------------------------------------------------- in words


def change_words(points: Sequence[Point], today: date, meaning: str = "") -> str:
    """The newest value and the last one that was another: ``now 2, down from 4 on 3 Nov``. It claims no cause.

    ``meaning`` is what the newest value stands for, told beside it in brackets.
    """
    if not points:
        return "not logged yet"
    newest = points[-1]
    value = f"{newest.value} ({meaning})" if meaning else f"{newest.value}"
    said = f"now {value}" if newest.day == today else f"{value} on {short_day(newest.day, today)}"
    others = [point for point in points if point.value != newest.value]
    if others:
        return f"{said}, {'down' if newest.value < others[-1].value else 'up'} from {_on(others[-1], today)}"
    return said if len(points) == 1 else f"{said}, as every time before"


def span_words(points: Sequence[Point], today: date) -> str:
    """The highest value with its last day, the first one, and how many there are; empty without any."""
    if len(points) < 2:
        return "1 check-in." if points else ""
    highest = max(points, key=lambda point: (point.value, point.day))
    return f"Highest {_on(highest, today)}, at first {points[0].value}. {len(points)} check-ins."


def newest_in_words(recovery: Recovery, today: date, most: int = 2) -> str:
    """What the newest numbers say, the highest of their scales first: ``21 Nov: redness 1 (3 at first), pain 0``.

    Only values of the newest day on which any was logged, so many at most; none that is 0 as it was at first.
    """
    known = [(name, series(recovery, name)) for name in logged(recovery)]
    last = max((points[-1].day for _, points in known if points), default=None)
    found = [(name, points[-1].value, points[0].value) for name, points in known if points and points[-1].day == last]
    told = sorted((one for one in found if one[1] or one[2]), key=lambda one: -one[1] / range_of(one[0])[1])[:most]
    if last is None or not told:
        return ""
    words = (
        f"{LABELS[name].lower()} {value}{f' ({first} at first)' if value != first else ''}"
        for name, value, first in told
    )
    return f"{'Today' if last == today else short_day(last, today)}: {', '.join(words)}"


def event_words(event: Event, today: date) -> str:
    """An event with its day: ``12 Nov: Zinc balm introduced``."""
    return f"{short_day(event.day, today)}: {clipped(event.label, LABEL_LIMIT)} {EVENT_WORDS[event.kind]}"


def column_words(chart: Chart) -> str:
    """What a column holds where it is more than a day; empty where it is one."""
    each = chart.days_per_column
    return "" if each == 1 else f"Each column is {each} days and shows the worst of them."


def _on(point: Point, today: date) -> str:
    return f"{point.value} on {short_day(point.day, today)}"
