"""What time and what day it is. Nothing else in the program asks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The moment now, with its UTC offset."""

    def today(self, day_starts_at: time) -> date:
        """The day it is, where days begin at ``day_starts_at`` on the local clock."""

    def moment(self, day: date, at: time, day_starts_at: time) -> datetime:
        """When a local clock showed ``at`` during a day: the next morning where that is before ``day_starts_at``."""


class SystemClock:
    """The computer's clock, in its own time zone or in a given one."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        self._zone = zone

    def now(self) -> datetime:
        """The moment now, to the second, with its UTC offset."""
        return fixed(datetime.now(self._zone).astimezone(self._zone).replace(microsecond=0))

    def today(self, day_starts_at: time) -> date:
        """The day it is, where days begin at ``day_starts_at`` on the local clock."""
        return day_of(self.now(), day_starts_at, self._zone)

    def moment(self, day: date, at: time, day_starts_at: time) -> datetime:
        """When a local clock showed ``at`` during a day: the next morning where that is before ``day_starts_at``."""
        if at < day_starts_at:
            day += timedelta(days=1)
        return fixed(_instant(day, at, self._zone))


def day_of(moment: datetime, day_starts_at: time, zone: tzinfo | None = None) -> date:
    """The day a moment belongs to in a time zone (the computer's own where it is None).

    A day begins the first time the local clock shows ``day_starts_at`` or later on its date; where the clock is set
    back over that hour, it does not begin a second time, and no day ever follows a later one.
    """
    local = moment.astimezone(zone)
    for candidate in (local.date() + timedelta(days=1), local.date()):
        shows_later = (local.date(), local.time()) >= (candidate, day_starts_at)
        if shows_later or moment >= _instant(candidate, day_starts_at, zone):
            return candidate
    return local.date() - timedelta(days=1)


def fixed(moment: datetime) -> datetime:
    """A moment with its UTC offset as a plain number, which no change of a time zone's rules can move."""
    offset = moment.utcoffset() or timedelta()
    return moment.replace(tzinfo=timezone(offset), fold=0)


def _instant(day: date, at: time, zone: tzinfo | None) -> datetime:
    """The first time a local clock shows ``at`` on a day."""
    naive = datetime.combine(day, at)
    return naive.astimezone() if zone is None else naive.replace(tzinfo=zone)
