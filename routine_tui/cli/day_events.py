"""What happens on a day besides the steps, as the commands that show days tell it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from routine_tui.model.recovery.care import NO_CARE
from routine_tui.model.recovery.recovery import Recovery

if TYPE_CHECKING:
    from routine_tui.model.care.events import CareEvent


def events_of_days(recovery: Recovery, today: date | None = None) -> dict[date, tuple[CareEvent, ...]]:
    """The events by day, days in a title as ``short_day`` has them; nothing is imported where nothing is planned."""
    if recovery.care is NO_CARE:
        return {}
    from routine_tui.model.care.events import events_by_day

    return events_by_day(recovery, today)


def event_as_json(event: CareEvent) -> dict[str, object]:
    """An event of a day as scripts read it; ``id`` is that of the visit, session or course that it belongs to."""
    return {"kind": event.kind, "title": event.title, "time": f"{event.at:%H:%M}" if event.at else None, "id": event.of}
