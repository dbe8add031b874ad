"""Copies made by themselves, before the first change of a day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_tui import files
from routine_tui.exporters import json_archive as archive
from routine_tui.model.errors import DamagedFile, StoreError
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home, Settings, read_settings
from routine_tui.store.backups import BackupRetention, Backups
from routine_tui.store.folder import RecoveryFolder
from routine_tui.store.migrations import VERSION
from routine_tui.store.repository import read_whole
from tests.cli.outside import did, refused, run, state_of
from tests.store.rooms import NOW, TODAY, again, noted, read_json, recovery, stored, ticked
from tests.store.rot import ZERO, Stopped, disk_that_takes_all, lived, opened
from tests.store.test_old_files import OLD

DAY = timedelta(days=1)
DAILY, WEEKLY = Settings().backups_daily, Settings().backups_weekly


def stems(backups: Backups) -> list[str]:
    return [path.stem for path in backups.newest_first()]


def filled(folder: Path, days: int, last: date = TODAY) -> Backups:
    folder.mkdir(parents=True)
    for back in range(days):
        (folder / f"{last - back * DAY}.json").write_text("{}")
    return Backups(folder, BackupRetention(DAILY, WEEKLY))


def test_the_state_before_the_first_change_of_a_day_is_copied_and_no_later_one(tmp_path: Path) -> None:
    door = stored(tmp_path)
    assert stems(door.backups) == []
    door.change("ticked", ticked(0), NOW)
    door.change("ticked", ticked(1), NOW)
    again(door.path).change("ticked", ticked(2), NOW)
    (copy,) = door.backups.newest_first()
    assert copy.name == "2026-11-22.json"
    assert read_whole(copy.read_bytes(), copy) == recovery()


def test_undoing_first_thing_in_the_morning_makes_the_copy_too(tmp_path: Path) -> None:
    door = stored(tmp_path)
    door.change("ticked", ticked(0), NOW - DAY)
    door.undo(NOW)
    assert read_whole(door.backups.newest_first()[0].read_bytes(), door.path) == ticked(0)(recovery())


def test_an_app_that_stays_open_makes_a_copy_each_day(tmp_path: Path) -> None:
    door = stored(tmp_path)
    for number in range(3):
        door.change("noted", noted(str(number)), NOW + number * DAY)
    assert stems(door.backups) == ["2026-11-24", "2026-11-23", "2026-11-22"]


def test_fourteen_days_and_then_the_newest_of_eight_weeks_are_kept(tmp_path: Path) -> None:
    backups = filled(tmp_path / "backups", 200)
    door = stored(tmp_path / "home")
    backups.make_daily(door.path, TODAY + DAY)
    kept = [date.fromisoformat(stem) for stem in stems(backups)]
    assert kept[:DAILY] == [TODAY + DAY - back * DAY for back in range(DAILY)]
    weekly = kept[DAILY:]
    assert len(weekly) == WEEKLY == len({day.isocalendar()[:2] for day in weekly})
    assert all(day.weekday() == 6 for day in weekly[1:])
    assert kept[-1] > TODAY - timedelta(weeks=11)


def test_copies_that_a_person_asked_for_are_never_forgotten(tmp_path: Path) -> None:
    door = stored(tmp_path)
    kept = [door.backups.keep(door.path, NOW - timedelta(days=days), "backup") for days in (400, 300)]
    for number in range(30):
        door.change("noted", noted(str(number)), NOW + number * DAY)
    assert all(path.exists() for path in kept)
    assert len(stems(door.backups)) > DAILY


def test_two_copies_of_one_second_have_two_names(tmp_path: Path) -> None:
    door = stored(tmp_path)
    names = [door.backups.keep(door.path, NOW, "backup").name for _ in range(3)]
    assert names == [f"2026-11-22T074200-backup{end}.json" for end in ("", "-2", "-3")]
    assert len(set(stems(door.backups))) == 3


def test_a_copy_of_today_that_was_asked_for_is_newer_than_the_daily_one(tmp_path: Path) -> None:
    door = stored(tmp_path)
    door.change("ticked", ticked(), NOW)
    kept = door.backups.keep(door.path, NOW, "backup")
    assert door.backups.newest_first()[0] == kept


def test_a_copy_that_cannot_be_made_does_not_stop_the_change(tmp_path: Path) -> None:
    door = stored(tmp_path)
    (tmp_path / "backups").write_text("in the way")
    assert door.change("ticked", ticked(), NOW) == again(door.path).load()
    (tmp_path / "backups").unlink()
    door.change("ticked", ticked(1), NOW)
    assert stems(door.backups) == ["2026-11-22"]


def test_a_copy_that_cannot_be_made_when_asked_for_is_told(tmp_path: Path) -> None:
    door = stored(tmp_path)
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be created"):
        door.backups.keep(door.path, NOW, "backup")


def test_old_copies_go_only_after_the_new_one_is_read_back_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups = filled(tmp_path / "backups", 40)
    door = stored(tmp_path / "home")
    before = stems(backups)

    def cut_short(path: Path) -> tuple[bytes, files.Signature]:
        content, signature = files.read_own(path)
        return content[: -1 if path.parent == backups.folder else None], signature

    monkeypatch.setattr("routine_tui.store.backups.read_own", cut_short)
    backups.make_daily(door.path, TODAY + DAY)
    assert stems(backups) == before
    with pytest.raises(StoreError, match="reads back differently from what was written"):
        backups.keep(door.path, NOW, "backup")
    assert stems(backups) == before
    monkeypatch.undo()
    backups.make_daily(door.path, TODAY + DAY)
    assert len(stems(backups)) == DAILY + min(
        WEEKLY, len({date.fromisoformat(s).isocalendar()[:2] for s in before[13:]})
    )


def test_an_old_copy_that_cannot_be_removed_stops_nothing(tmp_path: Path) -> None:
    backups = filled(tmp_path / "backups", 30)
    stuck = backups.folder / "2020-01-01.json"
    stuck.mkdir()
    for week in range(2, 12):
        (backups.folder / f"{TODAY - timedelta(weeks=week)}.json").touch()
    backups.make_daily(stored(tmp_path / "home").path, TODAY + DAY)
    assert stuck.exists()
    assert stems(backups)[0] == "2026-11-23"


def test_what_a_killed_writer_left_goes_with_the_next_copy_where_it_can(tmp_path: Path) -> None:
    backups = filled(tmp_path / "backups", 1)
    (backups.folder / ".2026-11-01.json.tmp").touch()
    (backups.folder / ".2026-11-02.json.tmp").mkdir()
    (backups.folder / ".2026-11-03.json.TMP").touch()
    backups.make_daily(stored(tmp_path / "home").path, TODAY + DAY)
    assert sorted(path.name for path in backups.folder.glob(".*")) == [".2026-11-02.json.tmp", ".2026-11-03.json.TMP"]


def test_a_copy_that_does_not_read_back_is_told_even_where_it_cannot_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = stored(tmp_path)

    def other(path: Path) -> tuple[bytes, files.Signature]:
        content, signature = files.read_own(path)
        if path.parent == door.backups.folder:
            path.unlink()
            return b"", signature
        return content, signature

    monkeypatch.setattr("routine_tui.store.backups.read_own", other)
    with pytest.raises(StoreError) as refused:
        door.backups.keep(door.path, NOW, "backup")
    copy = door.backups.folder / "2026-11-22T074200-backup.json"
    assert str(refused.value) == f"The copy {copy} reads back differently from what was written: check the disk."


def test_other_files_in_the_folder_are_no_daily_copies(tmp_path: Path) -> None:
    backups = filled(tmp_path / "backups", 40)
    mine = backups.folder / "before the holiday.json"
    mine.write_text("{}")
    backups.make_daily(stored(tmp_path / "home").path, TODAY + DAY)
    assert mine.exists()


# ---------------------------------------------------------------------- how many, and whole ones only


def lived_through(home: Path, days: int, settings: str = "") -> list[str]:
    """The daily copies that are left when somebody ticked on each of some days, by the real program."""
    home.mkdir(exist_ok=True)
    if settings:
        (home / "config.toml").write_text(settings)
    with disk_that_takes_all():
        planner = opened(home, read_settings(home / "config.toml"))
        planner.recoveries.begin("Face", ZERO)
        filled(home / "backups" / "Face", days, TODAY - DAY)
    return did_from_outside(home)


def did_from_outside(home: Path) -> list[str]:
    ran = run(home, "note", "calm", "--on", ZERO.isoformat())
    assert (ran.status, ran.err) == (0, ""), ran
    return stems(Backups(home / "backups" / "Face"))


def test_how_many_copies_are_kept_can_be_set_and_the_real_program_heeds_it(tmp_path: Path) -> None:
    """Seen to fail without ``BackupRetention`` in ``Planner.__init__``."""
    usual = lived_through(tmp_path / "usual", 200)
    assert len(usual) == 14 + 8
    few = lived_through(tmp_path / "few", 200, "backups_daily = 3\nbackups_weekly = 2\n")
    assert len(few) == 3 + 2
    assert few[:3] == usual[:3]
    one = lived_through(tmp_path / "one", 200, "backups_daily = 1\nbackups_weekly = 0\n")
    assert one == usual[:1]


@pytest.mark.parametrize("line", ["backups_daily = 0", "backups_weekly = -1", 'backups_daily = "many"'])
def test_a_number_of_copies_that_cannot_be_is_told_and_none_is_removed(tmp_path: Path, line: str) -> None:
    opened(tmp_path).recoveries.begin("Face", ZERO)
    backups = filled(tmp_path / "backups" / "Face", 40)
    (tmp_path / "config.toml").write_text(f"{line}\n")
    assert "must be a whole number from" in refused(tmp_path, "note", "calm")
    assert len(stems(backups)) == 40


def test_a_copy_keeps_the_time_of_change_so_that_its_checksum_can_tell_rot(tmp_path: Path) -> None:
    """Seen to fail without the time of change that ``Backups._copy`` keeps."""
    door = stored(tmp_path)
    door.change("noted", noted("first"), NOW)
    kept = door.backups.keep(door.path, NOW, "backup")
    assert kept.read_bytes() == door.path.read_bytes()
    assert kept.stat().st_mtime_ns == door.path.stat().st_mtime_ns
    for place in range(0, kept.read_bytes().index(b',"checksum"'), 97):  # the sum itself says nothing about the rest
        content = bytearray(kept.read_bytes())
        content[place] ^= 1
        with pytest.raises(DamagedFile):
            read_whole(bytes(content), kept, kept.stat().st_mtime_ns)


# ---------------------------------------------------------------------- restoring


def test_restoring_shows_what_would_change_keeps_the_present_state_and_is_undone_by_one_undo(tmp_path: Path) -> None:
    """From outside. Seen to fail without the copy in ``Planner.restore``."""
    with disk_that_takes_all():
        life = lived(tmp_path / "home")
    before = read_whole(life.content, life.path)
    state = state_of(life.home)
    would = did(life.home, "restore", str(life.backup), "--dry-run")
    assert state_of(life.home) == state
    assert "would be as it was in 2026-11-22.json:" in would
    assert "22 Nov 2026, Sunscreen SPF 30+: done 07:42 → not recorded" in would
    told = did(life.home, "restore", str(life.backup))
    assert would.splitlines()[1:] == told.splitlines()[1:-2]
    assert told.splitlines()[-2] == "routine-tui undo undoes this."
    (kept,) = (life.home / "backups" / "Face").glob("*before-restore.json")
    assert kept.read_bytes() == life.content
    assert told.splitlines()[-1].endswith(str(kept))
    assert opened(life.home).recovery == life.morning
    did(life.home, "undo")
    assert opened(life.home).recovery == before


def test_a_backup_of_version_1_is_restored_and_undone_too(tmp_path: Path) -> None:
    """Seen to fail without ``_from_1`` in ``MIGRATIONS``."""
    old, exported = (OLD / name for name in ("version-1.json", "version-1.archive.json"))
    present = archive.load(exported.read_bytes())
    path = RecoveryFolder(tmp_path).create(replace(present, days={}, pauses=(), name="Later"))
    with disk_that_takes_all():
        planner = opened(tmp_path)
        before = planner.recovery
        would = planner.safety.restore(old.read_bytes(), old, dry_run=True)
        assert planner.recovery == before and would.differences
        done = planner.safety.restore(old.read_bytes(), old)
        assert done.differences == would.differences
        assert opened(tmp_path).recovery == done.recovery == present
        assert done.kept and read_whole(done.kept.read_bytes(), done.kept) == before
        assert planner.undo() == "restored version-1.json"
        assert opened(tmp_path).recovery == before
    assert read_json(path)["recovery"]["1"]["version"] == VERSION


def test_the_newest_copy_is_the_one_changed_last_whatever_the_clock_said(tmp_path: Path) -> None:
    """A clock that was two years ahead for one change leaves a copy with that date in its name, and an older state."""
    home, path = Home(tmp_path, tmp_path / "config.toml"), tmp_path / "recoveries" / "Face.json"
    Planner(home, Stopped(NOW - 3 * DAY)).recoveries.begin("Face", ZERO)
    for number, now in enumerate((NOW - 2 * DAY, NOW + 700 * DAY, NOW - DAY, NOW)):
        Planner(home, Stopped(now)).change("noted", noted(str(number)))
    assert stems(again(path).backups)[0] == str(TODAY)
    path.write_bytes(path.read_bytes()[:-40])
    assert Planner(home, Stopped(NOW)).recovery.record(TODAY).note == "2"
