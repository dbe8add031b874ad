"""The door for what comes from elsewhere: looked at without a change, taken in as one that can be undone."""

from __future__ import annotations

import json
from datetime import UTC, date, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from msgspec.structs import replace

from routine_tui.clock import day_of
from routine_tui.exporters import json_archive as archive
from routine_tui.exporters.formats import ExportRequest
from routine_tui.importers.detect import read
from routine_tui.importers.found import ImportedData
from routine_tui.model.errors import BadInput, NoRecovery, StoreError
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner
from routine_tui.store.repository import Repository
from tests.cli.outside import state_of
from tests.exporters.lived import sample, typed_everywhere, written
from tests.importers import writers
from tests.importers.writers import habit, put
from tests.store.doors import planner_of
from tests.store.rooms import NOW, TODAY, ZERO
from tests.store.rot import disk_that_takes_all
from tests.strategies import recoveries

BALM = [habit("Balm", (ZERO, "done", "calm"), (TODAY, "done", ""), (date(2026, 10, 1), "done", "before"))]


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    """A table with three days of one step, one of them before day zero."""
    return put(tmp_path, "days.csv", writers.simple(BALM))


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    planner = planner_of(tmp_path / "home")
    planner.recoveries.begin("Face", ZERO)
    return planner


def found(planner: Planner, path: Path) -> ImportedData:
    held = planner.imports.look(path)
    assert isinstance(held, ImportedData)
    return held


def test_a_preview_changes_no_byte(planner: Planner, csv: Path) -> None:
    before = state_of(planner.home.data)
    for name in (None, "Before"):
        seen = planner.imports.preview(found(planner, csv), name)
        assert (seen.is_new, seen.is_changed, len(seen.recovery.days)) == (name is not None, True, 2 if not name else 3)
    assert state_of(planner.home.data) == before


def test_it_is_taken_in_as_it_was_shown_and_undone_in_one_step(planner: Planner, csv: Path) -> None:
    before = planner.recovery
    seen = planner.imports.preview(found(planner, csv))
    done = planner.imports.take(found(planner, csv), csv)
    assert done == seen
    assert planner.recovery == seen.recovery == planner_of(planner.home.data).recovery
    assert planner.undo() == "imported days.csv"
    assert planner.recovery == before
    assert planner.redo() == "imported days.csv"
    assert planner.recovery == seen.recovery


def test_the_second_time_writes_nothing(planner: Planner, csv: Path) -> None:
    planner.imports.take(found(planner, csv), csv)
    before = state_of(planner.home.data)
    again = planner.imports.take(found(planner, csv), csv)
    assert (again.is_new, again.is_changed) == (False, False)
    assert state_of(planner.home.data) == before


@pytest.mark.parametrize("hour", [0, 3, 14, 23])
def test_noon_belongs_to_the_day_that_it_stands_for_whenever_days_begin(planner: Planner, csv: Path, hour: int) -> None:
    planner.settings = replace(planner.settings, day_starts_at=time(hour))
    planner.imports.take(found(planner, csv), csv)
    (mark,) = planner.recovery.record(ZERO).marks.values()
    assert (day_of(mark.at, time(hour), UTC), mark.at.time()) == (ZERO, time(12))


def test_a_recovery_begins_with_room_for_all_of_it_and_becomes_the_current_one(planner: Planner, csv: Path) -> None:
    face = planner.recovery
    done = planner.imports.take(found(planner, csv), csv, "Before")
    assert (planner.recovery, planner.recovery.name, planner.recovery.day_zero) == (
        done.recovery, "Before", date(2026, 10, 1)
    )  # fmt: skip
    assert done.taken is not None
    assert (done.taken.outside, done.taken.done) == (0, 3)
    assert planner.undo() == "imported days.csv"
    assert (planner.recovery.days, planner.recovery.routine.steps) == ({}, ())
    planner.redo()
    assert planner.recovery == done.recovery
    planner.recoveries.use("Face")
    assert planner.recovery == face


def test_a_name_that_is_taken_is_refused_with_nothing_changed(planner: Planner, csv: Path) -> None:
    before = state_of(planner.home.data)
    for name in ("face", " ", "x\udce8"):
        with pytest.raises(BadInput):
            planner.imports.take(found(planner, csv), csv, name)
    assert state_of(planner.home.data) == before


def test_without_a_recovery_and_a_name_there_is_nothing_to_take_it_into(tmp_path: Path, csv: Path) -> None:
    planner = planner_of(tmp_path / "new")
    with pytest.raises(NoRecovery):
        planner.imports.take(found(planner, csv), csv)
    planner.imports.take(found(planner, csv), csv, "Face", ZERO)
    assert (planner.recovery.day_zero, len(planner.recovery.days)) == (ZERO, 2)


def test_where_the_disk_fails_all_is_as_it_was(planner: Planner, csv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreError("The disk is full.")

    before = state_of(planner.home.data)
    monkeypatch.setattr(Repository, "merge", fail)
    with pytest.raises(StoreError):
        planner.imports.take(found(planner, csv), csv, "Before")
    assert state_of(planner.home.data) == before
    assert planner_of(planner.home.data).recovery.name == "Face"
    assert [entry.name for entry in planner.recoveries.entries()] == ["Face"]


# ---------------------------------------------------------------------- what routine-tui export wrote


def exported(folder: Path, recovery: Recovery) -> Path:
    return put(folder, "export.json", written("json", recovery))


@given(recoveries())
def test_an_export_comes_back_as_an_equal_recovery(recovery: Recovery) -> None:
    with TemporaryDirectory() as folder, disk_that_takes_all():
        planner = planner_of(Path(folder) / "home")
        path = exported(Path(folder), recovery)
        held = planner.imports.look(path)
        assert held == recovery
        done = planner.imports.take(held, path)
        assert (done.is_new, done.is_changed) == (True, True)
        there = recovery.reaching(planner.today())
        assert planner.recovery == planner_of(planner.home.data).recovery == there
        if recovery != Recovery(
            recovery.id, recovery.name, recovery.day_zero, recovery.window_days, recovery.day_starts_at
        ):
            planner.undo()
            assert (planner.recovery.days, planner.recovery.id) == ({}, recovery.id)
            planner.redo()
            assert planner.recovery == there


@pytest.mark.parametrize("recovery", [sample(), typed_everywhere("Balm [/b]")], ids=["sample", "typed"])
def test_an_export_of_a_recovery_that_is_here_as_it_is_changes_nothing(tmp_path: Path, recovery: Recovery) -> None:
    planner = planner_of(tmp_path / "home")
    path = exported(tmp_path, recovery)
    planner.imports.take(planner.imports.look(path), path)
    before = state_of(planner.home.data)
    again = planner.imports.take(planner.imports.look(path), path)
    assert (again.is_new, again.is_changed, again.recovery) == (False, False, recovery)
    assert state_of(planner.home.data) == before


def test_an_export_of_a_recovery_that_is_here_otherwise_is_refused_or_put_beside_it(tmp_path: Path) -> None:
    planner = planner_of(tmp_path / "home")
    path = exported(tmp_path, sample())
    held = planner.imports.look(path)
    planner.imports.take(held, path)
    planner.note(TODAY, "since")
    before = state_of(planner.home.data)
    with pytest.raises(BadInput, match="You already have “Sample”, and it differs from the one in the file"):
        planner.imports.take(held, path)
    assert state_of(planner.home.data) == before
    here = planner.recovery
    planner.imports.take(held, path, "Beside")
    beside = planner.recovery
    assert (beside.name, beside.days, beside.id == here.id) == ("Beside", sample().days, False)
    planner.recoveries.use("Sample")
    assert planner.recovery == here


def test_a_copy_that_is_merged_after_an_import_loses_nothing(tmp_path: Path) -> None:
    """What came with an export counts as older than what was changed on the computer where it was written."""
    here, there = planner_of(tmp_path / "here"), planner_of(tmp_path / "there", NOW + timedelta(days=2))
    here.recoveries.begin("Face", ZERO)
    here.tick(TODAY, ["morning-cleanser"])
    path = exported(tmp_path, here.recovery)
    here.routine.edit("morning-cleanser", ZERO, name="Milk cleanser")
    here.tick(TODAY, ["morning-sunscreen"])
    there.imports.take(there.imports.look(path), path)
    assert here.path is not None
    there.safety.merge(here.path.read_bytes(), here.path)
    assert there.recovery == here.recovery


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"window_days": 84', '"window_days": 3', "This export of routine-tui is incomplete: A length of 3 days"),
        (f'"version": {archive.VERSION}', '"version": 99', "This export is version 99, from a newer routine-tui"),
        ("}", "", "starts like JSON but is incomplete"),
    ],
)
def test_an_export_that_is_not_whole_is_refused(
    tmp_path: Path, planner: Planner, old: str, new: str, told: str
) -> None:
    text = written("json", sample())
    assert old in text
    with pytest.raises(BadInput, match=told):
        planner.imports.look(put(tmp_path, "cut.json", text.replace(old, new, 1)))


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
@pytest.mark.parametrize(("where", "told"), [("marks", "a mark on"), ("skin", "the check-in of"), ("words", "a clin")])
def test_an_export_with_a_moment_at_the_ends_of_time_is_refused_as_nothing_could_be_changed_after_it(
    tmp_path: Path, planner: Planner, at: str, where: str, told: str
) -> None:
    content = json.loads(written("json", sample()))
    recovery = content["recovery"]
    if where == "words":
        recovery["clearances"] = [{"id": "x", "item": "retinoid", "at": at, "from_day": None, "words": ""}]
    else:
        days = recovery["days"]
        record = next(one for one in (days.values() if isinstance(days, dict) else days) if one.get(where))
        holder = record["skin"]["looks"][0] if where == "skin" else next(iter(record["marks"].values()))
        holder["at"] = at
    with pytest.raises(BadInput, match=f"This export of routine-tui is incomplete: {told}.* has a time in the year"):
        planner.imports.look(put(tmp_path, "far.json", json.dumps(content)))


def test_a_recovery_s_own_file_is_for_restore_and_merge(planner: Planner) -> None:
    assert planner.path is not None
    with pytest.raises(BadInput, match="is a recovery's own file: it can be restored or merged"):
        read(planner.path, {})


def test_our_table_joins_the_steps_that_it_came_from(tmp_path: Path, planner: Planner) -> None:
    planner.tick(TODAY, ["morning-cleanser", "evening-cleanser"])
    planner.skip(ZERO, ["morning-sunscreen"], "indoors")
    path = put(tmp_path, "face.csv", planner.exports.file(ExportRequest("csv")))
    again = planner.imports.preview(found(planner, path))
    assert again.taken is not None
    assert (again.is_changed, again.taken.known, again.taken.differing) == (False, 3, 0)
    assert not any(step.is_new for step in again.taken.steps)
    planner.undo()
    planner.imports.take(found(planner, path), path)
    assert planner.recovery.record(ZERO).marks["morning-sunscreen"] == Mark("skipped", NOW, "indoors")
