"""What to leave alone while the skin heals, and until when. A date alone clears nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.clearance import ClinicianOverride, newest
from routine_tui.model.skin.check_ins import check_ins
from routine_tui.model.skin.concern import RED_FLAG, Rule
from routine_tui.model.skin.standing import unresolved
from routine_tui.model.text import listed

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery

CALM_LOGS: Final = 7
"""How many of the last logged values of redness are looked at."""
CALM_REDNESS: Final = 1
"""The greatest value of redness, 0 to 4, that is calm."""
FLAG_DAYS: Final = 28
"""For how many days a red flag that was not answered again stays open. The project's own proposal."""
WHOLE_WINDOW: Final = -1
"""Stands for a thing to leave alone as long as the healing window lasts."""


class Avoid(Struct, frozen=True):
    """One thing to leave alone."""

    id: str
    label: str
    words: str
    """One to three words, for a quiet line."""
    why: str
    min_day: int
    """Days after day zero in the strictest ordinary aftercare that was seen."""
    app_day: int
    """Days after day zero for skin that had complications; -1 for the whole window."""
    sources: tuple[str, ...]
    needs_clinician: bool = False
    """Whether a clinician's yes is asked, whatever the day."""
    clinics_differ: bool = False
    """Whether the number of days rests on clinics' sheets only, which differ."""


class Avoidance(Struct, frozen=True):
    """How it stands with one thing: each condition by itself, and whether all of them are met."""

    item: Avoid
    from_day: date | None
    """From when it may be reconsidered; None for not within the healing window."""
    day_reached: bool
    calm_logs: int
    """How many values of redness were logged of those looked at, 0 to 7: fewer than seven are not enough."""
    calm: bool
    """Whether the last seven logged values of redness are all 0 or 1."""
    no_flag: bool
    """Whether no red flag is open."""
    word: ClinicianOverride | None
    """The last that a clinician said about it, as the person recorded it."""
    needs_clinician: bool
    """Whether a clinician's yes is still asked."""

    @property
    def state(self) -> Literal["leave_alone", "reconsider"]:
        """Whether it may be reconsidered: only where every condition is met."""
        met = self.day_reached and self.calm and self.no_flag and not self.needs_clinician
        return "reconsider" if met else "leave_alone"


class Calm(Struct, frozen=True):
    """Whether the skin is calm, as far as the log can tell."""

    logs: int
    """How many values of redness were logged of those looked at, 0 to 7: fewer than seven are not enough."""
    redness: bool
    """Whether the last seven logged values of redness are all 0 or 1."""
    no_flag: bool
    """Whether no red flag is open."""

    @property
    def is_met(self) -> bool:
        """Whether both are so."""
        return self.redness and self.no_flag


def calm(recovery: Recovery, today: date, rules: Sequence[Rule]) -> Calm:
    """Whether the skin is calm today."""
    logs = _redness(recovery, today)
    redness = len(logs) == CALM_LOGS and max(logs) <= CALM_REDNESS
    return Calm(len(logs), redness, not has_open_flag(recovery, today, rules))


def avoidance(items: Sequence[Avoid], recovery: Recovery, today: date, rules: Sequence[Rule]) -> tuple[Avoidance, ...]:
    """How it stands with each thing today.

    A clinician's word with a date takes the place of the list's day and is the yes; the other conditions stay.
    """
    is_calm = calm(recovery, today, rules)
    words = newest(recovery.clearances)
    found = []
    for item in items:
        word = words.get(item.id)
        said = word.from_day if word else None
        from_day = said or _own_day(item, recovery)
        reached = today >= from_day if from_day else today > recovery.last_planned_day
        asked = item.needs_clinician and said is None
        found.append(Avoidance(item, from_day, reached, is_calm.logs, is_calm.redness, is_calm.no_flag, word, asked))
    return tuple(found)


def has_open_flag(recovery: Recovery, today: date, rules: Sequence[Rule]) -> bool:
    """Whether a rule of level 2 or more fired and no later check-in cleared it.

    The last 28 days are looked at, and the newest check-in however old it is.
    """
    flags = [rule for rule in rules if rule.level >= RED_FLAG]
    newest_day = max((day for day, _ in check_ins(recovery) if day <= today), default=today)
    first = min(newest_day, today - timedelta(days=FLAG_DAYS - 1))
    return bool(unresolved(flags, recovery, first, today))


def require_reconsidered(recovery: Recovery, day: date) -> None:
    """Raise BadInput for a day on which a clinician could not have something reconsidered: one before day zero."""
    if day < recovery.day_zero:
        raise BadInput(f"{day} is before the session on {recovery.day_zero}: use a later date.")


def quiet_line(found: Sequence[Avoidance], width: int = 80) -> str:
    """What to leave alone, in one line of so many characters at most; nothing where all may be reconsidered.

    What a clinician is asked about comes first: those are the things that are put on the skin by choice.
    """
    kept = [one for one in found if one.state == "leave_alone"]
    if not kept:
        return ""
    words = [one.item.words for one in sorted(kept, key=lambda one: not one.item.needs_clinician)]
    shapes = [("Leave alone for now: ", 3), ("Leave alone for now: ", 2), ("Leave alone: ", 2), ("Leave alone: ", 1)]
    lines = [start + _some(words, count) for start, count in shapes]
    number = "1 thing" if len(words) == 1 else f"{len(words)} things"
    return next((line for line in lines if len(line) <= width), f"Leave alone: {number}")


def _some(words: Sequence[str], count: int) -> str:
    """The first of some words, and how many more there are."""
    more = len(words) - count
    return listed(words) if more <= 0 else f"{', '.join(words[:count])} and {more} more"


def _own_day(item: Avoid, recovery: Recovery) -> date | None:
    return None if item.app_day == WHOLE_WINDOW else recovery.day_zero + timedelta(days=item.app_day)


def _redness(recovery: Recovery, today: date) -> list[float]:
    """The last seven values of redness that were logged until today."""
    logged = [
        value for day, one in check_ins(recovery) if day <= today and (value := one.number("redness")) is not None
    ]
    return logged[-CALM_LOGS:]
