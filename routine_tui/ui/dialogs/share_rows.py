"""The rows in which it is chosen what is shared. They set each other by presets only; what a hand has set stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, ItemGrid, Vertical
from textual.message import Message
from textual.widgets import Checkbox, Input, Label, Select, Static

from routine_tui.dates import read_day
from routine_tui.exporters.formats import AS_NEEDED, PAGES, ExportRequest
from routine_tui.exporters.presets import PHONE_FORMATS, PRESETS
from routine_tui.exporters.summary.sections_to_share import DAYS, OPT_IN, PARTS
from routine_tui.exporters.summary.summary import holds_skin
from routine_tui.model.recovery.care import NO_CARE
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import listed
from routine_tui.ui.dialogs.share_choices import (
    ALARMS,
    CASE_ENDS,
    FORMAT_WORDS,
    OWN,
    PART_WORDS,
    PRESET_WORDS,
    RECORD,
    RECORD_PARTS,
    SILENT,
    counts,
    part_label,
)
from routine_tui.ui.inputs import Choice, TextLine
from routine_tui.ui.widgets.one_of import OneOf
from routine_tui.ui.widgets.tick_box import TickBox

BESIDE_LABEL: Final = 6
"""The columns that a box takes beside its label: the bar, the sign, and a space at each side of the label."""


class ShareRows(Vertical):
    """For whom, which format, which days, with what."""

    DEFAULT_CSS = """
    ShareRows { height: auto; }
    ShareRows .span > .to { width: 4; color: $text-muted; }
    ShareRows .leave-out ItemGrid { height: auto; width: 1fr; }
    ShareRows .leave-out TickBox { width: 1fr; }
    """

    @dataclass
    class Changed(Message):
        """Something else was chosen."""

        said: str = ""
        """What was set besides what the person set, in a sentence."""

    def __init__(self, recovery: Recovery, today: date) -> None:
        super().__init__()
        self._recovery = recovery
        self._today = today
        self._preset = next(iter(PRESETS))
        self.format_name = PRESETS[self._preset].format_name
        self._extent = PRESETS[self._preset].extent
        self._alarms = SILENT
        self._by_hand: set[str] = set()
        """The boxes that the person changed since the last preset: only another preset changes them."""

    def compose(self) -> ComposeResult:
        """A row a choice; what belongs to one format is shown beside that one only."""
        formats = {name: f"{name}  {words}" for name, words in FORMAT_WORDS.items()}
        yield Horizontal(Label("Who for"), OneOf(PRESET_WORDS, self._preset, "preset"), classes="who field")
        since = TextLine(placeholder="day zero", id="since")
        until = TextLine(placeholder="last day", id="until")
        yield Horizontal(
            Label("Format"), _choice(formats, self.format_name, "format"), id="format-row", classes="field"
        )
        yield Horizontal(Label("Days"), since, Static(" to ", classes="to"), until, classes="field span")
        ticked, known = PRESETS[self._preset].parts, counts(self._recovery)
        labels = {part: part_label(part, known) for part in self._parts()}
        boxes = [TickBox(label, part in ticked, part) for part, label in labels.items()]
        boxes += [TickBox("every day in full", False, DAYS), TickBox("if needed", False, AS_NEEDED)]
        column = max(map(len, labels.values())) + BESIDE_LABEL
        grid = ItemGrid(*boxes, min_column_width=column, stretch_height=False)
        yield Horizontal(Label("Include"), grid, classes="leave-out field")
        yield Horizontal(Label("Alarms"), _choice(ALARMS, self._alarms, "alarms"), id="alarms-row", classes="field")

    def on_mount(self) -> None:
        """Show what the format knows."""
        self._show_what_the_format_knows()

    def request(self) -> ExportRequest:
        """Everything as it is chosen now. Raises BadInput for a day that cannot be read."""
        ticked = {str(box.id): box.value for box in self._boxes()}
        known = {"pdf": (DAYS,), "ics": (AS_NEEDED,)}.get(self.format_name, ())
        return ExportRequest(
            self.format_name,
            self._day("#since"),
            self._day("#until"),
            without=tuple(part for part in PARTS if ticked.get(part) is False),
            including=tuple(name for name in (*OPT_IN, *known) if ticked.get(name)),
            alarms=int(self._alarms) if self.format_name == "ics" and self._alarms != SILENT else None,
            extent="whole" if self._extent == "phone" and self.format_name not in PHONE_FORMATS else self._extent,
        )

    @property
    def case(self) -> str:
        """What of the case is chosen, as one of CASE_ENDS; empty where it is a page or a table."""
        return self._preset if self._preset in CASE_ENDS else ""

    @property
    def of_record(self) -> list[str]:
        """What goes into the record only because it is ticked."""
        return [str(box.id) for box in self._boxes() if box.id in RECORD_PARTS and box.value]

    @property
    def left_out(self) -> list[str]:
        """What there is and does not go along, in words."""
        return [PART_WORDS[str(box.id)] for box in self._boxes() if box.id in PART_WORDS and not box.value]

    @property
    def has_name(self) -> bool:
        """Whether the name goes along."""
        return self.query_one("#name", TickBox).value

    # ------------------------------------------------------------------ what the person does

    def on_option_list_option_highlighted(self, event: OneOf.OptionHighlighted) -> None:
        """Another preset; the one that is known already was set from here."""
        event.stop()
        name = str(event.option_id)
        if name != self._preset:
            self._preset = name
            if name in PRESETS:
                self._take_preset(name)
            elif name in CASE_ENDS:
                self._take_case()
            else:
                self._show_what_the_format_knows()
            self.post_message(self.Changed())

    def on_select_changed(self, event: Select.Changed) -> None:
        """Another format or alarm; one that is known already was set from here."""
        event.stop()
        said = ""
        match event.select.id, str(event.value):
            case "format", name if name != self.format_name:
                said = self._take_format(name)
                self._leave_preset()
            case "alarms", minutes if minutes != self._alarms:
                self._alarms = minutes
                self._leave_preset()
            case _:
                return
        self.post_message(self.Changed(said))

    def on_checkbox_changed(self, event: Checkbox.Changed) -> None:
        """A box was changed by hand."""
        event.stop()
        self._by_hand.add(str(event.checkbox.id))
        if not self.case:
            self._leave_preset()
        self.post_message(self.Changed())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another span, which belongs to no preset."""
        event.stop()
        self.post_message(self.Changed())

    # ------------------------------------------------------------------ what follows from it

    def _take_preset(self, name: str) -> None:
        """Set the format and every box as a preset has them."""
        preset = PRESETS[name]
        self._extent = preset.extent
        self._by_hand.clear()
        self._take_format(preset.format_name)
        self.query_one("#format", Select).value = self.format_name
        self._alarms = SILENT
        self.query_one("#alarms", Select).value = SILENT
        for box in self._boxes():
            self._set(box, box.id in preset.parts)

    def _take_case(self) -> None:
        """Nothing is chosen of it but whether what is private and what is of mood go along; at first they do not."""
        self._by_hand.clear()
        for box in self._boxes():
            if box.id in RECORD_PARTS:
                self._set(box, False)
        self._show_what_the_format_knows()

    def _take_format(self, name: str) -> str:
        """Set the format; gives what else that changed, in a sentence.

        Notes, photos, what was answered about low mood and what is private are in a page only where a hand has ticked
        them, and in all that is no page unless a hand took them out: as the command line has it.
        """
        self.format_name = name
        self._show_what_the_format_knows()
        following = [box for box in self._boxes() if box.id in OPT_IN and box.id not in self._by_hand]
        if name not in (*PAGES, "csv", "json"):  # these know nothing of them
            return ""
        changed = [box for box in following if box.value != (name not in PAGES)]
        for box in changed:
            self._set(box, name not in PAGES)
        if not changed:
            return ""
        verb, it = ("is", "it") if len(changed) == 1 else ("are", "them")
        why = f"left out, unless you tick {it}"
        if name not in PAGES:
            why = f"ticked, as {name} is {'read back later' if name == 'json' else 'no page'}"
        return f"With this format {listed([PART_WORDS[str(box.id)] for box in changed])} {verb} {why}."

    def _leave_preset(self) -> None:
        self._preset = OWN
        self.query_one("#preset", OneOf).value = OWN

    def _set(self, box: TickBox, value: bool) -> None:
        """Tick a box, or not, without taking that for the person's hand."""
        with self.prevent(Checkbox.Changed):
            box.value = value

    def _show_what_the_format_knows(self) -> None:
        case = self.case
        for row in ("#format-row", ".span"):
            self.query_one(row).display = not case
        for box in self._boxes():
            box.display = not case or (case == RECORD and box.id in RECORD_PARTS)
        for name, format_name in ((DAYS, "pdf"), (AS_NEEDED, "ics"), ("alarms-row", "ics")):
            self.query_one(f"#{name}").display = format_name == self.format_name and not case
        self.query_one(".leave-out").display = any(box.display for box in self._boxes())

    # ------------------------------------------------------------------ what there is

    def _parts(self) -> list[str]:
        """What can be left out, of that what there is; what was told as private only where something was."""
        care = self._recovery.care
        parts = ["skin", "products", "name", "notes", "photos", "mood"]
        parts = parts if holds_skin(self._recovery) else ["products", "name", "notes"]
        parts += ["care"] if care != NO_CARE else []
        return [*parts, "private"] if any(one.private for one in care.background) else parts

    def _boxes(self) -> Iterator[TickBox]:
        yield from self.query(TickBox)

    def _day(self, field_id: str) -> date | None:
        text = self.query_one(field_id, Input).value.strip()
        return read_day(text, self._today, zero=self._recovery.day_zero) if text else None


def _choice(words: Mapping[str, str], value: str, id: str) -> Choice[str]:  # noqa: A002 (Textual's own name)
    """A line in which one thing is chosen, by words."""
    return Choice([(said, key) for key, said in words.items()], value, id)
