"""Hours a day, such as those of a silicone sheet: a goal that may be built up, and the most that was set.

Kept as the text that a person would type, in one normal form: ``12 hours``, ``12 hours, from 2, 2 more a day, at most
23``. Imported only where a step is measured in hours.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from routine_tui.model.errors import BadInput
from routine_tui.model.text import as_value, escape_control_characters

MOST_HOURS: Final = 24.0
_EXAMPLE: Final = "write it like 12 hours, or 12 hours, from 2, 2 more a day, at most 23"
_PARTS: Final = {
    "start": r"from ([0-9.,]+)(?: ?h(?:ours?)?)?",
    "more": r"([0-9.,]+)(?: ?h(?:ours?)?)? more (?:a|per|every|each) day",
    "most": r"at most ([0-9.,]+)(?: ?h(?:ours?)?)?",
    "goal": r"([0-9.,]+)(?: ?h(?:ours?)?)?(?: (?:a|per) day)?",
}  # fmt: skip


class Hours(NamedTuple):
    """How many hours a day something is worn."""

    goal: float
    """Hours a day, above 0 and at most 24."""
    most: float | None = None
    """Not more than these; None where nothing was set."""
    start: float | None = None
    """The goal of the first day; None for the goal at once."""
    more: float = 0.0
    """By how much the goal grows each day, until it is reached."""

    def on(self, day: date, first_day: date) -> float:
        """The goal of a day, counted from the schedule's first."""
        if self.start is None:
            return self.goal
        return min(self.goal, self.start + self.more * max(0, (day - first_day).days))


@lru_cache(maxsize=64)
def read_hours(text: str) -> Hours:
    """The hours that a text names. Raises BadInput, with a sentence, for a text that names none."""
    found: dict[str, float] = {}
    for piece in re.split(r",(?![0-9])|;", as_value(text).lower()):
        for name, pattern in _PARTS.items():
            if name not in found and (match := re.fullmatch(pattern, piece.strip())):
                found[name] = _number(match[1], text)
                break
        else:
            raise BadInput(f"“{escape_control_characters(text[:60])}” isn't a number of hours a day: {_EXAMPLE}.")
    if "goal" not in found:
        raise BadInput(
            f"“{escape_control_characters(text[:60])}” doesn't say how many hours a day to aim for: {_EXAMPLE}."
        )
    hours = Hours(found["goal"], found.get("most"), found.get("start"), found.get("more", 0.0))
    _require_order(hours)
    return hours


def normal(text: str) -> str:
    """The text in its normal form, which reads back to the same hours. Raises BadInput."""
    hours = read_hours(text)
    parts = [f"{hours.goal:g} hours"]
    parts += [f"from {hours.start:g}", f"{hours.more:g} more a day"] if hours.start is not None else []
    parts += [f"at most {hours.most:g}"] if hours.most is not None else []
    return ", ".join(parts)


def read_amount(text: str) -> float:
    """Hours worn on a day: ``6``, ``6.5``, ``6:30``, ``6h30``. Raises BadInput for less than 0 or more than 24."""
    if match := re.fullmatch(r"([0-9]{1,2})[:h]([0-5][0-9])", as_value(text).lower()):
        hours = int(match[1]) + int(match[2]) / 60
    elif match := re.fullmatch(r"([0-9]{1,2}(?:[.,][0-9]{1,2})?) ?(?:h|hours?)?", as_value(text).lower()):
        hours = float(match[1].replace(",", "."))
    else:
        raise BadInput(f"“{escape_control_characters(text[:40])}” isn't a number of hours: use 0 to 24, e.g. 6 or 6.5.")
    if not 0 <= hours <= MOST_HOURS:
        raise BadInput(f"A day has 24 hours, so {hours:g} isn't possible: use a number from 0 to 24.")
    return round(hours, 2)


def amount_in_words(hours: float) -> str:
    """Hours in short: ``6 h``, ``6.5 h``."""
    return f"{number_of(hours)} h"


def number_of(hours: float) -> str:
    """Hours as a number with one decimal, or with two where it would be nought: ``6.5``, ``0.02``."""
    return f"{round(hours, 1) or hours:g}"


def _number(text: str, typed: str) -> float:
    try:
        number = round(float(text.replace(",", ".")), 2)
    except ValueError:
        raise BadInput(
            f"“{escape_control_characters(typed[:60])}” isn't a number of hours a day: {_EXAMPLE}."
        ) from None
    if not 0 < number <= MOST_HOURS:
        raise BadInput(f"{text[:20]} hours a day isn't possible: use more than 0, and 24 at most.")
    return number


def _require_order(hours: Hours) -> None:
    if hours.most is not None and hours.most < hours.goal:
        raise BadInput(f"At most {hours.most:g} hours is less than the goal of {hours.goal:g}: swap them.")
    if hours.start is not None and (hours.start > hours.goal or not hours.more):
        raise BadInput(f"From {hours.start:g} hours a day the goal of {hours.goal:g} is not reached: {_EXAMPLE}.")
    if hours.more and hours.start is None:
        raise BadInput(f"Say from how many hours a day it grows: {_EXAMPLE}.")
