"""One thing to avoid: why, until when, what is still needed, and what a clinician said."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from routine_tui.facts import guidance
from routine_tui.glyphs import ASCII, UNICODE
from routine_tui.model.errors import BadInput
from routine_tui.model.guidance import NOT_ADVICE
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.avoidance import Avoidance, require_reconsidered
from routine_tui.model.skin.avoidance_text import (
    CLINICS_DIFFER,
    FINE_AGAIN,
    HEADING,
    OVERRIDE_HINT,
    OWN_DATES,
    WHO_GAVE,
    conditions_of,
)
from routine_tui.model.text import clipped, free_text, short_day
from routine_tui.ui.dialogs.day_line import DayLine
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.inputs import TextLine
from routine_tui.ui.widgets.lines import FEW_LINES

WORD_LIMIT = 500
"""The longest word on who said it, in characters, that is typed here."""


class AvoidAnswer(Struct, frozen=True):
    """A clinician's word: from when it may be reconsidered, or None for the usual date again."""

    from_day: date | None
    words: str
    keeps_day: bool = False
    """Whether only words were typed, so that the day stays as it is."""


class AvoidDialog(Form[AvoidAnswer]):
    """Shows how it stands with one thing, and takes a clinician's word."""

    def __init__(self, avoidance: Avoidance, recovery: Recovery, today: date) -> None:
        super().__init__(f"avoid {avoidance.item.id}")
        self._avoidance = avoidance
        self._recovery = recovery
        self._today = today
        word = avoidance.word
        self._day_before = word.from_day if word else None

    def compose(self) -> ComposeResult:
        """What there is to know, and two lines to type in."""
        yield frame(
            self._avoidance.item.label,
            Static(self._words(), markup=False),
            Static(self._source(), classes="hint", markup=False),
            Static(f"\n{OVERRIDE_HINT}", classes="hint"),
            field("OK from", DayLine(self._day_before, self._today, "from_day", "e.g. 1 Dec", lambda: self._today)),
            field("Who agreed", TextLine(placeholder="e.g. Dr Kaya, at the visit", id="words", max_length=WORD_LIMIT)),
            complaint(),
            buttons(),
        )

    def _words(self) -> Content:
        one = self._avoidance
        glyphs = ASCII if self.app.has_class("-ascii") else UNICODE
        state = f"{FINE_AGAIN[:1].upper()}{FINE_AGAIN[1:]}" if one.state == "reconsider" else HEADING
        lines = [Content.assemble((state, "bold")), Content(one.item.why)]
        lines += [
            Content(f"{glyphs.done if condition.is_met else glyphs.due} {condition.text}")
            for condition in conditions_of(one)
        ]
        if one.word is not None:
            lines.append(Content(_told(one.word, self._today)))
        return Content("\n").join(lines)

    def _source(self) -> Content:
        item = self._avoidance.item
        source = guidance.cited(item.sources)[0]
        dates = CLINICS_DIFFER if item.clinics_differ else OWN_DATES
        return Content(f"Source: {source.title}, {source.publisher}; {NOT_ADVICE}; {dates}.")

    def answer(self) -> AvoidAnswer | None:
        """The word, once it is one; None where nothing was said."""
        words = free_text(self.typed("words"), "The clinician's words").strip()
        day = self.typed_day("from_day")
        is_other = day != self._day_before
        if day is not None:
            require_reconsidered(self._recovery, day)
            if not words and is_other:
                raise BadInput(WHO_GAVE)
        return AvoidAnswer(day, words, not is_other) if words or is_other else None


def _told(word: ClinicianOverride, today: date) -> str:
    """What a clinician said before, and when that was recorded."""
    day = f"from {short_day(word.from_day)}" if word.from_day else "the usual date"
    words = f": “{clipped(word.words, FEW_LINES)}”" if word.words else ""
    return f"Recorded on {short_day(word.at.date(), today)}, {day}{words}"
