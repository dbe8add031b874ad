"""Which pictures a page shows, if asked for: before, the worst and the newest of one place and light."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, Literal

from msgspec import Struct

from routine_tui.model.recovery.answers import SIGNS, range_of
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.photo import Photo, in_order

Role = Literal["before", "worst", "newest"]
NEAR: Final = timedelta(days=2)
"""How far from a picture's day a check-in may be and still say how the skin in it was."""


class PhotoCopy(Struct, frozen=True):
    """A small copy of a picture: JPEG, upright, with nothing in it but pixels and their colours."""

    content: bytes
    width: int
    """In pixels."""
    height: int


class ShownPhoto(Struct, frozen=True):
    """One picture of those that are shown."""

    photo: Photo
    roles: tuple[Role, ...]
    """What it is shown for; never empty."""


def shown_photos(
    photos: Sequence[Photo], checks: Sequence[tuple[date, CheckIn]], day_zero: date
) -> tuple[ShownPhoto, ...]:
    """At most three pictures that can be laid side by side, as they were taken; none where there is none.

    They are of the place and the light of which most of the three can be shown; of several, that of the newest picture.
    Which was the worst is told by the signs of the check-in nearest to its day, and never guessed without one.
    """
    groups: dict[tuple[str, str], list[Photo]] = {}
    for one in in_order(photos):
        groups.setdefault((one.place, one.light), []).append(one)
    found = [_of_group(some, checks, day_zero) for some in groups.values()]
    return max(found, key=lambda some: (len(some), some[-1].photo.day), default=())


def _of_group(
    photos: Sequence[Photo], checks: Sequence[tuple[date, CheckIn]], day_zero: date
) -> tuple[ShownPhoto, ...]:
    roles: dict[str, list[Role]] = {}
    before = [one for one in photos if one.before or one.day < day_zero]
    since = [one for one in photos if one not in before]
    if before:
        roles.setdefault(before[-1].id, []).append("before")
    if worst := _worst(since, checks):
        roles.setdefault(worst.id, []).append("worst")
    if since:
        roles.setdefault(since[-1].id, []).append("newest")
    return tuple(ShownPhoto(one, tuple(roles[one.id])) for one in photos if one.id in roles)


def _worst(photos: Sequence[Photo], checks: Sequence[tuple[date, CheckIn]]) -> Photo | None:
    """The first of the pictures near whose day the signs were worst; None for none, and where none was there."""
    graded = [(value, one) for one in photos if (value := _severity(one.day, checks))]
    return max(graded, key=lambda pair: (pair[0], -pair[1].day.toordinal()), default=(0.0, None))[1]


def _severity(day: date, checks: Sequence[tuple[date, CheckIn]]) -> float:
    """How bad the signs were at the check-in nearest to a day, each as a share of its most; 0 without one."""
    near = [(abs(on - day), check_in) for on, check_in in checks if abs(on - day) <= NEAR]
    if not near:
        return 0
    _, check_in = min(near, key=lambda pair: pair[0])
    return sum(float(check_in.worst[name]) / range_of(name)[1] for name in SIGNS if name in check_in.worst)
