"""Days as people type them: ISO, ``yesterday``, a weekday, ``-3``, or a date that can be read in one way only."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from routine_tui.model.errors import BadInput
from routine_tui.model.words import WEEKDAYS

_NAMED = {"today": 0, "yesterday": -1, "tomorrow": 1}
_EXAMPLES = "use 2026-11-22, today, yesterday, monday or -3"


def read_day(text: str, today: date) -> date:
    """The day that a text names, seen from ``today``.

    Raises BadInput for a text that names none, or that can be read in two ways (``03/04/2026``); both are then named.
    """
    words = " ".join(text.lower().split())
    if words in _NAMED:
        return today + timedelta(days=_NAMED[words])
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
            return date.fromisoformat(words)
        if match := re.fullmatch(r"([+-]\d{1,5})(?: ?d(?:ays?)?)?", words):
            return today + timedelta(days=int(match[1]))
    except (ValueError, OverflowError):
        raise BadInput(f"“{text}” is no day of the calendar: {_EXAMPLES}.") from None
    weekdays = [number for number, name in enumerate(WEEKDAYS) if len(words) >= 3 and name.lower().startswith(words)]
    if weekdays:
        return today - timedelta(days=(today.weekday() - weekdays[0]) % 7)
    return _read_freely(text, today)


def read_time(text: str) -> time:
    """A time of day as ``HH:MM``. Raises BadInput."""
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", text.strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise BadInput(f"“{text}” is no time of day: use HH:MM, such as 07:45.")
    return time(int(match[1]), int(match[2]))


def _read_freely(text: str, today: date) -> date:
    """What dateutil reads in one way only, whichever order of day and month and whatever day is taken as given."""
    from dateutil.parser import parse  # 20 ms, and only few dates are not ISO

    readings: list[date] = []
    for day_first in (False, True):
        for year_first in (False, True):
            given = datetime(today.year, 1, 1), datetime(today.year, 2, 28)  # noqa: DTZ001 (days, not moments)
            try:
                found = [parse(text, dayfirst=day_first, yearfirst=year_first, default=day).date() for day in given]
            except (ValueError, OverflowError, TypeError):
                raise BadInput(f"“{text}” is no date that we can read: {_EXAMPLES}.") from None
            if found[0] != found[1]:
                raise BadInput(f"“{text}” names no single day: {_EXAMPLES}.")
            if found[0] not in readings:
                readings.append(found[0])
    if len(readings) > 1:
        both = " or ".join(day.isoformat() for day in readings)
        raise BadInput(f"“{text}” can be read as {both}: type the one you mean.")
    return readings[0]
