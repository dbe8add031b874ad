"""What is left of the time in which something can still be prevented, and what to say of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from routine_tui.model.skin.session_answers import counts_on, said_of_session
from routine_tui.model.text import weekday_day

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery

PREVENTS_HIV: Final = timedelta(hours=72)
"""How long after a needle that may have been shared the medicine that prevents HIV may begin; best within 24 hours.
Source: the National Health Service on post-exposure prophylaxis, as the rule ``shared_needle`` cites it."""
PREVENTS_HEPATITIS_B: Final = timedelta(days=7)
"""How long after it a vaccine against hepatitis B may still help; best within 24 hours. Source: Hepatitis B Online,
University of Washington, as the rule ``shared_needle`` cites it."""
TETANUS: Final = timedelta(days=21)
"""How long after a needle that may have been dirty the rule ``dirty_needle`` asks about tetanus."""
_DAY: Final = timedelta(days=1)


def clock_lines(recovery: Recovery, now: datetime) -> tuple[str, ...]:
    """What can be prevented for hours or days only after needles that may have been shared or dirty, a line each.

    ``now`` is the time where the person is. Nothing where nobody said so of the needles, or a clinician heard of it.
    """
    return tuple(_lines(recovery, now))


def _lines(recovery: Recovery, now: datetime) -> Iterator[str]:
    today, zero = now.date(), recovery.day_zero
    if _counts(recovery, today, "shared_needle"):
        hours = _hours_for_hiv(zero, now)
        yield from [hours] if hours else _days_for_hepatitis_b(zero, today)
    if _asks_about_tetanus(recovery, today):
        yield "When you ask, say that you are not sure whether you are vaccinated against tetanus."


def deadlines(recovery: Recovery, today: date) -> tuple[str, ...]:
    """The same for a page, which is read later: until when, by date, and no hours that are left."""
    return tuple(_deadlines(recovery, today))


def _deadlines(recovery: Recovery, today: date) -> Iterator[str]:
    zero = recovery.day_zero
    if _counts(recovery, today, "shared_needle"):
        hours, days = zero + PREVENTS_HIV, zero + PREVENTS_HEPATITIS_B
        if today <= hours:
            yield (
                "Needles that may have been shared: medicine that prevents HIV may begin until "
                f"{weekday_day(hours)}, 72 hours after the session; best within 24 hours."
            )
        if today <= days:
            yield (
                f"Needles that may have been shared: a vaccine against hepatitis B may help until {weekday_day(days)}; "
                "best within 24 hours."
            )
    if _asks_about_tetanus(recovery, today):
        yield "Needles that may have been dirty: not sure whether vaccinated against tetanus."


def _asks_about_tetanus(recovery: Recovery, today: date) -> bool:
    """Whether it matters today that somebody is not sure of their vaccination."""
    not_sure = recovery.profile.get("tetanus_known") is False
    return not_sure and today <= recovery.day_zero + TETANUS and _counts(recovery, today, "dirty_needle")


def _counts(recovery: Recovery, today: date, name: str) -> bool:
    return bool(said_of_session(recovery).get(name)) and counts_on(recovery, today, name)


def _hours_for_hiv(zero: date, now: datetime) -> str:
    """How many hours are left for the medicine that prevents HIV; empty once their last day is over.

    The hour of the session is not known, so they are counted from the beginning of its day: there are at least as many.
    """
    ends = datetime.combine(zero, time(), now.tzinfo) + PREVENTS_HIV
    left = ends - now
    if left <= -_DAY:
        return ""
    if left <= timedelta():
        return "The 72 hours for the medicine that prevents HIV end today, at the hour of your session: go now."
    hours = int(left / timedelta(hours=1))
    if hours <= 1:
        return (
            f"There is still time for the medicine that prevents HIV: until {weekday_day(ends.date())}, at the hour of "
            "your session. Go now."
        )
    return (
        f"Of the 72 hours for the medicine that prevents HIV, at least {hours} hours are left: until "
        f"{weekday_day(ends.date())}, at the hour of your session. The sooner, the better."
    )


def _days_for_hepatitis_b(zero: date, today: date) -> Iterator[str]:
    """Until when a vaccine against hepatitis B may still help, once the time for the other medicine is over."""
    last = zero + PREVENTS_HEPATITIS_B
    if today <= last:
        yield (
            "The 72 hours for the medicine that prevents HIV are over; there is still help. Go today all the same: a "
            f"vaccine against hepatitis B may help until {weekday_day(last)}, and tests can tell you where you stand."
        )
