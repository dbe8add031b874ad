"""A step of a day as a task: one plain VTODO, which never repeats (iCalendar, RFC 5545).

Recurring tasks are read differently by every program, so each day has tasks of its own. What other programs wrote is
read as they write it: by STATUS, COMPLETED and PERCENT-COMPLETE.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any, Final
from zlib import crc32

from icalendar import Calendar, Todo

from routine_tui.model.text import NOTE_LIMIT, clipped
from routine_tui.store.stamps import stamp_at
from routine_tui.sync.state import Task, Value
from routine_tui.sync.wording import WantedTask

MAKER: Final = "-//routine-tui//Steps of a day//EN"
_STATUS: Final = {"open": "NEEDS-ACTION", "done": "COMPLETED", "skipped": "CANCELLED"}
_OF_US: Final = "X-ROUTINE-TUI-MARK"
"""What we wrote, and when it was changed: ``VALUE WRITE-ID STAMP``. Some programs keep it, and some do not."""
_WORDING: Final = "X-ROUTINE-TUI-TEXT"


def wording_of(wanted: WantedTask) -> str:
    """Stands for what a task is called and what is told of it: the same for the same words."""
    return _sum(wanted.title, _description(wanted))


def write_task(wanted: WantedTask, value: Value, changed: str, write_id: str, at: datetime) -> bytes:
    """A task as it is sent. ``changed`` is the stamp of its value, and ``at`` is now."""
    todo = Todo()
    todo.add("uid", wanted.name.removesuffix(".ics"))
    now = at.astimezone(UTC).replace(microsecond=0)
    todo.add("dtstamp", now)
    todo.add("last-modified", now)
    todo.add("summary", wanted.title)
    if text := _description(wanted):
        todo.add("description", text)
    todo.add("due", wanted.due)
    todo.add("status", _STATUS[value.state])
    todo.add("percent-complete", 100 if value.state == "done" else 0)
    if value.state == "done" and value.at is not None:
        todo.add("completed", value.at)
    if value.state == "skipped" and value.reason:
        todo.add("comment", value.reason)
    todo.add("x-apple-sort-order", str(wanted.place))
    todo.add(_OF_US.lower(), " ".join((_in_short(value), write_id, changed)).rstrip())
    todo.add(_WORDING.lower(), wording_of(wanted))
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add_component(todo)
    content: bytes = calendar.to_ical()
    return content


def read_task(content: bytes) -> Task | None:
    """What a task says; None for what is no calendar with a task in it."""
    try:
        todo = next((one for one in Calendar.from_ical(content).walk("VTODO")), None)
        return None if todo is None else _task(todo)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):  # whatever the parser makes of it
        return None


def _task(todo: Any) -> Task:
    value = _value(todo)
    ours, write_id, stamp = _ours(todo)
    changed = stamp
    if ours != _in_short(value):
        told = (_moment(todo, name) for name in ("last-modified", "completed", "dtstamp"))
        changed = max([stamp, *(stamp_at(moment) for moment in told if moment)])
    wording = str(todo.get(_WORDING, ""))
    summary, description = str(todo.get("summary", "")), str(todo.get("description", ""))
    return Task(value, changed, write_id, not wording or wording == _sum(summary, description))


def _value(todo: Any) -> Value:
    status = str(todo.get("status", "")).upper()
    completed = _moment(todo, "completed")
    percent = str(todo.get("percent-complete", ""))
    if status == "CANCELLED":
        return Value("skipped", None, clipped(_text(todo, "comment"), NOTE_LIMIT, newlines=True))
    if status == "COMPLETED" or (not status and (completed is not None or percent == "100")):
        return Value("done", completed or _moment(todo, "last-modified") or _moment(todo, "dtstamp"))
    return Value()


def _ours(todo: Any) -> tuple[str, str, str]:
    """The value that we wrote, by which write, and the stamp of its change; empty where that was not kept."""
    value, write_id, stamp = (*str(todo.get(_OF_US, "")).split(" "), "", "", "")[:3]
    return value, write_id, stamp


def _in_short(value: Value) -> str:
    return f"{value.state}@{value.at.astimezone(UTC):%Y%m%dT%H%M%SZ}" if value.at else value.state


def _moment(todo: Any, name: str) -> datetime | None:
    """A moment of a task, to the second, in UTC; one without a zone is taken for UTC, as the standard has it."""
    found = getattr(todo.get(name), "dt", None)
    if isinstance(found, datetime):
        moment = found if found.tzinfo else found.replace(tzinfo=UTC)
        return moment.astimezone(UTC).replace(microsecond=0)
    return datetime.combine(found, time(12), UTC) if isinstance(found, date) else None


def _text(todo: Any, name: str) -> str:
    found = todo.get(name, "")
    return "\n".join(map(str, found)) if isinstance(found, list) else str(found)


def _description(wanted: WantedTask) -> str:
    return "\n\n".join(text for text in (wanted.about, wanted.note) if text)


def _sum(title: str, description: str) -> str:
    return f"{crc32(f'{title}{chr(0)}{description}'.encode()):08x}"
