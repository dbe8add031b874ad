"""Visits to a clinician, and the questions that are collected for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.recovery.limits import require_time, require_year
from routine_tui.model.text import free_text, one_line


class Visit(Struct, frozen=True):
    """One visit, planned or past."""

    id: str
    """Made once, so that copies of one recovery know it again."""
    day: date
    at: time | None = None
    """On the clock of the place; None for no time said."""
    who: str = ""
    """With whom."""
    where: str = ""
    why: str = ""
    notes: str = ""
    """What was said and seen."""
    agreed: str = ""
    """What was agreed."""
    ready: tuple[str, ...] = ()
    """The ids of what to bring that the person has ready in another way than here."""
    called_off: bool = False

    def __post_init__(self) -> None:
        """Refuse an hour with a UTC offset, and a year that no visit is in. Raises BadInput."""
        require_time(self.at)
        require_year(self.day)

    @property
    def title(self) -> str:
        """What it is called in a list: with whom, or why, or only that it is a visit."""
        return self.who or self.why or "Visit"

    def cleaned(self) -> Visit:
        """With its texts as they are kept. Raises BadInput where one is too long."""
        return replace(
            self,
            who=one_line(self.who, "The clinician", required=False),
            where=one_line(self.where, "The place", required=False),
            why=one_line(self.why, "Why", required=False),
            notes=free_text(self.notes, "The notes of the visit"),
            agreed=free_text(self.agreed, "The next steps agreed"),
        )


class Question(Struct, frozen=True):
    """One question for a clinician, collected on some day."""

    id: str
    """Made once, so that copies of one recovery know it again."""
    asked_on: date
    """The day on which it came up."""
    text: str
    answer: str = ""
    """What was answered; empty while it is open."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be asked."""
        return not self.answer

    def cleaned(self) -> Question:
        """With its texts as they are kept. Raises BadInput where one is too long, or nothing is asked."""
        return replace(
            self, text=one_line(self.text, "The question"), answer=free_text(self.answer, "The answer").strip()
        )


def next_visit(visits: Iterable[Visit], today: date) -> Visit | None:
    """The first visit that is today or still to come, and was not called off; None where there is none."""
    return min(coming(visits, today), key=lambda one: (one.day, one.at or time.max, one.id), default=None)


def coming(visits: Iterable[Visit], today: date) -> Iterator[Visit]:
    """The visits that are today or still to come, and were not called off."""
    return (one for one in visits if one.day >= today and not one.called_off)
