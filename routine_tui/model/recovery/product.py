"""A product on the shelf, as its recovery holds it."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, get_args

from dateutil.relativedelta import relativedelta
from msgspec import Struct
from msgspec.structs import force_setattr, replace

from routine_tui.model.errors import BadInput
from routine_tui.model.text import NAME_LIMIT, free_text, one_line

Category = Literal[
    "cleanser", "moisturiser", "sunscreen", "serum", "ointment", "exfoliant", "makeup", "prescription", "other"
]

ReactionWhat = Literal["nothing", "stung", "red", "itchy", "bumps", "darker"]
ReactionWithin = Literal["", "minutes", "hours", "days"]
Verdict = Literal["", "fine", "reacted", "unsure"]
REACTIONS: Final[tuple[ReactionWhat, ...]] = get_args(ReactionWhat)
WITHIN: Final[tuple[ReactionWithin, ...]] = get_args(ReactionWithin)
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
CATEGORIES: Final[tuple[Category, ...]] = get_args(Category)

LONGEST_KEEPING_MONTHS: Final = 60

INGREDIENTS_LIMIT: Final = 20_000
"""The longest ingredients list that is kept, in characters."""


class Reaction(Struct, frozen=True):
    """What was seen after a product touched the skin; that nothing was seen is one, too."""

    day: date
    """On which it was seen."""
    what: ReactionWhat
    """What was seen."""
    within: ReactionWithin = ""
    """How soon after it was put on; empty where that was not said."""


class Product(Struct, frozen=True):
    """One thing in a jar, a tube or a bottle."""

    id: str
    """Made once, so that copies of one recovery know it again."""
    name: str
    brand: str = ""
    category: Category = "other"
    introduced_on: date | None = None
    """From when it touches the skin: what changes after that day can then be seen. None for not known."""
    opened_on: date | None = None
    keeps_months: int | None = None
    """The period after opening that the jar shows (the open jar with ``12M``), in months, 1 to 60."""
    ingredients: str = ""
    """As the label has it."""
    ended_on: date | None = None
    """From when it is no longer used."""
    ended_because: str = ""
    """Why, in the person's own words."""
    trial_on: date | None = None
    """The first day on which it was tried on one place only; None for no trial."""
    trial_place: str = ""
    """Where it was tried, in the person's own words."""
    verdict: Verdict = ""
    """How the trial went; empty while that is open."""
    reactions: tuple[Reaction, ...] = ()
    """What was seen after it, the earliest first; of one kind once a day."""

    def __post_init__(self) -> None:
        """Refuse a number or a year out of range. Raises BadInput."""
        if self.keeps_months is not None and not 1 <= self.keeps_months <= LONGEST_KEEPING_MONTHS:
            raise BadInput(f"{self.keeps_months} months after opening isn't possible: use 1 to 60.")
        if len(self.reactions) > 1:
            one_each = {(one.day, one.what): one for one in self.reactions}
            force_setattr(self, "reactions", tuple(one_each[key] for key in sorted(one_each)))
        days = (self.introduced_on, self.opened_on, self.ended_on, self.trial_on, *(one.day for one in self.reactions))
        for day in days:
            if day is not None and not 1900 <= day.year <= 2200:
                raise BadInput(f"The year {day.year} isn't possible: check the date.")

    @property
    def label(self) -> str:
        """Brand and name, as a step names its product."""
        return f"{self.brand} {self.name}" if self.brand else self.name

    @property
    def keeps_until(self) -> date | None:
        """The last day of its period after opening; None where that is not known."""
        if self.opened_on is None or self.keeps_months is None:
            return None
        return self.opened_on + relativedelta(months=self.keeps_months)

    def is_used(self, day: date) -> bool:
        """Whether it is in use on a day, as far as was said."""
        begun = self.introduced_on is None or self.introduced_on <= day
        return begun and (self.ended_on is None or day < self.ended_on)

    def require_order(self) -> None:
        """Raise BadInput where it ends before it begins, which only two copies that were joined can leave."""
        if self.introduced_on and self.ended_on and self.ended_on < self.introduced_on:
            raise BadInput(f"It ends on {self.ended_on}, before it starts on {self.introduced_on}: swap the two dates.")

    def cleaned(self) -> Product:
        """With its texts as they are kept.

        Raises BadInput where one is empty or too long, the category is none, or it ends before it begins.
        """
        if self.category not in CATEGORIES:
            raise BadInput(f"There is no category “{self.category[:40]}”: choose {', '.join(CATEGORIES)}.")
        self.require_order()
        if len(self.ingredients) > INGREDIENTS_LIMIT:
            raise BadInput(
                f"The ingredients list is longer than {INGREDIENTS_LIMIT:,} characters: paste one list only."
            )
        cleaned = replace(
            self,
            name=one_line(self.name, "The name of the product"),
            brand=one_line(self.brand, "The brand", required=False),
            ingredients=free_text(self.ingredients, "The ingredients list"),
            trial_place=one_line(self.trial_place, "The place", required=False),
            ended_because=one_line(self.ended_because, "The reason", required=False),
        )
        if len(cleaned.label) > NAME_LIMIT:  # a step holds the label as the name of its product
            raise BadInput(
                f"Brand and name together are {len(cleaned.label)} characters long: use {NAME_LIMIT} at most."
            )
        return cleaned
