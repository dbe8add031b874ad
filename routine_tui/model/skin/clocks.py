"""What is left of the time in which something can still be prevented."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from routine_tui.model.skin.session_answers import counts_on, said_of_session
from routine_tui.model.text import weekday_day

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery

PREVENTS_HIV: Final = timedelta(hours=72)
"""How long after a needle that may have been shared the medicine that prevents HIV may begin; best within 24 hours.
Source: the National Health Service on post-exposure prophylaxis, as the rule ``shared_needle`` cites it."""
_DAY: Final = timedelta(days=1)


def needle_clock(recovery: Recovery, now: datetime) -> str:
    """How many hours are left for the medicine that prevents HIV, where needles may have been shared; else empty.

    The hour of the session is not known, so the hours are counted from the beginning of its day: there are at least as
    many. ``now`` is the time where the person is. Empty once the day is over on which the 72 hours end.
    """
    if not said_of_session(recovery).get("shared_needle") or not counts_on(recovery, now.date(), "shared_needle"):
        return ""
    begins = datetime.combine(recovery.day_zero, time(), now.tzinfo)
    left = begins + PREVENTS_HIV - now
    if left <= -_DAY:
        return ""
    ends = (begins + PREVENTS_HIV).date()
    if left <= timedelta():
        return "The 72 hours for the medicine that prevents HIV end today, at the hour of your session: go now."
    hours = int(left / timedelta(hours=1))
    many = "less than 1 hour" if not hours else "1 hour" if hours == 1 else f"at least {hours} hours"
    return (
        f"Of the 72 hours for the medicine that prevents HIV, {many} {'is' if hours <= 1 else 'are'} left: until "
        f"{weekday_day(ends)}, at the hour of your session. The sooner, the better."
    )
