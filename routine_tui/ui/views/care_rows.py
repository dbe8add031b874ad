"""The rows of the Care view, gathered from the recovery and the facts. No Textual."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from routine_tui.facts import skin as skin_facts
from routine_tui.facts.care import field_groups, fields_of
from routine_tui.glyphs import Glyphs
from routine_tui.model.care.care_text import when_words
from routine_tui.model.care.events import CareEvent, events
from routine_tui.model.care.timeline import COMPLICATIONS, EXPECT_TITLE, own
from routine_tui.model.care.visit_checklist import held
from routine_tui.model.day.course_days import is_over, version_of
from routine_tui.model.day.week_text import effect_words, span_words
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit, next_visit
from routine_tui.model.recovery.weeks import monday_of
from routine_tui.model.skin.avoidance import Calm, calm
from routine_tui.model.text import clipped, listed, short_day
from routine_tui.ui.keys import with_keys
from routine_tui.ui.views.care_dated import coming_up, earlier, pause_row
from routine_tui.ui.widgets.care_list import CareRow

EXPECT: Final = EXPECT_TITLE
EMPTY: Final[dict[str, str]] = {
    "visit": "Nothing planned. ‹care.add› adds a visit.",
    "question": "What to ask next time.",
    "course": "Their steps join your routine by date.",
    "procedure": "Sessions, and what to pause around them.",
    "pause": "Days with nothing due, e.g. on a trip.",
    "contact": "Who said what, and when.",
    "week": "Days at home, off work, bad nights.",
    "paper": "Consent forms, receipts, letters.",
}
"""What each part is for, where there is nothing in it yet: in no more columns than a phone shows of a row."""
MOST_WEEKS: Final = 4
"""How many weeks are listed; ``routine-tui week`` has all of them."""


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
        ("COMING UP", "‹care.add› add", "visit", coming_up(recovery, happens, following, today, dot)),
        ("QUESTIONS", "‹question› add, anywhere", "question", [*_questions(recovery, glyphs)]),
        ("TREATMENTS", "‹care.course› add a treatment", "course", [*_courses(recovery, today)]),
        ("PROCEDURES", "‹care.procedure› add a laser, peel", "procedure", [*_procedures(recovery, today)]),
        ("PAUSES", "‹day.pause› add, anywhere", "pause", [*_pauses(recovery, today, dot)]),
        ("WEEKS", "‹care.add›, w add this week", "week", [*_weeks(recovery, today)]),
        ("CONTACTS", "‹care.add›, k add a call", "contact", [*_contacts(recovery, today, dot)]),
        ("PAPERS", "‹care.add›, f add a file", "paper", [*_papers(recovery, today, dot)]),
        ("EARLIER", "newest first", "", earlier(recovery, today, dot)),
        ("YOUR HISTORY", "for the doctor", "", [*_about(recovery, is_calm)]),
    )
    rows: list[CareRow] = []
    for heading, hint, wish, those in sections:
        if not those and not wish:
            continue
        rows += [CareRow("heading")] if rows else []
        rows += [
            CareRow("heading", heading, with_keys(hint)),
            *(those or [CareRow("add", with_keys(EMPTY[wish]), "", wish, quiet=True)]),
        ]
    return CareRows(tuple(rows), today, happens, following, is_calm)


def _questions(recovery: Recovery, glyphs: Glyphs) -> Iterator[CareRow]:
    """The open ones, then those that were answered."""
    for question in sorted(recovery.care.questions, key=lambda one: not one.is_open):
        sign = glyphs.due if question.is_open else glyphs.done
        label = f"{sign} {clipped(question.text)}"
        yield CareRow("question", label, "", question.id, quiet=not question.is_open)


def _courses(recovery: Recovery, today: date) -> Iterator[CareRow]:
    """Those that go on or are to come, with their schedule."""
    for course in recovery.care.courses:
        if not is_over(recovery, course, today):
            yield CareRow("course", clipped(course.label), schedule_words(recovery, course, today), course.id)


def schedule_words(recovery: Recovery, course: Course, today: date) -> str:
    """When a course is done, in words."""
    version = version_of(recovery, course, today)
    return version.schedule.in_words(today) if version else "no step"


def _procedures(recovery: Recovery, today: date) -> Iterator[CareRow]:
    """Each with how far it is; its sessions stand among what comes and what was."""
    for procedure in recovery.care.procedures:
        planned = [one for one in recovery.care.sessions_of(procedure.id) if one.day is not None]
        count = max(procedure.count or 0, len(planned))
        yield CareRow("procedure", clipped(procedure.label), _how_far(planned, count, today), procedure.id)


def _how_far(sessions: list[Session], count: int, today: date) -> str:
    """How many of the sessions are done, and when the last one was."""
    done = [one for one in sessions if one.done and one.day is not None]
    if not done:
        return "none done yet" if count != 1 else "not done yet"
    last = max(one.day for one in done if one.day is not None)
    if count == 1:
        return f"done on {short_day(last, today)}"
    return f"session {sessions.index(done[-1]) + 1} of {count} done on {short_day(last, today)}"


def _pauses(recovery: Recovery, today: date, dot: str) -> Iterator[CareRow]:
    """Those of today and to come."""
    for pause in recovery.pauses:
        if pause.last_day is None or pause.last_day >= today:
            yield pause_row(recovery, pause, today, dot)


def _weeks(recovery: Recovery, today: date) -> Iterator[CareRow]:
    """The newest few, and where looking less is on."""
    if recovery.is_quiet(today):
        yield CareRow("week", "Looking less", "on: once a week is enough", monday_of(today).isoformat(), quiet=True)
    for one in recovery.weeks[: -1 - MOST_WEEKS : -1]:
        yield CareRow("week", span_words(one.monday, today), effect_words(one), one.monday.isoformat())


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
        told = dot.join(part for part in (clipped(paper.name), clipped(paper.note), paper.paid) if part)
        yield CareRow("paper", label, told, paper.id)


def _about(recovery: Recovery, is_calm: Calm | None) -> Iterator[CareRow]:
    for group in field_groups():
        if asked := fields_of(group.id):
            told = sum(1 for field in asked if held(recovery, field, is_calm))
            yield CareRow("background", group.label, f"{told} of {len(asked)} filled in", group.id)
    names = [COMPLICATIONS[name] for name in own(recovery)]
    yield CareRow("expect", EXPECT, listed([names[0], *(name[:1].lower() + name[1:] for name in names[1:])]))
