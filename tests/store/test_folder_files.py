"""Which file a recovery gets, which one is current, and what is put back where a step in between is refused."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from routine_tui import locks
from routine_tui.files import write_whole
from routine_tui.store.backups import BackupRetention
from routine_tui.store.checksum import ns_of, written_ns
from routine_tui.store.folder import RecoveryFolder, file_name
from routine_tui.store.repository import content_of, read_copy
from tests.cases import each_case
from tests.store.rooms import NOW, again, files_in, noted, recovery, stored
from tests.test_files_refused import refusal

HASHED = {
    "a/b": "a-b-c14cddc0.json",
    "con": "recovery-1143da2b.json",
    "con .x": "recovery-de91de50.json",
    "XX con": "XX con.json",
    "": "recovery-e3b0c442.json",
    "...": "recovery-ab5df625.json",
}


def test_a_name_that_no_file_can_have_always_gives_the_same_one() -> None:
    assert {name: file_name(name) for name in HASHED} == HASHED


@each_case(
    ("name", "start"),
    [
        ("é" * 79, "é" * 50), ("x" * 101, "x" * 100), ("€" * 60, "€" * 33), ("x" * 99 + "é", "x" * 99),
        ("€" * 33 + ".€", "€" * 33),
    ],
)  # fmt: skip
def test_a_long_name_is_cut_as_little_as_it_must_be(name: str, start: str) -> None:
    cut = file_name(name)
    assert cut.startswith(f"{start}-") and len(cut) == len(start) + len("-12345678.json")


def test_a_new_file_knows_when_it_was_written_where_that_is_told(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    path = folder.create(recovery(), NOW)
    assert path.stat().st_mtime_ns == written_ns(path.read_bytes()) == ns_of(NOW)
    other = folder.create(recovery("Neck", "neck"))
    assert written_ns(other.read_bytes()) == 0 < other.stat().st_mtime_ns


def test_the_backups_of_a_file_are_those_of_its_name_with_the_retention_of_the_folder(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path, BackupRetention(1, 0))
    path = folder.create(recovery(), NOW)
    assert folder.backups_of(path).folder == folder.repository(path).backups.folder == tmp_path / "backups" / "Face"
    for days in range(3):
        folder.repository(path).change("noted", noted(str(days)), NOW + timedelta(days=days))
    assert [copy.name for copy in folder.backups_of(path).newest_first()] == ["2026-11-24.json"]


def copied(path: Path, name: str) -> Path:
    """Another copy of a recovery beside it, changed later."""
    write_whole(path.with_name(name), path.read_bytes())
    again(path.with_name(name)).change("noted", noted(name), NOW + timedelta(days=1))
    return path.with_name(name)


def test_copies_beside_a_recovery_are_no_recoveries_and_none_of_them_is_current(tmp_path: Path) -> None:
    folder, path = RecoveryFolder(tmp_path), stored(tmp_path).path
    first, second = copied(path, "Face (1).json"), copied(path, "Face (copy).json")
    (entry,) = folder.entries()
    assert (entry.path, entry.copies) == (path, (first, second))
    (tmp_path / "current").unlink()
    assert folder.current() == path
    second.unlink()
    assert folder.current() == path
    (tmp_path / "current").write_bytes(b"Face (1).json")
    (entry,) = folder.entries()
    assert (entry.path, entry.copies) == (first, (path,)) and folder.current() == first


def test_one_that_can_be_read_is_current_before_one_that_cannot(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    face, neck = stored(tmp_path).path, stored(tmp_path, recovery("Neck", "neck")).path
    (tmp_path / "current").unlink()
    assert folder.current() == neck
    neck.write_bytes(b"{")
    assert folder.current() == face
    face.write_bytes(b"{")
    assert folder.current() in (face, neck)


def test_whether_one_was_put_away(tmp_path: Path) -> None:
    folder, path = RecoveryFolder(tmp_path), stored(tmp_path).path
    assert not folder.is_put_away(path)
    folder.archive(path)
    assert folder.is_put_away(path)
    path.write_bytes(b"")
    assert not folder.is_put_away(path)
    path.unlink()
    (tmp_path / "recoveries" / "archive" / "Face.json").unlink()
    assert not folder.is_put_away(path)


def test_where_the_pointer_cannot_be_written_all_stays_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "LOCK_SECONDS", 0.0)
    folder = RecoveryFolder(tmp_path)
    face, neck = stored(tmp_path).path, stored(tmp_path, recovery("Neck", "neck")).path
    away = folder.archive(face)
    before = files_in(tmp_path)
    (tmp_path / "recoveries" / "archive").chmod(0o700)
    with FileLock(tmp_path / ".current.lock"):
        refused = refusal(lambda: folder.use(away))
        assert files_in(tmp_path) == before
        assert refusal(lambda: folder.create(recovery("Nose", "nose"))).fact == refused.fact
        assert files_in(tmp_path) == before
    assert folder.use(away) == face
    folder.use(neck)
    with FileLock(tmp_path / ".current.lock"):
        refusal(lambda: folder.archive(neck))
    assert files_in(tmp_path / "recoveries") == {"Face.json", "Neck.json"}
    assert folder.current() == neck
    assert folder.archive(neck) == tmp_path / "recoveries" / "archive" / "Neck.json" and folder.current() == face
    assert (tmp_path / "current").read_bytes() == b"Face.json"


def test_a_damaged_file_is_set_aside_for_another_one(tmp_path: Path) -> None:
    folder, path = RecoveryFolder(tmp_path), stored(tmp_path).path
    later = ns_of(NOW) + 10**18
    write_whole(path, b"{", later)
    whole = read_copy(content_of(recovery()), path)
    aside = folder.replace_damaged(path, whole, NOW)
    assert aside.name == "Face.json.damaged-2026-11-22T074200" and aside.read_bytes() == b"{"
    assert path.stat().st_mtime_ns == written_ns(path.read_bytes()) == later + 1000
    assert again(path).load() == recovery()
    write_whole(path, b"{")
    folder.replace_damaged(path, whole, NOW + timedelta(days=20000))
    assert path.stat().st_mtime_ns == ns_of(NOW + timedelta(days=20000))
