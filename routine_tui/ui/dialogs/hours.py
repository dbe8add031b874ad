"""How long something was worn on a day: the goal of that day stands there, and Enter records it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from routine_tui.model.day.agenda import ChecklistItem
from routine_tui.model.recovery.hours import amount_in_words, read_amount, read_hours
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped, short_day
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.inputs import TextLine


class HoursAnswer(Struct, frozen=True):
    """How long a step was worn on a day."""

    day: date
    step_id: str
    hours: float | None
    """None to take back what is recorded."""

    def change(self, planner: Planner) -> Recovery:
        """Record it. Raises RoutineError."""
        if self.hours is None:
            return planner.untick(self.day, [self.step_id])
        return planner.tick(self.day, [self.step_id], amount=self.hours)


class HoursDialog(Form[HoursAnswer]):
    """One line; empty takes back what is recorded."""

    def __init__(self, item: ChecklistItem, day: date, today: date) -> None:
        super().__init__(f"hours {item.step_id} {day}")
        self._item = item
        self._day = day
        self._today = today

    def compose(self) -> ComposeResult:
        """What was set, the line, a complaint, the buttons."""
        mark = self._item.mark
        goal = self._item.version.hours_on(self._day) or 0.0
        known = mark.amount if mark is not None and mark.state == "done" else None
        on = "today" if self._day == self._today else f"on {short_day(self._day, self._today)}"
        yield frame(
            clipped(self._item.version.named(self._day)),
            Static(Content(self._set(goal)), id="goal", classes="hint"),
            field(
                f"Worn {on}", TextLine(f"{goal if known is None else known:g}", id="hours", placeholder="not recorded")
            ),
            Static(Content(self._hint()), classes="hint"),
            complaint(),
            buttons(),
        )

    def answer(self) -> HoursAnswer | None:
        """The hours, once they can be some."""
        typed = self.typed("hours").strip()
        hours = read_amount(typed) if typed else None
        mark = self._item.mark
        if hours is None if mark is None else mark.amount is not None and not self.is_changed("hours"):
            return None
        return HoursAnswer(self._day, self._item.step_id, hours)

    def _set(self, goal: float) -> str:
        """The goal of the day and what was set as the most."""
        hours = read_hours(self._item.version.hours)
        built_up = f", on the way to {amount_in_words(hours.goal)}" if goal < hours.goal else ""
        most = f"; at most {amount_in_words(hours.most)}" if hours.most is not None else ""
        return f"The goal of this day is {amount_in_words(goal)}{built_up}{most}."

    def _hint(self) -> str:
        back = " Leave it blank to remove what is recorded." if self._item.mark is not None else ""
        return f"In hours, e.g. 6, 6.5 or 6:30.{back}"
