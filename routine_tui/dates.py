"""Days as people type them: ISO, ``yesterday``, a weekday, ``3 weeks ago``, or a date that can be read in one way only.

- A weekday's name is the last one, today included: on a Sunday, ``sunday`` is today. Where something is planned it is
  the coming one.
- ``last friday`` and ``next tuesday`` are read where everybody means the same day, else refused with both named.
- A date without a year (``4 March``) is the one nearest to today, before or after.
- ``the 22nd`` is the last day of that number, as with weekdays, and where something is planned the coming one.
- ``2026/11/22``, year first, is always year, month, day.
- Months and weekdays may have the names of eight languages: ``22. Dezember``, ``dimanche 22 novembre``.
- ``03/04/2026`` is refused, with both readings named, and so is a year of two digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from routine_tui.day_names import in_english
from routine_tui.model.errors import BadInput
from routine_tui.model.text import WEEKDAYS, as_value, escape_control_characters, listed, short_day, weekday_day

_NAMED = {
    "today": 0, "now": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "yesterday": -1, "day before yesterday": -2, "tomorrow": 1, "day after tomorrow": 2,
}  # fmt: skip
_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPELLINGS = {
    "tues": "tue", "weds": "wed", "thur": "thu", "thurs": "thu", "sept": "sep", "wk": "week", "wks": "weeks",
    "yest": "yesterday", "tmrw": "tomorrow", "tomorow": "tomorrow", "tommorow": "tomorrow", "tommorrow": "tomorrow",
}  # fmt: skip
"""Short forms that dateutil does not know, and the word that most people mistype."""
_AGO_OR_IN = re.compile(
    rf"(in )?([0-9]{{1,4}}|an|{'|'.join(_NUMBERS)}) ?(d|days?|w|weeks?|fortnights?|months?|years?)"
    r"(?(1)|(?: (ago)| from (?:now|today)))"
)
_HALF = r" ?[ap]\.?m\.?"
_HOUR = "[0-9]{1,2}"
_OCLOCK = " ?(?:uhr|o['’]?clock)"
_AT = re.compile(
    r"(.*?[^\s,]),?"
    rf"(?:(?: | at | um | kl\.? |t)({_HOUR}(?:[:h]| uhr )[0-9]{{2}}(?::[0-9]{{2}})?(?:{_HALF}| ?h| ?uhr)?"
    rf"|{_HOUR}(?:\.[0-9]{{2}})?(?:{_HALF}|{_OCLOCK}))"
    rf"|(?: at| um| kl\.?) ({_HOUR}\.[0-9]{{2}}|noon|midday))"
)
"""A day with a time behind it. With nothing but a point between its numbers it may be a day and a month."""
_CLOCK = re.compile(
    r"(?P<hour>[0-2]?[0-9])(?:[:.h]| ?uhr |[時时点] ?)(?P<minute>[0-5][0-9])"
    rf"(?:[:.][0-5][0-9](?:[.,][0-9]{{1,9}})?)?(?: ?[h分]|{_OCLOCK})?(?: ?(?P<half>[ap])\.? ?m\.?)?",
    re.IGNORECASE,
)
_WHOLE_HOUR = re.compile(
    rf"(?P<hour>[0-2]?[0-9])(?P<minute>) ?(?:(?P<half>[ap])\.? ?m\.?|[h時时点]|{_OCLOCK})", re.IGNORECASE
)
_NAMED_TIMES = {"noon": "12:00", "midday": "12:00"}
_NUMBERED = re.compile(r"(?:on )?(?:([a-z]{3,})\.?,? )?([0-9]{1,2})(?:st|nd|rd|th)")
"""A day of some month, perhaps with its weekday: ``the 22nd``, ``sunday the 22nd``."""
_EXAMPLES = "Try 22 Nov, yesterday, monday or 2026-11-22"


def read_day(text: str, today: date, coming: date | None = None, zero: date | None = None) -> date:
    """The day that a text names, seen from ``today``.

    A weekday is the last one, today included; with ``coming`` it is the first one on that day or after it. ``D22`` is
    read where it is said which day is ``zero``. Raises
    BadInput for a text that names none, or that can be read in two ways (``03/04/2026``); both are then named.
    """
    words = _words(text)
    if zero is not None and (offset := _day_offset(words)) is not None:
        return _days_from(zero, offset, text)
    if words in _NAMED:
        return _days_from(today, _NAMED[words], text)
    if match := re.fullmatch(r"([+-][0-9]{1,9})(?: ?(?:d(?:ays?)?|(w(?:eeks?)?)))?", words):
        return _days_from(today, int(match[1]) * (7 if match[2] else 1), text)
    if match := _AGO_OR_IN.fullmatch(words):
        return _away(today, match[2], match[3], -1 if match[4] else 1, text)
    if match := re.fullmatch(r"([0-9]{4})([-/. ]?)([0-9]{1,2})\2([0-9]{1,2})", words):
        return _of_numbers(match, text)
    if re.fullmatch(r"[0-9]{4}(-?)w[0-9]{2}\1[1-7]", words):
        return _of_week(words, text)
    if (weekday := _weekday(words.removeprefix("on "))) is not None:
        if coming is not None:
            return _days_from(coming, (weekday - coming.weekday()) % 7, text)
        return _days_from(today, -((today.weekday() - weekday) % 7), text)
    if match := _NUMBERED.fullmatch(words):
        return _numbered(int(match[2]), match[1], text, today, coming)
    which, _, name = words.partition(" ")
    if which in ("last", "past", "this", "next", "coming") and (weekday := _weekday(name)) is not None:
        return _only(_weekdays_meant(which, weekday, today, text), text, today)
    if _AT.fullmatch(words):
        raise BadInput(f"{_shown(text)} includes a time, but only a date is needed: type just the date.")
    words = re.sub(r"([0-9]{1,2})\.(0?[1-9]|1[0-2])\.?", r"\1/\2", words) if len(words) < 7 else words.removesuffix(".")
    return _read_freely(words, text, today)


def _numbered(number: int, weekday: str | None, text: str, today: date, coming: date | None) -> date:
    """The last day of a number, today included; with ``coming`` the first one on that day or after it."""
    from dateutil.relativedelta import relativedelta

    begin, step = (coming, 1) if coming is not None else (today, -1)
    for months in range(12):
        try:
            day = (begin.replace(day=1) + relativedelta(months=step * months)).replace(day=number)
        except ValueError:  # a month without such a day, or the end of the calendar
            continue
        if (day - begin).days * step >= 0:
            return _on_its_weekday(day, [weekday] if weekday else [], text, today)
    raise BadInput(f"{_shown(text)} isn't a day in the calendar. {_EXAMPLES}.")


def _of_numbers(match: re.Match[str], text: str) -> date:
    """The day of a year, a month and a day in numbers, in this order, with one sign or none between them."""
    if not match[2] and len(match[0]) != 8:
        raise BadInput(f"{_shown(text)} isn't a single day. {_EXAMPLES}.")
    try:
        return date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        raise BadInput(f"{_shown(text)} isn't a day in the calendar. {_EXAMPLES}.") from None


def _day_offset(words: str) -> int | None:
    """How many days after day zero is named: 22 by ``d22``, as the screens show it, and by ``day 22``."""
    match = re.fullmatch(r"d(?:ay)? ?([0-9]{1,4})", words)
    return int(match[1]) if match else None


def read_day_and_time(
    text: str, today: date, coming: date | None = None, zero: date | None = None
) -> tuple[date, time | None]:
    """The day that a text names, as ``read_day`` reads it, and the time of day behind it: ``14 dec 10:30``.

    The time is None where there is none. Raises BadInput.
    """
    match = _AT.fullmatch(as_value(text).lower())
    if match is None:
        return read_day(text, today, coming, zero), None
    return read_day(match[1], today, coming, zero), read_time(match[2] or match[3])


def read_time(text: str) -> time:
    """A time of day as ``HH:MM``, or as clocks show it otherwise: ``7.45 pm``, ``7h45``, ``0745``. Raises BadInput."""
    four = re.fullmatch(r"([0-9]{2})([0-9]{2})", as_value(text))
    found = clock_time(f"{four[1]}:{four[2]}" if four else text)
    if found is None:
        raise BadInput(f"{_shown(text)} isn't a time: use HH:MM, e.g. 07:45.")
    return found


def clock_time(text: str) -> time | None:
    """A time of day as clocks show it: ``07:42``, ``7.42 pm``, ``8h30``, ``8 Uhr``. None for what is none."""
    plain = as_value(text)
    plain = _NAMED_TIMES.get(plain.lower(), re.sub(r"(?i)^(?:at|um|kl\.?) ", "", plain))
    match = _CLOCK.fullmatch(plain) or _WHOLE_HOUR.fullmatch(plain)
    if match is None:
        return None
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return time(hour, int(match["minute"] or 0)) if hour < 24 else None


def day_to_type(day: date, today: date) -> str:
    """A day as a person may type it: ``Sun 29 Nov``, with its year where ``read_day`` would read another one."""
    return weekday_day(day, day if _nearest(day.month, day.day, today) == day else None)


def _words(text: str) -> str:
    """A text in lower case, names in English, short forms of weekdays and weeks as the ones that are known."""
    words = " ".join(_SPELLINGS.get(word.rstrip("."), word) for word in in_english(as_value(text).lower()).split())
    words = re.sub(r"^(day|week|fortnight|month|year) (?=ago|from )", r"a \1 ", words)
    words = re.sub(r"\b(?:a )?couple(?: of)? (?=days|weeks|months|years)", "two ", words)
    return re.sub(r"(?<=day) (?:morning|afternoon|evening|night)", "", words.removeprefix("the ").replace(" the ", " "))


def _days_from(today: date, days: int, text: str) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        raise BadInput(f"{_shown(text)} isn't a day in the calendar. {_EXAMPLES}.") from None


def _away(today: date, number: str, unit: str, sign: int, text: str) -> date:
    """A day some days, weeks, months or years away; the last of a month where that has no such day."""
    from dateutil.relativedelta import relativedelta

    count = sign * (int(number) if number.isdecimal() else max(_NUMBERS.index(number.replace("an", "a")), 1))
    if unit.startswith("fortnight"):
        count, unit = 2 * count, "weeks"
    name = {"d": "days", "w": "weeks"}.get(unit, unit.removesuffix("s") + "s")
    try:
        return today + relativedelta(**{name: count})  # type: ignore[arg-type]  # its units are its parameters
    except (OverflowError, ValueError):
        raise BadInput(f"{_shown(text)} isn't a day in the calendar. {_EXAMPLES}.") from None


def _of_week(words: str, text: str) -> date:
    """The day that ISO 8601 counts in the weeks of a year: ``2026-W48-4``. Raises BadInput."""
    try:
        return date.fromisoformat(words.upper())
    except ValueError:
        raise BadInput(f"{_shown(text)} isn't a day in the calendar. {_EXAMPLES}.") from None


def _weekday(word: str) -> int | None:
    """The number of a weekday's name, or of a beginning of three letters or more; 0 is Monday."""
    plain = word.removesuffix(".")
    matches = [number for number, name in enumerate(WEEKDAYS) if len(plain) >= 3 and name.lower().startswith(plain)]
    return matches[0] if matches else None


def _weekdays_meant(which: str, weekday: int, today: date, text: str) -> set[date]:
    """The days that people mean by ``last friday``: the one before today, and that of the week before.

    A week begins on Monday or on Sunday, and people differ in that too.
    """
    before = _days_from(today, -((today.weekday() - weekday - 1) % 7 + 1), text)
    after = _days_from(today, (weekday - today.weekday() - 1) % 7 + 1, text)
    if which in ("past", "coming"):
        return {before if which == "past" else after}
    weeks = {"last": -7, "this": 0, "next": 7}[which]
    from_monday = weekday - today.weekday()
    from_sunday = (weekday + 1) % 7 - (today.weekday() + 1) % 7
    of_weeks = {_days_from(today, weeks + days, text) for days in (from_monday, from_sunday)}
    return of_weeks | {{"last": before, "this": today if from_monday == 0 else after, "next": after}[which]}


def _read_freely(words: str, text: str, today: date) -> date:
    """What dateutil reads in one way only, whichever of day and month comes first."""
    # Whatever a date is made of; dateutil would also take the time of day, offsets and much else for one.
    if not re.fullmatch(r"[a-z0-9 /.,-]{3,40}", words):
        raise BadInput(f"Can't read {_shown(text)} as a date. {_EXAMPLES}.")
    return _on_its_weekday(_only(set(_readings(words, text, today)), text, today), words.split(), text, today)


def _on_its_weekday(day: date, words: Iterable[str], text: str, today: date) -> date:
    """The day. Raises BadInput where one of the words is the name of another weekday."""
    if any(_weekday(word.rstrip(",")) not in (None, day.weekday()) for word in words):
        is_on = WEEKDAYS[day.weekday()]
        raise BadInput(f"{_shown(text)} doesn't add up: {short_day(day, today)} is a {is_on}. Type the date you mean.")
    return day


def _only(readings: set[date], text: str, today: date) -> date:
    """The only day that a text can be read as. Raises BadInput, with all of them named, where there are several."""
    if len(readings) > 1:
        both = listed([short_day(day, today) for day in sorted(readings)], "or")
        typed = listed([f"“{_to_type(day, today)}”" for day in sorted(readings)], "or")
        raise BadInput(f"{_shown(text)}: {both}? Type {typed}.")
    return min(readings)


def _readings(words: str, text: str, today: date) -> Iterator[date]:
    """The day with the month first and with the day first, where that is a day: ``22/11`` is one only one way."""
    refusals: list[BadInput] = []
    for day_first in (False, True):
        try:
            yield _reading(words, text, today, day_first)
        except BadInput as error:
            refusals.append(error)
    if len(refusals) == 2:
        raise refusals[1]  # the one with the day first says more of 31.11.


def _reading(words: str, text: str, today: date, day_first: bool) -> date:
    from dateutil.parser import parse  # 20 ms, and only few dates are not ISO

    # What the text leaves open is taken from the default, so two defaults that differ in everything show what that is.
    defaults = datetime(2000, 1, 1, 1, 1), datetime(2004, 2, 2, 2, 2)  # noqa: DTZ001 (days, not moments)
    try:
        one, other = (parse(words, dayfirst=day_first, default=default, ignoretz=True) for default in defaults)
    except (ValueError, OverflowError, TypeError, ArithmeticError):
        earlier = re.sub(r"\b(?:29|30|31)(?=\b|st|th)", "28", words)
        if earlier != words:  # refused with the same words where it is no date even then
            _reading(earlier, text, today, day_first)
            raise BadInput(f"{_shown(text)} isn't a day in the calendar. {_EXAMPLES}.") from None
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
