"""The window of a recovery that begins with what another program recorded."""

from __future__ import annotations

from datetime import date, timedelta

from routine_tui.importers.found import ImportedData
from routine_tui.model.recovery.recovery import DEFAULT_WINDOW_DAYS, LONGEST_WINDOW_DAYS, SHORTEST_WINDOW_DAYS


def window_of(found: ImportedData, today: date, day_zero: date | None = None) -> tuple[date, int]:
    """The first day and the length of a recovery that begins with what was found; ``day_zero`` where it is set.

    It reaches from the first record to the last one, and 84 days from today on where the last is younger than that:
    whoever moves in goes on. Of more days than a recovery can have the newest count.
    """
    days = sorted(record.day for habit in found.habits for record in habit.records if record.day <= today)
    first, last = (days[0], days[-1]) if days else (today, today)
    is_in_use = today - last < timedelta(days=DEFAULT_WINDOW_DAYS)
    wanted = today + timedelta(days=DEFAULT_WINDOW_DAYS - 1) if is_in_use else last
    if day_zero is None and ((today if is_in_use else last) - first).days >= LONGEST_WINDOW_DAYS:
        first = wanted - timedelta(days=LONGEST_WINDOW_DAYS - 1)
    first = day_zero or first
    return first, min(max((wanted - first).days + 1, SHORTEST_WINDOW_DAYS), LONGEST_WINDOW_DAYS)
