"""What two dialogs share: fields in a list with words below; what is told in one is stored at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from routine_tui.facts.care import field_of
from routine_tui.glyphs import Glyphs
from routine_tui.model.recovery.background import BackgroundField
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.background_answer import TellDialog, source_words
from routine_tui.ui.dialogs.drafted import Drafts
from routine_tui.ui.dialogs.form import Dialog, complaint, frame, key_line
from routine_tui.ui.widgets.row_list import Row, RowList
from routine_tui.ui.widgets.text_below import WordsBelow

NARROW: Final = 50
"""Columns of a terminal in which not all keys can be told in full."""


class FieldList(RowList):
    """One line a field."""

    DEFAULT_CSS = """
    FieldList { background: $surface; padding: 0; min-height: 3; }
    FieldList > .line--plain { background: $surface; }
    FieldList > .row-list--quiet { color: $text-muted; background: $surface; }
    FieldList > .row-list--heading { color: $text-muted; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Next", show=False),
        Binding("up,k", "move(-1)", "Before", show=False),
        Binding("home,g", "move(-999)", "First", show=False),
        Binding("end,G", "move(999)", "Last", show=False),
        Binding("enter", "ask('open')", "Tell", show=False),
        Binding("space", "ask('ready')", "Ready", show=False),
    ]


class FieldsDialog(Dialog[None]):
    """Shows fields; Enter tells the one under the cursor. A subclass says which, and what a row says."""

    DEFAULT_CSS = """
    FieldsDialog #top { height: auto; margin-bottom: 1; }
    FieldsDialog.-short #top { margin-bottom: 0; }
    FieldsDialog WordsBelow { padding: 0; max-height: 7; min-height: 4; }
    FieldsDialog.-short WordsBelow { max-height: 4; min-height: 2; }
    """
    AUTO_FOCUS = "FieldList"

    def __init__(self, planner: Planner, recovery: Recovery, glyphs: Glyphs, drafts: Drafts) -> None:
        super().__init__()
        self._planner = planner
        self._recovery = recovery
        self._glyphs = glyphs
        self._drafts = drafts

    def compose(self) -> ComposeResult:
        """A line or two, the list, the words, what cannot be done."""
        yield frame(
            self.heading(),
            Static("", id="top", markup=False),
            FieldList(self._glyphs),
            WordsBelow(self._glyphs),
            complaint(),
            tall=True,
        )

    def on_mount(self) -> None:
        """Show what there is."""
        self.fill()

    def on_resize(self, event: events.Resize) -> None:
        """The keys are told in the room there is."""
        leave = ("esc close" if event.size.width > NARROW else "esc", "leave")
        self.query_one(".dialog").border_subtitle = key_line([*self.keys(), leave], self._glyphs.dot)

    # ------------------------------------------------------------------ what a subclass says

    def heading(self) -> str:
        """What the dialog is called."""
        raise NotImplementedError

    def top(self) -> str:
        """What stands above the list."""
        raise NotImplementedError

    def rows(self) -> Sequence[Row]:
        """A row a field, with the field's id as its key."""
        raise NotImplementedError

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys besides Escape, each with its action."""
        return [("enter tell", "wish('open')")]

    def more(self, field: BackgroundField) -> str:
        """What more is said below of a field, besides what is asked and where that comes from."""
        return field.why

    def ready(self, field: BackgroundField) -> None:
        """What space does; as Enter, unless a subclass says otherwise."""
        self._tell(field)

    # ------------------------------------------------------------------ what is wanted

    @on(RowList.Moved)
    def _say(self) -> None:
        if (row := self.query_one(FieldList).row) is not None:
            field = field_of(row.key)
            self.query_one(WordsBelow).say(field.ask, self.more(field), source_words(field))

    @on(RowList.Asked)
    def _answer(self, event: RowList.Asked) -> None:
        self.action_wish(event.wish)

    def action_wish(self, wish: str) -> None:
        """Do something with the field under the cursor, by its key or by a click on that."""
        if (row := self.query_one(FieldList).row) is not None:
            field = field_of(row.key)
            if wish == "ready":
                self.ready(field)
            else:
                self._tell(field)

    def action_accept(self) -> None:
        """Everything is stored already: close."""
        self.dismiss(None)

    def _tell(self, field: BackgroundField) -> None:
        told = next((one for one in self._recovery.care.background if one.id == field.id), None)
        dialog = TellDialog(field, told, self._drafts)
        dialog.keep = lambda answer: self.took(answer.change(self._planner))
        self.app.push_screen(dialog)

    def took(self, recovery: Recovery) -> None:
        """Show what the disk now has."""
        self._recovery = recovery
        self.fill()

    def fill(self) -> None:
        """Show what there is now."""
        self.complain("")
        self.query_one("#top", Static).update(Content(self.top()))
        self.query_one(FieldList).rows = tuple(self.rows())
        self._say()
