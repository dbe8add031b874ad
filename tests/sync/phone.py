"""What programs on a phone do to a task, in the properties that they write.

Tasks.org, jtx Board and Thunderbird keep what they do not know; Apple's Reminders write a task anew, with what they
know. They complete a task by STATUS, COMPLETED and PERCENT-COMPLETE, and tell LAST-MODIFIED. Tasks.org reads COMPLETED
before STATUS. ``lax`` writes PERCENT-COMPLETE alone, as jtx Board may where progress and status are not linked.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from icalendar import Calendar

App = Literal["tasks.org", "jtx", "reminders", "thunderbird", "lax"]
APPS: tuple[App, ...] = ("tasks.org", "jtx", "reminders", "thunderbird", "lax")
_KEPT = ("tasks.org", "jtx", "thunderbird", "lax")


def ticked(content: bytes, app: App, at: datetime) -> bytes:
    """A task that was completed."""
    calendar, todo = _edited(content, app, at)
    _put(todo, "percent-complete", 100)
    if app != "lax":
        _put(todo, "status", "COMPLETED")
        _put(todo, "completed", at.astimezone(UTC))
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


def moved(content: bytes, app: App, at: datetime) -> bytes:
    """A task that repeats now, and is on the next day, as some programs leave it that complete a repeating one."""
    calendar, todo = _edited(content, app, at)
    _put(todo, "due", todo["due"].dt + timedelta(days=1))
    _put(todo, "rrule", {"freq": "daily"})
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
