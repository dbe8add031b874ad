"""Days as people type them: ISO, ``yesterday``, a weekday, ``3 weeks ago``, or a date that can be read in one way only.

- A weekday's name is the last one, today included: on a Sunday, ``sunday`` is today. Where something is planned it is
  the coming one.
- A date without a year (``4 March``) is the one nearest to today, before or after.
- ``2026/11/22``, year first, is always year, month, day.
- ``03/04/2026`` is refused, with both readings named, and so is a year of two digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from routine_tui.model.errors import BadInput
from routine_tui.model.text import WEEKDAYS, escape_control_characters, listed, short_day, weekday_day

_NAMED = {"today": 0, "yesterday": -1, "tomorrow": 1}
_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPELLINGS = {"tues": "tue", "weds": "wed", "thur": "thu", "thurs": "thu", "sept": "sep"}
"""Short forms that dateutil does not know."""
_AGO_OR_IN = re.compile(rf"(in )?([0-9]{{1,4}}|an|{'|'.join(_NUMBERS)}) ?(d|days?|w|weeks?|months?|years?)(?(1)| ago)")
_AT = re.compile(r"(.*?[^\s,]),?(?: at | |t)([0-9]{1,2}:[0-9]{2})(?: ?h)?")
_EXAMPLES = "Try 22 Nov, yesterday, monday or 2026-11-22"


def read_day(text: str, today: date, coming: date | None = None) -> date:
    """The day that a text names, seen from ``today``.

    A weekday is the last one, today included; with ``coming`` it is the first one on that day or after it. Raises
    BadInput for a text that names none, or that can be read in two ways (``03/04/2026``); both are then named.
    """
    words = " ".join(_SPELLINGS.get(word, word) for word in text.lower().split())
    if words in _NAMED:
        return _days_from(today, _NAMED[words], text)
    if match := re.fullmatch(r"([+-][0-9]{1,9})(?: ?d(?:ays?)?)?", words):
        return _days_from(today, int(match[1]), text)
    if match := _AGO_OR_IN.fullmatch(words):
        return _away(today, match[2], match[3], -1 if match[1] is None else 1, text)
    if match := re.fullmatch(r"([0-9]{4})([-/. ]?)([0-9]{1,2})\2([0-9]{1,2})", words):
        if not match[2] and len(words) != 8:
            raise BadInput(f"{_shown(text)} isn't a single day. {_EXAMPLES}.")
        try:
            return date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            raise BadInput(f"{_shown(text)} isn't a day in the calendar. {_EXAMPLES}.") from None
    if (weekday := _weekday(words)) is not None:
        if coming is not None:
            return _days_from(coming, (weekday - coming.weekday()) % 7, text)
        return _days_from(today, -((today.weekday() - weekday) % 7), text)
    if _AT.fullmatch(words):
        raise BadInput(f"{_shown(text)} includes a time, but only a date is needed: type just the date.")
    words = re.sub(r"([0-9]{1,2})\.([0-9]{1,2})\.", r"\1/\2", words) if len(words) < 7 else words.removesuffix(".")
    return _read_freely(words, text, today)


def read_day_and_time(text: str, today: date, coming: date | None = None) -> tuple[date, time | None]:
    """The day that a text names, as ``read_day`` reads it, and the time of day behind it: ``14 dec 10:30``.

    The time is None where there is none. Raises BadInput.
    """
    match = _AT.fullmatch(" ".join(text.lower().split()))
    if match is None:
        return read_day(text, today, coming), None
    return read_day(match[1], today, coming), read_time(match[2])


def read_time(text: str) -> time:
    """A time of day as ``HH:MM``. Raises BadInput."""
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", text.strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise BadInput(f"{_shown(text)} isn't a time: use HH:MM, e.g. 07:45.")
    return time(int(match[1]), int(match[2]))


def day_to_type(day: date, today: date) -> str:
    """A day as a person may type it: ``Sun 29 Nov``, with its year where ``read_day`` would read another one."""
    return weekday_day(day, day if _nearest(day.month, day.day, today) == day else None)


def _days_from(today: date, days: int, text: str) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        raise BadInput(f"{_shown(text)} isn't a day in the calendar. {_EXAMPLES}.") from None


def _away(today: date, number: str, unit: str, sign: int, text: str) -> date:
    """A day some days, weeks, months or years away; the last of a month where that has no such day."""
    from dateutil.relativedelta import relativedelta

    count = sign * (int(number) if number.isdecimal() else max(_NUMBERS.index(number.replace("an", "a")), 1))
    name = {"d": "days", "w": "weeks"}.get(unit, unit.removesuffix("s") + "s")
    try:
        return today + relativedelta(**{name: count})  # type: ignore[arg-type]  # its units are its parameters
    except (OverflowError, ValueError):
        raise BadInput(f"{_shown(text)} isn't a day in the calendar. {_EXAMPLES}.") from None


def _weekday(word: str) -> int | None:
    """The number of a weekday's name, or of a beginning of three letters or more; 0 is Monday."""
    matches = [number for number, name in enumerate(WEEKDAYS) if len(word) >= 3 and name.lower().startswith(word)]
    return matches[0] if matches else None


def _read_freely(words: str, text: str, today: date) -> date:
    """What dateutil reads in one way only, whichever of day and month comes first."""
    # Whatever a date is made of; dateutil would also take the time of day, offsets and much else for one.
    if not re.fullmatch(r"[a-z0-9 /.,-]{3,40}", words):
        raise BadInput(f"Can't read {_shown(text)} as a date. {_EXAMPLES}.")
    readings = sorted(set(_readings(words, text, today)))
    if len(readings) > 1:
        both = listed([short_day(day, today) for day in readings], "or")
        typed = listed([f"“{_to_type(day, today)}”" for day in readings], "or")
        raise BadInput(f"{_shown(text)}: {both}? Type {typed}.")
    for word in re.findall(r"[a-z]{3,}", words):
        weekday = _weekday(word)
        if weekday not in (None, readings[0].weekday()):
            is_on = WEEKDAYS[readings[0].weekday()]
            raise BadInput(
                f"{_shown(text)} doesn't add up: {short_day(readings[0], today)} is a {is_on}. Type the date you mean."
            )
    return readings[0]


def _readings(words: str, text: str, today: date) -> Iterator[date]:
    """The day with the month first and with the day first, where that is a day: ``22/11`` is one only one way."""
    refusals: list[BadInput] = []
    for day_first in (False, True):
        try:
            yield _reading(words, text, today, day_first)
        except BadInput as error:
            refusals.append(error)
    if len(refusals) == 2:
        raise refusals[0]


def _reading(words: str, text: str, today: date, day_first: bool) -> date:
    from dateutil.parser import parse  # 20 ms, and only few dates are not ISO

    # What the text leaves open is taken from the default, so two defaults that differ in everything show what that is.
    defaults = datetime(2000, 1, 1, 1, 1), datetime(2004, 2, 2, 2, 2)  # noqa: DTZ001 (days, not moments)
    try:
        one, other = (parse(words, dayfirst=day_first, default=default, ignoretz=True) for default in defaults)
    except (ValueError, OverflowError, TypeError, ArithmeticError):
        raise BadInput(f"Can't read {_shown(text)} as a date. {_EXAMPLES}.") from None
    if (one.month, one.day) != (other.month, other.day) or one.hour == other.hour or one.minute == other.minute:
        raise BadInput(f"{_shown(text)} isn't a single day. {_EXAMPLES}.")
    if one.year != other.year:
        return _nearest(one.month, one.day, today)
    if not re.search(rf"(?<![0-9]){one.year:04}(?![0-9])", words):
        raise BadInput(f"{_shown(text)} needs a year with four digits. {_EXAMPLES}.")
    return one.date()


def _nearest(month: int, day: int, today: date) -> date:
    """The day of that date which lies nearest to today."""
    return min(_in_years_near(month, day, today), key=lambda near: abs(near - today))


def _to_type(day: date, today: date) -> str:
    """How a person types a day so that it is read as that one: ``12 nov``, or with its year where that is another."""
    return short_day(day, day if _nearest(day.month, day.day, today) == day else None).lower()


def _in_years_near(month: int, day: int, today: date) -> Iterator[date]:
    """A day of the year, in every year near today that has it; 29 February is at most eight years away."""
    for year in range(max(today.year - 8, 1), min(today.year + 8, 9999) + 1):
        if not (month == 2 and day == 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
            yield date(year, month, day)


def _shown(text: str) -> str:
    """What was typed, as it may be quoted in a sentence."""
    short = text if len(text) <= 60 else f"{text[:59]}…"
    return f"“{escape_control_characters(short)}”"
