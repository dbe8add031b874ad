"""A backup or another copy brought back into the folder: what is told of it, what is kept, and what is undone by it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_tui.model.errors import BadInput, NotHere, StoreError
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine
from routine_tui.store import restore as module
from routine_tui.store.change_list import changes_of
from routine_tui.store.folder import RecoveryFolder
from routine_tui.store.repository import Edit, Repository, content_of
from routine_tui.store.restore import add, merge, restore
from tests.cases import each_case
from tests.store.rooms import NOW, TODAY, again, files_in, noted, read_json, recovery, stored, ticked
from tests.test_files_refused import refusal

SOURCE = Path("copy of Face.json")
HOUR = timedelta(hours=1)
BY_HAND = "copy of Face.json was changed by hand or by another program: it was checked and is undamaged."


def by_hand(content: bytes) -> bytes:
    """A copy in which another program changed a name of a step, which leaves it whole."""
    changed = content.replace(b"Gentle cleanser", b"Gentle Cleanser")
    assert changed != content
    return changed


def test_a_backup_becomes_the_present_state_by_one_change(tmp_path: Path) -> None:
    door = stored(tmp_path)
    folder, old = RecoveryFolder(tmp_path), door.path.read_bytes()
    door.change("ticked", ticked(), NOW)
    would = restore(folder, old, SOURCE, NOW + HOUR, dry_run=True)
    assert (would.recovery, would.path, would.kept, would.edited) == (door.load(), door.path, None, None)
    assert len(would.differences or ()) == 1 and (would.left_out, would.brought_back) == ((), ())
    done = restore(folder, old, SOURCE, NOW + HOUR)
    assert (done.recovery, done.path, done.differences, done.edited) == (recovery(), door.path, would.differences, None)
    assert done.kept == tmp_path / "backups" / "Face" / "2026-11-22T084200-before-restore.json"
    assert again(door.path).load() == recovery()
    assert door.undo(NOW + 2 * HOUR) == (ticked()(recovery()), "restored copy of Face.json")


def test_a_backup_that_changes_nothing_keeps_no_copy(tmp_path: Path) -> None:
    door = stored(tmp_path)
    before = files_in(tmp_path)
    done = restore(RecoveryFolder(tmp_path), door.path.read_bytes(), SOURCE, NOW)
    assert (done.differences, done.kept, done.path) == ([], None, door.path)
    assert files_in(tmp_path) == before


def notes(door: Repository) -> list[tuple[str, str | None]]:
    """What was written to the note of a day, with the hour."""
    rows = [one for one in changes_of(door.tables()) if one.what == "note of the day"]
    return [(f"{one.written:%H:%M}", one.after) for one in rows]


@each_case("way", ["not here", "damaged", "older here", "newer here"])
def test_when_things_were_written_comes_back_with_them(way: str, tmp_path: Path) -> None:
    """Seen to fail where what was restored had no times, or only that of the restoring."""
    door = stored(tmp_path / way)
    empty = door.path.read_bytes()
    for number, text in enumerate(("first", "second")):
        door.change("noted", noted(text), NOW + number * HOUR)
    content, folder = door.path.read_bytes(), RecoveryFolder(tmp_path / way)
    if way == "not here":
        folder = RecoveryFolder(tmp_path / "elsewhere")
    elif way == "damaged":
        door.path.write_bytes(content[:-50])
    elif way == "older here":
        restore(folder, empty, SOURCE, NOW + 2 * HOUR)
    else:
        door.change("noted", noted("third"), NOW + 2 * HOUR)
    done = restore(folder, content, SOURCE, NOW + 3 * HOUR)
    assert done.path and done.recovery.record(TODAY).note == "second"
    gave_way: dict[str, list[tuple[str, str | None]]] = {
        "older here": [("09:42", None)], "newer here": [("09:42", "third")],
    }  # fmt: skip
    between = gave_way.get(way, [])
    restored = [*between, ("10:42", "second")] if between else []
    assert notes(again(done.path)) == [("07:42", "first"), ("08:42", "second"), *restored]


def test_that_another_hand_changed_it_is_told_of_each(tmp_path: Path) -> None:
    door = stored(tmp_path)
    folder, changed = RecoveryFolder(tmp_path), by_hand(door.path.read_bytes())
    assert restore(folder, changed, SOURCE, NOW, dry_run=True).edited == BY_HAND
    assert merge(folder, changed, SOURCE, NOW, dry_run=True).edited == BY_HAND
    assert restore(RecoveryFolder(tmp_path / "empty"), changed, SOURCE, NOW, dry_run=True).edited == BY_HAND
    assert restore(folder, changed, SOURCE, NOW).edited == BY_HAND
    assert merge(folder, changed, SOURCE, NOW).edited == BY_HAND


def test_one_that_is_not_here_is_added(tmp_path: Path) -> None:
    stored(tmp_path)
    folder, other = RecoveryFolder(tmp_path), recovery("Neck", "neck")
    would = restore(folder, content_of(other), SOURCE, NOW, dry_run=True)
    assert (would.recovery, would.differences, would.path, would.kept) == (other, None, None, None)
    assert files_in(tmp_path / "recoveries") == {"Face.json"}
    done = restore(folder, content_of(other), SOURCE, NOW)
    assert (done.recovery, done.differences, done.kept) == (other, None, None)
    assert done.path == folder.current() == tmp_path / "recoveries" / "Neck.json"
    assert again(done.path).load() == other


def test_one_whose_file_is_damaged_takes_its_place(tmp_path: Path) -> None:
    door = stored(tmp_path)
    folder, whole = RecoveryFolder(tmp_path), door.path.read_bytes()
    stored(tmp_path, recovery("Neck", "neck"))
    door.path.write_bytes(b"{")
    would = restore(folder, whole, SOURCE, NOW, dry_run=True)
    assert (would.path, would.kept, would.differences) == (None, None, None)
    done = restore(folder, whole, SOURCE, NOW)
    assert done.kept == door.path.with_name("Face.json.damaged-2026-11-22T074200")
    assert done.kept.read_bytes() == b"{" and done.path == door.path == folder.current()
    assert again(door.path).load() == recovery() and done.differences is None


def test_one_that_was_put_away_is_current_again_or_stays_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = stored(tmp_path)
    folder, old = RecoveryFolder(tmp_path), door.path.read_bytes()
    door.change("ticked", ticked(), NOW)
    neck = stored(tmp_path, recovery("Neck", "neck"))
    away = folder.archive(door.path)

    def refuse(*_: object) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("routine_tui.store.repository.Repository.restore", refuse)
        assert str(refusal(lambda: restore(folder, old, SOURCE, NOW))) == "The disk is full."
    assert away.exists() and not door.path.exists() and folder.current() == neck.path
    done = restore(folder, old, SOURCE, NOW)
    assert done.path == door.path == folder.current() and not away.exists()
    assert done.recovery == again(door.path).load() == recovery()


def told(words: str) -> Edit:
    """A step that is skipped for a reason."""
    return lambda before: before.marked(TODAY, "evening-cleanser", Mark("skipped", NOW, words))


def test_a_copy_is_joined_as_one_change_and_what_it_replaces_is_told(tmp_path: Path) -> None:
    door = stored(tmp_path)
    folder, source = RecoveryFolder(tmp_path), tmp_path / "copy.json"
    source.write_bytes(door.path.read_bytes())
    other = again(source)
    other.change("told", told("theirs"), NOW)
    other.change("ticked", ticked(), NOW)
    door.change("told", told("mine"), NOW + HOUR)
    content, before = source.read_bytes(), door.path.read_bytes()
    would = merge(folder, content, source, NOW + HOUR, dry_run=True)
    assert door.path.read_bytes() == before
    done = merge(folder, content, source, NOW + HOUR)
    both = ticked()(told("mine")(recovery()))
    assert (would.recovery, would.differences, would.path, would.kept) == (both, done.differences, door.path, None)
    assert (done.recovery, done.path, done.kept, done.edited) == (both, door.path, None, None)
    assert [one.after for one in done.differences or ()] == ["done 07:42"]
    assert [(one.before, one.after) for one in done.left_out] == [
        ("skipped 07:42, reason “theirs”", "skipped 07:42, reason “mine”")
    ] and done.brought_back == []
    assert door.undo(NOW + 2 * HOUR) == (told("mine")(recovery()), "merged copy.json")


def test_what_one_copy_took_away_and_the_other_changed_is_told_by_name(tmp_path: Path) -> None:
    door = stored(tmp_path)
    source = tmp_path / "copy.json"
    source.write_bytes(door.path.read_bytes())
    step = "morning-cleanser"
    door.change("taken away", lambda one: one.with_routine(_without(one, step)), NOW)
    again(source).change("ticked", ticked(step_id=step), NOW + HOUR)
    done = merge(RecoveryFolder(tmp_path), source.read_bytes(), source, NOW + HOUR)
    assert done.brought_back == ["Gentle cleanser"]


def _without(one: Recovery, step: str) -> Routine:
    return replace(one.routine, steps=tuple(kept for kept in one.routine.steps if kept.id != step))


def test_a_copy_of_what_is_not_here_or_is_damaged_here_is_not_joined(tmp_path: Path) -> None:
    door = stored(tmp_path)
    content = door.path.read_bytes()
    door.path.write_bytes(b"{")
    refused = refusal(lambda: merge(RecoveryFolder(tmp_path), content, SOURCE, NOW))
    assert isinstance(refused, NotHere) and (refused.path, refused.name) == (SOURCE, "Face")


def test_what_comes_from_elsewhere_is_added_so_that_undo_empties_it_again(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    face = replace(ticked()(recovery()), window_days=70)
    path = add(folder, face, "imported", NOW)
    assert path == folder.current() == tmp_path / "recoveries" / "Face.json"
    door = again(path)
    assert door.load() == face and door.last_change == (1, "imported")
    bare, label = door.undo(NOW)
    assert (bare.days, bare.routine.steps, bare.window_days, label) == ({}, (), 70, "imported")
    assert (bare.id, bare.name, bare.day_zero, bare.day_starts_at) == (
        face.id, face.name, face.day_zero, face.day_starts_at,
    )  # fmt: skip
    assert all("changed" not in row for row in read_json(path)["steps"].values() if not row.get("gone"))
    assert isinstance(refusal(lambda: add(folder, face, "imported", NOW)), BadInput)


def test_where_it_cannot_be_stored_nothing_of_it_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored(tmp_path, recovery("Neck", "neck"))
    folder = RecoveryFolder(tmp_path)
    stored(tmp_path, recovery("Nose", "nose"))
    folder.use(tmp_path / "recoveries" / "Neck.json")
    before = files_in(tmp_path)

    def refuse(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr("routine_tui.store.repository.Repository.merge", refuse)
    assert str(refusal(lambda: add(folder, recovery(), "imported", NOW))) == "The disk is full."
    assert files_in(tmp_path) == before
    assert folder.current() == tmp_path / "recoveries" / "Neck.json"
    alone = RecoveryFolder(tmp_path / "alone")
    refusal(lambda: add(alone, recovery(), "imported", NOW))
    assert alone.current() is None


@each_case("content", [b"", b"[]", b'"\xff"', b"[" * 100_000, b'{"format":"other"}', b'{"format":1}'])
def test_what_is_no_export(content: bytes) -> None:
    assert not module._is_export(content)
