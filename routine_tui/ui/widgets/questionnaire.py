"""Questions to be answered by keyboard or mouse, one line each. A form: it knows no store and keeps nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import Answer
from routine_tui.model.skin.check_in_form import AskedPart, CheckInForm
from routine_tui.ui.inputs import Answers, HasAnswers
from routine_tui.ui.widgets.lines import LineList, strip
from routine_tui.ui.widgets.question_list import QuestionRow
from routine_tui.ui.widgets.question_rows import keys_of
from routine_tui.ui.widgets.question_sheet import QuestionSheet
from routine_tui.ui.widgets.question_strips import pieces_of


class Questionnaire(LineList, HasAnswers):
    """One line a question: label, boxes to choose from or to click on, and what was answered before."""

    COMPONENT_CLASSES = {
        "questionnaire--cursor",
        "questionnaire--heading",
        "questionnaire--quiet",
        "questionnaire--chosen",
    }
    DEFAULT_CSS = """
    Questionnaire { background: $surface; min-height: 5; }
    Questionnaire > .questionnaire--heading { color: $text; text-style: bold; }
    Questionnaire > .questionnaire--quiet { color: $text-muted; }
    Questionnaire > .questionnaire--chosen { color: $chosen-foreground; background: $chosen; text-style: bold; }
    Questionnaire > .questionnaire--cursor { background: $block-cursor-blurred-background; }
    Questionnaire:focus > .questionnaire--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    """

    @dataclass
    class Shown(Message):
        """Another line is under the cursor, or its answer is another."""

        refused: str = ""
        """Why what was typed is no answer."""

    class Finished(Message):
        """Enter was pressed on the last line."""

    def __init__(
        self,
        parts: Sequence[AskedPart],
        answers: Mapping[str, Answer],
        before: Mapping[str, str] | None = None,
        glyphs: Glyphs = UNICODE,
        form: CheckInForm | None = None,
    ) -> None:
        """``before`` is what was answered before, in words; ``form`` says what is asked only after other answers."""
        super().__init__(id="answers")
        self._before = before or {}
        self._glyphs = glyphs
        self.sheet = QuestionSheet(parts, answers, form)
        self._group = self.row.group.id
        """The group that is in view from its heading on."""

    @property
    def answers(self) -> dict[str, Answer]:
        """What is answered now, by name; what is not answered is absent."""
        return self.sheet.answers

    @property
    def row(self) -> QuestionRow:
        """The line under the cursor."""
        return self.sheet.row

    @property
    def cursor_cell(self) -> Offset:
        """The line under the cursor."""
        return Offset(0, self.sheet.cursor)

    @property
    def keys(self) -> str:
        """How to answer the line under the cursor, in a few words."""
        return keys_of(self.row, bool(self.sheet.open_yes_no(self.row)), self._glyphs)

    def settle(self) -> None:
        """Take what is being typed as the answer. Raises BadInput where it is none; it then stays as it was typed."""
        if self.sheet.typed:
            self._do(self.sheet.settle)

    def given(self) -> Answers:
        """What is answered now; what is half typed is taken where it is an answer."""
        with suppress(BadInput):
            self.settle()
        return dict(self.answers)

    def take(self, changed: Mapping[str, object]) -> None:
        """Answer as in a draft; what is no answer to one of the questions is left out."""
        self._do(lambda: self.sheet.take(changed))

    def line(self, y: int, width: int) -> Strip:
        """One line of the list."""
        sheet, row, here = self.sheet, self.sheet.rows[y], y == self.sheet.cursor
        base = self.look("questionnaire--cursor") if here else self.rich_style
        styles = {
            "": base,
            # muted colours follow from what is behind them, so under the cursor nothing is muted
            "quiet": base if here else self.look("questionnaire--quiet"),
            "said": base + Style(bold=True),
            "chosen": self.look("questionnaire--chosen"),
            "heading": self.look("questionnaire--heading"),
        }
        before = self._before.get(row.question.id, "") if row.question else ""
        typed = sheet.typed if here else ""
        many = row.is_heading and row.group.id != "urgent" and bool(sheet.open_yes_no(row))
        pieces = pieces_of(row, sheet.answer_of(row), typed, before, width, here, many, self._glyphs)
        drawn = [(one.text, styles[one.look] + Style(meta=dict(one.meta))) for one in pieces]
        return strip(drawn).adjust_cell_length(width, base)

    def on_mount(self) -> None:
        """Say what there is."""
        self.set_line_count(len(self.sheet.rows))

    def on_resize(self) -> None:
        """The columns have another width; the cursor stays in view."""
        self.set_line_count(len(self.sheet.rows))
        self.call_after_refresh(self._show)

    def on_key(self, event: events.Key) -> None:
        """Every key that answers or moves; the others are the dialog's."""
        try:
            taken = self._do(lambda: self.sheet.press(event.character or "", event.key))
        except BadInput as error:
            taken = True
            self.post_message(self.Shown(str(error)))
        if taken:
            event.stop()
            event.prevent_default()
        if self.sheet.is_finished:
            self.sheet.is_finished = False
            self.post_message(self.Finished())

    def on_click(self, event: events.Click) -> None:
        """A click goes to a line; one on an answer gives it, and one on the answer that is given takes it back."""
        y = self.clicked(event).y
        if 0 <= y < len(self.sheet.rows):
            try:
                self._do(lambda: self.sheet.click(y, event.style.meta), is_key=False)
            except BadInput as error:
                self.post_message(self.Shown(str(error)))

    def _do(self, change: Callable[[], bool | None], is_key: bool = True) -> bool:
        """Change what is answered or where the cursor is, and draw what follows from it; whether it changed anything.

        What is clicked stays under the mouse.
        """
        count = len(self.sheet.rows)
        done = change()
        if self.is_attached and done is not False:
            if len(self.sheet.rows) != count:
                self.set_line_count(len(self.sheet.rows))
            self.refresh()
            if is_key:
                self._show()
            self.post_message(self.Shown())
        return done is not False

    def _show(self) -> None:
        """Bring the line under the cursor into view; a group that is entered begins at the top, so that it is seen."""
        cursor, group = self.sheet.cursor, self.row.group.id
        if group != self._group and self.size.height > 2:
            self._group = group
            heading = next(y for y, row in enumerate(self.sheet.rows) if row.group.id == group)
            self.scroll_to(y=heading, animate=False, force=True)
        self.show_line(cursor)
