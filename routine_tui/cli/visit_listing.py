"""What visits look like on the command line: in words, and as JSON."""

from __future__ import annotations

import textwrap
from datetime import time
from typing import TYPE_CHECKING, Final

from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.facts.care import fields
from routine_tui.model.care.care_text import when_words
from routine_tui.model.care.visit_checklist import ready_words, to_bring
from routine_tui.model.recovery.visit import Question, Visit, next_visit
from routine_tui.model.text import clipped

if TYPE_CHECKING:
    from routine_tui.model.care.visit_checklist import ItemToBring

WIDTH: Final = 80
FEW: Final = 400
"""How many characters of notes the list shows."""


def visits_in_order(session: CliSession) -> list[Visit]:
    """The visits as they are listed: those to come, the next one first, then those that were, the newest first."""
    today = session.planner.today()
    row = sorted(session.recovery.care.visits, key=lambda one: (one.day, one.at or time.max, one.id))
    return [*(one for one in row if one.day >= today), *(one for one in reversed(row) if one.day < today)]


def questions_in_order(session: CliSession) -> list[Question]:
    """The questions as they are listed, the open ones first."""
    return sorted(session.recovery.care.questions, key=lambda one: (not one.is_open, one.asked_on, one.id))


def show_visits(session: CliSession, as_json: bool) -> None:
    """Print every visit and the open questions. Raises NoRecovery."""
    recovery, today = session.recovery, session.planner.today()
    visits, following = visits_in_order(session), next_visit(recovery.care.visits, today)
    if as_json:
        print_json(
            {
                "recovery": recovery.name,
                "day": today.isoformat(),
                "visits": [_as_json(session, number, one) for number, one in enumerate(visits, 1)],
                "questions": [_question_as_json(number, one) for number, one in _numbered(session)],
            }
        )
        return
    session.say_head(recovery, "visits")
    if not visits:
        session.say("No visits yet: add one with routine-tui visit add.")
    for number, visit in enumerate(visits, 1):
        _show(session, number, visit, visit == following)
    if waiting := [(number, one) for number, one in _numbered(session) if one.is_open]:
        session.say()
        session.say(session.paint("Questions for the next visit", bold=True))
        for number, question in waiting:
            _say_wrapped(session, f"{number:>3}  {clipped(question.text)}")


def show_questions(session: CliSession, as_json: bool) -> None:
    """Print every question, the open ones first. Raises NoRecovery."""
    recovery = session.recovery
    if as_json:
        questions = [_question_as_json(number, one) for number, one in _numbered(session)]
        print_json({"recovery": recovery.name, "day": session.planner.today().isoformat(), "questions": questions})
        return
    session.say_head(recovery, "questions")
    if not recovery.care.questions:
        session.say("No questions yet: add one with routine-tui visit ask.")
    for number, question in _numbered(session):
        answered = "" if question.is_open else f"{session.dot}{clipped(question.answer, FEW)}"
        _say_wrapped(session, f"{number:>3}  {clipped(question.text)}{answered}", dim=not question.is_open)


def show_what_to_bring(session: CliSession, visit: Visit | None, as_json: bool) -> None:
    """Print what to bring to a visit, or to any where there is none. Raises NoRecovery."""
    items = items_to_bring(session, visit)
    if as_json:
        print_json(
            {
                "recovery": session.recovery.name,
                "visit": None if visit is None else visit.id,
                "ready": sum(item.is_ready for item in items),
                "items": [
                    {"field": one.field.id, "label": one.field.label, "ready": one.by, "words": one.words or None}
                    for one in items
                ],
            }
        )
        return
    today = session.planner.today()
    to_what = "no visit planned" if visit is None else when_words(visit.day, visit.at, today)
    session.say(session.dot.join([session.paint("Checklist", bold=True), to_what, ready_words(items)]))
    glyphs = session.glyphs
    rows = [
        (f"  {glyphs.done if one.is_ready else glyphs.open} {one.field.label}", one.field.id, _words(one))
        for one in items
    ]
    for line in columns(rows):
        session.say(line)
    session.say()
    session.say(
        session.paint("routine-tui care background FIELD=TEXT fills it in here; --ready FIELD ticks it.", dim=True)
    )


def items_to_bring(session: CliSession, visit: Visit | None) -> tuple[ItemToBring, ...]:
    """The things to bring to a visit."""
    return to_bring(session.recovery, fields(), visit)


def _words(item: ItemToBring) -> str:
    return clipped(item.words, 60) if item.words else "ready" if item.is_ready else ""


def _numbered(session: CliSession) -> list[tuple[int, Question]]:
    return list(enumerate(questions_in_order(session), 1))


def _show(session: CliSession, number: int, visit: Visit, is_next: bool) -> None:
    today = session.planner.today()
    said = [when_words(visit.day, visit.at, today), *(clipped(text) for text in (visit.who, visit.where) if text)]
    said += ["cancelled"] if visit.called_off else []
    said += [ready_words(items_to_bring(session, visit))] if is_next else []
    past = visit.day < today or visit.called_off
    _say_wrapped(session, f"{number:>3}  {session.dot.join(said)}", dim=past)
    for label, text in (("Why", visit.why), ("Next steps agreed", visit.agreed), ("Notes", visit.notes)):
        if text:
            _say_wrapped(session, f"     {label}: {clipped(text, FEW)}", dim=past)


def _say_wrapped(session: CliSession, text: str, dim: bool = False) -> None:
    for line in textwrap.wrap(text, WIDTH, subsequent_indent="     ", drop_whitespace=True) or [""]:
        session.say(session.paint(line, dim=True) if dim else line)


def _as_json(session: CliSession, number: int, visit: Visit) -> object:
    items = items_to_bring(session, visit)
    return {
        "number": number,
        "id": visit.id,
        "day": visit.day.isoformat(),
        "time": f"{visit.at:%H:%M}" if visit.at else None,
        "with": visit.who or None,
        "where": visit.where or None,
        "why": visit.why or None,
        "notes": visit.notes or None,
        "agreed": visit.agreed or None,
        "called_off": visit.called_off,
        "ready": sum(item.is_ready for item in items),
        "to_bring": len(items),
    }


def _question_as_json(number: int, question: Question) -> object:
    return {
        "number": number,
        "id": question.id,
        "asked_on": question.asked_on.isoformat(),
        "text": question.text,
        "answer": question.answer or None,
    }
