"""A check-in: how the skin is on a day, by keyboard in half a minute. Everything can be left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from msgspec import Struct, field
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from routine_tui.facts.skin import check_in_form, question_groups, questions
from routine_tui.files import typed_path
from routine_tui.glyphs import Glyphs
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import Answer
from routine_tui.model.recovery.check_in import EVERYWHERE, CheckIn, Look
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.session_kind import session_kind
from routine_tui.model.skin.answers import before_in_words, in_words
from routine_tui.model.skin.check_in_form import WHERE, AskedPart
from routine_tui.model.skin.check_ins import before, check_ins
from routine_tui.model.skin.session_answers import said_of_session
from routine_tui.model.text import NOTE_LIMIT, clipped, free_text, weekday_day
from routine_tui.ui.dialogs.dialog import Dialog
from routine_tui.ui.dialogs.field_values import changes
from routine_tui.ui.dialogs.form import Form, buttons, complaint, frame
from routine_tui.ui.dialogs.form import field as row
from routine_tui.ui.inputs import TextLine
from routine_tui.ui.widgets.cut_to_fit import CutToFit
from routine_tui.ui.widgets.questionnaire import Questionnaire

LONGEST_PATH = 4096


class CheckInAnswer(Struct, frozen=True):
    """What is to be recorded: only what differs from what is recorded already."""

    answers: Mapping[str, Answer | None] = field(default_factory=dict)
    """By name; None takes an answer back."""
    note: str | None = None
    """The note as it is to be; None where it stays as it is."""
    photo: str = ""
    """The path of a picture to be added; empty for none."""
    at: datetime | None = None
    """The moment of the look that is changed; None for one of now."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Side and place of what is new, by the name under which a look keeps it; empty for none."""


class CheckInDialog(Form[CheckInAnswer]):
    """The questions, a note and a picture, of one look at the skin.

    What is urgent is asked first, in lines that open. Within an hour of a look, and on a past day, it changes the last
    look. Later it begins a new one, and what the last one said stands beside each question.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("e", "correct", "correct", show=False)]
    LEFT = "Not saved yet. Your answers will be here when you press ‹skin.check_in› again."
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall"), (24, "-high")]
    DEFAULT_CSS = """
    CheckInDialog .asked { height: 3; }
    CheckInDialog .keys { height: 1; color: $text-muted; }
    CheckInDialog .hint { height: 1; }
    CheckInDialog.-short .asked { height: 2; }
    CheckInDialog.-high.-narrow .asked { height: 5; margin-top: 1; }
    CheckInDialog.-high.-narrow .hint, CheckInDialog.-high.-narrow .keys { height: 2; }
    CheckInDialog.-tall .-general, CheckInDialog.-short .-general { display: none; }
    """
    AUTO_FOCUS = "Questionnaire"

    def __init__(self, recovery: Recovery, day: date, today: date, glyphs: Glyphs, now: datetime) -> None:
        super().__init__(f"check-in {day}")
        self._day = day
        self._glyphs = glyphs
        check_in = recovery.record(day).skin or CheckIn()
        last = check_in.looks[-1] if check_in.looks and check_in.looks[-1].at else None
        amended = check_in.amended_at(now) if day == today else last
        self._look = amended or Look()
        """The look that is changed; an empty one for a new one."""
        self._last = None if amended else last
        """The look before a new one, which can be corrected instead."""
        self._note = clipped(self._look.note, NOTE_LIMIT)
        earlier = list(check_ins(recovery))
        self._before = {one.id: before_in_words(one.id, day, before(earlier, day, one.id)) for one in questions()}
        if self._last:
            self._before |= {name: _said_at(self._last, name) for name in self._last.answers}
        self._kind = session_kind(recovery)
        self._said_once = said_of_session(recovery).keys()
        """What was asked once, in an earlier look, and is not asked again."""
        self._title = f"Check-in, {weekday_day(day, today)} {glyphs.dot} day {recovery.offset(day)}"

    def compose(self) -> ComposeResult:
        """The questions, what the one under the cursor asks, two lines to type in."""
        yield frame(
            self._title,
            Static(self._hint(), classes="hint" if self._last else "hint -general", markup=False),
            Questionnaire(self._parts(), self._recorded(), self._before, self._glyphs, check_in_form()),
            CutToFit(self._glyphs, classes="asked"),
            Static("", classes="keys", markup=False),
            row("Note", TextLine(self._note, id="note", max_length=NOTE_LIMIT)),
            row("Photo", TextLine(id="photo", max_length=LONGEST_PATH, placeholder="a file, or drag one here")),
            complaint(),
            buttons(),
            tall=True,
        )

    def _parts(self) -> tuple[AskedPart, ...]:
        """What is asked: all but what is asked once and was said."""
        asked = [one for one in questions() if one.asked and one.group != "profile" and not self._is_said(one.id)]
        return check_in_form().parts(question_groups(), asked, self._kind)

    def _is_said(self, name: str) -> bool:
        return name in self._said_once and name not in self._look.answers

    def _recorded(self) -> dict[str, Answer]:
        """What the look says that is changed, its side and place with it."""
        return {**self._look.answers, **check_in_form().place_in(self._look.places)}

    def _hint(self) -> str:
        if self._last is None or self._last.at is None:
            return "Answer only what you like. A blank is not a zero."
        return f"How is it now? Beside it is what you said at {self._last.at:%H:%M}; e corrects that."

    def action_correct(self) -> None:
        """Change the look before in place of beginning a new one; what was answered here stays."""
        if self._last is None:
            return
        asked = self.query_one(Questionnaire)
        self._look, self._last, given = self._last, None, asked.given()
        self._note = clipped(self._look.note, NOTE_LIMIT)
        asked.take({**self._recorded(), **given})
        note = self.query_one("#note", TextLine)
        note.value = note.value or self._note
        self.query_one(".hint", Static).update(f"This corrects what you said at {self._look.at:%H:%M}.")

    @on(Questionnaire.Shown)
    def _say(self, event: Questionnaire.Shown) -> None:
        self.bring_up_to_date()
        self.show_error(event.refused)

    @on(Questionnaire.Finished)
    def _finish(self) -> None:
        self.action_accept()

    def on_resize(self) -> None:
        """There may be more room for words, or less."""
        self.call_after_refresh(self.bring_up_to_date)

    def answer(self) -> CheckInAnswer | None:
        """What differs from what is recorded; None where nothing does."""
        asked = self.query_one(Questionnaire)
        asked.settle()
        note = self.typed("note")
        changed = None if note == self._note else free_text(note, "The note")
        given = changes(self._recorded(), asked.answers)
        places = {EVERYWHERE: check_in_form().place_of(asked.answers)} if given.keys() & {*WHERE} else {}
        answers = {name: answer for name, answer in given.items() if name not in WHERE}
        answer = CheckInAnswer(answers, changed, _photo(self.typed("photo")), self._look.at, places)
        return None if answer == CheckInAnswer(at=self._look.at) else answer

    def bring_up_to_date(self) -> None:
        """Say what the question under the cursor asks."""
        show_question(self, self.query_one(Questionnaire), self._glyphs.dot)


def _said_at(look: Look, name: str) -> str:
    """What a look of the same day said to a question, with its hour."""
    return f"{in_words(name, look.answers[name], ' °C')} at {look.at:%H:%M}"


def show_question(screen: Dialog[Any], asked: Questionnaire, dot: str) -> None:
    """Say what the line under the cursor asks, what its numbers stand for, and which keys answer it.

    Where there is no room for both, the numbers are told, as the label names what is asked.
    """
    question, words = asked.row.question, screen.query_one(".asked", Static)
    screen.query_one(".keys", Static).update(Content(asked.keys))
    scale = question.scale if question else ()
    answer = asked.answers.get(question.id) if question else None
    numbers: list[Content | str | tuple[str, str]] = []
    for number, said in scale:
        numbers += [f" {dot} " if numbers else "", (f"{number}: {said}", "bold" if number == answer else "")]
    has_room = not numbers or (words.size.height > 2 and not screen.has_class("-tall"))
    parts = [*([asked.sheet.asks] if has_room else []), *(["\n"] if numbers and has_room else []), *numbers]
    words.update(Content.assemble(*parts))


def _photo(typed: str) -> str:
    """A path as it was typed, or as a terminal types it where a file is dropped. Raises BadInput for no file."""
    if not typed.strip():
        return ""
    path = typed_path(typed)
    try:
        found = path.is_file()
    except OSError:  # too long for a path
        found = False
    if not found:
        raise BadInput(f"There is no file “{clipped(typed.strip(), 60)}”: type its path, or leave the line empty.")
    return str(path)
