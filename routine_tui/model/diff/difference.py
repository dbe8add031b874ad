"""One thing that is not the same in two states of a recovery, and how its words are put on a line."""

from __future__ import annotations

from msgspec import Struct

from routine_tui.model.text import escape_control_characters

_LONGEST = 60
"""How many characters of a note or a name a line shows."""


class Difference(Struct, frozen=True):
    """One thing that is not the same."""

    what: str
    """What it is about: ``22 Nov, Moisturiser``."""
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.what}: {self.before} → {self.after}"


def shortened(text: str) -> str:
    """A name or a text of any length on one line, cut with ``…`` where it is long."""
    plain = escape_control_characters(text[: _LONGEST + 1])
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def quoted(text: str) -> str:
    """A text between quotes, or that there is none."""
    return f"“{shortened(text)}”" if text else "none"
