"""A recovery that goes on after the days that were planned for it: what is told of that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped, days_in_words, listed, short_day


def growth_words(recovery: Recovery, day_starts_at: time) -> str:
    """What is told once, when the planned days are over."""
    last = short_day(recovery.last_planned_day)
    words = (
        f"The {days_in_words(recovery.chosen_days)} planned for “{clipped(recovery.name)}” ended on "
        f"{last}. Your record goes on, each day under its own date. "
        "You can also check in once a week from now on, or close it: "
        "R on the full screen, or the command “window”."
    )
    return " ".join([words, *crowded_words(recovery, day_starts_at)])


def crowded_words(recovery: Recovery, day_starts_at: time) -> Iterator[str]:
    """A sentence where records of later days may lie under the last planned day, as older versions put them there."""
    day = recovery.last_planned_day
    later = sorted({one for at in _moments(recovery, day) if (one := _day_of(at, day_starts_at)) > day})
    if later:
        days = listed([short_day(one) for one in later])
        yield (f"{short_day(day)} may hold the records of more than one day: something in it was recorded on {days}.")


def _moments(recovery: Recovery, day: date) -> Iterator[datetime]:
    """When what is recorded for a day was recorded."""
    record = recovery.record(day)
    yield from (mark.at for mark in record.marks.values())
    yield from (look.at for look in (record.skin.looks if record.skin else ()) if look.at is not None)


def _day_of(at: datetime, day_starts_at: time) -> date:
    """The day that a moment belongs to, where it was recorded."""
    return at.date() - timedelta(days=at.time() < day_starts_at)
