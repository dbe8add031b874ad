"""On which days a step is expected: a recurrence rule (RFC 5545), by the day or coarser, from a day on."""

from __future__ import annotations

import contextlib
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import takewhile
from typing import Final

from routine_tui.model.errors import BadInput
from routine_tui.model.words import WEEKDAYS, listed, short_day, visible

LONGEST_INTERVAL: Final = 366
"""The most days, weeks, months or years between two occurrences."""
EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2300
_LONGEST_TEXT: Final = 500
_EVERY_DAY: Final = "FREQ=DAILY"
_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNITS: Final = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_PARTS: Final = ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "COUNT", "WKST")
_CHOICES: Final = "use day, 2 days, mon,thu, 3 on 2 off, or a rule such as FREQ=WEEKLY;BYDAY=MO"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A recurrence rule that begins on a day and may end on one; both days are included.

    ``days_on`` is how many days in a row each occurrence lasts (RFC 5545's DURATION): "3 days on, 2 off" is an
    interval of five days with a duration of three.
    """

    first_day: date
    """Where the rule is anchored: every second day counts from here, so a missed day shifts nothing."""
    rule: str = _EVERY_DAY
    last_day: date | None = None
    days_on: int = 1

    def __post_init__(self) -> None:
        """Bring the rule into its normal form, wherever it came from. Raises BadInput for what cannot be kept."""
        if self.last_day is not None and self.last_day < self.first_day:
            raise BadInput(
                f"The last day, {self.last_day}, is before the first, {self.first_day}: swap them or leave one out."
            )
        if not EARLIEST_YEAR <= self.first_day.year <= LATEST_YEAR:
            raise BadInput(f"A schedule cannot begin in the year {self.first_day.year}: check its first day.")
        if self.rule != _EVERY_DAY:
            object.__setattr__(self, "rule", _checked(self.rule, self.first_day))
        if self.days_on != 1:
            _check_cycle(self.rule, self.days_on)

    @classmethod
    def from_words(cls, text: str, first_day: date, last_day: date | None = None) -> Schedule:
        """Read a rule as a person or a script writes it: ``day``, ``2 days``, ``mon,thu``, ``3 on 2 off``, or RFC 5545.

        Raises BadInput, with a sentence, for rules finer than a day, rules that name no day, and garbage.
        """
        if len(text) > _LONGEST_TEXT:
            raise BadInput(f"A schedule of {len(text):,} characters is too long: {_CHOICES}.")
        words = " ".join(text.lower().replace(",", " , ").split()).removeprefix("every ").strip()
        plain = cls(first_day, last_day=last_day)
        if words in ("day", "daily", "1 day", "1 days"):
            return plain
        if words in ("other day", "second day"):
            return replace(plain, rule="FREQ=DAILY;INTERVAL=2")
        if match := re.fullmatch(r"([0-9]{1,9}|other|)\s*(day|week|month)s?", words):
            interval = {"other": 2, "": 1}.get(match[1]) or int(match[1] or 0)
            return replace(plain, rule=f"FREQ={_frequency(match[2])};INTERVAL={interval}")
        if match := re.fullmatch(r"([0-9]{1,9})(?: days?)? on(?: ,| and)? ([0-9]{1,9})(?: days?)? off", words):
            return _cycle(plain, int(match[1]), int(match[2]))
        if "=" in text:
            return cls.from_rfc5545(text, first_day, last_day)
        codes = [_weekday(word) for word in re.split(r"[\s,]+|\band\b", words) if word]
        if codes and all(codes):
            chosen = ",".join(code for code in _CODES if code in codes)
            return replace(plain, rule=f"FREQ=WEEKLY;BYDAY={chosen}")
        raise BadInput(f"“{visible(text.strip())}” is no schedule that we know: {_CHOICES}.")

    @classmethod
    def from_rfc5545(cls, text: str, first_day: date, last_day: date | None = None) -> Schedule:
        """Read RFC 5545 text: a bare rule, or DTSTART, DURATION and RRULE lines as ``to_rfc5545`` writes them.

        A DTSTART or UNTIL in the text wins over ``first_day`` and ``last_day``. Raises BadInput.
        """
        if len(text) > _LONGEST_TEXT:
            raise BadInput(f"A schedule of {len(text):,} characters is too long: {_CHOICES}.")
        days_on, rule = 1, ""
        for line in text.replace("\\n", "\n").split():
            name, _, value = line.upper().rpartition(":")
            name = name.split(";")[0]
            if name == "DTSTART":
                first_day = _rfc_day(value)
            elif name == "DURATION" and (match := re.fullmatch(r"P([0-9]{1,3})D", value)):
                days_on = int(match[1])
            elif name in ("", "RRULE") and not rule:
                rule = value
            else:
                raise BadInput(f"“{line}” is not part of a schedule that we can keep: {_CHOICES}.")
        parts = [part for part in rule.split(";") if part]
        for until in [part for part in parts if part.startswith("UNTIL=")]:
            parts.remove(until)
            last_day = _rfc_day(until.removeprefix("UNTIL="))
        return cls(first_day, ";".join(parts), last_day, days_on)

    def to_rfc5545(self) -> str:
        """The schedule as RFC 5545 lines, which ``from_rfc5545`` reads back to an equal value."""
        until = f";UNTIL={_rfc_text(self.last_day)}" if self.last_day else ""
        duration = f"DURATION:P{self.days_on}D\n" if self.days_on > 1 else ""
        return f"DTSTART;VALUE=DATE:{_rfc_text(self.first_day)}\n{duration}RRULE:{self.rule}{until}"

    def days(self, until: date) -> frozenset[date]:
        """Every day the schedule names, up to and with ``until``. Computed once per schedule and end."""
        return _expanded(self, until)

    def next_days(self, after: date, count: int, until: date) -> tuple[date, ...]:
        """The next days it names, ``after`` included, at most ``count`` of them and none later than ``until``."""
        return tuple(sorted(day for day in self.days(until) if day >= after)[:count])

    def in_words(self) -> str:
        """The schedule in plain words: ``every other day until 4 March``."""
        words = _rule_in_words(self.rule, self.days_on)
        return f"{words} until {_day_in_words(self.last_day, self.first_day)}" if self.last_day else words

    def as_typed(self) -> str:
        """The shortest text that ``from_words`` reads back to the same rule."""
        parts = _parts(self.rule)
        interval = int(parts.get("INTERVAL", "1"))
        if self.days_on > 1:
            return f"{self.days_on} on {interval - self.days_on} off"
        if set(parts) <= {"FREQ", "INTERVAL"} and parts["FREQ"] != "YEARLY":
            unit = _UNITS[parts["FREQ"]]
            return unit if interval == 1 else f"{interval} {unit}s"
        if set(parts) == {"FREQ", "BYDAY"} and parts["FREQ"] == "WEEKLY":
            return parts["BYDAY"].lower()
        return self.rule


@lru_cache(maxsize=512)
def _expanded(schedule: Schedule, until: date) -> frozenset[date]:
    last = min(schedule.last_day or until, until)
    if last < schedule.first_day:
        return frozenset()
    one = timedelta(days=1)
    if schedule.rule == _EVERY_DAY:  # the common case, without paying for the import and the iterator
        ordinals = range(schedule.first_day.toordinal(), last.toordinal() + 1)
        return frozenset(map(date.fromordinal, ordinals))
    begun = _occurrences(schedule.rule, schedule.first_day, last)
    return frozenset(day + k * one for day in begun for k in range(schedule.days_on) if day + k * one <= last)


def _occurrences(rule: str, first_day: date, last: date) -> Iterator[date]:
    """The days on which a rule begins anew, up to and with ``last``: the library looks no further than that."""
    from dateutil.rrule import rrulestr

    start, end = (datetime.combine(day, datetime.min.time()) for day in (first_day, last))
    until = "" if "COUNT=" in rule else f";UNTIL={_rfc_text(last)}"  # the two exclude each other
    found = rrulestr(rule + until, dtstart=start)
    return (moment.date() for moment in takewhile(lambda moment: moment <= end, found))


def _frequency(unit: str) -> str:
    return next(name for name, word in _UNITS.items() if word == unit)


def _weekday(word: str) -> str | None:
    """The RFC 5545 code of a weekday's name or its beginning (two letters or more)."""
    word = word.removesuffix("s") if len(word) > 4 else word
    matches = [code for code, name in zip(_CODES, WEEKDAYS, strict=True) if name.lower().startswith(word)]
    return matches[0] if len(word) >= 2 and len(matches) == 1 else None


def _cycle(plain: Schedule, on: int, off: int) -> Schedule:
    if on < 1 or off < 1 or on + off > LONGEST_INTERVAL:
        raise BadInput(f"“{on} on {off} off” does not work: both must be 1 or more, {LONGEST_INTERVAL} days together.")
    return replace(plain, rule=f"FREQ=DAILY;INTERVAL={on + off}", days_on=on)


def _rfc_day(text: str) -> date:
    if match := re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T[0-9]{6}Z?)?", text):
        with contextlib.suppress(ValueError):
            return date(int(match[1]), int(match[2]), int(match[3]))
    raise BadInput(f"“{text}” is not a day as RFC 5545 writes it: use YYYYMMDD.")


def _rfc_text(day: date) -> str:
    return day.isoformat().replace("-", "")


def _parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.split(";"))


@lru_cache(maxsize=512)
def _checked(rule: str, first_day: date) -> str:
    """The rule in one normal form, or BadInput with the reason."""
    pieces = [part.partition("=") for part in rule.upper().split(";") if part]
    parts = {name.strip(): value.strip() for name, _, value in pieces}
    frequency = parts.get("FREQ", "")
    finer = frequency in ("HOURLY", "MINUTELY", "SECONDLY") or parts.keys() & {"BYHOUR", "BYMINUTE", "BYSECOND"}
    if finer:
        raise BadInput(
            "A step is ticked once a day, so a rule finer than a day cannot be kept: use day, or add a step."
        )
    whole = rule.isascii() and len(parts) == len(pieces) and all(parts.values())
    if frequency not in _UNITS or not whole:
        raise BadInput(f"“{visible(rule)}” is no schedule that we know: {_CHOICES}.")
    if unknown := parts.keys() - set(_PARTS):
        raise BadInput(f"{listed(sorted(unknown))} cannot be kept in a schedule: {_CHOICES}.")
    _check_numbers(parts)
    _check_possible(parts)
    _order_weekdays(parts)
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    normal = ";".join(f"{name}={parts[name]}" for name in _PARTS if name in parts)
    _check_read(normal, first_day)
    return normal


def _check_numbers(parts: dict[str, str]) -> None:
    for name in ("INTERVAL", "COUNT"):
        if name in parts:
            if not re.fullmatch(r"[0-9]{1,4}", parts[name]) or not 1 <= int(parts[name]) <= LONGEST_INTERVAL:
                raise BadInput(
                    f"{name}={parts[name][:20]} does not work: use a whole number from 1 to {LONGEST_INTERVAL}."
                )
            parts[name] = str(int(parts[name]))


def _check_possible(parts: dict[str, str]) -> None:
    """Refuse rules that may name no day at all; the library would look for one up to the year 9999."""
    interval, frequency = int(parts.get("INTERVAL", "1")), parts["FREQ"]
    often = frequency in ("DAILY", "WEEKLY")
    narrowed = parts.keys() & ({"BYMONTH", "BYMONTHDAY"} | ({"BYDAY"} if frequency == "DAILY" else set()))
    if often and interval > 1 and narrowed:
        raise BadInput(f"An interval together with {listed(sorted(narrowed))} may name no day at all: use one of them.")
    if "BYSETPOS" in parts:
        plain = set(parts.get("BYDAY", "").split(",")) <= set(_CODES)
        if often or not plain or "BYMONTHDAY" in parts or not re.fullmatch(r"[+-]?[1-4]", parts["BYSETPOS"]):
            raise BadInput("BYSETPOS is one number from -4 to 4, with FREQ=MONTHLY or FREQ=YEARLY and plain weekdays.")
    try:
        months = [int(month) for month in parts.get("BYMONTH", "1,2,3,4,5,6,7,8,9,10,11,12").split(",")]
        month_days = [abs(int(day)) for day in parts.get("BYMONTHDAY", "1").split(",")]
        possible = all(1 <= month <= 12 for month in months) and any(
            1 <= day <= monthrange(2024, month)[1] for month in months for day in month_days
        )
    except ValueError:
        possible = False
    if not possible:
        raise BadInput("The rule names no day of any year: check BYMONTH and BYMONTHDAY.")


def _order_weekdays(parts: dict[str, str]) -> None:
    """Put plain weekdays in the week's order, each once. A numbered one ("the first Monday") needs a month or year."""
    codes = set(parts["BYDAY"].split(",")) if "BYDAY" in parts else set()
    if codes <= set(_CODES):
        if codes:
            parts["BYDAY"] = ",".join(code for code in _CODES if code in codes)
    elif parts["FREQ"] in ("DAILY", "WEEKLY"):
        raise BadInput(f"BYDAY={parts['BYDAY']} does not go with FREQ={parts['FREQ']}: use MO, TU, WE, TH, FR, SA, SU.")


def _check_read(rule: str, first_day: date) -> None:
    once = ";".join(part for part in rule.split(";") if not part.startswith("COUNT="))
    try:
        found = next(_occurrences(once, first_day, first_day + timedelta(days=3660)), None)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError):
        raise BadInput(f"“{visible(rule)}” is no schedule that we know: {_CHOICES}.") from None
    if found is None:
        raise BadInput(f"“{rule}” names no day within ten years: check it.")


def _check_cycle(rule: str, days_on: int) -> None:
    """Refuse a duration that is not the first part of a cycle of days, such as "3 days on, 2 off"."""
    parts = _parts(rule)
    if set(parts) != {"FREQ", "INTERVAL"} or parts["FREQ"] != "DAILY" or not 1 <= days_on < int(parts["INTERVAL"]):
        raise BadInput(f"{days_on} days in a row do not go with {rule}: use a cycle such as 3 on 2 off.")


def _rule_in_words(rule: str, days_on: int) -> str:
    parts = _parts(rule)
    interval, unit = int(parts.get("INTERVAL", "1")), _UNITS[parts["FREQ"]]
    if days_on > 1:
        return f"{days_on} days on, {interval - days_on} off"
    every = {1: f"every {unit}", 2: f"every other {unit}"}.get(interval, f"every {interval} {unit}s")
    if set(parts) == {"FREQ", "BYDAY"} and all(code in _CODES for code in parts["BYDAY"].split(",")):
        names = [WEEKDAYS[_CODES.index(code)] for code in parts["BYDAY"].split(",")]
        return "every " + listed([name[:3] for name in names] if len(names) > 2 else names)
    extra = ", ".join(f"{name.lower()} {value}" for name, value in parts.items() if name not in ("FREQ", "INTERVAL"))
    return f"{every} ({extra})" if extra else every


def _day_in_words(day: date, near: date) -> str:
    return short_day(day, year=abs((day - near).days) > 300)
