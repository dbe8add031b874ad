"""Visits and sessions as entries of a calendar of their own: they are sent, and nothing of them is taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5
from zlib import crc32

import msgspec
from msgspec import Struct

from routine_tui.exporters.ics import Appointment, about_and_where, entry_of
from routine_tui.model.care.events import events
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.sync.account import Account
from routine_tui.sync.task import file_of
from routine_tui.sync.wording import DAYS_BACK


class WantedEntry(Struct, frozen=True):
    """An entry that is to be in the calendar."""

    name: str
    appointment: Appointment
    alarm: int | None
    """How many minutes before it the phone rings; None for not at all."""

    @property
    def digest(self) -> str:
        """A hash of all that it says, to see whether it changed since it was sent."""
        return f"{crc32(msgspec.json.encode((self.appointment, self.alarm))):08x}"


def wanted_entries(recovery: Recovery, today: date, account: Account) -> dict[str, WantedEntry]:
    """What is to be in the calendar, by name: visits and sessions to come, and those of yesterday."""
    if "visits" not in account.parts:
        return {}
    first = today - timedelta(days=DAYS_BACK)
    found = {}
    for event in events(recovery, today):
        if not event.is_appointment or event.day < first:
            continue
        words = ("Appointment", "") if account.neutral else (event.title, about_and_where(recovery, event)[1])
        entry = Appointment((), "appointment", words[0], event.day, event.at, where=words[1])
        name = f"{uuid5(NAMESPACE_OID, chr(10).join(('entry', recovery.id, event.kind, event.of)))}.ics"
        found[name] = WantedEntry(name, entry, account.alarm)
    return found


def write_entry(wanted: WantedEntry, at: datetime) -> bytes:
    """An entry as it is sent; ``at`` is now."""
    entry = entry_of(wanted.name.removesuffix(".ics"), wanted.appointment, wanted.alarm)
    now = at.astimezone(UTC).replace(microsecond=0)
    entry.add("dtstamp", now)
    entry.add("last-modified", now)
    return file_of(entry)
