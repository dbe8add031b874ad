"""Visits and what else is planned, told in few words: when, how much is ready, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from typing import Final

from routine_tui.model.care.events import CareEvent, EventKind
from routine_tui.model.recovery.visit import Visit
from routine_tui.model.text import clipped, short_day, weekday_day

SOON_DAYS: Final = 7
"""For how many days ahead what is planned is told of on Today."""
_FIRST: Final[tuple[EventKind, ...]] = ("procedure", "review", "ends", "break", "rests", "stage", "begins", "again")
"""What of one day is told first, visits apart, which have a line of their own."""
_HAPPENS: Final[Mapping[EventKind, str]] = {
    "review": " check-up", "begins": " starts", "stage": " next stage", "break": " paused", "ends": " ends",
    "rests": " paused", "again": " again",
}  # fmt: skip
"""What happens to that which an event is about."""


def day_words(day: date, today: date) -> str:
    """A day as it is seen from today: ``today``, ``tomorrow``, ``Thu 3 Dec``, ``Fri 3 Dec 2027``."""
    near = {0: "today", 1: "tomorrow"}.get((day - today).days)
    return near or weekday_day(day, today)


def when_words(day: date, at: time | None, today: date) -> str:
    """A day and an hour: ``Thu 3 Dec, 10:30``, ``tomorrow``."""
    return day_words(day, today) + (f", {at:%H:%M}" if at else "")


def visit_line(visit: Visit, ready: str, today: date, width: int, dot: str = "·") -> str:
    """The next visit in one line of so many characters at most, where one of its shapes fits.

    ``ready`` is ``5 of 9 things ready``; with whom gives way to it where there is little room, and then the hour,
    unless it is today or tomorrow.
    """
    when, day = when_words(visit.day, visit.at, today), day_words(visit.day, today)
    with_whom = when if visit.title == "Visit" else f"{when}, {clipped(visit.title)}"
    short = ready.replace(" things ", " ")
    shapes = [
        f"Next visit: {with_whom} {dot} {ready}",
        f"Next visit: {with_whom} {dot} {short}",
        f"Next visit: {when} {dot} {ready}",
        f"Visit {when} {dot} {ready}",
        f"Visit {when} {dot} {short}",
    ]
    if (visit.day - today).days > 1:
        shapes.append(f"Visit {day} {dot} {short}")
    return next((line for line in shapes if len(line) <= width), f"Visit {when}")


def soonest_line(events: Iterable[CareEvent], today: date) -> str:
    """What besides visits comes first within the next seven days: ``Fri 4 Dec: Review of Azelaic acid``; or nothing."""
    until = today + timedelta(days=SOON_DAYS)
    soon = [one for one in events if one.kind != "visit" and today <= one.day <= until]
    if not soon:
        return ""
    first = min(one.day for one in soon)
    on_it = sorted((one for one in soon if one.day == first), key=lambda one: _FIRST.index(one.kind))
    day = day_words(first, today)
    at = f", {on_it[0].at:%H:%M}" if on_it[0].at else ""
    more = f", and {len(on_it) - 1} more" if len(on_it) > 1 else ""
    return f"{day[:1].upper()}{day[1:]}{at}: {on_it[0].title}{more}"


def event_words(event: CareEvent) -> str:
    """An event of a day that is named already: ``10:30 Visit, Dr Kaya``."""
    return f"{event.at:%H:%M} {event.title}" if event.at else event.title


def happens_words(event: CareEvent) -> str:
    """What happens to that which an event is about, to stand behind its name: `` starts``; empty for appointments."""
    return _HAPPENS.get(event.kind, "")


def span_words(first: date | None, last: date | None, today: date) -> str:
    """A range of days: ``22 Nov to 25 Nov``, ``from 22 Nov on``, ``until 25 Nov``; empty for none.

    A year that both of its days have is told once, behind the last.
    """

    def told(day: date) -> str:
        return short_day(day, today)

    if first is not None and last is not None:
        begins = short_day(first, first) if first.year == last.year else told(first)
        return told(first) if first == last else f"{begins} to {told(last)}"
    if first is not None:
        return f"from {told(first)} on"
    return f"until {told(last)}" if last is not None else ""
