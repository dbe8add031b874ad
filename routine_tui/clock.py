"""What time and what day it is. Nothing else in the program asks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from os import urandom
from time import time_ns
from typing import Protocol

from routine_tui.model.errors import NoTimeZone


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
        """The moment now, to the second, with its UTC offset. Raises NoTimeZone where the computer's zone is none."""
        try:
            return fixed(datetime.now(self._zone).astimezone(self._zone).replace(microsecond=0))
        except ValueError:  # TZ=UTC+27
            raise NoTimeZone from None

    def today(self, day_starts_at: time) -> date:
        """The day it is, where days begin at ``day_starts_at`` on the local clock."""
        return day_of(self.now(), day_starts_at, self._zone)

    def moment(self, day: date, at: time, day_starts_at: time) -> datetime:
        """When a local clock showed ``at`` during a day: the next morning where that is before ``day_starts_at``."""
        return moment_of(day, at, day_starts_at, self._zone)


def new_id() -> str:
    """An id that nothing else has, of 32 hexadecimal digits; ids sort in the order in which they were made."""
    return f"{time_ns():016x}{urandom(8).hex()}"


def local(moment: datetime) -> datetime:
    """A moment as the clock of this computer shows it, with its UTC offset as a number."""
    return fixed(moment.astimezone())


def day_of(moment: datetime, day_starts_at: time, zone: tzinfo | None = None) -> date:
    """The day a moment belongs to in a time zone (the computer's own where it is None).

    A day begins the first time the local clock shows ``day_starts_at`` or later on its date; where the clock is set
    back over that hour, it does not begin a second time, and no day ever follows a later one.
    """
    local = moment.astimezone(zone)
    for candidate in (local.date() + timedelta(days=1), local.date()):
        shows_later = (local.date(), local.time()) >= (candidate, day_starts_at)
        if shows_later or moment.astimezone(UTC) >= _instant(candidate, day_starts_at, zone).astimezone(UTC):
            return candidate
    return local.date() - timedelta(days=1)


def moment_of(day: date, at: time, day_starts_at: time, zone: tzinfo | None = None) -> datetime:
    """When a local clock showed ``at`` during a day: the next morning where that is before ``day_starts_at``.

    A time that the clock shows twice is the first of the two. One that it skips lies as long after the change as it was
    before it, or the other way round where that is another day. A day that a place left out gives a moment near it.
    """
    date_shown = day + timedelta(days=1) if at < day_starts_at else day
    first, second = (fixed(_instant(date_shown, at, zone, fold)) for fold in (0, 1))
    return second if day_of(first, day_starts_at, zone) != day == day_of(second, day_starts_at, zone) else first


def fixed(moment: datetime) -> datetime:
    """A moment with its UTC offset as a plain number of minutes, which no change of a time zone's rules can move."""
    minutes = round((moment.utcoffset() or timedelta()).total_seconds() / 60)  # before 1972 some had seconds, too
    return moment.astimezone(timezone(timedelta(minutes=minutes)))


def _instant(day: date, at: time, zone: tzinfo | None, fold: int = 0) -> datetime:
    """The first time (the second with ``fold``) that a local clock shows ``at`` on a day."""
    naive = datetime.combine(day, at).replace(fold=fold)
    if zone is None:  # not naive.astimezone(), which is an hour off for a time that the computer's clock skips
        return datetime.fromtimestamp(naive.timestamp(), UTC).astimezone()
    return naive.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
