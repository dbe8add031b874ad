"""One recurrence rule without the day on which it begins: read as typed, kept as RFC 5545 writes it, expanded, told."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import takewhile
from typing import Final

from msgspec import Struct

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.rule_words import (
    ONCE_A_DAY,
    is_every_few_weeks,
    named_days_in_words,
    plainly,
    read_named_days,
)
from routine_tui.model.recovery.weekday_words import CODES, weekdays
from routine_tui.model.text import WEEKDAYS, as_value, escape_control_characters, listed

EVERY_DAY: Final = "FREQ=DAILY"
LONGEST_INTERVAL: Final = 366
"""The most days, weeks, months or years between two occurrences."""
UNITS: Final = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
CHOICES: Final = "use day, 2 days, mon,thu, 3 on 2 off, or a rule like FREQ=WEEKLY;BYDAY=MO"
_LONGEST_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days of each month, in a leap year for February."""
LONGEST_TEXT: Final = 500
"""The most characters of a rule, or of a course in stages."""
STAGES: Final = r"(?i)\bfor\s+[0-9]|\b(?:then|break)\b|[0-9]\s+times\b(?!\s+(?:an?|per|each|every)\b)"
"""What only a course in stages says."""
_HABITS: Final = {
    "weekly": "week",
    "fortnightly": "2 weeks",
    "fortnight": "2 weeks",
    "monthly": "month",
    **dict.fromkeys(("weekdays", "weekday", "workdays", "workday"), "mon,tue,wed,thu,fri"),
    **dict.fromkeys(("weekends", "weekend"), "sat,sun"),
}
"""How people call a rule in one word."""
_EVERY_OTHER_DAY: Final = tuple(
    f"{which} {unit}" for which in ("other", "second") for unit in ("day", "night")
) + tuple(f"alternate {unit}" for unit in ("day", "days", "night", "nights"))
_ORDINALS: Final = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NTH: Final = rf"^(?:({'|'.join(_ORDINALS)})|([0-9]{{1,9}})(?:nd|rd|th)) (?=(?:day|night|week|month)s?$)"
"""``every third day``, ``every 3rd day``."""
_PARTS: Final = ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "COUNT", "WKST")


class Rule(Struct, frozen=True):
    """Which days are named, counted from a day that the rule does not know: ``every 2 days``, ``3 days on, 2 off``."""

    text: str = EVERY_DAY
    """As RFC 5545 writes it, such as ``FREQ=DAILY;INTERVAL=2``."""
    days_on: int = 1
    """How many days in a row each occurrence lasts (RFC 5545's DURATION)."""

    @classmethod
    def from_words(cls, text: str) -> Rule:
        """Read ``day``, ``2 days``, ``mon,thu`` or ``3 on 2 off``; the result is not checked yet. Raises BadInput."""
        words = plainly(" ".join(as_value(text).lower().replace(",", " , ").split()))
        if words in ("day", "daily", "night", "nightly", "morning", "evening", "1 day", "1 days"):
            return cls()
        words = _HABITS.get(words.removeprefix("once a "), words.removeprefix("once a "))
        if words in _EVERY_OTHER_DAY:
            return cls("FREQ=DAILY;INTERVAL=2")
        words = re.sub(_NTH, lambda found: f"{found[2] or _ORDINALS.index(found[1]) + 2} ", words)
        if match := re.fullmatch(r"([0-9]{1,9}|other|)\s*(day|night|week|month)s?", words):
            interval = {"other": 2, "": 1}.get(match[1]) or int(match[1] or 0)
            if not 1 <= interval <= LONGEST_INTERVAL:
                raise BadInput(f"“{words}” isn't possible: use 1 to {LONGEST_INTERVAL}.")
            return cls(f"FREQ={_frequency(match[2])};INTERVAL={interval}")
        if match := re.fullmatch(r"([0-9]{1,9})(?: days?)? on(?: ,| and)? ([0-9]{1,9})(?: days?)? off", words):
            return _cycle(int(match[1]), int(match[2]))
        if codes := weekdays(words):
            return cls(f"FREQ=WEEKLY;BYDAY={','.join(codes)}")
        if named := read_named_days(as_value(text)):
            return cls(named)
        raise BadInput(f"“{escape_control_characters(text.strip())}” isn't a schedule we understand: {CHOICES}.")

    def counted_from(self, first_day: date) -> Rule:
        """The rule as a person means it from a day on: the next such weekday; a month's last day where it is short."""
        parts = parts_of(self.text)
        if is_every_few_weeks(parts) and first_day.weekday():  # weeks begin on Monday unless it is said
            return Rule(f"{self.text};WKST={CODES[first_day.weekday()]}")
        if parts.get("FREQ") != "MONTHLY" or not parts.keys() <= {"FREQ", "INTERVAL"} or first_day.day < 29:
            return self
        month_days = ",".join(map(str, range(28, first_day.day + 1)))
        return Rule(f"{self.text};BYMONTHDAY={month_days};BYSETPOS=-1", self.days_on)

    def checked(self, first_day: date) -> Rule:
        """The rule in its normal form, as it may begin on a day. Raises BadInput for what cannot be kept."""
        text = self.text if self.text == EVERY_DAY else _checked(self.text, first_day)
        if self.days_on != 1:
            _check_cycle(text, self.days_on)
        return self if text == self.text else Rule(text, self.days_on)

    def days(self, first_day: date, last: date) -> frozenset[date]:
        """Every day that the rule names from its first day on, up to and with ``last``."""
        if self.text == EVERY_DAY:  # the common case, without paying for the import and the iterator
            return frozenset(map(date.fromordinal, range(first_day.toordinal(), last.toordinal() + 1)))
        one, begun = timedelta(days=1), occurrences(self.text, first_day, last)
        return frozenset(day + k * one for day in begun for k in range(self.days_on) if day + k * one <= last)

    def in_words(self) -> str:
        """The rule in plain words: ``every other day``."""
        parts = parts_of(self.text)
        interval, unit = int(parts.get("INTERVAL", "1")), UNITS[parts["FREQ"]]
        if self.days_on > 1:
            return f"{self.days_on} days on, {interval - self.days_on} off"
        every = {1: f"every {unit}", 2: f"every other {unit}"}.get(interval, f"every {interval} {unit}s")
        if month_day := _month_day(parts):
            return f"{every} on day {month_day}, or the last one"
        if named := named_days_in_words(parts, every):
            return named
        if set(parts) == {"FREQ", "BYDAY"} and all(code in CODES for code in parts["BYDAY"].split(",")):
            names = [WEEKDAYS[CODES.index(code)] for code in parts["BYDAY"].split(",")]
            return "every " + listed([name[:3] for name in names] if len(names) > 2 else names)
        extra = ", ".join(
            f"{name.lower()} {value}" for name, value in parts.items() if name not in ("FREQ", "INTERVAL")
        )
        return f"{every} ({extra})" if extra else every

    def as_typed(self) -> str:
        """The shortest text that reads back to the same rule."""
        parts = parts_of(self.text)
        interval = int(parts.get("INTERVAL", "1"))
        if self.days_on > 1:
            return f"{self.days_on} on {interval - self.days_on} off"
        if (set(parts) <= {"FREQ", "INTERVAL"} and parts["FREQ"] != "YEARLY") or _month_day(parts):
            unit = UNITS[parts["FREQ"]]
            return unit if interval == 1 else f"{interval} {unit}s"
        if set(parts) == {"FREQ", "BYDAY"} and parts["FREQ"] == "WEEKLY":
            return parts["BYDAY"].lower()
        return self.text


def _month_day(parts: Mapping[str, str]) -> int:
    """The day of the month, 29 to 31, of a rule made by ``counted_from``; 0 for any other rule."""
    known = parts.keys() <= {"FREQ", "INTERVAL", "BYMONTHDAY", "BYSETPOS"} and parts.get("BYSETPOS") == "-1"
    days = parts.get("BYMONTHDAY", "") if known and parts["FREQ"] == "MONTHLY" else ""
    return {"28,29": 29, "28,29,30": 30, "28,29,30,31": 31}.get(days, 0)


def _frequency(unit: str) -> str:
    return next(name for name, word in UNITS.items() if word == unit.replace("night", "day"))


def _cycle(on: int, off: int) -> Rule:
    if on < 1 or off < 1 or on + off > LONGEST_INTERVAL:
        raise BadInput(f"“{on} on {off} off” isn't possible: both must be 1 or more, {LONGEST_INTERVAL} days together.")
    return Rule(f"FREQ=DAILY;INTERVAL={on + off}", on)


@lru_cache(maxsize=512)
def _checked(rule: str, first_day: date) -> str:
    """The rule in one normal form, or BadInput with the reason."""
    pieces = [part.partition("=") for part in rule.upper().split(";") if part]
    parts = {name.strip(): value.strip() for name, _, value in pieces}
    frequency = parts.get("FREQ", "")
    finer = frequency in ("HOURLY", "MINUTELY", "SECONDLY") or parts.keys() & {"BYHOUR", "BYMINUTE", "BYSECOND"}
    if finer:
        raise BadInput(ONCE_A_DAY)
    whole = rule.isascii() and len(parts) == len(pieces) and all(parts.values())
    if frequency not in UNITS or not whole:
        raise BadInput(f"“{escape_control_characters(rule)}” isn't a schedule we understand: {CHOICES}.")
    if unknown := parts.keys() - set(_PARTS):
        raise BadInput(f"{listed(sorted(unknown))} can't be part of a schedule: {CHOICES}.")
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
                    f"{name}={parts[name][:20]} isn't possible: use a whole number from 1 to {LONGEST_INTERVAL}."
                )
            parts[name] = str(int(parts[name]))


def _check_possible(parts: dict[str, str]) -> None:
    """Refuse rules that may name no day at all; the library would look for one up to the year 9999."""
    interval, frequency = int(parts.get("INTERVAL", "1")), parts["FREQ"]
    often = frequency in ("DAILY", "WEEKLY")
    narrowed = parts.keys() & ({"BYMONTH", "BYMONTHDAY"} | ({"BYDAY"} if frequency == "DAILY" else set()))
    if often and interval > 1 and narrowed:
        raise BadInput(
            f"An interval together with {listed(sorted(narrowed))} may match no day at all: use one or the other."
        )
    if "BYSETPOS" in parts:
        plain = set(parts.get("BYDAY", "").split(",")) <= set(CODES)
        if _month_day(parts):
            return
        if often or not plain or "BYMONTHDAY" in parts or not re.fullmatch(r"[+-]?[1-4]", parts["BYSETPOS"]):
            raise BadInput(
                "BYSETPOS must be one number from -4 to 4, with FREQ=MONTHLY or FREQ=YEARLY and plain weekdays."
            )
    try:
        months = [int(month) for month in parts.get("BYMONTH", "1,2,3,4,5,6,7,8,9,10,11,12").split(",")]
        month_days = [abs(int(day)) for day in parts.get("BYMONTHDAY", "1").split(",")]
        possible = all(1 <= month <= 12 for month in months) and any(
            1 <= day <= _LONGEST_MONTHS[month - 1] for month in months for day in month_days
        )
    except ValueError:
        possible = False
    if not possible:
        raise BadInput("The rule matches no day of any year: check BYMONTH and BYMONTHDAY.")


def _order_weekdays(parts: dict[str, str]) -> None:
    """Put plain weekdays in the week's order, each once. A numbered one ("the first Monday") needs a month or year."""
    codes = set(parts["BYDAY"].split(",")) if "BYDAY" in parts else set()
    if codes <= set(CODES):
        if codes:
            parts["BYDAY"] = ",".join(code for code in CODES if code in codes)
    elif parts["FREQ"] in ("DAILY", "WEEKLY"):
        raise BadInput(
            f"BYDAY={parts['BYDAY']} can't be combined with FREQ={parts['FREQ']}: use MO, TU, WE, TH, FR, SA, SU."
        )


def _check_read(rule: str, first_day: date) -> None:
    once = ";".join(part for part in rule.split(";") if not part.startswith("COUNT="))
    try:
        found = next(occurrences(once, first_day, first_day + timedelta(days=3660)), None)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError):
        raise BadInput(f"“{escape_control_characters(rule)}” isn't a schedule we understand: {CHOICES}.") from None
    if found is None:
        raise BadInput(f"“{rule}” matches no day within ten years: check it.")


def _check_cycle(rule: str, days_on: int) -> None:
    """Refuse a duration that is not the first part of a cycle of days, such as "3 days on, 2 off"."""
    parts = parts_of(rule)
    if set(parts) != {"FREQ", "INTERVAL"} or parts["FREQ"] != "DAILY" or not 1 <= days_on < int(parts["INTERVAL"]):
        raise BadInput(f"{days_on} days in a row can't be combined with {rule}: use a cycle, e.g. 3 on 2 off.")


def occurrences(rule: str, first_day: date, last: date) -> Iterator[date]:
    """The days on which a rule begins anew, up to and with ``last``: the library looks no further than that."""
    if (plain := _plainly(rule, first_day, last)) is not None:
        return plain
    from dateutil.rrule import rrulestr

    start, end = (datetime.combine(day, datetime.min.time()) for day in (first_day, last))
    until = "" if "COUNT=" in rule else f";UNTIL={rfc_text(last)}"  # the two exclude each other
    found = rrulestr(rule + until, dtstart=start)
    return (moment.date() for moment in takewhile(lambda moment: moment <= end, found))


def _plainly(rule: str, first_day: date, last: date) -> Iterator[date] | None:
    """Every so many days or weeks, or every week on some weekdays, counted; None for any other rule.

    The library takes 40 ms to import, and most routines need no other rule. Tests hold both against each other.
    """
    parts = parts_of(rule)
    interval = int(parts["INTERVAL"]) if parts.get("INTERVAL", "").isdecimal() else 1
    begin, end = first_day.toordinal(), last.toordinal() + 1
    if parts.keys() <= {"FREQ", "INTERVAL"} and parts["FREQ"] in ("DAILY", "WEEKLY"):
        step = interval * (7 if parts["FREQ"] == "WEEKLY" else 1)
        return map(date.fromordinal, range(begin, end, step))
    if parts.keys() == {"FREQ", "BYDAY"} and parts["FREQ"] == "WEEKLY":
        chosen = [CODES.index(code) for code in parts["BYDAY"].split(",") if code in CODES]
        return (day for day in map(date.fromordinal, range(begin, end)) if day.weekday() in chosen)
    return None


def parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule by name."""
    return dict(part.split("=", 1) for part in rule.split(";"))


def read_rfc5545(text: str) -> tuple[Rule, date | None, date | None]:
    """The rule of a text, and the first and the last day where its DTSTART and UNTIL name one. Raises BadInput.

    The text is a bare rule, or DTSTART, DURATION and RRULE lines; the rule is not checked yet.
    """
    days_on, rule, first_day, last_day = 1, "", None, None
    for line in text.replace("\\n", "\n").split():
        name, _, value = line.upper().rpartition(":")
        name = name.split(";")[0]
        if name == "DTSTART":
            first_day = rfc_day(value)
        elif name == "DURATION" and (match := re.fullmatch(r"P([0-9]{1,3})D", value)):
            days_on = int(match[1])
        elif name in ("", "RRULE") and not rule:
            rule = value
        else:
            raise BadInput(f"“{line}” can't be part of a schedule: {CHOICES}.")
    parts = [part for part in rule.split(";") if part]
    for until in [part for part in parts if part.startswith("UNTIL=")]:
        parts.remove(until)
        last_day = rfc_day(until.removeprefix("UNTIL="))
    return Rule(";".join(parts), days_on), first_day, last_day


def rfc_day(text: str) -> date:
    """A day as RFC 5545 writes it, ``20261122``. Raises BadInput."""
    if match := re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T[0-9]{6}Z?)?", text):
        with contextlib.suppress(ValueError):
            return date(int(match[1]), int(match[2]), int(match[3]))
    raise BadInput(f"“{text}” isn't a date as RFC 5545 writes it: use YYYYMMDD.")


def rfc_text(day: date) -> str:
    """A day as RFC 5545 writes it: ``20261122``."""
    return day.isoformat().replace("-", "")
