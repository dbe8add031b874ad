"""What still stands of the check-ins: a rule that fired, until later looks are without it or somebody was spoken to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.day.moment import is_of_day
from routine_tui.model.recovery.answers import (
    CONTACTED,
    OF_THE_SKIN,
    PAINKILLER,
    Answer,
    Answers,
    is_worse,
    worse_of,
    worst_of,
)
from routine_tui.model.recovery.check_in import Look, Spoken
from routine_tui.model.skin.concern import (
    RED_FLAG,
    TODAY_LEVEL,
    Concern,
    Rule,
    as_answered,
    concern,
    seen_looks,
    summed,
)
from routine_tui.model.skin.rule_language import Seen, compiled

if TYPE_CHECKING:
    from routine_tui.model.recovery.contact import Contact
    from routine_tui.model.recovery.recovery import Recovery
    from routine_tui.model.recovery.visit import Visit

EMERGENCY: Final = 4
CALM_HOURS: Final = timedelta(hours=24)
"""How long looks have to be without a rule of level 3, and without a painkiller, before it stands no more."""
CALM_DAYS: Final = 7
"""How many days later a look has to be without a rule of level 4 before it stands no more."""
PAST_FROM: Final = 2
"""Days after which an emergency that nobody was told of is asked about: by then "now" may no longer be true."""
REMINDED_DAYS: Final = 28
"""After how many days a level 2 is said aloud again where no visit is planned or was made."""

_ASKED: Final[dict[tuple[int, int, date], tuple[Sequence[Rule], Recovery, tuple[Flag, ...]]]] = {}
"""The open flags of the last recovery that was asked about, as a screen asks several times. It keeps what its key is
about, so that no other value has its number."""


class Flag(Struct, frozen=True):
    """A rule that fired and stands: when, on what, and when it was said aloud."""

    rule: Rule
    day: date
    """The day on which it fired last."""
    look: Look
    """In which it fired last."""
    answered: frozenset[str]
    """What was answered in that look of what the rule asks."""
    since: date
    """The first day of those in a row on which it stood."""
    said_on: date
    """The day on which it was news, or was to be said once more."""
    is_news: bool
    """Whether on that day it fired first, or something was answered worse than before."""
    worst: Answers
    """The worst of what the rule asks, since it stands."""
    calm_from: tuple[date, Look]
    """The last look that does not count as one without it: it fired there, or a painkiller had been taken."""
    is_over: bool = False
    """Whether a later look answers the same without it, though not for long enough yet."""


def unresolved(rules: Sequence[Rule], recovery: Recovery, first: date, last: date) -> tuple[Flag, ...]:
    """The rules that fired in the looks of some days and still stand after the last one, the highest level first.

    A look clears a rule only where it answers every question of the rule that was answered when it fired, and the rule
    does not fire there. Level 2 and below need one such look. Level 3 needs it 24 hours after the last look in which it
    fired or a painkiller had been taken; where the hour of a look is not one of its day, a day later will do. Level 4
    needs it seven days later.
    """
    found: dict[str, Flag] = {}
    particular = [rule for rule in rules if not rule.general]
    for day, look, seen in _looks(recovery, first, last):
        for rule in particular:
            flag = found.get(rule.id)
            if compiled(rule.when).holds(seen[0]):
                found[rule.id] = _fired(rule, flag, day, look)
            elif len(seen) > 1 and _began_together(rule, *seen):
                found[rule.id] = _fired(rule, flag, day, _together(look, seen[1].answers))
            elif flag is not None:
                if _clears(recovery, flag, day, look):
                    del found[rule.id]
                elif flag.answered <= look.answers.keys():
                    calm_from = (day, look) if look.answers.get(PAINKILLER) is True else flag.calm_from
                    found[rule.id] = replace(flag, is_over=True, calm_from=calm_from)
    told = [replace(flag, rule=as_answered(flag.rule, [flag.worst])) for flag in found.values()]
    return tuple(sorted(told, key=lambda flag: -flag.rule.level))


def last_look_day(recovery: Recovery, today: date) -> date:
    """Today, or the day of a look that is not yet here: it was made further east, or by a clock that was ahead.

    What it says was answered all the same, so it counts wherever something is said of today.
    """
    return max([today, *(day for day, record in recovery.days.items() if record.skin)])


def open_flags(rules: Sequence[Rule], recovery: Recovery, today: date) -> tuple[Flag, ...]:
    """Every rule of level 2 or more that is still open today, however long ago it fired; the highest level first.

    It is closed by later looks without it, as ``unresolved`` says, or once a clinician has heard of it.
    """
    key = (id(rules), id(recovery), today)
    known = _ASKED.get(key)
    if known is None:
        first = min((day for day, record in recovery.days.items() if record.skin), default=today)
        flags = [rule for rule in rules if rule.level >= RED_FLAG]
        found = unresolved(flags, recovery, first, today)
        still = tuple(flag for flag in found if not was_spoken_about(recovery, flag, today))
        _ASKED.clear()
        known = _ASKED[key] = (rules, recovery, still)
    return known[2]


def concern_beside_flags(rules: Sequence[Rule], recovery: Recovery, day: date, today: date) -> Concern:
    """What the looks of a day call for; where that is nobody, it knows whether a flag is open on that day or today."""
    found = concern(rules, recovery, day)
    if found.level >= RED_FLAG:
        return found
    days = {day, last_look_day(recovery, today)}
    return replace(found, beside_open_flag=any(open_flags(rules, recovery, one) for one in days))


def standing(rules: Sequence[Rule], recovery: Recovery, today: date, least: int = TODAY_LEVEL) -> Concern | None:
    """What stands today of the levels 3 and 4, or from ``least`` on; None where nothing does.

    Its day is the newest on which one of the highest level fired.
    """
    return standing_of([flag for flag in open_flags(rules, recovery, today) if flag.rule.level >= least], today)


def standing_of(flags: Sequence[Flag], today: date) -> Concern | None:
    """What open flags come to, the highest level first; None where there are none."""
    if not flags:
        return None
    highest = [flag for flag in flags if flag.rule.level == flags[0].rule.level]
    found = summed(max(flag.day for flag in highest), [flag.rule for flag in flags])
    return replace(found, is_past=all(is_past(flag, today) for flag in highest))


def is_past(flag: Flag, today: date) -> bool:
    """Whether an open flag was an emergency some days ago that a later look is without; what is about mood never is."""
    is_over = flag.rule.level >= EMERGENCY and flag.is_over and not flag.rule.crisis
    return is_over and (today - flag.day).days >= PAST_FROM


def is_loud(flag: Flag, recovery: Recovery, today: date) -> bool:
    """Whether an open flag is to be said aloud today; a level 3 or 4 always is.

    A level 2 is where it fired first or was answered worse, until the next check-in or until a visit is planned, and
    again after 28 days without a visit planned or made.
    """
    if flag.rule.level >= TODAY_LEVEL:
        return True
    if visit_since(flag, recovery) is not None:
        return flag.is_news and flag.said_on == today
    return flag.said_on == flag.day or (today - flag.said_on).days >= REMINDED_DAYS


def visit_since(flag: Flag, recovery: Recovery) -> Visit | None:
    """The newest visit that was made since a flag stands, or is planned; None where there is none."""
    visits = [visit for visit in recovery.care.visits if not visit.called_off and visit.day >= flag.since]
    return max(visits, key=lambda visit: visit.day, default=None)


def was_spoken_about(recovery: Recovery, flag: Flag, last: date) -> bool:
    """Whether a look or a contact of a flag's day or later says that a clinician was spoken to, who has heard of it."""
    for number in range((last - flag.day).days + 1):
        record = recovery.days.get(flag.day + timedelta(days=number))
        looks = record.skin.looks if record and record.skin else ()
        if any(
            look.answers.get(CONTACTED) is True and (number or _has_heard(recovery, flag, look.spoken))
            for look in looks
        ):
            return True
    return any(_answers(recovery, flag, contact, last) for contact in recovery.care.contacts)


def _answers(recovery: Recovery, flag: Flag, contact: Contact, last: date) -> bool:
    """Whether somebody who can judge a flag said something in a contact: they heard what was answered by then."""
    if not (flag.day <= contact.day <= last and contact.quiets(flag.rule.level)):
        return False
    if contact.day > flag.day or contact.at is None:
        return True
    record = recovery.record(flag.day).skin
    by_then = [look.answers for look in record.looks if not look.at or look.at <= contact.at] if record else []
    heard = {name: answer for name, answer in worst_of(by_then).items() if name in OF_THE_SKIN}
    return _has_heard(recovery, flag, Spoken(contact.at, heard))


def _has_heard(recovery: Recovery, flag: Flag, spoken: Spoken | None) -> bool:
    """Whether a clinician who was spoken to on the day of a flag had heard of it: its rule fires on what they heard."""
    if spoken is None:
        return True
    if is_worse(spoken.heard, flag.look.answers):
        return False
    others = {name: answer for name, answer in flag.look.answers.items() if name not in OF_THE_SKIN}
    return compiled(flag.rule.when).holds(Seen(recovery, flag.day, {**others, **spoken.heard}))


def _began_together(rule: Rule, alone: Seen, together: Seen) -> bool:
    """Whether a rule fires on a look and those before it on its day, and did not fire on those before it."""
    holds = compiled(rule.when).holds
    return holds(together) and not holds(Seen(alone.recovery, alone.day, worst_of(alone.looks_before)))


def _together(look: Look, answers: Answers) -> Look:
    """A look with what the looks before it said as well; who was spoken to is its own."""
    others = {name: answer for name, answer in answers.items() if name != CONTACTED}
    return replace(look, answers={**others, **{name: look.answers[name] for name in look.answers if name == CONTACTED}})


def _looks(recovery: Recovery, first: date, last: date) -> Iterator[tuple[date, Look, tuple[Seen, ...]]]:
    """The looks of some days as rules see them, the first one first; those without an answer left out."""
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        record = recovery.days.get(day)
        for look, seen in seen_looks(recovery, day, record.skin.looks if record and record.skin else ()):
            yield day, look, seen


def _fired(rule: Rule, flag: Flag | None, day: date, look: Look) -> Flag:
    """A rule that fires in a look, after it stood or for the first time."""
    answered = compiled(rule.when).asks & look.answers.keys()
    said = {name: look.answers[name] for name in answered}
    if flag is None:
        return Flag(rule, day, look, answered, day, day, True, said, (day, look))
    is_news = _says_more(flag.worst, said)
    is_said = is_news or (day - flag.said_on).days >= REMINDED_DAYS
    return replace(
        flag, day=day, look=look, answered=answered, worst=_worst(flag.worst, said), calm_from=(day, look),
        is_over=False, said_on=day if is_said else flag.said_on, is_news=is_news if is_said else flag.is_news,
    )  # fmt: skip


def _says_more(before: Answers, after: Answers) -> bool:
    """Whether some answers are worse than those before; a number that was not given before is no news."""
    return any(
        worse_of(name, before[name], answer) != before[name] if name in before else answer is True
        for name, answer in after.items()
    )


def _worst(before: Answers, after: Answers) -> Mapping[str, Answer]:
    return {**before, **after, **{name: worse_of(name, before[name], after[name]) for name in before.keys() & after}}


def _clears(recovery: Recovery, flag: Flag, day: date, look: Look) -> bool:
    """Whether a look in which a rule does not fire is one after which it stands no more."""
    if not flag.answered <= look.answers.keys():
        return False
    if flag.rule.level >= EMERGENCY:
        return (day - flag.day).days >= CALM_DAYS
    if flag.rule.level < TODAY_LEVEL:
        return True
    return look.answers.get(PAINKILLER) is not True and _between(recovery, flag.calm_from, (day, look)) >= CALM_HOURS


def _between(recovery: Recovery, one: tuple[date, Look], other: tuple[date, Look]) -> timedelta:
    """How long after one look another was; in whole days where one was recorded for a day that was over by then."""
    hours = [look.at for day, look in (one, other) if look.at and is_of_day(look.at, day, recovery.day_starts_at)]
    return hours[1] - hours[0] if len(hours) == 2 else other[0] - one[0]
