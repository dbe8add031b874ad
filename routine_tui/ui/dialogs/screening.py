"""An ingredients list, pasted or of a product, held against what healing skin is better off without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import TextArea

from routine_tui.facts.guidance import cited
from routine_tui.facts.ingredients import ingredient_rules
from routine_tui.glyphs import UNICODE
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.shelf.ingredients import screen
from routine_tui.model.shelf.screening_text import closing_lines, counts_line, found_in, opening_lines
from routine_tui.model.text import escape_control_characters
from routine_tui.ui.dialogs.dialog import Dialog
from routine_tui.ui.dialogs.footer import CLOSE, SCROLL, Keys
from routine_tui.ui.dialogs.form import frame
from routine_tui.ui.inputs import TextBox
from routine_tui.ui.widgets.quiet_text import QuietText

if TYPE_CHECKING:
    from routine_tui.model.shelf.ingredients import Screening

MOST_SHOWN: Final = 100
"""How many groups of hits are drawn: a pasted shop page holds more than anybody reads."""
PASTE: Final = "Paste the ingredients from a label. Nothing is saved or sent. Tab moves to the results."


def screened(text: str) -> Screening:
    """What is on a list. The rules are read when the first list is. Raises BadInput."""
    return screen(ingredient_rules(), text)


class Findings(QuietText):
    """What is said of a list."""

    COMPONENT_CLASSES = {"findings--avoid"}
    DEFAULT_CSS = """
    Findings { padding-right: 1; }
    Findings > .findings--avoid { color: $warning; text-style: bold; }
    """

    def show(self, screening: Screening, recovery: Recovery) -> None:
        """Say first what weighs most: what it is, then each group of hits, what is not known, and who says so."""
        pregnant = recovery.profile.get("pregnant") is True
        avoid, heading = self.get_visual_style("findings--avoid"), Style(bold=True)
        told = found_in(screening, recovery.day_zero, cited)[:MOST_SHOWN]
        lines: list[Content | str | tuple[str, Style]] = []
        if screening.hits:
            lines.append(f"{counts_line(screening)}.\n")
            lines += [(f"{line}\n", heading) for line in opening_lines(screening, pregnant)]
            lines.append("\n")
        for one in told:
            lines += [(f"{one.heading}\n", avoid if one.level == "avoid" else heading), f"{one.why}\n\n"]
        lines.append("\n".join(closing_lines(screening, pregnant)))
        sources = dict.fromkeys(one.sources for one in told)
        lines.append(("\n\nSources\n" + "\n".join(sources) if sources else "", self.quiet))
        self.update(Content.assemble(*lines))


class ScreeningDialog(Dialog[None]):
    """Shows what is on a list; without one, there is a place to paste it. Nothing is kept."""

    BINDINGS = [("j,down", "scroll(1)", ""), ("k,up", "scroll(-1)", "")]
    DEFAULT_CSS = """
    ScreeningDialog TextArea { height: 6; margin-bottom: 1; }
    ScreeningDialog.-short TextArea { height: 3; }
    ScreeningDialog #results { height: 1fr; }
    """
    AUTO_FOCUS = "TextArea, #results"

    def __init__(self, text: str | None, recovery: Recovery, dot: str = UNICODE.dot) -> None:
        super().__init__()
        self._text = text
        self._recovery = recovery
        self._dot = dot

    def compose(self) -> ComposeResult:
        """A place to paste, unless there is a list already, and what is found."""
        results = VerticalScroll(Findings("", id="found", markup=False), id="results")
        asked = self._text is None
        yield frame("Check ingredients", *([TextBox("")] if asked else []), results, tall=True)

    def keys(self) -> Keys:
        """How to come to the results."""
        return (SCROLL if self._text is not None else ("tab results", "results"), CLOSE)

    def on_mount(self) -> None:
        """Look through the list that there is."""
        self._look_through(self._text or "")

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Look through what is pasted or typed."""
        self._look_through(event.text_area.text)

    def action_results(self) -> None:
        """Go to what is found."""
        self.query_one("#results").focus()

    def action_scroll(self, by: int) -> None:
        """Scroll the results a line."""
        self.query_one("#results").scroll_relative(y=by, animate=False, immediate=True)

    def _look_through(self, text: str) -> None:
        findings = self.query_one(Findings)
        if not text.strip():
            findings.update(Content(PASTE))
            return
        try:
            findings.show(screened(text), self._recovery)
        except BadInput as error:
            findings.update(Content(escape_control_characters(str(error))))
