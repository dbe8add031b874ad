"""Dialogs that ask for some words: the reason of a skip, a note."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static, TextArea

from routine_tui.model.errors import BadInput
from routine_tui.model.text import NOTE_LIMIT, free_text
from routine_tui.ui.dialogs.form import Dialog, buttons, complaint, frame
from routine_tui.ui.inputs import TextBox, TextLine

REASONS = ("it stings", "travelling", "ran out", "my clinician said so", "too tired", "stayed indoors", "unwell")


class SkipDialog(Dialog[str]):
    """Asks for a reason; none is fine too."""

    def __init__(self, title: str, reason: str = "") -> None:
        super().__init__()
        self._title = title
        self._reason = reason

    def compose(self) -> ComposeResult:
        """A line to type in."""
        yield frame(
            self._title,
            Static("A reason, if you like. A skipped step is not expected: it counts for nothing.", classes="hint"),
            TextLine(
                self._reason,
                placeholder="such as: it stings",
                suggester=SuggestFromList(REASONS, case_sensitive=False),
                max_length=NOTE_LIMIT,
                id="reason",
            ),
            buttons("Skip (enter)"),
        )

    def on_input_submitted(self) -> None:
        """Enter skips."""
        self.action_accept()

    def action_accept(self) -> None:
        """Give the reason."""
        self.dismiss(self.query_one(Input).value)


class NoteDialog(Dialog[str]):
    """Asks for a note; what was typed is still there when it was left with Escape and is opened again."""

    DEFAULT_CSS = """
    NoteDialog TextArea { height: 8; border: none; background: $panel; margin-top: 1; }
    NoteDialog.-short TextArea { height: 5; margin-top: 0; }
    """
    AUTO_FOCUS = "TextArea"

    def __init__(self, title: str, text: str, draft: str | None, keep_draft: Callable[[str | None], None]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._draft = draft
        self._keep_draft = keep_draft

    def compose(self) -> ComposeResult:
        """Some lines to type in."""
        area = TextBox(self._text if self._draft is None else self._draft)
        yield frame(self._title, area, complaint(), buttons("Keep (^s)"))

    def on_mount(self) -> None:
        """Go on writing at the end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def action_leave(self) -> None:
        """Go away; what was typed stays as a draft."""
        text = self.query_one(TextArea).text
        self._keep_draft(text if text != self._text else None)
        self.dismiss(None)

    def action_accept(self) -> None:
        """Give the note."""
        text = self.query_one(TextArea).text
        try:
            free_text(text, "The note")
        except BadInput as error:
            self.complain(str(error))
            return
        self._keep_draft(None)
        self.dismiss(text)
