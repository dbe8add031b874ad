"""A procedure that was agreed on: its sessions, the gap between them, and what rests around each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label, Select, Static

from routine_tui.dates import read_day
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.care.around_text import around_as_typed, read_around
from routine_tui.model.care.care_text import day_words, span_words
from routine_tui.model.care.lengths import gap_words, length_words, read_gap
from routine_tui.model.changes import Members, differing
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.procedure import EVERYTHING, MOST_SESSIONS, PROCEDURE_KINDS, Around, Procedure
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.text import NOTE_LIMIT, as_value, clipped, escape_control_characters, listed
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.dialogs.more import More
from routine_tui.ui.inputs import Choice, TextBox, TextLine

_TEXTS: Final = ("label", "who", "where", "why")
_EXAMPLE: Final = "e.g. sunscreen: 5 days after, clinic ointment instead"


class ProcedureAnswer(Struct, frozen=True):
    """A procedure as it is to be."""

    procedure: Procedure
    around: tuple[Around, ...]
    """What rests around each session, from today on."""
    days: tuple[date, ...]
    """The days of the sessions that are planned now."""
    old: Procedure | None
    """As it was before; None for a new one."""
    today: date

    def change(self, planner: Planner) -> Recovery:
        """Keep it: of a procedure that is there already only what differs. Raises RoutineError."""
        if self.old is None:
            return planner.procedures.add(self.procedure, self.days, self.around)
        return planner.procedures.edit(self.old.id, self._resting or None, **self.changes)

    @property
    def differs(self) -> bool:
        """Whether anything is to be different from what was."""
        return bool(self.changes or self._resting)

    @property
    def _resting(self) -> Members:
        return Members.between(self.old.around_on(self.today) if self.old else (), self.around)

    @property
    def changes(self) -> dict[str, Any]:
        """The fields that differ from what was."""
        names = ("label", "kind", "who", "where", "why", "count", "gap_least", "gap_most", "note")
        return differing(self.old, self.procedure, names)


class ProcedureDialog(Form[ProcedureAnswer]):
    """The name is enough; days and rests are told in words while they are typed."""

    DEFAULT_CSS = """
    ProcedureDialog #rests { height: 4; }
    ProcedureDialog.-short #rests { height: 3; }
    ProcedureDialog #note { height: 2; }
    ProcedureDialog .heading { color: $text-muted; }
    """

    def __init__(self, recovery: Recovery, today: date, procedure: Procedure | None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(f"procedure {procedure.id if procedure else ''}")
        self._recovery = recovery
        self._today = today
        self._old = procedure
        self._shown = procedure or Procedure("", "")
        self._around = self._shown.around_on(today)
        self._rests = clipped("\n".join(map(around_as_typed, self._around)), NOTE_LIMIT, newlines=True)
        self._note = clipped(self._shown.note, NOTE_LIMIT, newlines=True)
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """A row a field, a page for what rests with how it is read, a complaint, the buttons."""
        shown, old = self._shown, self._old
        days = field("Dates", TextLine(id="days", placeholder="e.g. 3 Dec, 14 Jan"))
        days.display = old is None
        yield frame(
            f"Edit {clipped(old.label)}" if old else "New procedure",
            field("Name", TextLine(shown.label, id="label", placeholder="e.g. Pulsed dye laser"), needed=True),
            field("Type", Choice([(kind.title(), kind) for kind in PROCEDURE_KINDS], shown.kind, "kind")),
            field("Clinician", TextLine(shown.who, id="who")),
            field("Sessions", TextLine(str(shown.count or ""), id="count", placeholder="number, if known")),
            days,
            Static("", id="reads", classes="hint", markup=False),
            More("place, reason, time between, steps to pause, notes", *self._more(), is_open=old is not None),
            complaint(),
            buttons(),
        )

    def _more(self) -> Iterator[Widget]:
        """The rows that are seldom needed."""
        yield field("Place", TextLine(self._shown.where, id="where"))
        yield field("Reason", TextLine(self._shown.why, id="why"))
        yield field("Time between", TextLine(self._gap, id="gap", placeholder="e.g. 6 to 8 weeks"))
        yield Label("Steps to pause around each session (one per line)", classes="heading")
        yield TextBox(self._rests, "rests")
        yield Static("", id="resting", classes="hint", markup=False)
        yield Label("Notes", classes="heading")
        yield TextBox(self._note, "note")

    def answer(self) -> ProcedureAnswer | None:
        """The procedure, once it can be one."""
        answer = ProcedureAnswer(self._procedure(), self._resting(), self._days(), self._old, self._today)
        return None if self._old is not None and not answer.differs else answer

    # ------------------------------------------------------------------ what is typed

    def _procedure(self) -> Procedure:
        """The procedure as it is typed; a text that nobody changed stays as it was. Raises BadInput."""
        shown = self._shown
        kind: Any = self.query_one("#kind", Select).value
        typed: dict[str, Any] = {
            name: text for name in _TEXTS if (text := self.typed(name)) != clipped(getattr(shown, name))
        }
        note = self.typed("note")
        gap = (shown.gap_least, shown.gap_most) if self.typed("gap") == self._gap else read_gap(self.typed("gap"))
        return replace(
            shown,
            kind=kind,
            count=_count(self.typed("count")),
            gap_least=gap[0],
            gap_most=gap[1],
            note=shown.note if note == self._note else note,
            **typed,
        ).cleaned()

    def _resting(self) -> tuple[Around, ...]:
        """What rests, as it is typed. Raises BadInput."""
        text = self.typed("rests")
        if text == self._rests:
            return self._around
        return tuple(read_around(line) for line in text.split("\n") if line.strip())

    def _days(self) -> tuple[date, ...]:
        """The days of the sessions that are planned now. Raises BadInput."""
        typed = [one.strip() for one in self.typed("days").split(",")]
        zero = self._recovery.day_zero
        return tuple(sorted({read_day(one, self._today, self._today, zero) for one in typed if one}))

    @property
    def _gap(self) -> str:
        return gap_words(self._shown.gap_least, self._shown.gap_most)

    # ------------------------------------------------------------------ in words

    def bring_up_to_date(self) -> None:
        """How days and rests are read, or what is wrong with them."""
        days: tuple[date, ...] = ()
        try:
            days = self._days()
            planned = f"Planned for {listed([day_words(day, self._today) for day in days])}." if days else ""
        except BadInput as error:
            planned = escape_control_characters(str(error))
        try:
            resting = "\n".join(self._in_words(days, self._resting())) or _EXAMPLE
        except BadInput as error:
            resting = escape_control_characters(str(error))
        self.query_one("#reads", Static).update(Content(planned))
        self.query_one("#resting", Static).update(Content(resting))

    def _in_words(self, days: tuple[date, ...], resting: tuple[Around, ...]) -> Iterator[str]:
        """Of each rule which steps it means, and when around the first session that is to come."""
        kept = self._recovery.care.sessions_of(self._shown.id) if self._old else ()
        planned = sorted([*days, *(one.day for one in kept if one.day is not None)])
        coming = next((day for day in planned if day >= self._today), None)
        for one in resting:
            instead = f", {clipped(one.instead)} instead" if one.instead else ""
            yield f"{self._glyphs.dot} {self._meant(one)}: paused {_when(one, coming, self._today)}{instead}."

    def _meant(self, around: Around) -> str:
        """The steps that a rule means, by their names, or that it means none."""
        if around.target == EVERYTHING:
            return "Every step"
        steps = self._recovery.routine.current(self._recovery.nearest(self._today))
        names = [
            clipped(version.name)
            for step, version in steps
            if around.means(step.id, version) and not _is_tied(version, self._shown.id)
        ]
        return listed(list(dict.fromkeys(names))) or f"“{clipped(around.target)}”, which is no step yet"


def _is_tied(version: StepVersion, procedure_id: str) -> bool:
    """Whether a step is done around the sessions of a procedure only, and so never rests for them."""
    around = version.schedule.around
    return around is not None and around[0] == procedure_id


def _when(around: Around, day: date | None, today: date) -> str:
    """For which days something rests around a session; in numbers of days where none is planned."""
    if day is None:
        spans = [f"{length_words(around.before)} before"] if around.before else []
        spans += [f"{length_words(around.days_after)} from the session on"] if around.days_after else []
        return " and ".join(spans)
    first = max(day - timedelta(days=around.before), today)
    return span_words(first, day + timedelta(days=around.days_after - 1), today)


def _count(text: str) -> int | None:
    """How many sessions a text says; None for open. Raises BadInput."""
    if not text.strip():
        return None
    if not re.fullmatch(r"[0-9]{1,3}", as_value(text)):
        raise BadInput(
            f"“{escape_control_characters(text[:40])}” isn't a number of sessions: "
            f"use 1 to {MOST_SESSIONS}, or leave it blank."
        )
    return int(as_value(text))
