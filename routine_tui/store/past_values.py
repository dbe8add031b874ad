"""What registers were before, and which changes were taken back: kept where joining copies asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from routine_tui.store.document_parts import BEGUN, PRIVATE
from routine_tui.store.stamps import Rank, Register, Registers, rank

PAST: Final = "past:"
"""Before the name of a register and a stamp: what the register was, in a list, which is empty for nothing."""
VOID: Final = "void:"
"""Before the name of a register and a stamp: that the change of that moment was taken back."""
APART: Final = (PAST, VOID)


def keep_past(parts: Registers, name: str, earlier: Register) -> None:
    """Keep a value that is replaced: it counts again if the one that replaces it is undone."""
    if name == BEGUN:  # no later day replaces an earlier one, so nobody takes that back
        return
    past = Register(earlier.stamp, [] if earlier.value is None else [earlier.value])
    key = f"{PAST}{name}@{earlier.stamp}"
    parts[key] = max(parts.get(key, past), past, key=rank_of(key))


def rank_of(name: str) -> Callable[[Register], Rank]:
    """How registers of a name are compared; a past value is compared as if it were the present one."""
    if name == BEGUN:
        return _earliness
    return (lambda part: rank(_was(part))) if name.startswith(PAST) else rank


def leave_out_void(parts: Registers) -> None:
    """Replace values that were undone by those before them."""
    void = {name.removeprefix(VOID) for name in parts if name.startswith(VOID)}
    for change in void:
        parts.pop(f"{PAST}{change}", None)
    for name in {change.rpartition("@")[0] for change in void}:
        if name in parts and f"{name}@{parts[name].stamp}" in void:
            if earlier := pasts(parts, name):
                parts[name] = earlier[-1]
                del parts[f"{PAST}{name}@{earlier[-1].stamp}"]
            elif name != PRIVATE:  # which stays said of what was taken back
                del parts[name]


def pasts(parts: Registers, name: str) -> list[Register]:
    """What a register was before, as far as it was kept; the latest last."""
    start = f"{PAST}{name}@"
    return sorted((_was(part) for key, part in parts.items() if key == start + part.stamp), key=rank)


def _earliness(part: Register) -> Rank:
    """A rank that is greater for an earlier day, and least for no day; the stamp decides only between equal days."""
    day = date.fromisoformat(part.value).toordinal() if part.value else date.max.toordinal() + 1
    return f"{date.max.toordinal() + 1 - day:07}", part.value is not None, part.stamp.encode()


def _was(past: Register) -> Register:
    return Register(past.stamp, past.value[0] if past.value else None)
