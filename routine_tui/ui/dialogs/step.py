"""A step, added or changed: the schedule as choices, with the next five days shown while choosing."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Select, Static

from routine_tui.model.changes import differing
from routine_tui.model.day.coming import next_days
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import KINDS, SLOTS, Step, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.text import NOTE_LIMIT, clipped, escape_control_characters, one_line, weekday_day
from routine_tui.ui.dialogs.day_line import DayLine
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.dialogs.often import CHOICES, choice_of
from routine_tui.ui.inputs import Choice, TextLine
from routine_tui.ui.widgets.tick_box import TickBox

_KEPT: Final = {"kept": ("as the treatment has it", "")}
"""The choice for a schedule that a course made: its stages, or its days around a session, are no one rule."""


class StepAnswer(Struct, frozen=True):
    """What the person wants: the step as it is to be, and from which day."""

    version: StepVersion

    def changes_from(self, old: StepVersion) -> dict[str, Any]:
        """The fields that differ from what was, for a change from a day on."""
        names = ("slot", "kind", "name", "schedule", "required", "product", "cue", "instructions")
        changes = differing(old, self.version, names)
        if "schedule" in changes and replace(self.version.schedule, last_day=old.schedule.last_day) == old.schedule:
            del changes["schedule"]
            changes["last_day"] = self.version.schedule.last_day
        return changes


class StepDialog(Form[StepAnswer]):
    """Asks for all that a step is."""

    DEFAULT_CSS = """
    StepDialog #coming { margin-bottom: 1; }
    StepDialog.-short #coming { margin-bottom: 0; }
    """

    def __init__(self, recovery: Recovery, today: date, version: StepVersion | None = None, step_id: str = "") -> None:
        super().__init__(f"step {step_id}")
        self._recovery = recovery
        self._today = today
        self._from = max(recovery.nearest(today), version.valid_from if version else date.min)
        self._old = version
        self._shown = version or StepVersion(self._from, "morning", "other", "", Schedule(self._from))
        self._often = _choice_of(self._shown.schedule)[0]
        self._choices = (_KEPT if self._often == "kept" else {}) | CHOICES

    def compose(self) -> ComposeResult:
        """A row a field, the next five days, a complaint, the buttons."""
        shown, (choice, detail) = self._shown, _choice_of(self._shown.schedule)
        last = shown.schedule.last_day
        often = [(words, key) for key, (words, _) in self._choices.items()]
        starts = "Change from" if self._old else "Starts"
        cue = TextLine(shown.cue, id="cue", max_length=200, placeholder="after brushing my teeth")
        yield frame(
            f"Edit {clipped(shown.name)}" if self._old else "Add a step",
            field("Name", TextLine(shown.name, id="name", max_length=200, placeholder="e.g. Zinc balm"), needed=True),
            field("Time of day", Choice([(slot.title(), slot) for slot in SLOTS], shown.slot, "slot")),
            field("How often", Choice(often, choice, "often")),
            field("", TextLine(detail, id="detail", max_length=200)),
            field("", TickBox("only if needed", not shown.required, "as-needed")),
            field(starts, DayLine(self._from, self._today, "from", coming=self._soon)),
            field("Ends", DayLine(last, self._today, "until", "no end date", self._after_first)),
            Static("", id="coming", classes="hint", markup=False),
            field("Type", Choice([(kind.title(), kind) for kind in KINDS], shown.kind, "kind")),
            field("Product", TextLine(shown.product, id="product", max_length=200)),
            field("When exactly?", cue),
            field("Instructions", TextLine(shown.instructions, id="how", max_length=NOTE_LIMIT)),
            complaint(),
            buttons(),
        )

    def put_draft(self) -> None:
        """A draft brings its own choice and the line that belongs to it."""
        super().put_draft()
        self._often = self.typed("often")

    @on(Select.Changed, "#often")
    def _begin_line(self) -> None:
        """Another choice: begin its line with what stood there at first, or with an example."""
        if (often := self.typed("often")) != self._often:
            self._often = often
            choice, detail = _choice_of(self._shown.schedule)
            self.query_one("#detail", Input).value = detail if self._often == choice else self._choices[self._often][1]

    def answer(self) -> StepAnswer:
        """The step, once it can be one."""
        return StepAnswer(self._version())

    def bring_up_to_date(self) -> None:
        """The next five days, or what is wrong with the schedule."""
        often = self.query_one("#often", Select).value
        self.query_one("#detail", Input).parent.display = bool(self._choices.get(str(often), ("", ""))[1])  # type: ignore[union-attr]
        line = self.query_one("#coming", Static)
        try:
            schedule = self._schedule(self._first)
            first = max(self._first, schedule.first_day)
            thought_of = Step("", (replace(self._shown, valid_from=first, schedule=schedule),))
            coming = next_days(self._recovery, thought_of, first, first, 5)
            days = ", ".join(weekday_day(day, self._today) for day in coming)
            words = schedule.in_words(self._today)
            line.update(Content(f"{words[:1].upper()}{words[1:]}. Next: {days or 'no day within the window'}"))
        except BadInput as error:
            line.update(Content(escape_control_characters(str(error))))

    def _version(self) -> StepVersion:
        first = self._first
        self._recovery.require(first)
        slot: Any = self.query_one("#slot", Select).value
        kind: Any = self.query_one("#kind", Select).value
        how = self.query_one("#how", Input).value
        return replace(
            self._shown,
            valid_from=first,
            slot=slot,
            kind=kind,
            name=one_line(self.query_one("#name", Input).value, "The name"),
            schedule=self._schedule(first),
            required=not self.query_one("#as-needed", TickBox).value,
            product=one_line(self.query_one("#product", Input).value, "The product", required=False),
            cue=one_line(self.query_one("#cue", Input).value, "The “when exactly”", required=False),
            instructions=how if how != clipped(self._shown.instructions, NOTE_LIMIT) else self._shown.instructions,
        )

    @property
    def _first(self) -> date:
        """The day from which the step is like this; the coming one where a weekday is named."""
        return self.typed_day("from") or self._from

    def _soon(self) -> date:
        return self._today

    def _after_first(self) -> date:
        """From when on the coming weekday is looked for where the last day is typed. Raises BadInput."""
        return max(self._first, self._today)

    def _schedule(self, first: date) -> Schedule:
        """The schedule; one that was not changed keeps its anchor, so that its days do not shift."""
        often, detail = str(self.query_one("#often", Select).value), self.query_one("#detail", Input).value
        last, old = self.typed_day("until"), self._shown.schedule
        text = detail if self._choices.get(often, ("", ""))[1] else often
        if self._old and (often, detail if self._choices[often][1] else "") == _choice_of(old):
            if last is not None and last < old.first_day:
                raise BadInput("The end date is before the start date.")
            return replace(old, last_day=last)
        return Schedule.from_words(text, first, last)


def _choice_of(schedule: Schedule) -> tuple[str, str]:
    """Which choice a schedule is, and what stands in the line beside it."""
    return ("kept", "") if schedule.stages or schedule.around else choice_of(schedule.plain_rule)
