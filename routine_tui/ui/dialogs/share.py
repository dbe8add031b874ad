"""Write a page to share: format, span, what to leave out, and a preview of what will be written."""

from __future__ import annotations

from datetime import date
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, ScrollableContainer
from textual.content import Content
from textual.widgets import Button, Input, Label, Select, Static

from routine_tui.dates import read_day
from routine_tui.files import typed_path, write_new
from routine_tui.model.care import NO_CARE
from routine_tui.model.errors import RoutineError
from routine_tui.model.recovery import Recovery
from routine_tui.model.routine import slug
from routine_tui.model.words import NAME_LIMIT, clipped, visible
from routine_tui.planner import Planner
from routine_tui.ui.dialogs.dialog import Dialog, complaint, field, frame
from routine_tui.ui.widgets.tick_box import TickBox
from routine_tui.ui.widgets.typing import Line

FORMATS: Final = {
    "html": "a page for a browser or a printer",
    "md": "Markdown, for a chat or an e-mail",
    "txt": "plain text",
    "csv": "a table, one row per day and step",
    "json": "everything, to read back later",
}
PREVIEW_LINES: Final = 400
PREVIEW_COLUMNS: Final = 1000
LONGEST_PATH: Final = 4096


class ShareDialog(Dialog[None]):
    """Writes a file, or copies; stays open and says where the file went."""

    DEFAULT_CSS = """
    ShareDialog .leave-out { height: 1; }
    ShareDialog .leave-out TickBox { width: auto; margin-right: 2; }
    ShareDialog.-narrow .leave-out TickBox { margin-right: 1; }
    ShareDialog.-narrow .leave-out Label { display: none; }
    ShareDialog .preview { height: 1fr; min-height: 3; background: $background; margin-top: 1; padding: 0 1; }
    ShareDialog .preview Static { width: auto; }
    ShareDialog.-short .preview { margin-top: 0; }
    """
    AUTO_FOCUS = "Select"

    def __init__(self, planner: Planner, recovery: Recovery, today: date) -> None:
        super().__init__()
        self._planner = planner
        self._recovery = recovery
        self._today = today
        self._proposed = ""

    def compose(self) -> ComposeResult:
        """The choices, the preview, the file."""
        options = [(f"{name}  {words}", name) for name, words in FORMATS.items()]
        preview = ScrollableContainer(Static("", id="preview", markup=False), classes="preview")
        yield frame(
            "Share",
            field("Format", Select(options, value="html", allow_blank=False, id="format", compact=True)),
            field("From", Line(placeholder="day zero", id="since")),
            field("Until", Line(placeholder="the end of the window", id="until")),
            Horizontal(
                Label("With"),
                TickBox("notes", False, "notes"),
                TickBox("products", True, "products"),
                TickBox("name", True, "name"),
                classes="leave-out field",
            ),
            *self._of_the_skin(),
            *self._of_care(),
            field("File", Line("", id="file", max_length=LONGEST_PATH)),
            complaint(),
            Static("", id="said", classes="hint", markup=False),
            preview,
            Horizontal(
                Button("Copy", id="copy", compact=True),
                Button("Close (esc)", id="leave", compact=True),
                Button("Write (^s)", id="accept", variant="primary", compact=True),
                classes="buttons",
            ),
            tall=True,
        )

    def _of_the_skin(self) -> list[Horizontal]:
        """What more can be left out, where there is any of it."""
        from routine_tui.share.skin import holds_skin

        if not holds_skin(self._recovery):
            return []
        boxes = (TickBox("skin", True, "skin"), TickBox("photos", True, "photos"), TickBox("mood", False, "mood"))
        return [Horizontal(Label(""), *boxes, classes="leave-out field")]

    def _of_care(self) -> list[Horizontal]:
        """The same of care; what was told as private stays out of a page unless it is ticked."""
        care = self._recovery.care
        if care == NO_CARE:
            return []
        private = [TickBox("private", False, "private")] if any(one.private for one in care.background) else []
        return [Horizontal(Label(""), TickBox("care", True, "care"), *private, classes="leave-out field")]

    def on_mount(self) -> None:
        """Show what would be written."""
        self._bring_up_to_date()

    def on_select_changed(self) -> None:
        """Another format: what is read back later holds mood and what is private, a page only where that is ticked."""
        for box in self.query("#mood, #private").results(TickBox):
            box.value = self._format == "json"
        self._bring_up_to_date()

    def on_checkbox_changed(self) -> None:
        """More or less is left out."""
        self._bring_up_to_date()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another span."""
        if event.input.id in ("since", "until"):
            self._bring_up_to_date()

    def on_input_submitted(self) -> None:
        """Enter writes."""
        self.action_accept()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Copy; what the other buttons do stands in ``Dialog``, which Textual calls too."""
        if event.button.id == "copy":
            event.stop()
            self._copy()

    def action_accept(self) -> None:
        """Write the file; one that is there already is never overwritten."""
        path = typed_path(self.query_one("#file", Input).value.strip() or self._proposed)
        try:
            write_new(path, self._page(self._format).encode())
        except RoutineError as error:
            self.complain(visible(str(error).replace(", or use --force to replace it", "")))
            return
        self.complain("")
        self._say(f"Written to {visible(str(path))}")

    def _copy(self) -> None:
        try:
            self.app.copy_to_clipboard(self._page(self._format))
        except RoutineError as error:
            self.complain(visible(str(error)))
            return
        self._say("Copied, if your terminal allows it. The file is the sure way.")

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(Content(sentence))

    def _bring_up_to_date(self) -> None:
        """The preview is what will be written; of the page for a browser, its words."""
        try:
            text = self._page("txt" if self._format == "html" else self._format)
        except RoutineError as error:
            self.complain(visible(str(error)))
            return
        self.complain("")
        lines = text.replace("\r\n", "\n").split("\n")
        more = f"\n… {len(lines) - PREVIEW_LINES} lines more" if len(lines) > PREVIEW_LINES else ""
        preview = "\n".join(clipped(line, PREVIEW_COLUMNS) for line in lines[:PREVIEW_LINES])
        self.query_one("#preview", Static).update(Content(preview + more))
        self._propose()

    def _propose(self) -> None:
        """A file name with the date, as long as the person typed none of their own."""
        file = self.query_one("#file", Input)
        if file.value in ("", self._proposed):
            name = slug(self._recovery.name[:NAME_LIMIT]) if self.query_one("#name", TickBox).value else ""
            self._proposed = f"{name or 'recovery'}-{self._today}.{self._format}"
            file.value = self._proposed

    @property
    def _format(self) -> str:
        return str(self.query_one("#format", Select).value)

    def _page(self, format_name: str) -> str:
        boxes = list(self.query(TickBox))
        without, with_ = ([str(box.id) for box in boxes if box.value is told] for told in (False, True))
        return self._planner.export(format_name, self._day("#since"), self._day("#until"), without, with_)

    def _day(self, field_id: str) -> date | None:
        text = self.query_one(field_id, Input).value.strip()
        return read_day(text, self._today) if text else None
