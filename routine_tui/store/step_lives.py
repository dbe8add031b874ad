"""A step that each of two copies made by itself, under one id, as the steps of a treatment have by their time of day.

The one that begins later goes on with the other from its first day: as if one person had taken it up, perhaps ended it,
and taken it up again.
"""

from __future__ import annotations

from typing import Final

from routine_tui.store.document_parts import GONE, NEW_IN_STEPS
from routine_tui.store.past_values import APART, PAST, keep_past, pasts
from routine_tui.store.stamps import NEVER, Register, Registers, rank

BEGINS: Final = "begins"
_IN_SOME: Final = (*NEW_IN_STEPS, "product_id")
"""Fields that a step has only where they say something."""


def one_life(one: Registers, other: Registers) -> tuple[Registers, Registers]:
    """The registers of two copies of a step, ready to be joined: of two that began apart the later one by its days.

    One that was taken away, such as one of which the adding was undone, has no first day that could count.
    """
    days = [parts[BEGINS].value for parts in (one, other) if _is_as_made(parts)]
    if len(days) < 2 or days[0] == days[1]:
        return one, other
    return (one, from_its_day(other, days[1])) if days[0] < days[1] else (from_its_day(one, days[0]), other)


def _is_as_made(parts: Registers) -> bool:
    """Whether a step still begins on the day on which it began when it was made, at a moment that is known.

    One of which the first day was changed since, and one that was taken away, count as they are. What not every step
    has tells nothing of that moment: it can come from another copy, which made the step on that day, too.
    """
    begins = parts.get(BEGINS)
    if begins is None or begins.value is None or begins.stamp == NEVER or _is_gone(parts):
        return False
    since = min(one.stamp for one in (begins, *pasts(parts, BEGINS)) if one.value == begins.value)
    return all(since <= part.stamp for name, part in parts.items() if _is_first(name) and name not in _IN_SOME)


def _is_gone(parts: Registers) -> bool:
    """Whether a step was taken away, and nothing of it was changed after that."""
    gone = parts.get(GONE)
    return gone is not None and gone.value is not None and all(part.stamp <= gone.stamp for part in parts.values())


def from_its_day(parts: Registers, day: str) -> Registers:
    """A step of which the first version is one from a day on, as a later version is."""
    found = Registers()
    for name, part in parts.items():
        key = name_from_day(day, name)
        is_first_day = name == BEGINS or name.startswith(f"{PAST}{BEGINS}@")
        kept = Register(part.stamp, [True] if name != BEGINS else True) if is_first_day else part
        put(found, key, kept)
    return found


def put(parts: Registers, name: str, part: Register) -> None:
    """Put a register among others; of two of one name the later one counts, and the earlier one is kept as its past."""
    earlier, later = sorted((parts.get(name, part), part), key=rank)
    parts[name] = later
    if earlier.stamp < later.stamp and not name.startswith(APART):
        keep_past(parts, name, earlier)


def name_from_day(day: str, name: str) -> str:
    """The name that a register has from a day on, where it is one of the first version, or was."""
    apart, _, rest = name.partition(":") if name.startswith(APART) else ("", "", name)
    field, at, stamp = rest.rpartition("@") if apart else (name, "", "")
    if field != BEGINS and not _is_first(field):
        return name
    since = day if field == BEGINS else f"{day} {field}"
    return f"{apart}:{since}{at}{stamp}" if apart else since


def _is_first(name: str) -> bool:
    """Whether a register is a field of a step's first version."""
    return name[:1].isalpha() and name not in (BEGINS, GONE) and not name.startswith(APART)
