"""The shelf as an export tells it: products with their days, the steps that use them, what their lists hold."""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec import Struct

from routine_tui.exporters.escapes import one_line
from routine_tui.facts.ingredients import ingredient_rules
from routine_tui.model.recovery.product import INGREDIENTS_LIMIT, Product, Reaction, Verdict
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Slot
from routine_tui.model.shelf.ingredients import screen_kept
from routine_tui.model.shelf.uses import uses

_LEVELS: Final = ("avoid", "caution", "ask")


class UsedBy(Struct, frozen=True):
    """A step that uses a product, or used it."""

    slot: Slot
    name: str
    first: date
    until: date | None
    """The first day on which it did not any more."""


class OnShelf(Struct, frozen=True):
    """One product of the shelf."""

    name: str
    category: str
    introduced_on: date | None
    opened_on: date | None
    keeps_until: date | None
    ended_on: date | None
    steps: tuple[UsedBy, ...]
    ingredients: int
    """How many names its ingredients list holds; 0 for no list."""
    flagged: tuple[tuple[str, tuple[str, ...]], ...]
    """Names in its list by level: avoid, caution, ask."""
    unknown: int
    ended_because: str = ""
    trial_on: date | None = None
    trial_place: str = ""
    verdict: Verdict = ""
    """How the trial went; empty while that is open."""
    reactions: tuple[Reaction, ...] = ()
    """What was seen after it, the earliest first."""

    @property
    def reacted(self) -> tuple[Reaction, ...]:
        """Those reactions in which something was seen."""
        return tuple(one for one in self.reactions if one.what != "nothing")


def on_shelf(told: Recovery, product: Product) -> tuple[OnShelf, tuple[str, ...]]:
    """A product with the steps that use it, and the ids of the sources behind what is flagged in its list."""
    steps = []
    for use in uses(told, product):
        step = told.routine.step(use.step_id)
        version = step.on_or_first(use.first_day)
        steps.append(UsedBy(version.slot, one_line(version.name), use.first_day, use.until))
    listed = product.ingredients[:INGREDIENTS_LIMIT]  # a longer one can only come from another program
    screening = screen_kept(ingredient_rules(), listed) if listed.strip() else None
    hits = screening.hits if screening else ()
    by_level = {
        level: tuple(dict.fromkeys(one_line(hit.name) for hit in hits if hit.level == level)) for level in _LEVELS
    }
    shelved = OnShelf(
        one_line(product.label).strip(),
        product.category,
        product.introduced_on,
        product.opened_on,
        product.keeps_until,
        product.ended_on,
        tuple(steps),
        screening.ingredients if screening else 0,
        tuple((level, names) for level, names in by_level.items() if names),
        screening.unknown if screening else 0,
        one_line(product.ended_because),
        product.trial_on,
        one_line(product.trial_place),
        product.verdict,
        product.reactions,
    )
    return shelved, tuple(source_id for hit in hits for source_id in hit.sources)
