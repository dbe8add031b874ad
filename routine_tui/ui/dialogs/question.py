"""A question for the next visit: kept in one line, and answered once it was asked."""

from __future__ import annotations

from msgspec import Struct
from textual.app import ComposeResult
from textual.widgets import Label, Static

from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Question
from routine_tui.model.text import NAME_LIMIT, free_text, one_line, short_day
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame, page
from routine_tui.ui.inputs import TextLine


class QuestionAnswer(Struct, frozen=True):
    """What is new of a question."""

    changes: dict[str, str]
    of: str = ""
    """The id of the question; empty for a new one."""

    def change(self, planner: Planner) -> Recovery:
        """Keep it. Raises RoutineError."""
        return (
            planner.visits.edit_question(self.of, **self.changes)
            if self.of
            else planner.visits.ask(self.changes["text"])
        )


class QuestionDialog(Form[QuestionAnswer]):
    """One line, from any view."""

    def __init__(self) -> None:
        super().__init__("question")

    def compose(self) -> ComposeResult:
        """The line."""
        yield frame(
            "A question for the next visit",
            TextLine(id="text", max_length=NAME_LIMIT, placeholder="e.g. When may I use acids again?"),
            Static("You'll find it under Care and in your visit checklist.", classes="hint"),
            complaint(),
            buttons(),
        )

    def answer(self) -> QuestionAnswer:
        """The question."""
        return QuestionAnswer({"text": one_line(self.typed("text"), "The question")})


class AnswerDialog(Form[QuestionAnswer]):
    """A question that was kept, and what was answered; with an answer it counts as asked."""

    DEFAULT_CSS = """
    AnswerDialog TextArea { height: 5; }
    AnswerDialog .heading { color: $text-muted; }
    AnswerDialog.-short TextArea { height: 3; }
    """
    AUTO_FOCUS = "TextArea"

    def __init__(self, question: Question) -> None:
        super().__init__(f"question {question.id}")
        self._question = question

    def compose(self) -> ComposeResult:
        """The question, and a page for the answer."""
        question = self._question
        yield frame(
            f"A question, kept on {short_day(question.asked_on)}",
            field("Question", TextLine(question.text, id="text", max_length=NAME_LIMIT)),
            Label("What was answered", classes="heading"),
            page(question.answer, "answer"),
            complaint(),
            buttons(),
        )

    def answer(self) -> QuestionAnswer | None:
        """What was changed of the two."""
        changes = {}
        if self.is_changed("text"):
            changes["text"] = one_line(self.typed("text"), "The question")
        if self.is_changed("answer"):
            changes["answer"] = free_text(self.typed("answer"), "The answer")
        return QuestionAnswer(changes, self._question.id) if changes else None
