"""A visit, planned or past: when, with whom, where, why; what was said, and what was agreed."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Label, Static

from routine_tui.model.changes import differing
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit
from routine_tui.model.text import days_in_words, escape_control_characters, short_day, weekday_day
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.day_line import DayLine
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame, page
from routine_tui.ui.inputs import TextLine

_TEXTS: Final = ("who", "where", "why", "notes", "agreed")


class VisitAnswer(Struct, frozen=True):
    """A visit as it is to be."""

    visit: Visit
    old: Visit | None
    """As it was before; None for a new one."""

    def change(self, planner: Planner) -> Recovery:
        """Keep it: of a visit that is there already only what differs. Raises RoutineError."""
        if self.old is None:
            return planner.visits.add(self.visit)
        return planner.visits.edit(self.old.id, **self.changes)

    @property
    def changes(self) -> dict[str, Any]:
        """The fields that differ from what was."""
        return differing(self.old, self.visit, ("day", "at", *_TEXTS))


class VisitDialog(Form[VisitAnswer]):
    """One line takes the day and the time."""

    DEFAULT_CSS = """
    VisitDialog TextArea { height: 3; }
    VisitDialog .heading { color: $text-muted; }
    """

    def __init__(self, recovery: Recovery, today: date, visit: Visit | None) -> None:
        super().__init__(f"visit {visit.id if visit else ''}")
        self._recovery = recovery
        self._today = today
        self._old = visit

    def compose(self) -> ComposeResult:
        """A row a field, two pages, a complaint, the buttons."""
        old = self._old
        at = f"{old.at:%H:%M}" if old and old.at else ""
        who, where, why, notes, agreed = (getattr(old, name, "") for name in _TEXTS)
        yield frame(
            f"Visit, {weekday_day(old.day, self._today)}" if old else "New visit",
            field(
                "Date",
                DayLine(old.day if old else None, self._today, "day", "e.g. 14 Dec 10:30", lambda: self._today, "at"),
                needed=True,
            ),
            field("Time", TextLine(at, id="at", placeholder="optional")),
            field("", Static("", id="when", classes="hint", markup=False)),
            field("Clinician", TextLine(who, id="who", placeholder="e.g. Dr Kaya")),
            field("Place", TextLine(where, id="where")),
            field("Reason", TextLine(why, id="why")),
            Label("Notes", classes="heading"),
            page(notes, "notes"),
            Label("Next steps agreed", classes="heading"),
            page(agreed, "agreed"),
            complaint(),
            buttons(),
        )

    def answer(self) -> VisitAnswer | None:
        """The visit, once it can be one."""
        visit = self._visit()
        return None if visit == self._old else VisitAnswer(visit.cleaned(), self._old)

    def _visit(self) -> Visit:
        """The visit as it is typed; a text that nobody changed stays as it was. Raises BadInput."""
        day = self.typed_day("day")
        if day is None:
            raise BadInput("Enter a date, e.g. 3 Dec.")
        typed: dict[str, Any] = {
            name: self.typed(name) for name in _TEXTS if self._old is None or self.is_changed(name)
        }
        return replace(self._old or Visit("", day), day=day, at=self.typed_time("day"), **typed)

    def bring_up_to_date(self) -> None:
        """Say which day is meant, as it is typed."""
        line = self.query_one("#when", Static)
        try:
            day = self.typed_day("day")
            words = self._when_in_words(day) if day else ""
        except BadInput as error:
            words = escape_control_characters(str(error))
        line.update(Content(words))
        line.parent.display = bool(words)  # type: ignore[union-attr]

    def _when_in_words(self, day: date) -> str:
        """A day with how far it is, and what does not show it."""
        away = (day - self._today).days
        far = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(away)
        far = far or (f"in {days_in_words(away)}" if away > 0 else f"{days_in_words(-away)} ago")
        last = self._recovery.last_day
        outside = f"; the window ends on {short_day(last)}" if day > last else ""
        return f"{weekday_day(day)}, {far}{outside}"
