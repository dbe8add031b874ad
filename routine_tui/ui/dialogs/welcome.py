"""The first start: three questions and some that can be left out, then a working Today; or sample data to look at."""

from __future__ import annotations

from datetime import date
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, Label, Select, Static

from routine_tui.dates import read_day
from routine_tui.facts import guidance
from routine_tui.facts.skin import anywhere, region, regions
from routine_tui.model.care.contact_text import FURTHER
from routine_tui.model.errors import BadInput, RoutineError
from routine_tui.model.recovery.recovery import DEFAULT_WINDOW_DAYS, LONGEST_WINDOW_DAYS, Recovery
from routine_tui.model.recovery.session_kind import CHOICES, KIND, PLACE, PLACES
from routine_tui.model.skin.regions import IN_AN_EMERGENCY
from routine_tui.model.text import long_day
from routine_tui.planner.planner import Planner
from routine_tui.planner.region import choose_region, region_here
from routine_tui.ui.dialogs.dialog import Dialog
from routine_tui.ui.dialogs.form import complaint, frame
from routine_tui.ui.inputs import Choice, DigitChoice, TextLine
from routine_tui.ui.widgets.one_of import OneOf

_ABOUT: Final = (
    "What helps healing skin is boring and steady: a gentle cleanser, a moisturiser, sunscreen, time, and a "
    "dermatologist. This app makes the boring part easy. Everything stays on this computer. It is not medical advice."
)
_EXAMPLES: Final = "e.g. today, 12 Nov, 3 weeks ago"


class Welcome(Dialog[str]):
    """When was the session, where, which routine: Enter, Enter. Gives ``begun``, ``sample``, or None when left.

    The country is guessed, so that Enter accepts it with the rest. What was done can be left out, and has two lines
    more once it is said; Tab reaches all of them.
    """

    DEFAULT_CSS = """
    Welcome .title { color: $primary; text-style: bold; margin-bottom: 1; }
    Welcome .question { text-style: bold; margin-top: 1; }
    Welcome OneOf { border: none; text-wrap: wrap; }
    Welcome OneOf { scrollbar-size-vertical: 0; }  /* it would stay once there was one, and hide a line */
    Welcome Input { background: $panel; }
    Welcome .row { height: auto; margin-top: 1; }
    Welcome .row Label { width: auto; text-style: bold; margin-right: 1; }
    Welcome .row Select { width: 1fr; }
    Welcome #when { margin: 0; }
    Welcome .more { margin: 0; display: none; }
    Welcome.-kind .more { display: block; }
    Welcome.-kind .words { display: none; }
    Welcome.-short .row { margin: 0; }
    Welcome.-short .question, Welcome.-short .title { margin: 0; }
    Welcome.-short .words { display: none; }
    Welcome.-short.-narrow .title { display: none; }
    Welcome.-tiny .row { layout: vertical; }
    """
    AUTO_FOCUS = "#zero"

    def __init__(self, planner: Planner) -> None:
        super().__init__()
        self._planner = planner
        self._today = planner.look()[1]

    def compose(self) -> ComposeResult:
        """A greeting, the questions, two buttons."""
        routines = {one.id: Content.assemble((one.label, "bold"), f"  {one.about}") for one in guidance.templates()}
        places = [(one.label, one.id) for one in (*regions(), anywhere())]
        here = self._planner.settings.region or region_here()
        yield frame(
            "",
            Static("A calm routine for skin that is healing", classes="title"),
            Static(_ABOUT, classes="words"),
            Horizontal(Label("What was done?"), DigitChoice(CHOICES, "kind"), classes="row"),
            Horizontal(Label("Where?"), DigitChoice(PLACES, "place"), classes="row more"),
            Horizontal(
                Label("Next one booked for"),
                TextLine(id="again", placeholder="optional, e.g. 9 Apr"),
                classes="row more",
            ),
            Label("When was the session?", classes="question", id="when"),
            TextLine("today", id="zero"),
            Static(_EXAMPLES, id="reading", classes="hint", markup=False),
            Horizontal(Label("Country"), Choice(places, here, "region"), classes="row"),
            Static(_numbers(here), id="numbers", classes="hint", markup=False),
            Label("Choose a starting routine. You can change it later.", classes="question"),
            OneOf(routines, next(iter(routines)), "template"),
            complaint(),
            Horizontal(
                Button("Try sample data", id="sample", compact=True),
                Button("Start (enter)", id="accept", variant="primary", compact=True),
                classes="buttons",
            ),
        )

    def on_select_changed(self) -> None:
        """Say which number to call there; once it is said what was done, ask where, and whether another is booked."""
        self.set_class(bool(self._kind()), "-kind")
        self.query_one("#numbers", Static).update(_numbers(self._region()))

    def on_digit_choice_chosen(self, event: DigitChoice.Chosen) -> None:
        """A digit answers, and goes on to what is asked next."""
        self.set_class(bool(self._kind()), "-kind")
        if event.choice.value:
            following = "#again" if event.choice.id == "place" else "#place"
            self.call_after_refresh(lambda: self.set_focus(self.query_one(following)))

    def on_input_changed(self) -> None:
        """Say which day was understood."""
        line = self.query_one("#reading", Static)
        try:
            day = self._zero()
        except BadInput as error:
            line.update(Content(str(error)))
            return
        line.update(Content(f"{long_day(day)}. {self._number(day)}"))

    def action_submit(self) -> None:
        """Enter in the line goes on to the routine; in the one before it, to that line; on a routine it begins."""
        if self.focused is self.query_one(OneOf):
            self.action_accept()
            return
        if self.focused is self.query_one("#again"):
            self.set_focus(self.query_one("#zero"))
            return
        try:
            self._zero()
        except BadInput as error:
            self.show_error(str(error))
            return
        self.show_error("")
        self.set_focus(self.query_one(OneOf))  # at once, which its ``focus`` does not

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Look around; what the other button does stands in ``Dialog``, which Textual calls too."""
        if event.button.id == "sample":
            event.stop()
            self.dismiss("sample")

    def action_accept(self) -> None:
        """Begin the recovery, once."""
        if self.is_answered:
            return
        template = self.query_one(OneOf).value
        try:
            day = self._zero()
            window = window_since(day, self._today)
            Recovery("", "Recovery", day, window)  # refuses a day zero that cannot be one
            choose_region(self._planner, self._region())
            self._planner.recoveries.begin(self._free_name(), day, window, template, self._session())
        except RoutineError as error:
            self.show_error(str(error))
            return
        self.dismiss("begun")

    def _free_name(self) -> str:
        """``Recovery``, or the first number after it that is free."""
        taken = {entry.name.casefold() for entry in self._planner.recoveries.entries()}
        names = ["Recovery", *(f"Recovery {number}" for number in range(2, len(taken) + 3))]
        return next(name for name in names if name.casefold() not in taken)

    def _kind(self) -> str:
        """What was done, as its id; empty where that was left out."""
        return str(self.query_one("#kind", DigitChoice).value)

    def _session(self) -> dict[str, str]:
        """What is told of the session, by the ids of its fields. Raises BadInput for a day that cannot be read."""
        if not self._kind():
            return {}
        place = str(self.query_one("#place", DigitChoice).value)
        again = self.query_one("#again", Input).value.strip()
        booked = read_day(again, self._today, self._today, self._zero()).isoformat() if again else ""
        return {KIND: self._kind(), PLACE: place, FURTHER: booked}

    def _region(self) -> str:
        """The id of the country that is chosen; empty for another one."""
        return str(self.query_one("#region", Select).value)

    def _zero(self) -> date:
        return read_day(self.query_one("#zero", Input).value or "today", self._today)

    def _number(self, day: date) -> str:
        """Which number today has, counted from that day."""
        offset = (self._today - day).days
        if offset < 0:
            return "That is in the future. Your calendar will start on that day."
        return f"So today is day {offset}." if offset else "The first day, day 0."


def _numbers(region_id: str) -> Content:
    """Which number to call in an emergency; there from the first layout on, which knows how many lines that takes."""
    return Content(f"{IN_AN_EMERGENCY} {region(region_id).emergency}.")


def window_since(day_zero: date, today: date) -> int:
    """How many days to plan for a session of that day: so many that today is among them, where that can be."""
    lengths = (DEFAULT_WINDOW_DAYS, 180, 365, LONGEST_WINDOW_DAYS)
    return next((days for days in lengths if days > (today - day_zero).days), DEFAULT_WINDOW_DAYS)
