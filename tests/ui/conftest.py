"""A fresh home for every test, which looks the same on every screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_tui.planner import Planner
from routine_tui.sample import sample_recovery
from tests.ui.driver import TODAY, SetClock, planner_at, planner_with


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which ``home`` lies; nothing outside it is touched, and colour is as the test says."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "ROUTINE_TUI_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


@pytest.fixture
def clock() -> SetClock:
    """Half past nine in the morning of Sunday, 22 November 2026."""
    return SetClock()


@pytest.fixture
def planner(clock: SetClock) -> Planner:
    """A planner on the sample recovery, which is at D22 of 84."""
    return planner_with(sample_recovery(TODAY), clock)


@pytest.fixture
def empty(clock: SetClock) -> Planner:
    """A planner of somebody who starts for the first time."""
    return planner_at(clock=clock)
