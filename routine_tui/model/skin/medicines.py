"""Which medicines a person uses, as far as rules ask: by products, steps, courses, and what was told under Medicines.

Names are looked for by how a word begins, in one spelling for several languages, and a longer one may have one wrong
letter: ``Isotretinoína 20 mg`` and ``isotretenoin`` are found. A name that is not known says nothing: no rule reads
that something is not used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from routine_tui.model.day.course_days import courses_in_use
from routine_tui.model.shelf.ingredient_spelling import spelled_alike
from routine_tui.model.skin.medicine_names import ENDINGS, FAMILIES, FOLLOWS, OTHER_MABS

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery
    from routine_tui.model.recovery.routine import Step, StepVersion

MEDICINES: Final = "medicines"
"""The field of the background in which medicines are told."""
SURE: Final = 8
"""Letters that a name needs at least, so that one wrong letter is taken for a slip and not for another name."""
_WORD: Final = re.compile(r"\w+")
_NO: Final = (
    r"(?:no|not|never|non|without|don t|dont|kein\w*|nicht|sans|pas|sin|senza|nessun\w*|sem|aucun\w*|ningun\w*)"
    r"(?: (?:on|taking|take|took|using|use|any|a|the|ever|been|had|have|de|d|other|un|una))*"
)
_NOT_ANY: Final = re.compile(rf"(?<!\w){_NO}$")


def families_in_use(recovery: Recovery, day: date) -> frozenset[str]:
    """The families of which something is in use on a day: isotretinoin, methotrexate, retinoid, hydroquinone."""
    texts = [*_on_the_skin(recovery, day), *_taken(recovery, day)]
    return frozenset(family for family, names in FAMILIES.items() if _is_named(names, texts))


def is_told(recovery: Recovery, day: date, name: str) -> bool:
    """Whether something of the profile is so on a day: it was answered with yes, or follows from the medicines."""
    if recovery.profile.get(name) is True:
        return True
    return name in FOLLOWS and _is_named(FOLLOWS[name], list(_taken(recovery, day)))


def _on_the_skin(recovery: Recovery, day: date) -> Iterator[str]:
    """What stands on products and steps that are in use on a day, due or not."""
    for product in recovery.products:
        if product.is_used(day):
            yield f"{product.label} {product.ingredients}"
    for step in recovery.routine.steps:
        if (version := _version(step, day)) is not None:
            yield f"{version.named(day)} {version.product}"


def _taken(recovery: Recovery, day: date) -> Iterator[str]:
    """What was told under Medicines, and the courses of a day."""
    yield recovery.care.told(MEDICINES)
    for course in courses_in_use(recovery, day):
        yield f"{course.label} {course.dose}"


def _version(step: Step, day: date) -> StepVersion | None:
    """How a step is on a day, due or not; None where it is not part of the routine."""
    version = step.on(day)
    return version if version is not None and version.covers(day) else None


def is_named_in(names: str, text: str) -> bool:
    """Whether a text names one of some medicines, in any of the usual spellings and without a word of no before it."""
    return _is_named_in(names, text)


def _is_named(names: str, texts: list[str]) -> bool:
    return any(_is_named_in(names, text) for text in texts if text)


@lru_cache(maxsize=4096)
def _is_named_in(names: str, text: str) -> bool:
    """Asked again for each look of a year, of the same few texts."""
    words, alike = _words_of(text)
    return any(_is_one(names, words, alike, place) and not _is_denied(words, place) for place in range(len(words)))


@lru_cache(maxsize=1024)
def _words_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a text as they are written, and as they are compared."""
    words = tuple(_WORD.findall(plain(text)))
    return words, tuple(map(_spelled, words))


def _is_one(names: str, words: tuple[str, ...], alike: tuple[str, ...], place: int) -> bool:
    """Whether the words from a place on are one of some names."""
    word, spelled = words[place], alike[place]
    if word in _whole(names) or _ends_as_one(names, word):
        return True
    if any(_begins_with(spelled, name) for name in _beginnings(names).get(spelled[:1], ())):
        return True
    return any(_are_named(alike[place : place + len(parts)], parts) for parts in _of_words(names).get(spelled[:1], ()))


def _begins_with(word: str, name: str) -> bool:
    return word.startswith(name) or (len(name) >= SURE and len(word) >= SURE - 1 and _is_slip(word, name))


def _are_named(words: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Whether words are a name of several: the last one may be longer, where it is no single letter."""
    *before, last = parts
    if words[:-1] != tuple(before) or len(words) < len(parts):
        return False
    return words[-1] == last or (len(last) > 1 and words[-1].startswith(last))


def _is_slip(word: str, name: str) -> bool:
    """Whether a word begins like a name but for one letter: another one, one too many, one left out, two swapped."""
    at = next((place for place, (one, other) in enumerate(zip(word, name, strict=False)) if one != other), len(word))
    rest, wanted = word[at:], name[at:]
    swapped = wanted[1:2] + wanted[:1] + wanted[2:]
    return rest[1:].startswith(wanted[1:]) or rest.startswith((wanted[1:], swapped)) or rest[1:].startswith(wanted)


def _ends_as_one(names: str, word: str) -> bool:
    """Whether a word ends as all medicines of a kind do."""
    if names not in ENDINGS or len(word) < SURE:
        return False
    stem = word.removesuffix("um").rstrip("aeo")
    return stem.endswith(_split(ENDINGS[names])) and not stem.startswith(_split(OTHER_MABS))


def _is_denied(words: tuple[str, ...], place: int) -> bool:
    """Whether a word of no stands right before a name: of what somebody takes no more it is not said."""
    return _NOT_ANY.search(" ".join(words[max(0, place - 5) : place])) is not None


@cache
def _whole(names: str) -> frozenset[str]:
    """The names that count only as a whole word, which end with a stop."""
    return frozenset(name.removesuffix(".") for name in names.split() if name.endswith("."))


@cache
def _beginnings(names: str) -> Mapping[str, list[str]]:
    """The names of one word as they are compared, by their first letter."""
    return _by_first_letter(_spelled(name) for name in names.split() if name.isalnum())


@cache
def _of_words(names: str) -> Mapping[str, list[tuple[str, ...]]]:
    """The names of several words, part by part as they are compared, by their first letter."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in names.split():
        if "_" in name:
            parts = tuple(map(_spelled, name.split("_")))
            found.setdefault(parts[0][0], []).append(parts)
    return found


def _by_first_letter(names: Iterator[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name[0], []).append(name)
    return found


@cache
def _split(names: str) -> tuple[str, ...]:
    return tuple(names.split())


def _spelled(word: str) -> str:
    return spelled_alike(word.upper()) if word.isalpha() else word.upper()


def plain(text: str) -> str:
    """A text without capitals and accents, in which names are looked for."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
