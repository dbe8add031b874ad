"""An ingredients list, pasted or of a product, held against what healing skin is better off without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import TextArea

from routine_tui.facts.guidance import cited
from routine_tui.facts.ingredients import ingredient_rules
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.shelf.ingredients import screen
from routine_tui.model.shelf.screening_text import closing_lines, counts_line, found_in
from routine_tui.model.text import escape_control_characters
from routine_tui.ui.dialogs.form import Dialog, frame, key_line
from routine_tui.ui.inputs import TextBox
from routine_tui.ui.widgets.quiet_text import QuietText

if TYPE_CHECKING:
    from routine_tui.model.shelf.ingredients import Screening

MOST_SHOWN = 100
"""How many groups of hits are drawn: a pasted shop page holds more than anybody reads."""


def screened(text: str) -> Screening:
    """What is on a list. The rules are read when the first list is. Raises BadInput."""
    return screen(ingredient_rules(), text)


class ScreeningDialog(Dialog[None]):
    """Shows what is on a list; without one, there is a place to paste it. Nothing is kept."""

    BINDINGS = [("j,down", "scroll(1)", ""), ("k,up", "scroll(-1)", "")]
    DEFAULT_CSS = """
    ScreeningDialog TextArea { height: 6; border: none; background: $panel; margin-bottom: 1; }
    ScreeningDialog.-short TextArea { height: 3; margin-bottom: 0; }
    ScreeningDialog #results { height: 1fr; }
    """
    AUTO_FOCUS = "TextArea, #results"

    def __init__(self, text: str | None, recovery: Recovery) -> None:
        super().__init__()
        self._text = text
        self._recovery = recovery

    def compose(self) -> ComposeResult:
        """A place to paste, unless there is a list already, and what is found."""
        title = key_line([("Ingredients (esc closes)", "leave")])
        results = VerticalScroll(QuietText("", id="found", markup=False), id="results")
        if self._text is None:
            yield frame(title, TextBox(""), results, tall=True)
        else:
            yield frame(title, results, tall=True)

    def on_mount(self) -> None:
        """Look through the list that there is."""
        self._look_through(self._text or "")

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Look through what is pasted or typed."""
        self._look_through(event.text_area.text)

    def action_scroll(self, by: int) -> None:
        """Scroll the results a line."""
        self.query_one("#results").scroll_relative(y=by, animate=False)

    def _look_through(self, text: str) -> None:
        line = self.query_one("#found", QuietText)
        if not text.strip():
            line.update(Content("Paste the list from a label. Nothing is kept or sent. Tab goes to what is found."))
            return
        try:
            line.update(self._words(screened(text)))
        except BadInput as error:
            line.update(Content(escape_control_characters(str(error))))

    def _words(self, screening: Screening) -> Content:
        """Each group of hits, and what is said after them."""
        quiet = self.query_one(QuietText).quiet
        told = found_in(screening, self._recovery.day_zero, cited)
        lines: list[Content | str | tuple[str, str] | tuple[str, Style]] = (
            [f"{counts_line(screening)}.\n\n"] if told else []
        )
        for one in told[:MOST_SHOWN]:
            lines += [(f"{one.heading}\n", "bold"), f"{one.why}\n", (f"{one.sources}\n\n", quiet)]
        lines.append("\n".join(closing_lines(screening)))
        return Content.assemble(*lines)
