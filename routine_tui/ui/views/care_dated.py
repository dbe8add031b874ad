"""What comes and what was, as rows of the Care view: across visits, sessions, treatments and pauses, by their dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Final

from msgspec import Struct

from routine_tui.facts.care import fields
from routine_tui.model.care.care_text import day_words, span_words, when_words
from routine_tui.model.care.events import CareEvent, EventKind, session_title
from routine_tui.model.care.visit_checklist import ready_words, to_bring
from routine_tui.model.day.course_days import NEVER_USED, is_over, last_used, version_of
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.procedure import Procedure, Session, next_within
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit, coming
from routine_tui.model.text import clipped, listed
from routine_tui.ui.widgets.care_list import CareRow

_HAPPENS: Final[dict[EventKind, str]] = {
    "review": "check-up",
    "break": "break",
    "ends": "last day",
    "stage": "next stage",
    "begins": "starts",
}
"""What comes next of a treatment."""


class _Dated(Struct, frozen=True):
    """A row with what it is sorted by."""

    day: date
    at: time | None
    row: CareRow


def coming_up(
    recovery: Recovery, happens: Sequence[CareEvent], following: Visit | None, today: date, dot: str
) -> list[CareRow]:
    """What is planned from today on, the nearest first; what has no day yet where it may be, or at the end."""
    found = [
        *_visits_ahead(recovery, following, today, dot),
        *_sessions_ahead(recovery, today, dot),
        *_of_courses(recovery, happens, today),
    ]
    return [one.row for one in sorted(found, key=lambda one: (one.day, one.at or time.max))]


def earlier(recovery: Recovery, today: date, dot: str) -> list[CareRow]:
    """What was: past and cancelled visits and sessions, treatments that ended, past pauses; the newest first."""
    found = [
        *_visits_gone(recovery, today, dot),
        *_sessions_gone(recovery, today, dot),
        *_courses_gone(recovery, today),
        *_pauses_gone(recovery, today, dot),
    ]
    return [one.row for one in sorted(found, key=lambda one: (one.day, one.at or time.min), reverse=True)]


# ---------------------------------------------------------------------- visits


def _visits_ahead(recovery: Recovery, following: Visit | None, today: date, dot: str) -> Iterator[_Dated]:
    for visit in coming(recovery.care.visits, today):
        ready = ready_words(to_bring(recovery, fields(), visit)) if visit is following else ""
        yield _Dated(visit.day, visit.at, _visit(visit, ready, today, dot))


def _visits_gone(recovery: Recovery, today: date, dot: str) -> Iterator[_Dated]:
    for visit in recovery.care.visits:
        if visit.called_off or visit.day < today:
            said = "cancelled" if visit.called_off else clipped(visit.agreed)
            yield _Dated(visit.day, visit.at, _visit(visit, said, today, dot, quiet=True))


def _visit(visit: Visit, said: str, today: date, dot: str, quiet: bool = False) -> CareRow:
    who = "visit" if visit.title == "Visit" else clipped(visit.title)
    told = dot.join(part for part in (who, said) if part)
    return CareRow("visit", _when(visit.day, visit.at, today), told, visit.id, quiet=quiet)


# ---------------------------------------------------------------------- sessions


def _sessions_ahead(recovery: Recovery, today: date, dot: str) -> Iterator[_Dated]:
    """Those with a day, and of each procedure the one that is still to be planned."""
    for procedure in recovery.care.procedures:
        sessions = recovery.care.sessions_of(procedure.id)
        planned = [one for one in sessions if one.day is not None]
        for one in planned:
            if one.day is not None and one.day >= today and not one.done:
                title = session_title(recovery, procedure, one)
                yield _Dated(one.day, one.at, CareRow("session", _when(one.day, one.at, today), title, one.id))
        if procedure.count is None or len(planned) < procedure.count:
            yield _not_booked(procedure, planned, today, dot)


def _not_booked(procedure: Procedure, planned: list[Session], today: date, dot: str) -> _Dated:
    label = clipped(procedure.label)
    if procedure.count is None:
        which = f"{label}, {'one more' if planned else 'the first session'}"
    else:
        which = label if procedure.count == 1 else f"{label}, session {len(planned) + 1} of {procedure.count}"
    first, last = next_within(procedure, planned)
    span = span_words(first, last, today)
    row = CareRow("no_day", f"{span[:1].upper()}{span[1:]}" or "No date yet", f"{which}{dot}not booked", procedure.id)
    return _Dated(first or last or date.max, None, row)


def _sessions_gone(recovery: Recovery, today: date, dot: str) -> Iterator[_Dated]:
    """Done ones, past ones of which nothing was recorded, and cancelled ones on the day for which they were planned."""
    for procedure in recovery.care.procedures:
        for one in recovery.care.sessions_of(procedure.id):
            title = session_title(recovery, procedure, one)
            if one.day is None:
                yield _cancelled(one, title, today, dot)
            elif one.done or one.day < today:
                state = "done" if one.done else "not recorded"
                label, told = _when(one.day, one.at, today), f"{title}{dot}{state}"
                yield _Dated(one.day, one.at, CareRow("session", label, told, one.id, quiet=one.done))


def _cancelled(session: Session, title: str, today: date, dot: str) -> _Dated:
    before = [one.day for one in session.placed if one.day is not None]
    label = _when(before[-1], None, today) if before else "No date"
    row = CareRow("session", label, f"{title}{dot}cancelled", session.id, quiet=True)
    return _Dated(before[-1] if before else date.min, None, row)


# ---------------------------------------------------------------------- treatments and pauses


def _of_courses(recovery: Recovery, happens: Sequence[CareEvent], today: date) -> Iterator[_Dated]:
    """What comes next of each treatment in use, but for its last day where its schedule says that."""
    for course in recovery.care.courses:
        if not is_over(recovery, course, today) and (event := _next_of(recovery, course, happens, today)):
            what = "starts again" if event.kind == "begins" and event.day != course.first_day else _HAPPENS[event.kind]
            label = _when(event.day, None, today)
            yield _Dated(event.day, None, CareRow("review", label, f"{clipped(course.label)}: {what}", course.id))


def _next_of(recovery: Recovery, course: Course, happens: Sequence[CareEvent], today: date) -> CareEvent | None:
    version = version_of(recovery, course, today)
    said = ("ends",) if version is not None and not version.schedule.stages else ()
    return next(
        (
            event
            for event in happens
            if event.of == course.id and event.day >= today and event.kind in _HAPPENS and event.kind not in said
        ),
        None,
    )


def _courses_gone(recovery: Recovery, today: date) -> Iterator[_Dated]:
    for course in recovery.care.courses:
        if is_over(recovery, course, today):
            last = last_used(recovery, course)
            why = f": {clipped(course.ended_why)}" if course.ended_why else ""
            until = f"until {day_words(last, today)}" if last and last >= course.first_day else NEVER_USED
            told = f"{until}{why}" if last else "over"
            row = CareRow("course", clipped(course.label), told, course.id, quiet=True)
            yield _Dated(last or course.first_day, None, row)


def _pauses_gone(recovery: Recovery, today: date, dot: str) -> Iterator[_Dated]:
    for pause in recovery.pauses:
        if pause.last_day is not None and pause.last_day < today:
            yield _Dated(pause.last_day, None, pause_row(recovery, pause, today, dot, quiet=True))


def pause_row(recovery: Recovery, pause: Pause, today: date, dot: str, quiet: bool = False) -> CareRow:
    """A pause: its days, which steps rest, and why."""
    told = dot.join(part for part in (paused_names(recovery, pause), clipped(pause.reason)) if part)
    return CareRow("pause", span_words(pause.first_day, pause.last_day, today), told, pause.id, quiet=quiet)


def paused_names(recovery: Recovery, pause: Pause) -> str:
    """Which steps a pause lets rest, by their names."""
    if not pause.step_ids:
        return "everything"
    meant = [step for step in recovery.routine.steps if step.id in pause.step_ids]
    names = [(step.on(pause.first_day) or step.versions[0]).name for step in meant]
    return listed(list(dict.fromkeys(clipped(name) for name in names))) or "no step"


# ---------------------------------------------------------------------- helpers


def _when(day: date, at: time | None, today: date) -> str:
    said = when_words(day, at, today)
    return said[:1].upper() + said[1:]
