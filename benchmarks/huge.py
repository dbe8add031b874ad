"""Far more than anybody will record, in a quarter, a half and all of two years: nothing grows faster than the data."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Final

from benchmarks.measure import OURS, ROUNDS, Figure, compiled
from benchmarks.status import run
from routine_tui.clock import SystemClock
from routine_tui.exporters.formats import ExportRequest
from routine_tui.model.day.agenda import agenda
from routine_tui.model.day.progress import calendar
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from tests.store.huge import huge_recovery

DAYS: Final = (182, 365, 730)
AT_MOST: Final = 2.4
"""How much longer twice the data may take: twice, and what a busy machine adds."""


@contextmanager
def planner_of(days: int) -> Iterator[Planner]:
    """A planner on a huge recovery of so many days."""
    with TemporaryDirectory(prefix="routine-tui-benchmark-") as folder:
        planner = Planner(Home(Path(folder), Path(folder) / "config.toml"), SystemClock())
        planner.folder.create(huge_recovery(planner.today(), days))
        yield planner


def again(planner: Planner) -> Planner:
    """Another planner on the same data, which has read nothing yet."""
    return Planner(planner.home, planner.clock)


def taken(work: Callable[[], object]) -> float:
    """The ms of the processor that something takes: the least of some times."""
    values = []
    for _ in range(ROUNDS):
        gc.collect()
        gc.disable()  # as the command line does
        began = process_time()
        work()
        values.append((process_time() - began) * 1000)
        gc.enable()
    return min(values)


def measured(days: int) -> dict[str, float]:
    """What each thing takes, in ms, and the size of the file in MB."""
    with planner_of(days) as planner:
        recovery, today, step_id = planner.recovery, planner.today(), "step-0"
        assert planner.path is not None

        def tick() -> None:
            planner.untick(today, [step_id])
            planner.tick(today, [step_id])

        return {
            "load": taken(lambda: again(planner).recovery),
            "tick": taken(tick) / 2,
            "status of a process": min(run((*OURS, "status"), planner.home.data) for _ in range(9)),
            "today": taken(lambda: agenda(recovery, today, today)),
            "calendar": taken(lambda: calendar(again(planner).recovery, today)),
            "page as HTML": taken(lambda: again(planner).exports.file(ExportRequest("html"))),
            "file, MB": planner.path.stat().st_size / 1e6,
        }


def figures() -> list[Figure]:
    """What all of it takes, and how that compares to a half of it."""
    compiled()
    quarter, half, whole = (measured(days) for days in DAYS)
    return [
        Figure(
            f"{name}, 730 to 365 days",
            f"{quarter[name]:.1f}, {half[name]:.1f}, {value:.1f} with 182, 365, 730 days",
            "", value / half[name] if half[name] else 1.0, AT_MOST,
        )
        for name, value in whole.items()
    ]  # fmt: skip


if __name__ == "__main__":
    lines = figures()
    print(*lines, sep="\n")
    sys.exit(any(figure.value > figure.at_most for figure in lines))
