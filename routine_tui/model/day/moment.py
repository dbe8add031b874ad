"""The moment of a mark, as it is told on the day that the mark is of."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from routine_tui.model.text import short_day


def is_of_day(at: datetime, day: date, day_starts_at: time) -> bool:
    """Whether a moment lies in a day, which goes on after midnight until ``day_starts_at`` of the next date."""
    return at.date() == day or (at.date() == day + timedelta(days=1) and at.time() < day_starts_at)


def moment_words(at: datetime, day: date, day_starts_at: time, today: date) -> str:
    """When a mark was made: ``18:05`` where that was on its day, else the date on which it was recorded later."""
    return f"{at:%H:%M}" if is_of_day(at, day, day_starts_at) else f"recorded {short_day(at.date(), today)}"
