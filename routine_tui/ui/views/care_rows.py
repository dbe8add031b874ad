"""The rows of the Care view, gathered from the recovery and the facts. No Textual."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Final

from msgspec import Struct

from routine_tui.facts import skin as skin_facts
from routine_tui.facts.care import field_groups, fields, fields_of
from routine_tui.glyphs import Glyphs
from routine_tui.model.care.care_text import day_words, span_words, when_words
from routine_tui.model.care.course_days import is_over, last_day_of, version_of
from routine_tui.model.care.events import CareEvent, EventKind, events
from routine_tui.model.care.timeline import COMPLICATIONS, EXPECT_TITLE, own
from routine_tui.model.care.visit_checklist import held, ready_words, to_bring
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.procedure import Procedure, Session, next_within
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit, coming, next_visit
from routine_tui.model.skin.avoidance import Calm, calm
from routine_tui.model.text import clipped, listed, short_day
from routine_tui.ui.widgets.care_list import CareRow

EXPECT: Final = EXPECT_TITLE
_NEXT: Final[dict[EventKind, str]] = {
    "review": "check-up",
    "break": "break from",
    "ends": "last day",
    "stage": "next stage from",
    "begins": "starts",
}
"""What comes next of a course, before its day."""


class CareRows(Struct, frozen=True):
    """What the view shows."""

    rows: tuple[CareRow, ...]
    today: date
    happens: tuple[CareEvent, ...]
    next_visit: Visit | None
    calm: Calm | None
    """What the log says, where it says that the skin is calm."""


def care_rows(recovery: Recovery, today: date, glyphs: Glyphs) -> CareRows:
    """The rows as they are today."""
    happens, following = events(recovery, today), next_visit(recovery.care.visits, today)
    found = calm(recovery, today, skin_facts.rules())
    is_calm = found if found.is_met else None
    dot = f" {glyphs.dot} "
    sections = (
        ("VISITS", "v add", "visit", [*_visits(recovery, following, today, dot)]),
        ("QUESTIONS", "Q add (from anywhere)", "question", [*_questions(recovery, glyphs)]),
        ("TREATMENTS", "a add a prescribed treatment", "course", [*_courses(recovery, happens, today, dot)]),
        ("PROCEDURES", "o add a laser, peel etc.", "procedure", [*_procedures(recovery, today, dot)]),
        ("PAUSES", "p add (from anywhere)", "pause", [*_pauses(recovery, today, dot)]),
        ("CONTACTS", "a k add a call or a message", "contact", [*_contacts(recovery, today, dot)]),
        ("PAPERS", "a f add a file", "paper", [*_papers(recovery, today, dot)]),
        ("YOUR HISTORY", "for the doctor, filled in once", "", [*_about(recovery, is_calm)]),
    )
    rows: list[CareRow] = []
    for heading, hint, wish, those in sections:
        rows += [CareRow("heading")] if rows else []
        rows += [CareRow("heading", heading, hint), *(those or [CareRow("add", "None yet.", "", wish, quiet=True)])]
    return CareRows(tuple(rows), today, happens, following, is_calm)


def _visits(recovery: Recovery, following: Visit | None, today: date, dot: str) -> Iterator[CareRow]:
    """The next one first, then the others that are to come, then past ones and those called off, the newest first."""
    ahead = sorted(coming(recovery.care.visits, today), key=lambda one: (one.day, one.at or time.max, one.id))
    for visit in ahead:
        ready = ready_words(to_bring(recovery, fields(), visit)) if visit is following else ""
        yield _visit(visit, ready, today, dot)
    gone = [one for one in recovery.care.visits if one.called_off or one.day < today]
    for visit in sorted(gone, key=lambda one: (one.day, one.at or time.min, one.id), reverse=True):
        said = "cancelled" if visit.called_off else clipped(visit.agreed)
        yield _visit(visit, said, today, dot, quiet=True)


def _visit(visit: Visit, said: str, today: date, dot: str, quiet: bool = False) -> CareRow:
    who = "" if visit.title == "Visit" else clipped(visit.title)
    told = dot.join(part for part in (who, said) if part) or "visit"
    when = when_words(visit.day, visit.at, today)
    return CareRow("visit", when[:1].upper() + when[1:], told, visit.id, quiet=quiet)


def _questions(recovery: Recovery, glyphs: Glyphs) -> Iterator[CareRow]:
    """The open ones, then those that were answered."""
    for question in sorted(recovery.care.questions, key=lambda one: not one.is_open):
        sign = glyphs.due if question.is_open else glyphs.done
        label = f"{sign} {clipped(question.text)}"
        yield CareRow("question", label, "", question.id, quiet=not question.is_open)


# ---------------------------------------------------------------------- courses


def _courses(recovery: Recovery, happens: tuple[CareEvent, ...], today: date, dot: str) -> Iterator[CareRow]:
    """Those that go on or are to come, then those that are over, the newest first."""
    gone = [one for one in recovery.care.courses if is_over(recovery, one, today)]
    for course in recovery.care.courses:
        if course not in gone:
            following = next_of(recovery, course, happens, today)
            told = dot.join(part for part in (following, schedule_words(recovery, course, today)) if part)
            yield CareRow("course", clipped(course.label), told, course.id)
    for course in reversed(gone):
        last = last_day_of(recovery, course)
        why = f": {clipped(course.ended_why)}" if course.ended_why else ""
        told = f"until {day_words(last, today)}{why}" if last else "over"
        yield CareRow("course", clipped(course.label), told, course.id, quiet=True)


def next_of(recovery: Recovery, course: Course, happens: tuple[CareEvent, ...], today: date) -> str:
    """What comes next of a course: ``check-up tomorrow``, ``break from Fri 5 Feb``; empty for nothing that is not said.

    Its last day stands with the schedule where that is one rule.
    """
    version = version_of(recovery, course, today)
    is_said = version is not None and not version.schedule.stages
    for event in happens:
        if event.of == course.id and event.day >= today and event.kind in _NEXT:
            if event.kind == "ends" and is_said:
                continue
            begins = "starts again" if event.kind == "begins" and event.day != course.first_day else _NEXT[event.kind]
            return f"{begins} {day_words(event.day, today)}"
    return ""


def schedule_words(recovery: Recovery, course: Course, today: date) -> str:
    """When a course is done, in words."""
    version = version_of(recovery, course, today)
    return version.schedule.in_words(today) if version else "no step"


# ---------------------------------------------------------------------- procedures


def _procedures(recovery: Recovery, today: date, dot: str) -> Iterator[CareRow]:
    """Each with its sessions below it, in the order of their days, and the one that has no day yet."""
    for procedure in recovery.care.procedures:
        sessions = recovery.care.sessions_of(procedure.id)
        held_ = [one for one in sessions if one.day is not None]
        count = max(procedure.count or 0, len(held_))
        yield CareRow("procedure", clipped(procedure.label), _how_far(held_, count, today), procedure.id)
        for number, session in enumerate(held_, start=1):
            yield _session(session, number, count, today, dot)
        if procedure.count is None or len(held_) < procedure.count:
            yield _no_day(procedure, held_, today)
        for session in sessions[len(held_) :]:
            yield _called_off(session, today)


def _how_far(sessions: list[Session], count: int, today: date) -> str:
    """How many of the sessions are done, and when the last one was."""
    done = [one for one in sessions if one.done and one.day is not None]
    if not done:
        return "none done yet" if count != 1 else "not done yet"
    last = max(one.day for one in done if one.day is not None)
    if count == 1:
        return f"done on {_on(last, today)}"
    return f"session {sessions.index(done[-1]) + 1} of {count} done on {_on(last, today)}"


def _session(session: Session, number: int, count: int, today: date, dot: str) -> CareRow:
    assert session.day is not None
    label = f"  session {number} of {count}" if count > 1 else "  session"
    when = when_words(session.day, session.at, today)
    state = "done" if session.done else "not recorded" if session.day < today else ""
    return CareRow("session", label, dot.join(part for part in (when, state) if part), session.id, quiet=session.done)


def _called_off(session: Session, today: date) -> CareRow:
    before = [one.day for one in session.placed if one.day is not None]
    was = f"planned for {_on(before[-1], today)}" if before else ""
    return CareRow("session", "  cancelled", was, session.id, quiet=True)


def _no_day(procedure: Procedure, sessions: list[Session], today: date) -> CareRow:
    """The session that is still to be planned."""
    label = f"  session {len(sessions) + 1} of {procedure.count}" if procedure.count else "  one more"
    if procedure.count == 1 or not sessions:
        label = "  session" if procedure.count == 1 else "  the first one"
    span = span_words(*next_within(procedure, sessions), today)
    return CareRow("no_day", label, f"due {span}, not booked" if span else "not booked", procedure.id)


# ---------------------------------------------------------------------- pauses, and what is told


def _pauses(recovery: Recovery, today: date, dot: str) -> Iterator[CareRow]:
    """Those of today and to come, then past ones, the newest first."""
    past = [one for one in recovery.pauses if one.last_day is not None and one.last_day < today]
    for pause in [*(one for one in recovery.pauses if one not in past), *reversed(past)]:
        told = dot.join(part for part in (paused_names(recovery, pause), clipped(pause.reason)) if part)
        label = span_words(pause.first_day, pause.last_day, today)
        yield CareRow("pause", label, told, pause.id, quiet=pause in past)


def paused_names(recovery: Recovery, pause: Pause) -> str:
    """Which steps a pause lets rest, by their names."""
    if not pause.step_ids:
        return "everything"
    meant = [step for step in recovery.routine.steps if step.id in pause.step_ids]
    names = [(step.on(pause.first_day) or step.versions[0]).name for step in meant]
    return listed(list(dict.fromkeys(clipped(name) for name in names))) or "no step"


def _contacts(recovery: Recovery, today: date, dot: str) -> Iterator[CareRow]:
    """The newest first; those in which nothing is waited for are quiet."""
    for contact in reversed(recovery.care.contacts):
        waits = "no answer yet" if contact.is_waiting else clipped(contact.said)
        told = dot.join(part for part in (clipped(contact.title), waits) if part)
        label = when_words(contact.day, contact.clock, today)
        yield CareRow("contact", label[:1].upper() + label[1:], told, contact.id, quiet=not contact.is_waiting)


def _papers(recovery: Recovery, today: date, dot: str) -> Iterator[CareRow]:
    """In the order in which they were added."""
    for paper in recovery.care.papers:
        label = f"{paper.kind[:1].upper()}{paper.kind[1:]}{f', {short_day(paper.day, today)}' if paper.day else ''}"
        told = dot.join(part for part in (clipped(paper.name), clipped(paper.note)) if part)
        yield CareRow("paper", label, told, paper.id)


def _about(recovery: Recovery, is_calm: Calm | None) -> Iterator[CareRow]:
    for group in field_groups():
        if asked := fields_of(group.id):
            told = sum(1 for field in asked if held(recovery, field, is_calm))
            yield CareRow("background", group.label, f"{told} of {len(asked)} filled in", group.id)
    names = [COMPLICATIONS[name] for name in own(recovery)]
    yield CareRow("expect", EXPECT, listed([names[0], *(name[:1].lower() + name[1:] for name in names[1:])]))


# ---------------------------------------------------------------------- helpers


def _on(day: date, today: date) -> str:
    return short_day(day, today)
