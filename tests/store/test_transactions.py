"""The storage below a recovery's file by itself: when it reads, what it writes, and which time the file gets."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from routine_tui.files import signature_of, write_whole
from routine_tui.model.errors import DamagedFile, RottenFile
from routine_tui.store.checksum import with_checksum, written_ns
from routine_tui.store.storage import DurableStorage, Tables, read_tables
from tests.store.test_refusals import NO_FILE

OLD: Tables = {"days": {"1": {"note": "old"}}}
NEW: Tables = {"days": {"1": {"note": "new"}}}
LATER = 2**61
"""A time of change (ns since 1970)."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that was written as the program writes it."""
    write_whole(tmp_path / "Face.json", with_checksum(OLD, LATER), LATER)
    return tmp_path / "Face.json"


def rot(path: Path) -> None:
    """Let one letter be another, as a disk does: the time of change stays."""
    path.write_bytes(path.read_bytes().replace(b"old", b"odd"))
    os.utime(path, ns=(LATER, LATER))


def test_the_checksum_is_no_table_of_what_is_read(path: Path) -> None:
    assert read_tables(path.read_bytes(), path) == (OLD, "whole")
    assert DurableStorage(path).read() == OLD


def test_what_is_read_is_what_was_made_of_it(path: Path) -> None:
    arrived: list[Any] = []

    def checked(tables: Tables, state: str) -> Tables:
        arrived.append((tables, state))
        return NEW

    storage = DurableStorage(path, checked)
    assert storage.signature is None and storage.changed()
    assert [storage.read(), storage.read()] == [NEW, NEW]
    assert arrived == [(OLD, "whole")]
    assert storage.signature == signature_of(path) and not storage.changed()


def test_what_a_disk_turned_over_is_told_from_what_somebody_wrote(path: Path) -> None:
    storage = DurableStorage(path)
    rot(path)
    with pytest.raises(RottenFile) as rotten:
        storage.read()
    assert rotten.value.path == path
    with pytest.raises(RottenFile):
        read_tables(path.read_bytes(), path, LATER)
    assert read_tables(path.read_bytes(), path, LATER + 1)[1] == "edited"
    os.utime(path, ns=(LATER + 1, LATER + 1))
    assert storage.read() == {"days": {"1": {"note": "odd"}}}


@pytest.mark.parametrize("content", [b"[]", b'{"days":[]}', b'"\xff"'])
def test_what_is_no_table_of_tables_is_damage(path: Path, content: bytes) -> None:
    with pytest.raises(DamagedFile) as damaged:
        read_tables(content, path)
    assert (damaged.value.path, damaged.value.reason) == (path, NO_FILE)


@pytest.mark.parametrize(
    ("given", "becomes"),
    [((LATER + 5000,), LATER + 5000), ((LATER,), LATER + 1000), ((5,), LATER + 1000), ((), LATER + 1000)],
)
def test_the_file_gets_the_time_that_its_checksum_knows(path: Path, given: tuple[int, ...], becomes: int) -> None:
    """Later than the one before, whatever the clock says."""
    storage = DurableStorage(path)
    with storage.transaction(*given):
        storage.write(NEW)
    assert path.stat().st_mtime_ns == written_ns(path.read_bytes()) == becomes
    assert storage.signature == signature_of(path)
    assert storage.read() == DurableStorage(path).read() == NEW


def test_within_a_transaction_nothing_is_read_again_and_all_is_written_at_its_end(path: Path) -> None:
    storage = DurableStorage(path)
    with storage.transaction():
        path.write_bytes(b"whoever does not ask for the lock")
        assert storage.read() == OLD
        storage.write({"days": {}})
        storage.write(NEW)
        assert storage.read() == NEW
        assert path.read_bytes() == b"whoever does not ask for the lock"
    assert DurableStorage(path).read() == NEW


def test_a_transaction_without_a_change_writes_nothing_and_the_next_one_reads_only_what_changed(path: Path) -> None:
    storage = DurableStorage(path)
    with storage.transaction():
        storage.write(NEW)
    before = signature_of(path)
    with storage.transaction():
        assert storage.read() == NEW
    assert signature_of(path) == before
    write_whole(path, with_checksum(OLD, LATER))
    with storage.transaction():
        assert storage.read() == OLD


def test_after_an_error_the_file_is_read_again_and_nothing_can_be_written_any_more(path: Path) -> None:
    storage = DurableStorage(path)
    with pytest.raises(ZeroDivisionError), storage.transaction():
        storage.write(NEW)
        storage.write(1 // 0)  # type: ignore[arg-type]
    assert storage.signature is None
    assert storage.read() == OLD
    with pytest.raises(RuntimeError) as refused:
        storage.write(NEW)
    assert str(refused.value) == "A recovery is written inside a transaction only."
    assert DurableStorage(path).read() == OLD
