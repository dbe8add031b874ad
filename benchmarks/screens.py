"""What the screens cost, all in the same shuffled rounds: first paint, calendar, tick, cursor, memory.

``python -m benchmarks.screens``; a year of data, ticks with 84 and 730 days. Linux only, as memory is read in /proc.
With ``--synced`` each recovery syncs with a real server of this machine meanwhile.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from pathlib import Path

from benchmarks.durable_list import SHOWS
from benchmarks.measure import (
    BARE,
    BARE_SHOWS,
    OURS,
    OURS_SHOWS,
    ROUNDS,
    Figure,
    Series,
    Watch,
    compiled,
    ratio,
    recovery_of,
)
from benchmarks.memory import resident_of

YEAR = 365
PRESSES = 6
"""Keys of a kind that are measured in one start, after one that does not count."""
RIGHT, LEFT = "\x1b[C", "\x1b[D"


class Rounds:
    """What was measured, by name; frames that a key took, by name."""

    def __init__(self) -> None:
        self.values: dict[str, list[float]] = defaultdict(list)
        self.frames: dict[str, list[int]] = defaultdict(list)
        self.begun: dict[Path, bytes] = {}
        """Each recovery as it was before the first tick: what a tick replaced is kept, so its day grows with each."""

    def keys(self, watch: Watch, name: str, *keys: str) -> None:
        """Press keys in turn, and note the median of each press and the most frames of one."""
        taken = [watch.press_and_wait(keys[number % len(keys)]) for number in range(PRESSES + 1)][1:]
        self.values[name] += [ms for ms, _, _ in taken]
        self.frames[name] += [frames for _, frames, _ in taken]

    def bare(self) -> None:
        """The bare app: its first paint, its memory."""
        with Watch(BARE) as watch:
            self.values["bare first paint"].append(watch.wait_for_frame(BARE_SHOWS))
            watch.wait_until_quiet(1.0)
            self.values["bare memory"].append(resident_of(watch.pid))

    def ours(self, home: Path) -> None:
        """Ours with a year: first paint, memory, the whole calendar, moving its cursor."""
        with Watch(OURS, home) as watch:
            self.values["first paint"].append(watch.wait_for_frame(OURS_SHOWS))
            watch.wait_until_quiet(1.0)
            self.values["memory"].append(resident_of(watch.pid))
            self.values["calendar"].append(watch.press_and_wait("2", 0.15)[0])
            watch.press_and_wait(LEFT)  # the days before today, on which the cursor mostly is
            self.keys(watch, "cursor", LEFT, RIGHT)

    def tick(self, home: Path, days: int) -> None:
        """Ticks and unticks of the last step of the day, on a day on which that was done as seldom as on real ones."""
        source = next((home / "recoveries").glob("*.json"))
        source.write_bytes(self.begun.setdefault(home, source.read_bytes()))
        with Watch(OURS, home) as watch:
            watch.wait_for_frame(OURS_SHOWS)
            watch.wait_until_quiet(1.0)
            self.keys(watch, f"tick {days}", " ")

    def list(self, home: Path, days: int) -> None:
        """Toggles of the bare list that saves as many bytes, and of one that saves none."""
        source = next((home / "recoveries").glob("*.json"))
        command = (sys.executable, "-m", "benchmarks.durable_list", str(home), str(source))
        with Watch(command, home) as watch:
            watch.wait_for_frame(SHOWS)
            watch.wait_until_quiet(1.0)
            self.keys(watch, f"list {days}", " ")
            self.keys(watch, "bare toggle", "t")


def figures() -> list[Figure]:
    """Each as a ratio to its yardstick of the same rounds."""
    compiled()
    rounds = Rounds()
    with ExitStack() as stack:
        homes = {days: stack.enter_context(recovery_of(days)) for days in (84, YEAR, 730)}
        if "--synced" in sys.argv:
            stack.enter_context(import_module("benchmarks.synced").synced(*homes.values()))
        jobs: list[Callable[[], None]] = [rounds.bare, partial(rounds.ours, homes[YEAR])]
        for days in (84, 730):
            jobs += [partial(rounds.tick, homes[days], days), partial(rounds.list, homes[days], days)]
        for number in range(ROUNDS + 1):
            random.shuffle(jobs)
            for job in jobs:
                job()
            if number == 0:  # the first round warms the machine up
                rounds.values.clear()
                rounds.frames.clear()

    def of(name: str, unit: str = "ms") -> Series:
        return Series(tuple(rounds.values[name]), unit)

    bare = of("bare first paint")
    return [
        ratio("first paint, a year", of("first paint"), bare, 1.3, "bare app"),
        ratio("the whole calendar, a year", of("calendar"), bare, 0.5, "bare app"),
        ratio("tick, 84 days", of("tick 84"), of("list 84"), 1.8, "durable list"),
        ratio("tick, 730 days", of("tick 730"), of("list 730"), 2.0, "durable list"),
        ratio("cursor of the calendar", of("cursor"), of("bare toggle"), 2.0, "bare toggle"),
        ratio("memory", of("memory", "MB"), of("bare memory", "MB"), 1.3, "bare app"),
        *(
            Figure(f"frames: {name}", f"{sorted(set(rounds.frames[name]))}", "", max(rounds.frames[name]), 1, "frame")
            for name in ("tick 84", "tick 730", "cursor")
        ),
    ]


if __name__ == "__main__":
    print(*figures(), sep="\n")
