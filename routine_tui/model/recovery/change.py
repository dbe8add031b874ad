"""One change of what is recorded: when it was written, for which day, what it was before and after."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from msgspec import Struct


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
