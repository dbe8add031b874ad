"""The words in which every page tells about the shelf: products, how they were tried, and what was seen after them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from routine_tui.exporters.page.phrases import SLOT_NAMES, Phrases
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.shelf.trials import VERDICT_WORDS, WHAT_WORDS
from routine_tui.model.text import short_day

if TYPE_CHECKING:  # a page without anything of the skin is made without what that takes
    from routine_tui.exporters.summary.on_shelf import OnShelf, UsedBy
    from routine_tui.exporters.summary.skin import SkinSummary
    from routine_tui.model.recovery.product import Reaction

_FEW_NAMES: Final = 6


class ShelfPhrases:
    """The sentences about the products of one summary."""

    def __init__(self, summary: Summary, skin: SkinSummary) -> None:
        self._skin = skin
        self._days = Phrases(summary)
        self._summary = summary

    def product(self, product: OnShelf) -> str:
        """What a product is and since when: ``moisturiser, since D3 (3 Nov), opened 1 Oct 2026``."""
        said = [] if product.category == "other" else [product.category]
        said += [self._since(product.introduced_on)] if product.introduced_on else []
        said += [f"opened {short_day(product.opened_on)}"] if product.opened_on else []
        said += [f"keeps until {short_day(product.keeps_until)}"] if product.keeps_until else []
        said += [f"not used from {self._days.day(product.ended_on)} on"] if product.ended_on else []
        return ", ".join(said)

    def _since(self, day: date) -> str:
        """Since when a product touches the skin; by the date alone where that was before day zero."""
        return f"since {short_day(day)}" if day < self._summary.day_zero else self._days.since(day)

    def used_by(self, use: UsedBy) -> str:
        """A step that uses a product: ``Morning, Moisturiser, since D0``."""
        until = f" until before {self._days.day(use.until)}" if use.until else ""
        return f"{SLOT_NAMES[use.slot]}, {use.name}, {self._days.since(use.first)}{until}"

    def trial(self, product: OnShelf) -> str:
        """How a product was tried on one place: ``Tried on one place from D3 (3 Nov), jaw: fine``, or nothing."""
        if product.trial_on is None:
            return ""
        place = f", {product.trial_place}" if product.trial_place else ""
        went = f": {VERDICT_WORDS[product.verdict]}" if product.verdict else ""
        return f"Tried on one place from {self._days.day(product.trial_on)}{place}{went}"

    def seen(self, product: OnShelf) -> str:
        """What was seen after a product: ``Seen after it: D4 (6 Nov) stung within minutes``; empty for nothing told."""
        said = "; ".join(map(self._reaction, product.reactions))
        return f"Seen after it: {said}" if said else ""

    def stopped(self, product: OnShelf) -> str:
        """Why a product is no longer used, in the person's own words; empty where that was not said."""
        return f"Stopped because: {product.ended_because}" if product.ended_because else ""

    @property
    def reacted(self) -> str:
        """The products after which something was seen, with the newest of it; empty for none."""
        told = [f"{one.name} ({self._reaction(one.reacted[-1])})" for one in self._skin.products if one.reacted]
        return "; ".join(told)

    def reaction_to(self, *names: str) -> str:
        """What was seen after a product of one of these names, in a sentence: nothing told is not none."""
        called = {name.casefold() for name in names if name}
        seen = [reaction for one in self._skin.products if one.name.casefold() in called for reaction in one.reacted]
        return f"Reaction: {'; '.join(map(self._reaction, seen)) or 'not said'}."

    def _reaction(self, one: Reaction) -> str:
        within = f" within {one.within}" if one.within and one.what != "nothing" else ""
        return f"{self._days.day(one.day)} {WHAT_WORDS[one.what]}{within}"

    def ingredients(self, product: OnShelf) -> str:
        """What its ingredients list holds; empty for no list. Nothing on our lists is not a clearance."""
        if not product.ingredients:
            return ""
        said = [f"{_LEVEL_WORDS[level]}: {_few(names)}" for level, names in product.flagged]
        found = f"on our list: {'; '.join(said)}" if said else "nothing on our list"
        unknown = f"; {product.unknown} not known to us" if product.unknown else ""
        count = f"{product.ingredients} ingredient{'' if product.ingredients == 1 else 's'}"
        return f"{count} entered; {found}{unknown}."


_LEVEL_WORDS: Final = {
    "avoid": "to avoid while skin heals",
    "caution": "with caution",
    "ask": "medicines, to ask about",
}


def _few(names: Sequence[str]) -> str:
    more = len(names) - _FEW_NAMES
    return ", ".join(names[:_FEW_NAMES]) + (f" and {more} more" if more > 0 else "")
