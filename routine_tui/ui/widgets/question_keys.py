"""What a key means for a question: the answer that it gives, or what it adds to one that is typed."""

from __future__ import annotations

from typing import Final

from routine_tui.model.recovery.answers import COLDEST, HOTTEST, Answer
from routine_tui.model.skin.answers import read_answer
from routine_tui.model.skin.questions import CheckInQuestion

TYPED: Final = ("temperature", "days", "year")
"""Kinds whose answers are typed sign by sign."""
SCALES: Final = ("sign", "feeling", "phototype", "choice")
"""Kinds whose answers are one number of a few."""
TEN: Final = "x"
"""The key for ten, where there is a ten."""
LONGEST: Final = 6
"""The most signs of an answer that is typed: ``100.8f``."""
DIGITS: Final = "0123456789"
_USUAL: Final = 37.0
"""Degrees Celsius from which a temperature is raised or lowered where none was answered."""


def answer_by_key(question: CheckInQuestion, character: str) -> Answer | None:
    """The answer that one key gives; None where it gives none. Raises BadInput for a number out of range."""
    if question.kind == "yes_no" and character in ("y", "n"):
        return character == "y"
    is_ten = question.kind == "feeling" and character == TEN
    if question.kind in SCALES and (is_ten or (character and character in DIGITS)):
        number = 10 if is_ten else int(character)
        question.require(number)
        return number
    return None


def typed_after(question: CheckInQuestion, typed: str, character: str, key: str) -> str | None:
    """What is typed after one more key; None where the key is none that is typed."""
    if question.kind not in TYPED:
        return None
    if key == "backspace" and typed:
        return typed[:-1]
    more = ".,cCfF" if question.kind == "temperature" and typed else ""
    if not character or character not in DIGITS + more:
        return None
    return (typed + character)[:LONGEST]


def is_whole(question: CheckInQuestion, typed: str) -> bool:
    """Whether nothing can follow what is typed, so that it needs no Enter: three digits of degrees, ``371``."""
    return question.kind == "temperature" and len(typed) == 3 and typed.isdigit() and _is_celsius(typed)


def _is_celsius(digits: str) -> bool:
    return COLDEST * 10 <= int(digits) <= HOTTEST * 10


def read_typed(question: CheckInQuestion, typed: str) -> Answer | None:
    """The answer that is typed; ``371`` is 37.1 degrees. Raises BadInput where it is none."""
    if is_whole(question, typed):
        typed = f"{typed[:2]}.{typed[2]}"
    return read_answer(question.id, typed)


def stepped(question: CheckInQuestion, answer: Answer | None, up: bool) -> Answer | None:
    """An answer one step higher or lower, within its range; a number that is not answered begins with its least."""
    if question.kind == "yes_no":
        return up
    by = 1 if up else -1
    if question.kind == "temperature":
        return _USUAL if answer is None else round(max(COLDEST, min(HOTTEST, answer + by / 10)), 1)
    least, most = question.range
    if answer is None:
        return least if up else None
    return max(least, min(most, int(answer) + by))


def is_same(answer: Answer | None, other: Answer) -> bool:
    """Whether two answers are the same; a yes is not the number 1."""
    return answer is not None and isinstance(answer, bool) is isinstance(other, bool) and answer == other
