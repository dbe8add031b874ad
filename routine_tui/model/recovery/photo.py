"""Pictures of the skin: which file was taken on which day. The pictures themselves are files beside the recovery."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, Literal, get_args

from msgspec import Struct

from routine_tui.model.errors import BadInput
from routine_tui.model.text import clipped

PhotoPlace = Literal["", "front", "left", "right", "forehead", "chin", "close-up", "other"]
PhotoLight = Literal["", "window", "lamp", "flash", "side"]
PHOTO_PLACES: Final[tuple[PhotoPlace, ...]] = get_args(PhotoPlace)
PHOTO_LIGHTS: Final[tuple[PhotoLight, ...]] = get_args(PhotoLight)
"""``side`` is light from the side, in which texture shows."""


class Shot(Struct, frozen=True):
    """How a picture was taken, so that two of the same place and light can be laid side by side."""

    place: PhotoPlace = ""
    light: PhotoLight = ""
    makeup: bool | None = None
    before: bool = False
    """Whether it shows the skin as it was before the session."""


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
    place: PhotoPlace = ""
    light: PhotoLight = ""
    makeup: bool | None = None
    """Whether make-up is on; None for not said."""
    before: bool = False
    """Whether it shows the skin as it was before the session."""
    sha256: str = ""
    """Of the bytes of the file that was added, in hexadecimal; empty in what older versions added."""
    original: str = ""
    """The name of the file in the folder of originals, byte for byte as it was added; empty where it was not kept."""
    camera: str = ""
    """The moment on the camera's own clock, as far as the picture says it: ``2026-11-22T14:10:00``."""
    added: datetime | None = None
    """When it was added, with its UTC offset."""

    def __post_init__(self) -> None:
        """Refuse a name that leads out of the folder, and what is no hash or moment. Raises BadInput."""
        for name in (self.file, *([self.original] if self.original else [])):
            if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}", name):
                raise BadInput("A picture has a name that isn't a plain file name.")
        if self.sha256 and not re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            raise BadInput("A picture has a checksum that isn't one.")
        if self.added is not None and self.added.tzinfo is None:
            raise BadInput("A picture has a time without its UTC offset.")
        if self.taken_at is not None and self.taken_at.tzinfo is not None:
            raise BadInput("A picture has an hour with a UTC offset.")


HOW_TO: Final = (
    "Pictures tell most when only the skin differs: the same light (near a window, without flash), the same distance "
    "(an arm's length, say), the same angle and the same time of day, before any cream is on."
)
"""How to take pictures that can be laid side by side; shown with the first one."""
YEARS_BEFORE: Final = 2
"""How long before day zero a picture may be from: one of the skin as it was is worth having."""


def compared_at_first(photos: Sequence[Photo]) -> tuple[Photo, Photo] | None:
    """The newest of some pictures in their order, and the oldest of the same place and light; where there is none, the
    oldest of all. None for fewer than two.
    """
    if len(photos) < 2:
        return None
    newest = photos[-1]
    alike = (one for one in photos[:-1] if (one.place, one.light) == (newest.place, newest.light))
    return next(alike, photos[0]), newest


def words_of_photo(photo: Photo) -> str:
    """How a picture was taken and what was written to it: ``left, window: less red``; empty where nothing is known."""
    taken = ", ".join(part for part in (photo.place, photo.light, "before the session" if photo.before else "") if part)
    return ": ".join(part for part in (taken, clipped(photo.caption)) if part)


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
