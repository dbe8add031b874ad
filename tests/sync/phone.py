"""What programs on a phone do to a task, in the properties that they write.

Tasks.org and jtx Board keep what they do not know; Apple's Reminders and Thunderbird write a task anew with what they
know. All of them complete a task by STATUS, COMPLETED and PERCENT-COMPLETE, and tell LAST-MODIFIED.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

from icalendar import Calendar

App = Literal["tasks.org", "jtx", "reminders", "thunderbird"]
APPS: tuple[App, ...] = ("tasks.org", "jtx", "reminders", "thunderbird")
_KEPT = ("tasks.org", "jtx", "thunderbird")


def ticked(content: bytes, app: App, at: datetime) -> bytes:
    """A task that was completed."""
    calendar, todo = _edited(content, app, at)
    _put(todo, "status", "COMPLETED")
    _put(todo, "completed", at.astimezone(UTC))
    _put(todo, "percent-complete", 100)
    return bytes(calendar.to_ical())


def reopened(content: bytes, app: App, at: datetime) -> bytes:
    """A task whose tick was taken back."""
    calendar, todo = _edited(content, app, at)
    todo.pop("completed", None)
    todo.pop("percent-complete", None)
    if app == "reminders":
        _put(todo, "status", "NEEDS-ACTION")
    else:
        todo.pop("status", None)
        _put(todo, "percent-complete", 0)
    return bytes(calendar.to_ical())


def cancelled(content: bytes, app: App, at: datetime, reason: str = "") -> bytes:
    """A task that was called off."""
    calendar, todo = _edited(content, app, at)
    todo.pop("completed", None)
    _put(todo, "status", "CANCELLED")
    if reason:
        _put(todo, "comment", reason)
    return bytes(calendar.to_ical())


def renamed(content: bytes, app: App, at: datetime, title: str) -> bytes:
    """A task with another title."""
    calendar, todo = _edited(content, app, at)
    _put(todo, "summary", title)
    return bytes(calendar.to_ical())


def _edited(content: bytes, app: App, at: datetime) -> tuple[Any, Any]:
    calendar = Calendar.from_ical(content)
    todo = calendar.walk("VTODO")[0]
    if app not in _KEPT:
        for name in [name for name in todo if name.startswith("X-")]:
            del todo[name]
    _put(todo, "last-modified", at.astimezone(UTC))
    _put(todo, "dtstamp", at.astimezone(UTC))
    if app == "thunderbird":
        _put(todo, "x-moz-generation", "2")
    return calendar, todo


def _put(todo: Any, name: str, value: object) -> None:
    todo.pop(name, None)
    todo.add(name, value)
