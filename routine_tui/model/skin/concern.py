"""What a check-in calls for: the highest rule that fires gives the level, and no rule lowers another.

Levels name actions, never a disease. The levels and the rules themselves are TOML, in ``data``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from routine_tui.model.recovery.check_in import (
    CONTACTED,
    OF_THE_SKIN,
    URGENT_SIGNS,
    Answers,
    CheckIn,
)
from routine_tui.model.skin.rule_language import Seen, compiled

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery

RED_FLAG: Final = 2
"""The lowest level that is a red flag."""
TODAY_LEVEL: Final = 3
"""The lowest level that asks for somebody today, and so stays visible."""
STANDS_DAYS: Final = 2
"""From what age, in days, a level 3 or 4 is gone from Today: it is visible on its day and the next."""
URGENT_ALONE: Final = ("unwell", *URGENT_SIGNS)
"""A yes to one of these is never passed over in silence, also where no rule fires on it alone."""


class Level(Struct, frozen=True):
    """One of five levels, 0 to 4: what to do, not what it is."""

    level: int
    name: str
    says: str
    sources: tuple[str, ...]


class Rule(Struct, frozen=True):
    """One rule: it fires where its condition holds."""

    id: str
    level: int
    when: str
    """The condition, in the language of ``expression``."""
    says: str
    """What fired, in plain words."""
    sources: tuple[str, ...]
    proposal: bool = False
    """Whether the source carries only the general point, and the threshold is the project's own."""
    crisis: bool = False
    """Whether whom to ring in a crisis of mood belongs beside it."""


class Concern(Struct, frozen=True):
    """What the check-in of a day calls for."""

    day: date
    level: int
    """0 to 4."""
    fired: tuple[Rule, ...]
    """Every rule that fired, the highest first; those of level 0 only where no other did."""
    checked: bool
    """Whether anything was answered on the day: without that, level 0 says nothing."""
    besides: tuple[str, ...] = ()
    """What was answered with yes though it is asked as urgent, and no rule that fired looks at."""


class Flag(Struct, frozen=True):
    """A rule that fired on a day, and what was answered then of what it asks."""

    day: date
    rule: Rule
    answered: frozenset[str]


def concern(rules: Sequence[Rule], recovery: Recovery, day: date) -> Concern:
    """What the check-in of a day calls for; level 0 where no rule fired, and where there is no check-in."""
    check_in = recovery.record(day).skin
    if not _is_checked(check_in):
        return Concern(day, 0, (), checked=False)
    seen = Seen(recovery, day, check_in.answers if check_in else {})
    fired = [rule for rule in rules if compiled(rule.when).holds(seen)]
    return _summed(day, fired, _besides(seen.answers, fired))


def standing(rules: Sequence[Rule], recovery: Recovery, today: date) -> Concern | None:
    """The levels 3 and 4 that still stand today; None where none does.

    A rule stands from the check-in in which it fired until it is two days old, until that check-in or a later one says
    that a clinician was spoken to, or until a later one answers again all that was answered then and it does not fire.
    """
    urgent = [rule for rule in rules if rule.level >= TODAY_LEVEL]
    flags = [
        flag
        for flag in unresolved(urgent, recovery, today - timedelta(days=STANDS_DAYS - 1), today)
        if not was_spoken_about(recovery, flag, today)
    ]
    return _summed(max(flag.day for flag in flags), [flag.rule for flag in flags]) if flags else None


def unresolved(rules: Sequence[Rule], recovery: Recovery, first: date, last: date) -> tuple[Flag, ...]:
    """The rules that fired in the check-ins of some days, each where it fired last, and were not cleared since.

    A later check-in clears a rule only where it answers every question of the rule that was answered when it fired,
    and the rule does not fire there.
    """
    found: dict[str, Flag] = {}
    for day, check_in in _checked_days(recovery, first, last):
        seen = Seen(recovery, day, check_in.answers)
        answered = check_in.answers.keys()
        for rule in rules:
            condition = compiled(rule.when)
            if condition.holds(seen):
                found[rule.id] = Flag(day, rule, condition.asks & answered)
            elif rule.id in found and found[rule.id].answered <= answered:
                del found[rule.id]
    return tuple(sorted(found.values(), key=lambda flag: -flag.rule.level))


def level_of(levels: Sequence[Level], number: int) -> Level:
    """The level with a number, 0 to 4."""
    return next(level for level in levels if level.level == number)


def _besides(answers: Answers, fired: Sequence[Rule]) -> tuple[str, ...]:
    heard = {name for rule in fired for name in compiled(rule.when).asks}
    return tuple(name for name in URGENT_ALONE if answers.get(name) is True and name not in heard)


def _summed(day: date, fired: Sequence[Rule], besides: tuple[str, ...] = ()) -> Concern:
    level = max((rule.level for rule in fired), default=0)
    kept = [rule for rule in fired if rule.level or not level]
    return Concern(day, level, tuple(sorted(kept, key=lambda rule: -rule.level)), checked=True, besides=besides)


def _is_checked(check_in: CheckIn | None) -> bool:
    return check_in is not None and any(name != CONTACTED for name in check_in.answers)


def _checked_days(recovery: Recovery, first: date, last: date) -> list[tuple[date, CheckIn]]:
    """The check-ins of some days, the first one first; those without an answer left out."""
    length = range((last - first).days + 1)
    days = [first + timedelta(days=number) for number in length]
    records = [recovery.days.get(day) for day in days]
    return [(record.day, record.skin) for record in records if record and record.skin and _is_checked(record.skin)]


def was_spoken_about(recovery: Recovery, flag: Flag, last: date) -> bool:
    """Whether any check-in from that of a flag on says that a clinician was spoken to, who has heard of it."""
    days = [flag.day + timedelta(days=number) for number in range((last - flag.day).days + 1)]
    check_ins = [recovery.record(day).skin for day in days]
    if check_ins[0] is not None and not _has_heard(recovery, flag, check_ins[0]):
        check_ins = check_ins[1:]
    return any(one is not None and one.answers.get(CONTACTED) is True for one in check_ins)


def _has_heard(recovery: Recovery, flag: Flag, check_in: CheckIn) -> bool:
    """Whether the rule of a flag fired already on what a clinician had heard who was spoken to that day."""
    if check_in.spoken is None:
        return True
    others = {name: answer for name, answer in check_in.answers.items() if name not in OF_THE_SKIN}
    return compiled(flag.rule.when).holds(Seen(recovery, flag.day, {**others, **check_in.spoken.heard}))
