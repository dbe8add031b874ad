"""A day is told with its year wherever that is not this year, on every surface."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from routine_tui.model.text import long_day, short_day, weekday_day
from tests.cases import each_case
from tests.cli.outside import did, run, today

TODAY = date(2026, 11, 26)


@each_case(("day", "year"), [(date(2026, 12, 4), ""), (date(2027, 1, 4), " 2027"), (date(2025, 12, 31), " 2025")])
def test_one_rule(day: date, year: str) -> None:
    for tell in (short_day, weekday_day, long_day):
        assert tell(day, TODAY) == f"{tell(day, day)}{year}" and tell(day) == f"{tell(day, day)} {day.year}"


def test_two_visits_a_year_apart_can_be_told_apart(home: Path) -> None:
    did(home, "window", "--days", "730")
    far = today() + timedelta(days=366)
    run(home, "visit", "add", str(today() + timedelta(days=1)))
    said = run(home, "visit", "add", str(far)).out
    for told in (said, did(home, "calendar"), did(home, "visit"), did(home, "care")):
        assert str(far.year) in told


def test_a_pause_over_the_turn_of_the_year_says_which_years(home: Path) -> None:
    did(home, "window", "--days", "730")
    far = today() + timedelta(days=366)
    assert str(far.year) in did(home, "pause", "--until", str(far))
    assert str(far.year) in did(home, "care")
    assert str(far.year) in run(home, "visit", "add", str(far)).err
