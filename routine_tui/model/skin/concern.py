"""What a check-in calls for: the highest rule that fires gives the level, and no rule lowers another.

Levels name actions, never a disease. The levels and the rules themselves are TOML, in ``data``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from routine_tui.model.recovery.check_in import (
    CONTACTED,
    OF_THE_SKIN,
    URGENT_SIGNS,
    Answers,
    Look,
    is_worse,
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
    look: Look
    """In which it fired."""


def concern(rules: Sequence[Rule], recovery: Recovery, day: date) -> Concern:
    """What the looks of a day call for together, each seen by itself and beside the days before.

    Level 0 where no rule fired, and where nothing was answered.
    """
    check_in = recovery.record(day).skin
    return _concern(rules, recovery, day, check_in.looks if check_in else ())


def concern_of_look(rules: Sequence[Rule], recovery: Recovery, day: date, look: Look) -> Concern:
    """What one look of a day calls for."""
    return _concern(rules, recovery, day, (look,))


def _concern(rules: Sequence[Rule], recovery: Recovery, day: date, looks: Sequence[Look]) -> Concern:
    seen = [Seen(recovery, day, look.answers) for look in looks if is_checked(look)]
    if not seen:
        return Concern(day, 0, (), checked=False)
    fired = [rule for rule in rules if any(compiled(rule.when).holds(one) for one in seen)]
    return _summed(day, fired, _besides([one.answers for one in seen], fired))


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
    for day, look in _looks(recovery, first, last):
        seen = Seen(recovery, day, look.answers)
        answered = look.answers.keys()
        for rule in rules:
            condition = compiled(rule.when)
            if condition.holds(seen):
                found[rule.id] = Flag(day, rule, condition.asks & answered, look)
            elif rule.id in found and found[rule.id].answered <= answered:
                del found[rule.id]
    return tuple(sorted(found.values(), key=lambda flag: -flag.rule.level))


def level_of(levels: Sequence[Level], number: int) -> Level:
    """The level with a number, 0 to 4."""
    return next(level for level in levels if level.level == number)


def _besides(looks: Sequence[Answers], fired: Sequence[Rule]) -> tuple[str, ...]:
    heard = {name for rule in fired for name in compiled(rule.when).asks}
    said = {name for answers in looks for name, answer in answers.items() if answer is True}
    return tuple(name for name in URGENT_ALONE if name in said and name not in heard)


def _summed(day: date, fired: Sequence[Rule], besides: tuple[str, ...] = ()) -> Concern:
    level = max((rule.level for rule in fired), default=0)
    kept = [rule for rule in fired if rule.level or not level]
    return Concern(day, level, tuple(sorted(kept, key=lambda rule: -rule.level)), checked=True, besides=besides)


def is_checked(look: Look) -> bool:
    """Whether something was answered about the skin."""
    return any(name != CONTACTED for name in look.answers)


def _looks(recovery: Recovery, first: date, last: date) -> Iterator[tuple[date, Look]]:
    """The looks of some days, the first one first; those without an answer left out."""
    for number in range((last - first).days + 1):
        record = recovery.days.get(first + timedelta(days=number))
        for look in record.skin.looks if record and record.skin else ():
            if is_checked(look):
                yield first + timedelta(days=number), look


def was_spoken_about(recovery: Recovery, flag: Flag, last: date) -> bool:
    """Whether a look of a flag's day or later says that a clinician was spoken to, who has heard of it."""
    for number in range((last - flag.day).days + 1):
        record = recovery.days.get(flag.day + timedelta(days=number))
        looks = record.skin.looks if record and record.skin else ()
        if any(look.answers.get(CONTACTED) is True and (number or _has_heard(recovery, flag, look)) for look in looks):
            return True
    return False


def _has_heard(recovery: Recovery, flag: Flag, told: Look) -> bool:
    """Whether a clinician who was spoken to on the day of a flag had heard of it: its rule fires on what they heard."""
    if told.spoken is None:
        return True
    if is_worse(told.spoken.heard, flag.look.answers):
        return False
    others = {name: answer for name, answer in flag.look.answers.items() if name not in OF_THE_SKIN}
    return compiled(flag.rule.when).holds(Seen(recovery, flag.day, {**others, **told.spoken.heard}))
