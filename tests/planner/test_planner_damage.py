"""What the planner says and does about a damaged file, and one of a newer version."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from routine_tui.model.errors import (
    DamagedFile,
    NewerFile,
)
from routine_tui.planner.planner import Planner
from tests.planner.begun import MORNING, TODAY, ZERO, door


def test_a_damaged_file_is_mended_and_told_once(planner: Planner, tmp_path: Path) -> None:
    planner.tick(TODAY, MORNING)
    path = tmp_path / "recoveries" / "Face.json"
    path.write_bytes(path.read_bytes()[:-50])
    fresh = door(tmp_path)
    assert fresh.recovery == planner.recovery
    (told,) = fresh.notices
    assert "it is kept as Face.json.damaged-" in told
    fresh.tick(TODAY, MORNING)
    assert len(fresh.notices) == 1
    assert planner.notices == []


def test_damage_without_a_backup_is_an_error_and_nothing_is_overwritten(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "recoveries" / "Face.json"
    path.write_bytes(b"")
    uses: list[Callable[[], object]] = [lambda: door(tmp_path).recovery, lambda: planner.tick(TODAY, MORNING)]
    for use in uses:
        with pytest.raises(DamagedFile, match="none of its backups is complete"):
            use()
    assert path.read_bytes() == b""


def newer(path: Path, **changes: object) -> bytes:
    tables = json.loads(path.read_bytes())
    tables["recovery"]["1"].update({"version": 99, **changes})
    path.write_text(json.dumps(tables))
    return path.read_bytes()


def test_a_newer_file_is_shown_with_a_line_that_says_so_once_and_never_written(
    planner: Planner, tmp_path: Path
) -> None:
    content = newer(tmp_path / "recoveries" / "Face.json")
    fresh = door(tmp_path)
    for _ in range(3):
        assert fresh.recovery.name == "Face"
    (told,) = fresh.notices
    assert "was written by a newer routine-tui" in told
    changes: list[Callable[[], object]] = [
        lambda: fresh.tick(TODAY, MORNING),
        fresh.undo,
        lambda: fresh.recoveries.describe("x", ZERO, 84),
    ]
    for change in changes:
        with pytest.raises(NewerFile):
            change()
    assert (tmp_path / "recoveries" / "Face.json").read_bytes() == content


def test_a_newer_file_that_cannot_be_shown_is_not_mended_away(planner: Planner, tmp_path: Path) -> None:
    planner.tick(TODAY, MORNING)  # so that there is a backup that could take its place
    content = newer(tmp_path / "recoveries" / "Face.json", day_zero=None)
    with pytest.raises(NewerFile, match="this one cannot show it"):
        door(tmp_path).find()
    assert (tmp_path / "recoveries" / "Face.json").read_bytes() == content
