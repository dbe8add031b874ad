"""Hypothesis strategies for all that can be planned: courses in stages, visits, procedures, sessions that moved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.procedure import PROCEDURE_KINDS, Around, AroundSince, PlannedDay, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import KINDS, Routine, Step, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question, Visit
from tests.strategies import recoveries
from tests.texts import names, texts

Days = st.SearchStrategy[date]

hours = st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0))
"""On the clock of the place, or not said."""
_rules = st.sampled_from(
    ("day", "2 days", "3 days", "week", "mon,thu", "3 on 2 off", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU")
)
_lengths = st.sampled_from(("1 day", "10 days", "2 weeks", "5 weeks"))
_labels = st.sampled_from(("", "strong: ", "mild: "))
_few = st.integers(0, 2)


@st.composite
def stages(draw: st.DrawFn) -> str:
    """A course in stages as somebody types it."""
    count = draw(st.integers(1, 3))
    pieces = [f"{draw(_labels)}{draw(_rules)} for {draw(_lengths)}" for _ in range(count)]
    again = draw(st.sampled_from(("", ", break 1 week", ", break 20 days, 3 times", ", 2 times")))
    return ", then ".join(pieces) + again


@st.composite
def recoveries_with_care(draw: st.DrawFn, max_window: int = 120) -> Recovery:
    """A recovery of any kind, in which steps may be a course, tied to sessions, worn for hours or limited."""
    recovery = draw(recoveries(max_window))
    zero, length = recovery.day_zero, recovery.window_days
    near = st.integers(-20, length + 20).map(lambda days: zero + timedelta(days=days))
    procedures = tuple(draw(_procedures(number, near)) for number in range(draw(_few)))
    procedure_ids = [one.id for one in procedures]
    steps = tuple(draw(planned_steps(step, procedure_ids)) for step in recovery.routine.steps)
    care = Care(
        tuple(draw(_visits(number, near)) for number in range(draw(_few))),
        tuple(Question(f"question-{number}", draw(near), draw(names), draw(texts)) for number in range(draw(_few))),
        tuple(draw(_courses(number, near, [step.id for step in steps])) for number in range(draw(_few))),
        procedures,
        tuple(
            draw(_sessions(number, near, procedure_ids))
            for number in range(draw(st.integers(0, 3)) if procedures else 0)
        ),
        tuple(
            BackgroundAnswer(field, draw(texts), draw(st.booleans()))
            for field in draw(st.sets(st.sampled_from(("device", "goal"))))
        ),
    )
    days = {day: replace(record, marks=draw(_measured(record.marks))) for day, record in recovery.days.items()}
    return replace(recovery, routine=Routine(steps), care=care, days=days)


@st.composite
def _measured(draw: st.DrawFn, marks: Mapping[str, Mark]) -> Mapping[str, Mark]:
    """Marks, some of them with how much was done."""
    amounts = st.none() | st.integers(0, 96).map(lambda quarters: quarters / 4)
    return {step_id: replace(mark, amount=draw(amounts)) for step_id, mark in marks.items()}


@st.composite
def _visits(draw: st.DrawFn, number: int, near: Days) -> Visit:
    who, where, why, notes, agreed = (draw(texts) for _ in range(5))
    ready = tuple(draw(st.sets(st.sampled_from(("photos", "products")))))
    return Visit(f"visit-{number}", draw(near), draw(hours), who, where, why, notes, agreed, ready, draw(st.booleans()))


@st.composite
def _courses(draw: st.DrawFn, number: int, near: Days, step_ids: list[str]) -> Course:
    of_it = draw(st.lists(st.sampled_from(step_ids), unique=True, max_size=2)) if step_ids else []
    reviews = draw(st.lists(st.integers(0, 100), max_size=3))
    set_by, why, dose, effect, ended_why, note = (draw(texts) for _ in range(6))
    return Course(
        f"course-{number}",
        draw(names),
        draw(near),
        tuple(of_it),
        set_by,
        why,
        dose,
        tuple(reviews),
        effect,
        ended_why,
        note,
    )


@st.composite
def _procedures(draw: st.DrawFn, number: int, near: Days) -> Procedure:
    since = sorted(draw(st.sets(near, max_size=2)))
    who, where, why, note = (draw(texts) for _ in range(4))
    return Procedure(
        f"procedure-{number}",
        draw(names),
        draw(st.sampled_from(PROCEDURE_KINDS)),
        who,
        where,
        why,
        count=draw(st.none() | st.integers(1, 6)),
        gap_least=draw(st.none() | st.integers(1, 60)),
        around=tuple(AroundSince(day, (draw(arounds()),)) for day in since),
        note=note,
    )


@st.composite
def _sessions(draw: st.DrawFn, number: int, near: Days, procedure_ids: list[str]) -> Session:
    since = sorted(draw(st.sets(near, min_size=1, max_size=3)))
    placed = tuple(PlannedDay(day, draw(st.none() | near)) for day in since)
    of_it = draw(st.sampled_from(procedure_ids))
    return Session(f"session-{number}", of_it, placed, draw(hours), draw(st.booleans()), draw(texts))


@st.composite
def arounds(draw: st.DrawFn) -> Around:
    """What rests around a session."""
    target = draw(st.sampled_from((*KINDS, "everything", "step-1", "step-2", "balm")))
    return Around(target, draw(st.integers(0, 10)), draw(st.integers(0, 10)), draw(texts))


@st.composite
def planned_steps(draw: st.DrawFn, step: Step, procedure_ids: list[str]) -> Step:
    """A step whose versions may have been set by a clinician."""
    return replace(step, versions=tuple(draw(_planned(version, procedure_ids)) for version in step.versions))


@st.composite
def _planned(draw: st.DrawFn, version: StepVersion, procedure_ids: list[str]) -> StepVersion:
    kind = draw(st.sampled_from(("plain", "plain", "stages", "around", "hours", "most")))
    schedule = version.schedule
    if kind == "stages":
        return replace(
            version, schedule=Schedule(schedule.first_day, last_day=schedule.last_day, stages=draw(stages()))
        )
    if kind == "around" and procedure_ids:
        first, length = draw(st.integers(-6, 6)), draw(st.integers(0, 8))
        tied = (draw(st.sampled_from(procedure_ids)), first, first + length)
        return replace(version, schedule=Schedule(schedule.first_day, last_day=schedule.last_day, around=tied))
    if kind == "hours":
        return replace(version, hours=draw(st.sampled_from(("12 hours", "12 hours, from 2, 2 more a day, at most 23"))))
    if kind == "most":
        return replace(version, required=False, most_per_day=draw(st.integers(1, 24)))
    return version
