"""Expect nothing for some days: travel, illness, a clinic's word. All steps rest, or some; past days may have too."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import zip_longest
from typing import Any, Final

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, Static

from routine_tui.model.changes import differing
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Step
from routine_tui.model.text import clipped, days_in_words, escape_control_characters, free_text, listed, weekday_day
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.day_line import DayLine
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.inputs import TextLine
from routine_tui.ui.keys import with_keys
from routine_tui.ui.widgets.tick_box import TickBox

_REASON: Final = 500
"""The longest reason that can be typed, in characters."""


class PauseAnswer(Struct, frozen=True):
    """A pause as it is to be."""

    pause: Pause
    old: Pause | None
    """As it was before; None for a new one."""

    def change(self, planner: Planner) -> Recovery:
        """Keep it: of a pause that is there already only what differs. Raises RoutineError."""
        new = self.pause
        if self.old is None:
            return planner.pauses.add(new.first_day, new.last_day, new.step_ids, new.reason)
        return planner.pauses.edit(self.old.id, **self.changes)

    @property
    def changes(self) -> dict[str, Any]:
        """The fields that differ from what was."""
        changes = differing(self.old, self.pause, ("first_day", "last_day", "step_ids", "reason"))
        if "step_ids" in changes and not (self.old and self.old.step_ids and self.pause.step_ids):
            changes["step_ids"] = self.pause.step_ids  # from every step to some, or back
        return changes


class PauseDialog(Form[PauseAnswer]):
    """Asks from when until when, which steps, and why; what follows is said while it is typed."""

    DEFAULT_CSS = """
    PauseDialog .steps { height: auto; layout: grid; grid-size: 2; grid-rows: auto; }
    PauseDialog.-narrow .steps { grid-size: 1; }
    """

    def __init__(self, recovery: Recovery, day: date, today: date, pause: Pause | None = None) -> None:
        super().__init__(f"pause {pause.id if pause else ''}")
        self._recovery = recovery
        self._today = today
        self._old = pause
        self._shown = pause or Pause(day)
        current = [step for step, _ in recovery.routine.current(recovery.day_zero)]
        self._steps = [*current, *(step for step in recovery.routine.steps if step not in current)]

    def compose(self) -> ComposeResult:
        """Two days, all steps or a box a step, a reason, a complaint, the buttons."""
        shown = self._shown
        boxes = [
            TickBox(_named(step, shown.first_day), step.id in shown.step_ids, f"rests-{number}")
            for number, step in enumerate(self._steps)
        ]
        yield frame(
            "Edit the pause" if self._old else "Pause the routine",
            field("From", DayLine(shown.first_day, self._today, "from"), needed=True),
            field("Until", DayLine(shown.last_day, self._today, "until", "blank if you don't know", self._after_first)),
            field("", TickBox("all steps", not shown.step_ids, "every")),
            Container(*boxes, classes="steps"),
            field("Reason", TextLine(shown.reason, placeholder="optional", id="reason", max_length=_REASON)),
            Static("", id="follows", classes="hint", markup=False),
            complaint(),
            buttons(),
        )

    def answer(self) -> PauseAnswer | None:
        """The pause, once it can be one."""
        pause = self._pause()
        self._recovery.with_pause(pause)
        answer = PauseAnswer(pause, self._old)
        return None if self._old is not None and not answer.changes else answer

    def _pause(self) -> Pause:
        """The pause as it is typed. Raises BadInput."""
        first, last = self._days()
        if first is None:
            raise BadInput("Enter the first day, e.g. 1 Dec.")
        chosen = () if self._every else self._chosen()
        if not (self._every or chosen):
            raise BadInput("Choose at least one step, or all steps.")
        typed, old = self.query_one("#reason", Input).value, self._shown.reason
        return Pause(first, last, chosen, old if typed == clipped(old, _REASON) else free_text(typed, "The reason"))

    def _days(self) -> tuple[date | None, date | None]:
        """The first day and the last; a weekday is the last one of that name, and the one that comes after it."""
        return self.typed_day("from"), self.typed_day("until")

    def _after_first(self) -> date:
        return max(self.typed_day("from") or self._today, self._today)

    def bring_up_to_date(self) -> None:
        """Show the steps that can rest, and say what follows, or what is wrong."""
        self.query_one(".steps").display = not self._every
        line = self.query_one("#follows", Static)
        try:
            first, last = self._days()
            if first is not None:
                self._show_steps(first, last)
            pause = self._pause()
        except BadInput as error:
            line.update(Content(escape_control_characters(str(error))))
            return
        line.update(Content(self._in_words(pause)))

    def _show_steps(self, first: date, last: date | None) -> None:
        for number, step in enumerate(self._steps):
            is_there = step.id in self._shown.step_ids or _belongs(step, first, last)
            self.query_one(f"#rests-{number}", TickBox).display = is_there

    def _in_words(self, pause: Pause) -> str:
        """What follows from a pause, in one sentence."""
        names = [_named(step, pause.first_day).plain for step in self._steps if step.id in pause.step_ids]
        what = f"Not due: {listed(names)}," if names else "No steps are due"
        first = weekday_day(pause.first_day, self._today)
        if pause.last_day is None:
            until = "you end it in Care" if names else with_keys("you press ‹day.pause› again")
            return f"{what} from {first} until {until}."
        days = (pause.last_day - pause.first_day).days + 1
        if days < 2:
            return f"{what} on {first}."
        return f"{what} from {first} to {weekday_day(pause.last_day, self._today)}, {days_in_words(days)}."

    @property
    def _every(self) -> bool:
        return self.query_one("#every", TickBox).value

    def _chosen(self) -> tuple[str, ...]:
        boxes = {step.id: self.query_one(f"#rests-{number}", TickBox) for number, step in enumerate(self._steps)}
        unseen = (one for one in self._shown.step_ids if one not in boxes)
        return (*unseen, *(step_id for step_id, box in boxes.items() if box.value and box.display))


def _belongs(step: Step, first: date, last: date | None) -> bool:
    """Whether a step belongs to the routine on one of some days."""
    ends = [following.valid_from for following in step.versions[1:]]
    for version, end in zip_longest(step.versions, ends):
        begins = max(version.valid_from, version.schedule.first_day, first)
        until = min(end - timedelta(days=1) if end else date.max, version.schedule.last_day or date.max)
        if not version.ended and begins <= min(until, last or date.max):
            return True
    return False


def _named(step: Step, day: date) -> Content:
    version = step.on(day) or step.versions[0]
    return Content(f"{clipped(version.name)} ({version.slot})")
