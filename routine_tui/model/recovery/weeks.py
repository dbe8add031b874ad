"""What a week was like because of the skin, in five numbers, and whether somebody chose to look at it less."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal, get_args

from msgspec import Struct

from routine_tui.model.errors import BadInput

WeekField = Literal["home", "off", "nights", "looking", "other"]
WEEK_FIELDS: Final[tuple[WeekField, ...]] = get_args(WeekField)
OF_MOOD: Final[WeekField] = "looking"
"""Which of them stays out of what is shared, as answers about mood do."""
MOST: Final[dict[WeekField, int]] = {"home": 7, "off": 7, "nights": 7, "looking": 3, "other": 10}
LOOKING_WORDS: Final = ("hardly", "under an hour a day", "one to three hours a day", "more than three hours a day")


class WeekEffect(Struct, frozen=True):
    """What one week was like; what was not answered is None, never 0."""

    monday: date
    """The first of its seven days."""
    home: int | None = None
    """On how many days somebody stayed at home because of the skin, 0 to 7."""
    off: int | None = None
    """On how many days somebody was off work or school because of it, 0 to 7."""
    nights: int | None = None
    """How many nights were bad because of it, 0 to 7."""
    looking: int | None = None
    """How long a day went to looking at it or thinking of it, 0 to 3, in the order of LOOKING_WORDS."""
    other: int | None = None
    """How much of it somebody whom the person trusts sees, in that one's own number, 0 nothing to 10."""

    def __post_init__(self) -> None:
        """Refuse a week that begins on another day, and a number out of range. Raises BadInput."""
        if self.monday.weekday() or not 1900 <= self.monday.year <= 2200:
            raise BadInput(f"A week begins on a Monday: {self.monday} isn't one.")
        for name in WEEK_FIELDS:
            value, most = getattr(self, name), MOST[name]
            if value is not None and not 0 <= value <= most:
                raise BadInput(f"{name}={value} isn't possible: use 0 to {most}.")

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it was answered."""
        return all(getattr(self, name) is None for name in WEEK_FIELDS)


class Quiet(Struct, frozen=True):
    """From a day on somebody looks less, or as often as before."""

    since: date
    """The first day for which it holds."""
    is_on: bool
    """Whether somebody looks less from then on."""


def monday_of(day: date) -> date:
    """The Monday of the week that a day is in."""
    return day - timedelta(days=day.weekday())
