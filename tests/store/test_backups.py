"""Copies made by themselves, before the first change of a day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from routine_tui import files
from routine_tui.model.errors import StoreError
from routine_tui.store.backups import Backups, Kept
from routine_tui.store.repository import read_whole
from tests.store.rooms import NOW, TODAY, again, noted, recovery, stored, ticked

DAY = timedelta(days=1)
DAILY, WEEKLY = Kept().daily, Kept().weekly


def stems(backups: Backups) -> list[str]:
    return [path.stem for path in backups.newest_first()]


def filled(folder: Path, days: int, last: date = TODAY) -> Backups:
    folder.mkdir(parents=True)
    for back in range(days):
        (folder / f"{last - back * DAY}.json").write_text("{}")
    return Backups(folder)


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
    with pytest.raises(StoreError, match="cannot be made"):
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
    with pytest.raises(StoreError, match="does not read back as it was written"):
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


def test_other_files_in_the_folder_are_no_daily_copies(tmp_path: Path) -> None:
    backups = filled(tmp_path / "backups", 40)
    mine = backups.folder / "before the holiday.json"
    mine.write_text("{}")
    backups.make_daily(stored(tmp_path / "home").path, TODAY + DAY)
    assert mine.exists()
