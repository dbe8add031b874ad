"""What a check-in calls for: what to do, whom to ring, what fired, and where that comes from."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from routine_tui.facts import guidance
from routine_tui.facts import skin as skin_facts
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.skin.concern import TODAY_LEVEL, Concern
from routine_tui.model.skin.concern_text import words_for
from routine_tui.model.skin.regions import Region
from routine_tui.model.text import weekday_day
from routine_tui.ui.dialogs.form import Form, buttons, complaint, frame, key_line

CONTACTED: Final = "contacted"
_STYLES: Final = {"level": "bold $primary", "do": "$text", "ring": "bold", "fired": "$text", "source": "$text-muted"}


class ConcernDialog(Form[str]):
    """A scrolling text. Gives ``contacted`` once somebody was spoken to about a level 3 or 4."""

    BINDINGS = [("j,down", "scroll(1)", ""), ("k,up", "scroll(-1)", "")]
    DEFAULT_CSS = """
    ConcernDialog .words { height: auto; }
    """
    AUTO_FOCUS = ""  # a button at the end would take the focus, and the first lines out of view

    def __init__(self, concern: Concern, region: Region | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__("concern")
        self._concern = concern
        self._region = region or skin_facts.anywhere()
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """The words, and a way to say that it was heard."""
        title = f"Check-in, {weekday_day(self._concern.day)}"
        words = Static(self._words(), classes="words")
        if self._asks:
            hint = Static(
                "\nOnce you have spoken to a clinician about it, say so: it then leaves Today.", classes="hint"
            )
            box = frame(title, words, hint, complaint(), buttons("Contacted (^s)"))
        else:
            close = Button(Content("Close (esc)"), id="leave", compact=True)
            box = frame(title, words, Horizontal(close, classes="buttons"))
        contacted = [("^s contacted", "accept")] if self._asks else []
        keys = [("jk scroll", "scroll(1)"), *contacted, ("esc leaves", "leave")]
        box.border_subtitle = key_line(keys, self._glyphs.dot)
        yield box

    @property
    def _asks(self) -> bool:
        return self._concern.checked and self._concern.level >= TODAY_LEVEL

    def _words(self) -> Content:
        lines = []
        for said in words_for(self._concern, skin_facts.levels(), self._region, guidance.sources()):
            sign = f"\n{self._glyphs.dot} " if said.role == "fired" else ""
            lines.append(Content.assemble((sign + said.text, _STYLES[said.role])))
        return Content("\n").join(lines)

    def action_scroll(self, by: int) -> None:
        """Scroll a line."""
        self.query_one(".dialog").scroll_relative(y=by, animate=False)

    def answer(self) -> str | None:
        """That somebody was spoken to, where that is asked; else it only closes."""
        return CONTACTED if self._asks else None
