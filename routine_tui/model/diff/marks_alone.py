"""Whether two states of a recovery differ in nothing but what was ticked, which is asked at every tick."""

from __future__ import annotations

from typing import Final

from routine_tui.model.recovery.recovery import Recovery

_ALL_BUT_DAYS: Final = tuple(name for name in Recovery.__struct_fields__ if name != "days")


def differ_in_marks_alone(one: Recovery, other: Recovery) -> bool:
    """Whether nothing but marks and notes of days is another; parts that nobody changed compare by identity."""
    if any(getattr(one, name) != getattr(other, name) for name in _ALL_BUT_DAYS):
        return False
    changed = [day for day in one.days.keys() | other.days.keys() if one.days.get(day) is not other.days.get(day)]
    return all(one.record(day).skin == other.record(day).skin for day in changed)
