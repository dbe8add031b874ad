"""Whether the parts of a recovery belong together, which no type can say: for what other hands than ours wrote."""

from __future__ import annotations

from itertools import pairwise

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery import Recovery
from routine_tui.model.routine import Step
from routine_tui.model.skin import PROFILE, require_answer
from routine_tui.model.words import visible


def require_whole(recovery: Recovery) -> None:
    """Raise BadInput, saying what it is, where something in a recovery refers to what is not there."""
    require_steps(recovery.routine.steps)
    known = {step.id for step in recovery.routine.steps}
    for day, record in recovery.days.items():
        recovery.require(day)
        if record.day != day:
            raise BadInput(f"the record of {day} says that it is of {record.day}.")
        for step_id, mark in record.marks.items():
            if step_id not in known:
                raise BadInput(f"a mark on {day} is for a step that is not there.")
            if mark.at.tzinfo is None:
                raise BadInput(f"a mark on {day} has a time without its UTC offset.")
    require_skin(recovery)
    for pause in recovery.pauses:
        if pause.last_day is not None and pause.last_day < pause.first_day:
            raise BadInput(f"a pause ends on {pause.last_day}, before it begins.")
        if not known.issuperset(pause.step_ids):
            raise BadInput(f"a pause from {pause.first_day} is for a step that is not there.")


def require_skin(recovery: Recovery) -> None:
    """Raise BadInput where two things on the shelf, two pictures or two words have one id, or an answer is none."""
    for name, things in (
        ("products", recovery.products),
        ("pictures", recovery.photos),
        ("clinician's words", recovery.clearances),
    ):
        if len({one.id for one in things}) != len(things):
            raise BadInput(f"two {name} have one id.")
    for name, value in recovery.profile.items():
        if name not in PROFILE:
            raise BadInput(f"the profile has an answer to “{visible(name[:40])}”, which is not asked.")
        require_answer(name, value)


def require_steps(steps: tuple[Step, ...]) -> None:
    """Raise BadInput where two steps have one id, or where versions of a step are missing or out of order."""
    if len({step.id for step in steps}) != len(steps):
        raise BadInput("two steps have one id.")
    for step in steps:
        begins = [version.valid_from for version in step.versions]
        if not begins or any(later <= before for before, later in pairwise(begins)):
            raise BadInput("the versions of a step are missing or out of order.")
