"""Processes that change a recovery: forked from one that has imported the program, so each of them begins at once."""

from __future__ import annotations

import contextlib
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import FrameType
from typing import Any, Final, NamedTuple, Self

from routine_tui import files
from routine_tui.clock import SystemClock
from routine_tui.model.errors import StoreError
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home

ROOT: Final = Path(__file__).parents[2]
HOURS: Final = int(os.environ.get("NOON_IN_HOURS", 12 - datetime.now(UTC).hour))
"""How far our time zone is from UTC: it is about noon there, so no test runs into the new day."""
SURROUNDINGS: Final = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "PYTHONPATH")} | {
    "NOON_IN_HOURS": str(HOURS),
    "TZ": f"NOON{-HOURS:+d}",
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "LANG": "C.UTF-8",
}
"""What every process that we start finds around it."""
PATIENCE: Final = 30.0
"""Seconds to wait for a worker before a test gives up; a quiet machine needs a fraction of one."""

LONGEST_LIFE: Final = 600
"""Seconds after which a worker that was forgotten ends by itself."""


class Spot(NamedTuple):
    """What can be ticked: a step of a day."""

    day: date
    step_id: str


class Line(NamedTuple):
    """What a worker said."""

    pid: int
    text: str


def door(home: Path) -> Planner:
    """The planner of a home, in the time zone of noon."""
    return Planner(Home(home, home / "config.toml"), SystemClock(timezone(timedelta(hours=HOURS))))


def spots_of(recovery: Recovery, first: date, days: int) -> list[Spot]:
    """Every step of some days, day after day."""
    steps = [step.id for step in recovery.routine.steps]
    return [Spot(first + timedelta(days=number), step_id) for number in range(days) for step_id in steps]


def done_in(recovery: Recovery) -> set[Spot]:
    """What is ticked."""
    return {Spot(day, step_id) for day, record in recovery.days.items() for step_id in record.marks}


def plan(seed: int, done: AbstractSet[Spot], spots: Sequence[Spot]) -> Iterator[tuple[Spot, bool]]:
    """Changes without an end, the same ones for the same seed: mostly ticks, now and then one is taken back."""
    generator, present = random.Random(seed), set(done)
    while True:
        spot = generator.choice(spots)
        if spot in present and generator.random() < 0.7:
            continue
        present ^= {spot}
        yield spot, spot in present


def store(planner: Planner, spot: Spot, done: bool) -> Recovery:
    """Tick a step of a day, or take the tick back."""
    return (planner.tick if done else planner.untick)(spot.day, [spot.step_id])


class Workers:
    """The one that forks, and what its children say; leaving the ``with`` block ends them all."""

    def __init__(self, home: Path) -> None:
        self._running: set[int] = set()
        self._unread = b""
        self._kept: list[Line] = []
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.store.workers", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=SURROUNDINGS,
            cwd=ROOT,
            bufsize=0,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for pid in self._running:  # not reaped yet, so nobody else has got that number
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._parent.kill()
        self._parent.wait()
        for pipe in (self._parent.stdin, self._parent.stdout):
            assert pipe
            pipe.close()

    def start(self, task: str, *words: object) -> int:
        """Fork a worker for a task; gives its process."""
        self._order(task, *words)
        pid = self._answer("forked")
        self._running.add(pid)
        return pid

    def lines(self, timeout: float = PATIENCE) -> Iterator[Line]:
        """What workers say, line by line, for so many seconds."""
        end = time.monotonic() + timeout
        while line := self._next(end - time.monotonic()):
            yield line

    def line_of(self, pid: int, timeout: float = PATIENCE) -> str | None:
        """The next line of one worker, past those of others; None where it says nothing in that time."""
        return next((line.text for line in self.lines(timeout) if line.pid == pid), None)

    def kill(self, pid: int) -> list[Line]:
        """End a worker as a power cut would; gives what it and others had said by then."""
        os.kill(pid, signal.SIGKILL)
        return self.wait(pid, signal.SIGKILL)

    def wait(self, pid: int, killed_by: int = 0) -> list[Line]:
        """Wait until a worker has ended, by itself or by a signal; gives what it and others had said by then."""
        self._order("wait", pid)
        status = self._answer("ended")
        self._running.discard(pid)
        assert status == -killed_by, f"A worker ended with {status}."
        kept, self._kept = self._kept, []
        return kept

    def _order(self, *words: object) -> None:
        assert self._parent.stdin
        self._parent.stdin.write((" ".join(map(str, words)) + "\n").encode())

    def _answer(self, word: str) -> int:
        """The number in the parent's answer; what workers say meanwhile is kept."""
        kept: list[Line] = []
        for line in self.lines():
            if line.pid == self._parent.pid:
                said, _, number = line.text.partition(" ")
                assert said == word, line
                self._kept += kept
                return int(number)
            kept.append(line)
        raise AssertionError(f"No process has {word} within {PATIENCE:.0f} s.")

    def _next(self, timeout: float) -> Line | None:
        assert self._parent.stdout
        if self._kept:
            return self._kept.pop(0)
        end = time.monotonic() + timeout
        while b"\n" not in self._unread:
            if not select.select([self._parent.stdout], [], [], max(0.0, end - time.monotonic()))[0]:
                return None
            said = os.read(self._parent.stdout.fileno(), 65536)
            assert said, "The process that forks the workers has ended."
            self._unread += said
        line, _, self._unread = self._unread.partition(b"\n")
        pid, _, text = line.decode().partition(" ")
        return Line(int(pid), text)


# ------------------------------------------------------------------ inside the workers


def _say(text: str) -> None:
    """One line in one call, so that no other worker can write into it."""
    os.write(1, f"{os.getpid()} {text}\n".encode())


def _toggle(home: Path, seed: str, first: str, days: str, killed_at_line: str = "0") -> None:
    """Change one thing after the other without an end, and say after each that it is stored."""
    planner = door(home)
    recovery = planner.recovery
    _die_at_line(int(killed_at_line))
    for spot, done in plan(int(seed), done_in(recovery), spots_of(recovery, date.fromisoformat(first), int(days))):
        store(planner, spot, done)
        _say("stored")


WRITING = ("write_whole", "_written", "_created", "_sync_folder", "make_folder")


def _die_at_line(number: int) -> None:
    """Be killed just before that line of what writes in ``files.py``, counted as they are run; 0 for never."""
    lines_run = 0

    def count(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal lines_run
        if frame.f_code.co_filename != files.__file__ or frame.f_code.co_name not in WRITING:
            return None
        lines_run += event == "line"
        if lines_run == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return count

    if number:
        sys.settrace(count)


def _tick(home: Path, place: str, stop: str, step: str) -> None:
    """Tick every ``step``-th spot from ``place`` to ``stop``; say after each how long it took (s)."""
    planner = door(home)
    recovery = planner.recovery
    for spot in spots_of(recovery, recovery.day_zero, recovery.window_days)[int(place) : int(stop) : int(step)]:
        began, why = time.monotonic(), ""
        try:
            store(planner, spot, True)
        except StoreError as error:
            why = f" {error}"
        _say(f"{'refused' if why else 'stored'} {time.monotonic() - began:.6f}{why}")


def _tick_one(home: Path, day: str, step_id: str) -> None:
    """Say that it begins, tick one step, and say that it is stored."""
    planner = door(home)
    spot = Spot(date.fromisoformat(day), step_id)
    _say("ticks")
    store(planner, spot, True)
    _say("stored")


def _hold(home: Path) -> None:
    """Stay in the middle of a change, with the lock held, until killed."""
    planner = door(home)
    path = planner.folder.current()
    assert path

    def stay(recovery: Recovery) -> Recovery:
        _say("holds")
        signal.pause()
        return recovery

    planner.folder.repository(path).change("held", stay, planner.clock.now())


_TASKS: Final[dict[str, Callable[..., None]]] = {
    "toggle": _toggle,
    "tick": _tick,
    "tick-one": _tick_one,
    "hold": _hold,
}


def main() -> None:
    """Fork a worker, or wait for the end of one, as each line that comes in says."""
    import filelock  # noqa: F401  # what a change imports late is imported here, once for all

    home = Path(sys.argv[1])
    door(home).recovery  # noqa: B018
    while line := sys.stdin.readline():
        task, *words = line.split()
        if task == "wait":
            _, status = os.waitpid(int(words[0]), 0)
            _say(f"ended {os.waitstatus_to_exitcode(status)}")
            continue
        if pid := os.fork():
            _say(f"forked {pid}")
            continue
        signal.alarm(LONGEST_LIFE)
        with contextlib.suppress(BrokenPipeError):  # nobody listens any more
            _TASKS[task](home, *words)
        return


if __name__ == "__main__":
    main()
