"""How it stands with something to leave alone, in words."""

from __future__ import annotations

from typing import NamedTuple

from routine_tui.model.skin.avoidance import CALM_LOGS, Avoidance, Calm
from routine_tui.model.text import listed, short_day


class WaitingReason(NamedTuple):
    """One condition that must be met before something may be reconsidered."""

    text: str
    is_met: bool


def conditions_of(one: Avoidance) -> tuple[WaitingReason, ...]:
    """The three conditions in words, and the clinician's yes where that is asked."""
    day = f"The day is reached: {_when(one)}" if one.from_day else "The healing window is over"
    count = "" if one.calm_logs == CALM_LOGS else f" ({one.calm_logs} of {CALM_LOGS} logged so far)"
    found = [
        WaitingReason(day, one.day_reached),
        WaitingReason(f"Redness was 0 or 1 in the last {CALM_LOGS} check-ins that have it{count}", one.calm),
        WaitingReason("No red flag is open", one.no_flag),
    ]
    if one.item.needs_clinician:
        found.append(WaitingReason("A clinician said yes, with a date", not one.needs_clinician))
    return tuple(found)


def from_when(one: Avoidance) -> str:
    """From when it may be reconsidered, and who is asked, in a few words.

    A day that has come clears nothing by itself: what is still waited for is named in its place.
    """
    waits = [words for words, is_met in (("redness is calm", one.calm), ("no flag is open", one.no_flag)) if not is_met]
    if one.from_day is None or not one.day_reached or not (waits or one.needs_clinician):
        return f"{_when(one)}, and a clinician's yes" if one.needs_clinician else _when(one)
    asked = ["a clinician says yes"] if one.needs_clinician else []
    return f"until {listed([*waits, *asked])}"


def _when(one: Avoidance) -> str:
    if one.from_day is None:
        return "the whole healing window"
    said = one.word is not None and one.word.from_day is not None
    return f"from {short_day(one.from_day, year=True)}" + (", as a clinician said" if said else "")


def calm_words(found: Calm) -> str:
    """Whether the skin is calm, in one sentence, as far as the log can tell."""
    if found.is_met:
        return (
            f"The skin is calm: redness was 0 or 1 in the last {CALM_LOGS} check-ins that have it, no red flag is open."
        )
    waits = []
    if not found.redness:
        count = f" ({found.logs} of {CALM_LOGS} logged so far)" if found.logs < CALM_LOGS else ""
        waits.append(f"redness of 0 or 1 in the last {CALM_LOGS} check-ins that have it{count}")
    if not found.no_flag:
        waits.append("no open red flag")
    return f"The log does not say yet that the skin is calm: it waits for {listed(waits)}."
