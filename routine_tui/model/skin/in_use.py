"""Whether something is part of a treatment that is in use, or agreed on: then nobody is told to avoid it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from routine_tui.model.day.coming import last_day

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery
    from routine_tui.model.recovery.routine import Step


def is_in_use(part_of: Sequence[str], kinds: Sequence[str], recovery: Recovery, today: date) -> bool:
    """Whether a course, a prescribed step or a procedure that is not over by today is known by one of these words.

    One that is still ahead counts too: who set it has set its day. ``kinds`` are kinds of procedure.
    """
    if any(word in name for name in _treatments(recovery, today) for word in part_of):
        return True
    return bool(kinds) and any(kind in kinds for kind in _procedures(recovery, today))


def _treatments(recovery: Recovery, today: date) -> Iterator[str]:
    """The names of what a clinician set, in small letters without accents."""
    steps = {step.id: step for step in recovery.routine.steps}
    for course in recovery.care.courses:
        own = [steps[one] for one in course.step_ids if one in steps]
        is_ended = course.ended_on is not None and course.ended_on <= today
        if not is_ended and (not own or any(_goes_on(step, today) for step in own)):
            yield _plain(" ".join([course.label, course.dose, *map(_named, own)]))
    for step in steps.values():
        if step.latest.kind == "prescription" and _goes_on(step, today):
            yield _plain(_named(step))


def _procedures(recovery: Recovery, today: date) -> Iterator[str]:
    """The kinds of the procedures of which a session is planned for today or later."""
    kinds = {one.id: one.kind for one in recovery.care.procedures}
    for session in recovery.care.sessions:
        if session.day is not None and session.day >= today and session.procedure_id in kinds:
            yield kinds[session.procedure_id]


def _goes_on(step: Step, today: date) -> bool:
    """Whether a step is part of the routine today or later."""
    last = last_day(step)
    return last is None or last >= today


def _named(step: Step) -> str:
    return f"{step.latest.name} {step.latest.product}"


def _plain(text: str) -> str:
    """Small letters without accents."""
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
