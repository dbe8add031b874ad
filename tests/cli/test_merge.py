"""Copies that met again, from outside: what ``merge`` prints, changes, refuses and leaves alone."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from routine_tui.clock import SystemClock
from routine_tui.model.recovery.procedure import Procedure
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner
from routine_tui.settings import find_home
from tests.cli.outside import back, damage, did, file_of, planner_of, refused, run, state_of


@pytest.fixture
def elsewhere(home: Path, tmp_path: Path) -> Path:
    """Another computer with a copy of the recovery, as it was before anything was recorded."""
    folder = tmp_path / "elsewhere"
    (folder / "recoveries").mkdir(parents=True)
    shutil.copy(file_of(home), file_of(folder))
    return folder


class MinuteAgo(SystemClock):
    """A clock that shows when something else was done."""

    def now(self) -> datetime:
        return super().now() - timedelta(minutes=1)


def conflict_copy(home: Path, elsewhere: Path, name: str = "Face (conflicted copy 2026-11-22).json") -> Path:
    """The other computer's file beside ours, as programs leave it that keep folders alike."""
    return Path(shutil.copy(file_of(elsewhere), home / "recoveries" / name))


def recovery_in(home: Path) -> Recovery:
    return planner_of(home).recovery


def test_a_copy_is_joined_and_each_difference_told_on_a_line(home: Path, elsewhere: Path) -> None:
    planner_of(home).tick(back(0), ["morning-cleanser"])
    planner_of(elsewhere).tick(back(1), ["morning-moisturiser"])
    planner_of(elsewhere).note(back(0), "less tight")
    copy = conflict_copy(home, elsewhere)
    before = copy.read_bytes()
    told = did(home, "merge", str(copy)).splitlines()
    assert told[0] == f"“Face” is merged with {copy.name}:"
    assert len(told) == 4
    assert ", Moisturiser: not recorded → done " in told[1]
    assert ", note: none → “less tight”" in told[2]
    assert told[3] == "routine-tui undo undoes this."
    assert copy.read_bytes() == before
    joined = recovery_in(home)
    assert set(joined.record(back(0)).marks) == {"morning-cleanser"}
    assert set(joined.record(back(1)).marks) == {"morning-moisturiser"}
    again = did(home, "merge", str(copy))
    assert again == f"“Face” already has everything {copy.name} holds: nothing to merge.\n"


def test_a_dry_run_tells_the_same_and_changes_nothing(home: Path, elsewhere: Path) -> None:
    planner_of(elsewhere).tick(back(1), ["morning-moisturiser"])
    copy = conflict_copy(home, elsewhere)
    before = state_of(home)
    told = did(home, "merge", "--dry-run", str(copy)).splitlines()
    assert state_of(home) == before
    assert told[0] == f"“Face” would be merged with {copy.name}:"
    assert told[1:] == did(home, "merge", str(copy)).splitlines()[1:-1]


def test_a_joining_is_undone_and_redone_like_any_change_and_can_be_done_again(home: Path, elsewhere: Path) -> None:
    """Seen to fail where undoing it counted as unticking what the copy holds: there was nothing to merge any more."""
    planner_of(elsewhere).tick(back(1), ["morning-moisturiser"])
    copy = conflict_copy(home, elsewhere)
    before, first = recovery_in(home), did(home, "merge", str(copy))
    joined = recovery_in(home)
    assert did(home, "undo") == f"Undid: merged {copy.name}.\n"
    assert recovery_in(home) == before
    assert did(home, "merge", str(copy)) == first
    did(home, "undo")
    assert did(home, "redo") == f"Redid: merged {copy.name}.\n"
    assert recovery_in(home) == joined


@pytest.mark.parametrize("ours_is_later", [True, False])
def test_of_two_notes_every_line_is_kept_in_the_order_of_time(home: Path, elsewhere: Path, ours_is_later: bool) -> None:
    """Seen to fail where the later note took the place of the other one."""
    texts = {home: "redder here", elsewhere: "calmer there"}
    for folder, text in texts.items():
        planner = planner_of(folder)
        planner.clock = SystemClock() if ours_is_later == (folder == home) else MinuteAgo()
        planner.note(back(1), text)
    copy = conflict_copy(home, elsewhere)
    told = did(home, "merge", str(copy))
    lines = [texts[home], texts[elsewhere]][:: -1 if ours_is_later else 1]
    assert f"“redder here” → “{' '.join(lines)}”" in told
    assert recovery_in(home).record(back(1)).note == "\n".join(lines)
    assert "nothing to merge" in did(home, "merge", str(copy))


def test_a_copy_of_another_recovery_than_the_current_one_is_joined_with_its_own(home: Path, elsewhere: Path) -> None:
    planner_of(home).recoveries.begin("Hands", back(3))
    planner_of(elsewhere).tick(back(1), ["morning-moisturiser"])
    copy = conflict_copy(home, elsewhere, "Face.sync-conflict-20261122-101500.json")
    hands = file_of(home, "Hands").read_bytes()
    told = did(home, "merge", str(copy))
    assert told.startswith(f"“Face” is merged with {copy.name}:")
    assert told.endswith("after routine-tui use, routine-tui undo undoes this.\n"), "undo is for the current one"
    assert recovery_in(home).name == "Hands"
    assert file_of(home, "Hands").read_bytes() == hands
    did(home, "use", "Face")
    assert "morning-moisturiser" in recovery_in(home).record(back(1)).marks


def test_check_names_a_copy_and_what_to_do_and_is_content_afterwards(home: Path, elsewhere: Path) -> None:
    planner_of(elsewhere).tick(back(1), ["morning-moisturiser"])
    copy = conflict_copy(home, elsewhere)
    assert f"contains 1 change that it doesn't have: merge them with routine-tui merge '{copy}'." in did(home, "check")
    did(home, "merge", str(copy))
    assert f"{copy.name} is another copy of it and contains nothing new: it can be deleted." in did(home, "check")


# ---------------------------------------------------------------------- refusals


def test_a_backup_with_pictures_is_a_copy_too(home: Path, elsewhere: Path, tmp_path: Path) -> None:
    """Seen to be refused as no complete TinyDB file, and by import as no export of another program."""
    did(elsewhere, "tick", "1")
    did(elsewhere, "backup", "--with-pictures", str(tmp_path / "all.zip"))
    assert "routine-tui restore adds it" in refused(home, "import", str(tmp_path / "all.zip"))
    assert "done" in did(home, "merge", str(tmp_path / "all.zip"))
    assert "nothing to merge" in did(home, "merge", str(tmp_path / "all.zip"))


def test_another_recovery_is_refused(home: Path, tmp_path: Path) -> None:
    planner_of(tmp_path / "other").recoveries.begin("Hands", back(3))
    other = file_of(tmp_path / "other", "Hands")
    assert refused(home, "merge", str(other)) == (
        f"{other} holds “Hands”, which isn't among your recoveries: routine-tui restore FILE adds it; "
        "merge combines two copies of one recovery."
    )


def test_the_recoverys_own_file_is_refused_by_whatever_name(home: Path) -> None:
    own = file_of(home)
    for name in (own, home / "recoveries" / ".." / "recoveries" / "Face.json"):
        assert refused(home, "merge", str(name)) == f"{name} is the recovery itself: name the other copy of it."


def test_what_is_no_whole_copy_is_refused(home: Path, tmp_path: Path) -> None:
    for content in (b"{}", did(home, "export", "--format", "csv").encode(), file_of(home).read_bytes()[:-40]):
        file = tmp_path / "copy.json"
        file.write_bytes(content)
        told = refused(home, "merge", str(file))
        assert told.startswith(f"{file} isn't a complete copy of a recovery (")
        assert told.endswith("): nothing was changed. Choose another copy.")


def test_a_folder_and_a_missing_file_are_refused(home: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.json"
    assert refused(home, "merge", str(tmp_path)) == f"{tmp_path} cannot be read (is a directory): name a file in it."
    assert refused(home, "merge", str(missing)) == (
        f"{missing} cannot be read (no such file or directory): check its name."
    )


def test_a_copy_of_a_newer_version_is_refused(home: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.json"
    tables = json.loads(file_of(home).read_bytes())
    tables["recovery"]["1"]["version"] = 99
    newer.write_text(json.dumps(tables))
    assert refused(home, "merge", str(newer)) == (
        f"{newer} was written by a newer routine-tui: update the program to use it."
    )


def conflict(ours: bytes, theirs: bytes) -> bytes:
    """What git leaves where both sides of a merge changed the file."""
    return b"<<<<<<< HEAD\n%s\n=======\n%s\n>>>>>>> laptop\n" % (ours, theirs)


def test_a_file_with_gits_conflict_marks_is_refused_and_says_how_to_get_both_sides(
    home: Path, elsewhere: Path, tmp_path: Path
) -> None:
    """Seen to fail where such a file was called damaged and nothing more."""
    planner_of(elsewhere).tick(back(1), ["morning-moisturiser"])
    marked = tmp_path / "Face.json"
    marked.write_bytes(conflict(file_of(home).read_bytes(), file_of(elsewhere).read_bytes()))
    told = refused(home, "merge", str(marked))
    assert "git left both sides of a conflict in it" in told
    assert "git show :2:./Face.json and git show :3:./Face.json give each as a file to merge" in told


def test_a_recovery_in_which_git_left_conflict_marks_is_set_aside_and_told(home: Path, elsewhere: Path) -> None:
    did(home, "tick", "1")
    did(home, "backup")
    planner_of(elsewhere).tick(back(1), ["morning-moisturiser"])
    damage(file_of(home), conflict(file_of(home).read_bytes(), file_of(elsewhere).read_bytes()))
    ran = run(home, "today")
    assert (ran.status, ran.err.count("\n")) == (0, 1)
    assert "was damaged (git left both sides of a conflict in it; git show :2:./Face.json and " in ran.err
    assert "it is kept as Face.json.damaged-" in ran.err


def test_copies_with_another_day_zero_that_do_not_fit_are_refused(home: Path, elsewhere: Path) -> None:
    planner_of(home).tick(back(22), ["morning-moisturiser"])
    planner_of(elsewhere).recoveries.describe("Face", back(20), 84)
    copy = conflict_copy(home, elsewhere)
    assert refused(home, "merge", str(copy)).startswith("The two copies don't fit together, so nothing was changed (")


def test_what_one_copy_took_away_and_the_other_changed_later_is_there_again_and_told(
    home: Path, elsewhere: Path
) -> None:
    """Seen to fail: a session without its procedure was left, and nothing told of it."""
    hour = 3

    class Earlier(SystemClock):
        def now(self) -> datetime:
            return super().now() - timedelta(hours=hour)

    here = Planner(find_home(str(home)), Earlier())
    here.procedures.add(Procedure("", "Laser"), [back(-5)])
    shutil.copy(file_of(home), file_of(elsewhere))
    (laser,) = recovery_in(home).care.procedures
    hour = 2
    here.procedures.remove(laser.id)
    planner_of(elsewhere).procedures.edit(laser.id, note="thin")
    ran = run(home, "merge", str(conflict_copy(home, elsewhere)))
    assert ran.status == 0
    assert "Restored, as one copy deleted it and the other changed it later: Laser." in ran.err + ran.out
    assert len(recovery_in(home).care.sessions) == 1
