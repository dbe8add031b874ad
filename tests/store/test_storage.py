"""The one file: written whole, once a change, by one writer at a time."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from tinydb import TinyDB

from routine_tui import files, locks
from routine_tui.files import signature_of
from routine_tui.model.errors import StoreError
from routine_tui.store.repository import Repository
from routine_tui.store.storage import DurableStorage
from tests.store.disk import Disk, on_unix
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


def changed_today(tmp_path: Path) -> Repository:
    """A recovery of which today's backup is made."""
    repository = stored(tmp_path)
    repository.change("ticked", ticked(0), NOW)
    return repository


@on_unix
def test_a_change_is_one_replacement_synced_before_and_after(tmp_path: Path) -> None:
    """Seen to fail without either sync in ``write_whole``, and where a write that took part of the bytes is one."""
    repository = changed_today(tmp_path)
    with Disk(tmp_path) as disk:
        disk.mouthful = 1000
        repository.change("ticked", ticked(), NOW)
    assert disk.names.count("write .Face.json.tmp") > 2
    steps = [call for before, call in zip(["", *disk.names], disk.names, strict=False) if call != before]
    assert steps == [
        "lock .Face.json.lock",
        "create .Face.json.tmp",
        "write .Face.json.tmp",
        "utime .Face.json.tmp",
        "fsync .Face.json.tmp",
        "replace .Face.json.tmp to Face.json",
        "open folder recoveries",
        "fsync folder recoveries",
    ]
    assert again(repository.path).load() == repository.load()


@on_unix
def test_whatever_fails_leaves_the_old_file_no_temporary_one_and_a_sentence(tmp_path: Path) -> None:
    """Each call that reaches the disk fails in turn, the sync of the folder after the replacement among them.

    One repository lives through them all. Seen to fail where a failed transaction does not forget what it staged.
    """
    repository = changed_today(tmp_path)
    with Disk(tmp_path) as disk:
        disk.mouthful = 1000
        repository.change("noted", noted("probe"), NOW)
        count = len(disk.operations)
        assert count >= 8
        for failing in range(count):
            content, present = repository.path.read_bytes(), files_in(tmp_path)
            state = repository.load()
            disk.fail_at(failing)
            with pytest.raises(StoreError, match=r"^[^\n]+ be written[^\n]+nothing was changed[^\n]+\.$"):
                repository.change("ticked", ticked(seconds=failing + 1), NOW)
            disk.work()
            assert repository.path.read_bytes() == content, disk.names
            assert files_in(tmp_path) == present
            assert repository.load() == again(repository.path).load() == state
            repository.change("noted", noted(f"after {failing}", 5), NOW)  # the failed change must not ride along
            assert again(repository.path).load() == repository.load() == noted(f"after {failing}", 5)(state)


@on_unix
def test_a_new_file_whose_folder_cannot_be_synced_is_not_there(tmp_path: Path) -> None:
    with Disk(tmp_path) as disk:
        files.write_whole(tmp_path / "probe", b"x")
        disk.fail_at(len(disk.operations) - 1)
        with pytest.raises(StoreError, match="nothing was changed"):
            files.write_whole(tmp_path / "new.json", b"x")
    assert disk.operations[-2].name == "fsync folder"
    assert files_in(tmp_path) == {"probe"}


@on_unix
def test_where_even_putting_back_fails_the_sentence_does_not_claim_that_nothing_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "Face.json"
    files.write_whole(path, b"old")
    with Disk(tmp_path) as disk:
        files.write_whole(path, b"older")
        disk.fail_at(len(disk.operations) - 1, errno.EIO, lasting=True)
        with pytest.raises(StoreError, match="it may or may not include the last change"):
            files.write_whole(path, b"new")
    assert path.read_bytes() in (b"older", b"new")


@on_unix
def test_a_file_that_could_not_be_kept_open_is_not_removed_where_its_folder_cannot_be_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing can be put back without the old content. Seen to fail where the file is removed then."""
    path = tmp_path / "Face.json"
    files.write_whole(path, b"old")

    @contextmanager
    def not_kept(_: Path) -> Iterator[None]:
        yield None

    monkeypatch.setattr(files, "_kept_open", not_kept)
    with Disk(tmp_path) as disk:
        files.write_whole(path, b"older")
        disk.fail_at(len(disk.operations) - 1, errno.EIO)
        with pytest.raises(StoreError, match="it may or may not include the last change"):
            files.write_whole(path, b"new")
    assert path.read_bytes() == b"new"


@on_unix
@pytest.mark.parametrize("error", [errno.EINVAL, errno.ENOTSUP])
def test_a_disk_that_syncs_no_folders_is_written_all_the_same(tmp_path: Path, error: int) -> None:
    """As some network disks. Seen to fail where each error of that sync is one."""
    files.write_whole(tmp_path / "Face.json", b"old")
    with Disk(tmp_path) as disk:
        files.write_whole(tmp_path / "Face.json", b"older")
        disk.fail_at(len(disk.operations) - 1, error)
        files.write_whole(tmp_path / "Face.json", b"new")
    assert (tmp_path / "Face.json").read_bytes() == b"new"


def test_a_refused_edit_and_one_that_changes_nothing_write_nothing(tmp_path: Path) -> None:
    repository = stored(tmp_path)
    repository.change("ticked", ticked(), NOW)
    before = signature_of(repository.path)
    with Disk(tmp_path) as disk:
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
    assert {operation.name for operation in disk.operations} == {"lock"}
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
    monkeypatch.setattr(locks, "LOCK_SECONDS", 0.05)
    with (
        FileLock(repository.path.with_name(".Face.json.lock")),
        pytest.raises(StoreError, match=r"Another program has been using .*nothing was changed"),
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
