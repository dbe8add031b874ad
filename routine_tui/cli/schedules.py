"""The days of a course as they are typed: a rule or stages, for how long, with which breaks, around which sessions.

A course never goes on for longer by itself: another rule keeps the last day that was set, unless another is typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from routine_tui.cli.procedure import procedure_named
from routine_tui.cli.session import CliSession
from routine_tui.model.care.lengths import length_words, read_length
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.rule import STAGES
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.stages import read_stages
from routine_tui.model.text import short_day

_NEVER: Final = "never"


class Typed(NamedTuple):
    """What was typed about the days of a course; None for what was not."""

    rule: str | None = None
    last: str | None = None
    length: str | None = None
    gap: str | None = None
    times: int | None = None
    around: str | None = None
    days: str | None = None

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Typed:
        """The options of a command that are about the days."""
        return cls(**{name: options[name] for name in cls._fields})


def new_schedule(session: CliSession, typed: Typed, first: date) -> Schedule:
    """The schedule that was typed, from a day on. Raises BadInput."""
    rule = typed.rule or "day"
    if typed.around is not None or typed.days is not None:
        around = _around(session, typed, None)
        return Schedule(first, last_day=_until(session, typed, first), around=around)
    if typed.gap is not None or typed.times is not None:
        last = _until(session, typed, first)
        return _ending(Schedule(first, last_day=last, stages=_rounds(typed, rule)), last)
    last = _last_day(session, typed, first)
    return _ending(Schedule.from_words(rule, first, last), last)


def changed_schedule(session: CliSession, typed: Typed, old: Schedule, day: date) -> Schedule | None:
    """A schedule from a day on as it was typed; None where nothing about its days was. Raises BadInput.

    A last day or a length alone leaves the days as they are; all else counts anew from the day.
    """
    if typed == Typed():
        return None
    if (typed.last, typed.length) != (None, None) and typed == Typed(last=typed.last, length=typed.length):
        last = _last_day(session, typed, max(day, old.first_day))
        if last is not None and last < day:
            raise BadInput(f"The last day, {last}, is before {day}, the day of the change: swap them.")
        return _ending(replace(old, last_day=last), last)
    if typed.around is not None or typed.days is not None:
        around = _around(session, typed, old.around)
        new = Schedule(day, last_day=_until(session, typed, day), around=around)
    else:
        new = new_schedule(session, typed._replace(rule=typed.rule or _only_rule(old)), day)
    if new.last_day is not None or typed.last is not None or old.last_day is None:
        return new
    if old.last_day < day:
        raise BadInput(f"Its last day was {old.last_day}: add --for or --until to say how long it continues.")
    return replace(new, last_day=old.last_day)


def moved_schedule(old: Schedule, day: date) -> Schedule:
    """A schedule that is yet to begin, from another day on: whole weeks stay as long, another last day stays.

    Raises BadInput where that last day is before the new first one.
    """
    days = (old.last_day - old.first_day).days + 1 if old.last_day is not None else 0
    if days and days % 7 == 0 and not old.stages:
        return replace(old, first_day=day, last_day=day + timedelta(days=days - 1))
    if (new := old.beginning_on(day)).first_day != day:
        raise BadInput(f"Its last day, {old.last_day}, is before {day}: give another with --until or --for.")
    return new


def _last_day(session: CliSession, typed: Typed, first: date) -> date | None:
    """The last day that was typed, where a length counts from a day; None for none. Raises BadInput."""
    if typed.length is None:
        return _until(session, typed, first)
    if typed.last is not None:
        raise BadInput("Use either --until or --for.")
    return first + timedelta(days=read_length(typed.length) - 1)


def _until(session: CliSession, typed: Typed, first: date) -> date | None:
    """The last day that was typed as a day; None for none. Raises BadInput."""
    if typed.last is None or typed.last.strip().lower() == _NEVER:
        return None
    return session.planned_day(typed.last, after=first)


def _ending(schedule: Schedule, last: date | None) -> Schedule:
    """A schedule that was to end on a day. Raises BadInput where its stages end before it by themselves."""
    if schedule.stages and last is not None and schedule.last_day is not None and schedule.last_day < last:
        raise BadInput(
            f"The stages end on {short_day(schedule.last_day)} already, before "
            f"{short_day(last)}: leave out the later end, or write longer stages with --every."
        )
    return schedule


def _rounds(typed: Typed, rule: str) -> str:
    """All of it several times, with a break between, as stages are written. Raises BadInput."""
    if re.search(STAGES, rule):
        if typed.length is not None:
            raise BadInput("Each stage has its own length: leave out --for, or write one rule without a length.")
        once = rule
    elif typed.length is None:
        raise BadInput("A break or a number of times needs a length: add --for, e.g. “12 weeks”.")
    else:
        once = f"{rule} for {length_words(read_length(typed.length))}"
    between = f", break {length_words(read_length(typed.gap))}" if typed.gap is not None else ""
    return f"{once}{between}, {2 if typed.times is None else typed.times} times"


def _only_rule(schedule: Schedule) -> str:
    """The rule of a schedule that has only one. Raises BadInput."""
    if schedule.around is not None:
        raise BadInput("It is done around a procedure: add --every to say how often it is done instead.")
    if not schedule.stages:
        return schedule.as_typed()
    stages = read_stages(schedule.stages).stages
    if len(stages) > 1:
        raise BadInput("It has several stages: write all of them again with --every.")
    return stages[0].rule.as_typed()


def _around(session: CliSession, typed: Typed, known: tuple[str, int, int] | None) -> tuple[str, int, int]:
    """The procedure, and from which to which day around its sessions; what is known stays. Raises BadInput."""
    if any(one is not None for one in (typed.rule, typed.length, typed.gap, typed.times)):
        raise BadInput("Around a session it is done on each of those days: leave out --every, --for and --break.")
    match = re.fullmatch(r"\s*([+-]?[0-9]{1,3})\s*(?:\.\.|to)\s*([+-]?[0-9]{1,3})\s*", typed.days or "")
    if (typed.around is None and known is None) or (match is None and (known is None or typed.days is not None)):
        raise BadInput("Around a procedure: name it with --around, and its days with --days, e.g. -2..10.")
    procedure, first, last = known or ("", 0, 0)
    if typed.around is not None:
        procedure = procedure_named(session, typed.around).id
    return (procedure, int(match[1]), int(match[2])) if match else (procedure, first, last)
