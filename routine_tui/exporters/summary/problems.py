"""What was seen of the skin, a problem each: where, since when, how bad at worst, how at last, and whither."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from routine_tui.exporters.escapes import one_paragraph
from routine_tui.model.recovery.answers import FEELINGS, MOOD, MORE_SIGNS, NO_SIGNS, OF_THE_SESSION, SIGNS, range_of
from routine_tui.model.recovery.check_in import EVERYWHERE, CheckIn

GRADED: Final = (*SIGNS, *FEELINGS)
YES_OR_NO: Final = tuple(name for name in MORE_SIGNS if name not in (*NO_SIGNS, *OF_THE_SESSION, *MOOD))
"""What is there or not and changes slowly; signs of infection and urgent ones are told as episodes."""
_MOST_PLACES: Final = 3


class Problem(Struct, frozen=True):
    """One sign or feeling that was there on some day. Of a day with several looks the worst counts."""

    name: str
    label: str
    most: int
    """The greatest number it takes; 1 for what is there or not."""
    where: str
    """Side and place, as they were said; empty where they were not."""
    first: date
    """The first day on which it was there."""
    worst: float
    worst_on: date
    """The first day of the worst."""
    worst_at: str
    """The hour of it, where it was another at another hour of that day; empty otherwise."""
    last: float
    last_on: date
    """The newest day on which it was answered."""
    other: tuple[float, date] | None
    """The newest answer before the last one that was another."""
    since: date
    """The first day of the last number in its row: when it was first seen as it was at last."""
    days: int
    """On how many days it was there."""

    @property
    def is_graded(self) -> bool:
        """Whether it has a number, and is not only there or not."""
        return self.name in GRADED

    @property
    def weight(self) -> tuple[bool, bool, float, float]:
        """For the order of problems: what was there at last first, signs before feelings, then by how bad it was."""
        return self.last > 0, self.name not in FEELINGS, self.last / self.most, self.worst / self.most


def problems(checks: Sequence[tuple[date, CheckIn]], label: Callable[[str], str]) -> tuple[Problem, ...]:
    """What was there on some day: what was there at last comes first, and of that the signs that can be seen."""
    found = [one for name in (*GRADED, *YES_OR_NO) if (one := _problem(checks, name, label(name)))]
    return tuple(sorted(found, key=lambda one: one.weight, reverse=True))


def never_seen(checks: Sequence[tuple[date, CheckIn]], label: Callable[[str], str]) -> tuple[str, ...]:
    """The signs and feelings that were answered, and with 0 each time."""
    answers = {name: {float(number) for number in _numbers(checks, name).values()} for name in GRADED}
    return tuple(label(name) for name, values in answers.items() if values == {0.0})


def _problem(checks: Sequence[tuple[date, CheckIn]], name: str, label: str) -> Problem | None:
    known = _numbers(checks, name)
    there = [day for day, number in known.items() if number >= 1]
    if not there:
        return None
    worst_on = max(there, key=lambda day: (known[day], -day.toordinal()))
    last_on = max(known)
    others = [day for day, number in known.items() if number != known[last_on]]
    since = min(day for day in known if not others or day > others[-1])
    return Problem(
        name,
        label,
        range_of(name)[1] if name in GRADED else 1,
        "; ".join(_places(checks, name)),
        there[0],
        known[worst_on],
        worst_on,
        _hour(dict(checks)[worst_on], name),
        known[last_on],
        last_on,
        (known[others[-1]], others[-1]) if others else None,
        since,
        len(there),
    )


def _numbers(checks: Iterable[tuple[date, CheckIn]], name: str) -> dict[date, float]:
    """The worst answer of each day on which it was asked; a yes is 1."""
    return {day: float(check_in.worst[name]) for day, check_in in checks if name in check_in.worst}


def _hour(check_in: CheckIn, name: str) -> str:
    known = [(float(look.answers[name]), look) for look in check_in.looks if name in look.answers]
    if len({number for number, _ in known}) < 2:
        return ""
    worst = max(number for number, _ in known)
    look = next(look for number, look in known if number == worst)
    return f"{look.at:%H:%M}" if look.at else ""


def _places(checks: Iterable[tuple[date, CheckIn]], name: str) -> Iterator[str]:
    """Where it was, the newest first, each place once."""
    found: dict[str, str] = {}
    for _, check_in in checks:
        for look in check_in.looks:
            place = look.places.get(name) or look.places.get(EVERYWHERE, "")
            if place and look.answers.get(name):
                found.pop(place.casefold(), None)
                found[place.casefold()] = one_paragraph(place).strip()
    yield from list(found.values())[: -_MOST_PLACES - 1 : -1]
