"""The planner on a folder, on a morning that lasts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from routine_tui.clock import SystemClock
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from tests.store.rooms import NOW

DAY: Final = timedelta(days=1)


class Morning(SystemClock):
    """Always shows the moment it was set to, in UTC."""

    def __init__(self, at: datetime = NOW) -> None:
        super().__init__(UTC)
        self._at = at

    def now(self) -> datetime:
        """The moment it was set to."""
        return self._at


def planner_of(home: Path, at: datetime = NOW) -> Planner:
    """A planner on a home, as a process that was just started has it."""
    return Planner(Home(home, home / "config.toml"), Morning(at))
