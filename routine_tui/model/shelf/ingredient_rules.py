"""What the ingredients screen knows, and how a name is looked up in it, whatever stands around that name.

A whole name is looked up first, then the name without its brackets, what stands in them ("PARFUM (FRAGRANCE)"), and the
sides of a slash ("AQUA/WATER/EAU"). For each reason the first entry found decides; families are asked only where there
is none, and patterns after them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from msgspec import Struct

from routine_tui.model.shelf.ingredient_names import key
from routine_tui.model.shelf.ingredient_spelling import spelled_alike

Level = Literal["avoid", "caution", "ask"]
LEVELS: Final[tuple[Level, ...]] = ("avoid", "ask", "caution")
"""The weightiest first. ``ask`` is for medicines and the like: nobody is told to stop what was prescribed."""
Pregnancy = Literal["", "any", "strong"]
"""In which strength something is to be asked about in pregnancy."""
MOST_REMEMBERED: Final = 20_000
"""Names whose look-up is kept: many products share most of theirs."""


class ListedIngredient(Struct, frozen=True):
    """An ingredient with its synonyms, all in capitals, and when on a list it counts."""

    inci: str
    syn: tuple[str, ...] = ()
    level: Level | None = None
    """Wins over the level of its reason."""
    top_n: int | None = None
    """Counts only among the first so many of a long list, and in the first two fifths of a short one."""
    note: str = ""
    family: tuple[str, ...] = ()
    """Letters that each of its salts, esters and translations has: what holds them, in any spelling, is this."""
    excepted: tuple[str, ...] = ()
    """No member of the family where one of these is in the name."""
    beside_n: int | None = None
    """Takes the place of ``top_n`` on a list with something of the same reason that counts anywhere."""
    below: Level | None = None
    """The level where it stands too far down for ``top_n``; without one it then counts for nothing."""
    not_after: tuple[str, ...] = ()
    """Counts only where none of these stands before it on the label."""
    amid: str = ""
    """Counts only where half of the names before it, water left out, are of this kind."""
    medicine: bool | None = None
    """Wins over what its reason says."""
    pregnancy: Pregnancy | None = None
    """Wins over what its reason says."""
    least_percent: float | None = None
    """Counts only where the label gives so many per cent or more beside its name."""
    poison: bool = False
    """Nobody prescribes it: it keeps its level in a medicine, and no day makes it right."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by."""
        return (self.inci, *self.syn)


class Pattern(Struct, frozen=True, kw_only=True):
    """What names begin with, contain or end with."""

    starts: str = ""
    contains: str = ""
    ends: str = ""
    excepted: tuple[str, ...] = ()
    """Not where one of these is in the name."""

    def fits(self, name: str) -> bool:
        """Whether a name, in capitals, is one of these."""
        return (
            name.startswith(self.starts)
            and self.contains in name
            and name.endswith(self.ends)
            and not any(one in name for one in self.excepted)
        )


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
    medicine: bool = False
    """Whether they are medicines, which a clinician may have prescribed."""
    pregnancy: Pregnancy = ""

    def catches(self, forms: list[str]) -> bool:
        """Whether a pattern fits a name, read in one of these ways."""
        return any(pattern.fits(form) for pattern in self.patterns for form in forms)

    def level_of(self, item: ListedIngredient) -> Level:
        """The level of one of its ingredients."""
        return item.level or self.level

    def is_medicine(self, item: ListedIngredient) -> bool:
        """Whether one of its ingredients is a medicine."""
        return self.medicine if item.medicine is None else item.medicine

    def pregnancy_of(self, item: ListedIngredient) -> Pregnancy:
        """In which strength one of its ingredients is to be asked about in pregnancy."""
        return self.pregnancy if item.pregnancy is None else item.pregnancy


class FalseFriends(Struct, frozen=True):
    """Names that look like something else; no pattern and no family catches them."""

    why: str
    tokens: tuple[str, ...]


class Supportive(Struct, frozen=True):
    """Ingredients that are generally gentle or supportive: known, and nothing more is said of them."""

    id: str
    label: str
    items: tuple[ListedIngredient, ...]
    sources: tuple[str, ...] = ()


class Kind(Struct, frozen=True):
    """Names that tell, where they stand beside an ingredient, what that ingredient does there."""

    id: str
    about: str
    names: tuple[str, ...]
    ends: tuple[str, ...] = ()
    """What their names end with."""


Match = tuple[Reason, ListedIngredient]


@dataclass(frozen=True, slots=True)
class Rules:
    """All that the screen knows, ready to be looked up."""

    reasons: tuple[Reason, ...]
    false_friends: tuple[FalseFriends, ...] = ()
    supportive: tuple[Supportive, ...] = ()
    kinds: tuple[Kind, ...] = ()
    _items: dict[str, tuple[Match, ...]] = field(init=False, repr=False, compare=False)
    _things: dict[str, str] = field(init=False, repr=False, compare=False)
    """What each known name is a name of."""
    _friends: frozenset[str] = field(init=False, repr=False, compare=False)
    _families: tuple[tuple[str, Reason, ListedIngredient], ...] = field(init=False, repr=False, compare=False)
    _any_family: re.Pattern[str] = field(init=False, repr=False, compare=False)
    _any_pattern: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]] = field(
        init=False, repr=False, compare=False
    )
    """What some pattern begins, contains and ends with, to find the few names for which it is worth asking each."""
    _kinds: dict[str, tuple[frozenset[str], tuple[str, ...]]] = field(init=False, repr=False, compare=False)
    _longest: int = field(init=False, repr=False, compare=False)
    """Words of the longest known name."""
    _found: dict[str, tuple[bool, tuple[Match, ...]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the tables."""
        items: dict[str, tuple[Match, ...]] = {}
        for reason in self.reasons:
            for item in reason.items:
                for name in map(key, item.names):
                    items[name] = (*items.get(name, ()), (reason, item))
        friends = frozenset(key(name) for group in self.false_friends for name in group.tokens)
        groups: tuple[Supportive | Reason, ...] = (*self.supportive, *self.reasons)
        every_item = [item for group in groups for item in group.items]
        things = {name: name for name in friends} | {key(name): item.inci for item in every_item for name in item.names}
        families = tuple(
            (spelled_alike(key(letters)), reason, item)
            for reason in self.reasons
            for item in reason.items
            for letters in item.family
        )
        patterns = [pattern for reason in self.reasons for pattern in reason.patterns]
        kinds = {one.id: (frozenset(map(key, one.names)), one.ends) for one in self.kinds}
        made = {
            "_items": items,
            "_friends": friends,
            "_things": things,
            "_families": families,
            "_any_family": re.compile("|".join(sorted({re.escape(letters) for letters, _, _ in families})) or r"(?!)"),
            "_any_pattern": (
                tuple(one.starts for one in patterns if one.starts),
                tuple(one.contains for one in patterns if one.contains),
                tuple(one.ends for one in patterns if one.ends),
            ),
            "_kinds": kinds,
            "_longest": max((name.count(" ") + 1 for name in things), default=1),
            "_found": {},
        }
        for name, table in made.items():
            object.__setattr__(self, name, table)

    def thing(self, name: str) -> str | None:
        """What a name is a name of, so that AQUA and EAU are known to be one; None for an unknown one."""
        known = self._things.get(name)
        if known is None and ("(" in name or "/" in name):
            known = next((self._things[form] for form in forms_of(name) if form in self._things), None)
        return known

    def is_of_kind(self, name: str, kind: str) -> bool:
        """Whether a name is of a kind, by its id."""
        names, ends = self._kinds[kind]
        return any(form in names or form.endswith(ends) for form in forms_of(name))

    def look_up(self, name: str) -> tuple[bool, tuple[Match, ...]]:
        """Whether a name is known, and what there is to say of it, wherever it stands."""
        found = self._found.get(name)
        if found is None:
            if len(self._found) >= MOST_REMEMBERED:
                self._found.clear()
            found = self._found[name] = self._looked_up(name)
        return found

    def _looked_up(self, name: str) -> tuple[bool, tuple[Match, ...]]:
        forms = forms_of(name)
        known = any(form in self._things for form in forms)
        decided: dict[str, Match] = {}
        for form in forms if known else ():
            for reason, item in self._items.get(form, ()):
                decided.setdefault(reason.id, (reason, item))
        if not any(form in self._friends for form in forms[:2]):
            for reason, item in self._relatives(name):
                decided.setdefault(reason.id, (reason, item))
            for reason in self._caught(forms):
                decided.setdefault(reason.id, (reason, ListedIngredient(name)))
        return known or bool(decided), tuple(decided.values())

    def _relatives(self, name: str) -> list[Match]:
        """The ingredients of whose family a name is."""
        alike = spelled_alike(name)
        if not self._any_family.search(alike):
            return []
        return [
            (reason, item)
            for letters, reason, item in self._families
            if letters in alike and not any(one in name for one in item.excepted)
        ]

    def _caught(self, forms: list[str]) -> list[Reason]:
        """The reasons of which a pattern fits."""
        starts, contents, ends = self._any_pattern
        worth_asking = any(
            form.startswith(starts) or form.endswith(ends) or any(map(form.__contains__, contents)) for form in forms
        )
        if not worth_asking or all(map(is_claim, forms)):
            return []
        return [reason for reason in self.reasons if reason.catches([form for form in forms if not is_claim(form)])]

    def names_in(self, words: list[str]) -> list[str]:
        """Words without any separator as names: the longest known ones, and what lies between them as it is."""
        names: list[str] = []
        between: list[str] = []
        at = 0
        while at < len(words):
            for count in range(min(self._longest, len(words) - at), 0, -1):
                name = " ".join(words[at : at + count])
                if name in self._things:
                    names += [" ".join(between)] if between else []
                    between = []
                    names.append(name)
                    at += count
                    break
            else:
                between.append(words[at])
                at += 1
        return names + ([" ".join(between)] if between else [])


def forms_of(name: str) -> list[str]:
    """The ways to read a name: whole, without its brackets, what is in them, and the sides of a slash."""
    forms = [name]
    if "(" in name:
        forms.append(" ".join(re.sub(r"\([^()]*\)", " ", name).split()))
        forms += [inner.strip() for inner in re.findall(r"\(([^()]*)\)", name)]
    if not is_claim(name) and _LINK.search(name):
        forms += [side.strip() for side in _LINK.split(name) if side.strip()]
    forms += [_QUALITY.sub("", form) for form in forms[:2] if form.startswith(_GROWN) or form.endswith(_MADE)]
    slashed = [form for form in forms if "/" in form and not form.endswith(("POLYMER", "RESIN"))]
    forms += [side.strip() for form in slashed for side in form.split("/")]
    return forms


def is_claim(form: str) -> bool:
    """Whether a name says that something is not in there: FRAGRANCE-FREE, SANS PARFUM."""
    return form.endswith(_WITHOUT_AFTER) or form.startswith(_WITHOUT_BEFORE)


_LINK: Final = re.compile(
    r"(?: - |(?:^|,? )\b(?:AND|OR|AS|IN|WITH|FROM|EQUAL TO|EQUIVALENT TO|BUFFERED|NEUTRALI[SZ]ED|DENATURED)\b)+,? ?"
    r"| (?:SOLUTION|GEL|PEEL|COMPLEX|BLEND)$"
)
"""What stands between a name and what is said of it, or between two names."""
_GROWN: Final = (
    *("CERTIFIED ", "ORGANIC ", "PURE ", "RAW ", "PURIFIED ", "NATURAL ", "NATURALLY DERIVED ", "VEGAN ", "BIO "),
    *("ENCAPSULATED ", "LIPOSOMAL ", "STABILISED ", "STABILIZED ", "MICRONISED ", "MICRONIZED ", "ANHYDROUS "),
)
_MADE: Final = (" USP", " BP", " NF", " USP-NF", " EP", " PH. EUR", " PH EUR", " JP", " QS", " Q.S", " QSP", " Q.S.P")
_QUALITY: Final = re.compile(f"^(?:{'|'.join(_GROWN)})+|(?:{'|'.join(map(re.escape, _MADE))})$")
"""What is said of how an ingredient was grown, made or measured out."""
_WITHOUT_AFTER: Final = ("-FREE", " FREE", "FREI", "FRAGRANCEFREE")
_WITHOUT_BEFORE: Final = (
    *("NO ", "NON ", "WITHOUT ", "FREE FROM ", "FREE OF ", "SANS ", "OHNE ", "FREI VON ", "SIN ", "LIBRE DE "),
    *("SENZA ", "PRIVO DI ", "SEM ", "LIVRE DE "),
)
