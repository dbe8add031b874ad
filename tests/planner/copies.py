"""Two copies of one recovery, each with a planner, that meet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from routine_tui.model.recovery.recovery import Recovery
from routine_tui.store.repository import read_copy
from tests.planner.one_person import BEGUN, HandClock, common, planner_of
from tests.store.histories import written

TODAY, ONE = BEGUN.date(), timedelta(days=1)


class Two:
    """Two copies of one recovery, and a clock."""

    def __init__(self) -> None:
        self.clock = HandClock()
        content = common(self.clock)
        self.here, self.there = planner_of(content, self.clock), planner_of(content, self.clock)

    def at(self, hour: int, deed: Callable[[], object]) -> None:
        """Do something at an hour of the day."""
        self.clock.shows = BEGUN.replace(hour=hour)
        deed()

    def met(self) -> Recovery:
        """What both show once each met the other."""
        doors = self.here.opened(), self.there.opened()
        copies = [read_copy(written(door), door.path) for door in doors]
        one, other = (door.merge(copy, "met", BEGUN) for door, copy in zip(doors, reversed(copies), strict=True))
        assert one == other
        return one
