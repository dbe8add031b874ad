"""Whether usual healing may be told of: never while something that a person recorded asks for a clinician."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from routine_tui.model.skin.standing import last_look_day, open_flags

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery
    from routine_tui.model.skin.concern import Rule

WITHHELD: Final = (
    "Whether your skin heals as usual isn't said for now, because your answers ask for a clinician. It comes back once "
    "you have spoken to one, or a later check-in no longer shows it."
)
"""Stands where words about usual healing would stand."""


def may_speak_of_healing(rules: Sequence[Rule], recovery: Recovery, today: date) -> bool:
    """Whether a screen or a page may call anything about the skin usual, normal or expected today.

    It may not while a flag of level 2 or more is open. ``recovery`` is the whole record, also where a page leaves the
    check-ins out.
    """
    return not open_flags(rules, recovery, last_look_day(recovery, today))
