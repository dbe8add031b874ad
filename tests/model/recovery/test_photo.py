"""Which pictures are laid side by side at first, and what is said of each."""

from __future__ import annotations

from datetime import date

from routine_tui.model.recovery.photo import Photo, PhotoLight, PhotoPlace, compared_at_first, words_of_photo


def photo(day: int, place: PhotoPlace = "", light: PhotoLight = "", caption: str = "", before: bool = False) -> Photo:
    """A picture of a day in November."""
    day_of = date(2026, 11, day)
    return Photo(f"p{day}", day_of, f"{day}.jpg", caption=caption, place=place, light=light, before=before)


def test_the_newest_is_compared_with_the_oldest_of_its_place_and_light() -> None:
    photos = [photo(1), photo(3, "left", "lamp"), photo(5, "left", "window"), photo(9, "left", "window"),
              photo(12, "left", "window")]  # fmt: skip
    assert compared_at_first(photos) == (photos[2], photos[4])
    assert compared_at_first(photos[:2]) == (photos[0], photos[1]), "none was taken like it"
    assert compared_at_first(photos[:1]) is None and compared_at_first(()) is None


def test_place_and_light_stand_before_the_caption_and_nothing_where_nothing_is_known() -> None:
    assert words_of_photo(photo(1, "left", "window", "less red")) == "left, window: less red"
    assert words_of_photo(photo(1, before=True)) == "before the session"
    assert words_of_photo(photo(1, caption="Balm \x1b[31m")) == "Balm \ufffd[31m"
    assert words_of_photo(photo(1)) == ""
