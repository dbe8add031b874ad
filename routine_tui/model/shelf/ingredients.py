"""An ingredients list held against what healing skin is better off without; what is on no list of ours is unknown.

How high a name stands tells how much of it there is, but only where a list is in that order. The list of a medicine
often is not: so in a medicine, and in the order of the alphabet, no place counts, and in a medicine nothing is to be
avoided: whoever prescribed it decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import Struct

from routine_tui.model.errors import BadInput
from routine_tui.model.shelf.ingredient_names import Part, parts
from routine_tui.model.shelf.ingredient_rules import LEVELS, Level, ListedIngredient, Pregnancy, Reason, Rules
from routine_tui.model.shelf.ingredient_strength import percent_of

WHOLE_WINDOW: Final = -1
"""Stands in the data for the whole healing window."""
_SHORTEST_SORTED: Final = 5
"""Fewer names may well be in the order of the alphabet by chance."""
_RUN_ON: Final = 6
"""Words that a name without separators has at least before it is read as several."""
_WATER: Final = "AQUA"


class Hit(Struct, frozen=True):
    """A name on a list that is better avoided for a while, or asked about."""

    name: str
    """As it stands on the list, in capitals and without decoration."""
    reason: str
    label: str
    level: Level
    why: str
    until_day_offset: int | None
    """The day offset before which it is; None for the whole healing window, and in a medicine."""
    needs_clinician: bool
    sources: tuple[str, ...]
    note: str
    medicine: bool = False
    """Whether it is a medicine itself."""
    in_medicine: bool = False
    """Whether it is only part of a medicine: then it is no reason to leave that alone."""
    poison: bool = False
    """Whether no day makes it right."""
    pregnancy: Pregnancy = ""
    """In which strength it is to be asked about in pregnancy."""

    @property
    def text(self) -> str:
        """What it is, why it is on our list, and what else there is to say of this name."""
        return " ".join(filter(None, [f"{self.label}.", self.why, self.note]))


class Screening(Struct, frozen=True):
    """What was found on a list."""

    ingredients: int
    """How many names there are."""
    hits: tuple[Hit, ...]
    """The weightiest level first, then in the order of the list; one for a name and a reason."""
    unknown: int
    """How many names are on no list of ours, which says nothing about them."""

    @property
    def known(self) -> int:
        """How many names are on some list of ours."""
        return self.ingredients - self.unknown

    @property
    def is_medicine(self) -> bool:
        """Whether there is a medicine on the list."""
        return any(hit.medicine for hit in self.hits)


class _Place(NamedTuple):
    """A name and where it stands."""

    name: str
    position: int
    """In its list, 1 being the first."""
    of: int
    """How many places its list has; 0 where their order tells nothing."""
    before: tuple[str, ...]
    """The names before it in its list, as far as they are ever asked for."""


def screen(rules: Rules, text: str) -> Screening:
    """Look through an ingredients list as it was typed, pasted or read. Raises BadInput as ``parts`` does."""
    places = list(_placed(rules, parts(text)))
    looked_up = [rules.look_up(place.name) for place in places]
    matches = [
        (place, reason, item) for place, (_, found) in zip(places, looked_up, strict=True) for reason, item in found
    ]
    medicine = any(
        reason.is_medicine(item) and (item.top_n is None or _level(rules, place, reason, item, False) == "ask")
        for place, reason, item in matches
    )
    sure = {reason.id for _, reason, item in matches if item.top_n is None and reason.level_of(item) == reason.level}
    first: dict[str | None, int] = {}
    for number, place in enumerate(places):
        first.setdefault(rules.thing(place.name), number)
    hits: dict[tuple[str, str], Hit] = {}
    for number, (place, (_, found)) in enumerate(zip(places, looked_up, strict=True)):
        for reason, item in found:
            if any(first.get(one, number) < number for one in item.not_after) or _is_weak(item, text):
                continue
            stands = place._replace(of=0) if medicine and not reason.is_medicine(item) else place
            level = _level(rules, stands, reason, item, reason.id in sure)
            if level is None:
                continue
            hit = _hit(place.name, reason, item, level, medicine)
            known = hits.setdefault((hit.name, hit.reason), hit)
            if LEVELS.index(hit.level) < LEVELS.index(known.level):
                hits[hit.name, hit.reason] = hit
    unknown = sum(not known for known, _ in looked_up)
    return Screening(len(places), tuple(sorted(hits.values(), key=lambda hit: LEVELS.index(hit.level))), unknown)


def screen_kept(rules: Rules, text: str) -> Screening | None:
    """The list of a product as ``screen`` sees it; None where it holds no names, as other programs may keep it."""
    try:
        return screen(rules, text)
    except BadInput:
        return None


# ---------------------------------------------------------------------- where a name stands


def _placed(rules: Rules, label: Sequence[Part]) -> Iterator[_Place]:
    """Each name and its place. Names of one thing with " / " between them, AQUA / EAU, stand in one place."""
    for part in label:
        standing: list[tuple[str, int]] = []
        position = 0
        for entry in part:
            before = None
            for name in (one for written in entry for one in _apart(rules, written)):
                thing = rules.thing(name)
                position += thing is None or thing != before
                before = thing
                standing.append((name, position))
        names = [name for name, _ in standing]
        of = 0 if _is_sorted(names) else position
        for number, (name, place) in enumerate(standing):
            yield _Place(name, place, of, tuple(names[max(0, number - 12) : number]))


def _apart(rules: Rules, name: str) -> list[str]:
    """A name, or the names that were written without anything between them."""
    words = name.split()
    if len(words) < _RUN_ON or rules.thing(name):
        return [name]
    names = rules.names_in(words)
    known = [one for one in names if rules.thing(one)]
    return names if len(known) >= 3 and 2 * sum(len(one.split()) for one in known) >= len(words) else [name]


def _is_sorted(names: Sequence[str]) -> bool:
    """Whether names are in the order of the alphabet, but for one in ten."""
    if len(names) < _SHORTEST_SORTED:
        return False
    letters = ["".join(filter(str.isalpha, name)) for name in names]
    falls = sum(later < earlier for earlier, later in pairwise(letters))
    return falls <= len(names) // 10


def _level(rules: Rules, place: _Place, reason: Reason, item: ListedIngredient, beside: bool) -> Level | None:
    """What a name weighs where it stands; None for nothing."""
    if item.amid and not _stands_amid(rules, place, item.amid):
        return None
    if item.top_n is not None:
        high = item.top_n if item.amid else -(-2 * place.of // 5)
        limit = item.beside_n or item.top_n if beside else min(item.top_n, high)
        if not place.of or place.position > limit:
            return item.below
    return reason.level_of(item)


def _is_weak(item: ListedIngredient, text: str) -> bool:
    """Whether a name counts only from a strength on that its label does not give."""
    return item.least_percent is not None and percent_of(text, item.names) < item.least_percent


def _stands_amid(rules: Rules, place: _Place, kind: str) -> bool:
    """Whether half of the names before a place, water left out, are of a kind."""
    before = [name for name in place.before if rules.thing(name) != _WATER]
    return 2 * sum(rules.is_of_kind(name, kind) for name in before) >= len(before) > 0


def _hit(name: str, reason: Reason, item: ListedIngredient, level: Level, medicine: bool) -> Hit:
    """What is said of a name. In a medicine nothing else is to be avoided, but for what nobody prescribes."""
    is_medicine = reason.is_medicine(item) and level == "ask"
    is_part = medicine and not is_medicine and not item.poison
    until = None if reason.app_day == WHOLE_WINDOW or is_medicine or is_part else reason.app_day
    return Hit(
        name,
        reason.id,
        reason.label,
        "caution" if is_part and level == "avoid" else level,
        reason.why,
        until,
        reason.needs_clinician,
        reason.sources,
        item.note,
        is_medicine,
        is_part,
        item.poison,
        reason.pregnancy_of(item),
    )
