"""How long a steroid or bleaching cream is in use: whom to ask how long it may be; nobody is told to stop.

It is known by its name and ingredients; one that is part of a prescribed treatment has a plan of its own.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from routine_tui.model.shelf.trials import trial_line
from routine_tui.model.shelf.uses import using
from routine_tui.model.skin.medicine_names import FAMILIES
from routine_tui.model.skin.medicines import is_named_in
from routine_tui.model.text import clipped

if TYPE_CHECKING:
    from routine_tui.model.recovery.product import Product
    from routine_tui.model.recovery.recovery import Recovery

FIRST_DAY: Final = 7
"""From which day after the first use it is said: our own choice."""
STEROIDS: Final = (
    "hydrocort hidrocort idrocort betameth betamet clobet mometas fluocin flutica triamcin desonid prednicarb "
    "steroid cortison kligman tri-luma triluma"
)
BLEACHING: Final = f"{FAMILIES['hydroquinone']} bleach whiten lighten mercur calomel"


def is_watched(product: Product) -> bool:
    """Whether a product names a steroid, or something that bleaches."""
    text = f"{product.label} {product.ingredients}"
    return is_named_in(STEROIDS, text) or is_named_in(BLEACHING, text)


def cream_words(product: Product, today: date) -> str:
    """How long such a product is in use: ``day 9 since you began``; empty for others, and before that is said."""
    if product.introduced_on is None or not product.is_used(today) or product.category == "prescription":
        return ""
    days = (today - product.introduced_on).days
    if days < FIRST_DAY or not is_watched(product):
        return ""
    return f"day {days} since you began. Ask a pharmacist how long to use it on the face."


def product_line(recovery: Recovery, today: date) -> str:
    """The one line that Today has of products on trial and of creams with a clock; empty for none."""
    if not recovery.products:
        return ""
    return trial_line(recovery, today) or next(
        filter(None, (_clock(recovery, one, today) for one in recovery.products)), ""
    )


def _clock(recovery: Recovery, product: Product, today: date) -> str:
    words = cream_words(product, today)
    if not words or using(recovery, product, today) & recovery.care.course_steps:
        return ""
    return f"{clipped(product.label)}: {words}"
