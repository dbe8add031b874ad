"""Products on trial: on which days to look, what is still open, and which of them are new at the same time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from routine_tui.model.text import clipped, short_day, since_or_from

if TYPE_CHECKING:
    from routine_tui.model.recovery.product import Product, Reaction
    from routine_tui.model.recovery.recovery import Recovery

TRIAL_DAYS: Final = (0, 2, 4)
"""On which days of a trial the place is looked at, counted from its first one."""
ASKED_DAYS: Final = 14
"""For how many days after its beginning a trial is asked about."""
NEW_DAYS: Final = 7
"""Within how many days two products are new at the same time."""
WHAT_WORDS: Final = {
    "nothing": "nothing seen", "stung": "stung", "red": "red", "itchy": "itchy", "bumps": "bumps", "darker": "darker"
}  # fmt: skip
VERDICT_WORDS: Final = {"fine": "fine", "reacted": "reacted", "unsure": "not sure"}


def trial_line(recovery: Recovery, today: date) -> str:
    """What is to be looked at, or decided, of the first product on trial; empty where nothing is."""
    return next(filter(None, (_of(product, today) for product in recovery.products)), "")


def _of(product: Product, today: date) -> str:
    begun = product.trial_on
    if begun is None or product.verdict or not product.is_used(today):
        return ""
    day = (today - begun).days
    passed = [begun + timedelta(days=one) for one in TRIAL_DAYS if one <= day]
    if not passed or day > ASKED_DAYS:
        return ""
    where = f" ({clipped(product.trial_place)})" if product.trial_place else ""
    if not any(one.day >= passed[-1] for one in product.reactions):
        return f"{clipped(product.label)}, on trial{where}: day {day}, look at the place." if day else ""
    return f"{clipped(product.label)}, on trial{where}: how did it go?" if day >= TRIAL_DAYS[-1] else ""


def new_beside(products: Iterable[Product], new: Product) -> Product | None:
    """The other product that came into use nearest to a new one, within seven days; None where none did."""
    first = new.introduced_on
    if first is None:
        return None
    near = [
        (abs((one.introduced_on - first).days), one.label, one)
        for one in products
        if one.id != new.id and one.introduced_on is not None and abs(one.introduced_on - first).days <= NEW_DAYS
        and (one.ended_on is None or one.ended_on > first)
    ]  # fmt: skip
    return min(near, key=lambda one: one[:2])[2] if near else None


def new_beside_words(other: Product, today: date) -> str:
    """That another product is new as well; it asks for nothing."""
    first = other.introduced_on
    since = f" {since_or_from(first, today)} {short_day(first, today)}" if first else ""
    return f"{clipped(other.label)} is new{since} as well. One new product a week shows which one it was."


def trial_words(product: Product, today: date) -> str:
    """A trial in a few words: ``on trial since 3 Nov, jaw: fine``; empty where there was none."""
    if product.trial_on is None:
        return ""
    place = f", {clipped(product.trial_place)}" if product.trial_place else ""
    verdict = f": {VERDICT_WORDS[product.verdict]}" if product.verdict else ""
    since = f"{since_or_from(product.trial_on, today)} {short_day(product.trial_on, today)}"
    return f"{'on trial' if not product.verdict else 'trial'} {since}{place}{verdict}"


def reaction_words(one: Reaction, today: date) -> str:
    """A reaction in a few words: ``3 Nov stung within minutes``."""
    within = f" within {one.within}" if one.within and one.what != "nothing" else ""
    return f"{short_day(one.day, today)} {WHAT_WORDS[one.what]}{within}"
