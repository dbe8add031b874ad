"""What the open app does while nobody does anything: frames, bytes, looks at the disk."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.measure import OURS, OURS_SHOWS, Figure, Watch, compiled, recovery_of
from benchmarks.tick import NullDriver
from routine_tui.clock import SystemClock
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from routine_tui.ui.app import RoutineApp

SECONDS = 10.0


def bytes_in_a_terminal(home: Path) -> int:
    """What is written to a terminal in ten seconds of rest."""
    with Watch(OURS, home) as watch:
        watch.wait_for_frame(OURS_SHOWS)
        watch.wait_until_quiet(1.5)
        before, end = len(watch.written), perf_counter() + SECONDS
        while (left := end - perf_counter()) > 0:
            watch.read(left)
        return len(watch.written) - before


async def looks_at_the_disk(home: Path) -> tuple[int, int, int]:
    """How often in ten seconds of rest the app asks for the state of a file, opens one, and draws."""
    app = RoutineApp(Planner(Home(home, home / "config.toml"), SystemClock()))
    app.driver_class = NullDriver
    counts = {"stat": 0, "open": 0}
    true_stat = os.stat

    def counting_stat(*arguments: Any, **more: Any) -> os.stat_result:
        counts["stat"] += 1
        return true_stat(*arguments, **more)

    def hook(event: str, _: tuple[object, ...]) -> None:
        if event == "open":
            counts["open"] += 1

    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        await pilot.pause(1.5)
        sys.addaudithook(hook)
        os.stat = counting_stat
        NullDriver.writes.clear()
        counts.update(stat=0, open=0)
        await asyncio.sleep(SECONDS)
        os.stat = true_stat
        return counts["stat"], counts["open"], len(NullDriver.writes)


def figures() -> list[Figure]:
    """Nothing drawn, nothing read, one ``stat`` a second."""
    compiled()
    with recovery_of(84) as home:
        written = bytes_in_a_terminal(home)
        stats, opens, frames = asyncio.run(looks_at_the_disk(home))
    during = f"in {SECONDS:.0f} s of rest"
    return [
        Figure("idle: bytes to the terminal", during, "nothing", written, 0, "bytes"),
        Figure("idle: frames", during, "nothing", frames, 0, ""),
        Figure("idle: stat calls a second", f"{stats} {during}", "one", stats / SECONDS, 1.1, "/s"),
        Figure("idle: files opened", during, "nothing", opens, 0, ""),
    ]


if __name__ == "__main__":
    print(*figures(), sep="\n")
