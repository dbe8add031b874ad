"""``check`` from outside: what is whole, what is not, and the copies that other programs leave beside a recovery."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.outside import Ran, damage, did, file_of, planner_of, run, said_json, state_of

CONFLICTS = (
    "Face.sync-conflict-20261122-101010-ABCDEFG.json",  # Syncthing
    "Face (conflicted copy 2026-11-22).json",  # Dropbox
    "Face (Anna's conflicted copy 2026-11-22).json",
    "Face-LAPTOP.json",  # OneDrive
    "Face (1).json",  # Google Drive
    "Face 2.json",  # iCloud
)


def checked(home: Path, *words: str) -> Ran:
    """A run of ``check``, which may change nothing, whatever it finds."""
    before = state_of(home)
    ran = run(home, "check", *words)
    assert state_of(home) == before
    assert "Traceback" not in ran.err
    assert ran.err.count("\n") == ran.status, ran
    return ran


def found(home: Path, status: int = 0) -> Any:
    """What ``check --json`` says."""
    ran = checked(home, "--json")
    assert ran.status == status, ran
    return json.loads(ran.out)


def copied(home: Path, name: str, marks: int = 0) -> Path:
    """Leave another copy of the recovery beside it, newer, with some marks of its own."""
    elsewhere = home.parent / "elsewhere"
    shutil.copytree(home, elsewhere)
    planner = planner_of(elsewhere)
    if marks:
        planner.tick(planner.today(), [item.step_id for item in planner.agenda(planner.today()).items][:marks])
    path = file_of(home).with_name(name)
    path.write_bytes(file_of(elsewhere).read_bytes())
    later = file_of(home).stat().st_mtime_ns + 60 * 10**9
    os.utime(path, ns=(later, later))
    path.chmod(0o600)
    shutil.rmtree(elsewhere)
    return path


def test_where_all_is_whole_each_part_says_so(home: Path) -> None:
    did(home, "tick", "1")
    date_shown = planner_of(home).clock.now().date()  # by the calendar, in the small hours too
    ran = checked(home)
    assert ran.status == 0
    assert ran.out.splitlines() == [
        "Face: no damage, 1 day with a record, 6 steps",
        f"  1 backup, the newest complete one {date_shown}.json",
        "Settings: no damage",
        "Folder: no damage, and can be written to",
    ]
    told = found(home)
    assert (told["whole"], told["settings"]["whole"], told["folder"]["whole"]) == (True, True, True)
    (face,) = told["recoveries"]
    assert face["backups"]["newest_whole"].endswith(".json")
    assert {key: face[key] for key in ("name", "file", "archived", "whole", "problem", "edited", "days", "steps")} == {
        "name": "Face", "file": str(file_of(home)), "archived": False, "whole": True, "problem": None, "edited": False,
        "days": 1, "steps": 6,
    }  # fmt: skip
    assert (face["copies"], face["set_aside"], face["backups"]["damaged"]) == ([], [], [])


def test_before_the_first_recovery_there_is_nothing_to_check(empty_home: Path) -> None:
    assert "There is no recovery yet" in checked(empty_home).out
    assert found(empty_home)["recoveries"] == []
    assert found(empty_home / "not there yet")["whole"] is True


# ---------------------------------------------------------------------- copies beside the file


@pytest.mark.parametrize("name", CONFLICTS)
@pytest.mark.parametrize("pointer", [True, False], ids=["chosen", "no pointer"])
def test_a_conflicted_copy_is_named_with_merge_and_is_never_the_current_recovery(
    home: Path, name: str, pointer: bool
) -> None:
    """Newer or not. Seen to fail without ``_without_copies`` in ``RecoveryFolder.entries``."""
    copy = copied(home, name, marks=2)
    if not pointer:
        (home / "current").unlink()
    planner = planner_of(home)
    assert planner.folder.current() == file_of(home)
    assert [entry.path for entry in planner.recoveries.entries()] == [file_of(home)]
    (face,) = planner.safety.check().recoveries
    assert [(beside.path, beside.changes) for beside in face.copies] == [(copy, 1)]


def test_what_check_says_of_a_copy_can_be_done(home: Path) -> None:
    """Seen to fail without the quotes around a name with an apostrophe in ``safety._in_words``."""
    copy = copied(home, CONFLICTS[2], marks=2)
    ran = checked(home)
    assert ran.status == 0
    (line,) = [line for line in ran.out.splitlines() if copy.name in line]
    assert (
        "is another copy of it and contains 1 change that it doesn't have: merge them with routine-tui merge " in line
    )
    words = line.partition("with routine-tui ")[2].removesuffix(".")

    assert shlex.split(words) == ["merge", str(copy)]
    assert found(home)["recoveries"][0]["copies"] == [{"file": str(copy), "changes": 1, "words": 0}]
    assert [row["name"] for row in said_json(home, "list", "--json")["recoveries"]] == ["Face"]
    assert said_json(home, "today", "--json")["done"] == 0
    did(home, *shlex.split(words))
    assert said_json(home, "today", "--json")["done"] == 2
    assert "contains nothing new: it can be deleted." in checked(home).out
    assert found(home)["recoveries"][0]["copies"] == [{"file": str(copy), "changes": 0, "words": 0}]


def test_a_copy_that_alone_holds_replaced_words_is_not_called_one_to_delete(home: Path) -> None:
    """Seen to fail without ``Beside.words``: the words would go with the copy, and nobody would know of them."""
    did(home, "note", "before")
    copy = copied(home, CONFLICTS[1])
    planner = planner_of(home)
    planner.note(planner.today(), "quite another", append=False)
    told = checked(home).out
    assert f"{copy.name} is another copy of it and contains text that was replaced later: routine-tui merge " in told
    assert "can be deleted" not in told
    assert found(home)["recoveries"][0]["copies"] == [{"file": str(copy), "changes": 0, "words": 1}]


def test_a_copy_that_adds_nothing_can_be_deleted(home: Path) -> None:
    copy = copied(home, CONFLICTS[1])
    assert f"{copy.name} is another copy of it and contains nothing new: it can be deleted." in checked(home).out


def test_a_damaged_copy_is_told_as_a_file_that_is_not_whole(home: Path) -> None:
    copy = copied(home, CONFLICTS[0])
    copy.write_bytes(copy.read_bytes()[:-40])
    assert checked(home).status == 1
    assert planner_of(home).folder.current() == file_of(home)


# ---------------------------------------------------------------------- what is not whole


def test_a_damaged_recovery_and_what_was_set_aside_are_named(home: Path) -> None:
    did(home, "tick", "1")
    damage(file_of(home), b"nonsense")
    ran = checked(home)
    assert ran.status == 1
    assert "is damaged: it isn't a complete TinyDB file." in ran.out
    assert "1 recovery is damaged: restore a backup with routine-tui restore FILE" in ran.err
    told = found(home, status=1)
    assert (told["whole"], told["recoveries"][0]["whole"], told["recoveries"][0]["days"]) == (False, False, None)
    assert run(home, "today").err.count("\n") == 1
    (aside,) = file_of(home).parent.glob("*.damaged-*[0-9]")
    assert f"set aside, damaged: {aside.name}" in checked(home).out
    assert found(home)["recoveries"][0]["set_aside"] == [str(aside)]


def test_a_damaged_backup_is_named_even_where_it_still_parses(home: Path) -> None:
    """Seen to fail without the time of change that ``Backups._copy`` keeps."""
    did(home, "new", "Second")
    did(home, "tick", "1")
    (backup,) = (home / "backups" / "Second").iterdir()
    modified = backup.stat().st_mtime_ns
    backup.write_bytes(backup.read_bytes().replace(b"Sunscreen", b"Sunscreem", 1))
    os.utime(backup, ns=(modified, modified))
    ran = checked(home)
    assert ran.status == 1
    assert f"1 backup, none of them complete; damaged: {backup.name}" in ran.out
    assert "Some backups are damaged" in ran.err
    backups = found(home, status=1)["recoveries"][1]["backups"]
    assert backups == {"count": 1, "newest_whole": None, "damaged": [str(backup)]}


def test_an_edit_by_hand_is_whole_and_told(home: Path) -> None:
    content = file_of(home).read_bytes()
    file_of(home).write_bytes(content.replace(b'"name":"Face"', b'"name":"Cheeks"'))
    assert "Cheeks: no damage, 0 days with a record, 6 steps; it was changed by hand" in checked(home).out
    assert found(home)["recoveries"][0]["edited"] is True


@pytest.mark.parametrize(
    "content",
    [b"theme = ", b'teme = "x"', b"backups_daily = 0", b"\xff", b"[" * 5000],
    ids=lambda content: repr(content[:9]),
)
def test_settings_that_cannot_be_read_are_told_and_the_rest_is_looked_at_all_the_same(
    home: Path, content: bytes
) -> None:
    (home / "config.toml").write_bytes(content)
    (home / "config.toml").chmod(0o600)
    ran = checked(home)
    assert ran.status == 1
    assert "Face: no damage" in ran.out
    assert f"Settings: {home / 'config.toml'}" in ran.out
    assert "The settings cannot be read" in ran.err
    told = found(home, status=1)
    assert (told["settings"]["whole"], told["folder"]["whole"], told["recoveries"][0]["whole"]) == (False, True, True)
    assert told["settings"]["problem"].startswith(str(home / "config.toml"))


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    ran = checked(tmp_path / "home")
    assert ran.status == 1
    assert f"{tmp_path / 'home'} isn't a folder: move it away." in ran.out
    assert found(tmp_path / "home", status=1)["folder"]["whole"] is False


@pytest.mark.parametrize("name", ["backups", "pictures"])
def test_a_file_in_the_place_of_a_folder_is_told(home: Path, name: str) -> None:
    (home / name).write_text("in the way")
    (home / name).chmod(0o600)
    assert found(home, status=1)["folder"]["problems"] == [f"{home / name} isn't a folder: move it away."]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a person's folder from others by itself")
def test_files_that_others_may_read_are_told_and_are_no_damage(home: Path) -> None:
    file_of(home).chmod(0o644)
    ran = checked(home)
    assert ran.status == 0
    assert f"others on this computer can read {file_of(home)}: chmod -R go= {shlex.quote(str(home))}" in ran.out
    assert found(home)["folder"]["readable_by_others"] == [str(file_of(home))]


def test_an_archived_recovery_is_read_too(home: Path) -> None:
    did(home, "archive", "Face")
    assert "Face (archived): no damage" in checked(home).out
    path = home / "recoveries" / "archive" / "Face.json"
    path.write_bytes(path.read_bytes()[:-1])
    assert checked(home).status == 1
