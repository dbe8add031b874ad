"""Two years of daily use: the list of changes stays a small part of the file, and all of it is still told."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest

from routine_tui.clock import SystemClock
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home, Settings
from routine_tui.store.change_list import changes_of

pytestmark = pytest.mark.slow
DAYS = 730
HOUR = timedelta(hours=1)
MORNING = datetime(2026, 1, 1, 8, tzinfo=timezone(HOUR))


class MovedClock(SystemClock):
    """Shows what it was moved to."""

    at = MORNING

    def now(self) -> datetime:
        """That moment."""
        return self.at


def live(planner: Planner, clock: MovedClock, number: int, chance: Random) -> None:
    """A day: the routine twice, every other day a check-in, now and then corrected, notes, a mistake undone."""
    clock.at = MORNING + timedelta(days=number)
    day, steps = planner.today(), [one.id for one in planner.recovery.routine.steps]
    planner.tick(day, steps[:3])
    clock.at += HOUR
    if number % 2 == 0:
        signs = ("redness", "marks", "texture", "sting", "bother")
        planner.skin.check_in(day, {name: chance.randint(0, 4) for name in signs})
    if number % 4 == 0:
        planner.skin.check_in(day, {"redness": chance.randint(0, 4)})
    if number % 3 == 0:
        planner.note(day, f"Day {number}: about as yesterday.")
    clock.at += 11 * HOUR
    planner.tick(day, steps[3:])
    if number % 7 == 0:
        planner.untick(day, steps[-1:])
        planner.undo()
    if number % 9 == 0:
        planner.note(day, "One line more.")


def test_the_list_of_changes_at_most_doubles_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # no power fails here, and there are thousands of writes
    clock, chance = MovedClock(MORNING.tzinfo), Random(17)
    planner = Planner(Home(tmp_path, tmp_path / "config.toml"), clock, Settings())
    planner.recoveries.begin("Face", MORNING.date(), DAYS)
    for number in range(DAYS):
        live(planner, clock, number, chance)
    assert planner.path is not None
    whole = planner.path.stat().st_size
    tables = json.loads(planner.path.read_bytes())
    log = len(json.dumps(tables["log"], ensure_ascii=False, separators=(",", ":")).encode())
    assert 10_000 < log <= whole - log, f"{log:,} of {whole:,} bytes"
    told = {one.for_day for one in changes_of(planner.opened().tables())}
    assert {MORNING.date() + timedelta(days=number) for number in range(DAYS)} <= told
