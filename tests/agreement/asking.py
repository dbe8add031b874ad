"""A recovery that is asked for its figures: each has a name, so that those of two surfaces can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import click
from click.testing import CliRunner

from routine_tui.cli.session import CliSession
from routine_tui.exporters.formats import render
from routine_tui.exporters.summary.summary import Summary, summarise
from routine_tui.facts import guidance
from routine_tui.glyphs import UNICODE
from routine_tui.model.day.progress import parts
from routine_tui.model.text import short_day
from routine_tui.planner.planner import Planner

ONE = timedelta(days=1)
Key = tuple[object, ...]
Said = Iterator[tuple[Key, object]]
SIGNS = {UNICODE.day(state): state for state in ("complete", "partial", "open", "skipped", "rest", "paused", "blank")}
"""Of states that a sign alone tells; a day ahead has none, and that of today stands between brackets."""


class Ask:
    """A planner, the day it is there, and what was asked of it already."""

    def __init__(self, planner: Planner) -> None:
        self.planner = planner
        self.recovery = planner.recovery
        self.today = planner.today()
        self.first_weekday = planner.settings.first_weekday
        self.summary: Summary = summarise(self.recovery, self.today, first_weekday=self.first_weekday)
        self._pages: dict[str, str] = {}

    def ran(self, command: click.Command, *words: str) -> str:
        """What a command prints."""
        session = CliSession()
        session.planner = self.planner
        result = CliRunner().invoke(command, list(words), obj=session)
        assert result.exit_code == 0, (words, result.output)
        return result.output

    def json(self, command: click.Command, *words: str) -> Any:
        """What a command prints as JSON."""
        return json.loads(self.ran(command, *words, "--json"))

    def page(self, name: str) -> str:
        """An export."""
        if name not in self._pages:
            self._pages[name] = render(name, self.summary)
        return self._pages[name]

    @property
    def shown(self) -> list[date]:
        """Some days to look at by themselves: today, the days near it, the first, and one ahead."""
        zero, last = self.recovery.day_zero, self.recovery.last_day
        near = {self.today - 8 * ONE, self.today - ONE, self.today, self.today + 2 * ONE, zero, last}
        return sorted(day for day in near if zero <= day <= last)


def phase(said: str) -> str:
    """A phase by its id, whether its id or its label was told."""
    return next(one.id for one in guidance.phases() if said in (one.id, one.label))


def percent_of(of: tuple[int, int] | None) -> int | None:
    return parts(*of, 100) if of and of[1] else None


def last_days(days: int, day: date, of: Any) -> Said:
    """Done of expected in the last days, where any was, and what has to follow from it."""
    of = of if of and of[1] else None
    yield ("last", days, day), of
    yield ("percent", days, day), percent_of(of)
    yield ("thousandths", days, day), parts(of[0], of[1], 1000) if of else None


def week_of(ask: Ask, day: date) -> date:
    """The first day of a week, which may lie before the window."""
    return day - (day.weekday() - ask.first_weekday) % 7 * ONE


def day_of(ask: Ask, said: str) -> str:
    """A day that stands without its weekday, in this year where none is named."""
    for year in range(ask.recovery.day_zero.year - 1, ask.recovery.last_day.year + 2):
        for day in _year(year):
            if said in (short_day(day), short_day(day, ask.today)):
                return day.isoformat()
    raise AssertionError(said)


def _year(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += ONE
