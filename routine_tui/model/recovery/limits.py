"""What holds for everything that is planned for a day and an hour."""

from __future__ import annotations

from datetime import date, time

from routine_tui.model.errors import BadInput


def require_time(at: time | None) -> None:
    """Raise BadInput for an hour with a UTC offset: it is that of the place, wherever one is."""
    if at is not None and at.tzinfo is not None:
        raise BadInput("An appointment has an hour with a UTC offset.")


def require_year(day: date) -> None:
    """Raise BadInput for a year in which nothing of this can be."""
    if not 1900 <= day.year <= 2200:
        raise BadInput(f"The year {day.year} isn't possible: check the date.")
