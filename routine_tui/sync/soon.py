"""When a server is asked again: after what it said, or after a pause that grows while it has trouble."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

LONGEST_WAIT: Final = timedelta(hours=6)
"""Longer than this nobody is kept from trying again, whatever the server says."""
USUAL_PAUSE: Final = 300.0
"""Seconds between two syncs that go through, and to wait where a server says that it is busy and not for how long."""
LONGEST_PAUSE: Final = 3600.0


def later_by(now: datetime, seconds: float | None) -> datetime:
    """The moment until which to wait, where a server said for how many seconds, or did not."""
    wanted = timedelta(seconds=max(1.0, min(USUAL_PAUSE if seconds is None else seconds, 1e6)))
    return now + min(wanted, LONGEST_WAIT)


def pause_after(failures: int, chance: float) -> float:
    """Seconds until the next sync: twice as many after each that did not go through, up to an hour.

    ``chance``, from 0 to 1, moves it by a fifth either way, so that computers do not all come at once.
    """
    pause = min(USUAL_PAUSE * 2.0 ** min(failures, 10), LONGEST_PAUSE)
    return float(pause * (0.8 + 0.4 * chance))
