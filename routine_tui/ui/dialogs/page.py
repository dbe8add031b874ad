"""Write one page to a file, as a page to print or as text; what is one text only is shown, and can be copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Select, Static

from routine_tui.files import typed_path, write_new
from routine_tui.model.errors import RoutineError
from routine_tui.model.text import escape_control_characters
from routine_tui.ui.dialogs.dialog import Dialog
from routine_tui.ui.dialogs.footer import SAVE_KEYS, Keys
from routine_tui.ui.dialogs.form import buttons, complaint, field, frame
from routine_tui.ui.dialogs.share_choices import COPIED, FORMAT_WORDS, LONGEST_PATH
from routine_tui.ui.inputs import Choice, TextLine

PAGES: Final = ("html", "md", "txt")


class PageDialog(Dialog[None]):
    """Writes a file; stays open and says where it went. One that is there already is never overwritten."""

    AUTO_FOCUS = "Select"
    DEFAULT_CSS = """
    PageDialog .preview { height: auto; max-height: 12; background: $background; padding: 0 1; margin-bottom: 1; }
    PageDialog.-short .preview { max-height: 6; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+y", "copy", "Copy", show=False)]

    def __init__(self, title: str, page: Callable[[str], str], stem: str, formats: Sequence[str] = PAGES) -> None:
        """``page`` gives the page in a format; ``stem`` is the name of the file that is proposed, without its end."""
        super().__init__()
        self._title = title
        self._page = page
        self._stem = stem
        self._formats = formats

    def compose(self) -> ComposeResult:
        """The format, and the file."""
        options = [(f"{name}  {FORMAT_WORDS[name]}", name) for name in self._formats]
        first = self._formats[0]
        text = self._page(first) if self._is_text else ""
        yield frame(
            self._title if self._is_text else f"Save this page: {self._title}",
            *([VerticalScroll(Static(Content(text)), classes="preview")] if text else []),
            field("Format", Choice(options, first, "format")),
            field("File", TextLine(f"{self._stem}.{first}", id="file", max_length=LONGEST_PATH)),
            Vertical(Static("", id="said", classes="hint", markup=False), complaint(), classes="above-buttons"),
            buttons(
                "Save file (^s)",
                *([Button(Content("Copy (^y)"), id="copy", compact=True)] if text else []),
                leave="Close (esc)",
            ),
        )

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Copy; what the other buttons do stands in ``Dialog``, which Textual calls too."""
        if event.button.id == "copy":
            event.stop()
            self.action_copy()

    def action_copy(self) -> None:
        """Copy what is shown, as text."""
        if self._is_text:
            self.app.copy_to_clipboard(self._page(self._format))
            self._say(COPIED)

    def on_select_changed(self) -> None:
        """Another format has another name, as long as the person typed none of their own."""
        file = self.query_one("#file", Input)
        if file.value in [f"{self._stem}.{name}" for name in self._formats]:
            file.value = f"{self._stem}.{self._format}"

    def keys(self) -> Keys:
        """As in a form; leaving loses nothing."""
        return (("^y copy", "copy"), *SAVE_KEYS) if self._is_text else SAVE_KEYS

    def action_accept(self) -> None:
        """Write the file."""
        typed = self.query_one("#file", Input).value.strip()
        path = typed_path(typed or f"{self._stem}.{self._format}")
        try:
            write_new(path, self._page(self._format).encode())
        except RoutineError as error:
            self.show_error(str(error))
            return
        self.show_error("")
        self._say(f"Saved to {escape_control_characters(str(path))}")

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(Content(sentence))

    @property
    def _is_text(self) -> bool:
        """Whether it is one text, which can be read as it is."""
        return self._formats == ("txt",)

    @property
    def _format(self) -> str:
        return str(self.query_one("#format", Select).value)
