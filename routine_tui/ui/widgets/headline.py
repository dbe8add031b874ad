"""The top line: whose recovery, which day, and how far it is."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from routine_tui.facts import guidance
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.guidance import phase_at
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped, long_day, weekday_day


class Headline(Widget):
    """The recovery's name, the day shown, its number and its phase; how much is told depends on the room."""

    DEFAULT_CSS = """
    Headline { height: 1; padding: 0 1; color: $text; text-style: bold; }
    """
    recovery: reactive[Recovery | None] = reactive(None, repaint=False)
    day: reactive[date] = reactive(date.min)
    today: reactive[date] = reactive(date.min)

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs

    def watch_recovery(self, before: Recovery | None, after: Recovery | None) -> None:
        """Repaint where something of the line changed, which no tick does."""
        if before is None or after is None or _told(before) != _told(after):
            self.refresh()

    def render(self) -> Content:
        """The line, for the width there is."""
        recovery, width = self.recovery, self.size.width
        if recovery is None:
            return Content("")
        name = clipped(recovery.name)
        right = next((text for text in self._descriptions(recovery) if cell_len(text) + 8 <= width), "")
        room = max(0, width - cell_len(right) - 2)
        left = (
            name
            if cell_len(name) <= room
            else set_cell_size(name, max(0, room - 1)) + self._glyphs.cut
            if room > 1
            else ""
        )
        return Content(left + " " * (width - cell_len(left) - cell_len(right)) + right)

    def _descriptions(self, recovery: Recovery) -> list[str]:
        """What to say of the day, the longest first."""
        offset, dot = recovery.offset(self.day), f" {self._glyphs.dot} "
        number = f"D{offset} of {recovery.window_days}"
        number += {"weekly": " (once a week)", "closed": " (closed)"}.get(recovery.how_much(self.day), "")
        phase = phase_at(guidance.phases(), offset).label
        near = {0: "Today", -1: "Yesterday", 1: "Tomorrow"}.get((self.day - self.today).days)
        day = f"{near}, {long_day(self.day, self.today)}" if near else long_day(self.day)
        short = weekday_day(self.day, self.today)
        return [
            dot.join((day, number, phase)),
            dot.join((short, number, phase)),
            dot.join((short, number)),
            f"D{offset}",
        ]


def _told(recovery: Recovery) -> object:
    """What the headline takes from a recovery."""
    return recovery.name, recovery.day_zero, recovery.window_days, recovery.afterwards
