"""A planner in a home of its own, on the morning of day 21, and what tests of its rooms look at."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from routine_tui.clock import SystemClock
from routine_tui.model.recovery.diary import Mark
from routine_tui.planner.planner import Planner
from routine_tui.settings import Settings, find_home

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 7, 42, tzinfo=BERLIN)
TODAY = date(2026, 11, 22)
ZERO = date(2026, 11, 1)
ONE = timedelta(days=1)
MORNING = ("morning-cleanser", "morning-moisturiser", "morning-sunscreen")


def door(home: Path, settings: Settings | None = None, zone: str = "Europe/Berlin") -> Planner:
    return Planner(find_home(str(home)), SystemClock(ZoneInfo(zone)), settings)


def mark(planner: Planner, step_id: str = MORNING[0], day: date = TODAY) -> Mark:
    return planner.recovery.record(day).marks[step_id]


def states(planner: Planner, day: date = TODAY) -> list[str]:
    return [item.state for item in planner.agenda(day).items]
