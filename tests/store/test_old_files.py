"""A file of each version that was ever released opens for good."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tinydb import TinyDB

from routine_tui.exporters import json_archive as archive
from routine_tui.model.errors import BadInput
from routine_tui.store.migrations import VERSION
from routine_tui.store.repository import read_copy
from tests.store.rooms import NOW, again, noted, read_json

OLD = Path(__file__).with_name("old_files")
VERSIONS = [int(path.stem.removeprefix("version-")) for path in OLD.glob("version-?.json")]


def opened(tmp_path: Path, version: int) -> Path:
    path = tmp_path / "recoveries" / "Face.json"
    path.parent.mkdir(parents=True)
    shutil.copy(OLD / f"version-{version}.json", path)
    return path


def test_there_is_a_file_of_every_version() -> None:
    assert sorted(VERSIONS) == list(range(1, VERSION + 1))


@pytest.mark.parametrize("version", VERSIONS)
def test_an_old_file_says_what_it_said_when_it_was_written(tmp_path: Path, version: int) -> None:
    """Seen to fail without ``_from_1`` in ``MIGRATIONS``, and without the ids that it gives to pauses."""
    path = opened(tmp_path, version)
    exported = archive.load((OLD / f"version-{version}.archive.json").read_bytes())
    door = again(path)
    assert door.load() == exported
    assert (door.newer, door.edited) == (None, None)
    assert all(pause.id for pause in door.load().pauses)


@pytest.mark.parametrize("version", VERSIONS)
def test_an_old_file_is_kept_before_it_is_written_in_the_new_form(tmp_path: Path, version: int) -> None:
    """Seen to fail without the copy in ``Repository._keep_before``."""
    path = opened(tmp_path, version)
    before = path.read_bytes()
    door = again(path)
    door.load()
    assert path.read_bytes() == before, "reading changes nothing"
    door.change("noted", noted("first"), NOW)
    door.change("noted", noted("second"), NOW)
    assert read_json(path)["recovery"]["1"]["version"] == VERSION
    kept = [copy for copy in door.backups.newest_first() if "version" in copy.stem]
    assert [copy.read_bytes() for copy in kept] == ([] if version == VERSION else [before])
    with TinyDB(path) as database:
        assert len(database.table("days")) >= 20


@pytest.mark.parametrize("version", VERSIONS)
def test_what_was_done_in_an_old_file_is_undone_to_the_beginning_of_its_history_and_redone(
    tmp_path: Path, version: int
) -> None:
    """Version 1 named steps and pauses by their places, which shift. Seen to fail without ``_followed``."""
    path = opened(tmp_path, version)
    door = again(path)
    states = [door.load()]
    with pytest.raises(BadInput, match="nothing to undo"):
        while True:
            states.append(door.undo(NOW)[0])
    assert len(states) > 40
    for state in reversed(states[:-1]):
        assert door.redo(NOW)[0] == state == again(path).load()


@pytest.mark.parametrize("version", VERSIONS)
def test_an_old_copy_and_a_newer_one_join_whoever_meets_whom(tmp_path: Path, version: int) -> None:
    old = (OLD / f"version-{version}.json").read_bytes()
    newer, older = again(opened(tmp_path / "a", version)), again(opened(tmp_path / "b", version))
    changed = newer.change("noted", noted("here"), NOW)
    assert newer.merge(read_copy(old, newer.path), "met", NOW) == changed
    assert older.merge(read_copy(newer.path.read_bytes(), newer.path), "met", NOW) == changed
