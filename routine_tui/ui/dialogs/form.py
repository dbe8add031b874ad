"""What all dialogs share: Escape leaves, an answer is given once, fields stand in rows, a refusal is one quiet line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from math import inf
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, Label, Select, Static, TextArea
from textual.widgets.select import InvalidSelectValueError

from routine_tui.dates import read_day
from routine_tui.model.errors import RoutineError
from routine_tui.model.text import NOTE_LIMIT, clipped, escape_control_characters
from routine_tui.ui.inputs import Answers, HasAnswers, TextBox

if TYPE_CHECKING:
    from routine_tui.store.drafts import Draft

Answer = TypeVar("Answer")
NOT_KEPT: Final = "Not kept yet: what you typed is still here when you open it again."


class Dialog(ModalScreen[Answer]):
    """A modal screen that gives an answer, or None when it is left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("ctrl+s", "accept", "Done", show=False),
    ]
    CSS_PATH = "dialog.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (74, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]
    AUTO_FOCUS = "Input, TextArea, OptionList, Button"
    is_answered = False
    """Whether it was answered or left, so that it is about to go."""
    seen_from = inf
    """When it could be seen first, as events tell the time: a key of before was not meant for it."""

    def on_mount(self) -> None:
        """Take keys; keep the arrows of Textual's selects to plain ASCII where all else does."""
        self.seen_from = Message().time
        if self.app.has_class("-ascii"):
            for name, sign in (("down", "v"), ("up", "^")):
                for arrow in self.query(f".{name}-arrow").results(Static):
                    arrow.update(sign)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Go, with an answer or without; only once, as a key that repeats comes again before the dialog is gone."""
        if self.is_answered:
            return AwaitComplete()
        self.is_answered = True
        return super().dismiss(result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Do nothing before all of it is there, and nothing once it is about to go."""
        return self.seen_from < inf and not self.is_answered

    def action_leave(self) -> None:
        """Go away and change nothing."""
        self.dismiss(None)

    def action_accept(self) -> None:
        """Do what the dialog is for; most that only show something close."""
        self.dismiss(None)

    def action_submit(self) -> None:
        """Enter in a line does what the dialog is for."""
        self.action_accept()

    def show_error(self, sentence: str) -> None:
        """Say in one line what cannot be done, where it is seen; an empty sentence takes it back."""
        line = self.query_one(".complaint", Static)
        line.update(Content(escape_control_characters(sentence)))
        line.display = bool(sentence)
        if sentence:
            self.call_after_refresh(line.scroll_visible, animate=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what the keys do."""
        event.stop()
        if event.button.id == "accept":
            self.action_accept()
        elif event.button.id == "leave":
            self.action_leave()


class Form(Dialog[Answer]):
    """Asks for something that is to be stored, and closes once it is; until then what was typed stays as a draft.

    Its fields are all those that have an id. A subclass says what its answer is; whoever opens it says in
    ``on_submit`` how that is stored.
    """

    LEFT: ClassVar[str] = NOT_KEPT
    """What is said where it is left with something typed."""

    def __init__(self, subject: str) -> None:
        """``subject`` tells what it is about: a draft is shown again in the next form with the same one."""
        super().__init__()
        self.subject = subject
        self.on_submit: Callable[[Answer], object] = lambda _: None
        """Stores an answer; what was refused raises a RoutineError."""
        self.draft: Draft = {}
        """What was typed before, and not stored."""
        self.on_draft: Callable[[Draft], None] = lambda _: None
        """Keeps what is typed and not stored, empty for nothing. May raise a RoutineError."""
        self._at_first: Draft | None = None
        """What the fields held before anything was typed; None until they are there."""

    def answer(self) -> Answer | None:
        """What is to be stored; None where nothing differs from what is stored. Raises BadInput for what cannot be."""
        raise NotImplementedError

    def bring_up_to_date(self) -> None:
        """Show what follows from what is typed."""

    def on_mount(self) -> None:
        """Show a draft, and what follows from it."""
        self._at_first = {name: _value(field) for name, field in self._fields()}
        with self.prevent(Input.Changed, TextArea.Changed, Select.Changed, Checkbox.Changed):
            self.put_draft()
        self.bring_up_to_date()

    def put_draft(self) -> None:
        """Put what was typed before where it was typed."""
        for name, field in self._fields():
            if name in self.draft:
                _put(field, self.draft[name])

    def on_input_changed(self) -> None:
        """Show what follows, as it is typed."""
        self.bring_up_to_date()

    def on_text_area_changed(self) -> None:
        """Show what follows, as it is typed."""
        self.bring_up_to_date()

    def on_checkbox_changed(self) -> None:
        """Show what follows from the choice."""
        self.bring_up_to_date()

    def on_select_changed(self) -> None:
        """Show what follows from the choice."""
        self.bring_up_to_date()

    def action_accept(self) -> None:
        """Store the answer and go; where it cannot be stored, say why and stay, so that nothing typed is lost."""
        if self.is_answered:
            return
        try:
            answer = self.answer()
            if answer is not None:
                self.on_submit(answer)
        except RoutineError as error:
            self.show_error(str(error))
            return
        with suppress(RoutineError):  # stored is stored: a draft that stays behind must not hold the form open
            self.on_draft({})
        self.dismiss(answer)

    def action_leave(self) -> None:
        """Go away; what was typed stays as a draft."""
        if self.is_answered:
            return
        try:
            if self.keep_draft():
                self.notify(self.LEFT, timeout=4, markup=False)
        except RoutineError as error:
            words = f"What you typed is still here until you leave the program: {error}"
            self.notify(escape_control_characters(words), severity="warning", timeout=8, markup=False)
        self.dismiss(None)

    def keep_draft(self) -> bool:
        """Keep what was typed and is not stored; whether there is any. Raises StoreError where it cannot be kept."""
        if self.is_answered or self._at_first is None:
            return False
        now = {name: _value(field) for name, field in self._fields()}
        draft = {
            name: _difference(self._at_first[name], value)
            for name, value in now.items()
            if value != self._at_first[name]
        }
        self.on_draft(draft)
        return bool(draft)

    def typed(self, name: str) -> str:
        """What stands in a field."""
        return str(next(_value(field) for known, field in self._fields() if known == name))

    def is_changed(self, name: str) -> bool:
        """Whether a field holds something else than at first."""
        return self._at_first is not None and self.typed(name) != str(self._at_first[name])

    def typed_day(self, name: str, today: date, coming: date | None = None) -> date | None:
        """The day that stands in a line; None where that is empty. Raises BadInput.

        A weekday is the last one; with ``coming``, where something is planned, the first one on that day or after it.
        """
        text = self.typed(name).strip()
        return read_day(text, today, coming) if text else None

    def _fields(self) -> Iterator[tuple[str, Widget]]:
        for field in self.walk_children(Widget):  # a query by names takes ten times as long, and forms ask at each key
            if field.id and isinstance(field, (Input, TextArea, Checkbox, Select, HasAnswers)):
                yield field.id, field


def _value(field: Widget) -> str | bool | Answers:
    if isinstance(field, TextArea):
        return field.text
    if isinstance(field, HasAnswers):
        return field.given()
    if isinstance(field, Select):
        return str(field.value)
    assert isinstance(field, (Input, Checkbox))
    return field.value


def _difference(before: str | bool | Answers, now: str | bool | Answers) -> str | bool | Answers:
    """What is kept of a field: of answers only those that are others, as the rest may change meanwhile."""
    return changes(before, now) if isinstance(before, dict) and isinstance(now, dict) else now


def _put(field: Widget, typed: object) -> None:
    """Put what was typed in a field; what is none of its choices any more is left out."""
    if isinstance(field, TextArea):
        field.text = str(typed)
        field.move_cursor(field.document.end)
    elif isinstance(field, Input):
        field.value = str(typed)
        field.cursor_position = len(field.value)
    elif isinstance(field, Checkbox):
        field.value = bool(typed)
    elif isinstance(field, HasAnswers) and isinstance(typed, dict):
        field.take(typed)
    elif isinstance(field, Select):
        with suppress(InvalidSelectValueError):
            field.value = typed


def changes(old: Mapping[str, bool | float | None], new: Mapping[str, bool | float | None]) -> Answers:
    """What differs between two sets of answers: the new ones, and None for what is no longer answered."""
    names = [*new, *(name for name in old if name not in new)]
    return {name: new.get(name) for name in names if new.get(name) != old.get(name)}


def page(text: str, id: str, limit: int = NOTE_LIMIT) -> TextBox:  # noqa: A002 (Textual's own name)
    """A page for a text; one longer than can be typed, as another program may leave it, is shown cut and stays so."""
    shown = TextBox(clipped(text, limit, newlines=True), id)
    shown.read_only = len(text) > limit
    return shown


def field(label: str, widget: Widget) -> Horizontal:
    """A row: what it is, and where it is typed."""
    return Horizontal(Label(Content(label)), widget, classes="field")


def frame(title: str | Content, *children: Widget, tall: bool = False) -> VerticalScroll:
    """The box a dialog stands in."""
    box = VerticalScroll(*children, classes="dialog -tall" if tall else "dialog")
    box.border_title = Content(title) if isinstance(title, str) else title
    box.can_focus = False
    return box


def complaint() -> Static:
    """The line for what cannot be done, empty at first."""
    line = Static("", classes="complaint", markup=False)
    line.display = False
    return line


def buttons(accept: str, *more: Button, leave: str = "Leave (esc)") -> Horizontal:
    """The last row; every button is a key too."""
    return Horizontal(
        *more,
        Button(Content(leave), id="leave", compact=True),
        Button(Content(accept), id="accept", variant="primary", compact=True),
        classes="buttons",
    )


def key_line(keys: Iterable[tuple[str, str]], dot: str = "") -> Content:
    """Keys in words for the edge of a dialog, each with the action that a click on it does, as its key would."""
    parts: list[str | tuple[str, Style]] = []
    for words, action in keys:
        parts += [f" {dot} "] if parts else []
        parts.append((words, Style.from_meta({"@click": f"screen.{action}"})))
    return Content.assemble(*parts)
