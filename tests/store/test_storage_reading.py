"""When a file is read again, and what is said where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from routine_tui import files
from routine_tui.files import signature_of
from routine_tui.model.errors import StoreError
from tests.store.disk import Disk
from tests.store.rooms import NOW, TODAY, again, stored, ticked


def test_the_file_is_read_again_only_when_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = stored(tmp_path)
    reads: list[Path] = []

    def counted(path: Path) -> tuple[bytes, files.Signature]:
        reads.append(path)
        return files.read_own(path)

    monkeypatch.setattr("routine_tui.store.storage.read_own", counted)
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
    with Disk(tmp_path):  # which spares the syncs
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
        with pytest.raises(StoreError, match="no longer exists"):
            door()
    assert not repository.path.exists()


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path) -> None:
    repository = stored(tmp_path)
    repository.path.unlink()
    repository.path.mkdir()
    with pytest.raises(StoreError, match=r"cannot be read \(is a directory\)|isn't a regular file"):
        repository.load()
