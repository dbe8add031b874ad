"""The day on which photos are taken again: once a week, of the same places and in the same light as last time."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from routine_tui.model.recovery.photo import PHOTO_PLACES, Photo, PhotoLight, PhotoPlace
from routine_tui.model.text import listed, weekday_day

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery

EVERY: Final = 7
"""Days between two photo days."""
EVERY_WHERE_QUIET: Final = 28
"""The same where somebody looks less."""
ASKED_FOR: Final = 14
"""For how many days one is suggested; whoever took none by then is not asked on."""
LIGHT_WORDS: Final[dict[PhotoLight, str]] = {
    "window": "window light", "lamp": "a lamp", "flash": "flash", "side": "light from the side",
}  # fmt: skip
ASK_BEFORE: Final = "A photo from before the session helps; a selfie will do."


class PhotoDay(Struct, frozen=True):
    """When photos are to be taken again, and how they were taken last time."""

    day: date
    last: date
    """The day of the last ones."""
    places: tuple[PhotoPlace, ...]
    """Of the last ones, in the order in which places are listed; none where nobody said."""
    lights: tuple[PhotoLight, ...]
    hour: time | None
    """The hour of the first of the last ones, on the camera's clock."""


def photo_day(recovery: Recovery, today: date) -> PhotoDay | None:
    """The next photo day as of today; None where none was taken since the session, or the recovery is closed."""
    taken = [one for one in recovery.photos if not one.before and recovery.day_zero <= one.day <= today]
    if not taken or recovery.how_much(today) == "closed":
        return None
    last = max(one.day for one in taken)
    newest = [one for one in taken if one.day == last]
    every = EVERY_WHERE_QUIET if recovery.is_quiet(today) else EVERY
    return PhotoDay(
        last + timedelta(days=every),
        last,
        tuple(place for place in PHOTO_PLACES if place and any(one.place == place for one in newest)),
        tuple(light for light in LIGHT_WORDS if any(one.light == light for one in newest)),
        min((one.taken_at for one in newest if one.taken_at), default=None),
    )


def as_last_time(found: PhotoDay) -> str:
    """How the last photos were taken: ``front and left, window light, 09:10``; empty where nothing is known."""
    said = [listed(found.places)] if found.places else []
    said += [listed([LIGHT_WORDS[light] for light in found.lights])] if found.lights else []
    said += [f"about {found.hour:%H:%M}"] if found.hour else []
    return ", ".join(said)


def photo_line(recovery: Recovery, today: date) -> str:
    """What Today says on a photo day and in the days after it; empty on all others."""
    found = photo_day(recovery, today)
    if found is None or not 0 <= (today - found.day).days < ASKED_FOR:
        return ""
    how = as_last_time(found)
    return f"Photo day: {how}, as last time." if how else "Photo day: the same places and light as last time."


def next_photo_words(recovery: Recovery, today: date) -> str:
    """When the next photo day is, and how to take them: ``Next photo day: Sun 29 Nov: front, window light``."""
    found = photo_day(recovery, today)
    if found is None:
        return ""
    how = as_last_time(found)
    when = weekday_day(found.day, today) if found.day > today else "today"
    return f"Next photo day: {when}{f': {how}' if how else ''}"


def has_before(recovery: Recovery) -> bool:
    """Whether there is a photo of the skin as it was before the session."""
    return any(is_before(recovery, one) for one in recovery.photos)


def is_before(recovery: Recovery, photo: Photo) -> bool:
    """Whether a photo is from before the session: the person said so, or its day does."""
    return photo.before or photo.day < recovery.day_zero
