"""What happens on which day, for those who draw it day by day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from routine_tui.model.care.events import events_by_day
from routine_tui.model.recovery.care import NO_CARE
from routine_tui.model.recovery.recovery import Recovery

if TYPE_CHECKING:
    from routine_tui.model.care.events import CareEvent


class DayEvents:
    """The events of each day, worked out again only where they may be others; without care nothing is imported."""

    def __init__(self) -> None:
        self._events: dict[date, tuple[CareEvent, ...]] = {}
        self._follows: tuple[object, ...] = ()

    def on(self, recovery: Recovery, day: date, today: date) -> tuple[CareEvent, ...]:
        """The events of a day, as they are told today."""
        return self._each(recovery, today).get(day, ())

    def after(self, recovery: Recovery, today: date, most: int) -> list[CareEvent]:
        """The next events after today, the earliest first, so many at most."""
        each = self._each(recovery, today)
        return [event for day in sorted(each) if day > today for event in each[day]][:most]

    def _each(self, recovery: Recovery, today: date) -> dict[date, tuple[CareEvent, ...]]:
        if recovery.care is NO_CARE:
            return {}
        follows = (recovery.care, recovery.routine, recovery.day_zero, recovery.window_days, today)
        if len(self._follows) != len(follows) or any(a is not b for a, b in zip(follows, self._follows, strict=True)):
            self._events, self._follows = events_by_day(recovery, today), follows
        return self._events
