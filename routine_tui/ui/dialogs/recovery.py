"""The recovery itself: its name, day zero and window, and how much is expected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from textual.app import ComposeResult
from textual.widgets import Static

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import LONGEST_WINDOW_DAYS, SHORTEST_WINDOW_DAYS, HowMuch, Recovery
from routine_tui.model.text import one_line
from routine_tui.ui.dialogs.day_line import DayLine
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.inputs import Choice, TextLine

_EXPECTED: Final[Sequence[tuple[str, HowMuch]]] = (
    ("Every day, as before", "on"),
    ("Once a week, from today on", "weekly"),
    ("Nothing: closed from today on", "closed"),
)
_WINDOW_HINT = f"{SHORTEST_WINDOW_DAYS} to {LONGEST_WINDOW_DAYS}; 84 = 12 weeks. Your records are kept."


class RecoveryDialog(Form[dict[str, Any]]):
    """Asks for what there is to say of a recovery as a whole."""

    def __init__(self, recovery: Recovery, today: date) -> None:
        super().__init__("recovery")
        self._recovery = recovery
        self._today = today

    def compose(self) -> ComposeResult:
        """Three lines and a choice."""
        recovery = self._recovery
        yield frame(
            "This recovery",
            field("Name", TextLine(recovery.name, id="name", max_length=200), needed=True),
            field("Treatment date", DayLine(recovery.day_zero, self._today, "zero")),
            field("Length in days", TextLine(str(recovery.chosen_days), id="days", type="integer")),
            Static(_WINDOW_HINT, classes="hint"),
            field("Expected", self._how_much()),
            complaint(),
            buttons(),
        )

    def _how_much(self) -> Choice[HowMuch]:
        now = self._recovery.how_much(self._today)
        return Choice(_EXPECTED, now, "expected")

    def answer(self) -> dict[str, Any] | None:
        """What was changed, once it can be kept."""
        name = one_line(self.typed("name"), "The name of the recovery")
        zero = self.typed_day("zero")
        if zero is None:
            raise BadInput("Enter the treatment date, e.g. 7 Nov.")
        days = _number(self.typed("days"))
        Recovery("", name, zero, days)
        old = self._recovery
        shown = {"name": old.name, "day_zero": old.day_zero, "window_days": old.chosen_days, "expected": None}
        expected = self.typed("expected") if self.is_changed("expected") else None
        typed = {"name": name, "day_zero": zero, "window_days": days, "expected": expected}
        return {field: value for field, value in typed.items() if value != shown[field]} or None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise BadInput("A window is a whole number of days: 84 is twelve weeks.")
    return int(text)
