"""What two dialogs share: fields in a list with words below; what is told in one is stored at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from routine_tui.facts.care import field_of
from routine_tui.model.by_id import find
from routine_tui.model.recovery.background import BackgroundField
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.ui.dialogs.background_answer import TellDialog, source_words
from routine_tui.ui.dialogs.dialog import Dialog
from routine_tui.ui.dialogs.footer import CLOSE, Key, Keys
from routine_tui.ui.dialogs.form import complaint, frame
from routine_tui.ui.dialogs.host import FormHost
from routine_tui.ui.widgets.row_list import Row, RowList
from routine_tui.ui.widgets.text_below import WordsBelow

FILL_IN: Final[Key] = ("enter fill in", "tell")


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
    ]


class FieldsDialog(Dialog[None]):
    """Shows fields; Enter tells the one under the cursor. A subclass says which, and what a row says."""

    DEFAULT_CSS = """
    FieldsDialog #top { height: auto; margin-bottom: 1; }
    FieldsDialog.-short #top { margin-bottom: 0; }
    FieldsDialog WordsBelow { padding: 0; max-height: 7; min-height: 4; }
    FieldsDialog WordsBelow > .words-below--title { text-style: none; }
    FieldsDialog.-short WordsBelow { max-height: 4; min-height: 2; }
    """
    AUTO_FOCUS = "FieldList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "tell", "Tell", show=False),
        Binding("space", "ready", "Ready", show=False),
    ]

    def __init__(self, host: FormHost, recovery: Recovery) -> None:
        super().__init__()
        self._host = host
        self._planner = host.planner
        self._recovery = recovery
        self._glyphs = host.glyphs

    def compose(self) -> ComposeResult:
        """A line or two, the list, the words, what cannot be done."""
        rows = FieldList(self._glyphs)
        rows.follower = self._say
        yield frame(
            self.heading(),
            Static("", id="top", markup=False),
            rows,
            WordsBelow(self._glyphs),
            complaint(),
            tall=True,
        )

    def on_mount(self) -> None:
        """Show what there is."""
        self.fill()

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

    def keys(self) -> Keys:
        """What can be done with the field under the cursor."""
        return (FILL_IN, CLOSE)

    def more(self, field: BackgroundField) -> str:
        """What more is said below of a field, besides what is asked and where that comes from."""
        return field.why

    def ready(self, field: BackgroundField) -> None:
        """What space does; as Enter, unless a subclass says otherwise."""
        self._tell(field)

    def after(self, field: BackgroundField) -> None:
        """What follows once a field was told; nothing, unless a subclass says otherwise."""

    # ------------------------------------------------------------------ what is wanted

    def _say(self, row: Row | None) -> None:
        if row is not None:
            field = field_of(row.key)
            self.query_one(WordsBelow).say(field.ask, self.more(field), source_words(field))

    @on(RowList.Opened)
    def action_tell(self) -> None:
        """Tell the field under the cursor."""
        if (row := self.query_one(FieldList).row) is not None:
            self._tell(field_of(row.key))

    def action_ready(self) -> None:
        """Do with the field under the cursor what space does."""
        if (row := self.query_one(FieldList).row) is not None:
            self.ready(field_of(row.key))

    def _tell(self, field: BackgroundField) -> None:
        told = find(self._recovery.care.background, field.id)
        dialog = TellDialog(field, told, self._recovery.profile)
        self._host.submit(
            dialog, lambda answer: self.took(answer.change(self._planner)), then=lambda: self.after(field)
        )

    def took(self, recovery: Recovery) -> Recovery:
        """Show what the disk now has; gives it back."""
        self._recovery = recovery
        self.fill()
        return recovery

    def fill(self) -> None:
        """Show what there is now."""
        self.show_error("")
        self.query_one("#top", Static).update(Content(self.top()))
        self.query_one(FieldList).rows = tuple(self.rows())
        self._say(self.query_one(FieldList).row)
