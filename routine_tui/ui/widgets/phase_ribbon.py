"""The second line: the phases of the window one after the other, and where today is among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

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
        texts = [(text, self.get_visual_style(f"ribbon--{look}")) for text, look in drawn(days, room, at, self._glyphs)]
        return Content.assemble(*texts, label)


def drawn(days: int, room: int, at: int, glyphs: Glyphs) -> list[tuple[str, str]]:
    """The line of a window of so many days on so many columns, today at the column ``at``: texts with their looks."""
    found = stretches(days, room)
    signs = [glyphs.line if column < at else glyphs.line_rest for column in range(room)]
    looks = [f"phase-{one.number}" for one in found for _ in range(one.first, one.end)]
    if room:
        signs[at], looks[at] = glyphs.complete, "today"
    for one, column in named(found, room, at):
        name = f" {one.phase.label} "
        signs[column : column + len(name)] = name
        looks[column : column + len(name)] = [f"phase-{one.number}"] * len(name)
    pieces = groupby(range(room), key=looks.__getitem__)
    return [("".join(signs[column] for column in columns), look) for look, columns in pieces]


def named(found: Sequence[Stretch], room: int, at: int) -> Iterator[tuple[Stretch, int]]:
    """The stretches that are named, and where the name of each begins.

    The present phase comes first: its name goes beside today, over the next phase where its own has no room. Where even
    that is too narrow no phase is named, so that no other one seems to be the present one.
    """
    present = next((one for one in found if one.first <= at < one.end), None)
    if present is None:
        return
    length = len(present.phase.label) + 2
    places = (
        (present.first + LEAST_LINE, at),
        (at + 1 + LEAST_LINE, present.end),
        (present.first + 1, at),
        (at + 1, room),
        (0, at),
    )
    begins = next((first for first, end in places if first + length <= end), None)
    if begins is None:
        return
    yield present, begins
    for one in found:
        first, other = one.first + LEAST_LINE, len(one.phase.label) + 2
        if first < begins + length and begins < first + other:
            first = begins + length + LEAST_LINE
        if one is not present and first + other <= one.end:
            yield one, first


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
