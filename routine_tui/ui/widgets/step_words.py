"""What is told of the step under Today's cursor: what it is, how it is done, and how it went."""

from __future__ import annotations

from datetime import date

from textual.reactive import var

from routine_tui.facts import guidance
from routine_tui.model.by_id import find
from routine_tui.model.day.agenda import ChecklistItem
from routine_tui.model.guidance import NOT_ADVICE
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped
from routine_tui.ui.widgets.lines import FEW_LINES, retitle
from routine_tui.ui.widgets.step_strip import STRIP_TITLE, step_strip
from routine_tui.ui.widgets.text_below import WordsBelow


class StepWords(WordsBelow):
    """What belongs to the step under the cursor: cue, product, how to do it, and where that comes from."""

    DEFAULT_CSS = """
    StepWords {
        height: 7; padding: 0 1 0 2; color: $text;
        border-title-color: $text; border-title-style: bold; border-title-background: $background;
    }
    StepWords > .words-below--title { color: $text-muted; text-style: none; }
    """
    item: var[ChecklistItem | None] = var(None)
    recovery: var[Recovery | None] = var(None)
    day: var[date] = var(date.min)
    today: var[date] = var(date.min)
    _told: object = None
    """All that the words follow from, as it was when they were worked out."""

    def watch_item(self) -> None:
        """Say what there is to say."""
        self._show()

    def on_resize(self) -> None:
        """In a panel of its own there is room for how the step went."""
        self._show()

    def _show(self) -> None:
        item = self.item
        version, mark = (item.version, item.mark) if item else (None, None)
        parts = [clipped(text) for text in (version.cue, version.product) if text] if version else []
        tells_weeks = self.is_boxed or not (parts or (version and version.instructions))
        told = version, mark.note if mark else "", self.day, self.today, tells_weeks and (item, self.recovery)
        if told == self._told:
            return
        self._told = told
        note = f"\nNote: {clipped(mark.note, FEW_LINES)}" if mark and mark.note else ""
        sources = version.sources if version else ()
        title = clipped(version.named(self.day)) if version else ""
        retitle(self, title if self.is_boxed or not title else f" {title} ")
        how = clipped(version.instructions, FEW_LINES, newlines=True) if version else ""
        self.say(
            f" {self._glyphs.dot} ".join(parts) + note,
            how + (self._how_it_went(item) if item and tells_weeks else ""),
            f"{guidance.cited(sources)[0].publisher}; {NOT_ADVICE}" if sources else "",
        )

    def _how_it_went(self, item: ChecklistItem) -> str:
        """How the step went in the last four weeks, a sign a day and as a fraction; nothing before it was there."""
        if (recovery := self.recovery) is None or date.min in (self.day, self.today):
            return ""
        step = find(recovery.routine.steps, item.step_id)
        if step is None:  # taken away, by an undo or by another program, a moment ago
            return ""
        strip = step_strip(recovery, step, self.day, self.today, self._glyphs)
        return f"\n\n{STRIP_TITLE}: {strip.done}\n{strip.signs}" if strip and strip.done else ""
