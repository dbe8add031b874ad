"""From which day on steps are expected: not before the recovery was begun here, or something was recorded."""

from __future__ import annotations

from datetime import date
from typing import Final

from routine_tui.model.recovery.recovery import Recovery

BLANK: Final = "Nothing was due yet on this day."
"""What is said of a day before anything counted."""


def counting_since(recovery: Recovery, today: date) -> date:
    """The first day on which anything is expected; the days before it are blank, and can be ticked all the same.

    It is the day on which the recovery was begun here or the first one with a mark, a note or a check-in, whichever is
    earlier, and never after ``today``. A pause, a picture or a plan is no such record.
    """
    first = recovery.counts_from
    return min(first, today) if first else today
