"""Days as other programs write them: ISO, a country's own order, or counted since 1970. Never through a time zone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from routine_tui.importers.found import FIRST_YEAR, LAST_YEAR

Order = Literal["DMY", "MDY"]
_EPOCH: Final = date(1970, 1, 1)
_ISO: Final = re.compile(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})(?:[T ].*|Z|[+-][0-9]{2}:?[0-9]{2})?", re.DOTALL)
_OTHER: Final = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?:[, ].*)?", re.DOTALL)


class Orders(NamedTuple):
    """In which orders of day and month a whole column of days can be read."""

    possible: tuple[Order, ...]
    """Empty where some of its days can only be read in one order, and some only in the other."""
    differ: bool
    """Whether the orders give different days, so that it has to be asked."""


def iso_day(text: str) -> date | None:
    """A day that is written year first; what follows it, such as a time or an offset, is no part of the day."""
    match = _ISO.fullmatch(text.strip())
    if match is None or (not match[2] and len(match[3] + match[4]) != 4):
        return None
    return _day(int(match[1]), int(match[3]), int(match[4]))


def day_in(text: str, order: Order = "DMY") -> date | None:
    """A day, year first or in an order; None for what is none. A year of two digits is one of this century."""
    if found := iso_day(text):
        return found
    match = _OTHER.fullmatch(text.strip())
    if match is None:
        return None
    year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
    first, second = int(match[1]), int(match[3])
    return _day(year, second, first) if order == "DMY" else _day(year, first, second)


def is_day(text: str) -> bool:
    """Whether a text is a day in any order; which one it is, only a whole column can tell."""
    return (day_in(text) or day_in(text, "MDY")) is not None


def orders_of(texts: Iterable[str]) -> Orders:
    """In which orders a column of days can be read. Days with points are written day first everywhere."""
    only: set[Order] = set()
    differ = False
    for text in set(texts):
        dmy, mdy = day_in(text, "DMY"), day_in(text, "MDY")
        if dmy == mdy:
            continue
        if mdy is None or (dmy and "." in text):
            only.add("DMY")
        elif dmy is None:
            only.add("MDY")
        else:
            differ = True
    if len(only) == 2:
        return Orders((), differ)
    return Orders(tuple(only) or ("DMY", "MDY"), differ and not only)


def epoch_day(days: int) -> date | None:
    """The day that is so many days after 1 January 1970; None where it is out of reach."""
    try:
        found = _EPOCH + timedelta(days=days)
    except OverflowError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
