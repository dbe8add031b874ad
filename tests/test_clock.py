"""What day it is, in every time zone and through every change of its clocks.

The walks take every zone that ``zoneinfo`` knows with all changes of 2024 to 2027. Zones that change alike (from the
same wall time, by the same amount) are walked finely once; every zone is walked around its own changes.
"""

from __future__ import annotations

import os
import time as system_time
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.clock import SystemClock, day_of, fixed, moment_of
from routine_tui.model.errors import NoTimeZone
from tests.cases import each_case

ZONES = sorted(available_timezones())
ODD = (
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Africa/Casablanca",
    "Europe/Dublin",
    "Africa/Cairo",
    "America/Havana",
    "America/Asuncion",
    "America/Scoresbysund",
    "Asia/Beirut",
    "Pacific/Chatham",
)
HOUR, QUARTER, MINUTE = timedelta(hours=1), timedelta(minutes=15), timedelta(minutes=1)
THREE = time(3, 0)


def offset_of(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


@cache
def changes(name: str, first: int = 2024, last: int = 2027) -> tuple[datetime, ...]:
    """The moments, to the minute, from which a zone's offset is another."""
    zone, week = ZoneInfo(name), timedelta(days=7)
    found, moment = [], datetime(first, 1, 1, tzinfo=UTC)
    while moment < datetime(last + 1, 1, 1, tzinfo=UTC):
        before, after = moment, moment + week
        if offset_of(before, zone) != offset_of(after, zone):
            while after - before > MINUTE:
                middle = before + (after - before) // MINUTE // 2 * MINUTE
                same = offset_of(middle, zone) == offset_of(moment, zone)
                before, after = (middle, after) if same else (before, middle)
            found.append(after)
        moment += week
    return tuple(found)


@cache
def kinds_of_change() -> tuple[tuple[ZoneInfo, datetime], ...]:
    """One change for each wall time and amount by which any zone on earth changes in these years."""
    kinds: dict[object, tuple[ZoneInfo, datetime]] = {}
    for name in ZONES:
        zone = ZoneInfo(name)
        for change in changes(name):
            wall = change.astimezone(zone)
            kinds[wall.time(), offset_of(change, zone) - offset_of(change - MINUTE, zone)] = (zone, change)
    return tuple(kinds.values())


def walk(change: datetime, before: timedelta, after: timedelta, step: timedelta) -> Iterator[datetime]:
    moment = change - before
    while moment <= change + after:
        yield moment
        moment += step


def hours_near(change: datetime, zone: ZoneInfo) -> list[time]:
    """Hours for a day to begin: around what the clock shows before and after the change, and away from it."""
    shown = [change.astimezone(zone), (change - MINUTE).astimezone(zone)]
    near = {(wall + by).time().replace(tzinfo=None) for wall in shown for by in (-HOUR, -QUARTER, 0 * HOUR, QUARTER)}
    return sorted(near | {time(0, 0), THREE, time(23, 59)})


def test_there_are_zones_and_changes_to_walk() -> None:
    assert len(ZONES) > 400
    assert sum(len(changes(name)) for name in ZONES) > 800
    assert len(kinds_of_change()) >= 10


@pytest.mark.slow
def test_no_day_follows_a_later_one_in_any_zone() -> None:
    for name in ZONES:
        zone = ZoneInfo(name)
        for change in changes(name):
            for starts_at in hours_near(change, zone)[::2]:
                days = [day_of(moment, starts_at, zone) for moment in walk(change, 2 * HOUR, 3 * HOUR, 2 * QUARTER)]
                assert days == sorted(days), (name, change, starts_at)


@each_case("name", ODD)
def test_no_day_follows_a_later_one_for_any_hour_in_the_odd_zones(name: str) -> None:
    zone = ZoneInfo(name)
    for change in changes(name)[:2]:
        for hour in range(24):
            for starts_at in (time(hour), time(hour, 30)):
                days = [day_of(moment, starts_at, zone) for moment in walk(change, 3 * HOUR, 27 * HOUR, QUARTER)]
                assert days == sorted(days), (name, change, starts_at)


@pytest.mark.slow
def test_each_day_begins_once_and_lasts_22_to_26_hours_at_every_kind_of_change() -> None:
    for zone, change in kinds_of_change():
        for starts_at in hours_near(change, zone):
            moments = list(walk(change, 49 * HOUR, 49 * HOUR, QUARTER))
            begun: dict[date, datetime] = {}
            for moment in moments:
                begun.setdefault(day_of(moment, starts_at, zone), moment)
            assert [day_of(moment, starts_at, zone) for moment in begun.values()] == list(begun)
            days = list(begun)
            assert all(after - before == timedelta(days=1) for before, after in pairwise(days)), (zone, starts_at)
            for before, after in list(pairwise(begun.values()))[1:]:
                assert 22 * HOUR <= after - before <= 26 * HOUR, (zone, change, starts_at)


def test_away_from_changes_a_day_is_what_the_wall_clock_says() -> None:
    zone = ZoneInfo("Europe/Berlin")
    assert day_of(datetime(2026, 11, 22, 2, 59, tzinfo=zone), THREE, zone) == date(2026, 11, 21)
    assert day_of(datetime(2026, 11, 22, 3, 0, tzinfo=zone), THREE, zone) == date(2026, 11, 22)
    assert day_of(datetime(2026, 11, 22, 23, 59, tzinfo=zone), time(22, 0), zone) == date(2026, 11, 22)
    assert day_of(datetime(2026, 11, 22, 21, 59, tzinfo=zone), time(22, 0), zone) == date(2026, 11, 21)


def test_a_day_that_began_does_not_begin_again_when_the_clock_is_set_back_over_its_hour() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    second_half_past_two = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30 for the second time
    for start in (time(2, 15), time(2, 45)):
        assert day_of(second_half_past_two, start, berlin) == date(2026, 10, 25)
    wall = second_half_past_two.astimezone(berlin)  # the same moment, told in the zone's own time
    assert day_of(wall, time(2, 45), berlin) == date(2026, 10, 25)


def test_a_day_whose_hour_the_clock_skips_begins_with_the_next_that_it_shows() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert day_of(datetime(2026, 3, 29, 0, 59, tzinfo=UTC), time(2, 30), berlin) == date(2026, 3, 28)
    assert day_of(datetime(2026, 3, 29, 1, 0, tzinfo=UTC), time(2, 30), berlin) == date(2026, 3, 29)


@each_case(("name", "left_out"), [("Pacific/Apia", date(2011, 12, 30)), ("Pacific/Kwajalein", date(1993, 8, 21))])
def test_where_a_place_left_out_a_date_no_day_follows_a_later_one(name: str, left_out: date) -> None:
    zone = ZoneInfo(name)
    change = next(one for one in changes(name, left_out.year, left_out.year) if offset_jump(one, zone) > 20 * HOUR)
    assert (change - MINUTE).astimezone(zone).date() < left_out < change.astimezone(zone).date()
    for hour in range(24):
        days = [day_of(moment, time(hour), zone) for moment in walk(change, 30 * HOUR, 30 * HOUR, QUARTER)]
        assert days == sorted(days)


def offset_jump(change: datetime, zone: ZoneInfo) -> timedelta:
    return offset_of(change, zone) - offset_of(change - MINUTE, zone)


# --- from a day and a time to a moment


@pytest.mark.slow
def test_the_moment_of_a_time_belongs_to_the_day_asked_for_in_every_zone() -> None:
    for name in ZONES:
        zone = ZoneInfo(name)
        for change in changes(name)[-2:]:
            date_shown = change.astimezone(zone).date()
            for starts_at in hours_near(change, zone)[::3]:
                for at in hours_near(change, zone):
                    for day in (date_shown - timedelta(days=1), date_shown):
                        moment = moment_of(day, at, starts_at, zone)
                        assert day_of(moment, starts_at, zone) == day, (name, change, starts_at, at)


def test_a_time_that_the_clock_shows_is_the_moment_of_that_time() -> None:
    for zone, change in kinds_of_change():
        for at in hours_near(change, zone):
            for starts_at in hours_near(change, zone):
                day = change.astimezone(zone).date()
                moment = moment_of(day, at, starts_at, zone)
                wall = datetime.combine(day + timedelta(days=at < starts_at), at)
                exists = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall
                assert not exists or moment.astimezone(zone).replace(tzinfo=None) == wall


def test_a_time_that_the_clock_shows_twice_is_the_first() -> None:
    moment = moment_of(date(2026, 10, 24), time(2, 30), THREE, ZoneInfo("Europe/Berlin"))
    assert moment.isoformat() == "2026-10-25T02:30:00+02:00"


def test_a_time_that_the_clock_skips_stays_within_its_day() -> None:
    """02:15 of the night to 29 March does not exist; 03:15 would be the next day already, so it is 01:15."""
    berlin = ZoneInfo("Europe/Berlin")
    assert moment_of(date(2026, 3, 28), time(2, 15), time(2, 30), berlin).isoformat() == "2026-03-29T01:15:00+01:00"
    assert moment_of(date(2026, 3, 29), time(2, 45), time(2, 30), berlin).isoformat() == "2026-03-29T03:45:00+02:00"


def test_a_time_before_the_day_starts_is_of_the_next_morning() -> None:
    moment = SystemClock(ZoneInfo("Europe/Berlin")).moment(date(2026, 11, 22), time(0, 40), THREE)
    assert moment.isoformat() == "2026-11-23T00:40:00+01:00"


# --- the fixed offset


@given(st.integers(-25_000, 47_000), st.sampled_from(ZONES))
def test_a_fixed_moment_is_the_same_moment_with_an_offset_in_whole_minutes(days: int, name: str) -> None:
    """Before 1972 some zones had seconds in their offsets, and no reader of RFC 3339 takes those."""
    moment = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=days)).astimezone(ZoneInfo(name))
    told = fixed(moment)
    assert told == moment
    assert type(told.tzinfo) is timezone
    assert (told.utcoffset() or timedelta()) % MINUTE == timedelta()
    assert abs((told.utcoffset() or timedelta()) - (moment.utcoffset() or timedelta())) <= MINUTE / 2


# --- the computer's own clock


def test_now_is_told_to_the_second_with_its_offset() -> None:
    with time_machine.travel(datetime(2026, 11, 22, 7, 42, 5, 999_000, tzinfo=ZoneInfo("Europe/Berlin")), tick=False):
        now = SystemClock(ZoneInfo("Europe/Berlin")).now()
    assert now.isoformat() == "2026-11-22T07:42:05+01:00"


def test_a_moment_after_midnight_is_of_the_evening_before() -> None:
    with time_machine.travel(datetime(2026, 11, 23, 0, 40, tzinfo=ZoneInfo("Europe/Berlin")), tick=False):
        clock = SystemClock(ZoneInfo("Europe/Berlin"))
        assert clock.today(THREE) == date(2026, 11, 22)
        assert clock.today(time(0, 30)) == date(2026, 11, 23)


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/Havana", "Antarctica/Troll", "Asia/Kolkata"])
def test_the_computers_own_zone_gives_the_same_days_as_the_named_one(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "TZ", name)
    system_time.tzset()
    try:
        zone = ZoneInfo(name)
        for change in (*changes(name)[:2], datetime(2026, 11, 22, tzinfo=UTC)):
            for starts_at in hours_near(change, zone):
                for moment in walk(change, 3 * HOUR, 3 * HOUR, QUARTER):
                    assert day_of(moment, starts_at) == day_of(moment, starts_at, zone)
                for at in hours_near(change, zone):
                    day = change.astimezone(zone).date()
                    assert moment_of(day, at, starts_at) == moment_of(day, at, starts_at, zone)
    finally:
        monkeypatch.undo()
        system_time.tzset()


def test_a_zone_that_no_place_has_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen to end in a traceback: TZ can name what is a day away from UTC, and Python cannot."""
    monkeypatch.setitem(os.environ, "TZ", "UTC+27")
    system_time.tzset()
    try:
        with pytest.raises(NoTimeZone, match="a day or more away from UTC: set it to yours"):
            SystemClock().now()
    finally:
        monkeypatch.undo()
        system_time.tzset()
