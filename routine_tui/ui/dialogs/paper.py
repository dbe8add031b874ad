"""A paper: which file, what it is, its date, a note; a copy of the file is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from textual.app import ComposeResult
from textual.widgets import Static

from routine_tui.files import typed_path
from routine_tui.model.changes import differing
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.paid import paid_in_short
from routine_tui.model.recovery.paper import PAPER_KINDS, Paper, PaperKind
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped, escape_control_characters
from routine_tui.planner.planner import Planner
from routine_tui.store.paper_import import LARGEST_MB
from routine_tui.ui.dialogs.day_line import DayLine
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.dialogs.share_choices import LONGEST_PATH
from routine_tui.ui.inputs import Choice, TextLine
from routine_tui.ui.widgets.tick_box import TickBox


class PaperAnswer(Struct, frozen=True):
    """A paper as it is to be."""

    source: Path | None
    """The file of a new one."""
    kind: PaperKind
    day: date | None
    note: str
    private: bool
    paid: str
    old: Paper | None
    """As it was before; None for a new one."""

    def change(self, planner: Planner) -> Recovery:
        """Keep it: of a paper that is there already only what differs. Raises RoutineError."""
        if self.old is None:
            assert self.source is not None
            return planner.papers.add(self.source, self.kind, self.day, self.note, self.private, self.paid)
        return planner.papers.edit(self.old.id, **differing(self.old, self, ("kind", "day", "note", "private", "paid")))


class PaperDialog(Form[PaperAnswer]):
    """A path is enough."""

    def __init__(self, today: date, paper: Paper | None = None, lies: Path | None = None) -> None:
        """``lies`` is where the file of a paper is that is there already."""
        super().__init__(f"paper {paper.id if paper else ''}")
        self._today = today
        self._old = paper
        self._lies = lies

    def compose(self) -> ComposeResult:
        """A row a field, a complaint, the buttons."""
        old = self._old
        kinds = [(kind, kind) for kind in PAPER_KINDS]
        hint = (
            escape_control_characters(str(self._lies)) if self._lies else f"PDF, picture, text, e-mail: {LARGEST_MB} MB"
        )
        file = TextLine("", id="file", max_length=LONGEST_PATH, placeholder="drag the file here, or type its path")
        yield frame(
            f"Paper: {clipped(old.name)}" if old else "New paper",
            *([] if old else [field("File", file, needed=True)]),
            field("", Static(hint, classes="hint", markup=False)),
            field("Type", Choice(kinds, old.kind if old else "consent", "kind")),
            field("Date", DayLine(old.day if old else None, self._today, "day", "optional")),
            field("Note", TextLine(old.note if old else "", id="note")),
            field("Paid", TextLine(old.paid if old else "", id="paid", placeholder="optional, e.g. 120 EUR")),
            TickBox("private: left out unless asked for", bool(old and old.private), "private"),
            complaint(),
            buttons(),
        )

    def answer(self) -> PaperAnswer | None:
        """The paper, once it can be one."""
        source = None
        if self._old is None:
            if not self.typed("file").strip():
                raise BadInput("Which file is it? Drag it here, or type its path.")
            source = typed_path(self.typed("file").strip())
        kind: Any = self.typed("kind")
        private = self.query_one(TickBox).value
        return PaperAnswer(
            source,
            kind,
            self.typed_day("day"),
            self.typed("note"),
            private,
            paid_in_short(self.typed("paid")),
            self._old,
        )
