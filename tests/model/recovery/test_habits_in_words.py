"""How people say a rule, and what a month without such a day means."""

from __future__ import annotations

from datetime import date

import pytest

from routine_tui.importers.often import MONTHLY, rule_from
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.schedule import Schedule

UNTIL = date(2028, 3, 31)


@pytest.mark.parametrize(
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
    ],
)
def test_one_word_is_enough(typed: str, plainly: str) -> None:
    first = date(2026, 11, 2)
    assert Schedule.from_words(typed, first) == Schedule.from_words(plainly, first)


@pytest.mark.parametrize("typed", ["0 days", "400 weeks"])
def test_what_is_not_possible_is_said_in_the_words_that_were_typed(typed: str) -> None:
    """Seen to speak of INTERVAL."""
    with pytest.raises(BadInput, match=f"“{typed}” isn't possible: use 1 to 366"):
        Schedule.from_words(typed, UNTIL)


@pytest.mark.parametrize(("day", "february"), [(29, 28), (30, 28), (31, 28), (28, 28), (15, 15)])
def test_every_month_is_twelve_times_a_year(day: int, february: int) -> None:
    first = date(2026, 10, day)
    schedule = Schedule.from_words("month", first)
    days = sorted(schedule.days(UNTIL))
    assert [one.month for one in days[:12]] == [10, 11, 12, *range(1, 10)]
    assert days[0] == first and days[4].day == february
    assert all(one.day == day for one in days if one.month in (1, 3, 5, 7, 8, 10, 12))


@pytest.mark.parametrize("day", [28, 29, 30, 31])
def test_typed_and_imported_alike_and_read_back(day: int) -> None:
    first = date(2026, 10, day)
    typed = Schedule.from_words("month", first)
    assert Schedule.from_words(rule_from(MONTHLY, first), first) == typed
    assert Schedule.from_words(typed.as_typed(), first) == typed
    assert Schedule.from_rfc5545(typed.to_rfc5545(), first) == typed
    assert typed.in_words().startswith("every month")
