"""Write a page to share: for whom, format, span, what to leave out, and a preview of what will be written."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, ScrollableContainer, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static

from routine_tui.exporters.formats import PAGES
from routine_tui.exporters.preview import Preview
from routine_tui.files import typed_path, write_new
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.errors import RoutineError
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.step_id import slug
from routine_tui.model.text import NAME_LIMIT, clipped, escape_control_characters
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.dialog import Dialog
from routine_tui.ui.dialogs.footer import SAVE_KEYS, Keys
from routine_tui.ui.dialogs.form import complaint, field, frame
from routine_tui.ui.dialogs.share_choices import (
    CASE_ENDS,
    CASE_SAID,
    COPIED,
    KINDS,
    LONGEST_PATH,
    RECORD,
    REPORT,
    proposed_folder,
)
from routine_tui.ui.dialogs.share_rows import ShareRows
from routine_tui.ui.inputs import TextLine
from routine_tui.ui.open_folder import show_folder
from routine_tui.ui.plain_mode import is_plain
from routine_tui.ui.widgets.page_paper import PagePaper

DRAWN: Final = ("pdf", "html")
"""The formats whose page is drawn as paper; of a picture only its words are shown."""
PREVIEW_LINES: Final = 400
PREVIEW_COLUMNS: Final = 1000
PATIENCE: Final = 0.5
"""How long (s) a file may take before it is said that it is being written."""


class ShareDialog(Dialog[None]):
    """Writes a file, or copies; stays open and says where the file went."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+o", "open_folder", "Open folder", show=False)]
    DEFAULT_CSS = """
    ShareDialog.-narrow .leave-out Label { display: none; }
    ShareDialog #open { width: auto; min-width: 0; }
    ShareDialog .preview { height: 1fr; min-height: 3; background: $background; margin-top: 1; padding-left: 1; }
    ShareDialog .preview.-paper {
        scrollbar-gutter: stable;  /* else it is laid out twice, without a scroll bar first */
        background: #faf8f2; color: #22302c; scrollbar-size-vertical: 1;
        scrollbar-background: #ece7da; scrollbar-background-hover: #ece7da; scrollbar-background-active: #ece7da;
        scrollbar-color: #9aa79f; scrollbar-color-hover: #7d8c84; scrollbar-color-active: #7d8c84;
    }
    ShareDialog .preview Static { width: auto; }
    ShareDialog .preview.-words Static { width: 1fr; padding-right: 1; }
    ShareDialog.-short .preview { margin-top: 0; }
    ShareDialog #said { max-height: 3; }
    ShareDialog.-wide #said, ShareDialog.-short #said { max-height: 2; }
    ShareDialog.-wide.-roomy .leave-out, ShareDialog.-wide.-roomy #format-row { margin-top: 1; }
    ShareDialog.-wide .preview { dock: right; width: 56%; height: 100%; margin: 0 0 4 2; }
    """
    AUTO_FOCUS = "OneOf"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall"), (30, "-roomy")]

    def __init__(self, planner: Planner, recovery: Recovery, today: date, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._planner = planner
        self._recovery = recovery
        self._today = today
        self._proposed = ""
        self._ending = ""
        """How the name of a file ends in the format that was chosen last."""
        self._shown: tuple[object, Recovery] | None = None
        """What the preview is of."""
        self._preview = Preview("", None)
        self._is_writing = False
        self._folder: Path | None = None
        """Where the last file went."""

    def compose(self) -> ComposeResult:
        """The choices, the file, what is said of it, the preview."""
        preview = ScrollableContainer(PagePaper(self._glyphs, "preview"), classes="preview")
        yield frame(
            "Share",
            ShareRows(self._recovery, self._today),
            preview,
            Vertical(
                field("Save to", TextLine("", id="file", max_length=LONGEST_PATH)),
                complaint(),
                Static("", id="said", classes="hint", markup=False),
                classes="above-buttons",
            ),
            Horizontal(
                Button("Open folder (^o)", id="open", compact=True),
                Button("Copy", id="copy", compact=True),
                Button("Close (esc)", id="leave", compact=True),
                Button("Save file (^s)", id="accept", variant="primary", compact=True),
                classes="buttons",
            ),
            tall=True,
        )

    def on_mount(self) -> None:
        """Show what would be written."""
        self.query_one("#open", Button).display = False
        self._say("")
        self._bring_up_to_date()

    def on_share_rows_changed(self, event: ShareRows.Changed) -> None:
        """Something else was chosen."""
        self._say(event.said)
        self._bring_up_to_date()

    # ------------------------------------------------------------------ preview, copy

    def _bring_up_to_date(self) -> None:
        """The preview is what will be written; of a page or a picture, its words. What is shown already stays."""
        try:
            shown = self._wanted(), self._planner.recovery
            if shown != self._shown:
                self._preview = self._preview_of()
        except RoutineError as error:
            self._shown = None
            self.show_error(str(error))
            return
        self.show_error("")
        if shown != self._shown:
            self._shown = shown
            self._show_page()
        self._propose()

    def _wanted(self) -> object:
        """What was chosen. Raises BadInput."""
        rows = self._rows
        return (rows.case, *rows.of_record) if rows.case else rows.request()

    def _preview_of(self) -> Preview:
        """What is shown of it: of the case the report, or the cover of its record. Raises RoutineError."""
        if self._rows.case == RECORD:
            return Preview(self._planner.case.prepare_record(self._rows.of_record).cover, None)
        if self._rows.case == REPORT:
            return Preview(self._planner.case.report(), None)
        return self._planner.exports.shown(self._rows.request())

    def _show_page(self) -> None:
        lines = self._preview.words.replace("\r\n", "\n").split("\n")
        more = len(lines) - PREVIEW_LINES
        preview = "\n".join(clipped(line, PREVIEW_COLUMNS) for line in lines[:PREVIEW_LINES])
        name, is_case = self._rows.format_name, bool(self._rows.case)
        self.query_one(".preview").set_class(name in KINDS or is_case, "-words")  # no lines of a file: they wrap
        self.query_one(".preview").set_class(name in PAGES and not is_case, "-paper")
        text = Content(f"{preview}\n{self._dots} {more} lines more" if more > 0 else preview)
        page = self._preview.page if self._is_drawn else None
        self.query_one(PagePaper).show(text, page, is_printed=name == "pdf" and not is_case)

    def _propose(self) -> None:
        """A file name with the date; of one that the person typed only the end follows the format."""
        file = self.query_one("#file", Input)
        format_name = CASE_ENDS.get(self._rows.case, self._rows.format_name)
        typed, _, end = file.value.rpartition(".")
        if file.value in ("", self._proposed):
            name = slug(self._recovery.name[:NAME_LIMIT]) if self._rows.has_name else ""
            what = f"-{self._rows.case}" if self._rows.case else ""
            self._proposed = f"{proposed_folder()}{name or 'recovery'}{what}-{self._today}.{format_name}"
            file.value = self._proposed
        elif typed and end == self._ending:
            file.value = f"{typed}.{format_name}"
        self._ending = format_name

    def _copy(self) -> None:
        try:
            is_case = bool(self._rows.case)
            text = self._preview_of().words if is_case else self._planner.exports.preview(self._rows.request())
        except RoutineError as error:
            self.show_error(str(error))
            return
        self.app.copy_to_clipboard(text)
        self._say(COPIED)

    # ------------------------------------------------------------------ the file, and its folder

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Copy, and the folder; what the other buttons do stands in ``Dialog``, which Textual calls too."""
        if event.button.id == "copy":
            event.stop()
            self._copy()
        elif event.button.id == "open":
            event.stop()
            self.action_open_folder()

    def keys(self) -> Keys:
        """As in a form; leaving loses nothing."""
        return SAVE_KEYS

    def action_accept(self) -> None:
        """Write the file; one that is there already is never overwritten."""
        if self._is_writing:
            return
        path = typed_path(self.query_one("#file", Input).value.strip() or self._proposed)
        self._say("")
        self._bring_up_to_date()  # another program may have changed the recovery since the preview was drawn
        try:
            write = self._writer()
        except RoutineError:
            return  # the same was just said of the preview
        self._is_writing = True
        self.app.run_worker(self._write(path, write))  # the app's, so that leaving the dialog stops nothing

    def _writer(self) -> Callable[[Path], None]:
        """What writes the file, as the recovery is now; any thread may call it. Raises RoutineError."""
        if self._rows.case == RECORD:
            return self._planner.case.prepare_record(self._rows.of_record).write
        if self._rows.case == REPORT:
            text = self._planner.case.report().encode()
            return lambda path: write_new(path, text)
        content = self._planner.exports.prepare(self._rows.request())
        return lambda path: write_new(path, content())

    async def _write(self, path: Path, write: Callable[[Path], None]) -> None:
        """Make the content and write it in another thread, which ends by itself whatever becomes of this dialog."""
        writing = asyncio.ensure_future(asyncio.to_thread(write, path))
        try:
            await asyncio.wait([writing], timeout=PATIENCE)
            if not writing.done() and self._is_open:
                self._say(f"Writing {escape_control_characters(path.name)} {self._dots}")
            await writing
        except RoutineError as error:
            self._say_of_the_file(escape_control_characters(str(error)), failed=True)
        else:
            self._folder = path.parent
            self._say_of_the_file(f"Saved to {escape_control_characters(str(path))}")
            if self.app.is_web:  # its folder is on another machine, perhaps
                self.app.deliver_binary(path)
        finally:
            self._is_writing = False

    def _say_of_the_file(self, sentence: str, failed: bool = False) -> None:
        """Say what became of the file: here, or to whoever has left the dialog meanwhile."""
        if not self._is_open:
            self.app.notify(sentence, severity="warning" if failed else "information", timeout=8, markup=False)
            return
        self._say("" if failed else sentence)
        self.show_error(sentence if failed else "")
        self.query_one("#open", Button).display = self._folder is not None

    def action_leave(self) -> None:
        """Go away; a file that is being written is written to its end, and then it is said where it is."""
        if self._is_writing:
            self.app.notify("The file is still being written; its place is said then.", timeout=4, markup=False)
        super().action_leave()

    def action_open_folder(self) -> None:
        """Show the folder of the file that was written last."""
        if self._folder is None:
            self.show_error("Save the file first, then its folder can be opened.")
        else:
            self.app.run_worker(self._open(self._folder))

    async def _open(self, folder: Path) -> None:
        try:
            await show_folder(folder)
        except RoutineError as error:
            if self._is_open:
                self.show_error(str(error))
            else:
                self.app.notify(escape_control_characters(str(error)), severity="warning", timeout=8, markup=False)

    # ------------------------------------------------------------------ helpers

    def _say(self, sentence: str) -> None:
        """Say something in the one quiet line; else that the preview is in words, and what is left out."""
        if case := self._rows.case:
            self._say_line(sentence or CASE_SAID[case])
            return
        kind = KINDS.get(self._rows.format_name)
        left_out = self._rows.left_out if self._rows.format_name in (*PAGES, "csv", "json") else []
        named = f"Left out: {', '.join(left_out)}." if left_out else ""
        words = f"{'The file' if self._is_drawn else 'The same in words; the file'} is {kind}." if kind else ""
        self._say_line(sentence or " ".join(filter(None, (words, named))))

    def _say_line(self, said: str) -> None:
        line = self.query_one("#said", Static)
        line.update(Content(said))
        line.display = bool(said)

    @property
    def _is_drawn(self) -> bool:
        return self._rows.format_name in DRAWN and not self._rows.case and not is_plain(self)

    @property
    def _rows(self) -> ShareRows:
        return self.query_one(ShareRows)

    @property
    def _is_open(self) -> bool:
        return self.is_attached and self in self.app.screen_stack

    @property
    def _dots(self) -> str:
        return "..." if self.app.has_class("-ascii") else "…"
