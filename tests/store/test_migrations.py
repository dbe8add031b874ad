"""Older files are brought up step by step; newer ones are not touched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from routine_tui.model.errors import NewerFile
from routine_tui.store.merge import merge_copies
from routine_tui.store.migrations import CARE_TABLES, CASE_TABLES, MIGRATIONS, VERSION, Migration, upgrade, version_of
from routine_tui.store.registers import registers
from routine_tui.store.repair import recover_from_backup
from routine_tui.store.repository import read_whole
from routine_tui.store.stamps import Register
from routine_tui.store.storage import DurableStorage, Tables
from tests.cases import each_case
from tests.store.rooms import NOW, again, read_json, recovery, stored, ticked, write_json


def adding(key: str, value: str) -> Migration:
    def migrate(tables: Tables) -> Tables:
        about = {**tables["recovery"]["1"], key: value, "seen": tables["recovery"]["1"].get("seen", "") + key}
        return {**tables, "recovery": {"1": about}}

    return migrate


STEPS = {1: adding("a", "first"), 2: adding("b", "second"), 3: adding("c", "third")}


def tables(version: object = 1) -> dict[str, Any]:
    return {"recovery": {"1": {"version": version}}}


def test_migrations_run_one_after_the_other_and_name_the_version_they_reached() -> None:
    assert upgrade(tables(), 4, STEPS)["recovery"]["1"] == {
        "version": 4, "a": "first", "b": "second", "c": "third", "seen": "abc",
    }  # fmt: skip
    assert upgrade(tables(3), 4, STEPS)["recovery"]["1"]["seen"] == "c"
    assert upgrade(tables(), 2, STEPS)["recovery"]["1"]["seen"] == "a"


@each_case("version", [4, 5, 10**30])
def test_the_present_version_and_newer_ones_stay_as_they_are(version: int) -> None:
    assert upgrade(tables(version), 4, STEPS) == tables(version)


def test_a_version_without_a_migration_is_not_passed_over() -> None:
    assert version_of(upgrade(tables(), 4, {1: STEPS[1], 3: STEPS[3]})) == 2


@each_case("version", [None, "1", 1.0, True, -1, 0, -(10**12), [], {}])
def test_what_is_no_version_is_none_and_is_left_alone(version: object) -> None:
    assert version_of(tables(version)) == 0
    assert upgrade(tables(version), 4, STEPS) == tables(version)


def test_tables_without_a_recovery_have_no_version() -> None:
    assert version_of({}) == version_of({"recovery": {}}) == version_of({"recovery": {"1": 3}}) == 0


def test_there_is_a_migration_to_each_version_that_was_released() -> None:
    assert set(MIGRATIONS) == set(range(1, VERSION))


def test_the_fourth_version_knows_what_is_planned_and_leaves_all_else_of_the_third_as_it_was() -> None:
    third = read_json(Path(__file__).with_name("old_files") / "version-3.json")
    assert not set(CARE_TABLES) & third.keys()
    fourth = upgrade(json.loads(json.dumps(third)), 4)
    assert {name: fourth.pop(name) for name in CARE_TABLES} == {name: {} for name in CARE_TABLES}
    assert fourth["recovery"]["1"].pop("version") == third["recovery"]["1"].pop("version") + 1 == 4
    assert fourth == third


def test_the_fifth_version_names_products_by_their_ids_and_counts_by_the_moment() -> None:
    at = "2026-11-22T09:00:00+01:00"
    version = {"valid_from": "2026-11-01", "product": "kind  BALM", "most_per_day": 2}
    step = {"id": "pill", "versions": [version, version | {"valid_from": "2026-11-20", "product": "Balm"}]}
    skin = {"at": at, "answers": {"contacted": True, "pus": True, "improving": True}}
    marks = {"pill": {"state": "done", "at": at, "amount": 2.0}}
    fifth = upgrade(
        tables(4)
        | {"steps": {"1": step}, "products": {"1": {"id": "jar", "name": "Balm", "brand": "Kind"}}}
        | {"days": {"1": {"day": "2026-11-22", "marks": marks, "skin": skin}}}
        | {"sessions": {"1": {"id": "s", "done": True, "placed": [{"valid_from": "2026-11-01", "day": "2026-11-04"}]}}}
    )
    assert [one.get("product_id") for one in fifth["steps"]["1"]["versions"]] == ["jar", None]
    day = fifth["days"]["1"]
    assert day["marks"]["pill"]["taken"] == [{"at": at, "times": 2}]
    look = {"at": at, "answers": {"pus": True, "improving": True}, "spoken": {"at": at, "heard": {"pus": True}}}
    assert day["skin"] == {"looks": [look]}
    assert fifth["sessions"]["1"]["done_on"] == "2026-11-04"


@each_case("wrong", [{"steps": []}, {"days": {"1": 3}}, {"steps": {"1": {"versions": None}}}])
def test_what_the_fifth_version_does_not_know_is_left_to_the_checks(wrong: dict[str, Any]) -> None:
    assert version_of(upgrade(tables(4) | wrong)) == VERSION


def test_a_table_that_a_file_of_the_third_version_has_already_is_kept() -> None:
    planned = {"1": {"id": "v", "day": "2026-12-01"}}
    assert upgrade({**tables(3), "visits": planned})["visits"] == planned


def test_an_older_file_is_read_as_the_newest_and_written_back_with_the_first_change(tmp_path: Path) -> None:
    path = stored(tmp_path).path
    content = path.read_bytes()
    storage = DurableStorage(
        path, lambda tables, _: upgrade(tables, VERSION + 2, {VERSION: STEPS[2], VERSION + 1: STEPS[3]})
    )
    assert storage.read()["recovery"]["1"]["seen"] == "bc"
    assert path.read_bytes() == content
    with storage.transaction():
        TinyDB(storage=lambda: storage).table("days").insert({})
    kept = read_json(path)["recovery"]["1"]
    assert (kept["version"], kept["seen"]) == (VERSION + 2, "bc")


# --- newer files


def newer(path: Path, **changes: object) -> bytes:
    kept = read_json(path)
    kept["recovery"]["1"].update({"version": VERSION + 1, **changes})
    write_json(path, kept)
    return path.read_bytes()


def test_a_newer_file_is_read_and_never_written(tmp_path: Path) -> None:
    door = stored(tmp_path)
    door.change("ticked", ticked(), NOW)
    content = newer(door.path, mood="a key of the future")
    for one in (door, again(door.path)):
        assert one.load() == ticked()(recovery())
        assert str(one.newer).endswith("Update routine-tui to change it.") and "\n" not in str(one.newer)
        with pytest.raises(NewerFile, match="it is open read-only"):
            one.change("ticked", ticked(3), NOW)
        with pytest.raises(NewerFile, match="it is open read-only"):
            one.undo(NOW)
    assert door.path.read_bytes() == content


def test_a_file_of_the_present_version_again_is_written_again(tmp_path: Path) -> None:
    door = stored(tmp_path)
    newer(door.path)
    door.load()
    newer(door.path, version=VERSION)
    assert door.change("ticked", ticked(), NOW) == ticked()(recovery())
    assert door.newer is None


def test_a_newer_file_in_a_shape_that_we_do_not_know_is_not_taken_for_damage(tmp_path: Path) -> None:
    """Mending it would put an old backup in the place of a person's newest data."""
    door = stored(tmp_path)
    door.change("ticked", ticked(), NOW)
    content = newer(door.path, day_zero={"calendar": "new"})
    for look in (
        door.load,
        lambda: recover_from_backup(door.path, door.backups, NOW),
        lambda: read_whole(content, door.path),
    ):
        with pytest.raises(NewerFile, match="this one cannot show it"):
            look()
    assert door.path.read_bytes() == content


def test_the_history_of_a_newer_file_may_have_any_shape(tmp_path: Path) -> None:
    door = stored(tmp_path)
    kept = read_json(door.path)
    kept["history"] = {"x": []}
    write_json(door.path, kept)
    newer(door.path)
    assert door.load() == recovery()


# --- version 6


AT_8, AT_20 = "2026-11-22T08:00:00+01:00", "2026-11-22T20:00:00+01:00"


def sixth(day: dict[str, Any], **more: Any) -> Tables:
    return upgrade(tables(5) | {"days": {"1": {"day": "2026-11-22", "marks": {}} | day}} | more)


def test_a_check_in_becomes_the_one_look_of_its_day_and_bleeding_becomes_bled() -> None:
    skin = {"answers": {"bleeding": True, "redness": 2}, "at": AT_20, "note": "warm"}
    day = {
        "skin": skin,
        "changed": {"skin:bleeding": "2026-11-22T07:00:00.000000Z", "skin:pus": "2026-11-22T19:00:00.000000Z"},
    }
    entry = {"label": "checked in", "undone": False, "changes": [["days", 1, {"day": "2026-11-22", "skin": skin}]]}
    found = sixth(day, history={"1": entry})
    look = {"answers": {"bled": True, "redness": 2}, "at": AT_20, "note": "warm"}
    assert found["days"]["1"]["skin"] == {"looks": [look]}
    assert found["history"]["1"]["changes"][0][2]["skin"] == {"looks": [look]}
    assert found["days"]["1"]["changed"] == {
        f"skin:bled@{AT_20}": "2026-11-22T07:00:00.000000Z",
        f"skin:pus@{AT_20}": "2026-11-22T19:00:00.000000Z",
        f"skin:bled@{AT_8}": "2026-11-22T19:00:00.000000Z",
    }


def test_a_copy_that_lacks_the_last_change_of_a_check_in_brings_no_second_look() -> None:
    """In version 5 a check-in had the moment of its last change: the other copy of it has an earlier one."""
    before = {"skin": {"answers": {"pain": 4, "redness": 2}, "at": AT_8, "note": "warm"}}
    after = {
        "skin": {"answers": {"pain": 1, "redness": 2}, "at": AT_20, "note": "warm"},
        "changed": {"skin:redness": "2026-11-22T07:00:00.000000Z", "skin note": "2026-11-22T07:00:00.000000Z"},
        "unseen": {"past:skin:pain@2026-11-22T07:00:00.000000Z": [4]},
    }
    one, other = (sixth(day)["days"]["1"] for day in (before, after))
    joined = merge_copies("days", one, other)
    assert joined["skin"] == {"looks": [{"answers": {"pain": 1, "redness": 2}, "at": AT_20, "note": "warm"}]}
    assert registers("days", joined) == registers("days", merge_copies("days", other, one))


def test_what_was_undone_of_a_check_in_stays_undone() -> None:
    stamp = "2026-11-22T19:00:00.000000Z"
    day = {"skin": {"answers": {"redness": 2}, "at": AT_8}, "unseen": {f"void:skin:redness@{stamp}": True}}
    found = sixth(day)["days"]["1"]
    assert found["unseen"] == {f"void:skin:redness@{AT_8}@{stamp}": True}
    parts = registers("days", found)
    assert parts[f"skin:redness@{AT_8}"] == Register("2026-11-22T07:00:00.000000Z", 2)
    assert parts[f"void:skin:redness@{AT_8}@{stamp}"] == Register(stamp, True)


@each_case("skin", [3, [], {"answers": 3}, {"at": 3, "answers": {}}, {"answers": {}, "at": "soon"}])
def test_what_the_sixth_version_does_not_know_is_left_to_the_checks(skin: Any) -> None:
    assert version_of(sixth({"skin": skin})) == VERSION


def test_the_seventh_version_knows_contacts_and_papers_and_leaves_all_else_of_the_sixth_as_it_was() -> None:
    old = read_json(Path(__file__).with_name("old_files") / "version-6.json")
    assert not set(CASE_TABLES) & old.keys()
    new = upgrade(json.loads(json.dumps(old)), 7)
    assert {name: new.pop(name) for name in CASE_TABLES} == {name: {} for name in CASE_TABLES}
    assert new["recovery"]["1"].pop("version") == old["recovery"]["1"].pop("version") + 1 == 7
    assert new == old
