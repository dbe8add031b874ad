"""Hours a day: read from words, built up, refused where they could not be kept."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.hours import Hours, amount_in_words, normal, read_amount, read_hours
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.care_strategies import hours_typed
from tests.cases import each_case
from tests.texts import texts

FIRST = date(2028, 2, 28)
ONE = timedelta(days=1)


@each_case(
    ("typed", "kept"),
    [
        ("12 hours", "12 hours"),
        ("12", "12 hours"),
        ("12h a day", "12 hours"),
        ("1,5 hours per day", "1.5 hours"),
        ("12 hours, from 2, 2 more a day, at most 23", "12 hours, from 2, 2 more a day, at most 23"),
        ("At most 23 hours; 12 hours; 2 h more each day; from 2 h", "12 hours, from 2, 2 more a day, at most 23"),
        ("23.999 hours", "24 hours"),
    ],
)
def test_hours_are_kept_as_the_shortest_text_that_says_them(typed: str, kept: str) -> None:
    assert normal(typed) == kept


@given(hours_typed())
def test_what_is_kept_reads_back_to_the_same_hours_and_is_kept_so_again(text: str) -> None:
    kept = normal(text)
    assert read_hours(kept) == read_hours(text)
    assert normal(kept) == kept


@given(st.lists(hours_typed() | texts | st.floats().map(str), min_size=1, max_size=3).map(", ".join))
def test_any_text_is_hours_that_keep_or_one_sentence(text: str) -> None:
    """What a file holds is read again: hours that could not be would take the whole file with them."""
    try:
        kept = normal(text)
    except BadInput as refused:
        assert re.fullmatch(r"[^\n]{10,250}\.", str(refused))
    else:
        assert normal(kept) == kept


REFUSED = [
    "",
    "hours",
    "at most 12",
    "from 2",
    "0 hours",
    "0.001 hours",
    "0.004",
    "12 hours, from 0.001, 2 more a day",
    "12 hours, from 2, 0.004 more a day",
    "12 hours, at most 0.001",
    "25 hours",
    "9" * 400,
    "1.2.3 hours",
    ". hours",
    "-2 hours",
    "12 hours, at most 6",
    "12 hours, from 14, 1 more a day",
    "12 hours, from 2",
    "12 hours, 2 more a day",
    "12 hours, 13 hours",
    "² hours",
    "nan",
    "12 hours\x1b[2J",
]


@each_case("text", REFUSED)
def test_what_are_no_hours_is_refused_in_one_sentence(text: str) -> None:
    """Seen to fail with hours that round to nothing: they were kept, and could not be read again."""
    with pytest.raises(BadInput) as refused:
        StepVersion(FIRST, "day", "other", "Sheet", Schedule(FIRST), hours=text or " ")
    assert re.fullmatch(r"[^\n]{10,250}\.", str(refused.value))


def test_a_goal_is_built_up_day_by_day_from_the_first_one_over_a_leap_day() -> None:
    hours = Hours(12, 23, 2, 4.5)
    assert [hours.on(FIRST + n * ONE, FIRST) for n in (-1, 0, 1, 2, 3, 300)] == [2, 2, 6.5, 11, 12, 12]
    assert Hours(12).on(FIRST, FIRST) == 12


def test_a_step_that_is_not_measured_in_hours_has_none() -> None:
    assert StepVersion(FIRST, "day", "other", "Balm", Schedule(FIRST)).hours_on(FIRST) is None


@each_case(
    ("typed", "hours"),
    [
        ("6", 6),
        (" 6.5 h ", 6.5),
        ("6,25 hours", 6.25),
        ("6:30", 6.5),
        ("6h30", 6.5),
        ("٦", 6),
        ("0:20", 0.33),
        ("24:00", 24),
        ("0", 0),
    ],
)
def test_hours_that_were_worn_are_read(typed: str, hours: float) -> None:
    assert read_amount(typed) == hours


@each_case("typed", ["", "x", "-1", "24:01", "24.5", "6:60", "1e3", "nan", "6.555", "⁶"])
def test_hours_that_no_day_has_are_refused_in_one_sentence(typed: str) -> None:
    with pytest.raises(BadInput, match=r"0 to 24[^\n]*\.$"):
        read_amount(typed)


def test_hours_are_told_in_short() -> None:
    assert [amount_in_words(hours) for hours in (6, 6.5, 0.33, 0.01)] == ["6 h", "6.5 h", "0.3 h", "0.01 h"]
