"""Ten thousand keys in one run of the app: memory stays flat, and a tick stays as quick as it was.

Linux only: it reads /proc. ``ACTIONS=50000`` presses more keys.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.measure import OURS, OURS_SHOWS, Figure, Series, Watch, compiled, ratio, recovery_of
from benchmarks.memory import resident_of
from routine_tui.clock import SystemClock
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home

DAY: Final = (" ", " ", " ", "u", "j", "k", "[", "]", "2", "h", "k", "j", "l", "1", "3", "j", "k", "1")
"""Untick, tick, untick and undo; steps, days, the calendar and the routine: each key draws something at once."""
DIALOGS: Final = ("s", "\r", "u", "s", "\r", "u", "n", "\x1b", "e", "\x1b")
"""Skip and undo, twice; the note and the page to share, opened and left. After each of them all is as it was before."""
ROUND: Final = (*DAY * 5, *DIALOGS)
PARTS: Final = 10
ROUNDS_A_PART: Final = max(1, int(os.environ.get("ACTIONS", "10000")) // PARTS // len(ROUND))
PROGRAM: Final = ("env", "ESCDELAY=20", *OURS)
"""A lone Escape is known by the silence after it: here 20 ms, not 100, or a run would take three times as long."""
QUIET_SECONDS: Final = 0.02
QUIET_DIALOG_SECONDS: Final = 0.15
"""A dialog comes and goes in several frames, and a key that is pressed between them may reach the wrong screen."""


def states_in(home: Path) -> dict[str, dict[str, str]]:
    """What the disk says of each day, without the moments."""
    days = Planner(Home(home, home / "config.toml"), SystemClock()).recovery.days
    return {str(day): {step_id: mark.state for step_id, mark in record.marks.items()} for day, record in days.items()}


def processor_ms(pid: int) -> float:
    """How long a process has been on a processor, which is the same whatever else the machine does."""
    return int(Path(f"/proc/{pid}/schedstat").read_text("ascii").split()[0]) / 1e6


def used_for_long(home: Path) -> Iterator[tuple[float, float, Series]]:
    """After each part of the keys: MB resident, the ms of the processor that a key took, and the ms of its ticks.

    Raises RuntimeError where a key draws nothing, or where not all is as it was before: then a key went astray.
    """
    before = states_in(home)
    with Watch(PROGRAM, home) as watch:
        watch.wait_for_frame(OURS_SHOWS)
        watch.wait_until_quiet(1.0)
        for _ in range(PARTS):
            ticks: list[float] = []
            began = processor_ms(watch.pid)
            for key in ROUND * ROUNDS_A_PART:
                ms, *_ = watch.press_and_wait(key, QUIET_DIALOG_SECONDS if key in DIALOGS else QUIET_SECONDS)
                if key == " ":
                    ticks.append(ms)
            a_key = (processor_ms(watch.pid) - began) / len(ROUND) / ROUNDS_A_PART
            yield resident_of(watch.pid), a_key, Series(tuple(ticks))
    if states_in(home) != before:
        raise RuntimeError("Not all is as it was before: a key went astray.")


def figures() -> list[Figure]:
    """Memory and time at the end, to those of the first tenth of the keys."""
    compiled()
    pressed, resident, times = 0, [], []
    with recovery_of(84) as home:
        for memory, a_key, ticks in used_for_long(home):
            pressed += len(ROUND) * ROUNDS_A_PART
            resident.append(Series((memory,), "MB"))
            times.append(Series((a_key,)))
            print(
                f"after {pressed:>6,} keys {memory:.1f} MB; processor {a_key:.1f} ms a key; a tick {ticks}", flush=True
            )
    return [
        ratio(f"memory after {pressed:,} keys", resident[-1], resident[0], 1.1, "after the first tenth"),
        ratio(f"a key after {pressed:,} keys", times[-1], times[0], 1.15, "in the first tenth"),
    ]


if __name__ == "__main__":
    measured = figures()
    print(*measured, sep="\n")
    sys.exit(any(figure.value > figure.at_most for figure in measured))
