"""What a clinician said about something to avoid, as the person recorded it; every word is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from routine_tui.model.errors import BadInput


class ClinicianOverride(Struct, frozen=True):
    """A clinician's word about one thing to avoid."""

    id: str
    """Made once, so that copies of one recovery know it again."""
    item: str
    """The id of the thing, as in the list of what to avoid."""
    at: datetime
    """When it was recorded, with the UTC offset."""
    from_day: date | None = None
    """From when it may be reconsidered; None for back to the list's own day."""
    words: str = ""
    """Who said it, and what."""

    def __post_init__(self) -> None:
        """Refuse a moment without its UTC offset. Raises BadInput."""
        if self.at.tzinfo is None:
            raise BadInput("A clinician's word has a time without its UTC offset.")


def newest(clearances: Iterable[ClinicianOverride]) -> dict[str, ClinicianOverride]:
    """The last word about each thing, by the thing's id."""
    return {one.item: one for one in sorted(clearances, key=lambda one: (one.at, one.id))}
