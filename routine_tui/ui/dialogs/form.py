"""What all dialogs share: keys that move, one footer, an answer that is given once, a refusal in one quiet line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, time
from math import inf
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, Label, Select, Static, TextArea

from routine_tui.glyphs import ASCII, UNICODE
from routine_tui.model.errors import RoutineError
from routine_tui.model.text import NOTE_LIMIT, clipped, escape_control_characters
from routine_tui.ui.dialogs.field_order import bring_into_view, next_field
from routine_tui.ui.dialogs.field_values import difference, put, value_of
from routine_tui.ui.dialogs.footer import CLOSE, FORM_KEYS, Keys, footer
from routine_tui.ui.dialogs.more import More
from routine_tui.ui.inputs import HasAnswers, TextBox

if TYPE_CHECKING:
    from routine_tui.store.drafts import Draft
    from routine_tui.ui.dialogs.day_line import DayLine

Answer = TypeVar("Answer")
TINY: Final = 36
"""Columns of a terminal in which a label has a line of its own."""
SLIM: Final = 48
"""Columns of a terminal in which the edge of a dialog is near to what it holds."""
NOT_KEPT: Final = "Not saved. What you typed will be here when you open this again."


class Dialog(ModalScreen[Answer]):
    """A modal screen that gives an answer, or None when it is left with Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", show=False),
        Binding("ctrl+s", "accept", "Save", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
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
        self._clear_the_way()
        self.seen_from = Message().time
        if self.app.has_class("-ascii"):
            for name, sign in (("down", "v"), ("up", "^")):
                for arrow in self.query(f".{name}-arrow").results(Static):
                    arrow.update(sign)

    def _clear_the_way(self) -> None:
        """Take away what was told of things done: it would lie over the buttons. Warnings stay their time."""
        for notice in tuple(self.app._notifications):  # Textual offers to take away all, and not some
            if notice.severity == "information":
                self.app._unnotify(notice)

    @on(events.Resize)
    def _fit(self, event: events.Resize) -> None:
        """Tell the keys in the room there is: the last one, which leaves, is always told."""
        self.set_class(event.size.width < TINY, "-tiny")
        self.set_class(event.size.width < SLIM, "-slim")
        self.show_keys()
        if self.focused is not None:
            bring_into_view(self, self.focused)

    def show_keys(self) -> None:
        """Say in the last line which keys count now."""
        glyphs = ASCII if self.app.has_class("-ascii") else UNICODE
        for box in self.query(".dialog"):
            widest = box.styles.width.cells if box.styles.width else None
            box.border_subtitle = footer(self.keys(), glyphs.dot, min(self.app.size.width, widest or 999))

    def keys(self) -> Keys:
        """What the last line says: the keys that count here, the one that leaves at the end."""
        return (CLOSE,)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep the field that has the cursor in sight."""
        bring_into_view(self, event.widget)

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

    def action_go(self, by: int) -> None:
        """Go to the next field (the one before, when negative); where there is none, scroll."""
        if (field := next_field(self, by)) is not None:
            self.set_focus(field)  # at once, which its ``focus`` does not
        else:
            self.action_scroll(by)

    def action_submit(self) -> None:
        """Enter in a field goes to the next one; in the last one it does what the dialog is for."""
        if (field := next_field(self, 1)) is not None:
            self.set_focus(field)
        else:
            self.action_accept()

    def action_page(self, by: int) -> None:
        """Scroll a page."""
        self.action_scroll(by * max(self.size.height // 2, 1))

    def action_scroll(self, by: int) -> None:
        """Scroll some lines."""
        for box in self.query(".dialog"):
            box.scroll_relative(y=by, animate=False)

    def show_error(self, sentence: str) -> None:
        """Say in one line what cannot be done, where it is seen; an empty sentence takes it back."""
        line, words = self.query_one(".complaint", Static), escape_control_characters(sentence)
        line.update(Content(words))
        line.display = bool(sentence)
        if sentence:
            for told in self.query(".hint").results(Static):
                if str(told.content) == words:  # it was told as it was typed: once is enough
                    told.update("")
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

    def keys(self) -> Keys:
        """The same in every form."""
        return FORM_KEYS

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
    foot = [child for child in children if child.has_class("buttons")]
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
