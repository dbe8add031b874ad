"""Days as other programs write them: ISO, a country's own order, with a month's name, or counted.

Never through a time zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, Literal, NamedTuple, get_args

from routine_tui.dates import clock_time
from routine_tui.day_names import may_be_weekday, month_of
from routine_tui.importers.found import FIRST_YEAR, LAST_YEAR
from routine_tui.model.text import as_value

Order = Literal["DMY", "MDY", "YMD"]
"""Which of day, month and year comes first; the year only where all three have two digits."""
ORDERS: Final[tuple[Order, ...]] = get_args(Order)
_MUCH_NEARER: Final = 8
"""So many times closer together days have to lie in one order for the other to be out of the question."""
_EPOCH: Final = date(1970, 1, 1)
_SPREADSHEET: Final = date(1899, 12, 30)
"""The day that spreadsheets count from, where they count a 29 February 1900 as Excel does."""
_WEEKDAY: Final = r"(?:(?P<weekday>[^\W\d_]{2,10})\.?,? +)?"
_ANY_YEAR: Final = r"(?P<year>[0-9]{4}|[0-9]{2})"
_NAME: Final = r"(?P<name>[^\W\d_]{3,10})\.?"
_AFTER: Final = r"(?:(?:,| at)?[T ,]+(?P<rest>[0-9].*))?"
_ISO: Final = re.compile(
    r"(?P<year>[0-9]{4})(?P<sign>[-/.]?)(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
    r"(?:[T ,](?P<rest>.*)|Z|[+-][0-9]{2}:?[0-9]{2})?",
    re.DOTALL,
)
_YEAR_FIRST: Final = tuple(
    re.compile(_WEEKDAY + form + _AFTER, re.DOTALL)
    for form in (
        r"(?P<year>[0-9]{4})\. (?P<month>[0-9]{1,2})\. (?P<day>[0-9]{1,2})\.?",
        r"(?P<year>[0-9]{4})年 ?(?P<month>[0-9]{1,2})月 ?(?P<day>[0-9]{1,2})日",
        rf"(?P<year>[0-9]{{4}})[-/. ]{_NAME}[-/. ](?P<day>[0-9]{{1,2}})(?![0-9])",
        rf"{_NAME}[-/. ]*(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[-/., ]+(?P<year>[0-9]{{4}})(?![0-9])",
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|º)?\.?[-/. ]*(?:de )?{_NAME}(?: de)?[-/., ]*{_ANY_YEAR}(?![0-9:.h])",
    )
)
"""The other forms in which nothing is open: year first, or with the month's name."""
_OTHER: Final = re.compile(
    rf"{_WEEKDAY}(?P<first>[0-9]{{1,2}})(?P<sign>[-/.]) ?(?P<second>[0-9]{{1,2}})(?P=sign) ?{_ANY_YEAR}"
    r"(?:[, ](?P<rest>.*))?",
    re.DOTALL,
)
_SERIAL: Final = re.compile(r"([1-9][0-9]{4})(?:[.,]([0-9]{1,15}))?")


class Orders(NamedTuple):
    """In which orders of day, month and year a whole column of days can be read."""

    possible: tuple[Order, ...]
    """Empty where some of its days can only be read in one order, and some only in the other."""
    differ: bool
    """Whether the orders give different days, so that it has to be asked."""


def iso_day(text: str) -> date | None:
    """A day that is written year first; what follows it, such as a time or an offset, is no part of the day."""
    match = _ISO.fullmatch(as_value(text))
    if match is None or (not match["sign"] and len(match["month"] + match["day"]) != 4):
        return None
    return _day(int(match["year"]), int(match["month"]), int(match["day"]))


def day_and_rest(text: str, order: Order = "DMY") -> tuple[date, str] | None:
    """A day, and what stands behind it; None for what is none. A year of two digits is one of this century."""
    text = as_value(text)
    if found := iso_day(text):
        match = _ISO.fullmatch(text)
        return found, (match["rest"] or "" if match else "").strip()
    for form in (*_YEAR_FIRST, _OTHER):
        if (match := form.fullmatch(text)) and (day := _of_match(match.groupdict(), order)):
            return day, (match["rest"] or "").strip()
    return None


def _of_match(parts: dict[str, str | None], order: Order) -> date | None:
    last = parts["year"] or ""
    year = int(last) + (2000 if len(last) == 2 else 0)
    if first := parts.get("first"):
        both = int(first), int(parts["second"] or 0)
        number, month = both if order == "DMY" else both[::-1]
        if order == "YMD":
            if len(first) != 2 or len(last) != 2 or parts["sign"] == ".":
                return None
            year, month, number = 2000 + both[0], both[1], int(last)
    else:
        number = int(parts["day"] or 0)
        month = month_of(parts["name"] or "") if "name" in parts else int(parts["month"] or 0)
    day = _day(year, month, number)
    return day if day and _is_on(day, parts.get("weekday")) else None


def _is_on(day: date, weekday: str | None) -> bool:
    """Whether a day has the weekday that stands before it."""
    return weekday is None or may_be_weekday(weekday, day.weekday())


def day_in(text: str, order: Order = "DMY") -> date | None:
    """A day, year first, with a month's name, or in an order; None for what is none."""
    found = day_and_rest(text, order)
    return found[0] if found else None


class SaidDay(NamedTuple):
    """What a cell says of a day."""

    day: date
    at: datetime | None = None
    """When, where a time stands behind the day."""
    rest: str = ""
    """What else stands behind it, and is no time."""
    is_counted: bool = False
    """Whether it is a number, as a spreadsheet counts days."""


def day_of(text: str, order: Order = "DMY") -> SaidDay | None:
    """All that a cell of a column of days says; None where that is no day."""
    if counted := spreadsheet_day(text):
        day, at = counted
        return SaidDay(day, datetime.combine(day, at) if at else None, is_counted=True)
    found = day_and_rest(text, order)
    if found is None:
        return None
    day, rest = found
    if moment := iso_moment(as_value(text)):
        return SaidDay(day, moment)
    if (at := clock_time(rest)) is not None:
        return SaidDay(day, datetime.combine(day, at))
    return SaidDay(day, rest=rest)


def is_day(text: str) -> bool:
    """Whether a text is a day in any order; which one it is, only a whole column can tell."""
    return any(day_in(text, order) for order in ORDERS)


def orders_of(texts: Iterable[str]) -> Orders:
    """In which orders a column of days can be read. Days with points are written day first everywhere."""
    said = [(text, {order: day_in(text, order) for order in ORDERS}) for text in set(texts)]
    said = [(text, days) for text, days in said if len(set(days.values())) > 1]
    if not said:
        return Orders(("DMY", "MDY"), False)
    possible = [order for order in ORDERS if all(days[order] for _, days in said)]
    if any("." in text and days["DMY"] for text, days in said):
        possible = [order for order in possible if order == "DMY"]
    if "YMD" in possible and len(possible) > 1:
        possible = _by_nearness(said, possible)
    differ = any(len({days[order] for order in possible}) > 1 for _, days in said)
    return Orders(tuple(possible), differ)


def _by_nearness(said: Sequence[tuple[str, Mapping[Order, date | None]]], possible: Sequence[Order]) -> list[Order]:
    """The orders that are left of several, the year first among them: days of a habit lie near each other.

    Where that says nothing, year first is meant only with dashes, as in ISO 8601.
    """
    spans = {}
    for order in possible:
        numbers = [day.toordinal() for _, days in said if (day := days[order])]
        spans[order] = max(numbers) - min(numbers)
    others: list[Order] = [order for order in possible if order != "YMD"]
    nearest = min(spans[order] for order in others)
    if spans["YMD"] * _MUCH_NEARER < nearest:
        return ["YMD"]
    is_dashed = all("-" in text for text, _ in said)
    return list(possible) if is_dashed and nearest * _MUCH_NEARER >= spans["YMD"] else others


def epoch_day(days: int) -> date | None:
    """The day that is so many days after 1 January 1970; None where it is out of reach."""
    return _counted(_EPOCH, days)


def spreadsheet_day(text: str) -> tuple[date, time | None] | None:
    """A day, and perhaps a time, as a spreadsheet counts it: ``46348``, ``46348.354``. None for any other number."""
    match = _SERIAL.fullmatch(as_value(text))
    day = _counted(_SPREADSHEET, int(match[1])) if match else None
    if match is None or day is None:
        return None
    return day, part_of_a_day(f"0.{match[2]}") if match[2] else None


def part_of_a_day(text: str) -> time | None:
    """A time as a spreadsheet counts it, to the minute: ``0.354`` is 08:30. None for what is no part of a day."""
    match = re.fullmatch(r"0?[.,]([0-9]{1,15})", text.strip())
    minutes = round(float(f"0.{match[1]}") * 24 * 60) if match else 24 * 60
    return time(minutes // 60, minutes % 60) if minutes < 24 * 60 else None


def iso_moment(text: str) -> datetime | None:
    """A moment as ISO 8601 writes it; None for one that we cannot keep."""
    plain = text.removesuffix("Z") + ("+00:00" if text.endswith("Z") else "")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.+-]{5,30}", plain):
        return None
    try:
        moment = datetime.fromisoformat(plain)
    except ValueError:
        return None
    offset = moment.utcoffset() or timedelta()
    if not FIRST_YEAR <= moment.year <= LAST_YEAR or offset % timedelta(minutes=1):
        return None
    return moment if moment.tzinfo else moment.replace(second=0, microsecond=0)


def _counted(since: date, days: int) -> date | None:
    try:
        found = since + timedelta(days=days)
    except OverflowError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
