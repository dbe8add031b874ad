"""What a check-in calls for: the highest rule that fires gives the level, and no rule lowers another.

Levels name actions, never a disease. The levels and the rules themselves are TOML, in ``data``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.recovery.answers import CONTACTED, URGENT_SIGNS, Answers, worst_of
from routine_tui.model.recovery.check_in import Look
from routine_tui.model.skin.rule_language import Seen, compiled

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery

RED_FLAG: Final = 2
"""The lowest level that is a red flag."""
TODAY_LEVEL: Final = 3
"""The lowest level that asks for somebody today, and so stays visible."""
URGENT_ALONE: Final = ("unwell", "rigors", *URGENT_SIGNS)
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
    """What fired, in plain words; where something of ``named`` was answered with yes, that stands instead."""
    sources: tuple[str, ...]
    do: str = ""
    """What to do about it, in one or two sentences; empty where the words of the level say it."""
    proposal: bool = False
    """Whether the source carries only the general point, and the threshold is the project's own."""
    timed: bool = False
    """Whether what to do about it is of use at once, or for hours or days only: it is said however high another is."""
    general: bool = False
    """Whether it says nothing in particular, and so is named only where no other fired."""
    crisis: bool = False
    """Whether whom to call in a crisis of mood belongs beside it."""
    mood: bool = False
    """Whether whom to call in a crisis of mood is named for when it gets too much."""
    named: Mapping[str, str] = {}
    """The words of one question each, so that only what was answered is given as the reason."""


class Concern(Struct, frozen=True):
    """What the check-in of a day calls for."""

    day: date
    level: int
    """0 to 4."""
    fired: tuple[Rule, ...]
    """Every rule that fired, the highest first; general ones only where no other did."""
    checked: bool
    """Whether anything was answered on the day: without that, level 0 says nothing."""
    besides: tuple[str, ...] = ()
    """What was answered with yes though it is asked as urgent, and no rule that fired looks at."""
    urgent_unanswered: int = 0
    """How many of the urgent questions no look of the day answers. It changes what is said, never the level."""
    beside_open_flag: bool = False
    """Whether a red flag of another day is open, beside which a calm day is no all-clear."""
    is_past: bool = False
    """Whether it was an emergency some days ago that a later check-in is without: it is to be told all the same."""

    @property
    def tone(self) -> int:
        """The level whose colours and numbers it has: those of an emergency only where somebody is to be called now."""
        return min(self.level, TODAY_LEVEL) if self.is_past else self.level


def concern(rules: Sequence[Rule], recovery: Recovery, day: date) -> Concern:
    """What the looks of a day call for together, each seen by itself and beside the days before.

    Level 0 where no rule fired, and where nothing was answered.
    """
    check_in = recovery.record(day).skin
    looks = check_in.looks if check_in else ()
    return _concern(rules, day, looks, [one for _, seen in seen_looks(recovery, day, looks) for one in seen])


def concern_of_look(rules: Sequence[Rule], recovery: Recovery, day: date, look: Look) -> Concern:
    """What one look of a day calls for."""
    check_in = recovery.record(day).skin
    looks = check_in.looks if check_in and look in check_in.looks else (look,)
    return _concern(rules, day, (look,), [seen[0] for one, seen in seen_looks(recovery, day, looks) if one is look])


def seen_looks(recovery: Recovery, day: date, looks: Iterable[Look]) -> Iterator[tuple[Look, tuple[Seen, ...]]]:
    """Each look of a day as rules see it: by itself, and from the second on together with those before it.

    What was said in the morning and not asked again in the evening is still so, and may belong to what began since.
    """
    before: tuple[Answers, ...] = ()
    for look in looks:
        if is_checked(look):
            alone = Seen(recovery, day, look.answers, before)
            together = Seen(recovery, day, worst_of([*before, look.answers]), before, look.answers)
            yield look, (alone, together) if before else (alone,)
            before = (*before, look.answers)


def _concern(rules: Sequence[Rule], day: date, looks: Sequence[Look], seen: Sequence[Seen]) -> Concern:
    if not seen:
        return Concern(day, 0, (), checked=False)
    held = [(rule, [one.answers for one in seen if compiled(rule.when).holds(one)]) for rule in rules]
    fired = [as_answered(rule, where) for rule, where in held if where]
    found = summed(day, fired, _besides([one.answers for one in seen], fired))
    return replace(found, urgent_unanswered=_unanswered(looks))


def as_answered(rule: Rule, looks: Iterable[Answers]) -> Rule:
    """A rule that fired in some looks, with what was answered in them as its words, and nothing that was not.

    Who only said that no urine came is not to read that they are confused.
    """
    said = {name for answers in looks for name, answer in answers.items() if answer is True}
    words = [words for name, words in rule.named.items() if name in said]
    if not words:
        return rule
    return replace(rule, says="; ".join([words[0], *(f"{one[:1].lower()}{one[1:]}" for one in words[1:])]))


def is_overshadowed(concern: Concern) -> bool:
    """Whether it calls for nothing while a red flag is open: then it is no reason to call anything expected."""
    return concern.beside_open_flag and not concern.level


def level_of(levels: Sequence[Level], number: int) -> Level:
    """The level with a number, 0 to 4."""
    return next(level for level in levels if level.level == number)


def _unanswered(looks: Sequence[Look]) -> int:
    answered = {name for look in looks for name in look.answers}
    return sum(name not in answered for name in URGENT_SIGNS)


def _besides(looks: Sequence[Answers], fired: Sequence[Rule]) -> tuple[str, ...]:
    heard = {name for rule in fired for name in compiled(rule.when).asks}
    said = {name for answers in looks for name, answer in answers.items() if answer is True}
    return tuple(name for name in URGENT_ALONE if name in said and name not in heard)


def summed(day: date, fired: Sequence[Rule], besides: tuple[str, ...] = ()) -> Concern:
    """What some rules that fired on a day come to: the highest level of them."""
    level = max((rule.level for rule in fired), default=0)
    kept = [rule for rule in fired if not rule.general] or [rule for rule in fired if rule.level == level]
    return Concern(day, level, tuple(sorted(kept, key=lambda rule: -rule.level)), checked=True, besides=besides)


def is_checked(look: Look) -> bool:
    """Whether something was answered about the skin."""
    return any(name != CONTACTED for name in look.answers)
