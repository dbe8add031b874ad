"""Weekdays as people type them, and as RFC 5545 codes them."""

from __future__ import annotations

import re
from typing import Final

from routine_tui.model.text import WEEKDAYS

CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TO: Final = r"\s*(?:-|–|\bto\b|\bthrough\b)\s*"
"""What stands between the first and the last of several weekdays."""


def weekdays(words: str) -> tuple[str, ...]:
    """The codes of all weekdays that words name, Monday first; empty where one of the words names none.

    ``mon,thu``, ``mon & thu`` and ``fri-mon`` are read, in lower case.
    """
    found = [_one_or_more(word) for word in re.split(r"[\s,&+/]+|\band\b", re.sub(_TO, "-", words)) if word]
    named = {code for some in found for code in some}
    return tuple(code for code in CODES if code in named) if all(found) else ()


def _one_or_more(word: str) -> tuple[str, ...]:
    """The code of a weekday, or those from one to another, over the end of the week too; none for another word."""
    first, between, last = word.partition("-")
    found = [_code(one) for one in ([first, last] if between else [first])]
    if None in found:
        return ()
    begin, *end = (CODES.index(code) for code in found if code)
    return tuple(CODES[(begin + number) % 7] for number in range((end[0] - begin) % 7 + 1 if end else 1))


def _code(word: str) -> str | None:
    """The code of a weekday's name or its beginning (two letters or more)."""
    word = word.removesuffix("s") if len(word) > 4 else word
    matches = [code for code, name in zip(CODES, WEEKDAYS, strict=True) if name.lower().startswith(word)]
    return matches[0] if len(word) >= 2 and len(matches) == 1 else None
