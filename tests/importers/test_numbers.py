"""Numbers of a column: its decimals are told by all of it, whatever the country, and what stays open stays as it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.importers.numbers import NumberColumn, is_number
from tests.cases import each_case

VALUES = st.decimals(0, 10**7, places=3)
LOCALES = {
    "en": (",", "."),
    "de": (".", ","),
    "fr": ("\u202f", ","),
    "ch": ("’", "."),
    "sv": ("\u00a0", ","),
    "plain": ("", "."),
}


def written(value: Decimal, group: str, point: str, places: int) -> str:
    """A number as a country writes it."""
    whole, _, decimals = f"{value:,.{places}f}".partition(".")
    return whole.replace(",", group) + (point + decimals if places else "")


@pytest.mark.parametrize("locale", LOCALES)
@given(st.lists(st.tuples(VALUES, st.sampled_from((0, 1, 2))), min_size=1, max_size=8))
def test_every_country_s_column(locale: str, values: list[tuple[Decimal, int]]) -> None:
    """A cell is its value; only where the column leaves it open, it stays as it is written."""
    group, point = LOCALES[locale]
    cells = [written(value, group, point, places) for value, places in values]
    column = NumberColumn(cells)
    is_told = any(places for _, places in values)
    for cell, (value, places) in zip(cells, values, strict=True):
        found = column.number(cell)
        assert found is not None
        wanted = round(value, places) if places else round(value)
        assert found.value == wanted or found.words == cell
        assert not (is_told and found.words)


@given(st.lists(st.sampled_from(("1,500", "1.500", "1.500,5", "0.5", "2,25", "7", "1,500,000", "x", "")), max_size=6))
def test_the_order_of_cells_says_nothing(cells: list[str]) -> None:
    one, other = NumberColumn(cells), NumberColumn(reversed(cells))
    assert [one.number(cell) for cell in cells] == [other.number(cell) for cell in cells]


@each_case(
    ("cells", "read"),
    [
        (["1,500"], [("1.500", "1,500")]), (["1.500"], [("1.500", "1.500")]), (["1.500,5"], [("1500.5", "")]),
        (["1,500.5"], [("1500.5", "")]), (["0.5", "0.25"], [("0.5", ""), ("0.25", "")]),
        (["1,500", "2.5"], [("1500", ""), ("2.5", "")]), (["1,500", "2,5"], [("1.500", ""), ("2.5", "")]),
        (["1.500", "12,5"], [("1500", ""), ("12.5", "")]), (["1,5", "1.5"], [("1.5", ""), ("1.5", "")]),
        (["0,500"], [("0.500", "")]), (["1,50,000"], [("150000", "")]), (["1 500,5"], [("1500.5", "")]),
        (["-2", "−3", "+4", "1e3", ".5"], [("-2", ""), ("-3", ""), ("4", ""), ("1E+3", ""), ("0.5", "")]),
    ],
)  # fmt: skip
def test_a_column_decides(cells: list[str], read: list[tuple[str, str]]) -> None:
    column = NumberColumn(cells)
    assert [(str(found.value), found.words) for cell in cells if (found := column.number(cell))] == read


@each_case("cell", ["", "x", "500 mg", ".", ",", "1,2,3", "1.2.3", "--1", "1-2", "²", "1" * 41, "12:30", "1/2"])
def test_what_is_no_number(cell: str) -> None:
    assert not is_number(cell)
    assert NumberColumn([cell]).number(cell) is None
