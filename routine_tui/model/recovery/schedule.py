"""On which days a step is expected: a recurrence rule (RFC 5545), by the day or coarser, from a day on."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.rule import (
    CHOICES,
    CODES,
    EVERY_DAY,
    LONGEST_INTERVAL,
    UNITS,
    check_cycle,
    checked,
    occurrences,
    parts_of,
    rfc_day,
    rfc_text,
    rule_in_words,
)
from routine_tui.model.text import WEEKDAYS, days_in_words, escape_control_characters, short_day

EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2300
LONGEST_TEXT: Final = 500
"""The most characters of a rule."""
STAGES: Final = r"(?i)\bfor\s+[0-9]|\b(?:then|break)\b|[0-9]\s+times\b"
"""What only a course in stages says."""


class Schedule(Struct, frozen=True):
    """A recurrence rule that begins on a day and may end on one; both days are included.

    ``days_on`` is how many days in a row each occurrence lasts (RFC 5545's DURATION): "3 days on, 2 off" is an
    interval of five days with a duration of three. A course in ``stages`` has a rule a stage, and ends by itself.
    """

    first_day: date
    """Where the rule is anchored: every second day counts from here, so a missed day shifts nothing."""
    rule: str = EVERY_DAY
    last_day: date | None = None
    days_on: int = 1
    stages: str = ""
    """One rule after another, as ``model.stages`` reads them; empty for one rule throughout."""
    around: tuple[str, int, int] | None = None
    """Only around the sessions of a procedure: its id, from how many days after (before, when negative) to how many."""

    def __post_init__(self) -> None:
        """Bring the rule into its normal form, wherever it came from. Raises BadInput for what cannot be kept."""
        if self.stages:
            self._check_stages()
        if self.last_day is not None and self.last_day < self.first_day:
            raise BadInput(
                f"The last day, {self.last_day}, is before the first, {self.first_day}: swap them or leave one out."
            )
        if not EARLIEST_YEAR <= self.first_day.year <= LATEST_YEAR:
            raise BadInput(f"A schedule cannot begin in the year {self.first_day.year}: check its first day.")
        if self.rule != EVERY_DAY:
            force_setattr(self, "rule", checked(self.rule, self.first_day))
        if self.days_on != 1:
            check_cycle(self.rule, self.days_on)
        if self.around is not None:
            _check_around(self)

    def _check_stages(self) -> None:
        """Bring the stages into their normal form; the course ends with the last one at the latest."""
        from routine_tui.model.recovery.stages import normal, read_stages

        if (self.rule, self.days_on) != (EVERY_DAY, 1):
            raise BadInput("A course in stages has its rules in them: leave out the other one.")
        force_setattr(self, "stages", normal(self.stages))
        if length := read_stages(self.stages).length:
            end = self.first_day + timedelta(days=length - 1)
            force_setattr(self, "last_day", min(self.last_day or end, end))

    @classmethod
    def from_words(cls, text: str, first_day: date, last_day: date | None = None) -> Schedule:
        """Read a rule as a person or a script writes it: ``day``, ``2 days``, ``mon,thu``, ``3 on 2 off``, or RFC 5545.

        A course in stages is one rule after another: ``3 days for 2 weeks, then day for 8 weeks``.

        Raises BadInput, with a sentence, for rules finer than a day, rules that name no day, and garbage.
        """
        if len(text) > LONGEST_TEXT:
            raise BadInput(f"A schedule of {len(text):,} characters is too long: {CHOICES}.")
        words = " ".join(text.lower().replace(",", " , ").split()).removeprefix("every ").strip()
        plain = cls(first_day, last_day=last_day)
        if words in ("day", "daily", "night", "nightly", "1 day", "1 days"):
            return plain
        if words in ("other day", "second day"):
            return replace(plain, rule="FREQ=DAILY;INTERVAL=2")
        if re.search(STAGES, text):
            return replace(plain, stages=text)
        if match := re.fullmatch(r"([0-9]{1,9}|other|)\s*(day|night|week|month)s?", words):
            interval = {"other": 2, "": 1}.get(match[1]) or int(match[1] or 0)
            return replace(plain, rule=f"FREQ={_frequency(match[2])};INTERVAL={interval}")
        if match := re.fullmatch(r"([0-9]{1,9})(?: days?)? on(?: ,| and)? ([0-9]{1,9})(?: days?)? off", words):
            return _cycle(plain, int(match[1]), int(match[2]))
        if "=" in text:
            return cls.from_rfc5545(text, first_day, last_day)
        codes = [_weekday(word) for word in re.split(r"[\s,]+|\band\b", words) if word]
        if codes and all(codes):
            chosen = ",".join(code for code in CODES if code in codes)
            return replace(plain, rule=f"FREQ=WEEKLY;BYDAY={chosen}")
        raise BadInput(f"“{escape_control_characters(text.strip())}” is no schedule that we know: {CHOICES}.")

    @classmethod
    def from_rfc5545(cls, text: str, first_day: date, last_day: date | None = None) -> Schedule:
        """Read RFC 5545 text: a bare rule, or DTSTART, DURATION and RRULE lines as ``to_rfc5545`` writes them.

        A DTSTART or UNTIL in the text wins over ``first_day`` and ``last_day``. Raises BadInput.
        """
        if len(text) > LONGEST_TEXT:
            raise BadInput(f"A schedule of {len(text):,} characters is too long: {CHOICES}.")
        days_on, rule = 1, ""
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
                raise BadInput(f"“{line}” is not part of a schedule that we can keep: {CHOICES}.")
        parts = [part for part in rule.split(";") if part]
        for until in [part for part in parts if part.startswith("UNTIL=")]:
            parts.remove(until)
            last_day = rfc_day(until.removeprefix("UNTIL="))
        return cls(first_day, ";".join(parts), last_day, days_on)

    def to_rfc5545(self) -> str:
        """The schedule as RFC 5545 lines, which ``from_rfc5545`` reads back to an equal value.

        Raises BadInput for a course in stages: each of its ``parts`` has lines of its own.
        """
        if self.stages:
            raise BadInput("A course in stages is several rules of RFC 5545: ask for its parts.")
        until = f";UNTIL={rfc_text(self.last_day)}" if self.last_day else ""
        duration = f"DURATION:P{self.days_on}D\n" if self.days_on > 1 else ""
        return f"DTSTART;VALUE=DATE:{rfc_text(self.first_day)}\n{duration}RRULE:{self.rule}{until}"

    def parts(self, until: date) -> tuple[Schedule, ...]:
        """The plain schedules that it consists of, up to and with ``until``: itself, or one a stage."""
        if not self.stages:
            return (self,)
        from routine_tui.model.recovery.stages import plain, read_stages

        return plain(read_stages(self.stages), self.first_day, min(self.last_day or until, until))

    def stage(self, day: date) -> str:
        """What the stage of a day is called, such as ``strong``; empty where it has no name."""
        if not self.stages:
            return ""
        from routine_tui.model.recovery.stages import read_stages, spans

        found = spans(read_stages(self.stages), self.first_day, min(self.last_day or day, day))
        return next((span.stage.label for span in found if span.first <= day <= span.last), "")

    def beginning_on(self, first_day: date) -> Schedule:
        """The schedule counted from another first day; a course keeps its length, a last day that was set stays.

        Where that last day is before the first one, nothing is moved.
        """
        by_itself = bool(self.stages) and self == replace(self, last_day=None)
        last_day = None if by_itself else self.last_day
        if last_day is not None and last_day < first_day:
            return self
        return replace(self, first_day=first_day, last_day=last_day)

    def days(self, until: date) -> frozenset[date]:
        """Every day the schedule names, up to and with ``until``. Computed once per schedule and end."""
        return _expanded(self, until)

    def next_days(self, after: date, count: int, until: date) -> tuple[date, ...]:
        """The next days it names, ``after`` included, at most ``count`` of them and none later than ``until``."""
        return tuple(sorted(day for day in self.days(until) if day >= after)[:count])

    def in_words(self) -> str:
        """The schedule in plain words: ``every other day until 4 March``."""
        words = rule_in_words(self.rule, self.days_on)
        if self.stages:
            from routine_tui.model.recovery.stages import in_words, read_stages

            words = in_words(read_stages(self.stages))
        elif self.around is not None:
            words = around_in_words(*self.around[1:])
        return f"{words} until {_day_in_words(self.last_day, self.first_day)}" if self.last_day else words

    def as_typed(self) -> str:
        """The shortest text that ``from_words`` reads back to the same rule."""
        if self.stages:
            return self.stages
        parts = parts_of(self.rule)
        interval = int(parts.get("INTERVAL", "1"))
        if self.days_on > 1:
            return f"{self.days_on} on {interval - self.days_on} off"
        if set(parts) <= {"FREQ", "INTERVAL"} and parts["FREQ"] != "YEARLY":
            unit = UNITS[parts["FREQ"]]
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
    if schedule.stages:
        from routine_tui.model.recovery.stages import days, read_stages

        return frozenset(days(read_stages(schedule.stages), schedule.first_day, last))
    if schedule.rule == EVERY_DAY:  # the common case, without paying for the import and the iterator
        ordinals = range(schedule.first_day.toordinal(), last.toordinal() + 1)
        return frozenset(map(date.fromordinal, ordinals))
    begun = occurrences(schedule.rule, schedule.first_day, last)
    return frozenset(day + k * one for day in begun for k in range(schedule.days_on) if day + k * one <= last)


def _frequency(unit: str) -> str:
    return next(name for name, word in UNITS.items() if word == unit.replace("night", "day"))


def _weekday(word: str) -> str | None:
    """The RFC 5545 code of a weekday's name or its beginning (two letters or more)."""
    word = word.removesuffix("s") if len(word) > 4 else word
    matches = [code for code, name in zip(CODES, WEEKDAYS, strict=True) if name.lower().startswith(word)]
    return matches[0] if len(word) >= 2 and len(matches) == 1 else None


def _cycle(plain: Schedule, on: int, off: int) -> Schedule:
    if on < 1 or off < 1 or on + off > LONGEST_INTERVAL:
        raise BadInput(f"“{on} on {off} off” does not work: both must be 1 or more, {LONGEST_INTERVAL} days together.")
    return replace(plain, rule=f"FREQ=DAILY;INTERVAL={on + off}", days_on=on)


def _check_around(schedule: Schedule) -> None:
    """Refuse days around a session that are none, or that no plain daily rule fills."""
    assert schedule.around is not None
    procedure_id, first, last = schedule.around
    if schedule.stages or schedule.rule != EVERY_DAY:
        raise BadInput("What is done around a session is done on each of those days: leave out another rule.")
    if not procedure_id or not -LONGEST_INTERVAL <= first <= last <= LONGEST_INTERVAL:
        raise BadInput(f"From {first} to {last} days after a session does not work: begin with the smaller number.")


def around_in_words(first: int, last: int) -> str:
    """Days around a session in words, both included: ``from 2 days before each session to 10 days after``."""

    def told(days: int) -> str:
        return "the day itself" if days == 0 else f"{days_in_words(abs(days))} {'before' if days < 0 else 'after'}"

    return f"around each session, {told(first)}" + ("" if first == last else f" to {told(last)}")


def _day_in_words(day: date, near: date) -> str:
    return short_day(day, year=abs((day - near).days) > 300)
