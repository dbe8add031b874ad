"""What needed somebody: check-ins in a row with fever, signs of infection or urgent signs, or of level 3 and 4."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from routine_tui.exporters.escapes import trimmed
from routine_tui.facts import skin as facts
from routine_tui.model.recovery.answers import FEVER, INFECTION_SIGNS, TEMPERATURE, URGENT_SIGNS
from routine_tui.model.recovery.check_in import CheckIn, Look
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.rule_language import compiled

if TYPE_CHECKING:
    from routine_tui.model.skin.concern import Concern

TODAY_LEVEL: Final = 3
"""The least level of concern that is told as an episode: contact a clinician today."""
FOLLOWS: Final = timedelta(days=7)
"""How long after an episode a visit or a treatment may still have come of it."""
APART: Final = timedelta(days=14)
"""How far apart two check-ins may be and still be of one episode."""
_PAIN: Final = "pain"


class Called(Struct, frozen=True):
    """When a level of 3 or 4 was first reached in an episode."""

    level: int
    name: str
    day: date
    at: time | None
    """The hour of the look at the skin that reached it; None where nobody knows it."""


class Came(Struct, frozen=True):
    """What was done on a day during an episode or soon after it."""

    day: date
    words: str
    at: time | None = None
    """None where the hour was not said."""


class Episode(Struct, frozen=True):
    """Some days with signs that need somebody, and what came of them."""

    first: date
    last: date
    called: tuple[Called, ...]
    """The levels of 3 and 4 that it reached, the highest last; empty where it reached none of them."""
    says: tuple[str, ...]
    """What rules of level 3 and 4 fired on, where no sign of infection or urgent sign tells it."""
    signs: tuple[str, ...]
    """The labels of the signs of infection and urgent signs that were answered with yes."""
    hottest: tuple[float, date] | None
    """The highest temperature in °C, where there was a fever, with its first day."""
    pain: tuple[float, date] | None
    """The worst pain, 0 to 10, where there was any, with its first day."""
    where: str
    came: tuple[Came, ...]
    without_from: date | None
    """The first later check-in that answered every one of these signs, and had none; None where there is none yet."""
    heat_unsaid: bool = False
    """Whether there was a fever, and that check-in does not say a temperature."""


def episodes(
    told: Recovery,
    checks: Sequence[tuple[date, CheckIn]],
    judged: Mapping[date, Concern],
    label: Callable[[str], str],
    today: date,
    level_of: Callable[[date, Look], int],
) -> tuple[Episode, ...]:
    """The episodes of a recovery, the first one first; ``level_of`` tells what one look at the skin called for."""
    runs = list(_runs(checks, judged))
    return tuple(_episode(told, run, end, judged, label, today, level_of) for run, end in runs)


def _runs(
    checks: Sequence[tuple[date, CheckIn]], judged: Mapping[date, Concern]
) -> Iterator[tuple[list[tuple[date, CheckIn]], tuple[date, CheckIn] | None]]:
    """Check-ins that need somebody, with the first one after them that is without their signs.

    One between them that was not asked of these signs neither ends them nor says that they are gone.
    """
    run: list[tuple[date, CheckIn]] = []
    for day, check_in in checks:
        if _needs(check_in, judged[day]):
            if run and day - run[-1][0] > APART:
                yield run, None
                run = []
            run.append((day, check_in))
        elif run and _asked_of(run, judged) <= check_in.worst.keys():
            yield run, (day, check_in)
            run = []
    if run:
        yield run, None


def _needs(check_in: CheckIn, concern: Concern) -> bool:
    return concern.level >= TODAY_LEVEL or _has_signs(check_in)


def _has_signs(check_in: CheckIn) -> bool:
    hot = check_in.number(TEMPERATURE)
    return (hot is not None and hot >= FEVER) or any(
        check_in.worst.get(name) is True for name in (*INFECTION_SIGNS, *URGENT_SIGNS)
    )


def _signs(run: Sequence[tuple[date, CheckIn]]) -> dict[str, None]:
    """The signs of infection and urgent signs that were answered with yes."""
    return dict.fromkeys(
        name for name in (*INFECTION_SIGNS, *URGENT_SIGNS) for _, one in run if one.worst.get(name) is True
    )


def _asked_of(run: Sequence[tuple[date, CheckIn]], judged: Mapping[date, Concern]) -> set[str]:
    """What a later check-in has to answer before it can be said that it is without what was seen."""
    if signs := _signs(run):
        return set(signs)
    asked = {
        name
        for day, one in run
        for rule in judged[day].fired
        if rule.level >= TODAY_LEVEL
        for name in compiled(rule.when).asks
        if one.worst.get(name)
    }
    return asked | ({TEMPERATURE} if _is_fever(_most(run, TEMPERATURE)) else set())


def _is_fever(hottest: tuple[float, date] | None) -> bool:
    return hottest is not None and hottest[0] >= FEVER


def _episode(
    told: Recovery,
    run: Sequence[tuple[date, CheckIn]],
    end: tuple[date, CheckIn] | None,
    judged: Mapping[date, Concern],
    label: Callable[[str], str],
    today: date,
    level_of: Callable[[date, Look], int],
) -> Episode:
    yes = _signs(run)
    fired = [rule.says for day, _ in run for rule in judged[day].fired if rule.level >= TODAY_LEVEL] if not yes else []
    hottest, pain = _most(run, TEMPERATURE), _most(run, _PAIN)
    first, last = run[0][0], run[-1][0]
    return Episode(
        first,
        last,
        tuple(_called(run, judged, level_of)),
        tuple(dict.fromkeys(fired)),
        tuple(label(name) for name in yes),
        hottest if _is_fever(hottest) else None,
        pain if pain and pain[0] else None,
        _where(run, yes),
        _in_order(_came(told, run, last, today), first, _begun_at(run[0], level_of)),
        end[0] if end else None,
        end is not None and _is_fever(hottest) and end[1].number(TEMPERATURE) is None,
    )


def _most(run: Sequence[tuple[date, CheckIn]], name: str) -> tuple[float, date] | None:
    known = [(number, day) for day, one in run if (number := one.number(name)) is not None]
    return max(known, key=lambda one: (one[0], -one[1].toordinal()), default=None)


def _where(run: Sequence[tuple[date, CheckIn]], names: Mapping[str, object]) -> str:
    """The places that were said of the signs, or of a whole look; each once."""
    places = dict.fromkeys(
        trimmed(place)
        for _, one in run
        for look in one.looks
        for name, place in look.places.items()
        if name in names or name == "all"
    )
    return ", ".join(filter(None, places))


def _called(
    run: Sequence[tuple[date, CheckIn]], judged: Mapping[date, Concern], level_of: Callable[[date, Look], int]
) -> Iterator[Called]:
    highest = TODAY_LEVEL - 1
    for day, check_in in run:
        level = judged[day].level
        if level > highest:
            highest = level
            looks = (look for look in check_in.looks if level_of(day, look) >= level)
            yield Called(level, facts.levels()[level].name, day, _hour(day, next(looks, None)))


def _begun_at(first: tuple[date, CheckIn], level_of: Callable[[date, Look], int]) -> time | None:
    """The hour of the look with which an episode began; None where it is not known."""
    day, check_in = first
    looks = (look for look in check_in.looks if _has_signs(CheckIn((look,))) or level_of(day, look) >= TODAY_LEVEL)
    return _hour(day, next(looks, None))


def _hour(day: date, look: Look | None) -> time | None:
    return _clock_on(day, look.at) if look else None


def _clock_on(day: date, at: datetime | None) -> time | None:
    """The time of day of an entry, where it was made on its own day: a later one says nothing of the hour."""
    return at.time().replace(second=0, microsecond=0) if at and at.date() == day else None


def _in_order(came: Iterable[Came], first: date, begun: time | None) -> tuple[Came, ...]:
    """What came of an episode in the order of time, without what was over on its first day before it began."""
    after = [one for one in came if one.day > first or not (one.at and begun) or one.at >= begun]
    return tuple(sorted(after, key=lambda one: (one.day, one.at is None, one.at or time())))


def _came(told: Recovery, run: Sequence[tuple[date, CheckIn]], last: date, today: date) -> Iterator[Came]:
    """That a clinician was spoken to, the contacts and visits, and the treatments that began."""
    first, until = run[0][0], min(last + FOLLOWS, today)
    for day, one in run:
        if spoken := next((look.spoken for look in one.looks if look.spoken), None):
            yield Came(day, "spoke to a clinician", _clock_on(day, spoken.at))
    for contact in told.care.contacts:
        if first <= contact.day <= until:
            said = f": {trimmed(contact.said)}" if contact.said else ", no answer yet" if contact.is_waiting else ""
            yield Came(contact.day, f"{trimmed(contact.title)}{said}", contact.clock)
    for visit in told.care.visits:
        if first <= visit.day <= until and not visit.called_off:
            seen = f"seen by {trimmed(visit.who)}" if visit.who else "seen"
            said = "; ".join(filter(None, (trimmed(visit.agreed).removesuffix("."), trimmed(visit.notes))))
            yield Came(visit.day, f"{seen}: {said}" if said else seen, visit.at)
    for course in told.care.courses:
        if first <= course.first_day <= until:
            yield Came(course.first_day, f"{trimmed(course.label)} began")
