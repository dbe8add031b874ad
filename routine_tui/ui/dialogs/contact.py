"""A contact: when, with whom, how; what was said on both sides, and by when something is to follow."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.widgets import Label, Static

from routine_tui.model.changes import differing
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.contact import CONTACT_BY, CONTACT_WHO, WHO_WORDS, Contact
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import weekday_day
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.day_line import DayLine
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame, page
from routine_tui.ui.inputs import Choice, TextLine
from routine_tui.ui.widgets.tick_box import TickBox

_TEXTS: Final = ("name", "i_said", "said")
_HOW: Final = {"": "not said", "visit": "in person"}
WAITS: Final = "Leave blank while there is no answer."
WHO_JUDGES: Final = (
    "An answer from your doctor, a dermatologist, a medical helpline or the emergency service counts as having "
    "spoken to somebody. One from the clinic or a pharmacist is kept, and does not."
)


class ContactAnswer(Struct, frozen=True):
    """A contact as it is to be."""

    contact: Contact
    hour: time | None
    """As it was typed: the moment follows from the clock of the place."""
    old: Contact | None
    """As it was before; None for a new one."""

    def change(self, planner: Planner) -> Recovery:
        """Keep it: of a contact that is there already only what differs. Raises RoutineError."""
        old = self.old
        same = old is not None and (old.day, old.clock) == (self.contact.day, self.hour)
        at = old.at if old is not None and same else planner.contacts.moment(self.contact.day, self.hour)
        new = replace(self.contact, at=at)
        if old is None:
            return planner.contacts.add(new)
        return planner.contacts.edit(old.id, **differing(old, new, (*_NAMES, "at")))


_NAMES: Final = ("day", "who", "by", "next_by", "private", *_TEXTS)


class ContactDialog(Form[ContactAnswer]):
    """One line takes the day and the time."""

    DEFAULT_CSS = """
    ContactDialog TextArea { height: 3; }
    """

    def __init__(self, today: date, now: datetime, contact: Contact | None = None, i_said: str = "") -> None:
        """``i_said`` is proposed for what the person says, as where a check-in calls for somebody."""
        super().__init__(f"contact {contact.id if contact else ''}")
        self._today = today
        self._old = contact
        self._shown = contact or Contact("", today, "clinic", now, i_said=i_said)

    def compose(self) -> ComposeResult:
        """A row a field, two pages, a complaint, the buttons."""
        one, whos = self._shown, [(WHO_WORDS[who], who) for who in CONTACT_WHO]
        hows = [(_HOW.get(by, by), by or "none") for by in CONTACT_BY]
        yield frame(
            f"Contact, {weekday_day(one.day, self._today)}" if self._old else "New contact",
            field("With", Choice(whos, one.who, "who")),
            field("Name", TextLine(one.name, id="name", placeholder="e.g. Dr Kaya")),
            field("Date", DayLine(one.day, self._today, "day", "e.g. yesterday 10:30", time_line="at"), needed=True),
            field("Time", TextLine(f"{one.clock:%H:%M}" if one.clock else "", id="at", placeholder="optional")),
            field("How", Choice(hows, one.by or "none", "by")),
            Label("What you said or asked", classes="heading"),
            page(one.i_said, "i_said"),
            Label(f"What they said. {WAITS}", classes="heading"),
            page(one.said, "said"),
            field(
                "Next step by",
                DayLine(one.next_by, self._today, "next_by", "optional, e.g. friday", lambda: self._today),
            ),
            TickBox("private: left out unless asked for", one.private, "private"),
            Static(WHO_JUDGES, classes="hint", markup=False),
            complaint(),
            buttons(),
        )

    def answer(self) -> ContactAnswer | None:
        """The contact, once it can be one."""
        day = self.typed_day("day")
        if day is None:
            raise BadInput("Enter a date, e.g. yesterday.")
        hour = self.typed_time("day")
        by: Any = self.typed("by").replace("none", "")
        who: Any = self.typed("who")
        texts: dict[str, Any] = {name: self.typed(name) for name in _TEXTS if not self._old or self.is_changed(name)}
        new = replace(
            self._shown,
            day=day,
            at=None,
            who=who,
            by=by,
            next_by=self.typed_day("next_by"),
            private=self.query_one(TickBox).value,
            **texts,
        ).cleaned()
        old = self._old
        is_same = old is not None and replace(new, at=old.at) == old and hour == old.clock
        return None if is_same else ContactAnswer(new, hour, old)
