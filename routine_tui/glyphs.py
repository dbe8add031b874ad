"""Signs that carry the meaning, so that colour only helps: one set for Unicode terminals, one in plain ASCII."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from routine_tui.model.day.agenda import StepState
from routine_tui.model.day.progress import DayState
from routine_tui.settings import speaks_ascii


class Glyphs(Struct, frozen=True):
    """The signs of one set; each is one cell wide."""

    done: str
    due: str
    open: str
    skipped: str
    paused: str
    rest: str
    blank: str
    complete: str
    partial: str
    event: str
    """An appointment: somebody expects the person."""
    change: str
    """What is done at home changes."""
    cursor: str
    goes_on: str
    """The end of a bar that goes on further than is shown."""
    pointer: str
    """Stands before words on the line that they are about."""
    line: str
    """The part of the window that lies behind."""
    line_rest: str
    border: str
    bars: str
    """Eight heights, lowest first."""
    edge: str
    """The bar at the left of what stands out."""
    gauge: str
    """A part of a scale that is reached."""
    gauge_rest: str
    dot: str
    """Stands between two facts on a line."""
    cut: str
    """Stands where words did not fit."""
    lower: str
    """A value is lower than the one it is held against."""
    higher: str
    same: str

    def step(self, state: StepState) -> str:
        """The sign of a step's state."""
        return {
            "done": self.done,
            "skipped": self.skipped,
            "paused": self.paused,
            "due": self.due,
            "open": self.open,
            "not_due": self.rest,
            "ahead": self.due,
        }[state]

    def day(self, state: DayState, is_ahead: bool = False) -> str:
        """The sign of a day's state; a day ahead has none, as its number would look like a negative one."""
        if is_ahead and state == "rest":
            return " "
        return {
            "complete": self.complete,
            "partial": self.partial,
            "open": self.open,
            "skipped": self.skipped,
            "rest": self.rest,
            "paused": self.paused,
            "today": self.due,
            "ahead": " ",
            "blank": self.blank,
        }[state]

    def happens(self, is_appointment: bool) -> str:
        """The sign of something that happens on a day."""
        return self.event if is_appointment else self.change

    def level(self, value: int, most: int) -> str:
        """The sign of a value from 0 to ``most``: a height, or the digit itself in ASCII, where ``X`` is ten."""
        if self.bars.isascii():
            return "X" if value > 9 else str(value)
        return self.bars[round(value / most * (len(self.bars) - 1))]


UNICODE: Final = Glyphs(
    "✓", "○", "·", "»", "‖", "–", "◦", "●", "◐", "◆", "◇",
    "▌", "▸", "◂", "━", "─", "│", "▁▂▃▄▅▆▇█", "▌", "▰", "▱", "·", "…", "↓", "↑", "=",
)  # fmt: skip
ASCII: Final = Glyphs(
    "x", "o", ".", ">", "=", "-", "_", "#", "+", "*", "%",
    ">", ">", "<", "=", "-", "|", "_.:-=+*#", "|", "#", ".", "-", "~", "v", "^", "=",
)  # fmt: skip


def choose(setting: str, encoding: str | None = None) -> Glyphs:
    """The set for a setting (``auto``, ``unicode``, ``ascii``); ``auto`` asks whether locale and output know UTF-8."""
    plain = speaks_ascii(encoding) if setting == "auto" else setting == "ascii"
    return ASCII if plain else UNICODE
