"""Days as people type them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.dates import read_day, read_day_and_time, read_time
from routine_tui.model.errors import BadInput
from routine_tui.model.text import short_day
from tests.cases import each_case

SUNDAY = date(2026, 11, 22)


@each_case(
    ("text", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("20261122", date(2026, 11, 22)),
        ("2026/3/4", date(2026, 3, 4)),
        ("2026.03.04", date(2026, 3, 4)),
        ("today", SUNDAY),
        (" Yesterday ", date(2026, 11, 21)),
        ("TOMORROW", date(2026, 11, 23)),
        ("-3", date(2026, 11, 19)),
        ("-3 days", date(2026, 11, 19)),
        ("+2", date(2026, 11, 24)),
        ("-0", SUNDAY),
        ("sunday", SUNDAY),
        ("Monday", date(2026, 11, 16)),
        ("sat", date(2026, 11, 21)),
        ("22/11/2026", date(2026, 11, 22)),
        ("3/3/2026", date(2026, 3, 3)),
        ("4 March 2026", date(2026, 3, 4)),
        ("March 4, 2026", date(2026, 3, 4)),
        ("Sun 22 Nov 2026", SUNDAY),
        ("22nd of November", SUNDAY),
        ("22/11", SUNDAY),
        ("22.11.", SUNDAY),
        ("3.3.", date(2027, 3, 3)),
        ("22 nov.", SUNDAY),
        ("weds", date(2026, 11, 18)),
        ("Thurs", date(2026, 11, 19)),
        ("tues 17 nov", date(2026, 11, 17)),
        ("4 sept 2026", date(2026, 9, 4)),
        ("3 weeks ago", date(2026, 11, 1)),
        ("3 days ago", date(2026, 11, 19)),
        ("a week ago", date(2026, 11, 15)),
        ("Two months ago", date(2026, 9, 22)),
        ("in 2 weeks", date(2026, 12, 6)),
        ("in a month", date(2026, 12, 22)),
        ("2w ago", date(2026, 11, 8)),
        ("3 days from now", date(2026, 11, 25)),
        ("+2w", date(2026, 12, 6)),
        ("-1 week", date(2026, 11, 15)),
        ("Sunday the 22nd of November", SUNDAY),
        ("a fortnight ago", date(2026, 11, 8)),
        ("2 wks. ago", date(2026, 11, 8)),
        ("in twelve days", date(2026, 12, 4)),
        ("the day before yesterday", date(2026, 11, 20)),
        ("Day after tomorrow", date(2026, 11, 24)),
        ("this morning", SUNDAY),
        ("yesterday evening", date(2026, 11, 21)),
        ("friday night", date(2026, 11, 20)),
        ("sat.", date(2026, 11, 21)),
        ("Thurs.", date(2026, 11, 19)),
        ("on monday", date(2026, 11, 16)),
        ("last sunday", date(2026, 11, 15)),
        ("past sunday", date(2026, 11, 15)),
        ("next sunday", date(2026, 11, 29)),
        ("coming sunday", date(2026, 11, 29)),
        ("this sunday", SUNDAY),
        ("22.11", SUNDAY),
        ("a couple of days ago", date(2026, 11, 20)),
        ("2026-W47-7", SUNDAY),
        ("２０２６－１１－２２", SUNDAY),
        ("22\u200b nov", SUNDAY),
        ("\u200e22\u200e/\u200e11\u200e/\u200e2026", SUNDAY),
        ("22\xadnd of Nov", SUNDAY),
        ("2026\u201111\u201122", SUNDAY),
        ("\u22123", date(2026, 11, 19)),
        ("22. Dezember 2026", date(2026, 12, 22)),
        ("Sonntag, 22. November 2026", SUNDAY),
        ("dimanche 22 novembre 2026", SUNDAY),
        ("1er décembre", date(2026, 12, 1)),
        ("le 5 août 2026", date(2026, 8, 5)),
        ("22 de diciembre de 2026", date(2026, 12, 22)),
        ("terça-feira", date(2026, 11, 17)),
        ("Mittwoch", date(2026, 11, 18)),
        ("3. März", date(2027, 3, 3)),
        ("22 okt", date(2026, 10, 22)),
        ("2026年11月22日", SUNDAY),
        ("12月5日", date(2026, 12, 5)),
        ("2026년 11월 22일", SUNDAY),
        ("٢٢/١١/٢٠٢٦", SUNDAY),
        ("۲۰۲۶-۱۱-۲۲", SUNDAY),
        ("๒๒ nov", SUNDAY),
        ("the 20th", date(2026, 11, 20)),
        ("on the 23rd", date(2026, 10, 23)),
        ("fri 20th", date(2026, 11, 20)),
        ("31st", date(2026, 10, 31)),
        ("week ago", date(2026, 11, 15)),
        ("a month from now", date(2026, 12, 22)),
        ("yest", date(2026, 11, 21)),
        ("tommorrow", date(2026, 11, 23)),
    ],
)
def test_a_day_is_read_as_it_is_meant(text: str, day: date) -> None:
    assert read_day(text, SUNDAY) == day


def test_a_weekday_is_the_last_one_and_today_counts() -> None:
    found = [read_day("wednesday", SUNDAY + timedelta(days=days)) for days in range(7)]
    assert found == [date(2026, 11, 18)] * 3 + [date(2026, 11, 25)] * 4


@each_case(
    ("text", "day"),
    [("last friday", date(2026, 11, 20)), ("next tuesday", date(2026, 12, 1)), ("this friday", date(2026, 11, 27))],
)
def test_last_and_next_are_read_on_a_day_on_which_everybody_means_the_same(text: str, day: date) -> None:
    """Seen to fail: all of them were refused."""
    assert read_day(text, date(2026, 11, 26)) == read_day(text, date(2026, 11, 26), date(2026, 11, 26)) == day


def test_where_something_is_planned_a_weekday_is_the_coming_one_and_today_counts() -> None:
    found = [read_day("wednesday", SUNDAY, SUNDAY + timedelta(days=days)) for days in range(7)]
    assert found == [date(2026, 11, 25)] * 4 + [date(2026, 12, 2)] * 3
    assert read_day("weds", SUNDAY, SUNDAY) == date(2026, 11, 25)
    assert read_day("yesterday", SUNDAY, SUNDAY) == SUNDAY - timedelta(days=1)


@each_case(
    ("text", "day", "at"),
    [
        ("14 dec 10:30", date(2026, 12, 14), time(10, 30)),
        ("14 Dec, 9:05", date(2026, 12, 14), time(9, 5)),
        ("2026-12-14T10:30", date(2026, 12, 14), time(10, 30)),
        ("friday at 10:30", date(2026, 11, 27), time(10, 30)),
        ("in 2 weeks 08:00", date(2026, 12, 6), time(8)),
        ("14 dec", date(2026, 12, 14), None),
        ("14 dec 2:30pm", date(2026, 12, 14), time(14, 30)),
        ("14 Dec, 9 a.m.", date(2026, 12, 14), time(9)),
        ("14 dec at 14.30", date(2026, 12, 14), time(14, 30)),
        ("friday 14h30", date(2026, 11, 27), time(14, 30)),
        ("24.12. 8.15 Uhr", date(2026, 12, 24), time(8, 15)),
        ("14 dec 12:05 am", date(2026, 12, 14), time(0, 5)),
        ("14 dec at noon", date(2026, 12, 14), time(12)),
        ("2026-12-14 10:30:00", date(2026, 12, 14), time(10, 30)),
        ("14. Dezember um 8 Uhr 15", date(2026, 12, 14), time(8, 15)),
        ("14.12. kl. 14.30", date(2026, 12, 14), time(14, 30)),
        ("14 décembre 8h30", date(2026, 12, 14), time(8, 30)),
        ("monday 9 o'clock", date(2026, 11, 23), time(9)),
        ("the 5th at 9.15", date(2026, 12, 5), time(9, 15)),
    ],
)
def test_a_day_and_a_time_are_read_together(text: str, day: date, at: time | None) -> None:
    assert read_day_and_time(text, SUNDAY, SUNDAY) == (day, at)


@each_case(
    ("text", "today", "day"),
    [
        ("4 March", date(2026, 11, 22), date(2027, 3, 4)),
        ("4 March", date(2026, 6, 1), date(2026, 3, 4)),
        ("31 Dec", date(2027, 1, 2), date(2026, 12, 31)),
        ("29 Feb", date(2026, 11, 22), date(2028, 2, 29)),
        ("29 Feb", date(2101, 1, 1), date(2104, 2, 29)),
    ],
)
def test_a_date_without_a_year_is_the_nearest_one(text: str, today: date, day: date) -> None:
    assert read_day(text, today) == day


@each_case(
    ("text", "both"),
    [
        ("03/04/2026", "4 Mar or 3 Apr? Type “4 mar 2026” or “3 apr 2026”."),
        ("3.4.2026", "4 Mar or 3 Apr? Type “4 mar 2026” or “3 apr 2026”."),
        ("04-03-2026", "4 Mar or 3 Apr? Type “4 mar 2026” or “3 apr 2026”."),
        ("12/11/2026", "12 Nov or 11 Dec? Type “12 nov” or “11 dec”."),
        ("03/04", "4 Mar 2027 or 3 Apr 2027? Type “4 mar” or “3 apr”."),
        ("3.4.", "4 Mar 2027 or 3 Apr 2027? Type “4 mar” or “3 apr”."),
        ("next monday", "23 Nov or 30 Nov? Type “23 nov” or “30 nov”."),
        ("last saturday", "14 Nov or 21 Nov? Type “14 nov” or “21 nov”."),
    ],
)
def test_a_date_that_can_be_read_in_two_ways_is_refused_with_both_named(text: str, both: str) -> None:
    """What it says to type is read as the day that it stands for."""
    with pytest.raises(BadInput) as refused:
        read_day(text, SUNDAY)
    assert str(refused.value) == f"“{text}”: {both}"
    named, typed = both.removesuffix(".").split("? Type ")
    days = [read_day(word.strip("“”"), SUNDAY) for word in typed.split(" or ")]
    assert [short_day(day, SUNDAY) for day in days] == named.split(" or ")


@each_case(
    ("text", "reason"),
    [
        ("22/11/26", "four digits"),
        ("26-11-22", "four digits"),
        ("4 March 0026", "four digits"),
        ("4 March 26", "four digits"),
        ("Monday 22 November 2026", "22 Nov is a Sunday"),
        ("2026-13-01", "isn't a day in the calendar"),
        ("2026-02-29", "isn't a day in the calendar"),
        ("30 feb", "isn't a day in the calendar"),
        ("31.11.", "isn't a day in the calendar"),
        ("31 foo", "Can't read"),
        ("-999999999", "isn't a day in the calendar"),
        ("+99999999", "isn't a day in the calendar"),
        ("March", "isn't a single day"),
        ("March 2026", "isn't a single day"),
        ("2026-11", "isn't a single day"),
        ("10 am", "isn't a single day"),
        ("4 March 10h", "isn't a single day"),
        ("22", "as a date"),
        ("mo", "as a date"),
        ("10:30", "as a date"),
        ("2026-11-22T10:00", "includes a time"),
        ("14 dec 10:30", "includes a time"),
        ("3 weeks", "as a date"),
        ("in 3 days ago", "as a date"),
        ("in 9999 years", "isn't a day in the calendar"),
        ("next month", "as a date"),
        ("next", "as a date"),
        ("14 dec 9am", "includes a time"),
        ("mon 10.12", "isn't a single day"),
        ("last night", "as a date"),
        ("31 November", "isn't a day in the calendar"),
        ("someday", "as a date"),
        ("", "as a date"),
        ("٢٠٢٦-١٣-٢٢", "isn't a day in the calendar"),
        ("heute", "as a date"),
        ("32nd", "isn't a day in the calendar"),
        ("sunday the 23rd", "23 Oct is a Friday"),
        ("13月5日", "as a date"),
        ("1e500", "as a date"),
        ("9" * 4000, "as a date"),
    ],
)
def test_what_names_no_day_is_refused_with_an_example(text: str, reason: str) -> None:
    with pytest.raises(BadInput, match=reason) as refused:
        read_day(text, SUNDAY)
    assert len(str(refused.value)) < 220


@given(st.one_of(st.text(max_size=30), st.text(alphabet="0123456789/-.: ,adjmnoprsuvy+eTZ", max_size=20)), st.dates())
def test_any_text_is_a_day_or_a_sentence(text: str, today: date) -> None:
    with suppress(BadInput):
        assert isinstance(read_day(text, today), date)


@given(st.dates(min_value=date(1000, 1, 1)), st.dates())
def test_an_iso_date_is_always_itself(day: date, today: date) -> None:
    assert read_day(day.isoformat(), today) == day
    assert read_day(day.strftime(f"%d %B {day.year:04}"), today) == day


@each_case(
    ("text", "at"),
    [
        *(("07:45", time(7, 45)), ("7:45", time(7, 45)), (" 00:00 ", time(0, 0)), ("7.45", time(7, 45))),
        *(("7:45pm", time(19, 45)), ("7 p.m.", time(19)), ("12am", time(0)), ("07:\u200b45", time(7, 45))),
        *(("٠٧:٤٥", time(7, 45)), ("7時45分", time(7, 45)), ("7 Uhr 45", time(7, 45)), ("kl. 7.45", time(7, 45))),
        *(("7 o'clock", time(7)), ("0745", time(7, 45)), ("noon", time(12)), ("at 7:45", time(7, 45))),
    ],
)
def test_a_time_of_day_is_read(text: str, at: time) -> None:
    assert read_time(text) == at


@each_case("text", ["", "7", "24:00", "12:60", "7:5", "13:00 pm", "0 am", "2460", "745", "7時60分"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="HH:MM"):
        read_time(text)


def test_a_day_by_its_number_is_counted_from_the_day_of_the_session() -> None:
    zero = date(2026, 11, 1)
    assert [read_day(text, SUNDAY, zero=zero) for text in ("D22", "day 22", "d 22")] == [date(2026, 11, 23)] * 3
    assert read_day_and_time("d3 at 10:30", SUNDAY, zero=zero) == (date(2026, 11, 4), time(10, 30))
    with pytest.raises(BadInput):
        read_day("D22", SUNDAY)
