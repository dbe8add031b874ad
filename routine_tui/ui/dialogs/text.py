"""Forms that ask for some words: the reason of a skip, a note."""

from __future__ import annotations

from msgspec import Struct
from textual.app import ComposeResult
from textual.suggester import SuggestFromList
from textual.widgets import Static, TextArea

from routine_tui.model.text import NOTE_LIMIT, free_text
from routine_tui.ui.dialogs.form import Form, buttons, complaint, frame
from routine_tui.ui.inputs import TextBox, TextLine

REASONS = ("it stings", "travelling", "ran out", "my clinician told me to", "too tired", "stayed indoors", "unwell")


class SkipAnswer(Struct, frozen=True):
    """That a step is skipped."""

    reason: str | None
    """None for the one that is there already, if any."""


class SkipDialog(Form[SkipAnswer]):
    """Asks for a reason; none is fine too."""

    VERB = "skip"

    def __init__(self, title: str, reason: str, subject: str) -> None:
        super().__init__(subject)
        self._title = title
        self._reason = reason

    def compose(self) -> ComposeResult:
        """A line to type in."""
        yield frame(
            self._title,
            Static("Why? (optional) Skipped steps don't count against you.", classes="hint"),
            TextLine(
                self._reason,
                placeholder="e.g. it stings",
                suggester=SuggestFromList(REASONS, case_sensitive=False),
                max_length=NOTE_LIMIT,
                id="reason",
            ),
            complaint(),
            buttons("Skip (^s)"),
        )

    def answer(self) -> SkipAnswer:
        """The reason, where another one was typed."""
        return SkipAnswer(self.typed("reason") if self.is_changed("reason") else None)


class NoteDialog(Form[str]):
    """Asks for a note."""

    DEFAULT_CSS = """
    NoteDialog TextArea { height: 8; margin-top: 1; }
    NoteDialog.-short TextArea { height: 5; margin-top: 0; }
    """
    AUTO_FOCUS = "TextArea"

    def __init__(self, title: str, text: str, subject: str) -> None:
        super().__init__(subject)
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Some lines to type in."""
        yield frame(self._title, TextBox(self._text, "text", "e.g. less tight after the walk"), complaint(), buttons())

    def on_mount(self) -> None:
        """Go on writing at the end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def answer(self) -> str | None:
        """The note, where it was changed."""
        if not self.is_changed("text"):
            return None
        text = self.typed("text")
        free_text(text, "The note")
        return text
