"""What to avoid while the skin heals, and until when. A date alone clears nothing; a clinician's yes does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.clearance import ClinicianOverride, newest
from routine_tui.model.skin.check_ins import check_ins
from routine_tui.model.skin.concern import Rule
from routine_tui.model.skin.in_use import is_in_use
from routine_tui.model.skin.reassurance import may_speak_of_healing

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery

CALM_LOGS: Final = 3
"""How many of the last logged values of redness are looked at: at a check-in a week, three weeks."""
CALM_REDNESS: Final = 1
"""The greatest value of redness, 0 to 4, that is calm."""
BARRING_SIGNS: Final = (
    "spreading", "hot", "pus", "crust", "smell", "blisters", "sores", "raw", "oozing", "bleeding", "dusky",
)  # fmt: skip
"""Signs of infection and of open skin: a yes to one of these, and nothing else, bars whatever the day."""
BARS_DAYS: Final = 28
"""For how many days such a sign bars that was not answered again. The project's own proposal."""
WHOLE_WINDOW: Final = -1
"""Stands for a thing to avoid as long as the healing window lasts."""


class Avoid(Struct, frozen=True):
    """One thing to avoid."""

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
    part_of: tuple[str, ...] = ()
    """Parts of names, in small letters without accents: a treatment in use whose name has one is this thing."""
    kinds: tuple[str, ...] = ()
    """Kinds of procedure that are this thing."""


class Avoidance(Struct, frozen=True):
    """How it stands today with one thing: each condition by itself, and whether it may be fine again."""

    item: Avoid
    today: date
    from_day: date | None
    """From when it may be fine again, where nothing else speaks against it; None for not within the window."""
    day_zero: date
    last_day: date
    """The last day of the window, as it was planned."""
    day_reached: bool
    calm_logs: int
    """How many values of redness were logged of those looked at, 0 to 3: fewer than three are not enough."""
    calm: bool
    """Whether the last three logged values of redness are all 0 or 1."""
    no_flag: bool
    """Whether no sign of infection or open skin bars it: with a clinician's date, none that came after their word."""
    word: ClinicianOverride | None
    """The last that a clinician said about it, as the person recorded it."""
    needs_clinician: bool
    """Whether a clinician's yes is still asked."""

    @property
    def has_clinicians_day(self) -> bool:
        """Whether a clinician gave the date, which is the yes to everything else that was known then."""
        return self.word is not None and self.word.from_day is not None

    @property
    def state(self) -> Literal["leave_alone", "reconsider"]:
        """Whether it may be fine again: from a clinician's date, or where every condition is met."""
        ready = self.has_clinicians_day or (self.calm and not self.needs_clinician)
        return "reconsider" if self.day_reached and self.no_flag and ready else "leave_alone"


class Calm(Struct, frozen=True):
    """Whether the skin is calm, as far as the log can tell."""

    logs: int
    """How many values of redness were logged of those looked at, 0 to 3: fewer than three are not enough."""
    redness: bool
    """Whether the last three logged values of redness are all 0 or 1."""
    no_flag: bool
    """Whether no red flag is open."""

    @property
    def is_met(self) -> bool:
        """Whether both are so."""
        return self.redness and self.no_flag


def calm(recovery: Recovery, today: date, rules: Sequence[Rule]) -> Calm:
    """Whether the skin is calm today: that may be said only while no flag of level 2 or more is open."""
    logs, redness = _redness(recovery, today)
    return Calm(logs, redness, may_speak_of_healing(rules, recovery, today))


def avoidance(items: Sequence[Avoid], recovery: Recovery, today: date) -> tuple[Avoidance, ...]:
    """How it stands today with each thing that is not part of a treatment in use.

    A clinician's word with a date takes the place of the list's day and is the yes: from that date on the thing may be
    fine again, unless a sign of infection or open skin came after the word was recorded.
    """
    logs, is_calm = _redness(recovery, today)
    barred_on = _barred_on(recovery, today)
    words = newest(recovery.clearances)
    found = []
    for item in items:
        if is_in_use(item.part_of, item.kinds, recovery, today):
            continue
        word = words.get(item.id)
        said = word if word is not None and word.from_day is not None else None
        from_day = said.from_day if said else _own_day(item, recovery)
        reached = today >= from_day if from_day else today > recovery.last_planned_day
        no_flag = barred_on is None or (said is not None and barred_on <= said.at.date())
        found.append(
            Avoidance(
                item, today, from_day, recovery.day_zero, recovery.last_planned_day, reached, logs, is_calm, no_flag,
                word, item.needs_clinician and said is None,
            )
        )  # fmt: skip
    return tuple(found)


def require_reconsidered(recovery: Recovery, day: date) -> None:
    """Raise BadInput for a day on which a clinician could not have something reconsidered: one before day zero."""
    if day < recovery.day_zero:
        raise BadInput(f"{day} is before the session on {recovery.day_zero}: use a later date.")


def _own_day(item: Avoid, recovery: Recovery) -> date | None:
    return None if item.app_day == WHOLE_WINDOW else recovery.day_zero + timedelta(days=item.app_day)


def _redness(recovery: Recovery, today: date) -> tuple[int, bool]:
    """How many of the last three values of redness were logged until today, and whether all three are calm."""
    logged = [
        value for day, one in check_ins(recovery) if day <= today and (value := one.number("redness")) is not None
    ][-CALM_LOGS:]
    return len(logged), len(logged) == CALM_LOGS and max(logged) <= CALM_REDNESS


def _barred_on(recovery: Recovery, today: date) -> date | None:
    """The last day on which a sign of infection or open skin was there that no later check-in answers with no.

    The last 28 days are looked at, and the newest check-in however old it is.
    """
    checks = [(day, one) for day, one in check_ins(recovery) if day <= today and one.answers]
    first = min(max((day for day, _ in checks), default=today), today - timedelta(days=BARS_DAYS - 1))
    there: dict[str, date] = {}
    for day, one in checks:
        for name in BARRING_SIGNS:
            if one.worst.get(name) is False:
                there.pop(name, None)
            elif one.worst.get(name) is True:
                there[name] = day
    return max((day for day in there.values() if day >= first), default=None)
