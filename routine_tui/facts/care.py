"""The facts about care that come with the program: what is told once, what to bring, what to expect by when.

They are TOML in ``data``. Each file is read once, when it is first asked for.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from routine_tui.facts.toml_reader import entries
from routine_tui.model.errors import NoSuchField

if TYPE_CHECKING:
    from routine_tui.model.care.guidance_by_time import GuidanceLine
    from routine_tui.model.care.timeline import PublishedRange
    from routine_tui.model.recovery.background import BackgroundField, FieldGroup
    from routine_tui.model.skin.regions import Region


@cache
def fields() -> tuple[BackgroundField, ...]:
    """Every field in which something can be told, in the order in which they are shown."""
    from routine_tui.model.recovery.background import BackgroundField

    return msgspec.convert(entries("background.toml", "field"), type=tuple[BackgroundField, ...])


@cache
def field_groups() -> tuple[FieldGroup, ...]:
    """The headings under which fields stand, in their order."""
    from routine_tui.model.recovery.background import FieldGroup

    return msgspec.convert(entries("background.toml", "group"), type=tuple[FieldGroup, ...])


def fields_of(group: str) -> tuple[BackgroundField, ...]:
    """The fields under a heading."""
    return tuple(one for one in fields() if one.group == group)


def field_of(field_id: str) -> BackgroundField:
    """The field of an id. Raises NoSuchField."""
    for one in fields():
        if one.id == field_id:
            return one
    from difflib import get_close_matches

    raise NoSuchField(field_id, get_close_matches(field_id, [one.id for one in fields()], 3))


@cache
def ranges() -> tuple[PublishedRange, ...]:
    """What public guidance says about what to expect by when, complication by complication."""
    from routine_tui.model.care.timeline import PublishedRange

    return msgspec.convert(entries("timeline.toml", "range"), type=tuple[PublishedRange, ...])


def worth_doing(offset: int, speaks_of_healing: bool, place: Region) -> tuple[tuple[str, str], ...]:
    """Every line of a day, each with its sources by title and publisher; ``place`` is the region of the settings."""
    from routine_tui.facts.guidance import cited
    from routine_tui.model.care.guidance_by_time import lines_on

    found = lines_on(guidance_lines(), offset, speaks_of_healing)
    named = ("; ".join(f"{source.title}, {source.publisher}" for source in cited(line.cited(place))) for line in found)
    return tuple(zip((line.words(place) for line in found), named, strict=True))


@cache
def guidance_lines() -> tuple[GuidanceLine, ...]:
    """What is worth knowing or doing at which time, in the order in which it is told."""
    from routine_tui.model.care.guidance_by_time import GuidanceLine

    return msgspec.convert(entries("guidance_by_time.toml", "line"), type=tuple[GuidanceLine, ...])
