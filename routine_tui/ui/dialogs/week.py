"""What a week was like because of the skin: five numbers, each of which can be left out, and looking less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from routine_tui.model.day.week_text import span_words
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.weeks import LOOKING_WORDS, MOST, WEEK_FIELDS, WeekEffect, WeekField
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.inputs import Choice, TextLine

LABELS: Final[dict[WeekField, str]] = {
    "home": "Days at home",
    "off": "Days off work",
    "nights": "Bad nights",
    "looking": "Looking at it",
    "other": "Others see",
}
_RANGES: Final[dict[WeekField, str]] = {
    "home": "0-7",
    "off": "0-7",
    "nights": "0-7",
    "other": "0-10: ask someone you trust how much they see",
}
_LESS: Final = (("As often as I like", "no"), ("Look less: once a week, charts hidden", "yes"))
_HINT: Final = "Days because of the skin. Leave out what you like. Looking stays off pages unless you ask for it."


class WeekAnswer(Struct, frozen=True):
    """What is to be recorded: only what differs from what is recorded already."""

    monday: date
    numbers: Mapping[WeekField, int | None]
    """None takes an answer back."""
    looks_less: bool | None = None
    """None where that stays as it is."""

    def change(self, planner: Planner) -> Recovery:
        """Record it. Raises RoutineError."""
        if self.numbers:
            planner.weeks.tell(self.monday, self.numbers)
        return planner.recovery if self.looks_less is None else planner.weeks.look_less(self.looks_less)


class WeekDialog(Form[WeekAnswer]):
    """Four lines for a number, and two choices."""

    def __init__(self, recovery: Recovery, monday: date, today: date) -> None:
        super().__init__(f"week {monday}")
        self._known = next((one for one in recovery.weeks if one.monday == monday), WeekEffect(monday))
        self._is_quiet = recovery.is_quiet(today)
        self._today = today

    def compose(self) -> ComposeResult:
        """The numbers, what looking took, whether to look less."""
        yield frame(
            f"Week of {span_words(self._known.monday, self._today)}",
            *self._lines(),
            Static(_HINT, classes="hint"),
            field("From today on", Choice(_LESS, "yes" if self._is_quiet else "no", "less")),
            complaint(),
            buttons(),
        )

    def _lines(self) -> Iterator[Widget]:
        for name in WEEK_FIELDS:
            value = getattr(self._known, name)
            if name == "looking":
                options = [("not said", ""), *((words, str(number)) for number, words in enumerate(LOOKING_WORDS))]
                yield field(LABELS[name], Choice(options, "" if value is None else str(value), name))
            else:
                shown = TextLine("" if value is None else str(value), id=name, placeholder=_RANGES[name])
                yield field(LABELS[name], shown)

    def answer(self) -> WeekAnswer | None:
        """What was changed; None where nothing was. Raises BadInput for what is no such number."""
        numbers = {name: self._number(name) for name in WEEK_FIELDS if self.is_changed(name)}
        less = self.typed("less") == "yes" if self.is_changed("less") else None
        return WeekAnswer(self._known.monday, numbers, less) if numbers or less is not None else None

    def _number(self, name: WeekField) -> int | None:
        text = self.typed(name).strip()
        if not text:
            return None
        if text not in map(str, range(MOST[name] + 1)):
            raise BadInput(f"{LABELS[name]}: a number from 0 to {MOST[name]}, or nothing.")
        return int(text)
