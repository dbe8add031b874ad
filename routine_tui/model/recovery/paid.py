"""What was paid, as a paper says it: a number and perhaps a currency, in one spelling, added up by currency."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from routine_tui.model.errors import BadInput

_SIGNS: Final = {"€": "EUR", "£": "GBP", "EURO": "EUR", "EUROS": "EUR"}
"""What means one currency; $, ¥ and kr mean several and stay as they are."""
_CURRENCY: Final = r"[^\W\d_]{1,3}|(?i:euros?)|[$€£¥₹₩₺₽₴₫₪฿]"
_PAID: Final = re.compile(rf"({_CURRENCY})?\s?(\d{{1,9}})(?:[.,](\d{{1,2}}))?\s?({_CURRENCY})?")


def paid_in_short(text: str) -> str:
    """An amount in the one spelling in which it is kept: ``€ 12,5`` gives ``12.50 EUR``; empty for nothing.

    Raises BadInput for what is no amount, such as ``1,200``, which may be two numbers.
    """
    said = " ".join(text.split())
    if not said:
        return ""
    found = _PAID.fullmatch(said)
    before, whole, part, after = found.groups() if found else ("", "", "", "")
    if not found or (before and after):
        raise BadInput(
            "What was paid is a number and perhaps a currency: 120, 12.50 EUR. Leave out signs in thousands."
        )
    currency = before or after or ""
    named = _SIGNS.get(currency.upper(), currency.upper())
    number = str(int(whole)) if part is None else f"{int(whole)}.{part:0<2}"
    return f"{number} {named}".strip()


def paid_together(amounts: Iterable[str]) -> tuple[str, ...]:
    """Amounts in their one spelling added up, one sum a currency in the order in which these come up first."""
    sums: dict[str, Decimal] = {}
    for one in filter(None, amounts):
        number, _, currency = one.partition(" ")
        sums[currency] = sums.get(currency, Decimal(0)) + Decimal(number)
    return tuple(f"{number} {currency}".strip() for currency, number in sums.items())
