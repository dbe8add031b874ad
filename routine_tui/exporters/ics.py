"""Steps, visits, sessions and reviews as a calendar file (iCalendar, RFC 5545), for any program that keeps dates.

A step has a slot, not an hour: each slot is given one, and all hours are floating, so that 07:30 is 07:30 wherever the
person wakes up. What has no hour is of the whole day. Importing the file again brings entries up to date instead of
doubling them: they are known by what they are of, and numbered by the last change of the recovery.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_OID, uuid5
from zlib import crc32

from icalendar import Alarm, Calendar, Event, vRecur, vText
from msgspec import Struct

from routine_tui.exporters.escapes import lines, one_line
from routine_tui.exporters.recurring import Recurring, in_span, recurring
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.care.events import CareEvent, events
from routine_tui.model.recovery.calendar_entry import CalendarEntry
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
    return calendar_file(summary, alarms, as_needed)[0]


def calendar_file(
    summary: Summary, alarms: int | None = None, as_needed: bool = False
) -> tuple[str, tuple[CalendarEntry, ...]]:
    """The same, and the entries that it holds, to be remembered: what is no longer true is cancelled by the next file.

    An entry that says what it said in the file before has the number that it had there.
    """
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if summary.name is not None:
        calendar.add("x-wr-calname", vText(summary.name))  # the library escapes no text whose kind it does not know
    known = {one.id: one for one in summary.recovery.calendar}
    held: list[CalendarEntry] = []
    for one in appointments(summary, as_needed):
        entry = entry_of(_uid(summary.recovery.id, one.thing), one, alarms)
        held.append(_numbered(entry, one, known, summary))
        calendar.add_component(entry)
    for gone in _no_longer_true(summary, known.keys() - {one.id for one in held}, as_needed):
        one = Appointment((), gone.category, gone.title, gone.first, gone.at)
        entry = entry_of(gone.id, one, None)
        entry.add("status", "CANCELLED")
        held.append(_numbered(entry, one, known, summary, is_over=True))
        calendar.add_component(entry)
    content: bytes = calendar.to_ical()
    return content.decode(), tuple(held)


def _numbered(
    entry: Event, one: Appointment, known: Mapping[str, CalendarEntry], summary: Summary, is_over: bool = False
) -> CalendarEntry:
    """An entry as it is to be remembered; it is given its number, which tells when it was changed."""
    uid = str(entry["uid"])
    digest = "" if is_over else f"{crc32(entry.to_ical()):08x}"
    changed = summary.changed_at or datetime.combine(summary.today, time(), UTC)
    number = max(0, int((changed - _COUNTED_FROM).total_seconds()))
    if (before := known.get(uid)) is not None:
        number = before.sequence if before.digest == digest else max(number, before.sequence + 1)
    number = min(number, _LAST_NUMBER)
    changed = _COUNTED_FROM + timedelta(seconds=number)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", number)
    return CalendarEntry(uid, one.category, one.title, one.first, number, digest, one.at)


def _no_longer_true(summary: Summary, uids: Collection[str], as_needed: bool) -> list[CalendarEntry]:
    """Those of some entries of earlier files that would be in none now, whatever days and parts are left out."""
    if not uids:
        return []
    whole = summary.whole_recovery or summary.recovery
    still = {_uid(whole.id, one.thing) for one in _of_recovery(whole, summary.today, as_needed)}
    return [one for one in summary.recovery.calendar if one.id in uids and one.id not in still]


def _of_recovery(recovery: Recovery, today: date, as_needed: bool) -> Iterator[Appointment]:
    yield from map(_step, in_span(recovery, recovery.day_zero, recovery.last_day, today, as_needed))
    yield from _events(recovery)


def appointments(summary: Summary, as_needed: bool = False) -> Iterator[Appointment]:
    """Every entry: the steps of the span, then what happens besides.

    Where no other span was chosen than the window, what is planned for before or after it is there as well.
    """
    recovery = summary.recovery
    yield from map(_step, recurring(summary, as_needed))
    first = summary.first if summary.first > recovery.day_zero else date.min
    last = summary.last if summary.last < recovery.last_day else date.max
    yield from (one for one in _events(recovery) if first <= one.first <= last)


def _step(one: Recurring) -> Appointment:
    return Appointment(
        thing=("step", one.step_id, one.slot, one.title),
        category="step",
        title=one.title,
        first=one.first,
        at=HOURS[one.slot],
        lasts=STEP_LASTS,
        last=one.last,
        rule=one.rule,
        left_out=one.left_out,
        about=_about(one.version),
    )


def _events(recovery: Recovery) -> Iterator[Appointment]:
    """What happens besides the steps; what is of a visit or session moves with it, what is of a course has its day."""
    told: dict[tuple[str, ...], int] = {}
    for event in events(recovery):
        thing: tuple[str, ...] = (event.kind, event.of)
        if event.kind not in ("visit", "procedure", "rests", "again"):
            thing = (*thing, event.day.isoformat())
        told[thing] = number = told.get(thing, 0) + 1
        about, where = about_and_where(recovery, event)
        thing = (*thing, str(number))
        yield Appointment(thing, event.kind, event.title, event.day, event.at, about=about, where=where)


def _about(version: StepVersion) -> str:
    """What belongs to a step besides its name; guidance of ours stays where its sources can stand beside it."""
    own_words = "" if version.sources else version.instructions
    return "\n".join(text for text in (version.product, version.cue, own_words) if text.strip())


def about_and_where(recovery: Recovery, event: CareEvent) -> tuple[str, str]:
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


def entry_of(uid: str, one: Appointment, alarms: int | None) -> Event:
    """An entry as iCalendar has it, without the moment of its last change; ``alarms`` as in ``render``."""
    entry = Event()
    entry.add("uid", uid)
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
