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
    EVERY_DAY,
    LONGEST_INTERVAL,
    LONGEST_TEXT,
    STAGES,
    Rule,
    read_rfc5545,
    rfc_text,
)
from routine_tui.model.text import days_in_words, short_day

EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2300


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
            raise BadInput(f"A schedule can't start in the year {self.first_day.year}: check its first day.")
        if (self.rule, self.days_on) != (EVERY_DAY, 1):
            force_setattr(self, "rule", self.plain_rule.checked(self.first_day).text)
        if self.around is not None:
            _check_around(self)

    def _check_stages(self) -> None:
        """Bring the stages into their normal form; the course ends with the last one at the latest."""
        from routine_tui.model.recovery.stages import normal, read_stages

        if (self.rule, self.days_on) != (EVERY_DAY, 1):
            raise BadInput("A schedule in stages already has its rules: leave out the other one.")
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
        if re.search(STAGES, text):
            return cls(first_day, last_day=last_day, stages=text)
        if "=" in text:
            return cls.from_rfc5545(text, first_day, last_day)
        rule = Rule.from_words(text).counted_from(first_day)
        return cls(first_day, rule.text, last_day, rule.days_on)

    @classmethod
    def from_rfc5545(cls, text: str, first_day: date, last_day: date | None = None) -> Schedule:
        """Read RFC 5545 text: a bare rule, or DTSTART, DURATION and RRULE lines as ``to_rfc5545`` writes them.

        A DTSTART or UNTIL in the text wins over ``first_day`` and ``last_day``. Raises BadInput.
        """
        if len(text) > LONGEST_TEXT:
            raise BadInput(f"A schedule of {len(text):,} characters is too long: {CHOICES}.")
        rule, first, last = read_rfc5545(text)
        return cls(first or first_day, rule.text, last or last_day, rule.days_on)

    @property
    def plain_rule(self) -> Rule:
        """Its rule without its days; that of every day for a course in stages, and for days around a session."""
        return Rule(self.rule, self.days_on)

    def to_rfc5545(self) -> str:
        """The schedule as RFC 5545 lines, which ``from_rfc5545`` reads back to an equal value.

        Raises BadInput for a course in stages: each of its ``parts`` has lines of its own.
        """
        if self.stages:
            raise BadInput("A schedule in stages is several rules of RFC 5545: ask for its parts.")
        until = f";UNTIL={rfc_text(self.last_day)}" if self.last_day else ""
        duration = f"DURATION:P{self.days_on}D\n" if self.days_on > 1 else ""
        return f"DTSTART;VALUE=DATE:{rfc_text(self.first_day)}\n{duration}RRULE:{self.rule}{until}"

    def parts(self, until: date) -> tuple[Schedule, ...]:
        """The plain schedules that it consists of, up to and with ``until``: itself, or one a stage."""
        if not self.stages:
            return (self,)
        from routine_tui.model.recovery.stages import read_stages, spans

        found = spans(read_stages(self.stages), self.first_day, min(self.last_day or until, until))
        return tuple(Schedule(one.first, one.stage.rule.text, one.last, one.stage.rule.days_on) for one in found)

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

    def in_words(self, today: date | None = None) -> str:
        """The schedule in plain words: ``every other day until 4 Mar``, with the year as ``short_day`` has it."""
        words = self.plain_rule.in_words()
        if self.stages:
            from routine_tui.model.recovery.stages import in_words, read_stages

            words = in_words(read_stages(self.stages))
        elif self.around is not None:
            words = around_in_words(*self.around[1:])
        return f"{words} until {_day_in_words(self.last_day, today)}" if self.last_day else words

    def as_typed(self) -> str:
        """The shortest text that ``from_words`` reads back to the same rule."""
        typed = self.stages or self.plain_rule.as_typed()
        if not self.stages and typed.endswith(("month", "months")):
            meant = Rule.from_words(typed).counted_from(self.first_day).checked(self.first_day)
            if meant != self.plain_rule:
                return self.rule  # it came from elsewhere: a person would mean another rule by these words
        return typed


@lru_cache(maxsize=512)
def _expanded(schedule: Schedule, until: date) -> frozenset[date]:
    last = min(schedule.last_day or until, until)
    if last < schedule.first_day:
        return frozenset()
    if schedule.stages:
        from routine_tui.model.recovery.stages import days, read_stages

        return frozenset(days(read_stages(schedule.stages), schedule.first_day, last))
    return schedule.plain_rule.days(schedule.first_day, last)


def _check_around(schedule: Schedule) -> None:
    """Refuse days around a session that are none, or that no plain daily rule fills."""
    assert schedule.around is not None
    procedure_id, first, last = schedule.around
    if schedule.stages or schedule.rule != EVERY_DAY:
        raise BadInput("A step around a session is done on each of those days: leave out the other rule.")
    if not procedure_id or not -LONGEST_INTERVAL <= first <= last <= LONGEST_INTERVAL:
        raise BadInput(f"From {first} to {last} days after a session isn't possible: put the smaller number first.")


def around_in_words(first: int, last: int) -> str:
    """Days around a session in words, both included: ``from 2 days before each session to 10 days after``."""

    def told(days: int) -> str:
        return "the day itself" if days == 0 else f"{days_in_words(abs(days))} {'before' if days < 0 else 'after'}"

    return f"around each session, {told(first)}" + ("" if first == last else f" to {told(last)}")


def _day_in_words(day: date, today: date | None) -> str:
    return short_day(day, today)
