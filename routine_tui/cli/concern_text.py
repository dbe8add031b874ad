"""A level of concern as lines for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from routine_tui.cli.session import CliSession
from routine_tui.facts import guidance
from routine_tui.facts import skin as skin_facts
from routine_tui.model.skin.clocks import clock_lines
from routine_tui.model.skin.concern import TODAY_LEVEL
from routine_tui.model.skin.concern_text import EMERGENCY, calls_of, words_for
from routine_tui.model.skin.phone_text import phone_lines
from routine_tui.model.skin.standing import is_loud, last_look_day, open_flags, standing_of
from routine_tui.model.skin.standing_text import answered_words, flag_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from routine_tui.model.recovery.recovery import Recovery
    from routine_tui.model.skin.concern import Concern
    from routine_tui.model.skin.standing import Flag

_LOOKS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "level": ("", {"bold": True}),
    "open": ("  ", {}),
    "do": ("  ", {}),
    "call": ("  ", {"bold": True}),
    "worse": ("  ", {}),
    "clock": ("  ", {"bold": True}),
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
    clocks = clock_lines(session.recovery, session.planner.clock.now())
    for said in words_for(concern, skin_facts.levels(), region, guidance.sources(), clocks):
        if said.role == "because" and concern.level >= TODAY_LEVEL:
            lines += _phone_lines(session, concern)
        indent, style = _LOOKS[said.role]
        indent = "" if not lines else indent
        sign = f"{session.glyphs.dot} " if said.role == "fired" else ""
        lines.append(indent + session.paint(sign + said.text, **style))
    return lines


def _phone_lines(session: CliSession, concern: Concern) -> list[str]:
    """What to say on the phone about the check-in of a day."""
    labels = {one.id: one.label for one in skin_facts.questions()}
    today, is_emergency = session.planner.today(), concern.tone >= EMERGENCY
    said = phone_lines(session.recovery, concern.day, today, labels, is_emergency)
    return ["  What to say on the phone:", *(f"    {_drawn(session, line)}" for line in said)]


def _drawn(session: CliSession, line: str) -> str:
    return line if session.is_unicode else line.replace("°C", "C")


def flags_on(session: CliSession, recovery: Recovery, day: date) -> tuple[Flag, ...]:
    """What is open of the check-ins on a day, the highest level first."""
    until = last_look_day(recovery, day) if day == session.planner.today() else day
    return open_flags(skin_facts.rules(), recovery, until)


def standing_lines(session: CliSession, recovery: Recovery, day: date, flags: Sequence[Flag]) -> list[str]:
    """What is open on a day: the highest of it, whom to call, which comes first in an emergency, and how to answer."""
    if not flags:
        return []
    loud = is_loud(flags[0], recovery, day)
    words = flag_words(flags[0], skin_facts.levels(), recovery, day, session.planner.today())
    lines = [session.paint(words, bold=loud, dim=not loud)]
    if (stands := standing_of(flags, day)) is not None and stands.level >= TODAY_LEVEL:
        calls = calls_of(stands, skin_facts.region(session.planner.settings.region))
        called = [session.paint(f"{call}.", bold=True) for call in calls]
        lines = [*called, *lines] if stands.tone >= EMERGENCY else [*lines, *(f"  {call}" for call in called)]
        if answered := answered_words(flags, recovery, day):
            lines.append(f"  {answered}")
        lines.append("  Spoken to a clinician about it? Say so with routine-tui skin contacted=yes.")
    return lines
