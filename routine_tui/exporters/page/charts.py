"""How the four complications went, as small charts on one time axis, with what began and happened on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from routine_tui.exporters.page.page import ChartMark, Charts, Curve, Stretch
from routine_tui.exporters.page.phrases import Phrases
from routine_tui.exporters.summary.skin import Checked, SkinSummary
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.guidance import Phase
from routine_tui.model.recovery.check_in import INFECTION_SIGNS
from routine_tui.model.skin.trends import EVENT_WORDS, LABELS, Event, events
from routine_tui.model.text import clipped, days_in_words

COMPLICATIONS: Final = ("redness", "marks", "scar")
"""The signs that are charted; signs of infection follow them."""
INFECTION: Final = "Signs of infection"
MOST_MARKS: Final = 9
"""How many things that began or happened an axis shows."""
WIDEST_WHOLE: Final = 120
"""Up to how many days a span is shown whole; of a longer one what has passed, and some days ahead."""
_LABEL_LIMIT: Final = 40


def charts(summary: Summary, skin: SkinSummary, phases: Sequence[Phase]) -> Charts | None:
    """The charts of what was logged; None where none of it ever was."""
    curves = tuple(_curves(summary, skin))
    if not curves:
        return None
    first, last = _axis(summary)
    now = summary.offset if first <= summary.offset <= last else None
    day_zero, p = summary.day_zero, Phrases(summary)
    return Charts(
        p.range(day_zero + timedelta(days=first), day_zero + timedelta(days=last)),
        first,
        last,
        now,
        tuple(_ticks(summary, first, last)),
        tuple(_phases(phases, first, last)),
        tuple(_marks(summary, first, last)),
        curves,
    )


def spark(charts: Charts, curve: Curve, columns: int) -> str:
    """A curve as one line of block characters, the highest of the days that share a column; ``·`` for not logged."""
    days = charts.last - charts.first + 1
    each = -(-days // columns)
    highest: dict[int, float] = {}
    for offset, value in curve.points:
        place = (offset - charts.first) // each
        highest[place] = max(value, highest.get(place, 0))
    newest = max(highest, default=0) if charts.now is None else (charts.now - charts.first) // each
    return "".join(_block(highest[place], curve.most) if place in highest else "·" for place in range(newest + 1))


def phase_words(charts: Charts) -> str:
    """Which phases the axis runs through, in a sentence: a short one has no room for its name on it."""
    told = [one.label if one.first == charts.first else f"{one.label} from D{one.first}" for one in charts.phases]
    return f"Phases: {', '.join(told)}." if told else ""


def spark_words(charts: Charts, columns: int) -> str:
    """What a line of ``spark`` holds, in a sentence."""
    days = charts.last - charts.first + 1
    each = -(-days // columns)
    column = "A column is one day" if each == 1 else f"A column is {days_in_words(each)} and shows the highest of them"
    return f"{column}; · is not logged, which is not zero."


def _block(value: float, most: int) -> str:
    return "▁▂▃▄▅▆▇█"[round(7 * value / most)]


def _curves(summary: Summary, skin: SkinSummary) -> Iterator[Curve]:
    for name in COMPLICATIONS:
        points = [(one, number) for one in skin.check_ins if (number := one.check_in.number(name)) is not None]
        if points:
            yield _curve(summary, LABELS[name], 4, points)
    asked = [(one, _signs(one)) for one in skin.check_ins if _is_asked(one)]
    if asked:
        yield _curve(summary, INFECTION, len(INFECTION_SIGNS), asked)


def _curve(summary: Summary, name: str, most: int, points: Sequence[tuple[Checked, float]]) -> Curve:
    p, label = Phrases(summary), f"{name} (0 to {most})"
    worst, worst_on = max(((value, one.day) for one, value in points), key=lambda pair: (pair[0], -pair[1].toordinal()))
    seen = next((one.day for one, value in points if value >= 1), None)
    newest, value = points[-1]
    now = f"{value:g}, {p.day(newest.day)}"
    first_words = p.day(seen) if seen else "not seen"
    worst_words = f"{worst:g}, {p.day(worst_on)}" if seen else "–"
    told = f"worst {worst_words}; first seen {first_words}" if seen else "not seen"
    marked = tuple((one.offset, number) for one, number in points)
    return Curve(label, most, marked, first_words, worst_words, now, f"{label}: now {now}; {told}")


def _is_asked(one: Checked) -> bool:
    return any(name in one.check_in.answers for name in INFECTION_SIGNS)


def _signs(one: Checked) -> float:
    """How many signs of infection were answered with yes."""
    return float(sum(one.check_in.worst.get(name) is True for name in INFECTION_SIGNS))


def _axis(summary: Summary) -> tuple[int, int]:
    """The first and the last day of the axis, after day zero."""
    first, last = ((day - summary.day_zero).days for day in (summary.first, summary.last))
    if last - first < WIDEST_WHOLE or summary.recorded_until is None:
        return first, last
    newest = (summary.recorded_until - summary.day_zero).days
    return first, min(last, max(newest + (newest - first) // 8, first + WIDEST_WHOLE - 1))


def _ticks(summary: Summary, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Five days from the first to the last, named; each once."""
    p = Phrases(summary)
    for offset in dict.fromkeys(first + (last - first) * part // 4 for part in range(5)):
        yield offset, p.short(summary.day_zero + timedelta(days=offset))


def _phases(phases: Sequence[Phase], first: int, last: int) -> Iterator[Stretch]:
    for phase in phases:
        end = last + 1 if phase.to_day is None else phase.to_day
        if phase.from_day <= last and end > first:
            yield Stretch(phase.label, max(first, phase.from_day), min(last + 1, end))


def _marks(summary: Summary, first: int, last: int) -> Iterator[ChartMark]:
    """What began and happened on the axis: the newest where there is more than it shows, numbered from the oldest."""
    day_zero = summary.day_zero
    within = [one for one in events(summary.recovery) if first < (one.day - day_zero).days <= last]
    weighed = sorted(within, key=_weight)[:MOST_MARKS]
    for number, event in enumerate(sorted(weighed, key=lambda one: one.day), 1):
        label = clipped(event.label.strip(), _LABEL_LIMIT)
        day = Phrases(summary).day(event.day)
        yield ChartMark((event.day - day_zero).days, number, f"{day}: {label} {EVENT_WORDS[event.kind]}")


def _weight(event: Event) -> tuple[bool, int]:
    """Courses and procedures before products, the newest first."""
    return event.kind == "product", -event.day.toordinal()
