"""From the key to the last changed byte of a tick that is on the disk: in a pseudo-terminal, and inside one process."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from time import perf_counter

from textual import events
from textual.drivers.headless_driver import HeadlessDriver

from benchmarks.durable_list import SHOWS, save_durably
from benchmarks.measure import OURS, OURS_SHOWS, ROUNDS, Figure, Series, Watch, compiled, ratio, recovery_of
from routine_tui.clock import SystemClock
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from routine_tui.ui.app import RoutineApp

WARM_UPS = 4
QUIET_SECONDS = 0.06


class NullDriver(HeadlessDriver):
    """Renders for real, but writes to nowhere, and notes when."""

    writes: list[tuple[float, int]] = []

    @property
    def is_headless(self) -> bool:
        """False, so that frames are rendered."""
        return False

    def write(self, data: str) -> None:
        """Note the moment and the length."""
        self.writes.append((perf_counter(), len(data)))


def in_a_terminal(home: Path) -> tuple[Series, set[int]]:
    """The ms of ticks and unticks by the space key, and how many frames they took."""
    with Watch(OURS, home) as watch:
        watch.wait_for_frame(OURS_SHOWS)
        watch.wait_until_quiet(1.0)
        taken = [watch.press_and_wait(" ", QUIET_SECONDS) for _ in range(2 * ROUNDS + WARM_UPS)][WARM_UPS:]
    return Series(tuple(ms for ms, _, _ in taken)), {frames for _, frames, _ in taken}


def in_one_process(home: Path) -> tuple[Series, set[int]]:
    """The same without a terminal: what of it is ours and Textual's alone."""
    return asyncio.run(_in_one_process(home))


async def _in_one_process(home: Path) -> tuple[Series, set[int]]:
    app = RoutineApp(Planner(Home(home, home / "config.toml"), SystemClock()))
    app.driver_class = NullDriver
    values, frames = [], set()
    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        await pilot.pause(0.5)
        for number in range(2 * ROUNDS + WARM_UPS):
            NullDriver.writes.clear()
            assert app._driver is not None
            began = perf_counter()
            app._driver.send_message(events.Key("space", " "))
            while not NullDriver.writes or perf_counter() - NullDriver.writes[-1][0] < QUIET_SECONDS:
                await asyncio.sleep(QUIET_SECONDS / 2)
            drawn = [(moment, length) for moment, length in NullDriver.writes if length > len("\x1b[?2026h")]
            if number >= WARM_UPS:
                values.append((drawn[-1][0] - began) * 1000)
                frames.add(len(drawn))
    return Series(tuple(values)), frames


def disk(home: Path) -> Series:
    """Below this a tick cannot go: the same bytes, written and synced and renamed by hand."""
    content = next((home / "recoveries").glob("*.json")).read_bytes()
    values = []
    for _ in range(2 * ROUNDS):
        began = perf_counter()
        save_durably(home, content)
        values.append((perf_counter() - began) * 1000)
    return Series(tuple(values))


def yardstick(home: Path) -> Series:
    """The ms of as many toggles of a bare list that saves the same bytes durably, in a terminal."""
    source = next((home / "recoveries").glob("*.json"))
    command = (sys.executable, "-m", "benchmarks.durable_list", str(home), str(source))
    with Watch(command, home) as watch:
        watch.wait_for_frame(SHOWS)
        watch.wait_until_quiet(1.0)
        taken = [watch.press_and_wait(" ", QUIET_SECONDS) for _ in range(2 * ROUNDS + WARM_UPS)][WARM_UPS:]
    return Series(tuple(ms for ms, _, _ in taken))


def figures() -> list[Figure]:
    """A tick with 84 and with 730 days of history, beside the durable yardstick in the same run."""
    compiled()
    lines = []
    in_terminals: list[Series] = []
    for days in (84, 730):
        with recovery_of(days) as home:
            by_hand = disk(home)
            bare = yardstick(home)
            outside, outside_frames = in_a_terminal(home)
            inside, inside_frames = in_one_process(home)
        in_terminals.append(outside)
        limit = 8.0 if days == 84 else 12.0
        beside = f"disk alone {by_hand}"
        lines += [
            ratio(f"tick, {days} days, to a durable list", outside, bare, 1.8 if days == 84 else 2.0, "list"),
            Figure(f"tick, {days} days, in a terminal", str(outside), beside, outside.median, limit, "ms"),
            Figure(f"tick, {days} days, frames at most", f"{outside_frames}", "", max(outside_frames), 1, "frame"),
            Figure(f"tick, {days} days, in one process", str(inside), beside, inside.median, limit, "ms"),
            Figure(f"tick, {days} days, frames inside", f"{inside_frames}", "", max(inside_frames), 1, "frame"),
        ]
    short, long = in_terminals
    return [*lines, ratio("tick, 730 days to 84 days", long, short, 1.5, "84 days")]


if __name__ == "__main__":
    print(*figures(), sep="\n")
