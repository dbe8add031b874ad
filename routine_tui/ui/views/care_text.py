"""What the Care view tells below its list about what the cursor stands on. No Textual."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Protocol, TypeVar

from routine_tui.facts.care import field_groups, fields, fields_of
from routine_tui.model.by_id import by_id, find
from routine_tui.model.care.care_text import when_words
from routine_tui.model.care.events import resting_names, session_title
from routine_tui.model.care.lengths import gap_words, length_words
from routine_tui.model.care.record_letter import state_of
from routine_tui.model.care.visit_checklist import held, to_bring
from routine_tui.model.day.course_days import steps_of
from routine_tui.model.day.week_text import sum_words
from routine_tui.model.guidance import NOT_ADVICE
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.contact import Contact
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.paid import paid_together
from routine_tui.model.recovery.procedure import Around, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.model.text import clipped, listed, short_day
from routine_tui.ui.views.care_dated import paused_names
from routine_tui.ui.views.care_rows import EXPECT, CareRows, schedule_words
from routine_tui.ui.widgets.lines import FEW_LINES
from routine_tui.ui.widgets.row_list import Row

Told = tuple[str, str, str]
"""A title, some sentences, and the source."""
_NOTHING: Told = ("", "", "")
_ADD: Final = {
    "visit": "‹care.open›: plan a visit, or log a past one.",
    "question": "‹care.open›: save a question for the next visit. ‹question› does the same from anywhere.",
    "course": "‹care.open›: add a prescribed treatment. Its steps appear in your routine and stop on time.",
    "procedure": "‹care.open›: add a procedure, e.g. a laser in three sessions, with the steps to pause around each.",
    "contact": "‹care.open›: write down who you spoke to, and what was said.",
    "paper": "‹care.open›: keep a copy of a consent form, a receipt, a message. Your own file stays as it is.",
    "week": "‹care.open›: fill in this week, or choose to look less often.",
    "pause": "‹care.open›: pause some or all steps, e.g. while travelling.",
}


def _paid(care: Care) -> str:
    """What the papers say was paid, added up; empty where none says so."""
    sums = paid_together(one.paid for one in care.papers)
    return f"\nPaid, as papers say: {listed(sums)}." if sums else ""


class _Thing(Protocol):
    """What has an id."""

    @property
    def id(self) -> str:
        """It."""


Known = TypeVar("Known", bound=_Thing)


def words_of(page: CareRows, recovery: Recovery, row: Row | None, dot: str) -> Told:
    """What there is to say of a row; nothing where it was taken away a moment ago."""
    if row is None:
        return _NOTHING
    care = recovery.care
    if visit := _found(care.visits, row, "visit"):
        return _visit(page, recovery, visit, dot)
    if question := _found(care.questions, row, "question"):
        return _question(question, page.today)
    if course := _found(care.courses, row, "course", "review"):
        return _course(page, recovery, course, dot)
    if session := _found(care.sessions, row, "session"):
        return _session(page, recovery, session)
    if procedure := _found(care.procedures, row, "procedure", "no_day"):
        return _procedure(page, recovery, procedure, dot)
    if pause := _found(recovery.pauses, row, "pause"):
        return _pause(recovery, pause)
    if contact := _found(care.contacts, row, "contact"):
        return _contact(contact, page.today, dot)
    if paper := _found(care.papers, row, "paper"):
        added = f"Added {short_day(paper.added.date(), page.today)}."
        return clipped(paper.name), f"{added} ‹care.open›: edit it. ‹care.procedure›: open it.{_paid(care)}", ""
    if row.kind == "week":
        said = sum_words(recovery.weeks, page.today)
        return "Weeks", f"{said}\n‹care.open›: change it, or look less often.".strip(), ""
    if row.kind == "add":
        return "", _ADD[row.key], ""
    if row.kind == "background":
        return _background(page, recovery, row.key)
    if row.kind == "expect":
        return EXPECT, "How long healing usually takes, and where you are.", NOT_ADVICE
    return _NOTHING


def _found(things: Iterable[Known], row: Row, *kinds: str) -> Known | None:
    return find(things, row.key) if row.kind in kinds else None


def _visit(page: CareRows, recovery: Recovery, visit: Visit, dot: str) -> Told:
    about = (when_words(visit.day, visit.at, page.today), clipped(visit.who), clipped(visit.where))
    lines = [
        f"{what}: {clipped(text, FEW_LINES)}"
        for what, text in (("Why", visit.why), ("Agreed", visit.agreed), ("Notes", visit.notes))
        if text
    ]
    if visit.called_off:
        lines.insert(0, "Cancelled; ‹care.end› restores it.")
    elif visit.day >= page.today and not (visit.notes or visit.agreed):
        items = to_bring(recovery, fields(), visit)
        missing = [item.field.label for item in items if not item.is_ready]
        lines.append(
            f"Still missing: {_some(missing)}. ‹care.bring› for the list." if missing else "Everything is ready."
        )
        if visit.day > recovery.last_day:
            lines.append("It is after the end of the calendar, so the calendar doesn't show it.")
    elif not lines:
        lines.append("‹care.open›: add notes and the next steps agreed.")
    return _joined(about, dot), "\n".join(lines), ""


def _question(question: Question, today: date) -> Told:
    asked = f"Added on {short_day(question.asked_on, today)}."
    answer = clipped(question.answer, FEW_LINES) or f"{asked} ‹care.open›: write down the answer."
    return clipped(question.text), answer, ""


def _course(page: CareRows, recovery: Recovery, course: Course, dot: str) -> Told:
    versions = [step.on(page.today) or step.versions[0] for step in steps_of(recovery, course)]
    slots = listed(list(dict.fromkeys(version.slot for version in versions)))
    when = f"{slots[:1].upper()}{slots[1:]}: {schedule_words(recovery, course, page.today)}" if slots else ""
    reviews = [short_day(day, page.today) for day in course.review_days if day >= page.today]
    facts = [
        f"{what} {clipped(text)}"
        for what, text in (
            ("dose:", course.dose),
            ("prescribed by", course.set_by),
            ("for", course.why),
            ("ended:", course.ended_why),
            ("check-up:" if len(reviews) == 1 else "check-ups:", listed(reviews)),
        )
        if text
    ]
    free = [clipped(text, FEW_LINES) for text in (course.effect, course.note) if text]
    return clipped(course.label), "\n".join(part for part in (when, _joined(facts, dot), *free) if part), ""


def _procedure(page: CareRows, recovery: Recovery, procedure: Procedure, dot: str) -> Told:
    count = "" if procedure.count is None else "1 session" if procedure.count == 1 else f"{procedure.count} sessions"
    gap = gap_words(procedure.gap_least, procedure.gap_most)
    facts = (procedure.kind, count, gap and f"{gap} apart", clipped(procedure.who), clipped(procedure.where))
    day = recovery.nearest(page.today)
    rests = [around_words(recovery, one, day) for one in procedure.around_on(page.today)]
    said = [clipped(text, FEW_LINES) for text in (procedure.why, procedure.note) if text]
    lines = [_joined(facts, dot), f"Paused around each: {'; '.join(rests)}." if rests else "", *said]
    return clipped(procedure.label), "\n".join(line for line in lines if line), ""


def _session(page: CareRows, recovery: Recovery, session: Session) -> Told:
    labels = {one.id: one for one in recovery.care.procedures}
    if (procedure := labels.get(session.procedure_id)) is None:
        return _NOTHING
    title = session_title(recovery, procedure, session)
    note = clipped(session.note, FEW_LINES)
    if session.day is None:
        return title, note or "Cancelled; enter sets a new date.", ""
    if note or session.done:
        return title, note, ""
    rests = [around_words(recovery, one, recovery.nearest(session.day)) for one in procedure.around_on(page.today)]
    said = "‹care.open›: mark as done or move it. The pauses around it move too."
    return title, "\n".join([f"Paused: {'; '.join(rests)}." if rests else "", said]).strip(), ""


def _pause(recovery: Recovery, pause: Pause) -> Told:
    why = f"\nWhy: {clipped(pause.reason, FEW_LINES)}" if pause.reason else ""
    return "", f"Paused: {paused_names(recovery, pause)}.{why}", ""


def _contact(contact: Contact, today: date, dot: str) -> Told:
    about = (when_words(contact.day, contact.clock, today), clipped(contact.title))
    lines = [
        f"{who}: {clipped(text, FEW_LINES)}" for who, text in (("You", contact.i_said), ("They", contact.said)) if text
    ]
    if contact.next_by:
        lines.append(f"Next step by {short_day(contact.next_by, today)}.")
    if contact.is_waiting:
        lines.append("No answer yet. ‹care.open›: write it down; ‹care.end›: wait for nothing more.")
    return _joined(about, dot), "\n".join(lines), ""


def _background(page: CareRows, recovery: Recovery, group_id: str) -> Told:
    group = by_id(field_groups(), group_id, "group")
    missing = [
        one.label
        for one in fields_of(group_id)
        if not held(recovery, one, page.calm) and state_of(recovery, one.id) == "open"
    ]
    left = f"Still empty: {_some(missing)}." if missing else "Nothing is left empty."
    return group.label, f"{group.about}\n{left}", ""


def around_words(recovery: Recovery, around: Around, day: date) -> str:
    """What rests around a session, and for how long, in a few words."""
    spans = [f"{length_words(around.before)} before"] if around.before else []
    spans += [f"{length_words(around.days_after)} from the day on"] if around.days_after else []
    instead = f", {clipped(around.instead)} instead" if around.instead else ""
    return f"{resting_names(recovery, around, day)}, {' and '.join(spans)}{instead}"


def _some(labels: list[str]) -> str:
    """The first of some labels, and how many more there are."""
    return listed(labels) if len(labels) < 5 else f"{', '.join(labels[:3])} and {len(labels) - 3} more"


def _joined(facts: Iterable[str], dot: str) -> str:
    return f" {dot} ".join(fact for fact in facts if fact)
