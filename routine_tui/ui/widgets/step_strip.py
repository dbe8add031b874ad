"""How a step went in its last weeks, as Today and Routine tell it: a sign a day, and a fraction."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from routine_tui.glyphs import Glyphs
from routine_tui.model.day.last_days import last_days
from routine_tui.model.day.progress import adherence_of
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Step

STRIP_DAYS: Final = 28
STRIP_TITLE: Final = "Last 4 weeks"


class StepStrip(NamedTuple):
    """The last days of a step."""

    done: str
    """``done 19 of 20``; empty where nothing was expected."""
    signs: str
    first: date
    last: date


def step_strip(recovery: Recovery, step: Step, last: date, today: date, glyphs: Glyphs) -> StepStrip | None:
    """The days of a step until ``last``; None where it was no part of any."""
    days = last_days(recovery, step, today, STRIP_DAYS, last)
    if not any(state for _, state in days):
        return None
    tally = adherence_of(recovery, [day for day, _ in days], today, step.id)
    signs = {"done": glyphs.complete, "open": glyphs.open}
    return StepStrip(
        f"done {tally.done} of {tally.expected}" if tally.expected else "",
        "".join(signs.get(state, glyphs.step(state)) if state else " " for _, state in days),
        days[0][0],
        days[-1][0],
    )
