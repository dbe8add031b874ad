"""Questions to be answered by keyboard, one line each. A form: it knows no store and keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.check_in import COLDEST, HOTTEST, Answer, kind_of, range_of, require_answer
from routine_tui.model.skin.answers import read_answer
from routine_tui.model.skin.questions import CheckInQuestion, QuestionGroup
from routine_tui.ui.inputs import Answers, HasAnswers
from routine_tui.ui.widgets.lines import LineList, strip
from routine_tui.ui.widgets.question_rows import (
    before_of,
    cells_of,
    columns_at,
    heading_of,
    keys_of,
    label_of,
    rows_of,
    value_of,
)

_MOVES: Final[Mapping[str, int]] = {
    "down": 1, "j": 1, "up": -1, "k": -1, "pagedown": 8, "pageup": -8, "home": -999, "g": -999, "end": 999, "G": 999,
}  # fmt: skip
_TYPED: Final = ("temperature", "days", "year")
"""Kinds whose answers are typed sign by sign."""
_SCALES: Final = ("sign", "feeling", "phototype")
_TEN: Final[Mapping[str, str]] = {"feeling": "x"}
"""The key for ten, where there is a ten."""
_LONGEST: Final = 6
"""The most signs of an answer that is typed: ``100.8f``."""
ASKED_BY_THEMSELVES: Final = ("self_harm", "improving")
"""What no key for many questions answers."""
_USUAL: Final = 37.0
"""Degrees Celsius from which a temperature is raised or lowered where none was answered."""


class Questionnaire(LineList, HasAnswers):
    """One line a question: label, answer, a bar to click on, and what was answered before."""

    COMPONENT_CLASSES = {
        "questionnaire--cursor",
        "questionnaire--heading",
        "questionnaire--quiet",
        "questionnaire--open",
        "questionnaire--bar",
    }
    DEFAULT_CSS = """
    Questionnaire { background: $surface; min-height: 5; }
    Questionnaire > .questionnaire--heading { color: $primary; text-style: bold; }
    Questionnaire > .questionnaire--quiet { color: $text-muted; }
    Questionnaire > .questionnaire--open { color: $text-disabled; }
    Questionnaire > .questionnaire--bar { color: $success; }
    Questionnaire > .questionnaire--cursor { background: $block-cursor-blurred-background; }
    Questionnaire:focus > .questionnaire--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    """

    @dataclass
    class Shown(Message):
        """Another question is under the cursor, or its answer is another."""

        refused: str = ""
        """Why what was typed is no answer."""

    class Finished(Message):
        """Enter was pressed on the last question."""

    def __init__(
        self,
        groups: Sequence[QuestionGroup],
        questions: Sequence[CheckInQuestion],
        answers: Mapping[str, Answer],
        before: Mapping[str, str] | None = None,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__(id="answers")
        self.answers: dict[str, Answer] = dict(answers)
        """What is answered now, by name; what is not answered is absent."""
        self._before = before or {}
        self._glyphs = glyphs
        self._rows = rows_of(groups, questions)
        self._lines = [y for y, row in enumerate(self._rows) if row.question]
        self._cursor = self._lines[0]
        self._typed = ""

    @property
    def question(self) -> CheckInQuestion:
        """The question under the cursor."""
        asked = self._rows[self._cursor].question
        assert asked is not None
        return asked

    @property
    def keys(self) -> str:
        """How to answer the question under the cursor, in a few words."""
        return keys_of(self.question, bool(self._yes_no_lines()), self._glyphs)

    def settle(self) -> None:
        """Take what is being typed as the answer. Raises BadInput where it is none; it then stays as it was typed."""
        if self._typed:
            answer = read_answer(self.question.id, self._typed)
            self._typed = ""
            self._set(self._cursor, answer)

    def given(self) -> Answers:
        """What is answered now; what is half typed is taken where it is an answer."""
        with suppress(BadInput):
            self.settle()
        return dict(self.answers)

    def take(self, changed: Mapping[str, object]) -> None:
        """Answer as in a draft; what is no answer to one of the questions is left out."""
        for row in self._rows:
            if row.question is None or row.question.id not in changed:
                continue
            answer: Any = changed[row.question.id]
            if answer is None:
                self.answers.pop(row.question.id, None)
                continue
            with suppress(BadInput):
                require_answer(row.question.id, answer)
                self.answers[row.question.id] = answer
        self.refresh()

    # ------------------------------------------------------------------ drawing

    def line(self, y: int, width: int) -> Strip:
        """One line of the list."""
        row = self._rows[y]
        if row.question is None:
            label, hint = heading_of(row, width)
            heading, quiet = self.look("questionnaire--heading"), self.look("questionnaire--quiet")
            return strip([(label, heading), (hint, quiet)])
        here, columns = y == self._cursor, columns_at(width)
        base = self.look("questionnaire--cursor") if here else self.rich_style
        answer, typed = self.answers.get(row.question.id), self._typed if here else ""
        value = value_of(row.question, answer, typed, columns, self._glyphs)
        # muted colours follow from what is behind them, so under the cursor nothing is muted
        quiet, unset = (base, base) if here else (self.look("questionnaire--quiet"), self.look("questionnaire--open"))
        parts = [
            (f" {self._glyphs.cursor if here else ' '} ", base),
            (label_of(row.question, columns, self._glyphs), base),
            (value, unset if answer is None and not typed else base + Style(bold=True)),
            *self._cells(row.question, answer, width, base, unset),
            (before_of(self._before.get(row.question.id, ""), columns, self._glyphs), quiet),
        ]
        return strip(parts).adjust_cell_length(width, base)

    def _cells(
        self, question: CheckInQuestion, answer: Answer | None, width: int, base: Style, unset: Style
    ) -> list[tuple[str, Style]]:
        columns, bar = columns_at(width), base + self.look("questionnaire--bar", partial=True)
        parts = [(" " * columns.gap, base)]
        for text, stands_for in cells_of(question, answer, columns, self._glyphs):
            chosen = answer is not None and (stands_for == answer if isinstance(answer, bool) else stands_for <= answer)
            parts.append((text, (bar if chosen else unset) + Style(meta={"answer": stands_for})))
        room = columns.cells - sum(len(text) for text, _ in parts)
        return [*parts, (" " * room, base)]

    def on_mount(self) -> None:
        """Say what there is."""
        self.set_line_count(len(self._rows))

    def on_resize(self) -> None:
        """The columns have another width; the cursor stays in view."""
        self.set_line_count(len(self._rows))
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        """Bring the line under the cursor into view, with its heading where it is the first below one."""
        first = self._rows[self._cursor - 1].question is None
        self.show_line(self._cursor - 1 if first and self.size.height > 2 else self._cursor)
        self.show_line(self._cursor)

    # ------------------------------------------------------------------ keys and mouse

    def on_key(self, event: events.Key) -> None:
        """Every key that answers or moves; the others are the dialog's."""
        try:
            taken = self._answered(event.character or "", event.key) or self._moved(event.key)
        except BadInput as error:
            taken = True
            self.post_message(self.Shown(str(error)))
        if taken:
            event.stop()
            event.prevent_default()

    def _moved(self, key: str) -> bool:
        if key in _MOVES:
            self._go(self._lines[self._place(_MOVES[key])])
        elif key == "enter":
            self.settle()
            if self._cursor == self._lines[-1]:
                self.post_message(self.Finished())
            else:
                self._next()
        else:
            return False
        return True

    def _answered(self, character: str, key: str) -> bool:
        """Whether a key was one that answers; what it says is then done."""
        kind = kind_of(self.question.id)
        if kind in _TYPED and self._type(kind, character, key):
            pass
        elif key in ("backspace", "delete") or character == ".":
            self._set(self._cursor, None)
        elif key in ("left", "right"):
            self.settle()
            self._set(self._cursor, _stepped(self.question.id, self.answers.get(self.question.id), key == "right"))
        elif character == "N" and self._yes_no_lines():
            self._no_to_the_rest()
        elif kind == "yes_no" and character in ("y", "n"):
            self._set(self._cursor, character == "y")
            self._next()
        elif kind in _SCALES and character and character in "0123456789" + _TEN.get(kind, ""):
            self._set(self._cursor, read_answer(self.question.id, character.replace("x", "10")))
            self._next()
        else:
            return False
        return True

    def _type(self, kind: str, character: str, key: str) -> bool:
        """Take a sign of an answer that is typed; whether it was one."""
        if key == "backspace" and self._typed:
            self._typed = self._typed[:-1]
        else:
            more = ".,cCfF" if kind == "temperature" and self._typed else ""
            if not character or character not in "0123456789" + more:
                return False
            self._typed = (self._typed + character)[:_LONGEST]
        self.repaint([self._cursor])
        self.post_message(self.Shown())
        return True

    def on_click(self, event: events.Click) -> None:
        """A click goes to a line; one on an answer gives it, and one on the answer that is given takes it back."""
        y = event.y + self.scroll_offset.y
        if y not in self._lines:
            return
        try:
            self._go(y)
        except BadInput as error:
            self.post_message(self.Shown(str(error)))
            return
        if "answer" in event.style.meta:
            wanted: Answer = event.style.meta["answer"]
            self._set(y, None if self.answers.get(self.question.id) == wanted else wanted)

    # ------------------------------------------------------------------ what follows

    def _yes_no_lines(self) -> list[int]:
        """The lines of the group under the cursor that ask for yes or no and are not answered."""
        group = self._rows[self._cursor].group
        asked = [(y, row.question) for y, row in enumerate(self._rows) if row.question and row.group is group]
        if group.id == "profile":  # what is asked once is answered one by one
            return []
        answered = (*self.answers, *ASKED_BY_THEMSELVES)
        return [y for y, one in asked if kind_of(one.id) == "yes_no" and one.id not in answered]

    def _no_to_the_rest(self) -> None:
        """No to what is not answered in the group, because the person says so; then on to the next group."""
        self.settle()
        group = self._rows[self._cursor].group
        for y in self._yes_no_lines():
            self._set(y, False)
        below = [y for y in self._lines if y > self._cursor and self._rows[y].group is not group]
        self._go((below or self._lines[-1:])[0])

    def _set(self, y: int, answer: Answer | None) -> None:
        asked = self._rows[y].question
        assert asked is not None
        self._typed = ""
        if answer is None:
            self.answers.pop(asked.id, None)
        else:
            self.answers[asked.id] = answer
        self.repaint([y])
        self.post_message(self.Shown())

    def _next(self) -> None:
        self._go(self._lines[self._place(1)])

    def _place(self, by: int) -> int:
        return max(0, min(len(self._lines) - 1, self._lines.index(self._cursor) + by))

    def _go(self, y: int) -> None:
        """Go to a line, once what is being typed is an answer. Raises BadInput where it is none."""
        if y != self._cursor:
            self.settle()
        before, self._cursor = self._cursor, y
        self.repaint([before, y])
        self._show()
        self.post_message(self.Shown())


def _stepped(name: str, answer: Answer | None, up: bool) -> Answer | None:
    """An answer one step higher or lower, within its range; a number that is not answered begins with its least."""
    kind = kind_of(name)
    if kind == "yes_no":
        return up
    by = 1 if up else -1
    if kind == "temperature":
        return _USUAL if answer is None else round(max(COLDEST, min(HOTTEST, answer + by / 10)), 1)
    least, most = range_of(name)
    if answer is None:
        return least if up else None
    return max(least, min(most, int(answer) + by))
