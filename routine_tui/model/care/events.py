"""What happens on which day besides the steps: visits, sessions, reviews, what begins, breaks off, rests and ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Literal

from msgspec import Struct

from routine_tui.model.day.course_days import last_day_of, phases_of, steps_of
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import EVERYTHING, Around, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import KINDS
from routine_tui.model.recovery.visit import Visit
from routine_tui.model.text import clipped, listed, short_day

EventKind = Literal["visit", "procedure", "review", "begins", "stage", "break", "ends", "rests", "again"]


class CareEvent(Struct, frozen=True):
    """One thing on one day."""

    day: date
    kind: EventKind
    title: str
    """In a few words, which hold what was typed as it was."""
    at: time | None = None
    """On the clock of the place; None for no time said."""
    of: str = ""
    """The id of the visit, session or course that it belongs to."""
    name: str = ""
    """Whom or what it is about, as it was typed: ``Dr Kaya``, ``Azelaic acid``."""

    @property
    def is_appointment(self) -> bool:
        """Whether somebody expects the person on that day; all else is a change of what is done at home."""
        return self.kind in ("visit", "procedure")


def events(recovery: Recovery, today: date | None = None) -> tuple[CareEvent, ...]:
    """Every event there is, in order, within the window or not; days in a title as ``short_day`` has them."""
    care = recovery.care
    found = [
        *(_visit(one) for one in care.visits if not one.called_off),
        *_sessions(recovery, today),
        *_courses(recovery, today),
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.at or time.max, one.kind, one.title)))


def events_by_day(recovery: Recovery, today: date | None = None) -> dict[date, tuple[CareEvent, ...]]:
    """The events of each day that has any, as ``events`` has them."""
    found: dict[date, tuple[CareEvent, ...]] = {}
    for event in events(recovery, today):
        found[event.day] = (*found.get(event.day, ()), event)
    return found


def session_title(recovery: Recovery, procedure: Procedure, session: Session) -> str:
    """A session as it is called: ``Pulsed dye laser, session 2 of 3``."""
    held = [one for one in recovery.care.sessions_of(procedure.id) if one.day is not None]
    label = clipped(procedure.label)
    count = max(procedure.count or 0, len(held))
    if session not in held or count < 2:
        return label
    return f"{label}, session {held.index(session) + 1} of {count}"


def resting_names(recovery: Recovery, around: Around, day: date) -> str:
    """What rests, by the names of the steps that are meant on a day; as it was typed where no step is meant."""
    if around.target == EVERYTHING:
        return "everything"
    meant = [one.version for one in recovery.routine.on(day) if around.means(one.step_id, one.version)]
    if not meant and around.target in KINDS:
        return around.target
    names = list(dict.fromkeys(clipped(version.name) for version in meant))
    return listed(names) or clipped(around.target)


def _visit(visit: object) -> CareEvent:
    assert isinstance(visit, Visit)
    title = "Visit" if visit.title == "Visit" else f"Visit, {clipped(visit.title)}"
    return CareEvent(visit.day, "visit", title, visit.at, visit.id, clipped(visit.title))


def _sessions(recovery: Recovery, today: date | None) -> Iterator[CareEvent]:
    for procedure in recovery.care.procedures:
        for session in recovery.care.sessions_of(procedure.id):
            if (day := session.day) is not None:
                title = session_title(recovery, procedure, session)
                yield CareEvent(day, "procedure", title, session.at, session.id, clipped(procedure.label))
                for around, first, last in procedure.rests(session):
                    yield from _around(recovery, procedure, session, around, first, last, today)


def _around(
    recovery: Recovery,
    procedure: Procedure,
    session: Session,
    around: Around,
    first: date,
    last: date,
    today: date | None,
) -> Iterator[CareEvent]:
    after = last + timedelta(days=1)
    names = resting_names(recovery, around, first)
    instead = f", {clipped(around.instead)} instead" if around.instead else ""
    why = f"{clipped(procedure.label)} on {short_day(session.day, today)}" if session.day else clipped(procedure.label)
    until = short_day(last, today)
    yield CareEvent(first, "rests", f"Paused until {until}, for {why}: {names}{instead}", None, session.id, names)
    meant = [one for one in recovery.routine.on(after) if around.means(one.step_id, one.version)]
    if not meant or any(recovery.care.resting(after, one.step_id, one.version) is None for one in meant):
        yield CareEvent(after, "again", f"Again from now on: {names}", None, session.id, names)


def _courses(recovery: Recovery, today: date | None) -> Iterator[CareEvent]:
    for course in recovery.care.courses:
        steps = steps_of(recovery, course)
        if not steps:
            continue
        label, last = clipped(course.label), last_day_of(recovery, course)
        if last is not None and last < course.first_day:
            continue  # called off before it began
        tied = steps[0].latest.schedule.around is not None
        if not tied:
            yield CareEvent(course.first_day, "begins", f"{label} starts", None, course.id, label)
        yield from _breaks_and_stages(recovery, course, label, today)
        for day in course.review_days:
            if last is None or day <= last + timedelta(days=1):
                yield CareEvent(day, "review", f"Check-up: {label}", None, course.id, label)
        if last is not None and not tied:
            yield CareEvent(last, "ends", f"Last day of {label}", None, course.id, label)


def _breaks_and_stages(recovery: Recovery, course: Course, label: str, today: date | None) -> Iterator[CareEvent]:
    for first, until, name in phases_of(recovery, course):
        if name is None:
            until_words = f"{label}: break until {short_day(until, today)}"
            yield CareEvent(first, "break", until_words, None, course.id, label)
            yield CareEvent(until + timedelta(days=1), "begins", f"{label} starts again", None, course.id, label)
        elif name and first != course.first_day:
            yield CareEvent(first, "stage", f"{label}: {clipped(name)}", None, course.id, label)
