"""A recovery to run commands on."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from routine_tui.facts.guidance import routine_of
from routine_tui.model.recovery.recovery import Recovery
from tests.cli.outside import back, planner_of


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one recovery, “Face”, that was begun 22 days ago with the gentle routine."""
    folder, zero = tmp_path / "home", back(22)
    planner_of(folder).folder.create(
        Recovery(uuid4().hex, "Face", zero, routine=routine_of("gentle", zero), begun=zero)
    )
    return folder


@pytest.fixture
def empty_home(tmp_path: Path) -> Path:
    """A home without a recovery."""
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder
