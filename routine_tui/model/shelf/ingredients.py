"""An ingredients list held against what healing skin is better off without; what is on no list of ours is unknown.

How a name is matched: a whole name is looked up first, then the name without its brackets, what stands in them
("PARFUM (FRAGRANCE)"), and the sides of a slash ("AQUA/WATER/EAU"). For each reason the first entry found decides, also
where it says that the name stands too far down to count; patterns are asked only where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from msgspec import Struct

from routine_tui.model.errors import BadInput
from routine_tui.model.shelf.ingredient_names import key, parts

Level = Literal["avoid", "caution", "ask"]
LEVELS: Final[tuple[Level, ...]] = ("avoid", "ask", "caution")
"""The weightiest first. ``ask`` is for medicines: nobody is told to stop what was prescribed."""
WHOLE_WINDOW: Final = -1
"""Stands in the data for the whole healing window."""


class ListedIngredient(Struct, frozen=True):
    """An ingredient with its synonyms, all in capitals."""

    inci: str
    syn: tuple[str, ...] = ()
    level: Level | None = None
    """Wins over the level of its reason."""
    top_n: int | None = None
    """Counts only among the first so many ingredients; further down it does another job."""
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by."""
        return (self.inci, *self.syn)


class Pattern(Struct, frozen=True, kw_only=True):
    """What names begin with or contain."""

    starts: str = ""
    contains: str = ""
    excepted: tuple[str, ...] = ()
    """Not where one of these is in the name."""

    def fits(self, name: str) -> bool:
        """Whether a name, in capitals, is one of these."""
        return name.startswith(self.starts) and self.contains in name and not any(one in name for one in self.excepted)


class Reason(Struct, frozen=True):
    """Why some ingredients are better avoided, and until when."""

    id: str
    label: str
    why: str
    level: Level
    app_day: int
    """The day offset before which they are, or -1 for the whole healing window."""
    needs_clinician: bool
    """Only with a clinician's yes, whatever the day."""
    sources: tuple[str, ...]
    items: tuple[ListedIngredient, ...]
    patterns: tuple[Pattern, ...] = ()

    def catches(self, forms: list[str]) -> bool:
        """Whether a pattern fits a name, read in one of these ways."""
        return any(pattern.fits(form) for pattern in self.patterns for form in forms)


class FalseFriends(Struct, frozen=True):
    """Names that look like something else; no pattern catches them."""

    why: str
    tokens: tuple[str, ...]


class Supportive(Struct, frozen=True):
    """Ingredients that are generally gentle or supportive: known, and nothing more is said of them."""

    id: str
    label: str
    items: tuple[ListedIngredient, ...]
    sources: tuple[str, ...] = ()


class Hit(Struct, frozen=True):
    """A name on a list that is better avoided for a while, or asked about."""

    name: str
    """As it stands on the list, in capitals and without decoration."""
    reason: str
    label: str
    level: Level
    why: str
    until_day_offset: int | None
    """The day offset before which it is; None for the whole healing window."""
    needs_clinician: bool
    sources: tuple[str, ...]
    note: str


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


@dataclass(frozen=True, slots=True)
class Rules:
    """All that the screen knows, ready to be looked up."""

    reasons: tuple[Reason, ...]
    false_friends: tuple[FalseFriends, ...] = ()
    supportive: tuple[Supportive, ...] = ()
    _items: dict[str, tuple[tuple[Reason, ListedIngredient], ...]] = field(init=False, repr=False, compare=False)
    _things: dict[str, str] = field(init=False, repr=False, compare=False)
    """What each known name is a name of."""
    _friends: frozenset[str] = field(init=False, repr=False, compare=False)
    _starts: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _contents: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """What some pattern begins with or contains, to find the few names for which it is worth asking each."""

    def __post_init__(self) -> None:
        """Make the tables."""
        items: dict[str, tuple[tuple[Reason, ListedIngredient], ...]] = {}
        for reason in self.reasons:
            for item in reason.items:
                for name in map(key, item.names):
                    items[name] = (*items.get(name, ()), (reason, item))
        friends = frozenset(key(name) for group in self.false_friends for name in group.tokens)
        groups: tuple[Supportive | Reason, ...] = (*self.supportive, *self.reasons)
        every_item = [item for group in groups for item in group.items]
        things = {name: name for name in friends} | {key(name): item.inci for item in every_item for name in item.names}
        object.__setattr__(self, "_items", items)
        object.__setattr__(self, "_friends", friends)
        object.__setattr__(self, "_things", things)
        patterns = [pattern for reason in self.reasons for pattern in reason.patterns]
        object.__setattr__(self, "_starts", tuple(one.starts for one in patterns if not one.contains))
        object.__setattr__(self, "_contents", tuple(one.contains for one in patterns if one.contains))

    def thing(self, name: str) -> str | None:
        """What a name is a name of, so that AQUA and EAU are known to be one; None for an unknown one."""
        return self._things.get(name)

    def look_up(self, name: str, position: int) -> tuple[bool, list[Hit]]:
        """Whether a name is known, and what is to be said of it at a position, 1 being the first of its list."""
        forms = forms_of(name)
        known = any(form in self._things for form in forms)
        decided: dict[str, tuple[Reason, ListedIngredient]] = {}
        if known:
            for form in forms:
                for reason, item in self._items.get(form, ()):
                    decided.setdefault(reason.id, (reason, item))
        hits = [_hit(name, *found) for found in decided.values() if position <= (found[1].top_n or position)]
        if not any(form in self._friends for form in forms[:2]):
            hits += [
                _hit(name, reason, ListedIngredient(name)) for reason in self._caught(forms) if reason.id not in decided
            ]
        return known or bool(hits), hits

    def _caught(self, forms: list[str]) -> list[Reason]:
        """The reasons of which a pattern fits."""
        worth_asking = any(
            form.startswith(self._starts) or any(map(form.__contains__, self._contents)) for form in forms
        )
        return [reason for reason in self.reasons if reason.catches(forms)] if worth_asking else []


def screen(rules: Rules, text: str) -> Screening:
    """Look through an ingredients list as it was typed, pasted or read. Raises BadInput as ``parts`` does."""
    found: dict[tuple[str, str], Hit] = {}
    ingredients = unknown = 0
    for name, position in _placed(rules, text):
        known, hits = rules.look_up(name, position)
        ingredients += 1
        unknown += not known
        for hit in hits:
            found.setdefault((hit.name, hit.reason), hit)
    return Screening(ingredients, tuple(sorted(found.values(), key=lambda hit: LEVELS.index(hit.level))), unknown)


def screen_kept(rules: Rules, text: str) -> Screening | None:
    """The list of a product as ``screen`` sees it; None where it holds no names, as other programs may keep it."""
    try:
        return screen(rules, text)
    except BadInput:
        return None


def forms_of(name: str) -> list[str]:
    """The ways to read a name: whole, without its brackets, what is in them, and the sides of a slash."""
    forms = [name]
    if "(" in name:
        forms.append(" ".join(re.sub(r"\([^()]*\)", " ", name).split()))
        forms += [inner.strip() for inner in re.findall(r"\(([^()]*)\)", name)]
    forms += [_QUALITY.sub("", form) for form in forms[:2] if form.startswith(_GROWN) or form.endswith(_MADE)]
    slashed = [form for form in forms if "/" in form and not form.endswith(("POLYMER", "RESIN"))]
    forms += [side.strip() for form in slashed for side in form.split("/")]
    return forms


_GROWN: Final = ("CERTIFIED ", "ORGANIC ", "PURE ", "RAW ")
_MADE: Final = (" USP", " BP", " NF")
_QUALITY: Final = re.compile(f"^(?:{'|'.join(_GROWN)})+|(?:{'|'.join(_MADE)})$")
"""What is said of how an ingredient was grown or made."""


def _placed(rules: Rules, text: str) -> Iterator[tuple[str, int]]:
    """Each name and its position. Names of one thing with " / " between them, AQUA / EAU, stand in one place."""
    for part in parts(text):
        position = 0
        for entry in part:
            before = None
            for name in entry:
                thing = rules.thing(name)
                position += thing is None or thing != before
                before = thing
                yield name, position


def _hit(name: str, reason: Reason, item: ListedIngredient) -> Hit:
    return Hit(
        name,
        reason.id,
        reason.label,
        item.level or reason.level,
        reason.why,
        None if reason.app_day == WHOLE_WINDOW else reason.app_day,
        reason.needs_clinician,
        reason.sources,
        item.note,
    )
