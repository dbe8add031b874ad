"""How people say a rule, and what a month without such a day means."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from routine_tui.importers.often import MONTHLY, rule_from
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.schedule import Schedule
from tests.cases import each_case

UNTIL = date(2028, 3, 31)


@each_case(
    ("typed", "plainly"),
    [
        ("weekly", "week"),
        ("every month", "monthly"),
        ("weekdays", "mon,tue,wed,thu,fri"),
        ("every weekend", "sat,sun"),
        ("once a week", "week"),
        ("fortnightly", "2 weeks"),
        ("mon-fri", "weekdays"),
        ("Monday to Wednesday", "mon,tue,wed"),
        ("fri - mon", "mon,fri,sat,sun"),
        ("mon, wed & fri", "mon,wed,fri"),
        ("tue-thu and sat", "tue,wed,thu,sat"),
        ("every second night", "2 days"),
        ("alternate days", "2 days"),
        ("every third day", "3 days"),
        ("every 4th night", "4 days"),
        ("second week", "2 weeks"),
        ("each evening", "day"),
        ("on weekdays only", "mon,tue,wed,thu,fri"),
        ("last friday", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("every other monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("every 2nd mon and thu", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
        ("every 3 weeks on tuesday", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU"),
        ("every month on the last Friday", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("the 2nd tuesday of each month", "FREQ=MONTHLY;BYDAY=2TU"),
    ],
)
def test_one_word_is_enough(typed: str, plainly: str) -> None:
    first = date(2026, 11, 2)
    assert Schedule.from_words(typed, first) == Schedule.from_words(plainly, first)


@each_case(
    ("typed", "said"),
    [
        ("twice a week", "doesn't say on which days: write them, e.g. mon,thu."),
        ("3 times a week", "“3 times a week” doesn't say on which days: write them, e.g. mon,wed,fri."),
        ("Every 4x weekly", "doesn't say on which days"),
        ("twice daily", "A step is ticked once a day"),
        ("3 times per day", "A step is ticked once a day"),
        ("BID", "A step is ticked once a day"),
        ("as needed", "“as needed” isn't a schedule: leave it out, and mark the step as done only if needed."),
        ("second monday", "“second monday” isn't a schedule we understand"),
    ],
)
def test_what_names_no_day_says_what_to_write(typed: str, said: str) -> None:
    """``3 times a week`` was taken for a course in stages, ``as needed`` for a rule that is misspelt."""
    with pytest.raises(BadInput, match=said):
        Schedule.from_words(typed, UNTIL)


@each_case("begun", range(7))
@each_case(("typed", "told"), [("every other monday", "every other Monday"), ("2 weeks on mon,thu", "")])
def test_every_other_monday_begins_with_the_next_one(typed: str, told: str, begun: int) -> None:
    first = date(2026, 11, 2) + timedelta(days=begun)
    schedule = Schedule.from_words(typed, first)
    days = sorted(schedule.days(first + timedelta(days=60)))
    mondays = [day for day in days if day.weekday() == 0]
    assert (mondays[0] - first).days == -begun % 7
    assert all((after - day).days == 14 for day, after in pairwise(mondays))
    assert all((day - first).days % 14 < 7 for day in days)
    assert schedule.in_words() == (told or "every other week on Monday and Thursday")
    assert Schedule.from_words(schedule.as_typed(), first) == schedule
    with pytest.raises(BadInput, match="can't be a stage: use mon,thu or 14 days"):
        Schedule.from_words(f"{typed} for 8 weeks, day", first)


@each_case(
    ("rule", "told"),
    [
        ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=+2TU", "every other month on the second Tuesday"),
        ("FREQ=MONTHLY;BYDAY=1MO,3MO", "every month (byday 1MO,3MO)"),
        ("FREQ=YEARLY;BYDAY=1MO", "every year (byday 1MO)"),
    ],
)
def test_a_weekday_of_a_month_is_told_in_words(rule: str, told: str) -> None:
    schedule = Schedule.from_words(rule, UNTIL)
    assert schedule.in_words() == told
    assert Schedule.from_words(schedule.as_typed(), UNTIL) == schedule


@each_case("typed", ["0 days", "400 weeks"])
def test_what_is_not_possible_is_said_in_the_words_that_were_typed(typed: str) -> None:
    """Seen to speak of INTERVAL."""
    with pytest.raises(BadInput, match=f"“{typed}” isn't possible: use 1 to 366"):
        Schedule.from_words(typed, UNTIL)


@each_case(("day", "february"), [(29, 28), (30, 28), (31, 28), (28, 28), (15, 15)])
def test_every_month_is_twelve_times_a_year(day: int, february: int) -> None:
    first = date(2026, 10, day)
    schedule = Schedule.from_words("month", first)
    days = sorted(schedule.days(UNTIL))
    assert [one.month for one in days[:12]] == [10, 11, 12, *range(1, 10)]
    assert days[0] == first and days[4].day == february
    assert all(one.day == day for one in days if one.month in (1, 3, 5, 7, 8, 10, 12))


@each_case("day", [28, 29, 30, 31])
def test_typed_and_imported_alike_and_read_back(day: int) -> None:
    first = date(2026, 10, day)
    typed = Schedule.from_words("month", first)
    assert Schedule.from_words(rule_from(MONTHLY, first), first) == typed
    assert Schedule.from_words(typed.as_typed(), first) == typed
    assert Schedule.from_rfc5545(typed.to_rfc5545(), first) == typed
    assert typed.in_words().startswith("every month")
