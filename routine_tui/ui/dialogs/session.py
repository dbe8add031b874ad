"""A session of a procedure: its day, whether it is done, what was said; what moves along is told while it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from msgspec import Struct
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Label, Static

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.by_id import find
from routine_tui.model.care.care_text import day_words, span_words
from routine_tui.model.care.events import resting_names, session_title
from routine_tui.model.changes import differing
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.procedure import Procedure, Session, next_within
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import NOTE_LIMIT, clipped, escape_control_characters, free_text, short_day
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.day_line import DayLine
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.inputs import TextBox, TextLine
from routine_tui.ui.keys import with_keys
from routine_tui.ui.widgets.tick_box import TickBox


class SessionAnswer(Struct, frozen=True):
    """A session as it is to be."""

    procedure_id: str
    day: date
    at: time | None
    done: bool
    note: str
    old: Session | None
    """As it was before; None for a new one."""

    def change(self, planner: Planner) -> Recovery:
        """Keep it: of a session that is there already only what differs. Raises RoutineError."""
        if self.old is None:
            return planner.procedures.plan(self.procedure_id, self.day, self.at, self.done, self.note)
        return planner.procedures.edit_session(self.old.id, **self.changes)

    @property
    def changes(self) -> dict[str, Any]:
        """The fields that differ from what was."""
        return differing(self.old, self, ("day", "at", "done", "note"))


class SessionDialog(Form[SessionAnswer]):
    """One line takes the day and the time; what moves along is told below it."""

    DEFAULT_CSS = """
    SessionDialog TextArea { height: 4; }
    SessionDialog .heading { color: $text-muted; }
    SessionDialog #along { min-height: 1; }
    """

    def __init__(
        self, recovery: Recovery, today: date, procedure_id: str, session: Session | None, glyphs: Glyphs = UNICODE
    ) -> None:
        super().__init__(f"session {session.id if session else procedure_id}")
        self._recovery = recovery
        self._today = today
        self._procedure = find(recovery.care.procedures, procedure_id) or Procedure(procedure_id, "Session")
        self._old = session
        self._note = clipped(session.note if session else "", NOTE_LIMIT, newlines=True)
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """A row a field, what moves along, a page, a complaint, the buttons."""
        old = self._old
        at = f"{old.at:%H:%M}" if old and old.at else ""
        yield frame(
            session_title(self._recovery, self._procedure, old)
            if old
            else f"{clipped(self._procedure.label)} {self._glyphs.dot} a session",
            field(
                "Date",
                DayLine(old.day if old else None, self._today, "day", "e.g. 14 Dec 10:30", self._coming, "at"),
                needed=True,
            ),
            field("Time", TextLine(at, id="at", placeholder="optional")),
            field("", TickBox("done", old.done if old else False, "done")),
            Static("", id="along", classes="hint", markup=False),
            Label("Notes", classes="heading"),
            TextBox(self._note, "note"),
            complaint(),
            buttons(),
        )

    def answer(self) -> SessionAnswer | None:
        """The session, once it can be one."""
        answer = self._answer()
        return None if self._old is not None and not answer.changes else answer

    def _answer(self) -> SessionAnswer:
        """The session as it is typed. Raises BadInput."""
        day = self.typed_day("day")
        if day is None:
            raise BadInput(with_keys("Enter a date, e.g. 3 Dec. To cancel the session, press ‹care.end› in Care."))
        page = self.typed("note")
        note = self._old.note if self._old and page == self._note else free_text(page, "The note")
        done = self.query_one("#done", TickBox).value
        return SessionAnswer(self._procedure.id, day, self.typed_time("day"), done, note, self._old)

    def _coming(self) -> date | None:
        """A weekday is the last one where the session is done, the coming one where it is planned."""
        return None if self.query_one("#done", TickBox).value else self._today

    # ------------------------------------------------------------------ in words

    def bring_up_to_date(self) -> None:
        """What was agreed, and what is around the day, or what is wrong with it."""
        line = self.query_one("#along", Static)
        try:
            day = self.typed_day("day")
        except BadInput as error:
            line.update(Content(escape_control_characters(str(error))))
            return
        agreed = self._agreed(day)
        line.update(Content(agreed if day is None else self._in_words(day, agreed)))

    def _agreed(self, day: date | None) -> str:
        """The days that the agreed gap leaves, after the session before; empty where none was agreed."""
        others = [one for one in self._recovery.care.sessions_of(self._procedure.id) if one != self._old]
        before = [one for one in others if one.day is not None and (day is None or one.day < day)]
        span = span_words(*next_within(self._procedure, before), self._today)
        return f"As agreed: {span}." if span else ""

    def _in_words(self, day: date, agreed: str) -> str:
        """The day with how far it is from what was agreed, and what rests and is done around it."""
        said = f"{day_words(day, self._today)}."
        last = self._recovery.last_day
        outside = f" The window ends on {short_day(last)}." if day > last else ""
        is_moved = self._old is not None and self._old.day not in (None, day)
        lines = [" ".join(part for part in (said[:1].upper() + said[1:] + outside, agreed) if part)]
        along = [f"{self._glyphs.dot} {one}" for one in self._along(day)]
        heading = ["Also moves:" if is_moved else "Changes around it:"] if along else []
        return "\n".join([*lines, *heading, *along])

    def _along(self, day: date) -> Iterator[str]:
        """What rests around a day of the procedure, and what is done around it, with their days."""
        told = set()
        for one in self._procedure.around_on(self._today):
            first, last = self._span(day, -one.before, one.days_after - 1)
            names = resting_names(self._recovery, one, self._recovery.nearest(day))
            instead = f", {clipped(one.instead)} instead" if one.instead else ""
            told.add(one.instead)
            if first <= last:
                yield f"{names} paused {span_words(first, last, self._today)}{instead}"
        for _, version in self._recovery.routine.current(self._recovery.nearest(self._today)):
            around = version.schedule.around
            if around is not None and around[0] == self._procedure.id and version.name not in told:
                told.add(version.name)
                yield f"{clipped(version.name)} {span_words(*self._span(day, *around[1:]), self._today)}"

    def _span(self, day: date, before: int, after: int) -> tuple[date, date]:
        """Days around one; those before today are left out where it is ahead, as nothing rests before it is planned."""
        first = day + timedelta(days=before)
        return max(first, self._today) if day > self._today else first, day + timedelta(days=after)
