"""The shelf: products, when they were opened and until when they keep, and which steps use them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.product import Product
from routine_tui.model.shelf.uses import Use, uses
from routine_tui.model.text import as_value, clipped, days_in_words, short_day

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery


Keeping = Literal["keeps", "ends_soon", "ended"]
ENDS_SOON_DAYS: Final = 7


def keeping(product: Product, today: date) -> Keeping | None:
    """Where a product is in its period after opening; None where that is not known."""
    until = product.keeps_until
    if until is None:
        return None
    left = (until - today).days
    return "ended" if left < 0 else "ends_soon" if left <= ENDS_SOON_DAYS else "keeps"


class ShelfEntry(Struct, frozen=True):
    """A product as it stands on the shelf today."""

    number: int
    """From 1, by which it can be called for."""
    product: Product
    uses: tuple[Use, ...]
    keeping: Keeping | None
    ended: bool
    """Whether it is no longer used."""


def shelf(recovery: Recovery, today: date) -> tuple[ShelfEntry, ...]:
    """Every product, numbered; those that have ended come last."""
    ended = {one.id: one.ended_on is not None and one.ended_on <= today for one in recovery.products}
    row = sorted(recovery.products, key=lambda one: ended[one.id])
    return tuple(
        ShelfEntry(number, one, uses(recovery, one), keeping(one, today), ended[one.id])
        for number, one in enumerate(row, 1)
    )


def keeping_words(product: Product, today: date) -> str:
    """When it was opened and how long it keeps: "its 12 months ended on 3 May"; empty where neither is known."""
    until, opened, months = product.keeps_until, product.opened_on, product.keeps_months
    if until is None:
        if opened is not None:
            return f"opened {day_words(opened, today)}"
        return f"keeps {months_words(months)} once opened" if months else ""
    if months and until <= today:
        return f"its {months_words(months)} {'end today' if until == today else f'ended on {day_words(until, today)}'}"
    if months and keeping(product, today) == "ends_soon":
        return f"its {months_words(months)} end on {day_words(until, today)}, in {days_in_words((until - today).days)}"
    return f"keeps until {day_words(until, today)}"


def use_words(recovery: Recovery, use: Use, today: date) -> str:
    """A use in words: ``Moisturiser (morning) since 3 Nov``."""
    step = recovery.routine.step(use.step_id)
    version = step.on(max(use.first_day, min(today, use.until or today))) or step.versions[0]
    where = f"{clipped(version.name)} ({version.slot})"
    if use.until is not None:
        last = use.until - timedelta(days=1)
        return f"{where} from {day_words(use.first_day, today)} to {day_words(last, today)}"
    return f"{where} {'since' if use.first_day <= today else 'from'} {day_words(use.first_day, today)}"


def read_months(text: str) -> int | None:
    """A period after opening as it is typed, ``12`` or ``12M``; None for an empty text. Raises BadInput."""
    if not text.strip():
        return None
    typed = re.fullmatch(r"([0-9]{1,4}) ?(?:m|months?)?", as_value(text).lower())
    if typed is None:
        raise BadInput(f"“{clipped(text, 60)}” isn't a number of months: use 12 or 12M, as beside the open-jar symbol.")
    return int(typed[1])


def months_words(count: int) -> str:
    """A number of months: ``1 month``, ``12 months``."""
    return f"{count} month" if count == 1 else f"{count} months"


def day_words(day: date, today: date) -> str:
    """A day in short, with its year where that is another than today's."""
    return short_day(day, today)


def opening_line(recovery: Recovery, today: date) -> str:
    """One quiet line on a product in use whose period after opening ends within seven days or has ended; or nothing.

    The one that ended longest ago is named, and the others are counted.
    """
    found = [
        (until, one.label, one)
        for one in recovery.products
        if one.is_used(today) and keeping(one, today) in ("ends_soon", "ended") and (until := one.keeps_until)
    ]
    if not found:
        return ""
    first = min(found, key=lambda one: one[:2])[2]
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return f"{clipped(first.label)}: {keeping_words(first, today)}{more}"
