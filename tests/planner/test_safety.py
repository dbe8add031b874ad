"""Backups made and restored, through the planner."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_tui.model.errors import (
    DamagedFile,
)
from routine_tui.model.text import short_day
from routine_tui.planner.planner import Planner
from tests.planner.begun import MORNING, TODAY, ZERO, door


def test_a_backup_is_restored_and_the_state_before_it_kept(planner: Planner, tmp_path: Path) -> None:
    copy = planner.safety.backup()
    planner.tick(TODAY, MORNING)
    ticked = planner.recovery
    done = planner.safety.restore(copy.read_bytes(), copy)
    assert done.recovery == planner.recovery != ticked
    assert done.kept
    assert planner.safety.restore(done.kept.read_bytes(), done.kept).recovery == ticked


def test_restoring_says_what_it_changes_before_and_after_and_is_undone_in_one_step(planner: Planner) -> None:
    copy = planner.safety.backup()
    planner.tick(TODAY, MORNING)
    planner.note(TODAY, "calmer")
    before = planner.recovery
    would = planner.safety.restore(copy.read_bytes(), copy, dry_run=True)
    assert planner.recovery == before
    assert would.kept is None and would.differences
    assert [str(one) for one in would.differences][-1] == f"{short_day(TODAY)}, note: “calmer” → none"
    assert planner.safety.restore(copy.read_bytes(), copy).differences == would.differences
    assert planner.recovery != before
    assert planner.undo() == f"restored {copy.name}"
    assert planner.recovery == before
    assert planner.undo().startswith("added a note"), "what was done before the restoring can still be undone"


def test_restoring_what_is_there_already_writes_nothing(planner: Planner, tmp_path: Path) -> None:
    planner.tick(TODAY, MORNING)
    content, copies = (tmp_path / "recoveries" / "Face.json").read_bytes(), set((tmp_path / "backups").rglob("*"))
    done = planner.safety.restore(content, tmp_path / "copy.json")
    assert (done.differences, done.kept) == ([], None)
    assert (tmp_path / "recoveries" / "Face.json").read_bytes() == content
    assert set((tmp_path / "backups").rglob("*")) == copies


def test_a_recovery_that_is_not_here_is_restored_as_one_more(planner: Planner, tmp_path: Path) -> None:
    other = door(tmp_path / "other")
    other.recoveries.begin("Nose", ZERO)
    copy = other.safety.backup()
    done = planner.safety.restore(copy.read_bytes(), copy)
    assert (done.recovery.name, done.differences, done.kept) == ("Nose", None, None)
    assert planner.recovery.name == "Nose"
    assert {entry.name for entry in planner.recoveries.entries()} == {"Face", "Nose"}


def test_one_from_the_archive_is_restored_and_current_again(planner: Planner) -> None:
    copy = planner.safety.backup()
    planner.recoveries.archive("Face")
    assert planner.safety.restore(copy.read_bytes(), copy).recovery.name == "Face"
    assert [entry.archived for entry in planner.recoveries.entries()] == [False]


def test_a_whole_copy_takes_the_place_of_a_damaged_file_which_is_kept(planner: Planner, tmp_path: Path) -> None:
    elsewhere = tmp_path / "copy.json"
    elsewhere.write_bytes((tmp_path / "recoveries" / "Face.json").read_bytes())
    (tmp_path / "recoveries" / "Face.json").write_bytes(b"damaged")
    fresh = door(tmp_path)
    done = fresh.safety.restore(elsewhere.read_bytes(), elsewhere)
    assert done.recovery.name == "Face"
    assert done.kept and done.kept.read_bytes() == b"damaged"


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[" * 100_000])
def test_what_is_not_whole_is_not_restored(planner: Planner, tmp_path: Path, content: bytes) -> None:
    before = planner.recovery
    with pytest.raises(DamagedFile, match=r"copy\.json isn't a complete copy of a recovery \("):
        planner.safety.restore(content, Path("copy.json"))
    assert planner.recovery == before
