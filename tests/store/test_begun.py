"""The day on which a recovery was begun here: in the file, in the export, and of two copies the earlier one."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_tui.exporters import json_archive
from routine_tui.exporters.summary.summary import summarise
from routine_tui.model.errors import DamagedFile
from routine_tui.store.merge import merged_tables
from routine_tui.store.repository import content_of, read_copy
from tests.store.rooms import NOW, TODAY, again, noted, read_json, recovery, stored, ticked, write_json

ONE = timedelta(days=1)
BEGUN = (None, TODAY, TODAY - 3 * ONE, TODAY - 9 * ONE)


@pytest.mark.parametrize("begun", BEGUN)
def test_it_is_kept_in_the_file_and_in_the_lossless_export(tmp_path: Path, begun: date | None) -> None:
    whole = replace(recovery(), begun=begun)
    door = stored(tmp_path, whole)
    assert again(door.path).load() == whole
    assert ("begun" in read_json(door.path)["recovery"]["1"]) == (begun is not None)
    written = json_archive.render(summarise(whole, TODAY))
    assert json_archive.load(written) == whole
    older = json.loads(written)
    del older["recovery"]["begun"]
    assert json_archive.load(json.dumps(older)) == replace(whole, begun=None)


@pytest.mark.parametrize("begun", BEGUN)
def test_no_change_and_no_undo_takes_it_away(tmp_path: Path, begun: date | None) -> None:
    door = stored(tmp_path, replace(recovery(), begun=begun))
    door.change("noted", noted("dry"), NOW)
    door.change("renamed", lambda before: replace(before, name="Left cheek"), NOW)
    for _ in range(2):
        door.undo(NOW)
    door.redo(NOW)
    assert again(door.path).load().begun == begun


def test_joining_keeps_the_earlier_whoever_meets_whom_first_and_whoever_told_it_last(tmp_path: Path) -> None:
    """Seen to fail: without a rule of its own the later day won, as it is the greater text."""
    copies = []
    for number, begun in enumerate(BEGUN):
        door = stored(tmp_path / str(number), replace(recovery(), begun=TODAY + ONE if number == 2 else begun))
        if number == 2:  # one that has a stamp of its own
            door.change("told anew", lambda before: replace(before, begun=BEGUN[2]), NOW)
        door.change("ticked", ticked(seconds=number), NOW + timedelta(seconds=number))
        copies.append(read_copy(door.path.read_bytes(), door.path).tables)
    found = []
    for order in permutations(copies):
        joined = order[0]
        for other in order[1:]:
            joined = merged_tables(other, joined)
        found.append(joined)
    assert all(one["recovery"] == found[0]["recovery"] for one in found)
    assert found[0]["recovery"]["1"]["begun"] == (TODAY - 9 * ONE).isoformat()
    assert merged_tables(found[0], found[0])["recovery"] == found[0]["recovery"]


def test_joining_tells_it_and_undo_takes_it_back(tmp_path: Path) -> None:
    mine = stored(tmp_path / "mine", replace(recovery(), begun=TODAY))
    other = stored(tmp_path / "other", replace(recovery(), begun=TODAY - ONE))
    copy = read_copy(other.path.read_bytes(), other.path)
    assert mine.merge(copy, "merged", NOW).begun == TODAY - ONE
    assert mine.undo(NOW)[0].begun == TODAY
    assert mine.merge(copy, "merged", NOW).begun == TODAY - ONE


def test_one_that_is_no_day_is_damage(tmp_path: Path) -> None:
    door = stored(tmp_path)
    tables = read_json(door.path)
    tables["recovery"]["1"]["begun"] = "soon"
    write_json(door.path, tables)
    with pytest.raises(DamagedFile, match="begun"):
        again(door.path).load()


def test_a_file_without_it_is_as_it_was() -> None:
    assert b"begun" not in content_of(recovery())
