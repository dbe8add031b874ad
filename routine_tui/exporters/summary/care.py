"""What a clinician set and what is planned, as an export tells it: visits, questions, treatments, procedures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.exporters.escapes import inert, trimmed, trimmed_lines
from routine_tui.exporters.summary.alert import TOLD_HERE
from routine_tui.exporters.summary.entries import StepOfDay
from routine_tui.exporters.summary.tried import Tried, tried
from routine_tui.facts import care as facts
from routine_tui.model.care.events import CareEvent, events, resting_names
from routine_tui.model.recovery.recovery import Recovery

if TYPE_CHECKING:
    from routine_tui.model.recovery.background import BackgroundAnswer
    from routine_tui.model.recovery.procedure import Procedure, Session
    from routine_tui.model.recovery.visit import Question, Visit

WISH: Final = "wish"
MORE_QUESTIONS: Final = "questions"
TRIED_BEFORE: Final = "tried"
OTHER: Final = "Also told"
"""The heading of what was told in a field that this program does not know."""


class Rest(Struct, frozen=True):
    """What rests around each session."""

    what: str
    before: int
    days_after: int
    """For how many days, the session's own day first."""
    instead: str
    """What is used in its place; empty for nothing."""


class Undergone(Struct, frozen=True):
    """One procedure with its sessions, done, to come and called off, and what rests around each."""

    procedure: Procedure
    sessions: tuple[Session, ...]
    rests: tuple[Rest, ...]


class About(Struct, frozen=True):
    """What was told once, under one heading."""

    id: str
    """Of the group of fields; empty for what this program does not know."""
    label: str
    told: tuple[tuple[str, str], ...]
    """The label of each field, and the text."""


class CareSummary(Struct, frozen=True):
    """What a clinician is told of care. What was left out of the recovery is not in it."""

    coming: tuple[Visit, ...]
    """The next visit first."""
    wish: str
    """What is wanted from it."""
    open: tuple[Question, ...]
    more_questions: str
    """What else is to be asked, as it was told in one piece."""
    visited: tuple[Visit, ...]
    """The newest first."""
    answered: tuple[Question, ...]
    tried: tuple[Tried, ...]
    """The oldest first."""
    tried_before: str
    """What was tried before anything was recorded here."""
    procedures: tuple[Undergone, ...]
    background: tuple[About, ...]
    events: tuple[CareEvent, ...]
    """Of the span, in order."""
    weeks: str = ""
    """What weeks were like because of the skin, summed up."""


def care_summary(told: Recovery, today: date, span: tuple[date, date], known: Sequence[StepOfDay]) -> CareSummary:
    """What an export tells about care, from what of the recovery is shared.

    ``known`` are the entries of the span, which begins and ends on the days of ``span``.
    """
    care, day = told.care, min(max(today, span[0]), span[1])
    visits = [one for one in care.visits if not one.called_off]
    coming = sorted((one for one in visits if not _is_past(one, today)), key=_when)
    visited = sorted((one for one in visits if _is_past(one, today)), key=_when, reverse=True)
    return CareSummary(
        coming=tuple(map(_visited, coming)),
        wish=trimmed_lines(care.told(WISH)),
        open=tuple(_asked(one) for one in care.questions if one.is_open),
        more_questions=trimmed_lines(care.told(MORE_QUESTIONS)),
        visited=tuple(map(_visited, visited)),
        answered=tuple(_asked(one) for one in care.questions if not one.is_open),
        tried=tuple(tried(told, course, known, day) for course in care.courses),
        tried_before=trimmed_lines(care.told(TRIED_BEFORE)),
        procedures=tuple(_undergone(told, one, day) for one in care.procedures),
        background=tuple(_background(care.background)),
        events=tuple(
            replace(one, title=trimmed(one.title)) for one in events(told, today) if span[0] <= one.day <= span[1]
        ),
        weeks=_weeks(told, today),
    )


def _weeks(told: Recovery, today: date) -> str:
    if not told.weeks:
        return ""
    from routine_tui.model.day.week_text import sum_words

    return sum_words(told.weeks, today)


def _is_past(visit: Visit, today: date) -> bool:
    """Whether a visit is over: it was before today, or something is written about it already."""
    return visit.day < today or (visit.day == today and bool(visit.notes or visit.agreed))


def _when(visit: Visit) -> tuple[date, time, str]:
    return visit.day, visit.at or time.max, visit.id


def _visited(visit: Visit) -> Visit:
    return inert(visit, "agreed", "notes")


def _asked(question: Question) -> Question:
    return inert(question, "answer")


def _undergone(told: Recovery, procedure: Procedure, day: date) -> Undergone:
    return Undergone(
        inert(procedure, "note"),
        tuple(inert(one, "note") for one in told.care.sessions_of(procedure.id)),
        tuple(
            Rest(trimmed(resting_names(told, one, day)), one.before, one.days_after, trimmed(one.instead))
            for one in procedure.around_on(day)
        ),
    )


def _background(told: Iterable[BackgroundAnswer]) -> Iterator[About]:
    """What was told, by heading and in the order of the fields; what stands elsewhere on a page left out."""
    texts = {one.id: trimmed_lines(one.text) for one in told if one.text.strip()}
    for field_id in (WISH, MORE_QUESTIONS, TRIED_BEFORE, *TOLD_HERE):
        texts.pop(field_id, None)
    for group in facts.field_groups():
        fields = [one for one in facts.fields() if one.group == group.id and one.id in texts]
        if fields:
            yield About(group.id, group.label, tuple((one.label, texts.pop(one.id)) for one in fields))
    if texts:
        yield About("", OTHER, tuple((trimmed(field_id), text) for field_id, text in texts.items()))
