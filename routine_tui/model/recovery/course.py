"""Courses: what a clinician prescribed or set for some weeks. The steps of the routine are what is done of it.

A course holds what steps cannot: who set it, why, when it is reviewed, how it went. Its days are those of its steps.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.limits import require_year
from routine_tui.model.text import free_text, one_line

LONGEST_REVIEW: Final = 1460
"""The most days from a course's first to a review."""
MOST_REVIEWS: Final = 40


class Course(Struct, frozen=True):
    """One course, as somebody set it."""

    id: str
    """Made once, so that copies of one recovery know it again."""
    label: str
    first_day: date
    step_ids: tuple[str, ...] = ()
    """The steps that it makes, one a slot."""
    set_by: str = ""
    """Who set it, and when: the program never does."""
    why: str = ""
    dose: str = ""
    """How much, as the label or the clinician has it."""
    reviews: tuple[int, ...] = ()
    """When it is looked at again, in days after the first."""
    effect: str = ""
    """What it did, in the person's own words."""
    ended_why: str = ""
    """Why it ended before its time."""
    note: str = ""
    ended_on: date | None = None
    """From when it is no longer done, where it was ended before its time; all of its steps end with it."""

    def __post_init__(self) -> None:
        """Refuse reviews and years out of range. Raises BadInput."""
        require_year(self.first_day)
        if len(self.reviews) > MOST_REVIEWS or any(not 0 <= one <= LONGEST_REVIEW for one in self.reviews):
            raise BadInput(f"A treatment has at most {MOST_REVIEWS} check-ups, within {LONGEST_REVIEW // 7} weeks.")

    @property
    def review_days(self) -> tuple[date, ...]:
        """The days on which it is looked at again."""
        return tuple(self.first_day + timedelta(days=one) for one in sorted(set(self.reviews)))

    def cleaned(self) -> Course:
        """With its texts as they are kept. Raises BadInput where one is empty or too long."""
        return replace(
            self,
            label=one_line(self.label, "The name of the treatment"),
            set_by=one_line(self.set_by, "Who prescribed it", required=False),
            why=one_line(self.why, "Why", required=False),
            dose=one_line(self.dose, "The dose", required=False),
            effect=free_text(self.effect, "The effect"),
            ended_why=one_line(self.ended_why, "Why it ended", required=False),
            note=free_text(self.note, "The note"),
        )
