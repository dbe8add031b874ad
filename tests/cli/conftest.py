"""A recovery to run commands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.outside import back, planner_of


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one recovery, “Face”, that began 22 days ago with the gentle routine."""
    folder = tmp_path / "home"
    planner_of(folder).recoveries.begin("Face", back(22))
    return folder


@pytest.fixture
def empty_home(tmp_path: Path) -> Path:
    """A home without a recovery."""
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder
