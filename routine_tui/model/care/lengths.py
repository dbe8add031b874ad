"""Lengths as people type them: ``24 weeks``, a gap of ``6 to 8 weeks``, reviews at ``4, 8, 16, 24`` weeks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.course import LONGEST_REVIEW
from routine_tui.model.recovery.procedure import LONGEST_GAP
from routine_tui.model.recovery.stages import LONGEST_STAGE
from routine_tui.model.text import as_value, days_in_words, escape_control_characters

_UNIT: Final = r"(d|days?|nights?|w|weeks?)"
_NUMBER: Final = r"([0-9]{1,5})"


def read_length(text: str, most: int = LONGEST_STAGE) -> int:
    """A number of days, from 1 to ``most``, typed as ``10 days`` or ``24 weeks``. Raises BadInput."""
    match = re.fullmatch(rf"{_NUMBER} ?{_UNIT}", _plain(text))
    if not match:
        raise BadInput(f"{_shown(text)} isn't a length of time: write it like 24 weeks, or 10 days.")
    days = int(match[1]) * _days_of(match[2])
    if not 1 <= days <= most:
        raise BadInput(f"{_shown(text)} isn't possible: use 1 to {days_in_words(most)}.")
    return days


def length_words(days: int) -> str:
    """A number of days as it is typed, in weeks where they are whole: ``24 weeks``."""
    weeks, rest = divmod(days, 7)
    if rest or not weeks:
        return days_in_words(days)
    return "1 week" if weeks == 1 else f"{weeks} weeks"


def read_gap(text: str) -> tuple[int | None, int | None]:
    """The fewest and the most days between two sessions, None for what is left open.

    Typed as ``6 to 8 weeks``, ``6-8 weeks``, ``42 days``, ``at least 6 weeks``, ``at most 8 weeks``; empty for nothing.
    Raises BadInput.
    """
    words = _plain(text)
    if not words:
        return None, None
    if match := re.fullmatch(rf"{_NUMBER} ?(?:-|to) ?{_NUMBER} ?{_UNIT}", words):
        least, most = (int(match[number]) * _days_of(match[3]) for number in (1, 2))
    elif match := re.fullmatch(rf"(at least|at most|) ?{_NUMBER} ?{_UNIT}( or more)?", words):
        days = int(match[2]) * _days_of(match[3])
        least, most = days if match[1] != "at most" else 0, days if match[1] != "at least" and not match[4] else 0
    else:
        raise BadInput(f"{_shown(text)} isn't a time between sessions: write it like 6 to 8 weeks, or 42 days.")
    for days in (least, most):
        if days > LONGEST_GAP or (days < 1 and days == least == most):
            raise BadInput(f"{_shown(text)} isn't possible: use 1 to {LONGEST_GAP} days.")
    if least and most and most < least:
        raise BadInput(f"{_shown(text)} isn't possible: put the shorter time first.")
    return least or None, most or None


def gap_words(least: int | None, most: int | None) -> str:
    """A gap as it is typed: ``6 to 8 weeks``; empty for none."""
    if least is None or most is None:
        known = least or most
        return "" if known is None else f"{'at least' if most is None else 'at most'} {length_words(known)}"
    if least == most:
        return length_words(least)
    if least % 7 == 0 and most % 7 == 0:
        return f"{least // 7} to {most // 7} weeks"
    return f"{least} to {most} days"


def read_reviews(text: str) -> tuple[int, ...]:
    """When a course is reviewed, in days after its first: ``4, 8, 16`` are weeks, ``10d`` are days. Raises BadInput."""
    found: set[int] = set()
    for word in re.split(r"[,;]|\band\b|\s(?=[0-9])", _plain(text).removeprefix("weeks").removesuffix("weeks")):
        if not word.strip():
            continue
        match = re.fullmatch(rf"{_NUMBER} ?{_UNIT}?", word.strip())
        if not match:
            raise BadInput(f"{_shown(text)} aren't check-ups: write the weeks, e.g. 4, 8, 16, 24.")
        days = int(match[1]) * _days_of(match[2] or "w")
        if days > LONGEST_REVIEW:
            raise BadInput(f"{_shown(text)} isn't possible: a check-up is within {LONGEST_REVIEW // 7} weeks.")
        found.add(days)
    return tuple(sorted(found))


def reviews_words(reviews: Sequence[int]) -> str:
    """Reviews as they are typed: ``4, 8, 10d``."""
    return ", ".join(str(days // 7) if days % 7 == 0 else f"{days}d" for days in sorted(set(reviews)))


def _plain(text: str) -> str:
    return as_value(text).lower()


def _days_of(unit: str) -> int:
    return 7 if unit.startswith("w") else 1


def _shown(text: str) -> str:
    return f"“{escape_control_characters(text.strip()[:60])}”"
