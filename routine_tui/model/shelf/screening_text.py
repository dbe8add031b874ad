"""What was found on an ingredients list, in words: in one short line, or with why, until when and by which source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from routine_tui.model.guidance import NOT_ADVICE, Source
from routine_tui.model.shelf.ingredients import LEVELS, Hit, Level, Screening
from routine_tui.model.text import clipped, listed, short_day

NOTHING: Final = "Nothing on our list. That is not a promise that it suits your skin."
PRESCRIBED: Final = "Where a clinician prescribed one of these, follow the clinician."
NAME_LIMIT: Final = 60
"""A longer name of an ingredient is cut; the longest real ones fit."""
MOST_REASONS: Final = 2
"""How many reasons a short line names."""
_COUNTED: Final[dict[Level, str]] = {"avoid": "to avoid", "ask": "to ask about", "caution": "to be careful with"}


class ScreeningText(Struct, frozen=True):
    """The hits of one reason and level, as they are told."""

    heading: str
    """The level, and the names."""
    why: str
    """What they are, why, until when, and what else there is to say of a name."""
    sources: str
    """Title and publisher of each."""


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
        "Source: " + "; ".join(f"{source.title}, {source.publisher}" for source in sources),
    )


def closing_lines(screening: Screening) -> Iterator[str]:
    """What is said after the hits, or where there are none: who decides, what is not known, what all this is not."""
    yield PRESCRIBED if screening.hits else NOTHING
    if screening.unknown == 1:
        yield "1 name is not in our lists: that says nothing about it."
    elif screening.unknown:
        yield f"{screening.unknown} names are not in our lists: that says nothing about them."
    yield f"{NOT_ADVICE.capitalize()}."


def until_words(hit: Hit, day_zero: date | None) -> str:
    """Until when a hit holds, with the date where day zero is known; a date alone clears nothing."""
    if hit.level == "ask":
        return "This is a medicine: follow whoever prescribed it."
    if hit.until_day_offset is None:
        then = ", and then only with a clinician's yes" if hit.needs_clinician else ""
        return f"For the whole healing window{then}."
    place = f"D{hit.until_day_offset}"
    alone = f"{place}, day {hit.until_day_offset} after the session"
    when = alone if day_zero is None else f"{short_day(day_zero + timedelta(days=hit.until_day_offset))} ({place})"
    asked = ", and only with a clinician's yes" if hit.needs_clinician else ""
    return f"Not before {when}{asked}."


def counts_line(screening: Screening) -> str:
    """How much was found, in one line: ``2 to avoid, 1 to ask about, 5 names not in our lists``."""
    counts = [f"{len(names)} {_COUNTED[level]}" for level, names in _by_level(screening) if names]
    if screening.unknown:
        counts.append(f"{screening.unknown} {'name' if screening.unknown == 1 else 'names'} not in our lists")
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
    if hit.level == "ask":
        return label
    return f"{label} for the whole window" if hit.until_day_offset is None else f"{label} until D{hit.until_day_offset}"
