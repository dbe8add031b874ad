"""Writers that are killed: what was said to be stored is stored, whatever the moment.

A kill shows what a process leaves to the next one; what a power cut leaves on the disk, it cannot show.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has neither fork nor SIGKILL", allow_module_level=True)

from tests.store.victims import Kill, Target
from tests.store.workers import Workers, done_in, door

pytestmark = pytest.mark.slow

KILLS = 40


@pytest.fixture
def target(tmp_path: Path) -> Target:
    """A recovery of two years, with days of its own for each of the kills."""
    return Target(tmp_path / "home", seed=22)


@pytest.fixture
def workers(target: Target) -> Iterator[Workers]:
    """Who forks the victims."""
    with Workers(target.home) as workers:
        yield workers


def assert_harmless(kill: Kill, *temporary: str) -> None:
    """Nothing that was stored is lost, files are whole, the lock is free, and one temporary file at most is left."""
    assert not kill.wrong, kill
    assert not kill.troubles, kill
    assert kill.seconds < 1, kill
    assert len(kill.temporary) <= 1, kill
    assert kill.temporary <= {*temporary}, kill
    assert not kill.stayed, kill


def test_what_was_said_to_be_stored_survives_a_kill_at_any_moment(target: Target, workers: Workers) -> None:
    """Forty victims one after the other, each on days of its own; at the end all that they stored is there.

    Seen to fail with one of two changes kept for later in ``DurableStorage.transaction``, and with a lock that is the
    mere presence of a file in ``locked``.
    """
    kills = [target.kill(workers) for _ in range(KILLS)]
    for kill in kills:
        assert_harmless(kill, "recoveries/.Face.json.tmp")
    assert done_in(door(target.home).recovery) == target.done
    assert sum(kill.stored for kill in kills) > KILLS


def test_a_kill_before_any_line_that_writes_loses_nothing(target: Target, workers: Workers) -> None:
    """The first change of a day, which makes the backup too, killed before each line of ``files.py`` that writes.

    Seen to fail with the file written in place and with it removed before it is replaced, both in ``write_whole``, with
    a new temporary name for each change there, and without the removal of what is in the way in ``_created``.
    """
    left: set[str] = set()
    for line in count(1):
        shutil.rmtree(target.home / "backups")
        kill = target.kill(workers, at_line=line)
        backup = next((target.home / "backups" / "Face").glob("*.json")).name
        assert_harmless(kill, "recoveries/.Face.json.tmp", f"backups/Face/.{backup}.tmp")
        left |= kill.temporary
        if kill.stored:
            break
    assert len(left) == 2, "no kill hit the writing of the file, or of the backup"
