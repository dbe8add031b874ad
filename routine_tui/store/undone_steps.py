"""A step of which the adding was taken back: nothing of it is left where another copy added it by itself, too.

What an undone adding said is kept where it is told that it is void, under the names that it has from its day on
(``void:DAY FIELD@STAMP``), as it would be there beside another step of that id that begins earlier. So it can be told
apart from what others said, by whatever way copies meet; and while nobody else's stands, it can still be shown.
"""

from __future__ import annotations

from typing import Final

from routine_tui.store.document_parts import GONE
from routine_tui.store.past_values import APART, PAST, VOID, pasts
from routine_tui.store.stamps import Register, Registers, rank
from routine_tui.store.step_lives import BEGINS, from_its_day, name_from_day, put

_DAY: Final = len("2026-11-22")
_WHOLE: Final = ("slot", "kind", "name", "schedule")
"""What every step says when it is added, and a later change hardly ever says all at once."""


def with_adding_undone(now: Registers, then: Registers, at: str) -> Registers:
    """The registers of a step that was not there before the change that is undone now, at a moment given as a stamp.

    ``then`` is what was told of an earlier adding that had been taken back; that stays what is shown of the step.
    """
    day = now[BEGINS].value
    found = {name: part for name, part in {**then, **now}.items() if name.startswith(APART)}
    for name, part in now.items():
        if name not in found and name != GONE and part != then.get(name):
            said = [] if then else [True if name == BEGINS else part.value]
            found[f"{VOID}{name_from_day(day, name)}@{part.stamp}"] = Register(part.stamp, said)
    found |= {
        name: part for name, part in then.items() if name not in found and name != GONE and not is_undone(name, then)
    }
    if not then:
        found[f"{VOID}{GONE}@{at}"] = Register(at, [True])
    return as_shown(without_undone(found))


def is_undone(name: str, parts: Registers) -> bool:
    """Whether a register of a step is of an adding that was taken back."""
    day = parts[BEGINS].value if BEGINS in parts else None
    key = f"{VOID}{name_from_day(day, name) if day else name}@{parts[name].stamp}" if name in parts else ""
    return key in parts and isinstance(parts[key].value, list)


def without_undone(parts: Registers) -> Registers:
    """The registers of a step without what undone addings said; what it was before that counts again."""
    undone = {name.removeprefix(VOID) for name, part in parts.items() if _is_of_undone(name, part)}
    if not undone:
        return parts
    day = parts[BEGINS].value if BEGINS in parts else None

    def is_left_out(name: str, stamp: str) -> bool:
        """Whether it was undone, or says only that such a step is there again, as whatever stands of it says."""
        return f"{name_from_day(day, name) if day else name}@{stamp}" in undone or name == GONE

    found = {
        name: part
        for name, part in parts.items()
        if not name.startswith(PAST) or not is_left_out(name.removeprefix(PAST).rpartition("@")[0], part.stamp)
    }
    for name in [name for name in found if not name.startswith(APART)]:
        if is_left_out(name, found[name].stamp):
            del found[name]
            if earlier := pasts(found, name):
                found[name] = earlier[-1]
                del found[f"{PAST}{name}@{earlier[-1].stamp}"]
    return found if day is None or found.keys() >= {BEGINS, *_WHOLE} else from_its_day(found, day)


def as_shown(parts: Registers) -> Registers:
    """The registers of a step of which the first version may be gone: the next one is the first.

    Where none stands, it is the undone one that was added last, which is gone.
    """
    undone = [
        (name.removeprefix(VOID).rpartition("@")[0], Register(part.stamp, part.value[0]))
        for name, part in parts.items()
        if _is_of_undone(name, part) and part.value
    ]
    if not undone:
        return parts
    days = [parts[BEGINS].value] if BEGINS in parts else sorted(name for name in parts if _is_whole(name, parts))
    if days:
        return _begun_on(days[0], parts)
    day, found = max((part.stamp, name) for name, part in undone if len(name) == _DAY)[1], dict(parts)
    for name, part in sorted(undone, key=lambda one: rank(one[1])):
        if name == day:
            found[BEGINS] = Register(part.stamp, day)
        elif name == GONE or name.startswith(f"{day} "):
            found[name.removeprefix(f"{day} ")] = part
    return found


def _is_of_undone(name: str, part: Register) -> bool:
    """Whether a register tells what an undone adding said."""
    return name.startswith(VOID) and isinstance(part.value, list)


def _is_whole(day: str, parts: Registers) -> bool:
    """Whether there is a version from a day on that tells all that a step does, so that it was added on that day."""
    names = (day, *(f"{day} {one}" for one in _WHOLE))
    return len(day) == _DAY and all(name in parts and parts[name].value is not None for name in names)


def _begun_on(day: str, parts: Registers) -> Registers:
    """A step that begins with what is told of it from a day on."""
    found = Registers()
    for name, part in parts.items():
        apart, _, rest = name.partition(":") if name.startswith(APART) else ("", "", name)
        field, at, stamp = rest.rpartition("@") if apart else (rest, "", "")
        if _is_of_undone(name, part) or not (field == day or field.startswith(f"{day} ")):
            put(found, name, part)
            continue
        named, value = (BEGINS, day) if field == day else (field[_DAY + 1 :], part.value)
        if field == day and apart:
            value = part.value if f"{apart}:" == VOID else [day for _ in part.value]
        put(found, f"{apart}:{named}{at}{stamp}" if apart else named, Register(part.stamp, value))
    return found
