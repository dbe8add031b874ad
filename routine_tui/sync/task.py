"""A step of a day as a task: one plain VTODO, which never repeats (iCalendar, RFC 5545).

Recurring tasks are read differently by every program, so each day has tasks of its own. What other programs wrote is
read as they write it: by STATUS, COMPLETED and PERCENT-COMPLETE.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zlib import crc32

from icalendar import Alarm, Calendar, Component, Todo

from routine_tui.model.text import NOTE_LIMIT, clipped
from routine_tui.store.stamps import is_stamp, stamp_at
from routine_tui.sync.state import Task, Value
from routine_tui.sync.wording import WantedTask, day_of_name

MAKER: Final = "-//routine-tui//Steps of a day//EN"
_STATUS: Final = {"open": "NEEDS-ACTION", "done": "COMPLETED", "skipped": "CANCELLED"}
_OF_US: Final = "X-ROUTINE-TUI-MARK"
"""What we wrote, and when it was changed: ``VALUE WRITE-ID STAMP``. Some programs keep it, and some do not."""
_WORDING: Final = "X-ROUTINE-TUI-TEXT"
_FIRST_YEAR: Final = 2000
"""Moments before it are those of a clock that was never set."""
Todo.ignore_exceptions = Alarm.ignore_exceptions = True  # one property that cannot be read takes no other along


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
    return file_of(todo)


def file_of(component: Component) -> bytes:
    """What the server keeps of one task or entry: a calendar file that holds it alone."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add_component(component)
    content: bytes = calendar.to_ical()
    return content


def read_task(content: bytes) -> Task | None:
    """What a task says; None for what is no calendar with a task in it."""
    try:
        todo = next((one for one in Calendar.from_ical(content).walk("VTODO")), None)
        return None if todo is None else _task(todo)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError):
        return None  # whatever the parser makes of it


def _task(todo: Any) -> Task:
    value = _value(todo)
    ours, write_id, stamp = _ours(todo)
    changed = stamp
    if ours != _in_short(value):
        told = (_moment(todo, name) for name in ("last-modified", "completed", "dtstamp"))
        changed = max([stamp, *(stamp_at(moment) for moment in told if moment)])
    wording, text = str(_last(todo, _WORDING) or ""), _sum(_text(todo, "summary"), _text(todo, "description"))
    is_as_written = wording in ("", text) and not _is_moved(todo)
    return Task(value, changed, write_id, is_as_written, "" if wording else text)


def _is_moved(todo: Any) -> bool:
    """Whether somebody gave a task another day, or made it repeat. Its hour is whoever's it is.

    Hours in UTC may be of another zone than this computer's, so that a day of difference says nothing.
    """
    if todo.get("rrule") is not None:
        return True
    day = day_of_name(f"{_text(todo, 'uid')}.ics")
    due = _day_or_moment(todo, "due")
    if day is None or due is None:
        return day is not None
    is_of_a_zone = isinstance(due, datetime) and due.utcoffset() == timedelta(0)
    return abs((date(due.year, due.month, due.day) - day).days) > (1 if is_of_a_zone else 0)


def _value(todo: Any) -> Value:
    """Done is what any of the three says, as a program may write one and leave the others as they were."""
    status = str(_last(todo, "status") or "").upper()
    if status == "CANCELLED":
        return Value("skipped", None, clipped(_text(todo, "comment"), NOTE_LIMIT, newlines=True))
    is_whole = str(_last(todo, "percent-complete") or "") == "100"
    if status == "COMPLETED" or is_whole or _last(todo, "completed") is not None:
        told = (_moment(todo, name) for name in ("completed", "last-modified", "dtstamp"))
        return Value("done", next((moment for moment in told if moment), None))
    return Value()


def _ours(todo: Any) -> tuple[str, str, str]:
    """The value that we wrote, by which write, and the stamp of its change; empty where that was not kept."""
    value, write_id, stamp = (*str(_last(todo, _OF_US) or "").split(" "), "", "", "")[:3]
    return (value, write_id, stamp) if not stamp or is_stamp(stamp) else ("", "", "")


def _in_short(value: Value) -> str:
    return f"{value.state}@{value.at.astimezone(UTC):%Y%m%dT%H%M%SZ}" if value.at else value.state


def _moment(todo: Any, name: str) -> datetime | None:
    """A moment of a task, to the second, in UTC; one without a zone is taken for UTC, as the standard has it.

    None where there is none, or none that can be.
    """
    found = _day_or_moment(todo, name)
    if found is None or not _FIRST_YEAR <= found.year < date.max.year:
        return None
    if isinstance(found, datetime):
        moment = found if found.tzinfo else found.replace(tzinfo=UTC)
        return moment.astimezone(UTC).replace(microsecond=0)
    return datetime.combine(found, time(12), UTC)


def _day_or_moment(todo: Any, name: str) -> date | None:
    """A property that is a day or a moment; None where it is none."""
    try:
        found = getattr(_last(todo, name), "dt", None)
    except ValueError:  # so the library says of what it could not read
        return None
    return found if isinstance(found, date) else None


def _last(todo: Any, name: str) -> Any:
    """A property; the last one where a program wrote it twice, None where it is not there."""
    found = todo.get(name)
    return found[-1] if isinstance(found, list) and found else found


def _text(todo: Any, name: str) -> str:
    found = todo.get(name, "")
    return "\n".join(map(str, found)) if isinstance(found, list) else str(found)


def _description(wanted: WantedTask) -> str:
    return "\n\n".join(text for text in (wanted.about, wanted.note) if text)


def _sum(title: str, description: str) -> str:
    return f"{crc32(f'{title}{chr(0)}{description}'.encode()):08x}"
