"""Hypothesis strategies for what is planned: courses in stages, hours a day, visits, procedures that move.

Part of ``strategies.recoveries()``; each takes the strategy for what a person typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import get_args

from hypothesis import strategies as st

from routine_tui.model.recovery.background import AnswerState, BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.contact import CONTACT_BY, CONTACT_WHO, Contact
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.paper import PAPER_KINDS, Paper
from routine_tui.model.recovery.procedure import (
    EVERYTHING,
    PROCEDURE_KINDS,
    Around,
    AroundSince,
    PlannedDay,
    Procedure,
    Session,
)
from routine_tui.model.recovery.routine import KINDS
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question, Visit

Text = st.SearchStrategy[str]

PROCEDURE_IDS = ("procedure-1", "procedure-2")
_RULES = (
    "day", "every day", "Nightly", "2 days", "every other night", "3 nights", "week", "2 weeks", "mon,thu", "Sunday",
    "3 on 2 off", "month", "FREQ=MONTHLY;BYDAY=1MO", "freq=daily;count=3",
)  # fmt: skip
_LABELS = ("strong", "Mild", "İ, left", "a b", "lunch break", "2 times", "for 2 days", "then", "👩🏽‍🔬 serum")
_BETWEEN = (", then ", " then ", ", ", "; ", ",THEN ")

rules_typed = st.sampled_from(_RULES)
lengths_typed = st.one_of(
    st.integers(1, 40).map("{} days".format),
    st.integers(1, 12).map("{} weeks".format),
    st.sampled_from(("1 week", "1 Day", "21 nights", "2  weeks")),
)


@st.composite
def stages_typed(draw: st.DrawFn) -> str:
    """A course in stages as somebody types it: with names, repeated with breaks or not, with an end or open."""
    count, goes_on = draw(st.integers(1, 4)), draw(st.booleans())
    parts = []
    for number in range(count):
        label = draw(st.sampled_from(("", "", "", *_LABELS)))
        length = "" if goes_on and number and number == count - 1 else f" for {draw(lengths_typed)}"
        parts.append(f"{label}: {draw(rules_typed)}{length}" if label else f"{draw(rules_typed)}{length}")
    text = draw(st.sampled_from(_BETWEEN)).join(parts)
    if " for " not in parts[-1] or draw(st.booleans()):
        return text
    gap = draw(st.sampled_from(("", f", break {draw(lengths_typed)}", f" then a Break of {draw(lengths_typed)}")))
    again = draw(st.integers(2, 4).map(", {} times".format))
    return text + gap + again if not gap or draw(st.booleans()) else text + gap


@st.composite
def hours_typed(draw: st.DrawFn) -> str:
    """Hours a day as somebody types them: a goal, perhaps built up, perhaps with a most."""
    goal = draw(st.integers(1, 48)) / 2
    parts = [f"{goal:g}{draw(st.sampled_from((' hours', ' h', 'h', ' hours a day', '')))}"]
    if draw(st.booleans()):
        parts += [f"from {min(goal, draw(st.integers(1, 24)) / 2):g}", f"{draw(st.integers(1, 30)) / 10:g} more a day"]
    if draw(st.booleans()):
        parts.append(f"at most {min(24, goal + draw(st.integers(0, 10))):g}")
    return draw(st.sampled_from((", ", "; "))).join(parts)


@st.composite
def planned_schedules(draw: st.DrawFn, first_day: date) -> Schedule:
    """A course in stages, or what is done around the sessions of a procedure."""
    last_day = draw(st.none() | st.integers(0, 200).map(lambda days: first_day + timedelta(days=days)))
    if draw(st.booleans()):
        return Schedule(first_day, last_day=last_day, stages=draw(stages_typed()))
    first = draw(st.integers(-14, 14))
    around = (draw(st.sampled_from(PROCEDURE_IDS)), first, first + draw(st.integers(0, 20)))
    return Schedule(first_day, last_day=last_day, around=around)


@st.composite
def visits(draw: st.DrawFn, near: st.SearchStrategy[date], text: Text) -> Visit:
    """A visit, planned or past."""
    at = draw(st.none() | st.times().map(lambda at: time(at.hour, at.minute)))
    ready = tuple(sorted(draw(st.sets(st.sampled_from(("device", "depth", "photos")), max_size=2))))
    who, notes = draw(text), draw(text)  # two are enough: what is drawn takes time
    return Visit(draw(st.uuids()).hex, draw(near), at, who, who, notes, notes, who, ready, draw(st.booleans()))


@st.composite
def questions(draw: st.DrawFn, near: st.SearchStrategy[date], text: Text) -> Question:
    """A question, open or answered."""
    asked = draw(text.filter(_says_something))
    return Question(draw(st.uuids()).hex, draw(near), asked, draw(st.sampled_from(("", asked))))


@st.composite
def courses(draw: st.DrawFn, near: st.SearchStrategy[date], step_ids: Sequence[str], text: Text) -> Course:
    """A course of some steps that there are."""
    chosen = draw(st.lists(st.sampled_from(step_ids), unique=True, max_size=2)) if step_ids else []
    label, said = draw(text.filter(_says_something)), draw(text)
    reviews = tuple(sorted(draw(st.sets(st.integers(0, 200), max_size=2))))
    return Course(draw(st.uuids()).hex, label, draw(near), tuple(chosen), said, said, label, reviews, said, said, label)


@st.composite
def arounds(draw: st.DrawFn, text: Text) -> Around:
    """What rests around a session; may be on no day."""
    target = draw(st.sampled_from((EVERYTHING, "step-1", *KINDS)) | text.filter(_says_something))
    return Around(target, draw(st.integers(0, 12)), draw(st.integers(0, 12)), draw(st.just("") | text))


@st.composite
def procedures(draw: st.DrawFn, procedure_id: str, near: st.SearchStrategy[date], text: Text) -> Procedure:
    """A procedure with what rests around its sessions, as it was known since some days."""
    since = sorted(draw(st.sets(near, max_size=2)))
    resting = (tuple(draw(st.lists(arounds(text), max_size=2))) for _ in since)
    least = draw(st.none() | st.integers(1, 60))
    label = draw(text.filter(_says_something))
    return Procedure(
        procedure_id,
        label,
        draw(st.sampled_from(PROCEDURE_KINDS)),
        label,
        count=draw(st.none() | st.integers(1, 6)),
        gap_least=least,
        gap_most=draw(st.none() | st.integers(least or 1, 90)),
        around=tuple(map(AroundSince, since, resting)),
        note=label,
    )


@st.composite
def sessions(draw: st.DrawFn, near: st.SearchStrategy[date], text: Text) -> Session:
    """A session that was moved up to three times, or called off."""
    since = sorted(draw(st.sets(near, min_size=1, max_size=3)))
    placed = tuple(PlannedDay(day, draw(near if number == 0 else st.none() | near)) for number, day in enumerate(since))
    at = draw(st.none() | st.times().map(lambda at: time(at.hour, at.minute)))
    chosen = draw(st.sampled_from(PROCEDURE_IDS))
    return Session(draw(st.uuids()).hex, chosen, placed, at, draw(st.booleans()), draw(text))


@st.composite
def told(draw: st.DrawFn, field_id: str, text: Text) -> BackgroundAnswer:
    """What was told in one field."""
    state: AnswerState = draw(st.sampled_from(get_args(AnswerState)))
    return BackgroundAnswer(field_id, draw(text), draw(st.booleans()), state, date(2026, 11, 29) if state else None)


@st.composite
def contacts(draw: st.DrawFn, near: st.SearchStrategy[date], text: Text) -> Contact:
    """A contact, answered or not."""
    day, said = draw(near), draw(text)
    at = draw(st.none() | st.just(datetime(day.year, day.month, day.day, 14, 10, tzinfo=UTC)))
    who, by = draw(st.sampled_from(CONTACT_WHO)), draw(st.sampled_from(CONTACT_BY))
    following, flags = draw(st.none() | near), draw(st.tuples(st.booleans(), st.booleans()))
    return Contact(draw(st.uuids()).hex, day, who, at, said, by, said, draw(text), following, *flags)


@st.composite
def papers(draw: st.DrawFn, near: st.SearchStrategy[date], text: Text) -> Paper:
    """A paper, of which the file is another matter."""
    number, name = draw(st.uuids()).hex, draw(text.filter(_says_something))
    added = datetime(2026, 11, 29, 9, 30, tzinfo=UTC)
    return Paper(
        number, draw(st.sampled_from(PAPER_KINDS)), f"{number[:8]}.pdf", name, number * 2, added,
        draw(st.none() | near), draw(text), draw(st.booleans()),
    )  # fmt: skip


@st.composite
def cares(draw: st.DrawFn, day_zero: date, window_days: int, step_ids: Sequence[str], text: Text) -> Care:
    """All that is planned, within the window and beside it; mostly little."""
    near = st.integers(-20, window_days + 20).map(lambda offset: day_zero + timedelta(days=offset))
    return Care(
        tuple(draw(st.lists(visits(near, text), max_size=2))),
        tuple(draw(st.lists(questions(near, text), max_size=2))),
        tuple(draw(st.lists(courses(near, step_ids, text), max_size=2))),
        tuple(draw(procedures(one, near, text)) for one in PROCEDURE_IDS[: draw(st.integers(0, 2))]),
        tuple(draw(st.lists(sessions(near, text), max_size=3))),
        tuple(draw(told(one, text)) for one in draw(st.sets(st.sampled_from(("device", "keloid")), max_size=2))),
        tuple(draw(st.lists(contacts(near, text), max_size=1))),
        tuple(draw(st.lists(papers(near, text), max_size=1))),
    )


def _says_something(text: str) -> bool:
    return bool(text.strip())
