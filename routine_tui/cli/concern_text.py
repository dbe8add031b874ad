"""A level of concern as lines for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from routine_tui.cli.session import CliSession
from routine_tui.facts import guidance
from routine_tui.facts import skin as skin_facts
from routine_tui.model.skin.concern_text import words_for

if TYPE_CHECKING:
    from routine_tui.model.skin.concern import Concern

_LOOKS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "level": ("", {"bold": True}),
    "do": ("  ", {}),
    "call": ("  ", {"bold": True}),
    "worse": ("  ", {}),
    "because": ("  ", {}),
    "fired": ("    ", {}),
    "sources": ("  ", {"dim": True}),
    "source": ("    ", {"dim": True}),
    "numbers": ("  ", {"dim": True}),
    "about": ("  ", {"dim": True}),
}
"""How far each kind of line is set in, and how it looks."""


def concern_lines(session: CliSession, concern: Concern) -> list[str]:
    """What a level calls for, whom to call in the region of the settings, what was answered, and the sources."""
    region = skin_facts.region(session.planner.settings.region)
    lines = []
    for said in words_for(concern, skin_facts.levels(), region, guidance.sources()):
        indent, style = _LOOKS[said.role]
        sign = f"{session.glyphs.dot} " if said.role == "fired" else ""
        lines.append(indent + session.paint(sign + said.text, **style))
    return lines
