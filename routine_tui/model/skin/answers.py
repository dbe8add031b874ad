"""Answers as people type and read them: ``2``, ``yes``, ``38.2``, ``100.8F``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import Answer, kind_of, range_of, require_answer
from routine_tui.model.recovery.check_in import EVERYWHERE
from routine_tui.model.text import as_value, clipped, days_in_words, short_day

TAKEN_BACK: Final = ("", "-")
"""What stands for no answer."""
_YES_NO: Final = {"yes": True, "y": True, "no": False, "n": False}
# ASCII digits only: int() and \d take those of every script, which nobody could check on the screen.
_TEMPERATURE: Final = re.compile(r"([0-9]{1,6}(?:[.,][0-9]{1,6})?) ?°? ?([cf]?)", re.IGNORECASE)
_WHOLE: Final = re.compile(r"[0-9]{1,6}")


def read_answer(name: str, text: str) -> Answer | None:
    """The answer that a text means, None where it takes one back. Temperatures become °C, rounded to 0.1.

    Raises BadInput, with what the question takes, for a text that is no answer to it.
    """
    kind, typed = kind_of(name), as_value(text)
    answer: Answer
    if typed in TAKEN_BACK:
        return None
    if kind == "yes_no":
        if typed.lower() not in _YES_NO:
            raise BadInput(f"{name} takes yes or no.")
        answer = _YES_NO[typed.lower()]
    elif kind == "temperature":
        answer = _degrees(name, typed)
    else:
        # a text that is no number is refused as one that no question takes: with its range
        answer = int(typed) if _WHOLE.fullmatch(typed) else -1
    require_answer(name, answer)
    return answer


def _degrees(name: str, typed: str) -> float:
    """A temperature in °C, rounded to 0.1. Raises BadInput."""
    found = _TEMPERATURE.fullmatch(typed)
    if found is None:
        raise BadInput(f"“{clipped(typed, 20)}” isn't a temperature: write {name} like 38.2 or 100.8F.")
    degrees = float(found[1].replace(",", "."))
    if found[2].lower() == "f":
        degrees = (degrees - 32) * 5 / 9
    elif not found[2] and 93.2 <= degrees <= 109.4:  # what 34 and 43 °C are in °F
        raise BadInput(f"A temperature of {degrees:g} must be in °F: write {degrees:g}F.")
    return round(degrees, 1)


def takes(name: str) -> str:
    """What a question takes, in words: ``0 to 4``, ``yes or no``, ``38.2 or 100.8F``."""
    kind = kind_of(name)
    if kind == "yes_no":
        return "yes or no"
    if kind == "temperature":
        return "38.2 or 100.8F"
    if kind == "year":
        return "a year"
    least, most = range_of(name)
    return f"{least} to {most} days" if kind == "days" else f"{least} to {most}"


def in_words(name: str, answer: Answer | None, degree: str = " °C") -> str:
    """An answer as it is read: ``2``, ``yes``, ``38.2 °C``, ``3 days``; empty where there is none."""
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    kind = kind_of(name)
    if kind == "temperature":
        return f"{answer:.1f}{degree}"
    return days_in_words(int(answer)) if kind == "days" else str(answer)


def places_in_words(places: Mapping[str, str]) -> str:
    """Where things are, that of the whole look first; what is in one place together: ``chin; itch, pain: jaw``."""
    by_place: dict[str, list[str]] = {}
    for name, place in sorted(places.items()):
        if name != EVERYWHERE:
            by_place.setdefault(place, []).append(name.replace("_", " "))
    named = (f"{', '.join(names)}: {place}" for place, names in by_place.items())
    return "; ".join([*filter(None, [places.get(EVERYWHERE, "")]), *named])


def before_in_words(name: str, day: date, found: tuple[date, Answer] | None) -> str:
    """An earlier answer with its age, seen from a day: ``2 yesterday``, ``no on 12 Nov``; empty where there is none."""
    if found is None:
        return ""
    when, answer = found
    said = f"{answer:.1f}" if kind_of(name) == "temperature" else in_words(name, answer)
    return f"{said} yesterday" if (day - when).days == 1 else f"{said} on {short_day(when, day)}"
