"""What is answered, where the cursor is, and what a key or a click does about it. It draws nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import Answer
from routine_tui.model.skin.check_in_form import AskedPart, CheckInForm, QuestionLine
from routine_tui.model.skin.questions import CheckInQuestion
from routine_tui.ui.widgets.question_keys import (
    TYPED,
    answer_by_key,
    is_same,
    is_whole,
    read_typed,
    stepped,
    typed_after,
)
from routine_tui.ui.widgets.question_list import LETTERS, NONE_KEY, QuestionList, QuestionRow, line_answer

NO_TO_MANY: Final = "no_to_many"
"""What a click on a heading means that says no to all the rest of it."""
_MOVES: Final[Mapping[str, int]] = {
    "down": 1, "j": 1, "up": -1, "k": -1, "pagedown": 8, "pageup": -8, "home": -999, "g": -999, "end": 999, "G": 999,
}  # fmt: skip
_TAKES_BACK: Final = ("backspace", "delete", "full_stop", ".")


class QuestionSheet:
    """The lines of a questionnaire with their answers. What raises BadInput leaves all as it was."""

    def __init__(self, parts: Sequence[AskedPart], answers: Mapping[str, Answer], form: CheckInForm | None) -> None:
        """``form`` says what is asked only after other answers; without it all is."""
        self.answers: dict[str, Answer] = dict(answers)
        """What is answered now, by name; what is not answered is absent."""
        self.typed = ""
        """What is being typed for the question under the cursor."""
        self.is_finished = False
        """Whether Enter was pressed on the last line."""
        self._list = QuestionList(parts, form)
        self._opened = ""
        self.rows = self._list.rows(self.answers, "")
        self.cursor = self.places[0]

    @property
    def row(self) -> QuestionRow:
        """The line under the cursor."""
        return self.rows[self.cursor]

    @property
    def places(self) -> list[int]:
        """The lines where the cursor may be."""
        return [y for y, row in enumerate(self.rows) if not row.is_heading]

    @property
    def asks(self) -> str:
        """What the line under the cursor asks, in a sentence."""
        row = self.row
        if row.question is not None:
            return row.question.ask
        if row.line is None:
            return "0: none of these. A number opens what applies."
        names = [self._list.question(name) for name in row.line.asks]
        return f"{row.key} opens it: {', '.join(f'{one.label[:1].lower()}{one.label[1:]}' for one in names if one)}."

    def answer_of(self, row: QuestionRow) -> Answer | None:
        """What is answered on a line; on one of several urgent questions, what it says as a whole."""
        if row.question is not None:
            return self.answers.get(row.question.id)
        return line_answer(row.line, self.answers) if row.line else None

    def open_yes_no(self, row: QuestionRow) -> list[str]:
        """What a key for many may answer in the group of a line: asked, and not answered yet."""
        return self._list.open_yes_no(row.group, self.answers)

    def take(self, changed: Mapping[str, object]) -> None:
        """Answer as in a draft; what is no answer to one of the questions is left out."""
        for name, answer in changed.items():
            question = self._list.question(name)
            if question is not None and answer is None:
                self.answers.pop(name, None)
            elif question is not None:
                with suppress(BadInput):
                    question.require(answer)
                    given: Any = answer
                    self.answers[name] = given
        self._lay_out()

    def settle(self) -> None:
        """Take what is being typed as the answer. Raises BadInput where it is none; it then stays as it was typed."""
        if self.typed and self.row.question is not None:
            self._set(self.row.question.id, read_typed(self.row.question, self.typed))

    # ------------------------------------------------------------------ keys

    def press(self, character: str, key: str) -> bool:
        """Do what a key means here; whether it means anything. Raises BadInput for what is no answer."""
        return self._answered(character, key) or self._moved(key)

    def _moved(self, key: str) -> bool:
        if key in _MOVES:
            self._go(self.places[self._place(_MOVES[key])])
        elif key == "enter":
            self.settle()
            if self.row.is_line and self.row.line and self._opened != self.row.line.label:
                self._open(self.row.line)
            elif self.cursor == self.places[-1]:
                self.is_finished = True
            else:
                self._next()
        else:
            return False
        return True

    def _answered(self, character: str, key: str) -> bool:
        """Whether a key was one that answers; what it says is then done."""
        question = self.row.question
        if question is not None and self._type(question, character, key):
            return True
        if self.row.key and self._answered_of_many(character):
            return True
        if question is None:
            return self._answered_line(character, key)
        if key in _TAKES_BACK or character == ".":
            self._set(question.id, None)
        elif key in ("left", "right"):
            self.settle()
            self._set(question.id, stepped(question, self.answers.get(question.id), key == "right"))
        elif character == "N" and self.open_yes_no(self.row):
            self.no_to_the_rest()
        elif (answer := answer_by_key(question, character)) is not None:
            self._set(question.id, answer)
            self._next()
        else:
            return False
        return True

    def _answered_of_many(self, character: str) -> bool:
        """Whether a key is of the urgent list: none of these, a line to be opened, a question of the open line."""
        group, line = self.row.group, self.row.line
        lines = next(part.lines for part in self._list.parts if part.group is group)
        if character in (NONE_KEY, "N"):
            self.no_to_the_rest()
        elif character.isdigit() and 1 <= int(character) <= len(lines):
            self._open(lines[int(character) - 1])
        elif line and self.row.question and character and character in LETTERS[: len(line.asks)]:
            name = line.asks[LETTERS.index(character)]
            self._set(name, True)
            self._go(next(y for y, row in enumerate(self.rows) if row.question and row.question.id == name))
        else:
            return False
        return True

    def _answered_line(self, character: str, key: str) -> bool:
        """Whether a key answers a line of urgent questions as a whole."""
        line = self.row.line
        if line is None:
            return False
        if character == "y" or key == "right":
            self._open(line)
        elif character == "n" or key == "left":
            self._say_of(line, False)
            self._next()
        elif character == "." or key in _TAKES_BACK:
            self._say_of(line, None)
        else:
            return False
        return True

    def _type(self, question: CheckInQuestion, character: str, key: str) -> bool:
        """Take a sign of an answer that is typed; whether it was one."""
        typed = typed_after(question, self.typed, character, key)
        if typed is None:
            return False
        self.typed = typed
        if is_whole(question, typed):
            self.settle()
            self._next()
        return True

    # ------------------------------------------------------------------ the mouse

    def click(self, y: int, meta: Mapping[str, Any]) -> None:
        """Go to a line; answer where an answer is clicked, and take it back where it is the one that is given.

        Raises BadInput where what is being typed is no answer.
        """
        if self.rows[y].is_heading:
            if NO_TO_MANY in meta:
                self._go(y + 1)
                self.no_to_the_rest()
            return
        self._go(y)
        row = self.row
        if row.is_none:
            self.no_to_the_rest()
        elif row.is_line and row.line:
            self._clicked_line(row.line, meta.get("answer"))
        elif row.question and "answer" in meta:
            wanted, now = meta["answer"], self.answers.get(row.question.id)
            if row.question.kind in TYPED:
                self._set(row.question.id, stepped(row.question, now, wanted))
            else:
                self._set(row.question.id, None if is_same(now, wanted) else wanted)

    def _clicked_line(self, line: QuestionLine, wanted: bool | None) -> None:
        if wanted is False:
            self._say_of(line, None if line_answer(line, self.answers) is False else False)
        elif self._opened != line.label:
            self._open(line)
        else:
            self._lay_out("")

    # ------------------------------------------------------------------ what follows

    def no_to_the_rest(self) -> None:
        """No to what is not answered in the group, because the person says so; then on to the next group."""
        self.settle()
        group = self.row.group
        for name in self.open_yes_no(self.row):
            self.answers[name] = False
        self._lay_out("")
        below = [y for y in self.places if y > self.cursor and self.rows[y].group is not group]
        self.cursor = (below or self.places[-1:])[0]

    def _open(self, line: QuestionLine) -> None:
        """Show the questions of a line, and go to the first one."""
        self._lay_out(line.label)
        self._go(next(y for y, row in enumerate(self.rows) if row.line is line and row.question))

    def _say_of(self, line: QuestionLine, answer: bool | None) -> None:
        """Say no to what is not answered in a line, or take all of it back."""
        for name in line.asks:
            if answer is None:
                self.answers.pop(name, None)
            else:
                self.answers.setdefault(name, answer)
        self._lay_out("" if self._opened == line.label else None)

    def _set(self, name: str, answer: Answer | None) -> None:
        self.typed = ""
        if answer is None:
            self.answers.pop(name, None)
        else:
            self.answers[name] = answer
        self._lay_out()

    def _lay_out(self, opened: str | None = None) -> None:
        """Work the lines out anew; the cursor stays with its question, or goes to the line in which that was."""
        group, line, _ = place = self.row.place
        self._opened = self._opened if opened is None else opened
        self.rows = self._list.rows(self.answers, self._opened)
        at = {row.place: y for y, row in enumerate(self.rows)}
        self.cursor = next(at[one] for one in (place, (group, line, ""), self.rows[self.places[0]].place) if one in at)

    def _next(self) -> None:
        self._go(self.places[self._place(1)])

    def _place(self, by: int) -> int:
        return max(0, min(len(self.places) - 1, self.places.index(self.cursor) + by))

    def _go(self, y: int) -> None:
        """Go to a line, once what is being typed is an answer. Raises BadInput where it is none."""
        if y != self.cursor:
            place = self.rows[y].place
            self.settle()  # which may change what is asked
            y = next((at for at, row in enumerate(self.rows) if row.place == place), self.cursor)
        self.cursor = y
