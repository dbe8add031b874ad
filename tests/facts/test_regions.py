"""Whom to call, by region: every number with its source."""

from __future__ import annotations

import re
from datetime import date

from routine_tui.facts import guidance
from tests.facts.test_skin import regions

# id, then every number in the words for an emergency, for urgent advice and for a crisis.
NUMBERS = [
    ("uk", ["999"], ["111"], ["116 123", "111", "85258"]),
    ("northern_ireland", ["999"], ["0300 123 1 123", "0300 123 3 111"], ["0808 808 8000", "116 123"]),
    ("ireland", ["112", "999"], [], ["116 123", "50808"]),
    ("norway", ["113"], ["116 117"], ["116 117"]),
    ("switzerland", ["144"], [], ["143"]),
    ("iceland", ["112"], ["1700"], ["1700"]),
    ("eu", ["112"], ["116 117"], ["116 123"]),
    ("us", ["911"], [], ["988"]),
    ("canada", ["911"], ["811"], ["988"]),
    ("australia", ["000"], ["1800 633 422"], ["13 11 14", "0477 13 11 14"]),
    ("new_zealand", ["111"], ["0800 611 116"], ["1737"]),
]


def numbers(words: str) -> list[str]:
    return re.findall(r"(?<![A-Z\d])\d[\d ]*\d(?![A-Z\d])", words)


def test_each_region_names_its_own_numbers() -> None:
    found = [(each["id"], *(numbers(each[key]) for key in ("emergency", "urgent", "crisis"))) for each in regions()]
    assert found[:-1] == NUMBERS


def test_without_a_region_ones_own_number_comes_first_and_five_are_named() -> None:
    anywhere = regions()[-1]
    assert anywhere["emergency"].startswith("your local emergency number")
    assert numbers(anywhere["emergency"]) == ["112", "999", "911", "000", "111"]
    assert numbers(anywhere["crisis"]) == ["116 123", "988", "13 11 14", "1737"]


def test_each_number_has_a_source_that_was_read_at_its_own_address_and_a_day() -> None:
    for region in regions():
        said = [number for key in ("emergency", "urgent", "crisis") for number in numbers(region[key])]
        assert set(said) == {one["number"] for one in region["numbers"]}, region["id"]
        for one in region["numbers"]:
            source = guidance.sources()[one["source"]]
            assert source.read in ("own", "part"), (region["id"], one["number"], source.id)
            assert source.read_on is not None
            assert date(2026, 11, 1) <= one["checked"] >= source.read_on, (region["id"], one["number"])


def test_every_region_has_all_its_parts_and_short_words() -> None:
    for region in regions():
        known = {"id", "label", "emergency", "urgent", "crisis", "numbers"}
        assert set(region) - {"countries", "zones", "report", "report_source"} == known, region["id"]
        assert all(0 < len(region[key]) <= 150 for key in ("label", "emergency", "urgent", "crisis")), region["id"]
        assert len(region["emergency"]) <= 12 or region["id"] == "anywhere"
    assert len({region["id"] for region in regions()}) == len(regions())
