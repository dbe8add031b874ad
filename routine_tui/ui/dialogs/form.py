"""What all forms share: fields by name, drafts, a save that closes once the disk has it; their rows and buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, time
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, Label, Select, Static, TextArea

from routine_tui.model.errors import RoutineError
from routine_tui.model.text import NOTE_LIMIT, clipped, escape_control_characters
from routine_tui.ui.dialogs.dialog import Answer, Dialog
from routine_tui.ui.dialogs.field_values import difference, put, value_of
from routine_tui.ui.dialogs.footer import Keys, form_keys
from routine_tui.ui.dialogs.more import More
from routine_tui.ui.inputs import HasAnswers, TextBox
from routine_tui.ui.keys import with_keys

if TYPE_CHECKING:
    from routine_tui.store.drafts import Draft
    from routine_tui.ui.dialogs.day_line import DayLine

TYPED_BEFORE: Final = "Not saved yet: this is what you typed last time."
"""Stands on top of a form in which a draft is shown."""
NOT_KEPT: Final = "Not saved. What you typed will be here when you open this again."


class Form(Dialog[Answer]):
    """Asks for something that is to be stored, and closes once it is; until then what was typed stays as a draft.

    Its fields are all those that have an id. A subclass says what its answer is; whoever opens it says in
    ``on_submit`` how that is stored.
    """

    LEFT: ClassVar[str] = NOT_KEPT
    """What is said where it is left with something typed."""
    VERB: ClassVar[str] = "save"
    """What it does, as its button says it."""

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

    def keys(self) -> Keys:
        """The same in every form."""
        return form_keys(self.VERB)

    def answer(self) -> Answer | None:
        """What is to be stored; None where nothing differs from what is stored. Raises BadInput for what cannot be."""
        raise NotImplementedError

    def bring_up_to_date(self) -> None:
        """Show what follows from what is typed."""

    def on_mount(self) -> None:
        """Show a draft, and what follows from it."""
        self._at_first = {name: value_of(field) for name, field in self._fields()}
        with self.prevent(Input.Changed, TextArea.Changed, Select.Changed, Checkbox.Changed):
            self.put_draft()
        for more in self.query(More):
            more.open_for(self.draft)
        self.bring_up_to_date()
        for box in self.query(".dialog") if self.draft else ():
            box.mount(Static(TYPED_BEFORE, classes="hint typed-before", markup=False), before=0)

    def put_draft(self) -> None:
        """Put what was typed before where it was typed."""
        for name, field in self._fields():
            if name in self.draft:
                put(field, self.draft[name])

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Checkbox.Changed)
    @on(Select.Changed)
    def _follow(self) -> None:
        """Show what follows, as it is typed; a complaint of before may be true no longer."""
        self.show_error("")
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
            self.refused(error)
            return
        with suppress(RoutineError):  # stored is stored: a draft that stays behind must not hold the form open
            self.on_draft({})
        self.dismiss(answer)

    def refused(self, error: RoutineError) -> None:
        """What was typed cannot be stored: say why."""
        self.show_error(str(error))

    def action_leave(self) -> None:
        """Go away; what was typed stays as a draft."""
        if self.is_answered:
            return
        try:
            if self.keep_draft():
                self.notify(with_keys(self.LEFT), timeout=4, markup=False)
        except RoutineError as error:
            words = f"What you typed is still here until you leave the program: {error}"
            self.notify(escape_control_characters(words), severity="warning", timeout=8, markup=False)
        self.dismiss(None)

    def keep_draft(self) -> bool:
        """Keep what was typed and is not stored; whether there is any. Raises StoreError where it cannot be kept."""
        if self.is_answered or self._at_first is None:
            return False
        now = {name: value_of(field) for name, field in self._fields()}
        draft = {
            name: difference(self._at_first[name], value)
            for name, value in now.items()
            if value != self._at_first[name]
        }
        self.on_draft(draft)
        return bool(draft)

    def typed(self, name: str) -> str:
        """What stands in a field."""
        return str(next(value_of(field) for known, field in self._fields() if known == name))

    def is_changed(self, name: str) -> bool:
        """Whether a field holds something else than at first."""
        return self._at_first is not None and self.typed(name) != str(self._at_first[name])

    def typed_day(self, name: str) -> date | None:
        """The day that stands in a line for one; None where that is empty. Raises BadInput."""
        return self._day_line(name).day()

    def typed_time(self, name: str) -> time | None:
        """The time of day behind that day, or in the line for it; None for none. Raises BadInput."""
        return self._day_line(name).time_of_day()

    def _day_line(self, name: str) -> DayLine:
        return next(field for known, field in self._fields() if known == name)  # type: ignore[return-value]

    def _fields(self) -> Iterator[tuple[str, Widget]]:
        for field in self.walk_children(Widget):  # a query by names takes ten times as long, and forms ask at each key
            if field.id and isinstance(field, (Input, TextArea, Checkbox, Select, HasAnswers)):
                yield field.id, field


def page(text: str, id: str, limit: int = NOTE_LIMIT) -> TextBox:  # noqa: A002 (Textual's own name)
    """A page for a text; one longer than can be typed, as another program may leave it, is shown cut and stays so."""
    shown = TextBox(clipped(text, limit, newlines=True), id)
    shown.read_only = len(text) > limit
    return shown


def field(label: str, widget: Widget, needed: bool = False) -> Horizontal:
    """A row: what it is, and where it is typed; ``needed`` where nothing can be saved without it."""
    words = f"{label} (needed)" if needed else label
    return Horizontal(Label(Content(words)), widget, classes="field")


def frame(title: str | Content, *children: Widget, tall: bool = False) -> VerticalScroll:
    """The box a dialog stands in; its buttons stay in view at the foot, however long the rest is."""
    foot = [child for child in children if child.classes & {"buttons", "above-buttons"}]
    rest = [child for child in children if child not in foot]
    docked = [Vertical(*foot, classes="foot")] if foot else []
    box = VerticalScroll(*rest, *docked, classes="dialog -tall" if tall else "dialog")
    box.border_title = Content(title) if isinstance(title, str) else title
    box.can_focus = False
    return box


def complaint() -> Static:
    """The line for what cannot be done, empty at first."""
    line = Static("", classes="complaint", markup=False)
    line.display = False
    return line


def buttons(accept: str = "Save (^s)", *more: Button, leave: str = "Cancel (esc)") -> Horizontal:
    """The last row; every button is a key too."""
    return Horizontal(
        *more,
        Button(Content(leave), id="leave", compact=True),
        Button(Content(accept), id="accept", variant="primary", compact=True),
        classes="buttons",
    )
