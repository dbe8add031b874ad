"""Which lines a questionnaire has: headings, lines of urgent questions that open, questions. No drawing, no key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from routine_tui.model.recovery.answers import Answer
from routine_tui.model.skin.check_in_form import AskedPart, CheckInForm, QuestionLine
from routine_tui.model.skin.questions import CheckInQuestion, QuestionGroup

NONE_KEY: Final = "0"
LETTERS: Final = "abcd"
"""The keys that say yes to the questions of a line that is open."""
ASKED_BY_THEMSELVES: Final = ("self_harm", "improving")
"""What no key for many questions answers."""


class QuestionRow(Struct, frozen=True):
    """One line: a heading, ``0 None of these``, a line of urgent questions, or a question."""

    group: QuestionGroup
    question: CheckInQuestion | None = None
    line: QuestionLine | None = None
    """The line itself; with a question, the line in which it stands."""
    key: str = ""
    """The key that is drawn before it."""
    more: bool = False
    """Of ``0 None of these``: whether something of it is answered with yes, so that it is about the others."""

    @property
    def is_heading(self) -> bool:
        """Whether nothing can be answered here."""
        return self.question is None and not self.key

    @property
    def is_line(self) -> bool:
        """Whether it is a line of urgent questions, and not one of these."""
        return self.line is not None and self.question is None

    @property
    def is_none(self) -> bool:
        """Whether it says no to many questions."""
        return self.key == NONE_KEY and self.line is None

    @property
    def place(self) -> tuple[str, str, str]:
        """What tells it from every other one, however many lines stand before it."""
        return self.group.id, self.line.label if self.line else self.key, self.question.id if self.question else ""


class QuestionList:
    """What is asked, and how it stands in lines beside some answers."""

    def __init__(self, parts: Sequence[AskedPart], form: CheckInForm | None = None) -> None:
        """``form`` says what is asked only after other answers; without it all is."""
        self.parts = tuple(parts)
        self._form = form
        self._questions = {one.id: one for part in self.parts for one in part.questions}

    def question(self, name: str) -> CheckInQuestion | None:
        """The question with this name; None where it is none of these."""
        return self._questions.get(name)

    def rows(self, answers: Mapping[str, Answer], opened: str) -> tuple[QuestionRow, ...]:
        """Every line; ``opened`` is the label of the urgent line that is open, and so is each with a yes."""
        rows: list[QuestionRow] = []
        for part in self.parts:
            asked = [one for one in part.questions if self._is_asked(one, answers)]
            if not asked:
                continue
            rows.append(QuestionRow(part.group))
            if part.lines:
                rows += self._lines(part, answers, opened)
            else:
                rows += [QuestionRow(part.group, one) for one in asked]
        return tuple(rows)

    def _lines(self, part: AskedPart, answers: Mapping[str, Answer], opened: str) -> Iterator[QuestionRow]:
        has_yes = any(answers.get(one.id) is True for one in part.questions)
        yield QuestionRow(part.group, key=NONE_KEY, more=has_yes)
        for number, line in enumerate(part.lines, 1):
            yield QuestionRow(part.group, line=line, key=str(number))
            if line.label == opened or any(answers.get(name) is True for name in line.asks):
                for letter, name in zip(LETTERS, line.asks, strict=False):
                    yield QuestionRow(part.group, self._questions[name], line, letter)

    def open_yes_no(self, group: QuestionGroup, answers: Mapping[str, Answer]) -> list[str]:
        """The names of what a key for many may answer in a group: yes or no, asked, and not answered yet."""
        if group.id in ("profile", "apart"):  # what is asked once, or by itself, is answered one by one
            return []
        asked = next(part.questions for part in self.parts if part.group is group)
        return [
            one.id
            for one in asked
            if one.kind == "yes_no"
            and one.id not in answers
            and one.id not in ASKED_BY_THEMSELVES
            and self._is_asked(one, answers)
        ]

    def _is_asked(self, question: CheckInQuestion, answers: Mapping[str, Answer]) -> bool:
        return self._form is None or self._form.is_asked(question.id, answers)


def line_answer(line: QuestionLine, answers: Mapping[str, Answer]) -> bool | None:
    """What a line says as a whole: yes for a yes in it, no where all of it is no, else nothing."""
    said = [answers.get(name) for name in line.asks]
    return True if True in said else False if all(one is False for one in said) else None
