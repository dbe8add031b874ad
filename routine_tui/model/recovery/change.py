"""One change of what is recorded: when it was written, for which day, what it was before and after."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from msgspec import Struct

from routine_tui.model.text import clipped

LONGEST_VALUE: Final = 10_000
"""The most characters of a value in words."""


class Change(Struct, frozen=True):
    """One value that was written, changed or taken away."""

    written: datetime | None
    """When, in UTC; None for what was written before that was kept."""
    for_day: date | None
    """The day that it is about; None for what belongs to no day."""
    what: str
    """What it is, in words."""
    before: Any
    """None for nothing; a list or a table of the file where it has parts."""
    after: Any
    id: str
    """The same for all changes of one value."""
    private: bool = False
    """Whether it is of something that stays out of what is shared."""
    mood: bool = False
    """Whether it is an answer about low mood or self-harm."""


class EntryHistory(Struct, frozen=True):
    """One value with the moments at which it was written first and last."""

    what: str
    for_day: date | None
    first: datetime | None
    last: datetime | None
    changed: int
    """How often it was changed after it was written first."""
    value: Any
    """What it says now; None where it was taken away."""


def value_words(value: Any, limit: int = LONGEST_VALUE) -> str:
    """What was written, as a person reads it, in so many characters at most."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        if "state" in value:
            hour = datetime.fromisoformat(value["at"]) if value.get("at") else None
            reason = f", {value['reason']}" if value.get("reason") else ""
            return clipped(f"{value['state']}{f' {hour:%H:%M}' if hour else ''}{reason}", limit)
        return clipped(", ".join(f"{name} {value_words(one, limit)}" for name, one in value.items() if one), limit)
    if isinstance(value, list):
        return clipped(", ".join(value_words(one, limit) for one in value) or "nothing", limit)
    return clipped(str(value), limit) or "nothing"
