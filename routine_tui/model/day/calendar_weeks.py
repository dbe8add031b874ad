"""What stands beside a week of the calendar, on the screen and by command: its month, and how much was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from routine_tui.model.day.progress import CalendarCell, so_far
from routine_tui.model.text import MONTHS


def week_count(cells: Iterable[CalendarCell], today: date) -> str:
    """How much of a week was done, as Today tells it: ``32 of 37``; nothing where nothing was expected."""
    found = so_far(cells, today)
    return f"{found.done} of {found.expected}" if found.expected else ""


def month_told(days: Sequence[date], number: int, day_zero: date) -> str:
    """The month of a week, the ``number``-th since day zero, where it is another than that of the week before.

    A week has the month of its last day, the first one that of day zero.
    """
    month, before = days[-1].month, (days[0] - timedelta(days=1)).month
    if number == 0:
        month, before = day_zero.month, 0
    elif number == 1:
        before = day_zero.month
    return MONTHS[month - 1][:3] if month != before else ""
