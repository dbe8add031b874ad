"""The one file: written whole, once a change, by one writer at a time."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from tinydb import TinyDB

from routine_tui import files
from routine_tui.files import signature_of
from routine_tui.model.errors import StoreError
from routine_tui.store.storage import DurableStorage
from tests.store.rooms import NOW, TODAY, ZERO, again, files_in, noted, read_json, recovery, stored, ticked


def test_stock_tinydb_opens_the_file_with_one_document_a_day_under_its_ordinal(tmp_path: Path) -> None:
    repository = stored(tmp_path)
    for offset in (0, 5, 21):
        repository.change("ticked", ticked(offset), NOW)
        repository.change("ticked", ticked(offset, "evening-cleanser"), NOW)
    with TinyDB(repository.path) as database:
        days = {document.doc_id: document for document in database.table("days")}
        assert sorted(days) == [ZERO.toordinal(), ZERO.toordinal() + 5, TODAY.toordinal()]
        assert days[TODAY.toordinal()]["day"] == "2026-11-22"
        assert set(days[TODAY.toordinal()]["marks"]) == {"morning-cleanser", "evening-cleanser"}


def test_what_stock_tinydb_changes_is_read(tmp_path: Path) -> None:
    repository = stored(tmp_path)
    repository.change("ticked", ticked(), NOW)
    with TinyDB(repository.path) as database:
        database.table("days").update({"note": "by another program"}, doc_ids=[TODAY.toordinal()])
    assert repository.load().record(TODAY).note == "by another program"
    assert repository.change("noted", noted("mine"), NOW).record(TODAY).note == "mine"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_files_and_folders_are_for_their_owner_only_under_any_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        repository = stored(tmp_path / "home")
        repository.change("ticked", ticked(), NOW)
    finally:
        os.umask(before)
    for parent, folders, names in os.walk(tmp_path / "home"):
        for name in folders:
            assert stat.S_IMODE(Path(parent, name).stat().st_mode) == 0o700
        for name in names:
            assert stat.S_IMODE(Path(parent, name).stat().st_mode) == 0o600


# --- one write a change


class Watched:
    """The calls that reach the disk, in order; any of them can be made to fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
        self.calls: list[str] = []
        self.fails_at: int | None = None
        self._names: dict[int, str] = {}
        self._path = path
        real_open, real_fsync, real_replace, real_fdopen = os.open, os.fsync, Path.replace, os.fdopen

        def opened(file: Any, flags: int, *rest: Any, **named: Any) -> int:
            name = Path(file).name
            if name == f".{path.name}.tmp":
                self._reached(f"open {name}")
            elif name == path.parent.name:
                self._reached("open folder")
            descriptor = real_open(file, flags, *rest, **named)
            self._names[descriptor] = name
            return descriptor

        def synced(descriptor: int) -> None:
            self._reached("fsync folder" if self._names.get(descriptor) == path.parent.name else "fsync file")
            real_fsync(descriptor)

        def replaced(source: Path, target: Path) -> Path:
            self._reached("replace")
            return real_replace(source, target)

        def with_writes(descriptor: int, *rest: Any, **named: Any) -> Any:
            file = real_fdopen(descriptor, *rest, **named)
            if "w" not in "".join(map(str, rest)):
                return file
            return _File(file, lambda: self._reached("write"))

        monkeypatch.setattr(os, "open", opened)
        monkeypatch.setattr(os, "fsync", synced)
        monkeypatch.setattr(os, "fdopen", with_writes)
        monkeypatch.setattr(Path, "replace", replaced)

    def _reached(self, call: str) -> None:
        self.calls.append(call)
        if self.fails_at == len(self.calls):
            raise OSError(28, "No space left on device")


class _File:
    def __init__(self, file: Any, before_write: Callable[[], None]) -> None:
        self._file, self._before_write = file, before_write

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *problem: object) -> None:
        self._file.close()

    def write(self, content: memoryview) -> int:
        self._before_write()
        written: int = self._file.write(content[: max(1, len(content) // 2)])  # a disk may take less than it is given
        return written


def watched_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Watched]:
    repository = stored(tmp_path)
    repository.change("ticked", ticked(0), NOW)  # today's backup is made
    return repository, Watched(monkeypatch, repository.path)


def test_a_change_is_one_replacement_synced_before_and_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository, disk = watched_change(tmp_path, monkeypatch)
    repository.change("ticked", ticked(), NOW)
    steps = [call for before, call in zip(["", *disk.calls], disk.calls, strict=False) if call != before]
    assert steps == ["open .Face.json.tmp", "write", "fsync file", "replace", "open folder", "fsync folder"]


def test_whatever_fails_leaves_the_old_file_no_temporary_one_and_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call that reaches the disk fails in turn, the sync of the folder after the replacement among them."""
    repository, disk = watched_change(tmp_path, monkeypatch)
    repository.change("noted", noted("probe"), NOW)
    count = len(disk.calls)
    assert count >= 6
    for failing in range(1, count + 1):
        content, present = repository.path.read_bytes(), files_in(tmp_path)
        state = repository.load()
        disk.calls.clear()
        disk.fails_at = failing
        with pytest.raises(
            StoreError, match=r"^[^\n]+Face\.json could not be written[^\n]+nothing was changed[^\n]+\.$"
        ):
            repository.change("ticked", ticked(seconds=failing), NOW)
        disk.fails_at = None
        assert repository.path.read_bytes() == content, disk.calls
        assert files_in(tmp_path) == present
        assert repository.load() == again(repository.path).load() == state
        repository.change(
            "noted", noted(f"after {failing}", 5), NOW
        )  # another change: the failed one must not ride along
        assert again(repository.path).load() == repository.load() == noted(f"after {failing}", 5)(state)


def test_a_new_file_whose_folder_cannot_be_synced_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Watched(monkeypatch, tmp_path / "new.json")
    files.write_whole(tmp_path / "probe", b"x")
    disk.fails_at = len(disk.calls)
    disk.calls.clear()
    with pytest.raises(StoreError, match="nothing was changed"):
        files.write_whole(tmp_path / "new.json", b"x")
    assert files_in(tmp_path) == {"probe"}


def test_where_even_putting_back_fails_the_sentence_does_not_claim_that_nothing_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Face.json"
    files.write_whole(path, b"old")
    disk = Watched(monkeypatch, path)

    def failing(call: str) -> None:
        disk.calls.append(call)
        if "fsync folder" in disk.calls:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(disk, "_reached", failing)
    with pytest.raises(StoreError, match="it may or may not hold the last change"):
        files.write_whole(path, b"new")
    assert path.read_bytes() in (b"old", b"new")
    assert files_in(tmp_path) == {"Face.json"}


def test_a_refused_edit_and_one_that_changes_nothing_write_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = stored(tmp_path)
    repository.change("ticked", ticked(), NOW)
    disk, before = Watched(monkeypatch, repository.path), signature_of(repository.path)
    for nothing in (
        lambda state: state,
        ticked(),
        lambda state: state.marked(TODAY, "evening-cleanser", None),
        lambda state: state.noted(TODAY, ""),
        lambda state: state.noted(ZERO, ""),
    ):
        repository.change("nothing", nothing, NOW)
    with pytest.raises(StoreError):
        repository.change("ticked", _refusing, NOW)
    assert disk.calls == []
    assert signature_of(repository.path) == before
    assert len(read_json(repository.path)["history"]) == 1


def _refusing(state: object) -> Any:
    raise StoreError("No.")


def test_an_error_within_a_change_leaves_file_and_memory_as_they_were(tmp_path: Path) -> None:
    repository = stored(tmp_path)
    repository.change("ticked", ticked(), NOW)
    state, content = repository.load(), repository.path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        repository.change("broken", lambda before: before.noted(TODAY, str(1 // 0)), NOW)
    assert repository.load() == state
    assert repository.path.read_bytes() == content


def test_nothing_is_written_outside_a_transaction(tmp_path: Path) -> None:
    path = stored(tmp_path).path
    content = path.read_bytes()
    with pytest.raises(RuntimeError, match="inside a transaction"):
        TinyDB(storage=lambda: DurableStorage(path)).table("days").insert({})
    assert path.read_bytes() == content


# --- reading


def test_the_file_is_read_again_only_when_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = stored(tmp_path)
    reads: list[Path] = []

    def counted(path: Path) -> bytes:
        reads.append(path)
        return files.read_bytes(path)

    monkeypatch.setattr("routine_tui.store.storage.read_bytes", counted)
    first = repository.load()
    assert all(repository.load() is first for _ in range(5))
    repository.change("ticked", ticked(), NOW)  # what it wrote itself it need not read
    repository.load()
    assert len(reads) == 1
    again(repository.path).change("ticked", ticked(step_id="evening-cleanser"), NOW)
    before = len(reads)
    assert len(repository.load().record(TODAY).marks) == 2
    assert len(reads) == before + 1


def test_each_write_is_told_from_every_one_before_however_quickly_they_follow(tmp_path: Path) -> None:
    """File times are coarse and inodes come back: the third of three quick writes could look like the first."""
    path = tmp_path / "quick"
    signatures = [files.write_whole(path, b"%4d" % number) for number in range(300)]
    assert all(signatures)
    times = [signature[0] for signature in signatures if signature]
    assert times == sorted(set(times))
    assert signature_of(path) == signatures[-1]


def test_a_change_by_another_repository_is_seen_at_once_and_built_upon(tmp_path: Path) -> None:
    mine = stored(tmp_path)
    other = again(mine.path)
    for offset in range(10):
        mine.change("ticked", ticked(offset), NOW)
        other.change("ticked", ticked(offset, "evening-cleanser"), NOW)
        assert mine.load() == other.load()
    assert sum(len(record.marks) for record in mine.load().days.values()) == 20


def test_a_file_that_went_away_is_told_in_a_sentence(tmp_path: Path) -> None:
    repository = stored(tmp_path)
    repository.load()
    repository.path.unlink()
    doors: list[Callable[[], object]] = [repository.load, lambda: repository.change("ticked", ticked(), NOW)]
    for door in doors:
        with pytest.raises(StoreError, match="is not there any more"):
            door()
    assert not repository.path.exists()


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path) -> None:
    repository = stored(tmp_path)
    repository.path.unlink()
    repository.path.mkdir()
    with pytest.raises(StoreError, match=r"cannot be read \(is a directory\)"):
        repository.load()


# --- two writers

TICKS = """
import sys
from pathlib import Path
from tests.store.rooms import NOW, again, ticked
repository = again(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for offset in range(20):
    repository.change("ticked", ticked(offset, sys.argv[2]), NOW)
"""


def test_two_processes_that_tick_at_once_lose_nothing(tmp_path: Path) -> None:
    path = stored(tmp_path).path
    tickers = [
        subprocess.Popen(
            [sys.executable, "-c", TICKS, str(path), step_id],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            text=True,
        )
        for step_id in ("morning-cleanser", "evening-cleanser")
    ]
    for ticker in tickers:
        assert ticker.stdout and ticker.stdout.readline() == "ready\n"
    for ticker in tickers:
        assert ticker.stdin
        ticker.stdin.write("go\n")
        ticker.stdin.flush()
    assert [ticker.communicate()[1] for ticker in tickers] == [None, None]
    assert [ticker.returncode for ticker in tickers] == [0, 0]
    kept = again(path).load()
    assert all(set(record.marks) == {"morning-cleanser", "evening-cleanser"} for record in kept.days.values())
    assert len(kept.days) == 20
    assert len(read_json(path)["history"]) == 40


def test_a_lock_that_stays_held_gets_a_sentence_and_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = stored(tmp_path)
    content = repository.path.read_bytes()
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.05)
    with (
        FileLock(repository.path.with_name(".Face.json.lock")),
        pytest.raises(StoreError, match=r"Another program has held .*nothing was changed"),
    ):
        repository.change("ticked", ticked(), NOW)
    assert repository.path.read_bytes() == content
    assert repository.load() == recovery()
    assert repository.change("ticked", ticked(), NOW) == ticked()(recovery())


def test_a_lock_that_cannot_be_made_gets_a_sentence(tmp_path: Path) -> None:
    repository = stored(tmp_path)
    repository.path.with_name(".Face.json.lock").mkdir()
    with pytest.raises(StoreError, match=r"cannot be written .*nothing was changed"):
        repository.change("ticked", ticked(), NOW)


def test_reading_needs_no_lock(tmp_path: Path) -> None:
    repository = stored(tmp_path)
    with FileLock(repository.path.with_name(".Face.json.lock")):
        assert again(repository.path).load() == recovery()
