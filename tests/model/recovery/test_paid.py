"""What was paid: one spelling, added up by currency, and nothing guessed."""

from __future__ import annotations

import pytest

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.paid import paid_in_short, paid_together


def test_an_amount_has_one_spelling_in_which_it_reads_back() -> None:
    for typed, kept in {
        "120": "120", " 120 eur ": "120 EUR", "€12,5": "12.50 EUR", "12.50€": "12.50 EUR", "£ 7": "7 GBP",
        "$40": "40 $", "CHF 99.90": "99.90 CHF", "12 Euro": "12 EUR", "300 zł": "300 ZŁ", "007": "7", "": "", "0": "0",
    }.items():  # fmt: skip
        assert paid_in_short(typed) == kept == paid_in_short(kept)


def test_what_may_be_two_numbers_or_none_is_refused() -> None:
    for typed in ("1,200", "1.200,50", "-5", "about 30", "€ 5 EUR", "5 EUR and a tip", "1e3", "12.345", "9999999999"):
        with pytest.raises(BadInput, match="a number and perhaps a currency"):
            paid_in_short(typed)


def test_sums_are_exact_and_each_currency_has_its_own() -> None:
    assert paid_together(["0.10 EUR", "", "0.20 EUR", "5", "40 $"]) == ("0.30 EUR", "5", "40 $")
    assert paid_together(["", ""]) == ()
