"""What a look at the data folder finds, part by part, in real files. How it is told: ``tests/cli/test_check.py``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_tui import files
from routine_tui.model.errors import DamagedFile, FolderNotWritable
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.store.folder import RecoveryFolder
from routine_tui.store.health import CopyBeside, Health, RecoveryHealth, health_of
from tests.store.disk import on_unix
from tests.store.rooms import NOW, TODAY, again, noted, read_json, recovery, stored, ticked, write_json


def look(home: Path) -> Health:
    return health_of(RecoveryFolder(home))


def only(home: Path) -> RecoveryHealth:
    (one,) = look(home).recoveries
    return one


def test_where_all_is_whole(tmp_path: Path) -> None:
    door = stored(tmp_path)
    door.change("ticked", ticked(), NOW)
    kept = door.backups.keep(door.path, NOW, "backup")
    health = look(tmp_path)
    (one,) = health.recoveries
    assert health.is_whole and one.is_whole
    assert (health.folder, health.readable_by_others) == ((), ())
    assert (one.entry.path, one.entry.archived) == (door.path, False)
    assert (one.problem, one.edited, one.damaged_backups, one.copies, one.set_aside) == (None, False, (), (), ())
    assert (one.crowded, one.missing_pictures) == ((), ())
    assert one.backups == (kept, door.backups.folder / "2026-11-22.json")
    assert one.newest_whole == kept


def test_a_damaged_backup_is_passed_over_and_counts(tmp_path: Path) -> None:
    door = stored(tmp_path)
    door.change("ticked", ticked(), NOW)
    kept = door.backups.keep(door.path, NOW, "backup")
    kept.write_bytes(kept.read_bytes()[:-1])
    one = only(tmp_path)
    assert one.problem is None and not one.is_whole and not look(tmp_path).is_whole
    assert one.damaged_backups == (kept,) and one.newest_whole == door.backups.folder / "2026-11-22.json"
    (door.backups.folder / "2026-11-22.json").write_bytes(b"")
    assert only(tmp_path).newest_whole is None


def test_a_damaged_file_and_what_was_set_aside_before(tmp_path: Path) -> None:
    door = stored(tmp_path)
    for name in ("Face.json.damaged-b", "Face.json.damaged-a", "Face.json.damaged-a.txt", "x.Face.json.damaged-c"):
        (door.path.parent / name).touch(0o600)
    door.path.write_bytes(b"{")
    one = only(tmp_path)
    assert isinstance(one.problem, DamagedFile) and not one.is_whole and not one.edited
    assert [path.name for path in one.set_aside] == ["Face.json.damaged-a", "Face.json.damaged-b"]


def test_what_another_hand_changed_is_told_and_is_whole(tmp_path: Path) -> None:
    door = stored(tmp_path)
    tables = read_json(door.path)
    tables["recovery"]["1"]["name"] = "Cheeks"
    write_json(door.path, tables)
    one = only(tmp_path)
    assert one.edited and one.is_whole and one.entry.name == "Cheeks"


def beside(tmp_path: Path, *edits: tuple[bool, Recovery]) -> CopyBeside:
    """What is told of a copy, where each change was made in it or in the file itself."""
    door = stored(tmp_path)
    other = tmp_path / "recoveries" / "Face (conflicted copy).json"
    for number, (in_copy, state) in enumerate(edits):
        if in_copy and not other.exists():
            files.write_whole(other, door.path.read_bytes())
        edited = again(other if in_copy else door.path)
        edited.change("noted", lambda _, now=state: now, NOW.replace(second=number))  # type: ignore[misc]
    if not other.exists():
        files.write_whole(other, door.path.read_bytes())
    (one,) = only(tmp_path).copies
    assert one.path == other
    return one


def test_what_a_copy_beside_it_would_add_is_counted(tmp_path: Path) -> None:
    face = recovery()
    mine, theirs = noted("mine")(face), noted("theirs")(ticked(3)(face))
    assert beside(tmp_path / "alike").changes == 0
    told = beside(tmp_path / "more", (True, theirs))
    assert (told.changes, told.words) == (2, 1)
    theirs, mine = (face.marked(TODAY, "morning-cleanser", Mark("skipped", NOW, text)) for text in ("theirs", "mine"))
    told = beside(tmp_path / "replaced", (True, theirs), (False, mine))
    assert (told.changes, told.words) == (0, 1), "nobody sees what it adds, and its words are nowhere else"


def test_of_a_damaged_copy_nothing_is_counted(tmp_path: Path) -> None:
    door = stored(tmp_path)
    copy = door.path.with_name("Face 2.json")
    copy.write_bytes(door.path.read_bytes())
    assert only(tmp_path).copies == (CopyBeside(copy, 0, 0),)
    door.path.write_bytes(b"{")
    assert all(one.copies == () for one in look(tmp_path).recoveries)


def test_pictures_that_are_not_there_are_named(tmp_path: Path) -> None:
    photos = tuple(Photo(name, TODAY, f"2026-11-22-{file}.jpg") for name, file in (("1", "b"), ("2", "a"), ("3", "c")))
    door = stored(tmp_path, replace(recovery(), photos=photos))
    folder = tmp_path / "pictures" / "id"
    folder.mkdir(0o700, parents=True)
    (folder / "2026-11-22-c.jpg").touch(0o600)
    one = only(tmp_path)
    assert one.missing_pictures == ("2026-11-22-a.jpg", "2026-11-22-b.jpg") and one.is_whole
    assert door.load().photos == photos


def test_days_that_may_hold_later_ones_are_told(tmp_path: Path) -> None:
    face = replace(recovery(), window_days=7)
    stored(tmp_path, face.marked(face.last_planned_day, "morning-cleanser", Mark("done", NOW)))
    (words,) = only(tmp_path).crowded
    assert words.startswith("7 Nov 2026 may hold the records of more than one day")


@on_unix
@pytest.mark.parametrize("name", ["recoveries", "backups", "pictures"])
def test_a_file_in_the_place_of_a_folder_and_a_folder_that_may_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / name).touch(0o600)
    health = look(tmp_path)
    assert [str(one) for one in health.folder] == [f"{tmp_path / name} isn't a folder: move it away."]
    assert not health.is_whole
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir(0o700)
    asked: list[int] = []

    def access(path: Path, mode: int) -> bool:
        asked.append(mode)
        return path != tmp_path / name

    monkeypatch.setattr("routine_tui.store.health.os.access", access)
    (problem,) = look(tmp_path).folder
    assert isinstance(problem, FolderNotWritable) and problem.path == tmp_path / name
    assert set(asked) == {os.R_OK | os.W_OK | os.X_OK}


@on_unix
def test_what_others_may_read_is_named_and_links_are_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = stored(tmp_path / "home")
    home = tmp_path / "home"
    (home / "open").mkdir()
    (home / "open").chmod(0o710)
    (home / "open" / "x").touch()
    (home / "open" / "x").chmod(0o601)
    door.path.chmod(0o640)
    (tmp_path / "public").touch()
    (home / "link").symlink_to(tmp_path / "public")
    (home / "nowhere").symlink_to(tmp_path / "none")
    assert look(home).readable_by_others == (home / "open", home / "open" / "x", door.path)
    assert look(home).is_whole, "that is no damage"
    monkeypatch.setattr(files, "WINDOWS", True)
    monkeypatch.setattr("routine_tui.store.health.WINDOWS", True)
    assert look(home).readable_by_others == ()
    assert look(tmp_path / "none") == Health((), (), ())
