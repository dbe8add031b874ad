"""What was found on an ingredients list, in words: in one short line, or with why, until when and by which source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from routine_tui.model.guidance import NOT_ADVICE, Source
from routine_tui.model.shelf.ingredient_rules import LEVELS, Level
from routine_tui.model.shelf.ingredients import Hit, Screening
from routine_tui.model.text import clipped, listed, short_day

NOTHING: Final = "Nothing on our list. That doesn't guarantee it will suit your skin."
MEDICINE: Final = "This is a medicine: ask whoever prescribed it, or a pharmacist. Nothing here is a reason to stop it."
PRESCRIBED: Final = "Where a clinician prescribed one of these, follow the clinician."
ASK_BEFORE: Final = "ask a doctor, midwife or pharmacist before you use"
NAME_LIMIT: Final = 60
"""A longer name of an ingredient is cut; the longest real ones fit."""
MOST_REASONS: Final = 2
"""How many reasons a short line names."""
MOST_NAMES: Final = 4
"""How many names a sentence about pregnancy holds."""
_COUNTED: Final[dict[Level, str]] = {"avoid": "to avoid", "ask": "to ask about", "caution": "to be careful with"}


class ScreeningText(Struct, frozen=True):
    """The hits of one reason and level, as they are told."""

    heading: str
    """The level, and the names."""
    why: str
    """What they are, why, until when, and what else there is to say of a name."""
    sources: str
    """Of what, and title and publisher of each."""
    level: Level


def found_in(
    screening: Screening, day_zero: date | None, cited: Callable[[tuple[str, ...]], Sequence[Source]]
) -> list[ScreeningText]:
    """The hits as they are told, the weightiest first; ``cited`` gives sources for their ids."""
    groups: dict[tuple[str, Level], list[Hit]] = {}
    for hit in screening.hits:
        groups.setdefault((hit.reason, hit.level), []).append(hit)
    return [_told(hits, day_zero, cited(hits[0].sources)) for hits in groups.values()]


def _told(hits: Sequence[Hit], day_zero: date | None, sources: Sequence[Source]) -> ScreeningText:
    first = hits[0]
    names = [clipped(hit.name, NAME_LIMIT) for hit in hits]
    notes = [
        hit.note if len(hits) == 1 else f"{name}: {hit.note}" for name, hit in zip(names, hits, strict=True) if hit.note
    ]
    return ScreeningText(
        f"{first.level.capitalize()}: {', '.join(names)}",
        " ".join([f"{first.label}. {first.why}", until_words(first, day_zero), *notes]),
        f"{first.label}: " + "; ".join(f"{source.title}, {source.publisher}" for source in sources),
        first.level,
    )


def opening_lines(screening: Screening, pregnant: bool) -> Iterator[str]:
    """What is said before the hits: that it is a medicine, and what to ask about in pregnancy; often nothing."""
    if screening.is_medicine and not any(hit.poison for hit in screening.hits):
        yield MEDICINE
    if pregnant and (names := _names_for_pregnancy(screening.hits)):
        yield f"You told us that you are pregnant: {ASK_BEFORE} {names}."
        if any(hit.medicine and hit.pregnancy for hit in screening.hits):
            yield "If it was prescribed, call whoever prescribed it before you use it again."


def _names_for_pregnancy(hits: Sequence[Hit]) -> str:
    """What is to be asked about in pregnancy, as it stands in a sentence; empty for nothing."""
    told = {
        hit.name: f"{clipped(hit.name, NAME_LIMIT)}{' in a peel or a strong product' * (hit.pregnancy == 'strong')}"
        for hit in sorted(hits, key=lambda hit: hit.pregnancy == "strong")
        if hit.pregnancy
    }
    names = list(told.values())
    more = [f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else []
    return listed([*names[:MOST_NAMES], *more])


def closing_lines(screening: Screening, pregnant: bool = False) -> Iterator[str]:
    """What is said after the hits, or where there are none: who decides, what is not known, what all this is not.

    Who did not tell of a pregnancy may be pregnant all the same, so that one line speaks of it.
    """
    if not pregnant and (names := _names_for_pregnancy(screening.hits)):
        yield f"If you are or may be pregnant: {ASK_BEFORE} {names}."
    if not screening.hits:
        yield NOTHING
    elif not screening.is_medicine:
        yield PRESCRIBED
    if screening.unknown == 1:
        yield "1 ingredient isn't in our lists; we can't say anything about it."
    elif screening.unknown:
        yield f"{screening.unknown} ingredients aren't in our lists; we can't say anything about them."
    yield f"{NOT_ADVICE.capitalize()}."


def until_words(hit: Hit, day_zero: date | None) -> str:
    """Until when a hit holds, with the date where day zero is known; a date alone clears nothing."""
    if hit.medicine:
        return "This is a medicine: follow whoever prescribed it."
    if hit.in_medicine:
        return "Here it is part of a medicine: follow whoever prescribed that."
    if hit.poison:
        return "Not at any time."
    if hit.level == "ask":
        return "Ask a clinician or pharmacist before you use it."
    if hit.until_day_offset is None:
        return f"For the whole healing window{', then ask a clinician' if hit.needs_clinician else ''}."
    day = f"day {hit.until_day_offset} after the session"
    if day_zero is not None:
        day = f"{short_day(day_zero + timedelta(days=hit.until_day_offset))} (D{hit.until_day_offset})"
    return f"Until {day} at least{', then ask a clinician' if hit.needs_clinician else ''}."


def counts_line(screening: Screening) -> str:
    """How much was found, in one line: ``2 to avoid, 1 to ask about, 5 ingredients not in our lists``."""
    counts = [f"{len(names)} {_COUNTED[level]}" for level, names in _by_level(screening) if names]
    if screening.unknown:
        ingredients = "ingredient" if screening.unknown == 1 else "ingredients"
        counts.append(f"{screening.unknown} {ingredients} not in our lists")
    return ", ".join(counts if screening.hits else ["Nothing on our list", *counts])


def short_words(screening: Screening) -> tuple[str, ...]:
    """A few words a level: ``avoid: 1 (retinoid until D28)``; nothing where there is no hit."""
    return tuple(
        f"{level}: {len(names)} ({_reasons([hit for hit in screening.hits if hit.level == level])})"
        for level, names in _by_level(screening)
        if names
    )


def _by_level(screening: Screening) -> Iterator[tuple[Level, list[str]]]:
    """The names of each level, each under its weightiest only."""
    levels: dict[str, Level] = {}
    for hit in screening.hits:
        levels.setdefault(hit.name, hit.level)
    for level in LEVELS:
        yield level, [name for name, weightiest in levels.items() if weightiest == level]


def _reasons(hits: Sequence[Hit]) -> str:
    told = list(dict.fromkeys(_reason(hit) for hit in hits))
    more = [f"{len(told) - MOST_REASONS} more"] if len(told) > MOST_REASONS else []
    return listed([*told[:MOST_REASONS], *more])


def _reason(hit: Hit) -> str:
    label = hit.label.split(" (")[0]
    label = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    if hit.level == "ask" or hit.in_medicine:
        return label
    return f"{label} for the whole window" if hit.until_day_offset is None else f"{label} until D{hit.until_day_offset}"
