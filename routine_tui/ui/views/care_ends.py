"""What the key for an end does to each row of the Care view, and how that is told. No Textual."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from msgspec import Struct

from routine_tui.model.by_id import Thing, find
from routine_tui.model.day.course_days import is_over
from routine_tui.model.recovery.contact import Contact
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.procedure import Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit
from routine_tui.model.text import clipped, short_day
from routine_tui.planner.planner import Planner
from routine_tui.ui.widgets.row_list import Row


class Ending(Struct, frozen=True):
    """What is to be done, told as if it were done; or why there is nothing to do."""

    says: str
    apply: Callable[[Planner], Recovery] | None = None


def ending(recovery: Recovery, row: Row, today: date) -> Ending | None:
    """What the key does to a row; None for nothing, as where the thing was taken away a moment ago."""
    care, key = recovery.care, row.key
    if row.kind == "visit":
        return _of(care.visits, key, lambda one: _visit(one, today))
    if row.kind == "question":
        return Ending("Question deleted.", lambda planner: planner.visits.drop_question(key))
    if row.kind == "course":
        return _of(care.courses, key, lambda one: _course(recovery, one, today))
    if row.kind == "session":
        return _of(care.sessions, key, lambda one: _session(one, today))
    if row.kind == "procedure":
        return _of(care.procedures, key, lambda one: _procedure(recovery, one, today))
    if row.kind == "contact":
        return _of(care.contacts, key, _contact)
    if row.kind == "paper":
        return Ending("Paper removed; its file stays for undo.", lambda planner: planner.papers.remove(key))
    if row.kind == "pause":
        return _of(recovery.pauses, key, lambda one: _pause(one, today))
    return None


def _of(things: Iterable[Thing], key: str, tell: Callable[[Thing], Ending]) -> Ending | None:
    """How the thing of an id is ended; None where it is not there."""
    thing = find(things, key)
    return None if thing is None else tell(thing)


def _pause(pause: Pause, today: date) -> Ending:
    """One that goes on ends with yesterday; any other is taken away."""
    yesterday = today - timedelta(days=1)
    if pause.first_day < today and (pause.last_day is None or pause.last_day >= today):
        return Ending("Pause ended.", lambda planner: planner.pauses.edit(pause.id, last_day=yesterday))
    return Ending("Pause deleted.", lambda planner: planner.pauses.remove(pause.id))


def _visit(visit: Visit, today: date) -> Ending:
    again = "restored" if visit.called_off else "cancelled"
    says = f"Visit on {short_day(visit.day, today)} {again}."
    return Ending(says, lambda planner: planner.visits.call_off(visit.id, not visit.called_off))


def _contact(contact: Contact) -> Ending:
    """One that is waited for is closed; any other is taken away."""
    if contact.is_waiting:
        return Ending("Contact closed: no answer is waited for.", lambda p: p.contacts.edit(contact.id, ended=True))
    return Ending("Contact deleted.", lambda planner: planner.contacts.remove(contact.id))


def _course(recovery: Recovery, course: Course, today: date) -> Ending:
    label = clipped(course.label)
    if is_over(recovery, course, today):
        return Ending(f"{label} has ended: there is nothing to stop.")
    return Ending(f"{label} stopped: not due from today.", lambda planner: planner.courses.end(course.id, today))


def _session(session: Session, today: date) -> Ending:
    if session.day is None:
        return Ending("Already cancelled; enter sets a new date.")
    if session.done:
        return Ending("Already done; enter edits its record.")
    says = f"Session on {short_day(session.day, today)} cancelled."
    return Ending(says, lambda planner: planner.procedures.call_off(session.id))


def _procedure(recovery: Recovery, procedure: Procedure, today: date) -> Ending:
    label = clipped(procedure.label)
    sessions = recovery.care.sessions_of(procedure.id)
    if any(one.day is not None and one.day >= today and not one.done for one in sessions):
        return Ending(f"{label} has planned sessions: cancel them first.")
    return Ending(f"{label} deleted, with its sessions.", lambda planner: planner.procedures.remove(procedure.id))
