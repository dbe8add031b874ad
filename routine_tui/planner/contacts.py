"""Who was spoken to or written to about the skin, and what was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from msgspec.structs import replace

from routine_tui.clock import new_id
from routine_tui.model.by_id import by_id
from routine_tui.model.changes import with_changes
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.contact import Contact
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import short_day
from routine_tui.planner.workspace import Room


class Contacts(Room):
    """Records calls, messages and visits to desks. Every change is on the disk when its method returns."""

    def add(self, contact: Contact) -> Recovery:
        """Record a contact; its id may be empty. Raises BadInput for one that is still to come."""
        self._require_past(contact)
        new = replace(contact.cleaned(), id=contact.id or new_id())
        label = f"recorded a contact of {short_day(new.day, self._workspace.today())}"
        return self._change(label, lambda known: (*known, new))

    def edit(self, contact_id: str, **changes: Any) -> Recovery:
        """Change fields of a contact, such as what was answered. Raises BadInput."""

        def edit(known: tuple[Contact, ...]) -> tuple[Contact, ...]:
            new = with_changes(by_id(known, contact_id, "contact"), changes).cleaned()
            self._require_past(new)
            return tuple(new if one.id == contact_id else one for one in known)

        return self._change("edited a contact", edit)

    def remove(self, contact_id: str) -> Recovery:
        """Take a contact away, as if it had never been recorded. Raises BadInput."""

        def edit(known: tuple[Contact, ...]) -> tuple[Contact, ...]:
            by_id(known, contact_id, "contact")
            return tuple(one for one in known if one.id != contact_id)

        return self._change("deleted a contact", edit)

    def moment(self, day: date, hour: time | None) -> datetime | None:
        """The moment at which the clock of the place showed an hour on a day; None where no hour is known."""
        return None if hour is None else self._workspace.clock.moment(day, hour, self._workspace.day_starts_at())

    def _require_past(self, contact: Contact) -> None:
        if contact.day > self._workspace.today() or (contact.at and contact.at > self._workspace.clock.now()):
            raise BadInput("That is in the future: a contact is one that you had, and a visit can be planned instead.")

    def _change(self, label: str, edit: Callable[[tuple[Contact, ...]], tuple[Contact, ...]]) -> Recovery:
        def change(recovery: Recovery) -> Recovery:
            contacts = edit(recovery.care.contacts)
            if contacts == recovery.care.contacts:
                return recovery
            return replace(recovery, care=recovery.care.having(contacts=contacts))

        return self._workspace.change(label, change)
