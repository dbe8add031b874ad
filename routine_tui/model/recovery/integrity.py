"""Whether the parts of a recovery belong together, which no type can say: for what other hands than ours wrote."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Final

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import PROFILE, require_answer
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Step
from routine_tui.model.text import escape_control_characters

MOST_HOURS: Final = 24
"""The greatest amount of a mark: hours of a day, or times on it."""
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2203
"""The years in which anything can be recorded; at the ends of time no moment can be told in UTC."""


def check_integrity(recovery: Recovery) -> None:
    """Raise BadInput, saying what it is, where something in a recovery refers to what is not there."""
    require_steps(recovery.routine.steps)
    known = {step.id for step in recovery.routine.steps}
    for day, record in recovery.days.items():
        recovery.require(day)
        _require_record(day, record, known)
    for clearance in recovery.clearances:
        _require_year(clearance.at, "a clinician's word")
    require_skin(recovery)
    require_order(recovery)
    for pause in recovery.pauses:
        if pause.last_day is not None and pause.last_day < pause.first_day:
            raise BadInput(f"a pause ends on {pause.last_day}, before it starts.")
        if not known.issuperset(pause.step_ids):
            raise BadInput(f"a pause from {pause.first_day} is for a step that doesn't exist.")


def _require_record(day: date, record: Day, known: Container[str]) -> None:
    if record.day != day:
        raise BadInput(f"the record of {day} says that it is of {record.day}.")
    for step_id, mark in record.marks.items():
        if step_id not in known:
            raise BadInput(f"a mark on {day} is for a step that doesn't exist.")
        if mark.at.tzinfo is None:
            raise BadInput(f"a mark on {day} has a time without its UTC offset.")
        _require_year(mark.at, f"a mark on {day}")
        if mark.amount is not None and not 0 <= mark.amount <= MOST_HOURS:
            raise BadInput(f"a mark on {day} has an amount of {mark.amount:g}, which no day holds.")
    if record.skin is not None:
        require_looks(day, record.skin)


def require_looks(day: date, check_in: CheckIn) -> None:
    """Raise BadInput where a day's check-in has no look, an empty one, or two of one moment."""
    moments = [look.at for look in check_in.looks]
    if not moments or any(look.is_empty for look in check_in.looks):
        raise BadInput(f"the check-in of {day} has a look in which nothing is said.")
    if len(set(moments)) != len(moments):
        raise BadInput(f"the check-in of {day} has two looks of one moment.")
    for at in moments:
        if at is not None:
            _require_year(at, f"the check-in of {day}")


def _require_year(at: datetime, whose: str) -> None:
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise BadInput(f"{whose} has a time in the year {at.year}.")


def require_skin(recovery: Recovery) -> None:
    """Raise BadInput where two things of one kind have one id, or an answer is none."""
    for name, things in (
        ("products", recovery.products),
        ("pictures", recovery.photos),
        ("clinician's words", recovery.clearances),
        ("visits", recovery.care.visits),
        ("questions", recovery.care.questions),
        ("courses", recovery.care.courses),
        ("procedures", recovery.care.procedures),
        ("sessions", recovery.care.sessions),
        ("fields of the background", recovery.care.background),
        ("contacts", recovery.care.contacts),
        ("papers", recovery.care.papers),
    ):
        if len({one.id for one in things}) != len(things):
            raise BadInput(f"two {name} have one id.")
    for name, value in recovery.profile.items():
        if name not in PROFILE:
            raise BadInput(
                f"the profile has an answer to “{escape_control_characters(name[:40])}”, which is not asked."
            )
        require_answer(name, value)


def require_order(recovery: Recovery) -> None:
    """Raise BadInput where the moments since when a session was planned, or something rests, are out of order."""
    kinds: tuple[tuple[str, list[tuple[Any, ...]]], ...] = (
        ("a session was planned", [one.placed for one in recovery.care.sessions]),
        ("something rests around a procedure", [one.around for one in recovery.care.procedures]),
    )
    for what, histories in kinds:
        for history in histories:
            if any(later.valid_from <= before.valid_from for before, later in pairwise(history)):
                raise BadInput(f"the days since when {what} are out of order.")


def require_steps(steps: tuple[Step, ...]) -> None:
    """Raise BadInput where two steps have one id, or where versions of a step are missing or out of order."""
    if len({step.id for step in steps}) != len(steps):
        raise BadInput("two steps have one id.")
    for step in steps:
        begins = [version.valid_from for version in step.versions]
        if not begins or any(later <= before for before, later in pairwise(begins)):
            raise BadInput("the versions of a step are missing or out of order.")
