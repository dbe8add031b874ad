"""Who was spoken to or written to about the skin: when, how, what was said, and what was to follow."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.limits import require_year
from routine_tui.model.text import free_text, one_line

ContactWho = Literal[
    "clinic", "pharmacist", "doctor", "dermatologist", "helpline", "emergency", "authority", "other"
]  # fmt: skip
ContactBy = Literal["", "phone", "visit", "message", "email", "letter", "form"]
CONTACT_WHO: Final[tuple[ContactWho, ...]] = get_args(ContactWho)
CONTACT_BY: Final[tuple[ContactBy, ...]] = get_args(ContactBy)
WHO_WORDS: Final[dict[ContactWho, str]] = {
    "clinic": "Clinic",
    "pharmacist": "Pharmacist",
    "doctor": "Own doctor",
    "dermatologist": "Dermatologist",
    "helpline": "Medical helpline",
    "emergency": "Emergency",
    "authority": "Authority",
    "other": "Somebody else",
}
"""What each is called; ``clinic`` is the one that did the session."""
_JUDGES: Final[dict[ContactWho, int]] = {"doctor": 4, "dermatologist": 4, "emergency": 4, "helpline": 3}
"""Up to which level of concern an answer of each counts as having spoken to a clinician.

The clinic that did the session is not among them, whatever it said; nor is who does not examine skin.
"""


class Contact(Struct, frozen=True):
    """One call, message or visit, with what was said on both sides."""

    id: str
    """Made once, so that copies of one recovery know it again."""
    day: date
    who: ContactWho
    at: datetime | None = None
    """The real moment, with its UTC offset; None where the hour is not known."""
    name: str = ""
    """Of the person or place, in the person's own words."""
    by: ContactBy = ""
    i_said: str = ""
    said: str = ""
    """What they said; empty while there is no answer."""
    next_by: date | None = None
    """By when the next step was to follow."""
    private: bool = False
    """Whether it stays out of what is shared, unless it is asked for."""
    ended: bool = False
    """Whether nothing more is waited for."""

    def __post_init__(self) -> None:
        """Refuse a moment without its UTC offset, and a year that no contact is in. Raises BadInput."""
        if self.at is not None and self.at.tzinfo is None:
            raise BadInput("A contact has a time without its UTC offset.")
        require_year(self.day)
        if self.next_by is not None:
            require_year(self.next_by)

    @property
    def title(self) -> str:
        """Who it was, in a few words: ``Clinic``, or ``Own doctor, Dr Kaya``."""
        return ", ".join(filter(None, (WHO_WORDS[self.who], self.name)))

    @property
    def order(self) -> tuple[date, bool, float, str]:
        """What contacts are ordered by: their day, and on it those with an hour first."""
        return self.day, self.at is None, self.at.timestamp() if self.at else 0.0, self.id

    @property
    def is_waiting(self) -> bool:
        """Whether it was asked and nothing was answered yet."""
        return not self.said and not self.ended

    @property
    def clock(self) -> time | None:
        """The time of day on the clock of the place; None where it is not known."""
        return None if self.at is None else self.at.timetz().replace(tzinfo=None)

    @property
    def is_of_clinician(self) -> bool:
        """Whether somebody has said something in it who can judge some level of concern."""
        return bool(self.said) and self.who in _JUDGES

    def quiets(self, level: int) -> bool:
        """Whether it answers a level of concern (0 to 4): somebody who can judge it has said something."""
        return bool(self.said) and level <= _JUDGES.get(self.who, 0)

    def cleaned(self) -> Contact:
        """With its texts as they are kept. Raises BadInput where one is too long."""
        return replace(
            self,
            name=one_line(self.name, "The name", required=False),
            i_said=free_text(self.i_said, "What you said").strip(),
            said=free_text(self.said, "What they said").strip(),
        )
