"""A damaged file and the backups that there are: which one is opened, and the whole sentence that is said."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_tui import files
from routine_tui.model.errors import NoWholeBackup, RottenFile, StoreError
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.store.checksum import written_ns
from routine_tui.store.repair import recover_from_backup, set_aside
from routine_tui.store.repository import Edit, Repository
from tests.cases import each_case
from tests.store.rooms import NOW, again, noted, read_json, recovery, stored, ticked, write_json
from tests.test_files_refused import refusal

DAY = timedelta(days=1)
ASIDE = "Face.json.damaged-2026-11-22T074200"
RIPPED = "it isn't a complete TinyDB file"
ARE = f"are listed in {ASIDE}.txt"
KEPT = f"{{path}} was damaged ({RIPPED}): it is kept as {ASIDE}, the backup 2026-11-22-kept.json was opened, and "


def used(tmp_path: Path, *edits: Edit) -> Repository:
    """A recovery with a backup, and changes since."""
    door = stored(tmp_path)
    kept = door.backups.keep(door.path, NOW, "kept")
    kept.rename(kept.with_name("2026-11-22-kept.json"))
    for edit in edits:
        door.change("changed", edit, NOW)
    for copy in door.backups.newest_first():
        if copy.stem != "2026-11-22-kept":
            copy.unlink()
    return door


def with_product(state: Recovery) -> Recovery:
    return replace(state, products=(Product("p", "Rich balm"),))


def several(*offsets: int) -> tuple[Edit, ...]:
    return tuple(ticked(offset) for offset in offsets)


@each_case(
    ("name", "edits", "ends"),
    [
        ("nothing", (), "nothing newer than the backup could be read from the damaged file."),
        ("one", several(2), f"1 record of 3 Nov 2026, newer than the backup, is listed in {ASIDE}.txt."),
        ("two", several(2, 3), f"2 records of 3 Nov 2026 and 4 Nov 2026, newer than the backup, {ARE}."),
        ("three", several(2, 3, 4),
         f"3 records of 3 Nov 2026, 4 Nov 2026 and 5 Nov 2026, newer than the backup, {ARE}."),
        ("four", several(2, 3, 4, 5), f"4 records of 4 days, newer than the backup, are listed in {ASIDE}.txt."),
        ("day", (ticked(2), ticked(2, "evening-cleanser")),
         f"2 records of 3 Nov 2026, newer than the backup, are listed in {ASIDE}.txt."),
        ("thing", (with_product,),
         f"1 record of products, photos, care or profile, newer than the backup, is listed in {ASIDE}.txt."),
        ("both", (ticked(2), with_product),
         f"2 records of 3 Nov 2026 and of products, photos, care or profile, newer than the backup, {ARE}."),
    ],
)  # fmt: skip
def test_what_the_damaged_file_held_is_counted(tmp_path: Path, name: str, edits: tuple[Edit, ...], ends: str) -> None:
    door = used(tmp_path / name, *edits)
    damaged = door.path.read_bytes()[:-1]
    door.path.write_bytes(damaged)
    time = door.path.stat().st_mtime_ns
    assert recover_from_backup(door.path, door.backups, NOW) == KEPT.format(path=door.path) + ends
    assert door.path.with_name(ASIDE).read_bytes() == damaged
    assert again(door.path).load() == recovery()
    assert time < door.path.stat().st_mtime_ns == written_ns(door.path.read_bytes())
    listing = door.path.with_name(f"{ASIDE}.txt")
    lines = listing.read_text("utf-8").split("\n") if edits else []
    assert len(lines) == (len(edits) + 2 if edits else 0)
    assert not edits or (lines[0], lines[-1]) == (f"Records in {ASIDE} that are not in the backup:", "")
    assert listing.exists() == bool(edits)


def test_what_is_listed(tmp_path: Path) -> None:
    door = used(tmp_path, ticked(2), noted("sore", 3), with_product)
    door.path.write_bytes(door.path.read_bytes()[:-1])
    recover_from_backup(door.path, door.backups, NOW)
    assert door.path.with_name(f"{ASIDE}.txt").read_text("utf-8").splitlines()[1:] == [
        "3 Nov 2026, Gentle cleanser: done 07:42 on 22 Nov 2026",
        "4 Nov 2026, note: sore",
        "Product Rich balm: name Rich balm, category other",
    ]


def test_a_list_that_cannot_be_written_is_counted_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    door = used(tmp_path, ticked(2))
    door.path.write_bytes(door.path.read_bytes()[:-1])

    def write(path: Path, *given: object) -> object:
        if path.suffix == ".txt":
            raise StoreError("The disk is full.")
        return files.write_whole(path, *given)  # type: ignore[arg-type]

    monkeypatch.setattr("routine_tui.store.repair.write_whole", write)
    assert recover_from_backup(door.path, door.backups, NOW) == KEPT.format(path=door.path) + (
        "1 record of 3 Nov 2026 in the damaged file could be read that the backup does not have."
    )


def test_where_only_the_history_is_damaged_all_else_is_kept(tmp_path: Path) -> None:
    door = used(tmp_path, ticked(2))
    tables = read_json(door.path)
    tables["history"]["1"]["changes"] = [["days", "x", None]]
    write_json(door.path, tables)
    damaged = door.path.read_bytes()
    assert recover_from_backup(door.path, door.backups, NOW) == (
        f"{door.path} was damaged (its history cannot be read (a change that names no document)): a copy is kept as "
        f"{ASIDE}. Every record is there, but earlier changes can no longer be undone."
    )
    assert door.path.with_name(ASIDE).read_bytes() == damaged
    fresh = again(door.path)
    assert fresh.load() == ticked(2)(recovery()) and fresh.edited is None
    assert fresh.last_change == (0, "")
    assert door.path.stat().st_mtime_ns == written_ns(door.path.read_bytes())


@pytest.mark.parametrize("day", [7, {"version": 7}, {"rows": 7}, {"rows": [["a"]]}, {"rows": [[7, "days", 1, "", 1]]}])
@pytest.mark.parametrize("number", ["739942", "version", "01"])
def test_where_only_the_list_of_changes_is_damaged_all_else_is_kept(tmp_path: Path, number: str, day: object) -> None:
    door = used(tmp_path, ticked(2))
    tables = read_json(door.path)
    tables["log"] = {number: day}
    write_json(door.path, tables)
    said = recover_from_backup(door.path, door.backups, NOW)
    assert said is not None and said.endswith(
        "Every record is there, but what was changed when is no longer known for earlier changes."
    )
    fresh = again(door.path)
    assert fresh.load() == ticked(2)(recovery()) and fresh.last_change != (0, "")
    assert "log" not in fresh.tables() or fresh.tables()["log"] == {}


def test_where_all_that_tells_of_changes_is_damaged_the_records_are_kept(tmp_path: Path) -> None:
    door = used(tmp_path, ticked(2))
    tables = read_json(door.path)
    tables["log"] = {"1": 7}
    tables["history"]["1"]["changes"] = [["days", "x", None]]
    write_json(door.path, tables)
    assert "nor is it known what was changed when." in str(recover_from_backup(door.path, door.backups, NOW))
    assert again(door.path).load() == ticked(2)(recovery())


def test_a_whole_file_is_left_alone_and_without_a_backup_a_damaged_one_too(tmp_path: Path) -> None:
    door = stored(tmp_path)
    assert recover_from_backup(door.path, door.backups, NOW) is None
    door.path.write_bytes(b"{")
    refused = refusal(lambda: recover_from_backup(door.path, door.backups, NOW))
    assert isinstance(refused, NoWholeBackup) and (refused.path, refused.reason) == (door.path, RIPPED)


def test_a_backup_that_another_hand_changed_comes_after_all_others(tmp_path: Path) -> None:
    door = used(tmp_path)
    door.change("noted", noted("calm"), NOW)
    newest = door.backups.keep(door.path, NOW + DAY, "newest")
    newest.write_bytes(newest.read_bytes().replace(b"calm", b"warm"))
    for copy in door.backups.newest_first():
        if copy.stem not in ("2026-11-22-kept", newest.stem):
            copy.unlink()
    door.path.write_bytes(b"{")
    assert "the backup 2026-11-22-kept.json was opened" in str(recover_from_backup(door.path, door.backups, NOW))
    (door.backups.folder / "2026-11-22-kept.json").write_bytes(b"{")
    door.path.write_bytes(b"{")
    assert f"the backup {newest.name} was opened" in str(recover_from_backup(door.path, door.backups, NOW))
    assert again(door.path).load() == noted("warm")(recovery())


def test_what_is_set_aside_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    door = stored(tmp_path)
    named = []
    for number in range(3):
        named.append(set_aside(door.path, NOW).name)
        if not number:
            (door.path.parent / f"{ASIDE}-2").symlink_to("nowhere")
    assert named == [ASIDE, f"{ASIDE}-3", f"{ASIDE}-4"]
    assert (door.path.parent / ASIDE).read_bytes() == door.path.read_bytes()


def test_rot_is_damage_here_too(tmp_path: Path) -> None:
    door = used(tmp_path)
    door.change("ticked", ticked(), NOW)
    time = door.path.stat().st_mtime_ns
    door.path.write_bytes(door.path.read_bytes().replace(b"Gentle", b"Gintle", 1))
    os.utime(door.path, ns=(time, time))
    with pytest.raises(RottenFile) as rotten:
        again(door.path).load()
    told = recover_from_backup(door.path, door.backups, NOW)
    assert told and told.startswith(f"{door.path} was damaged ({rotten.value.reason}): it is kept as {ASIDE}, ")
