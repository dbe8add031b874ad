"""Photo days: a week after the last photos, of the same places and in the same light, and nobody is asked on and on."""

from __future__ import annotations

from datetime import date, time, timedelta

from msgspec.structs import replace

from routine_tui.model.recovery.photo import Photo, PhotoLight, PhotoPlace
from routine_tui.model.recovery.recovery import Expected, Recovery
from routine_tui.model.recovery.weeks import Quiet
from routine_tui.model.skin.photo_day import has_before, next_photo_words, photo_line

ZERO = date(2026, 11, 2)


def photo(day: int, place: PhotoPlace = "", light: PhotoLight = "", hour: time | None = None) -> Photo:
    """One of a day after day zero."""
    return Photo(f"{day}{place}", ZERO + timedelta(days=day), f"a{day + 99}{place}.jpg", hour, place=place, light=light)


def taken(*photos: Photo) -> Recovery:
    """A recovery with some photos."""
    return Recovery("r", "Face", ZERO, photos=photos)


def line(face: Recovery, day: int) -> str:
    """What is told so many days after day zero."""
    return photo_line(face, ZERO + timedelta(days=day))


def test_it_is_a_week_after_the_last_ones_and_names_their_places_and_light() -> None:
    face = taken(photo(2, "chin"), photo(3, "right", "window", time(9, 30)), photo(3, "front", "side", time(9, 10)))
    assert line(face, 9) == ""
    how = "front and right, window light and light from the side, about 09:10"
    assert line(face, 10) == f"Photo day: {how}, as last time."
    assert line(face, 23) and not line(face, 24)
    assert next_photo_words(face, ZERO + timedelta(days=4)) == f"Next photo day: Thu 12 Nov: {how}"
    assert line(taken(photo(3)), 10) == "Photo day: the same places and light as last time."


def test_every_fourth_week_while_somebody_looks_less_and_never_once_it_is_closed() -> None:
    face = replace(taken(photo(3)), quiet=(Quiet(ZERO, True),))
    assert not line(face, 10) and not line(face, 30) and line(face, 31)
    assert not line(replace(taken(photo(3)), afterwards=(Expected(ZERO, "closed"),)), 10)


def test_photos_from_before_the_session_begin_none() -> None:
    early = replace(photo(1), before=True)
    for before in (photo(-3), early):
        assert not line(taken(before), 10) and has_before(taken(before))
    assert not has_before(taken(photo(0)))
