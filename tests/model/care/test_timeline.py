"""What to expect by when: whose complications, how long a scale, and bars that say no more than their ranges."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from routine_tui.model.care.timeline import COMPLICATIONS, PublishedRange, bars, column_of, own, scale_days, span_words
from routine_tui.model.recovery.answers import Answer
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case

ZERO = date(2026, 10, 31)


def recovery_of(answers: Mapping[str, Answer] | None = None, window: int = 84) -> Recovery:
    day = ZERO + timedelta(days=3)
    return Recovery("r", "Face", ZERO, window, days={day: Day(day, skin=CheckIn.of(answers or {}))})


def part(first: int, after: int | None = None, treatment: bool = False) -> PublishedRange:
    return PublishedRange("x", "redness", "It fades.", first, after, ("S01",), "treatment" if treatment else "day_zero")


# ---------------------------------------------------------------------- whose, and how long


def test_a_persons_own_complications_are_those_that_were_logged() -> None:
    assert own(recovery_of({"redness": 1, "scar": 2, "pus": False})) == ("redness", "scar")


@each_case("sign", ["pus", "crust", "smell", "spreading", "hot"])
def test_a_sign_of_infection_answered_with_yes_makes_infection_ones_own(sign: str) -> None:
    assert own(recovery_of({sign: True})) == ("infection",)


def test_nothing_logged_shows_all_four() -> None:
    assert own(recovery_of()) == own(recovery_of({"redness": 0, "pus": False, "pain": 7})) == tuple(COMPLICATIONS)


@each_case(
    ("ranges", "days"),
    [
        ([], 84),
        ([part(0, 84)], 84),
        ([part(0, 85)], 183),
        ([part(8, 181)], 183),
        ([part(180, 366)], 366),
        ([part(366)], 731),
        ([part(365, 731)], 731),
        ([part(0, 2000)], 731),
        ([part(0, 400, treatment=True)], 84),
    ],
)
def test_the_scale_is_the_window_or_what_the_ranges_need(ranges: list[PublishedRange], days: int) -> None:
    assert scale_days(recovery_of(), ranges) == days


def test_a_scale_is_never_shorter_than_the_window() -> None:
    assert scale_days(recovery_of(window=500), [part(0, 501)]) == 731
    assert scale_days(recovery_of(window=730), [part(0, 731)]) == 731
    assert scale_days(recovery_of(window=730), [part(0, 8)]) == 730


# ---------------------------------------------------------------------- bars

lengths = st.none() | st.integers(1, 900)
scales = st.integers(7, 800)
widths = st.integers(1, 120)


@st.composite
def ranges(draw: st.DrawFn) -> PublishedRange:
    first, length = draw(st.integers(0, 800)), draw(lengths)
    return part(first, None if length is None else first + length)


@given(ranges(), scales, widths, st.integers(-40, 900))
def test_a_bar_stays_within_its_width_and_is_empty_only_after_the_scale(
    one: PublishedRange, days: int, width: int, today: int
) -> None:
    (bar,) = bars([one], days, width, today)
    assert 0 <= bar.before <= width and 0 <= bar.length <= width - bar.before
    assert (bar.length == 0) == (one.from_day >= days)
    assert bar.goes_on == (one.to_day is None or one.to_day > days)
    assert bar.is_now == (one.from_day <= today and (one.to_day is None or today < one.to_day))


@given(ranges(), scales, widths, st.data())
def test_today_stands_in_a_bar_where_it_lies_in_the_range_or_shares_a_column_with_a_day_that_does(
    one: PublishedRange, days: int, width: int, data: st.DataObject
) -> None:
    today = data.draw(st.integers(0, days - 1))
    (bar,) = bars([one], days, width, today)
    column = column_of(today, days, width)
    assert column is not None
    sharing = [day for day in range(days) if column_of(day, days, width) == column]
    is_inside = bar.before <= column < bar.before + bar.length
    assert is_inside == any(bars([one], days, width, day)[0].is_now for day in sharing)


@given(ranges(), scales, st.data())
def test_where_every_day_has_columns_today_stands_in_a_bar_exactly_when_it_lies_in_the_range(
    one: PublishedRange, days: int, data: st.DataObject
) -> None:
    width, today = data.draw(st.integers(days, 3 * days)), data.draw(st.integers(0, days - 1))
    (bar,) = bars([one], days, width, today)
    column = column_of(today, days, width)
    assert column is not None
    assert (bar.before <= column < bar.before + bar.length) == bar.is_now


@given(scales, widths, st.integers(-900, 900))
def test_a_day_has_a_column_only_on_the_scale(days: int, width: int, offset: int) -> None:
    column = column_of(offset, days, width)
    assert (column is not None) == (0 <= offset < days)
    assert column is None or 0 <= column < width


def test_what_counts_from_a_treatment_is_not_drawn_and_never_now() -> None:
    (bar,) = bars([part(2, 4, treatment=True)], 84, 40, 3)
    assert (bar.before, bar.length, bar.goes_on, bar.is_now) == (0, 0, False, False)


@each_case(
    ("one", "words"),
    [
        (part(8, 181), "days 8 to 180"),
        (part(5, 6), "day 5"),
        (part(366), "from day 366"),
        (part(0, 8, treatment=True), "the first 7 days of treatment"),
        (part(2, 4, treatment=True), "2 to 3 days after treatment began"),
        (part(7, treatment=True), "from day 7 of treatment on"),
    ],
)
def test_the_days_of_a_range_name_the_last_one(one: PublishedRange, words: str) -> None:
    assert span_words(one) == words
