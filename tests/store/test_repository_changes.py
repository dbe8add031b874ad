"""What a change, an undo and a joining leave in a recovery's file, and what the door to it knows of the file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from msgspec.structs import replace

from routine_tui import files, locks
from routine_tui.model.errors import BadInput, DamagedFile, StoreError
from routine_tui.model.recovery.calendar_entry import CalendarEntry
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit
from routine_tui.store.checksum import with_checksum, written_ns
from routine_tui.store.migrations import VERSION
from routine_tui.store.repository import Repository, content_of, is_edited, read_copy
from tests.cases import each_case
from tests.store.rooms import NOW, TODAY, ZERO, again, noted, read_json, recovery, stored, ticked, write_json
from tests.test_files_refused import refusal

DAY = str(TODAY.toordinal())
LATER = NOW + timedelta(hours=1)
TICKED = {"day": "2026-11-22", "marks": {"morning-cleanser": {"state": "done", "at": "2026-11-22T07:42:00+00:00"}}}
ENTRY = CalendarEntry("uid", "step", "Sunscreen", TODAY, 0, "digest")


def entries(door: Repository) -> dict[str, Any]:
    """The history in a file."""
    found: dict[str, Any] = read_json(door.path)["history"]
    return found


def paused(*pauses: Pause) -> Any:
    return lambda state: replace(state, pauses=pauses)


def test_a_change_is_one_entry_that_says_what_was_there(tmp_path: Path) -> None:
    door = stored(tmp_path)
    assert door.last_change == (0, "")
    door.change("ticked", ticked(), NOW)
    door.change("noted", noted("dry"), LATER)
    assert entries(door) == {
        "1": {"label": "ticked", "undone": False, "changes": [["days", TODAY.toordinal(), None]], "stamped": True},
        "2": {"label": "noted", "undone": False, "changes": [["days", TODAY.toordinal(), TICKED]], "stamped": True},
    }
    assert door.last_change == (2, "noted")
    stamp, dry = "2026-11-22T08:42:00.000000Z", "note:844f6802"
    assert read_json(door.path)["days"][DAY] == TICKED | {"note": "dry", "changed": {dry: stamp}}
    assert written_ns(door.path.read_bytes()) == door.path.stat().st_mtime_ns
    assert door.undo(LATER + timedelta(hours=1)) == (ticked()(recovery()), "noted")
    undone = entries(door)["2"]
    assert (undone["label"], undone["undone"], undone["stamped"]) == ("noted", True, True)
    assert undone["changes"] == [["days", TODAY.toordinal(), TICKED | {"note": "dry", "changed": {dry: stamp}}]]
    assert read_json(door.path)["days"][DAY] == TICKED | {"unseen": {f"void:{dry}@{stamp}": True}}
    assert again(door.path).last_change == (1, "ticked")
    assert door.redo(LATER + timedelta(hours=2))[1] == "noted"
    assert entries(door)["2"]["undone"] is False
    assert read_json(door.path)["days"][DAY]["changed"][dry] == "2026-11-22T10:42:00.000000Z"


def test_a_new_thing_gets_the_next_number_and_a_changed_one_keeps_its_own(tmp_path: Path) -> None:
    door = stored(tmp_path)
    first, second, third = (Pause(ZERO + timedelta(days=days), None, (), "x", str(days)) for days in (0, 3, 6))
    door.change("paused", paused(first), NOW)
    door.change("paused", paused(first, second), NOW)
    ended = replace(first, last_day=TODAY)
    door.change("resumed", paused(ended, second), NOW)
    door.change("paused", paused(second, third), NOW)
    rows = read_json(door.path)["pauses"]
    assert [(number, row["id"], bool(row.get("gone"))) for number, row in rows.items()] == [
        ("1", first.id, True), ("2", second.id, False), ("3", third.id, False),
    ]  # fmt: skip
    assert [change[1] for change in entries(door)["4"]["changes"]] == sorted([first.id, third.id], reverse=True)
    assert again(door.path).load() == paused(second, third)(recovery())


def test_what_stands_in_a_calendar_file_is_no_change_and_no_undo_takes_it_back(tmp_path: Path) -> None:
    door = stored(tmp_path)
    door.change("ticked", ticked(), NOW)
    before = files.signature_of(door.path)
    door.remember([], NOW)
    assert files.signature_of(door.path) == before
    door.remember([ENTRY], NOW)
    assert door.load().calendar == again(door.path).load().calendar == (ENTRY,)
    assert len(entries(door)) == 1
    before = files.signature_of(door.path)
    door.remember([ENTRY], LATER)
    assert files.signature_of(door.path) == before
    changed = door.change("noted", lambda state: noted("x")(replace(state, calendar=())), LATER)
    assert changed.calendar == again(door.path).load().calendar == (ENTRY,)
    assert door.undo(LATER)[0].calendar == (ENTRY,)
    assert door.undo(LATER)[0] == replace(recovery(), calendar=(ENTRY,))
    door.remember([replace(ENTRY, sequence=1), replace(ENTRY, id="other")], LATER)
    assert [(one.id, one.sequence) for one in again(door.path).load().calendar] == [("other", 0), ("uid", 1)]
    assert len(door.backups.newest_first()) == 1, "a copy of the day is made before that, too"


def test_the_window_grows_with_a_change_and_stays_where_that_is_undone(tmp_path: Path) -> None:
    far = ZERO + timedelta(days=100)
    door = stored(tmp_path)
    grown = recovery().reaching(far)
    assert grown.window_days == 105
    state = door.change("noted", noted("x", 100), NOW, lambda one: one.reaching(far))
    assert state == again(door.path).load() == noted("x", 100)(grown)
    assert door.undo(NOW)[0] == again(door.path).load() == grown
    assert [change[0] for change in entries(door)["1"]["changes"]] == ["days"]
    assert (
        door.change("nothing", lambda one: one, NOW, lambda one: one.reaching(far + timedelta(days=30))).window_days
        == 133
    )
    assert again(door.path).load() == grown, "that alone is not written"


def test_a_window_that_grew_is_kept_without_an_entry_of_undo(tmp_path: Path) -> None:
    far = ZERO + timedelta(days=100)
    door = stored(tmp_path)
    door.keep_growth(lambda one: one.reaching(far), NOW)
    assert door.load() == again(door.path).load() == recovery().reaching(far)
    about = read_json(door.path)["recovery"]["1"]
    assert (about["window_days"], about["grown_days"]) == (84, 105)
    assert about["changed"] == {"grown_days": "2026-11-22T07:42:00.000000Z"}
    assert entries(door) == {}
    assert [path.name for path in door.backups.newest_first()] == ["2026-11-22.json"]


def test_a_copy_that_is_asked_for_is_made_under_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    door = stored(tmp_path)
    kept = door.keep(NOW, "before-restore")
    assert kept == tmp_path / "backups" / "Face" / "2026-11-22T074200-before-restore.json"
    assert kept.read_bytes() == door.path.read_bytes()
    monkeypatch.setattr(locks, "LOCK_SECONDS", 0.0)
    with FileLock(door.path.with_name(".Face.json.lock")), pytest.raises(StoreError, match="Another program"):
        door.keep(NOW, "again")


def test_the_door_knows_when_its_file_was_changed_and_hands_out_tables_of_its_own(tmp_path: Path) -> None:
    door = stored(tmp_path)
    assert door.changed_at is None
    door.change("ticked", ticked(), datetime(2030, 1, 2, 3, 4, 5, 6, UTC))
    assert door.changed_at == datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
    tables = door.tables()
    assert tables == {name: rows for name, rows in read_json(door.path).items() if name != "checksum"}
    tables["days"][DAY].clear()
    del tables["days"][DAY]
    assert set(door.tables()["days"][DAY]) == {*TICKED, "changed"}


def with_visit(visit: dict[str, Any]) -> bytes:
    """A file that we wrote, with a visit that may be none."""
    face = replace(recovery(), care=Care(visits=(Visit("v", TODAY),)))
    tables: Any = read_copy(content_of(face), Path("Face.json")).tables
    tables["visits"]["1"] |= visit
    return with_checksum(tables, 0)


def test_care_in_a_file_of_our_own_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    door = stored(tmp_path)
    door.path.write_bytes(with_visit({}))
    assert door.load().care.visits == (Visit("v", TODAY),)
    door.path.write_bytes(with_visit({"day": "no day"}))
    care = door.load().care
    with pytest.raises(DamagedFile) as damaged:
        _ = care.visits
    assert damaged.value.path == door.path
    with pytest.raises(DamagedFile):
        read_copy(door.path.read_bytes(), door.path)
    with pytest.raises(DamagedFile):
        door.change("noted", noted("x"), NOW)
    write_json(door.path, read_json(door.path))
    with pytest.raises(DamagedFile):
        door.load()


def test_what_another_hand_wrote_is_told_until_it_is_written_again(tmp_path: Path) -> None:
    door = stored(tmp_path)
    tables = read_json(door.path)
    tables["recovery"]["1"]["name"] = "Cheeks"
    write_json(door.path, tables)
    assert door.load().name == "Cheeks"
    assert door.edited == (
        f"{door.path} was changed by hand or by another program: it was checked, is undamaged, and is used as it is."
    )
    copy = read_copy(door.path.read_bytes(), door.path)
    assert (copy.edited, copy.version, copy.recovery) == (True, VERSION, door.load())
    door.change("ticked", ticked(), NOW)
    assert again(door.path).load().name == "Cheeks" and not door.edited
    copy = read_copy(door.path.read_bytes(), door.path)
    assert (copy.edited, copy.version, copy.recovery) == (False, VERSION, door.load())
    assert copy.tables == door.tables()


@each_case(
    ("version", "state", "edited"),
    [
        (VERSION, "edited", True), (VERSION, "none", True), (VERSION, "whole", False), (VERSION, "broken", False),
        (1, "none", False), (1, "edited", True), (VERSION + 1, "none", False),
    ],
)  # fmt: skip
def test_whether_another_hand_wrote_it(version: int, state: Any, edited: bool) -> None:
    assert is_edited(version, state) == edited


# --- joining


def two(tmp_path: Path) -> tuple[Repository, Repository]:
    """Two copies of one recovery."""
    mine = stored(tmp_path / "a")
    theirs = again(tmp_path / "b" / "recoveries" / "Face.json")
    theirs.path.parent.mkdir(parents=True)
    theirs.path.write_bytes(mine.path.read_bytes())
    return mine, theirs


def copy_of(door: Repository) -> Any:
    return read_copy(door.path.read_bytes(), door.path)


def test_joining_is_one_change_that_is_undone_as_it_was_made(tmp_path: Path) -> None:
    mine, theirs = two(tmp_path)
    mine.change("noted", noted("mine"), NOW)
    theirs.change("ticked", ticked(), NOW)
    before = read_json(mine.path)
    both = ticked()(noted("mine")(recovery()))
    assert mine.preview_merge(copy_of(theirs)) == both
    assert read_json(mine.path) == before, "a look ahead changes nothing"
    assert mine.merge(copy_of(theirs), "merged Face.json", LATER) == both == again(mine.path).load()
    entry = entries(mine)["2"]
    assert (entry["label"], entry["undone"], entry["joined"]) == ("merged Face.json", False, True)
    assert "stamped" not in entry
    assert [change[:2] for change in entry["changes"]] == [["days", TODAY.toordinal()]]
    assert entry["changes"][0][2] == before["days"][DAY]
    signature = files.signature_of(mine.path)
    assert mine.merge(copy_of(theirs), "again", LATER) == both
    assert files.signature_of(mine.path) == signature, "what adds nothing is not written"
    assert mine.undo(LATER) == (noted("mine")(recovery()), "merged Face.json")
    assert entries(mine)["2"]["joined"] is True and entries(mine)["2"]["undone"] is True
    assert mine.redo(LATER)[0] == both


def test_joining_what_nobody_sees_is_no_entry_of_undo(tmp_path: Path) -> None:
    mine, theirs = two(tmp_path)
    theirs.remember([ENTRY], NOW)
    assert mine.merge(copy_of(theirs), "merged", LATER) == replace(recovery(), calendar=(ENTRY,))
    assert again(mine.path).load().calendar == (ENTRY,) and entries(mine) == {}
    assert mine.last_change == (0, "")


def test_what_calendar_files_of_the_other_copy_hold_stays_where_the_joining_is_undone(tmp_path: Path) -> None:
    mine, theirs = two(tmp_path)
    theirs.change("ticked", ticked(), NOW)
    theirs.remember([ENTRY], NOW)
    assert mine.merge(copy_of(theirs), "merged", LATER) == replace(ticked()(recovery()), calendar=(ENTRY,))
    assert mine.undo(LATER)[0] == again(mine.path).load() == replace(recovery(), calendar=(ENTRY,))


def test_copies_that_do_not_fit_together_are_told_and_left(tmp_path: Path) -> None:
    mine, theirs = two(tmp_path)
    mine.change("moved", lambda state: replace(state, day_zero=ZERO + timedelta(days=5)), LATER)
    theirs.change("noted", noted("x", 1), NOW)
    before = mine.path.read_bytes()
    for act in (lambda: mine.preview_merge(copy_of(theirs)), lambda: mine.merge(copy_of(theirs), "merged", LATER)):
        refused = refusal(act)
        assert isinstance(refused, BadInput)
        assert str(refused) == (
            "The two copies don't fit together, so nothing was changed (2026-11-02 is outside this recovery, which "
            "runs from 2026-11-06 to 2027-01-28): give both the same date of the session and length, then try again."
        )
    assert mine.path.read_bytes() == before
    assert mine.load().day_zero == date(2026, 11, 6)


def test_the_content_of_a_new_file(tmp_path: Path) -> None:
    content = content_of(recovery(), 7)
    assert written_ns(content) == 7 and content_of(recovery()) == content_of(recovery(), 0)
    assert content.index(b',"history":{},"checksum"')
    assert isinstance(stored(tmp_path).load(), Recovery)
