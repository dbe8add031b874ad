"""A clock that stands still, a planner with a recovery that began 21 days before, and two copies of one that meet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from routine_tui.planner.planner import Planner
from tests.planner.begun import NOW, ZERO, door
from tests.planner.copies import Two


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def planner(tmp_path: Path, clock: time_machine.Traveller) -> Planner:
    planner = door(tmp_path)
    planner.recoveries.begin("Face", ZERO)
    return planner


@pytest.fixture
def two() -> Two:
    return Two()
