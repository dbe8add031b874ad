"""A file is written by one program at a time, and by older versions beside this one, too."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from routine_tui import locks
from routine_tui.locks import locked
from routine_tui.model.errors import StoreError
from tests.store.disk import on_unix


def test_a_lock_is_let_go_after_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LOCK_SECONDS", 0.05)
    with pytest.raises(ZeroDivisionError), locked(tmp_path / "a"):
        _ = 1 // 0
    with (
        locked(tmp_path / "a"),
        pytest.raises(StoreError, match=("Another program has been using")),
        locked(tmp_path / "a"),
    ):
        pass
    with locked(tmp_path / "a"), locked(tmp_path / "b"):
        assert sorted(path.name for path in tmp_path.iterdir()) == [".a.lock", ".b.lock"]


def test_where_and_how_often_the_lock_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More often the longer it waits; five seconds in all."""
    asked: list[tuple[float, float]] = []

    class Held:
        def __init__(self, path: Path, mode: int) -> None:
            assert (path, mode) == (tmp_path / ".Face.json.lock", 0o600)

        def acquire(self, timeout: float, poll_interval: float) -> None:
            asked.append((timeout, poll_interval))
            raise Timeout("held")

    monkeypatch.setattr("routine_tui.locks._locked_at_once", lambda path: None)
    monkeypatch.setattr("filelock.FileLock", Held)
    with pytest.raises(StoreError), locked(tmp_path / "Face.json"):
        pass
    assert asked == [(0.5, 0.02), (1.0, 0.005), (3.5, 0.001)]


@on_unix
def test_the_lock_is_that_of_the_library_which_waits_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen to fail where ours was on a file of another name: older versions run beside this one."""
    monkeypatch.setattr(locks, "LOCK_SECONDS", 0.05)
    lock = tmp_path / ".Face.json.lock"
    with locked(tmp_path / "Face.json"):
        assert stat.S_IMODE(lock.stat().st_mode) == 0o600
        with pytest.raises(Timeout):
            FileLock(lock).acquire(blocking=False)
    with (
        FileLock(lock).acquire(blocking=False),
        pytest.raises(StoreError, match="Another program"),
        locked(tmp_path / "Face.json"),
    ):
        pass


@on_unix
def test_a_lock_that_was_taken_away_before_it_was_held_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl  # which Windows has not

    lock, flock = tmp_path / ".Face.json.lock", fcntl.flock

    def late(descriptor: int, kind: int) -> None:
        lock.unlink()
        lock.touch(0o600)
        flock(descriptor, kind)

    monkeypatch.setattr(fcntl, "flock", late)
    assert locks._locked_at_once(lock) is None
    monkeypatch.setattr(fcntl, "flock", flock)
    with locked(tmp_path / "Face.json"), pytest.raises(Timeout):
        FileLock(lock).acquire(blocking=False)


def test_the_second_try_for_the_lock_is_as_good_as_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    class Freed:
        def __init__(self, *_: object, **__: object) -> None:
            pass

        def acquire(self, **_: float) -> None:
            calls.append("acquire")
            if len(calls) == 1:
                raise Timeout("held")

        def release(self) -> None:
            calls.append("release")

    monkeypatch.setattr("routine_tui.locks._locked_at_once", lambda path: None)
    monkeypatch.setattr("filelock.FileLock", Freed)
    with locked(tmp_path / "Face.json"):
        calls.append("inside")
    assert calls == ["acquire", "acquire", "inside", "release"]


@on_unix
def test_a_lock_is_let_go_for_a_child_that_was_being_started(tmp_path: Path) -> None:
    """Seen to fail where it was only closed: a copy of the descriptor held it as long as the copy was there."""
    with locked(tmp_path / "Face.json"):
        pass  # the library makes the file
    held = locks._locked_at_once(tmp_path / ".Face.json.lock")
    assert held is not None
    copy = os.dup(held)
    try:
        locks._unlock(held)
        with locked(tmp_path / "Face.json"):
            pass
    finally:
        os.close(copy)


def test_a_lock_in_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"), locked(tmp_path / "file" / "a"):
        pass
