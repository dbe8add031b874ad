"""The recovery itself: its name, day zero and window."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.widgets import Static

from routine_tui.dates import read_day
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import LONGEST_WINDOW_DAYS, SHORTEST_WINDOW_DAYS, Recovery
from routine_tui.model.text import one_line
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.inputs import TextLine

_WINDOW_HINT = (
    f"{SHORTEST_WINDOW_DAYS} to {LONGEST_WINDOW_DAYS} days; 84 is twelve weeks. What is recorded stays as it is."
)


class RecoveryDialog(Form[tuple[str, date, int]]):
    """Asks for what a recovery is called, when it began and how long its window is."""

    def __init__(self, recovery: Recovery, today: date) -> None:
        super().__init__("recovery")
        self._recovery = recovery
        self._today = today

    def compose(self) -> ComposeResult:
        """Three lines."""
        recovery = self._recovery
        yield frame(
            "This recovery",
            field("Name", TextLine(recovery.name, id="name", max_length=200)),
            field("Day zero", TextLine(recovery.day_zero.isoformat(), id="zero")),
            field("Window, days", TextLine(str(recovery.window_days), id="days", type="integer")),
            Static(_WINDOW_HINT, classes="hint"),
            complaint(),
            buttons("Keep (enter)"),
        )

    def answer(self) -> tuple[str, date, int]:
        """The three, once they can be kept."""
        name = one_line(self.typed("name"), "The name of the recovery")
        zero = read_day(self.typed("zero"), self._today)
        days = _number(self.typed("days"))
        Recovery("", name, zero, days)
        return name, zero, days


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise BadInput("A window is a whole number of days: 84 is twelve weeks.")
    return int(text)
