"""The second line: the phases of the window one after the other, and where today is among them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from textual.content import Content
from textual.reactive import reactive

from routine_tui.facts import guidance
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.guidance import Phase
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import days_in_words
from routine_tui.ui.themes import PHASES, phase_rules
from routine_tui.ui.widgets.kept import KeepsLines

LEAST_LINE = 2
"""Columns of line that stay beside a name, so that it is seen whether its phase has passed."""


class Stretch(Struct, frozen=True):
    """A phase on the line: the columns it takes, and the name as far as it has one there."""

    phase: Phase
    number: int
    """Its place among the phases, 1 for the first."""
    first: int
    end: int


class PhaseRibbon(KeepsLines):
    """A stretch for each phase, full where it has passed, with its name where there is room. Time passing, no score."""

    COMPONENT_CLASSES = {"ribbon--today", *(f"ribbon--{name}" for name in PHASES)}
    DEFAULT_CSS = """
    PhaseRibbon { height: 1; padding: 0 1; color: $text-muted; }
    PhaseRibbon > .ribbon--today { color: $accent; text-style: bold; }
    """ + phase_rules("PhaseRibbon", "ribbon")
    recovery: reactive[Recovery | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._shown: tuple[int, int, str] | None = None

    def watch_recovery(self) -> None:
        """Repaint only where the window or the day changed, which no tick does."""
        self._check()

    def watch_today(self) -> None:
        """As for the recovery."""
        self._check()

    def _check(self) -> None:
        if self.recovery is not None:
            recovery, today = self.recovery, self.today
            shown = (recovery.offset(today), recovery.window_days, recovery.how_much(today))
            if shown != self._shown:
                self._shown = shown
                self.refresh()

    def render(self) -> Content:
        """The line, for the width there is."""
        if self.recovery is None:
            return Content("")
        days, offset = self.recovery.window_days, self.recovery.offset(self.today)
        label = f"  day {offset} of {days}" if offset >= 0 else f"  starts in {days_in_words(-offset)}"
        label += {"weekly": " (once a week)", "closed": " (closed)"}.get(self.recovery.how_much(self.today), "")
        room = max(0, self.size.width - len(label))
        at = min(max(offset, 0) * room // days, room - 1)
        texts: list[tuple[str, str]] = []
        for stretch in stretches(days, room):
            look = f"ribbon--phase-{stretch.number}"
            texts += [(text, "ribbon--today" if is_today else look) for text, is_today in self._drawn(stretch, at)]
        return Content.assemble(*((text, self.get_visual_style(look)) for text, look in texts), label)

    def _drawn(self, stretch: Stretch, at: int) -> Iterator[tuple[str, bool]]:
        """A stretch in pieces, and whether each is the sign of today."""
        name = f" {stretch.phase.label} "
        named = self._place_of(name, stretch, at)
        column = stretch.first
        while column < stretch.end:
            if column == named:
                yield name, False
                column += len(name)
                continue
            is_today = column == at
            line = self._glyphs.line if column < at else self._glyphs.line_rest
            yield self._glyphs.complete if is_today else line, is_today
            column += 1

    def _place_of(self, name: str, stretch: Stretch, at: int) -> int:
        """Where the name of a stretch begins, beside today where that is on it; -1 where it has no room."""
        before, after = stretch.first + LEAST_LINE, at + 1 + LEAST_LINE
        if not stretch.first <= at < stretch.end:
            return before if before + len(name) <= stretch.end else -1
        if before + len(name) <= at:
            return before
        return after if after + len(name) <= stretch.end else -1


def stretches(days: int, room: int) -> list[Stretch]:
    """The phases of a window of so many days, on so many columns: one at least for each, as long as there are any."""
    found, first = [], 0
    phases = [one for one in guidance.phases() if one.from_day < days]
    for number, phase in enumerate(phases, 1):
        last = number == len(phases) or phase.to_day is None
        end = room if last else max(first + 1, min(days, phase.to_day or days) * room // days)
        end = min(end, room)
        if first < end:
            found.append(Stretch(phase, number, first, end))
        first = end
    return found
