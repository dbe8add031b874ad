"""Treatments that name a family of medicines to which an allergy was told: marked, and never advised against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from routine_tui.model.skin.medicines import plain

_CLAUSE: Final = re.compile(r"[,;.\n()]| but | aber | mais | pero | ma ")
_DENIED: Final = re.compile(
    r"(no|none|not allergic|not to|never|nil|tolerate[sd]?|negative|kein\w*|nicht|aucun\w*|pas|ningun\w*|nessun\w*)\b"
)
"""How something begins that says of a medicine that it is no allergy."""


class AllergyFamily(Struct, frozen=True):
    """Medicines of which somebody who reacted to one may react to another."""

    id: str
    label: str
    """All of them: ``penicillins``."""
    one: str
    """One of them: ``a penicillin``."""
    names: tuple[str, ...]
    """How their names begin, in small letters and without accents."""
    sources: tuple[str, ...]

    def named_in(self, text: str) -> bool:
        """Whether a text names one of them."""
        starts = "|".join(map(re.escape, self.names))
        return re.search(rf"(?<!\w)(?:{starts})", f"{plain(text)} ") is not None


class MarkedTreatment(Struct, frozen=True):
    """A treatment of a family to which an allergy was told."""

    label: str
    family: AllergyFamily


def told_families(families: Iterable[AllergyFamily], allergies: str) -> Iterator[AllergyFamily]:
    """The families of which something is named in what was told under Allergies, what is denied there left out."""
    clauses = [one.strip() for one in _CLAUSE.split(plain(allergies))]
    held = [one for one in clauses if not _DENIED.match(one)]
    return (family for family in families if any(map(family.named_in, held)))


def marked(
    families: Sequence[AllergyFamily], allergies: str, treatments: Iterable[tuple[str, str]]
) -> tuple[MarkedTreatment, ...]:
    """The treatments, each a label with all that names it, of a family to which an allergy was told; each once."""
    told = tuple(told_families(families, allergies))
    found = {(label, one.id): MarkedTreatment(label, one) for label, text in treatments for one in told
             if one.named_in(text)}  # fmt: skip
    return tuple(found.values())
