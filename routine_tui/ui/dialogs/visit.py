"""A visit, planned or past: when, with whom, where, why; what was said, and what was agreed."""

from __future__ import annotations

from datetime import date, time
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Label, Static

from routine_tui.dates import read_time
from routine_tui.model.changes import differing
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit
from routine_tui.model.text import days_in_words, escape_control_characters, short_day, weekday_day
from routine_tui.planner.planner import Planner
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
    """Enter in a line keeps; ^s does everywhere."""

    DEFAULT_CSS = """
    VisitDialog TextArea { height: 3; border: none; background: $panel; }
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
        day, at = (old.day.isoformat(), f"{old.at:%H:%M}" if old.at else "") if old else ("", "")
        who, where, why, notes, agreed = (getattr(old, name, "") for name in _TEXTS)
        yield frame(
            f"Visit, {weekday_day(old.day, self._today)}" if old else "A visit",
            field("Date", TextLine(day, id="day", placeholder="such as 2026-12-03, or +7 for in a week")),
            field("Time", TextLine(at, id="at", placeholder="if it is known, such as 10:30")),
            field("", Static("", id="when", classes="hint", markup=False)),
            field("With", TextLine(who, id="who", placeholder="such as: Dr Kaya")),
            field("Where", TextLine(where, id="where")),
            field("Why", TextLine(why, id="why")),
            Label("Notes, what was said and seen", classes="heading"),
            page(notes, "notes"),
            Label("The next steps agreed", classes="heading"),
            page(agreed, "agreed"),
            complaint(),
            buttons("Keep (^s)"),
        )

    def answer(self) -> VisitAnswer | None:
        """The visit, once it can be one."""
        visit = self._visit()
        return None if visit == self._old else VisitAnswer(visit.cleaned(), self._old)

    def _visit(self) -> Visit:
        """The visit as it is typed; a text that nobody changed stays as it was. Raises BadInput."""
        day = self.typed_day("day", self._today, self._today)
        if day is None:
            raise BadInput("A visit needs its day: type a date, such as 2026-12-03.")
        typed: dict[str, Any] = {
            name: self.typed(name) for name in _TEXTS if self._old is None or self.is_changed(name)
        }
        return replace(self._old or Visit("", day), day=day, at=self._time(), **typed)

    def _time(self) -> time | None:
        text = self.typed("at").strip()
        return read_time(text) if text else None

    def bring_up_to_date(self) -> None:
        """Say which day is meant, as it is typed."""
        line = self.query_one("#when", Static)
        try:
            day = self.typed_day("day", self._today, self._today)
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
