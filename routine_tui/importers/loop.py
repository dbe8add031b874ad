"""What Loop Habit Tracker means by its numbers and words, in whichever form it writes them.

Of a yes-or-no habit: 2 done by hand, 1 not done but not needed (worked out, so never done), 0 not done, 3 skipped, -1
nothing known. Of a numeric one: the amount times 1000; there 3 is a skipped day, and not 0.003, as Loop's own skipping
writes it. A word for a numeric day is what the number would be: 0, 0.001 and 0.002. Of these 0.001 is never done, as
nothing tells it from what Loop works out.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from msgspec import Struct

from routine_tui.importers.amounts import Target, amount_of, state_of
from routine_tui.importers.found import Losses, Record, State
from routine_tui.importers.often import AS_NEEDED, Often, often
from routine_tui.importers.texts import join_texts, note_of

FORMAT_ID: Final = "loop"
NAME: Final = "Loop Habit Tracker"
AUTOMATIC: Final = 1
UNKNOWN, _SKIPPED = -1, 3
_STATES: Final[dict[int, State]] = {2: "done", 0: "not done", _SKIPPED: "skipped", UNKNOWN: "unknown"}
WORDS: Final = {"YES_MANUAL": 2, "YES_AUTO": AUTOMATIC, "NO": 0, "SKIP": _SKIPPED, "UNKNOWN": UNKNOWN}


class LoopEntry(Struct, frozen=True):
    """How Loop keeps a habit: yes or no, or a number with a target."""

    numeric: bool = False
    target: Target | None = None
    unit: str = ""


def looks_numeric(values: set[int]) -> bool:
    """Whether values, where the file does not say of which kind they are, can only be amounts."""
    return not values <= {*_STATES, AUTOMATIC}


def record_of(day: date, value: int, note: str, kept: LoopEntry, losses: Losses) -> Record | None:
    """What Loop recorded on a day; None for a day of which nothing is known."""
    words = note_of(note, losses)
    if value == AUTOMATIC:
        losses["automatic"] += 1
        return Record(day, "unknown", words) if words else None
    if kept.numeric and value not in (_SKIPPED, UNKNOWN):
        amount = Decimal(value) / 1000
        state = state_of(amount, kept.target)
        return Record(day, state, words, amount_of(amount, state, kept.unit))
    state = _STATES.get(value, "unknown")
    if state == "unknown" and value != UNKNOWN:
        losses["unreadable"] += 1
    return None if state == "unknown" and not words else Record(day, state, words)


def frequency(times: int, days: int, kept: LoopEntry, losses: Losses) -> Often:
    """How often a habit is to be done. A numeric one with days together is done on any of them: as needed."""
    if kept.numeric and days > 1:
        losses["several"] += 1
        return AS_NEEDED
    return often(times, days, losses)


def about_of(question: str, description: str, kept: LoopEntry, rhythm: Often, losses: Losses) -> str:
    """All that is said of a habit in words."""
    losses["targets"] += kept.target is not None
    target = kept.target.words if kept.target else ""
    return note_of(join_texts(question.strip(), description.strip(), target, rhythm.words), losses)
