"""The shelf: products, when they were opened and until when they keep, and which steps use them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, get_args

from routine_tui.model.errors import BadInput
from routine_tui.model.words import free_text, one_line

if TYPE_CHECKING:
    from routine_tui.model.recovery import Recovery

Category = Literal[
    "cleanser", "moisturiser", "sunscreen", "serum", "ointment", "exfoliant", "makeup", "prescription", "other"
]
CATEGORIES: Final[tuple[Category, ...]] = get_args(Category)
LONGEST_KEEPING_MONTHS: Final = 60
INGREDIENTS_LIMIT: Final = 20_000
"""The longest ingredients list that is kept, in characters."""


@dataclass(frozen=True, slots=True)
class Product:
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

    def __post_init__(self) -> None:
        """Refuse a number out of range and days in the wrong order. Raises BadInput."""
        if self.keeps_months is not None and not 1 <= self.keeps_months <= LONGEST_KEEPING_MONTHS:
            raise BadInput(f"A period after opening of {self.keeps_months} months does not work: use 1 to 60.")
        for day in (self.introduced_on, self.opened_on, self.ended_on):
            if day is not None and not 1900 <= day.year <= 2200:
                raise BadInput(f"The year {day.year} does not work: use the date as it was.")
        if self.introduced_on and self.ended_on and self.ended_on < self.introduced_on:
            raise BadInput(f"It ends on {self.ended_on}, before it begins on {self.introduced_on}: swap the two days.")

    @property
    def label(self) -> str:
        """Brand and name, as a step names its product."""
        return f"{self.brand} {self.name}" if self.brand else self.name

    @property
    def keeps_until(self) -> date | None:
        """The last day of its period after opening; None where that is not known."""
        if self.opened_on is None or self.keeps_months is None:
            return None
        from dateutil.relativedelta import relativedelta

        return self.opened_on + relativedelta(months=self.keeps_months)

    def is_used(self, day: date) -> bool:
        """Whether it is in use on a day, as far as was said."""
        begun = self.introduced_on is None or self.introduced_on <= day
        return begun and (self.ended_on is None or day < self.ended_on)

    def cleaned(self) -> Product:
        """With its texts as they are kept. Raises BadInput where one is empty or too long, or the category is none."""
        if self.category not in CATEGORIES:
            raise BadInput(f"There is no category “{self.category[:40]}”: choose {', '.join(CATEGORIES)}.")
        if len(self.ingredients) > INGREDIENTS_LIMIT:
            raise BadInput(f"The ingredients list is longer than {INGREDIENTS_LIMIT} characters: paste one list only.")
        return replace(
            self,
            name=one_line(self.name, "The name of the product"),
            brand=one_line(self.brand, "The brand", required=False),
            ingredients=free_text(self.ingredients, "The ingredients list"),
        )


@dataclass(frozen=True, slots=True)
class Use:
    """A step that uses a product, from a day until the day before another."""

    step_id: str
    first_day: date
    until: date | None
    """The first day on which it is no longer used there; None while it is."""


def uses(recovery: Recovery, product: Product) -> tuple[Use, ...]:
    """The steps that name a product, and from when: a step and its product are one truth, the step's own.

    White space and case do not matter.
    """
    wanted = product.label.casefold().split()
    found: list[Use] = []
    for step in recovery.routine.steps:
        begun: date | None = None
        for version in step.versions:
            named = not version.ended and version.product.casefold().split() == wanted
            if named and begun is None:
                begun = version.valid_from
            elif not named and begun is not None:
                found.append(Use(step.id, begun, version.valid_from))
                begun = None
        if begun is not None:
            found.append(Use(step.id, begun, None))
    return tuple(found)


def product_named(recovery: Recovery, name: str) -> Product:
    """The product that a name, a label, an id or a part that fits one only means. Raises BadInput."""
    wanted = " ".join(name.casefold().split())
    if not wanted:
        raise BadInput("Which product: type its name.")
    for product in recovery.products:
        if wanted in (product.id, product.name.casefold(), product.label.casefold()):
            return product
    found = [product for product in recovery.products if wanted in product.label.casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadInput("No product on the shelf has that name: routine-tui products shows them.")
    raise BadInput("More than one product has that name: type more of it, as routine-tui products shows it.")
