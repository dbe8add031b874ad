"""Pictures of the skin: which file was taken on which day. The pictures themselves are files beside the recovery."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Final

from msgspec import Struct

from routine_tui.model.errors import BadInput


class Photo(Struct, frozen=True):
    """One picture, copied beside the recovery without the place where it was taken."""

    id: str
    """Made once, so that copies of one recovery know it again."""
    day: date
    file: str
    """The name of the copy in the recovery's folder of pictures, never a path: ``2026-11-22-3f9c01ab.jpg``."""
    taken_at: time | None = None
    """The time of day on the camera's own clock; None where the picture does not say."""
    caption: str = ""

    def __post_init__(self) -> None:
        """Refuse a name that leads out of the folder. Raises BadInput."""
        if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}", self.file):
            raise BadInput("A picture has a name that isn't a plain file name.")
        if self.taken_at is not None and self.taken_at.tzinfo is not None:
            raise BadInput("A picture has an hour with a UTC offset.")


HOW_TO: Final = (
    "Pictures tell most when only the skin differs: the same light (near a window, without flash), the same distance "
    "(an arm's length, say), the same angle and the same time of day, before any cream is on."
)
"""How to take pictures that can be laid side by side; shown with the first one."""
YEARS_BEFORE: Final = 2
"""How long before day zero a picture may be from: one of the skin as it was is worth having."""


def in_order(photos: Iterable[Photo]) -> list[Photo]:
    """Pictures as they were taken, the earliest first; within a day those without an hour come last."""
    return sorted(photos, key=lambda one: (one.day, one.taken_at or time.max, one.file))


def require_day(day: date, day_zero: date, today: date) -> None:
    """Raise BadInput for a day from which no picture can be: one still to come, or long before day zero."""
    if day > today:
        raise BadInput(f"{day} is in the future: a photo is from today or earlier.")
    if day < day_zero - timedelta(days=365 * YEARS_BEFORE):
        raise BadInput(
            f"{day} is more than {YEARS_BEFORE} years before the session on {day_zero}: enter the date yourself."
        )


def day_taken(taken_on: date, taken_at: time | None, day_starts_at: time) -> date:
    """The day that a moment on the camera's clock belongs to: before the day begins it is still the one before."""
    return taken_on - timedelta(days=1) if taken_at is not None and taken_at < day_starts_at else taken_on
