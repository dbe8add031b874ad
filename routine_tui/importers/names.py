"""Names of habits and steps: compared, and made parts of ids."""

from __future__ import annotations

import unicodedata
from zlib import crc32

from routine_tui.importers.found import Habit
from routine_tui.model.recovery.routine import Routine, Step
from routine_tui.model.recovery.step_id import slug


def by_name(routine: Routine) -> dict[str, list[Step]]:
    """The steps by every name that they ever had."""
    found: dict[str, list[Step]] = {}
    for step in routine.steps:
        for name in {folded(version.name) for version in step.versions}:
            found.setdefault(name, []).append(step)
    return found


def key_of(habit: Habit) -> str:
    """What tells a habit from others, to be compared."""
    return folded(habit.key or habit.name)


def folded(name: str) -> str:
    """A name to be compared: case and white space make no difference."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def readable(name: str) -> str:
    """A name as a part of an id; where that says less than the name, a checksum of the name follows."""
    plain = slug(name)
    if plain and sum(map(str.isalnum, plain)) == sum(map(str.isalnum, name)):
        return plain
    checksum = f"{crc32(folded(name).encode('utf-8', 'surrogatepass')):08x}"
    return f"{plain}-{checksum}" if plain else checksum
