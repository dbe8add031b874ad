"""Several that write at once: nothing is lost, nobody waits for the dead, and a long wait ends in a sentence."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has neither fork, pseudo-terminals nor SIGKILL", allow_module_level=True)

from routine_tui import locks
from routine_tui.locks import locked
from routine_tui.model.errors import StoreError
from routine_tui.planner.planner import Planner
from tests.e2e.terminal import PROGRAM, Terminal
from tests.store.workers import SURROUNDINGS, Spot, Workers, done_in, door, spots_of, store

pytestmark = pytest.mark.slow

WRITERS = 8
TICKS = 25
STEPS = 6
"""Of the gentle routine."""
A_WHILE = 0.2
"""Seconds in which nothing is to be heard of one that waits."""
AT_ONCE = 10.0
"""Seconds within which a lock that came free is taken; a quiet machine needs a few hundredths."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a recovery that has as many days as the writers have ticks, and one step of today to spare."""
    planner = door(tmp_path / "home")
    planner.recoveries.begin("Face", planner.today() - timedelta(days=WRITERS * TICKS // STEPS))
    return planner.home.data


@pytest.fixture
def planner(home: Path) -> Planner:
    """Our own door to it."""
    return door(home)


@pytest.fixture
def path(planner: Planner) -> Path:
    """The file that all of them write."""
    path = planner.folder.current()
    assert path
    return path


@pytest.fixture
def workers(home: Path) -> Iterator[Workers]:
    """Who forks the writers."""
    with Workers(home) as workers:
        yield workers


def spots(planner: Planner) -> list[Spot]:
    """All that can be ticked until today, the last step of today last."""
    zero = planner.recovery.day_zero
    return spots_of(planner.recovery, zero, (planner.today() - zero).days + 1)


def waiting(workers: Workers, spot: Spot) -> int:
    """A worker that is about to tick, and is not heard of for a while, as another has the lock."""
    pid = workers.start("tick-one", spot.day, spot.step_id)
    assert workers.line_of(pid) == "ticks"
    assert workers.line_of(pid, A_WHILE) is None
    return pid


def holding(workers: Workers) -> int:
    """A worker in the middle of a change."""
    pid = workers.start("hold")
    assert workers.line_of(pid) == "holds"
    return pid


def rows_ticked(screen: str) -> int:
    """How many steps of the day shown are ticked, in the left part of the screen."""
    return sum("✓" in row[:8] for row in screen.splitlines())


# --- many at once


def test_eight_processes_and_the_open_app_lose_no_tick(home: Path, planner: Planner, workers: Workers) -> None:
    """The app is at the last step of today; all others are ticked by the processes.

    Seen to fail without the lock in ``DurableStorage.transaction``, and without the second look at the file there.
    """
    *theirs, ours = spots(planner)
    said: list[str] = []
    with Terminal(PROGRAM, environment=SURROUNDINGS | {"ROUTINE_TUI_HOME": str(home)}, folder=home) as terminal:
        terminal.wait_for("▌ ○ Gentle cleanser")
        terminal.press(*["down"] * (STEPS - 1))
        terminal.wait_for("▌ ○ Moisturiser")
        pids = [workers.start("tick", place, len(theirs), WRITERS) for place in range(WRITERS)]
        said += [line.text for line in islice(workers.lines(), len(theirs) // 2)]
        terminal.press("space")
        for pid in pids:
            said += [line.text for line in workers.wait(pid)]
        terminal.wait_until(lambda screen: rows_ticked(screen) == STEPS, "every step of today to be ticked")
    assert [text for text in said if not text.startswith("stored ")] == []
    assert len(said) == len(theirs) >= WRITERS * TICKS
    assert done_in(door(home).recovery) == {*theirs, ours}


# --- one that is killed with the lock in its hands


@pytest.mark.parametrize("stopped", [False, True], ids=["running", "stopped"])
def test_a_writer_killed_in_the_middle_of_a_change_blocks_nobody(
    stopped: bool, home: Path, planner: Planner, workers: Workers
) -> None:
    """Seen to fail with a lock that is the mere presence of a file in ``locked``."""
    mine, theirs, *_ = spots(planner)
    holder = holding(workers)
    if stopped:
        os.kill(holder, signal.SIGSTOP)
    waiter = waiting(workers, theirs)
    os.kill(holder, signal.SIGKILL)
    killed = time.monotonic()
    assert workers.line_of(waiter) == "stored"
    assert time.monotonic() - killed < AT_ONCE
    workers.wait(holder, killed_by=signal.SIGKILL)
    workers.wait(waiter)
    began = time.monotonic()
    store(planner, mine, True)
    assert time.monotonic() - began < AT_ONCE
    assert done_in(door(home).recovery) == {mine, theirs}


# --- one that keeps it


def test_a_lock_that_stays_held_gets_a_sentence_and_nothing_is_lost(
    home: Path, planner: Planner, path: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five seconds are what a person waits; here it is less.

    Seen to fail without an end to the waiting in ``locked``, and with a change made without the lock after it.
    """
    assert locks.LOCK_SECONDS == 5.0
    monkeypatch.setattr(locks, "LOCK_SECONDS", A_WHILE)
    first, second, *_ = spots(planner)
    store(planner, first, True)
    content, holder = path.read_bytes(), holding(workers)
    began = time.monotonic()
    with pytest.raises(
        StoreError,
        match=(
            r"^Another program has been using [^\n]+ for five seconds: "
            r"nothing was changed\."
        ),
    ):
        store(planner, second, True)
    assert A_WHILE <= time.monotonic() - began < A_WHILE + AT_ONCE
    assert path.read_bytes() == content
    assert done_in(planner.recovery) == {first}, "reading needs no lock"
    workers.kill(holder)
    assert done_in(store(planner, second, True)) == done_in(door(home).recovery) == {first, second}


def test_those_that_waited_store_their_ticks_once_the_lock_is_free(
    home: Path, planner: Planner, path: Path, workers: Workers
) -> None:
    """Seen to fail with a single attempt at the lock in ``locked``."""
    wanted = spots(planner)[:3]
    with locked(path):
        waiters = [waiting(workers, spot) for spot in wanted]
        assert done_in(planner.recovery) == set()
    freed = time.monotonic()
    assert [line.text for line in islice(workers.lines(), len(waiters))] == ["stored"] * len(waiters)
    assert time.monotonic() - freed < AT_ONCE
    for waiter in waiters:
        workers.wait(waiter)
    assert done_in(planner.recovery) == set(wanted)
