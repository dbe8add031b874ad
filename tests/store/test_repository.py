"""The door to one file: damage, mending, restoring."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from routine_tui.model.errors import DamagedFile, StoreError
from routine_tui.store.repair import recover_from_backup
from routine_tui.store.repository import Repository
from tests.store.rooms import NOW, again, files_in, noted, recovery, stored, ticked

DAY = timedelta(days=1)


def used(tmp_path: Path) -> Repository:
    """A recovery with a backup of yesterday (one tick) and one of today (two ticks), and a third tick since."""
    door = stored(tmp_path)
    door.change("ticked", ticked(0), NOW - 2 * DAY)
    door.change("ticked", ticked(1), NOW - DAY)
    door.change("ticked", ticked(2), NOW)
    return door


def damages(content: bytes) -> list[bytes]:
    return [
        b"",
        content[:1],
        content[: len(content) // 2],
        content[:-1],
        b"\x00" * len(content),
        content.replace(b'"done"', b'"failed"'),
        content.replace(b'"days"', b'"dies"', 1),
        b"[" * 100_000,
        content + b"}",
    ]


@pytest.mark.parametrize("number", range(9))
def test_a_damaged_file_is_set_aside_and_the_newest_backup_opened(tmp_path: Path, number: int) -> None:
    door = used(tmp_path)
    damaged = damages(door.path.read_bytes())[number]
    door.path.write_bytes(damaged)
    for one in (door, again(door.path)):
        with pytest.raises(DamagedFile, match=r"is damaged: [^\n]+\.$"):
            one.load()
        with pytest.raises(DamagedFile):
            one.change("ticked", ticked(3), NOW)
    assert door.path.read_bytes() == damaged
    sentence = recover_from_backup(door.path, door.backups, NOW)
    assert sentence and re.fullmatch(
        rf"{re.escape(str(door.path))} was damaged \([^\n]+\): it is kept as Face\.json\.damaged-2026-11-22T074200, "
        r"the backup 2026-11-22\.json was opened, and "
        r"(nothing newer than the backup could be read from the damaged file"
        r"|1 record of 3 Nov 2026, newer than the backup, is listed in Face\.json\.damaged-2026-11-22T074200\.txt)\.",
        sentence,
    )
    assert door.path.with_name("Face.json.damaged-2026-11-22T074200").read_bytes() == damaged
    assert door.load() == ticked(1)(ticked(0)(recovery()))
    door.change("ticked", ticked(3), NOW)


def test_a_backup_that_is_damaged_too_is_passed_over(tmp_path: Path) -> None:
    door = used(tmp_path)
    door.path.write_bytes(b"")
    (door.backups.folder / "2026-11-22.json").write_bytes(b"{}")
    (door.backups.folder / "2026-11-23.json").mkdir()
    assert "2026-11-21.json was opened" in (recover_from_backup(door.path, door.backups, NOW) or "")
    assert door.load() == ticked(0)(recovery())


def test_without_a_whole_backup_a_damaged_file_is_left_as_it_is(tmp_path: Path) -> None:
    door = stored(tmp_path)
    door.path.write_bytes(b"{")
    before = files_in(tmp_path)
    with pytest.raises(
        DamagedFile,
        match=(
            r"none of its backups is complete \([^)]+\): it was left as it is\. Put an "
            r"undamaged copy in its place"
        ),
    ):
        recover_from_backup(door.path, door.backups, NOW)
    assert door.path.read_bytes() == b"{"
    assert files_in(tmp_path) == before


def test_a_file_that_another_program_mended_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """Two windows see the same damage: the second must not put the backup over what the first has done since."""
    door = used(tmp_path)
    other = again(door.path)
    door.path.write_bytes(b"{")
    assert recover_from_backup(door.path, door.backups, NOW)
    other.change("noted", noted("since"), NOW)
    assert recover_from_backup(door.path, door.backups, NOW) is None
    assert door.load().record(NOW.date()).note == "since"


def test_two_damaged_files_of_one_second_are_both_kept(tmp_path: Path) -> None:
    door = used(tmp_path)
    for content in (b"first", b"second", b"third"):
        door.path.write_bytes(content)
        recover_from_backup(door.path, door.backups, NOW)
    kept = sorted(path.read_bytes() for path in door.path.parent.glob("*.damaged-*"))
    assert kept == [b"first", b"second", b"third"]


def test_a_folder_in_the_place_of_the_file_is_no_damage_to_mend(tmp_path: Path) -> None:
    door = used(tmp_path)
    door.path.unlink()
    door.path.mkdir()
    with pytest.raises(StoreError, match="isn't a regular file"):
        recover_from_backup(door.path, door.backups, NOW)
