"""What was written into calendar files, so that what is no longer true can be cancelled there."""

from __future__ import annotations

from datetime import date, time

from msgspec import Struct


class CalendarEntry(Struct, frozen=True):
    """An entry that stands in a calendar file which somebody may have imported. No undo takes it back."""

    id: str
    """The UID of the entry."""
    category: str
    """``step``, or what kind of event it is."""
    title: str
    """What it is called there."""
    first: date
    """Its first day."""
    sequence: int
    """The number that the entry has in the newest file; each change of the entry has a greater one."""
    digest: str
    """Stands for all else that the entry says in that file; empty where it was cancelled."""
    at: time | None = None
    """The hour of its first day; None for the whole day."""
