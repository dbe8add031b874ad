"""Which pictures a page shows, if asked for: before, the worst and the newest of one place and light."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.recovery.answers import SIGNS, range_of
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.photo import Photo, in_order
from routine_tui.model.text import days_in_words

Role = Literal["before", "worst", "newest"]
NEAR: Final = timedelta(days=2)
"""How far from a picture's day a check-in may be and still say how the skin in it was."""
SOON: Final = timedelta(days=14)
"""For how long after a session of a procedure a picture is told to be after it."""
MOST_SIGNS: Final = 2
"""How many signs are named below the worst."""


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
    signs: tuple[str, ...] = ()
    """Of the worst what was seen in the check-in nearest to its day, the worst sign first: ``Raised scar 3``."""
    after: str = ""
    """How long after a session of a procedure it was taken, where that was not long ago; empty otherwise."""


def shown_photos(
    photos: Sequence[Photo],
    checks: Sequence[tuple[date, CheckIn]],
    day_zero: date,
    label: Callable[[str], str] = str,
    sittings: Sequence[tuple[date, str]] = (),
) -> tuple[ShownPhoto, ...]:
    """At most three pictures that can be laid side by side, as they were taken; none where there is none.

    They are of the place and the light of which most of the three can be shown; of several, that of the newest picture.
    Which was the worst is told by the signs of the check-in nearest to its day, and never guessed without one.
    ``label`` names a sign, ``sittings`` are the sessions of procedures with what was done.
    """
    groups: dict[tuple[str, str], list[Photo]] = {}
    for one in in_order(photos):
        groups.setdefault((one.place, one.light), []).append(one)
    found = [_of_group(some, checks, day_zero) for some in groups.values()]
    chosen = max(found, key=lambda some: (len(some), some[-1].photo.day), default=())
    return tuple(
        replace(
            one,
            signs=_signs(one.photo.day, checks, label) if "worst" in one.roles else (),
            after=_after(one.photo.day, sittings),
        )
        for one in chosen
    )


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
    return sum(share for share, _, _ in _seen(day, checks))


def _seen(day: date, checks: Sequence[tuple[date, CheckIn]]) -> list[tuple[float, str, float]]:
    """The signs of the check-in nearest to a day: each as a share of its most, by name, and as it was answered."""
    near = [(abs(on - day), check_in) for on, check_in in checks if abs(on - day) <= NEAR]
    if not near:
        return []
    answers = min(near, key=lambda pair: pair[0])[1].worst
    return [(float(answers[name]) / range_of(name)[1], name, float(answers[name])) for name in SIGNS if name in answers]


def _signs(day: date, checks: Sequence[tuple[date, CheckIn]], label: Callable[[str], str]) -> tuple[str, ...]:
    worst_first = sorted((one for one in _seen(day, checks) if one[0]), key=lambda one: -one[0])
    return tuple(f"{label(name).lower()} {value:g}" for _, name, value in worst_first[:MOST_SIGNS])


def _after(day: date, sittings: Sequence[tuple[date, str]]) -> str:
    """``1 day after Pulsed dye laser``: what is seen so soon after a session may be of that session."""
    before = [(on, what) for on, what in sittings if timedelta() <= day - on <= SOON]
    if not before:
        return ""
    on, what = max(before)
    return f"{days_in_words((day - on).days)} after {what}" if on < day else f"the day of {what}"
