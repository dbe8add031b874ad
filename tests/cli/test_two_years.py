"""Two years of a routine by the real command line, in five zones, through each change of their clocks.

Every day is counted again by somebody else: see ``traveller``. ``python -m benchmarks.two_years`` lives all of them.

Seen to fail where ``day_of`` lets a day begin twice as the clock goes back over its hour, where a mark counts only up
to today, where a schedule wins over a pause, where a tick said twice takes the second moment, where the newest version
of a step is that of every day, where of today all counts as expected, where a pause still holds on the day on which it
is ended, and where a cycle lasts a day.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.cli.travelled import Told, every_nth
from tests.cli.traveller import DAY, begins
from tests.test_clock import changes

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no tzset: the zone cannot be moved"),
]

BERLIN, SANTIAGO, CHATHAM = ZoneInfo("Europe/Berlin"), ZoneInfo("America/Santiago"), ZoneInfo("Pacific/Chatham")
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Pacific/Chatham")
"""By an hour, before and after; by half an hour; at midnight, the date itself; and from 03:45 back over 03:00."""
MINUTES_FROM_A_CHANGE = (-200, -61, -1, 1, 31, 61, 300)


def moments() -> Iterator[datetime]:
    """Around each change, where it is; three zones change within a day in April, so there are quick flights."""
    for name in ZONES:
        for change in changes(name, 2026, 2027):
            for minutes in MINUTES_FROM_A_CHANGE:
                yield (change + timedelta(minutes=minutes)).astimezone(ZoneInfo(name))


def test_every_day_of_two_years_is_what_somebody_else_counts(tmp_path: Path) -> None:
    one = begins(tmp_path, datetime(2026, 1, 1, 8, 30, tzinfo=BERLIN))
    around: set[date] = set()
    for number, one.now in enumerate(sorted(moments())):
        if number == 20:
            one.end("Serum")
        elif number == 30:
            one.pause(0)
        elif number == 36:
            one.resume()
        elif number == 50:
            one.bring_back("Serum")
        elif number == 70:
            one.edit("Balm", "3 days", Told(one.today, every_nth(3, one.today), one.today))
        else:
            one.does_something()
        assert one.knows_the_day(), one.log[-1]
        around |= {one.today - DAY, one.today}
        if number % 40 == 0:
            assert one.differences([one.today]) == [], one.log
    assert one.differences(sorted(around)) == [], one.log


def test_a_flight_that_takes_the_date_back_leaves_each_day_where_it_was_recorded(tmp_path: Path) -> None:
    one = begins(tmp_path, datetime(2026, 6, 9, 22, 0, tzinfo=CHATHAM))
    one.mark("tick", ["Wash", "Balm"])
    one.now = datetime(2026, 6, 10, 7, 30, tzinfo=CHATHAM)
    one.mark("tick", ["Wash"])
    before, there = one.checklist(one.today)["steps"], one.today
    one.now = datetime(2026, 6, 9, 16, 15, tzinfo=SANTIAGO)  # an hour and a quarter later: the day before
    assert one.today == there - DAY
    one.mark("tick", ["Mask"])
    assert one.differences([there - DAY, there]) == []
    one.now = datetime(2026, 6, 10, 8, 0, tzinfo=SANTIAGO)  # the same day again: what was done on it is done
    one.mark("tick", ["Wash"])
    assert one.today == there and one.checklist(there)["steps"] == before
    assert one.differences([there - DAY, there]) == []
