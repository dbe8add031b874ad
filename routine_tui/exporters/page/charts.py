"""How the problems went, as small charts on one time axis from the session to the day of the page, with events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final, NamedTuple

from routine_tui.exporters.page.page import ChartMark, Charts, Curve
from routine_tui.exporters.page.phrases import Phrases
from routine_tui.exporters.summary.problems import Problem
from routine_tui.exporters.summary.skin import Checked, SkinSummary
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.recovery.answers import INFECTION_SIGNS, SIGNS
from routine_tui.model.skin.trends import EVENT_WORDS, Event, events
from routine_tui.model.text import clipped, days_in_words

INFECTION: Final = "Signs of infection, how many"
MOST_CURVES: Final = 4
"""How many problems with numbers are charted, those of the skin before feelings."""
_BEFORE_INFECTION: Final = 1
"""How many of them come before the signs of infection, which are charted wherever there were any."""
LEAST_OF_SIGNS: Final = 4
"""How many signs of infection their axis has at least: on one of all eleven, four of them would look like little."""
MOST_MARKS: Final = 9
"""How many things that began or happened an axis shows."""
SHORTEST: Final = 7
"""How many days an axis has at least."""
_LABEL_LIMIT: Final = 40


class Happened(NamedTuple):
    """Something that happened on a day, as ``Event`` is; a visit is none of what trends show."""

    day: date
    kind: str
    label: str


def charts(summary: Summary, skin: SkinSummary) -> Charts | None:
    """The charts of what was seen; None where nothing was."""
    curves = tuple(_curves(summary, skin))
    if not curves:
        return None
    first, last = _axis(summary)
    day_zero, p = summary.day_zero, Phrases(summary)
    span = p.range(day_zero + timedelta(days=first), day_zero + timedelta(days=last))
    return Charts(span, first, last, tuple(_ticks(summary, first, last)), tuple(_marks(summary, first, last)), curves)


def charted(skin: SkinSummary) -> tuple[Problem, ...]:
    """The problems that are charted, in the order in which they are listed: those that were worst, signs first."""
    graded = [one for one in skin.problems if one.is_graded]
    kept = sorted(graded, key=lambda one: (one.name in SIGNS, one.worst / one.most), reverse=True)[:MOST_CURVES]
    return tuple(one for one in graded if one in kept)


def spark(charts: Charts, curve: Curve, columns: int) -> str:
    """A curve as one line of block characters, the highest of the days that share a column; ``·`` for not logged."""
    days = charts.last - charts.first + 1
    each = -(-days // columns)
    highest: dict[int, float] = {}
    for offset, value in curve.points:
        place = (offset - charts.first) // each
        highest[place] = max(value, highest.get(place, 0))
    count = -(-days // each)
    return "".join(_block(highest[place], curve.most) if place in highest else "·" for place in range(count))


def spark_words(charts: Charts, columns: int) -> str:
    """What a line of ``spark`` holds, in a sentence."""
    days = charts.last - charts.first + 1
    each = -(-days // columns)
    column = "A column is one day" if each == 1 else f"A column is {days_in_words(each)} and shows the highest of them"
    return f"{column}; · is not logged, which is not zero."


def _block(value: float, most: int) -> str:
    return "▁▂▃▄▅▆▇█"[round(7 * value / most)]


def _curves(summary: Summary, skin: SkinSummary) -> Iterator[Curve]:
    listed = charted(skin)
    signs = {name for one in skin.check_ins for name in _signs(one)}
    asked = [(one, float(len(_signs(one)))) for one in skin.check_ins if _is_asked(one, signs)]
    for place, one in enumerate(listed):
        if place == _BEFORE_INFECTION:
            yield from _infection(summary, asked)
        points = [(seen, number) for seen in skin.check_ins if (number := seen.check_in.number(one.name)) is not None]
        yield _curve(summary, one.label, one.most, points)
    if len(listed) <= _BEFORE_INFECTION:
        yield from _infection(summary, asked)


def _infection(summary: Summary, asked: Sequence[tuple[Checked, float]]) -> Iterator[Curve]:
    if any(number for _, number in asked):
        most = max(LEAST_OF_SIGNS, *(int(number) for _, number in asked))
        yield _curve(summary, INFECTION, most, asked)


def _curve(summary: Summary, name: str, most: int, points: Sequence[tuple[Checked, float]]) -> Curve:
    p, label = Phrases(summary), f"{name} (0 to {most})"
    worst, worst_on = max(((value, one.day) for one, value in points), key=lambda pair: (pair[0], -pair[1].toordinal()))
    seen = next(one.day for one, value in points if value >= 1)
    newest, value = points[-1]
    told = f"{label}: first seen {p.day(seen)}; worst {worst:g}, {p.day(worst_on)}; last {value:g}, {p.day(newest.day)}"
    return Curve(name, most, tuple((one.offset, number) for one, number in points), told)


def _is_asked(one: Checked, signs: set[str]) -> bool:
    """Whether a sign was there, or all that ever were are answered with no: none is told only where it was said."""
    return bool(_signs(one)) or signs <= one.check_in.worst.keys()


def _signs(one: Checked) -> list[str]:
    """The signs of infection that were answered with yes."""
    return [name for name in INFECTION_SIGNS if one.check_in.worst.get(name) is True]


def _axis(summary: Summary) -> tuple[int, int]:
    """The first and the last day of the axis, after day zero."""
    first, last = ((day - summary.day_zero).days for day in (summary.first, summary.recorded_until or summary.first))
    return first, max(last, first + SHORTEST - 1)


def _ticks(summary: Summary, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Four days from the first to the last, named; each once. More would touch each other."""
    p = Phrases(summary)
    for offset in dict.fromkeys(first + (last - first) * part // 3 for part in range(4)):
        yield offset, f"{p.short(summary.day_zero + timedelta(days=offset))}, {f'D{offset}' if offset else 'session'}"


def _marks(summary: Summary, first: int, last: int) -> Iterator[ChartMark]:
    """What began and happened on the axis, a number a day: the newest where there is more than it shows."""
    day_zero, p = summary.day_zero, Phrases(summary)
    happened: tuple[Event | Happened, ...] = (*events(summary.recovery), *_visits(summary))
    within = [one for one in happened if first < (one.day - day_zero).days <= last]
    kept = sorted(sorted(within, key=_weight)[:MOST_MARKS], key=lambda one: one.day)
    for number, (day, some) in enumerate(groupby(kept, key=lambda one: one.day), 1):
        said = "; ".join(f"{clipped(one.label.strip(), _LABEL_LIMIT)}{_WORDS[one.kind]}" for one in some)
        yield ChartMark((day - day_zero).days, number, f"{p.day(day)}: {said}")


_WORDS: Final = {"visit": "", **{kind: f" {words}" for kind, words in EVENT_WORDS.items()}}


def _visits(summary: Summary) -> Iterator[Happened]:
    for visit in summary.care.visited if summary.care else ():
        yield Happened(visit.day, "visit", f"visit, {visit.who}" if visit.who else "visit")


def _weight(event: Event | Happened) -> tuple[bool, int]:
    """Courses, procedures and visits before products, the newest first."""
    return event.kind == "product", -event.day.toordinal()
