"""Contacts in words: one on a line, and what is still waited for."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from routine_tui.model.care.care_text import when_words
from routine_tui.model.text import clipped, short_day, weekday_day

if TYPE_CHECKING:
    from routine_tui.model.recovery.contact import Contact
    from routine_tui.model.recovery.recovery import Recovery

RECORD: Final = "record_copy"
"""The id of the field of the background that says how it stands with a copy of the treatment record."""
FURTHER: Final = "session_again"
"""The id of the field of the background that says whether a further session is booked, and for which day."""
QUIET_DAYS: Final = 30
"""After how many days without an answer it is said that the record was asked for."""
TOLD_AFTER: Final = 14
"""For how many days after its day a next step is still told; under Care it stays."""
_ANSWER_AT_ONCE: Final = ("helpline", "emergency")
"""Of whom no answer is waited for: they say something in the call, or it was no contact."""


def waiting_lines(recovery: Recovery, today: date) -> tuple[str, ...]:
    """What was asked and is not answered, or is to follow, a quiet line each; nothing of what is private.

    Of several contacts with the same person or place the newest counts.
    """
    newest: dict[tuple[str, str], Contact] = {}
    for one in recovery.care.contacts:
        if one.day <= today:
            newest[one.who, one.name] = one
    lines = [line for one in newest.values() if not one.private and (line := waiting_line(one, today))]
    return (*lines, *_record_lines(recovery, today), *_further_lines(recovery, today))


def waiting_line(contact: Contact, today: date) -> str:
    """What is waited for after a contact: ``Clinic: asked Fri 14:10, no answer yet``; empty for nothing."""
    if contact.ended:
        return ""
    is_told = contact.next_by is not None and (today - contact.next_by).days <= TOLD_AFTER
    following = f"next step by {weekday_day(contact.next_by, today)}" if is_told and contact.next_by else ""
    asked = ""
    if contact.is_waiting and contact.who not in _ANSWER_AT_ONCE:
        asked = f"asked {asked_words(contact, today)}, no answer yet"
    said = "; ".join(filter(None, (asked, following)))
    return f"{clipped(contact.title)}: {said}." if said else ""


def asked_words(contact: Contact, today: date) -> str:
    """When a contact was: ``Fri 14:10`` within a week, ``Fri 20 Nov, 14:10`` before it."""
    if today - contact.day < timedelta(days=7):
        return " ".join(filter(None, (f"{contact.day:%a}", f"{contact.clock:%H:%M}" if contact.clock else "")))
    return when_words(contact.day, contact.clock, today)


def further_day(recovery: Recovery, today: date) -> date | None:
    """The day for which a further session is booked, up to that day; None where none is, or no day was said."""
    with suppress(ValueError):
        day = date.fromisoformat(recovery.care.told(FURTHER).strip())
        return day if day >= today else None
    return None


def _further_lines(recovery: Recovery, today: date) -> Iterable[str]:
    """That a further session is booked: what is worth knowing before it has a page of its own."""
    day = further_day(recovery, today)
    if day is not None and not any(told.id == FURTHER and told.private for told in recovery.care.background):
        yield f"A further session is booked for {weekday_day(day, today)}: see what to know before it."


def _record_lines(recovery: Recovery, today: date) -> Iterable[str]:
    """That a copy of the treatment record was asked for and is not there, once that is a while ago."""
    for told in recovery.care.background:
        waits = told.id == RECORD and told.is_waiting and not told.private
        if waits and told.since and (today - told.since).days >= QUIET_DAYS:
            yield f"Your treatment record: asked for on {short_day(told.since, today)}, no answer noted yet."
