"""Days in every spelling that is without doubt; none where it is not."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from routine_tui.dates import clock_time
from routine_tui.importers.days import (
    day_in,
    day_of,
    epoch_day,
    iso_day,
    orders_of,
    part_of_a_day,
    spreadsheet_day,
)
from routine_tui.model.text import MONTHS, WEEKDAYS
from tests.cases import each_case

DAY = date(2026, 11, 22)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@each_case(
    "text",
    [
        "Nov 22, 2026", "November 22, 2026", "November 22nd 2026", "Nov. 22, 2026", "22-Nov-2026", "22 Nov 2026",
        "22. November 2026", "22nd November 2026", "22Nov2026", "22-Nov-26", "Sun, 22 Nov 2026",
        "Sunday 22 November 2026",
        "2026-Nov-22", "2026. 11. 22.", "2026年11月22日", "22. 11. 2026", "22/11/2026", "22 de noviembre de 2026",
        "22 novembre 2026", "22 november 2026", "22.11.26", "Sonntag, 22. November 2026", "So 22.11.2026",
        "dimanche 22 novembre 2026", "dom. 22/11/2026", "٢٢/١١/٢٠٢٦",
    ],
)  # fmt: skip
def test_every_spelling(text: str) -> None:
    assert day_in(text) == DAY
    assert day_of(f"{text} 08:30") == (DAY, datetime.combine(DAY, time(8, 30)), "", False)
    assert day_of(f"{text}, 8.30 pm") == (DAY, datetime.combine(DAY, time(20, 30)), "", False)


@each_case(
    "text",
    [
        "Mon, 22 Nov 2026", "22 jui 2026", "22 Nov", "Nov 2026", "Nov 22", "31 Nov 2026", "note 22 2026",
        "22 Nov 08:30",
        "Nov 22 26", "5 may be 2026", "22 ma 2026", "Foo, 22 Nov 2026", "22 Nov 2026 was fine", "1.500", "46348",
    ],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    assert day_in(text) is None


@given(
    DAYS,
    st.sampled_from((3, 9)),
    st.sampled_from(("{d} {m} {y}", "{d}-{m}-{y}", "{m} {d}, {y}", "{w}, {d}. {m} {y}", "{y} {m} {d}")),
)
def test_any_day_with_a_month_s_name(day: date, letters: int, form: str) -> None:
    month, weekday = MONTHS[day.month - 1][:letters], WEEKDAYS[day.weekday()][:letters]
    assert day_in(form.format(d=day.day, m=month, y=day.year, w=weekday)) == day


@given(DAYS)
def test_any_day_by_its_numbers(day: date) -> None:
    assert iso_day(f"{day}") == day
    assert day_in(f"{day.day}.{day.month}.{day.year}") == day_in(f"{day:%d}. {day:%m}. {day.year}") == day
    assert day_in(f"{day.month}/{day.day}/{day.year}", "MDY") == day


@given(st.dates(date(1927, 5, 18), date(2173, 10, 13)), st.integers(1, 24 * 60 - 1))
def test_a_spreadsheet_counts_days_and_parts_of_them(day: date, minutes: int) -> None:
    serial, at = (day - date(1899, 12, 30)).days, time(minutes // 60, minutes % 60)
    assert spreadsheet_day(f"{serial}") == (day, None)
    assert spreadsheet_day(f"{serial}.{round(minutes / 1440 * 10**9):09}") == (day, at)
    assert part_of_a_day(f"{minutes / 1440:.9f}") == at
    assert spreadsheet_day(f"{serial},5") == (day, time(12))


@each_case("text", ["", "1", "1234", "20261122", "1795305600", "4634x", "-46348", "46348.5.1"])
def test_other_numbers_are_no_days(text: str) -> None:
    assert spreadsheet_day(text) is None


@given(
    st.text(max_size=20)
    | st.from_regex(r"[0-9/.: -]{0,20}")
    | st.from_regex(r"[0-9]{1,2}[ .-][A-Za-z]{3,9}[ .-][0-9]{2,4}.{0,8}")
)
def test_whatever_stands_there(text: str) -> None:
    for order in ("DMY", "MDY"):
        found = day_of(text, order)
        assert found is None or timedelta(-1) <= (
            found.at.date() - found.day if found.at else timedelta()
        ) <= timedelta(1)
    clock_time(text)


@each_case(
    ("text", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)), ("2026/1/2", date(2026, 1, 2)), ("20261122", date(2026, 11, 22)),
        ("2026.11.22", date(2026, 11, 22)), ("2026-11-22T00:00:00-11:00", date(2026, 11, 22)),
        ("2026-11-22+14:00", date(2026, 11, 22)), ("2026-11-22 12:00:00.000Z", date(2026, 11, 22)),
        ("2026-02-30", None), ("2026-11/22", None), ("202611", None), ("1899-12-31", None), ("2201-01-01", None),
        ("22.11.2026", None), ("x2026-11-22", None), ("", None), ("２０２６-11-22", date(2026, 11, 22)),
    ],
)  # fmt: skip
def test_days_that_begin_with_the_year(text: str, day: date | None) -> None:
    assert iso_day(text) == day


def test_a_day_with_points_has_the_day_first_unless_that_is_none() -> None:
    assert orders_of(["1.2.2026", "3.4.2026"]) == (("DMY",), False)
    assert orders_of(["11.22.2026"]) == (("MDY",), False)
    assert orders_of(["1/2/2026", "2026-11-22"]) == (("DMY", "MDY"), True)
    assert orders_of(["22/1/2026", "1/22/2026"]) == ((), False)


def test_a_year_of_two_digits_may_come_first() -> None:
    """Seen to fail: 26-11-22 and 26-11-23 were 26 November of 2022 and of 2023."""
    cases = {
        ("26-11-22", "26-11-23"): (("YMD",), False),
        ("26/11/22", "26/11/23"): (("YMD",), False),
        ("22-11-26", "23-11-26"): (("DMY",), False),
        ("22/11/26", "01/11/26"): (("DMY",), False),
        ("26-11-22",): (("DMY", "YMD"), True),
        ("22/11/26",): (("DMY",), False),
        ("26-02-30", "26-11-22"): (("DMY",), False),
        ("26-11-30", "26-11-31"): (("DMY",), False),
        ("01-11-26", "02-11-26"): (("DMY", "MDY"), True),
        ("22.11.26",): (("DMY",), False),
    }
    assert {texts: orders_of(texts) for texts in cases} == cases
    assert day_in("26-11-22", "YMD") == date(2026, 11, 22) and day_in("26.11.22", "YMD") is None
    assert (day_in("1/2/26", "MDY"), day_in("1/2/26", "DMY")) == (date(2026, 1, 2), date(2026, 2, 1))


@each_case("days", [10**12, -(10**12), 200_000, -100_000])
def test_a_number_of_days_out_of_reach_is_no_day(days: int) -> None:
    assert epoch_day(days) is None
