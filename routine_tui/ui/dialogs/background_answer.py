"""One thing that is told once, in a person's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from routine_tui.facts import guidance
from routine_tui.facts.skin import question, question_groups
from routine_tui.model.care.contact_text import RECORD
from routine_tui.model.care.record_letter import STATE_WORDS
from routine_tui.model.guidance import NOT_ADVICE
from routine_tui.model.recovery.background import TOLD_LIMIT, AnswerState, BackgroundAnswer, BackgroundField
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.session_kind import CHOICES, KIND, PLACE, PLACES
from routine_tui.model.skin.check_in_form import AskedPart
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.field_values import changes
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame, page
from routine_tui.ui.inputs import Choice, DigitChoice
from routine_tui.ui.widgets.questionnaire import Questionnaire
from routine_tui.ui.widgets.tick_box import TickBox


class TellAnswer(Struct, frozen=True):
    """What is told in a field; an empty text takes it back."""

    field_id: str
    text: str | None
    private: bool | None
    """Each None where it stays as it is."""
    profile: Mapping[str, int | bool | None] = {}
    """What of the profile is answered anew under the field, by name; None takes an answer back."""
    state: AnswerState | None = None
    """How it stands with the clinic; None where that stays as it is."""

    def change(self, planner: Planner) -> Recovery:
        """Keep it. Raises RoutineError."""
        texts = {} if self.text is None else {self.field_id: self.text}
        private = {} if self.private is None else {self.field_id: self.private}
        states = {} if self.state is None else {self.field_id: self.state}
        return planner.visits.tell(texts, private, self.profile, states)


class TellDialog(Form[TellAnswer]):
    """The question, a page, and whether it stays out of what is shared."""

    DEFAULT_CSS = """
    TellDialog TextArea { height: 5; margin-top: 1; }
    TellDialog.-short TextArea { height: 3; margin-top: 0; }
    TellDialog .why { color: $text-muted; margin-top: 1; height: auto; }
    TellDialog.-short .why { margin-top: 0; }
    TellDialog Questionnaire { height: auto; max-height: 5; min-height: 2; margin-top: 1; }
    TellDialog.-short Questionnaire { max-height: 2; margin-top: 0; }
    """
    AUTO_FOCUS = "TextArea, DigitChoice"

    def __init__(
        self, asked: BackgroundField, told: BackgroundAnswer | None, profile: Mapping[str, int | bool] | None = None
    ) -> None:
        super().__init__(f"field {asked.id}")
        self._asked = asked
        self._profile = {name: value for name, value in (profile or {}).items() if name in asked.profile}
        self._told = told or BackgroundAnswer(asked.id, "", asked.private)

    def compose(self) -> ComposeResult:
        """What is asked, what is told, why it is asked."""
        asked = self._asked
        yield frame(
            asked.label,
            Static(asked.ask, classes="hint", markup=False),
            *self._once(),
            self._text(),
            *self._stands(),
            TickBox("private: left out unless asked for", self._told.private, "private"),
            *([Static(Content(why_words(asked)), classes="why")] if asked.why or asked.sources else []),
            complaint(),
            buttons(),
        )

    def _text(self) -> Widget:
        """Where it is told: a page, or one of some choices where there are no others."""
        if not self._asked.choices:
            return page(self._told.text, "text", TOLD_LIMIT)
        known = {KIND: CHOICES, PLACE: PLACES}.get(self._asked.id, {})
        words = {one: known.get(one, one.capitalize()) for one in self._asked.choices}
        return field("Answer", DigitChoice(words, "text", self._told.text))

    def _stands(self) -> Iterator[Widget]:
        """How it stands with the clinic, of what it can be asked for."""
        if self._asked.letter or self._asked.id == RECORD:
            states = [(words, state) for state, words in STATE_WORDS.items() if state != "known"]
            state = self._told.state or "open"
            yield field("If not known", Choice(states, state, "state"))

    def _state(self) -> AnswerState | None:
        """How it stands now, where that was changed."""
        if not self.query("#state") or not self.is_changed("state"):
            return None
        chosen: Any = self.typed("state")
        return "" if chosen == "open" else chosen

    def _once(self) -> Iterator[Questionnaire]:
        """What of the profile stands under the field, a line each."""
        if self._asked.profile:
            group = next(one for one in question_groups() if one.id == "profile")
            asked = tuple(question(name) for name in self._asked.profile)
            yield Questionnaire([AskedPart(group, asked)], self._profile)

    def _answered(self) -> dict[str, int | bool | None]:
        if not self._asked.profile:
            return {}
        form = self.query_one(Questionnaire)
        form.settle()
        changed = changes(self._profile, form.answers)
        return {name: int(one) if isinstance(one, float) else one for name, one in changed.items()}

    @on(Questionnaire.Shown)
    def _say(self, event: Questionnaire.Shown) -> None:
        self.show_error(event.refused)

    @on(Questionnaire.Finished)
    def _go_on(self) -> None:
        self.query_one("#text").focus()

    def answer(self) -> TellAnswer | None:
        """What is told anew."""
        profile = self._answered()
        state = self._state()
        typed = self._asked.answer(self.typed("text")) if self.is_changed("text") else ""
        text = BackgroundAnswer(self._asked.id, typed).cleaned().text if self.is_changed("text") else None
        private = self.query_one(TickBox).value if self.is_changed("private") else None
        if text is None and private is None and state is None and not profile:
            return None
        return TellAnswer(self._asked.id, text, private, profile, state)


def why_words(asked: BackgroundField) -> str:
    """Why something is asked, with its source; empty where nothing more is said."""
    return "\n".join(part for part in (asked.why, source_words(asked)) if part)


def source_words(asked: BackgroundField) -> str:
    """Where the reason for asking comes from."""
    if not asked.sources:
        return ""
    source = guidance.cited(asked.sources)[0]
    return f"{source.title}, {source.publisher}; {NOT_ADVICE}"
