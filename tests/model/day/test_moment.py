"""The time of a mark on its day, and what is said of one that was made on another."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from routine_tui.model.day.moment import moment_words
from tests.cases import each_case

DAY = date(2026, 11, 25)
ZONE = timezone(timedelta(hours=1))


@each_case(
    ("at", "starts", "told"),
    [
        ((25, 7, 42), 3, "07:42"),
        ((26, 0, 40), 3, "00:40"),
        ((26, 4, 30), 5, "04:30"),
        ((26, 4, 30), 3, "recorded 26 Nov"),
        ((26, 18, 5), 3, "recorded 26 Nov"),
        ((24, 23, 0), 3, "recorded 24 Nov"),
        ((27, 0, 40), 3, "recorded 27 Nov"),
    ],
)
def test_moments(at: tuple[int, int, int], starts: int, told: str) -> None:
    """Seen to fail on Today, where 18:05 of the next day was told as the time of the day before."""
    day, hour, minute = at
    assert moment_words(datetime(2026, 11, day, hour, minute, tzinfo=ZONE), DAY, time(starts), DAY) == told
