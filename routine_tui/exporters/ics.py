"""Steps, visits, sessions and reviews as a calendar file (iCalendar, RFC 5545), for any program that keeps dates.

A step has a slot, not an hour: each slot is given one, and all hours are floating, so that 07:30 is 07:30 wherever the
person wakes up. What has no hour is of the whole day. Importing the file again brings entries up to date instead of
doubling them: they are known by what they are of, and numbered by the last change of the recovery.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_OID, uuid5

from icalendar import Alarm, Calendar, Event, vRecur, vText
from msgspec import Struct

from routine_tui.exporters.escapes import lines, one_line
from routine_tui.exporters.recurring import recurring
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.care.events import CareEvent, events
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Slot, StepVersion

MAKER: Final = "-//routine-tui//Calendar of a recovery//EN"
HOURS: Final[dict[Slot, time]] = {"morning": time(7, 30), "day": time(13, 0), "evening": time(21, 0)}
"""When the steps of a slot stand in a calendar."""
STEP_LASTS: Final = timedelta(minutes=15)
VISIT_LASTS: Final = timedelta(minutes=30)
"""How long what has an hour is shown to last: nobody said it, and some readers need an end."""
_COUNTED_FROM: Final = datetime(2020, 1, 1, tzinfo=UTC)
_LAST_NUMBER: Final = 2**31 - 1
"""A change is numbered by its second after that one; the largest number there can be is reached in 2088."""


class Appointment(Struct, frozen=True):
    """One entry of the calendar."""

    thing: tuple[str, ...]
    """What it is of, within its recovery: the same for as long as that is there."""
    category: str
    title: str
    first: date
    at: time | None = None
    """None for the whole day."""
    lasts: timedelta = VISIT_LASTS
    last: date | None = None
    rule: str = ""
    """As RFC 5545 writes it, without its end; empty for what is once."""
    left_out: tuple[date, ...] = ()
    about: str = ""
    where: str = ""


def render(summary: Summary, alarms: int | None = None, as_needed: bool = False) -> str:
    """The calendar file, lines ending in CR LF: write it without translating them.

    ``alarms`` is how many minutes before each entry with an hour it rings; nothing rings without it. Steps that are
    done as needed are left out unless ``as_needed`` is set.
    """
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if summary.name is not None:
        calendar.add("x-wr-calname", vText(summary.name))  # the library escapes no text whose kind it does not know
    for one in appointments(summary, as_needed):
        calendar.add_component(_entry(summary, one, alarms))
    content: bytes = calendar.to_ical()
    return content.decode()


def appointments(summary: Summary, as_needed: bool = False) -> Iterator[Appointment]:
    """Every entry: the steps of the span, then what happens besides.

    Where no other span was chosen than the window, what is planned for before or after it is there as well.
    """
    recovery = summary.recovery
    for one in recurring(summary, as_needed):
        yield Appointment(
            thing=("step", one.step_id, one.part),
            category="step",
            title=one.version.named(one.first),
            first=one.first,
            at=HOURS[one.version.slot],
            lasts=STEP_LASTS,
            last=one.last,
            rule=one.rule,
            left_out=one.left_out,
            about=_about(one.version),
        )
    first = summary.first if summary.first > recovery.day_zero else date.min
    last = summary.last if summary.last < recovery.last_day else date.max
    told: dict[tuple[str, str], int] = {}
    for event in events(recovery):
        number = told[event.kind, event.of] = told.get((event.kind, event.of), 0) + 1
        if first <= event.day <= last:
            about, where = _around(recovery, event)
            thing = (event.kind, event.of, str(number))
            yield Appointment(thing, event.kind, event.title, event.day, event.at, about=about, where=where)


def _about(version: StepVersion) -> str:
    """What belongs to a step besides its name; guidance of ours stays where its sources can stand beside it."""
    own_words = "" if version.sources else version.instructions
    return "\n".join(text for text in (version.product, version.cue, own_words) if text.strip())


def _around(recovery: Recovery, event: CareEvent) -> tuple[str, str]:
    """With whom and why a visit or a session is, and where."""
    for visit in recovery.care.visits:
        if (event.kind, event.of) == ("visit", visit.id):
            return visit.why, visit.where
    for session in recovery.care.sessions:
        if (event.kind, event.of) == ("procedure", session.id):
            for one in recovery.care.procedures:
                if one.id == session.procedure_id:
                    return "\n".join(text for text in (one.who, one.why) if text), one.where
    return "", ""


def _entry(summary: Summary, one: Appointment, alarms: int | None) -> Event:
    changed = summary.changed_at or datetime.combine(summary.today, time(), UTC)
    entry = Event()
    entry.add("uid", _uid(summary.recovery.id, one.thing))
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", min(max(0, int((changed - _COUNTED_FROM).total_seconds())), _LAST_NUMBER))
    entry.add("summary", one_line(one.title))
    entry.add("categories", [one.category])
    for name, text in (("description", lines(one.about)), ("location", one_line(one.where))):
        if text.strip():
            entry.add(name, text)
    _place(entry, one)
    if alarms is not None and one.at is not None:
        entry.add_component(_alarm(one, alarms))
    return entry


def _place(entry: Event, one: Appointment) -> None:
    """When it is; only what somebody waits for at an hour takes that time from other appointments."""
    entry.add("transp", "OPAQUE" if one.at is not None and one.category != "step" else "TRANSPARENT")
    entry.add("dtstart", _when(one.first, one.at))
    if one.at is not None:
        entry.add("dtend", datetime.combine(one.first, one.at) + one.lasts)
    if one.rule and one.last is not None:
        rule = vRecur.from_ical(one.rule)
        rule["UNTIL"] = _when(one.last, one.at)  # of one kind with DTSTART, or readers disagree about the last day
        entry.add("rrule", rule)
    if one.left_out:
        entry.add("exdate", [_when(day, one.at) for day in one.left_out])


def _when(day: date, at: time | None) -> date:
    """A day, or an hour of it on whatever clock the reader has: with an offset it would move as the person travels."""
    return day if at is None else datetime.combine(day, at)


def _alarm(one: Appointment, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one_line(one.title))
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm


def _uid(recovery_id: str, thing: tuple[str, ...]) -> str:
    """The same in every export, and plain: an id of ours may hold whatever another program left there."""
    return str(uuid5(NAMESPACE_OID, "\n".join(("routine-tui", recovery_id, *thing))))
