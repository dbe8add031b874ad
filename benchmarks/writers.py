"""Eight processes that tick at once, the app open and a job at work: is every tick there, and how long one waits."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.measure import Figure
from routine_tui.locks import LOCK_SECONDS
from routine_tui.model.errors import StoreError
from routine_tui.model.recovery.recovery import LONGEST_WINDOW_DAYS
from tests.e2e.terminal import PROGRAM, Terminal
from tests.store.workers import SURROUNDINGS, Line, Spot, Workers, done_in, door, spots_of, store

WRITERS: Final = int(os.environ.get("WRITERS", "8"))
TICKS: Final = int(os.environ.get("TICKS", "250"))
"""How many ticks each of them makes."""
STEPS: Final = 6
"""Of the gentle routine."""
AT_ONCE: Final = 1.0
"""Seconds within which the lock of a dead holder is had."""
GIVE_UP: Final = 300.0
"""Seconds after which something must be broken."""


@contextmanager
def begun() -> Iterator[tuple[Path, list[Spot]]]:
    """A home with a recovery of two years whose last day is today, and all that can be ticked in it."""
    with TemporaryDirectory(prefix="routine-tui-benchmark-") as folder:
        home = Path(folder) / "home"
        planner = door(home)
        zero = planner.today() - timedelta(days=LONGEST_WINDOW_DAYS - 1)
        recovery = planner.recoveries.begin("Face", zero, LONGEST_WINDOW_DAYS)
        yield home, spots_of(recovery, zero, LONGEST_WINDOW_DAYS)


class Job:
    """Ticks by the command line, one command after the other, as a job of the system makes them."""

    def __init__(self, home: Path, spots: list[Spot]) -> None:
        self._home = home
        self._spots = iter(spots)
        self.ended: Counter[int] = Counter()
        """How many commands ended with which status."""
        self.stored: set[Spot] = set()
        self._begin()

    def _begin(self) -> None:
        self._spot = next(self._spots)
        words = ["--home", str(self._home), "tick", self._spot.step_id, "--on", str(self._spot.day)]
        self._process = subprocess.Popen([*PROGRAM, *words], env=SURROUNDINGS, stdout=subprocess.DEVNULL)

    def look(self) -> None:
        """Begin the next command where the last has ended."""
        if self._process.poll() is not None:
            self.end()
            self._begin()

    def end(self) -> None:
        """Wait for the last command."""
        status = self._process.wait(timeout=60)
        self.ended[status] += 1
        self.stored |= {self._spot} if status == 0 else set()


def all_at_once() -> list[Figure]:
    """All of them at work on one file."""
    asked, said = WRITERS * TICKS, list[Line]()
    with begun() as (home, spots), Workers(home) as workers:
        surroundings = SURROUNDINGS | {"ROUTINE_TUI_HOME": str(home)}
        with Terminal(PROGRAM, environment=surroundings, folder=home) as terminal:
            terminal.wait_for("▸ ○ Gentle cleanser")
            began = time.monotonic()
            pids = [workers.start("tick", place, asked, WRITERS) for place in range(WRITERS)]
            job = Job(home, spots[asked:-STEPS])
            pressed = False
            while len(said) < asked and time.monotonic() - began < GIVE_UP:
                said += workers.lines(0.01)
                job.look()
                if len(said) > asked // 2 and not pressed:
                    pressed = True
                    terminal.press("space")
                while terminal.read(0):
                    pass
            seconds = time.monotonic() - began
            job.end()
            for pid in pids:
                said += workers.wait(pid)
            terminal.wait_for("▸ ✓ Gentle cleanser")
        found = done_in(door(home).recovery)
    waits = sorted(float(line.text.split()[1]) for line in said)
    refused = [line.text for line in said if line.text.startswith("refused")]
    wanted = {*spots[:asked], *job.stored, spots[-STEPS]}
    told = f"{asked} by {WRITERS} processes, {job.ended.total()} commands, 1 by the app, in {seconds:.1f} s"
    spread = f"median {median(waits) * 1000:.0f} ms, 99 of 100 within {waits[len(waits) * 99 // 100] * 1000:.0f} ms"
    return [
        Figure("ticks asked for and not found", told, "", len(wanted - found), 0, "ticks"),
        Figure("ticks refused", "; ".join(refused[:1]), "", len(refused), 0, "ticks"),
        Figure("commands refused", f"status and number {dict(job.ended)}", "", job.ended.total() - job.ended[0], 0, ""),
        Figure("the longest tick", spread, "", waits[-1], LOCK_SECONDS, "s"),
    ]


def after_a_death(stopped: bool) -> Figure:
    """How long the next tick takes after a writer was killed in the middle of a change."""
    with begun() as (home, spots), Workers(home) as workers:
        holder = workers.start("hold")
        assert workers.line_of(holder) == "holds"
        if stopped:
            os.kill(holder, signal.SIGSTOP)
        planner = door(home)
        assert planner.recovery
        began = time.monotonic()
        workers.kill(holder)
        store(planner, spots[0], True)
        seconds = time.monotonic() - began
    return Figure(f"tick after a {'stopped' if stopped else 'busy'} writer died", "", "", seconds, AT_ONCE, "s")


def while_it_is_held() -> list[Figure]:
    """How long a person waits for a lock that stays held, and whether the file is as it was."""
    with begun() as (home, spots), Workers(home) as workers:
        holder = workers.start("hold")
        assert workers.line_of(holder) == "holds"
        planner, told = door(home), ""
        assert planner.recovery
        began = time.monotonic()
        try:
            store(planner, spots[0], True)
        except StoreError as error:
            told = str(error).replace(str(home), "HOME")
        seconds = time.monotonic() - began
        changed = done_in(door(home).recovery)
        workers.kill(holder)
        found = done_in(store(planner, spots[0], True))
    return [
        Figure("a lock that stays held: waited", told or "stored", "", seconds, LOCK_SECONDS + AT_ONCE / 2, "s"),
        Figure("a lock that stays held: changed", "", "", len(changed) + (not told), 0, "ticks"),
        Figure("the same tick, later: not found", "", "", spots[0] not in found, 0, "ticks"),
    ]


def figures() -> list[Figure]:
    """Nothing lost, nobody refused but where the lock is really held, and nobody waits for the dead."""
    return [*all_at_once(), after_a_death(stopped=False), after_a_death(stopped=True), *while_it_is_held()]


if __name__ == "__main__":
    results = figures()
    print(*results, sep="\n")
    raise SystemExit(any(figure.value > figure.at_most for figure in results))
