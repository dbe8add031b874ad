"""Schedules: read from words and from RFC 5545, expanded, told in words, refused."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.schedule import Schedule
from tests.cases import each_case
from tests.hang import no_hang
from tests.strategies import days_of_life, schedules

MONDAY = date(2026, 11, 2)
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def walk(first: date, days: int) -> list[date]:
    return [first + timedelta(days=offset) for offset in range(days)]


# --- expansion, against a slow count


@given(days_of_life, st.integers(1, 40))
def test_every_n_days_counts_from_the_first_day(first: date, every: int) -> None:
    days = Schedule.from_words(f"{every} days", first).days(first + timedelta(days=300))
    assert days == {day for day in walk(first, 301) if (day - first).days % every == 0}


@given(days_of_life, st.sets(st.integers(0, 6), min_size=1))
def test_named_weekdays_are_those_days_of_every_week(first: date, chosen: set[int]) -> None:
    days = Schedule.from_words(",".join(CODES[number] for number in chosen), first).days(first + timedelta(days=100))
    assert days == {day for day in walk(first, 101) if day.weekday() in chosen}


@given(days_of_life, st.integers(1, 20), st.integers(1, 20))
def test_days_on_and_off_follow_each_other_from_the_first_day(first: date, on: int, off: int) -> None:
    days = Schedule.from_words(f"{on} on {off} off", first).days(first + timedelta(days=200))
    assert days == {day for day in walk(first, 201) if (day - first).days % (on + off) < on}


@given(days_of_life, st.integers(1, 8))
def test_every_n_weeks_keeps_the_weekday_of_the_first_day(first: date, every: int) -> None:
    days = Schedule.from_words(f"{every} weeks", first).days(first + timedelta(days=200))
    assert days == {day for day in walk(first, 201) if (day - first).days % (7 * every) == 0}


@given(schedules(), st.integers(0, 730))
def test_no_day_lies_outside_first_last_and_the_end_asked_for(schedule: Schedule, span: int) -> None:
    until = schedule.first_day + timedelta(days=span)
    for day in schedule.days(until):
        assert schedule.first_day <= day <= until
        assert schedule.last_day is None or day <= schedule.last_day


@given(schedules(), st.integers(0, 300), st.integers(0, 300))
def test_a_longer_view_changes_no_day_of_a_shorter_one(schedule: Schedule, shorter: int, more: int) -> None:
    end = schedule.first_day + timedelta(days=shorter)
    longer = schedule.days(end + timedelta(days=more))
    assert schedule.days(end) == {day for day in longer if day <= end}


def test_a_schedule_that_ends_before_the_view_begins_names_no_day() -> None:
    assert Schedule(MONDAY).days(MONDAY - timedelta(days=1)) == frozenset()


def test_a_count_ends_a_schedule() -> None:
    assert Schedule(MONDAY, "FREQ=DAILY;COUNT=3").days(date(2030, 1, 1)) == set(walk(MONDAY, 3))


def test_a_cycle_is_cut_where_the_view_ends() -> None:
    assert Schedule.from_words("3 on 2 off", MONDAY).days(MONDAY + timedelta(days=5)) == {
        *walk(MONDAY, 3),
        MONDAY + timedelta(days=5),
    }


# --- there and back


@given(schedules())
def test_rfc_5545_text_reads_back_to_an_equal_schedule(schedule: Schedule) -> None:
    assert Schedule.from_rfc5545(schedule.to_rfc5545(), date(2000, 1, 1)) == schedule


@given(schedules())
def test_what_is_typed_reads_back_to_an_equal_schedule(schedule: Schedule) -> None:
    assert Schedule.from_words(schedule.as_typed(), schedule.first_day, schedule.last_day) == schedule


@given(schedules())
def test_every_schedule_has_plain_words_without_line_breaks(schedule: Schedule) -> None:
    words = schedule.in_words()
    assert words and "\n" not in words and words == words.strip()


_NAMES = ("INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "COUNT", "WKST", "UNTIL")
_NUMBERS = st.one_of(
    st.integers(-60, 400).map(str),
    st.sampled_from(
        ["DAILY", "MO", "TU,WE", "1MO", "-1FR", "53MO", "SU,MO", "1,2", "28,31", "20280101", ",", "+1", "00"]
    ),
)
_RULES = st.builds(
    lambda frequency, parts: ";".join([frequency, *(f"{name}={value}" for name, value in parts)]),
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"]),
    st.lists(
        st.tuples(st.sampled_from(_NAMES), _NUMBERS),
        max_size=4,
    ),
)


@given(st.one_of(_RULES, st.text(max_size=40)), days_of_life)
def test_any_text_is_either_a_schedule_that_keeps_or_one_sentence(text: str, first: date) -> None:
    try:
        schedule = Schedule.from_words(text, first)
    except BadInput as refused:
        assert str(refused).endswith(".")
        return
    schedule.days(schedule.first_day + timedelta(days=730))
    assert Schedule.from_rfc5545(schedule.to_rfc5545(), date(2000, 1, 1)) == schedule
    assert Schedule.from_words(schedule.as_typed(), schedule.first_day, schedule.last_day) == schedule


def test_rfc_5545_text_is_what_the_standard_says() -> None:
    assert (
        Schedule.from_words("mon,thu", MONDAY, date(2026, 12, 1)).to_rfc5545()
        == "DTSTART;VALUE=DATE:20261102\nRRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261201"
    )
    assert (
        Schedule.from_words("3 on 2 off", MONDAY).to_rfc5545()
        == "DTSTART;VALUE=DATE:20261102\nDURATION:P3D\nRRULE:FREQ=DAILY;INTERVAL=5"
    )


def test_a_start_and_an_end_in_the_text_win_over_those_beside_it() -> None:
    read = Schedule.from_rfc5545("DTSTART:20261104T070000Z\\nRRULE:FREQ=DAILY;UNTIL=20261110T000000", MONDAY, MONDAY)
    assert (read.first_day, read.last_day) == (date(2026, 11, 4), date(2026, 11, 10))


def test_a_rule_is_kept_in_one_normal_form_wherever_it_came_from() -> None:
    assert Schedule(MONDAY, "interval=1;byday=th,mo,TH;freq=weekly").rule == "FREQ=WEEKLY;BYDAY=MO,TH"
    assert Schedule(MONDAY, "FREQ=DAILY;INTERVAL=007").rule == "FREQ=DAILY;INTERVAL=7"
    assert Schedule(MONDAY, "FREQ=DAILY;INTERVAL=1") == Schedule(MONDAY)


# --- words


@each_case(
    ("typed", "rule"),
    [
        ("day", "FREQ=DAILY"),
        ("daily", "FREQ=DAILY"),
        ("every day", "FREQ=DAILY"),
        ("days", "FREQ=DAILY"),
        ("every other day", "FREQ=DAILY;INTERVAL=2"),
        ("every second day", "FREQ=DAILY;INTERVAL=2"),
        ("2 days", "FREQ=DAILY;INTERVAL=2"),
        ("Every 3 Days", "FREQ=DAILY;INTERVAL=3"),
        ("week", "FREQ=WEEKLY"),
        ("every other week", "FREQ=WEEKLY;INTERVAL=2"),
        ("2 weeks", "FREQ=WEEKLY;INTERVAL=2"),
        ("month", "FREQ=MONTHLY"),
        ("mon,thu", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("thu , mon", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("Monday and Thursday", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("every Tuesday", "FREQ=WEEKLY;BYDAY=TU"),
        ("mondays, tues and sun", "FREQ=WEEKLY;BYDAY=MO,TU,SU"),
        ("su sa", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("freq=weekly;byday=mo", "FREQ=WEEKLY;BYDAY=MO"),
        ("RRULE:FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=1MO"),
    ],
)
def test_words_are_read(typed: str, rule: str) -> None:
    assert Schedule.from_words(typed, MONDAY) == Schedule(MONDAY, rule)


@each_case("typed", ["3 on 2 off", "3 days on, 2 off", "3 days on and 2 days off", "every 3 on 2 off"])
def test_cycles_are_read(typed: str) -> None:
    assert Schedule.from_words(typed, MONDAY) == Schedule(MONDAY, "FREQ=DAILY;INTERVAL=5", days_on=3)


def test_one_on_one_off_is_every_other_day() -> None:
    assert Schedule.from_words("1 on 1 off", MONDAY) == Schedule.from_words("every other day", MONDAY)


@each_case(
    ("typed", "last", "words"),
    [
        ("day", None, "every day"),
        ("2 days", None, "every other day"),
        ("2 days", date(2027, 3, 4), "every other day until 4 Mar 2027"),
        ("2 days", date(2028, 3, 4), "every other day until 4 Mar 2028"),
        ("5 days", None, "every 5 days"),
        ("mon", None, "every Monday"),
        ("mon,thu", None, "every Monday and Thursday"),
        ("mon,wed,fri", None, "every Mon, Wed and Fri"),
        ("3 on 2 off", None, "3 days on, 2 off"),
        ("week", None, "every week"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", None, "every month (bymonthday 15)"),
        ("FREQ=DAILY;COUNT=5", None, "every day (count 5)"),
    ],
)
def test_schedules_are_told_in_words(typed: str, last: date | None, words: str) -> None:
    assert Schedule.from_words(typed, MONDAY, last).in_words() == words


# --- refusals

REFUSED = [
    "",
    "   ",
    "garbage",
    "m",
    "mon thu xyz",
    "every",
    "=",
    "FREQ=HOURLY",
    "FREQ=MINUTELY",
    "FREQ=FORTNIGHTLY",
    "FREQ=DAILY;BYHOUR=3",
    "FREQ=DAILY;BYSECOND=1",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=-1",
    "FREQ=DAILY;INTERVAL=100000",
    "FREQ=DAILY;INTERVAL=²",
    "FREQ=DAILY;COUNT=99999",
    "FREQ=DAILY;COUNT=5;COUNT=6",
    "FREQ=DAILY;DAILY",
    "FREQ=WEEKLY;BYDAY=",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=WEEKLY;BYDAY=1MO",
    "FREQ=DAILY;BYDAY=1MO",
    "FREQ=DAILY;WKST=XX",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=13",
    "FREQ=MONTHLY;BYMONTHDAY=0",
    "FREQ=MONTHLY;BYMONTHDAY=1,,2",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",
    "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
    "FREQ=YEARLY;BYEASTER=0",
    "FREQ=YEARLY;BYYEARDAY=100",
    "FREQ=WEEKLY;BYSETPOS=1;BYDAY=MO",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
    "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=2",
    "FREQ=MONTHLY;BYMONTHDAY=15;BYSETPOS=2",
    "DTSTART:20260105\nRRULE:FREQ=DAILY;UNTIL=20260101",
    "RRULE:FREQ=DAILY\nRRULE:FREQ=DAILY",
    "EXDATE:20260105\nRRULE:FREQ=DAILY",
    "DTSTART:2026111\nRRULE:FREQ=DAILY",
    "DTSTART:20261301\nRRULE:FREQ=DAILY",
    "DTSTART:00010101\nRRULE:FREQ=DAILY",
    "DTSTART:99991231\nRRULE:FREQ=DAILY",
    "FREQ=DAILY;UNTIL=soon",
    "DURATION:P0D\nRRULE:FREQ=DAILY",
    "DURATION:P5D\nRRULE:FREQ=DAILY;INTERVAL=3",
    "DURATION:P2D\nRRULE:FREQ=WEEKLY;BYDAY=MO",
    "DURATION:PT1H\nRRULE:FREQ=DAILY",
    "0 days",
    "² days",
    "2 on 0 off",
    "300 on 300 off",
    "999999999 days",
    "x" * 10_000,
    "mon," * 2_500,
    "FREQ=DAILY;" * 1_000,
]


@each_case("text", REFUSED)
def test_what_is_no_schedule_is_refused_at_once_in_one_sentence(text: str) -> None:
    with no_hang(), pytest.raises(BadInput) as refused:
        Schedule.from_words(text, MONDAY)
    assert re.fullmatch(r"[^\n]{10,250}\.", str(refused.value))


def test_text_that_is_too_long_is_refused_as_rfc_5545_too() -> None:
    with pytest.raises(BadInput, match="10,000 characters"):
        Schedule.from_rfc5545("x" * 10_000, MONDAY)


def test_a_last_day_before_the_first_is_refused_wherever_it_comes_from() -> None:
    for make in (Schedule.from_words, Schedule.from_rfc5545):
        with pytest.raises(BadInput, match="before the first"):
            make("FREQ=DAILY", MONDAY, MONDAY - timedelta(days=1))
    with pytest.raises(BadInput, match="before the first"):
        Schedule(MONDAY, last_day=MONDAY - timedelta(days=1))


@each_case("rule", ["", "garbage", "FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0"])
def test_a_schedule_cannot_be_made_with_a_rule_that_cannot_be_kept(rule: str) -> None:
    with pytest.raises(BadInput):
        Schedule(MONDAY, rule)
