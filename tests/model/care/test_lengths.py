"""Lengths, gaps and reviews: read as people type them, told so that they read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.model.care.lengths import gap_words, length_words, read_gap, read_length, read_reviews, reviews_words
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.course import LONGEST_REVIEW
from routine_tui.model.recovery.procedure import LONGEST_GAP
from routine_tui.model.recovery.stages import LONGEST_STAGE
from tests.cases import each_case
from tests.texts import texts

gaps = st.none() | st.integers(1, LONGEST_GAP)


@each_case(
    ("text", "days"),
    [("24 weeks", 168), ("10 days", 10), ("1 week", 7), ("3W", 21), ("5d", 5), (" 2  Nights ", 2), ("730 days", 730)],
)
def test_a_length_is_a_number_of_days_or_weeks(text: str, days: int) -> None:
    assert read_length(text) == days


@each_case("text", ["", "24", "weeks", "0 days", "731 days", "105 weeks", "2 months", "-3 days", "1.5 weeks", "³ days"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_length(text)


def test_a_length_within_its_bound_only() -> None:
    assert read_length("366 days", 366) == 366
    with pytest.raises(BadInput, match="use 1 to 366 days"):
        read_length("367 days", 366)


@given(st.integers(1, LONGEST_STAGE))
def test_every_length_reads_back(days: int) -> None:
    assert read_length(length_words(days)) == days


@each_case(
    ("text", "gap"),
    [
        ("6-8 weeks", (42, 56)),
        ("6 to 8 weeks", (42, 56)),
        ("6 – 8 weeks", (42, 56)),
        ("42-56 days", (42, 56)),
        ("6 weeks", (42, 42)),
        ("at least 6 weeks", (42, None)),
        ("6 weeks or more", (42, None)),
        ("At most 8 weeks", (None, 56)),
        ("0-3 days", (None, 3)),
        ("", (None, None)),
    ],
)
def test_a_gap_has_a_fewest_and_a_most(text: str, gap: tuple[int | None, int | None]) -> None:
    assert read_gap(text) == gap


@each_case("text", ["often", "8-6 weeks", "0 weeks", "at least 0 days", "105 weeks", "6-8", "6-8-9 weeks"])
def test_what_is_no_gap_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_gap(text)


@given(gaps, gaps)
def test_every_gap_reads_back(least: int | None, most: int | None) -> None:
    if least and most and most < least:
        least, most = most, least
    assert read_gap(gap_words(least, most)) == (least, most)


@each_case(
    ("text", "days"),
    [
        ("4,8,16,24", (28, 56, 112, 168)),
        ("4w, 10d", (10, 28)),
        ("8 4 4", (28, 56)),
        ("weeks 4 and 8", (28, 56)),
        ("4, 8 weeks", (28, 56)),
        ("0", (0,)),
        ("", ()),
    ],
)
def test_reviews_are_weeks_after_the_first_day_unless_days_are_said(text: str, days: tuple[int, ...]) -> None:
    assert read_reviews(text) == days


@each_case("text", ["soon", "4,x", "209", "1461d", "-4", "4.5"])
def test_what_are_no_reviews_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_reviews(text)


@given(st.sets(st.integers(0, LONGEST_REVIEW), max_size=12))
def test_all_reviews_read_back(days: set[int]) -> None:
    assert read_reviews(reviews_words(tuple(days))) == tuple(sorted(days))


@given(texts)
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    for read in (read_length, read_gap, read_reviews):
        try:
            read(text)
        except BadInput as error:
            assert str(error).endswith(".") and "\n" not in str(error)
