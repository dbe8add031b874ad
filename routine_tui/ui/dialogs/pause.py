"""Expect nothing for some days: travel, illness, a clinic's word."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input, Static

from routine_tui.dates import read_day
from routine_tui.model.diary import Pause
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery import Recovery
from routine_tui.ui.dialogs.dialog import Dialog, buttons, complaint, field, frame
from routine_tui.ui.widgets.typing import Line

Answer = tuple[date, date | None, tuple[str, ...], str]


class PauseDialog(Dialog[Answer]):
    """Asks from when until when, and why."""

    def __init__(self, recovery: Recovery, day: date, today: date) -> None:
        super().__init__()
        self._recovery = recovery
        self._day = day
        self._today = today

    def compose(self) -> ComposeResult:
        """Three lines."""
        yield frame(
            "Pause the routine",
            Static("Paused days expect nothing. Without a last day it lasts until you press p again.", classes="hint"),
            field("From", Line(self._day.isoformat(), id="from")),
            field("Until", Line(placeholder="open, or a day such as 2026-12-01", id="until")),
            field("Reason", Line(placeholder="if you like", id="reason", max_length=500)),
            complaint(),
            buttons("Pause (enter)"),
        )

    def on_input_submitted(self) -> None:
        """Enter pauses."""
        self.action_accept()

    def action_accept(self) -> None:
        """Give the range, once it can be one."""
        until = self.query_one("#until", Input).value.strip()
        try:
            first = read_day(self.query_one("#from", Input).value, self._today)
            last = read_day(until, self._today) if until else None
            self._recovery.with_pause(Pause(first, last))
        except BadInput as error:
            self.complain(str(error))
            return
        self.dismiss((first, last, (), self.query_one("#reason", Input).value))
