"""What benchmarks share: a recovery to measure on, terminals that note when bytes come, medians and spread."""

from __future__ import annotations

import compileall
import os
import sys
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import routine_tui
from routine_tui.clock import SystemClock
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from tests.e2e.terminal import FRAME_END, Terminal
from tests.full import full_recovery

ROUNDS: Final = int(os.environ.get("ROUNDS", "15"))
"""How often each thing is measured; at least 9."""
BARE: Final = (sys.executable, str(Path(__file__).with_name("bare.py")))
OURS: Final = (str(Path(sysconfig.get_path("scripts")) / "routine-tui"),)
BARE_SHOWS: Final = b"Nothing but this line."
OURS_SHOWS: Final = b"MORNING"
PATIENCE: Final = 30.0


@dataclass(frozen=True, slots=True)
class Series:
    """One thing, measured several times."""

    values: tuple[float, ...]
    unit: str = "ms"

    @property
    def median(self) -> float:
        """The middle of what was measured."""
        return median(self.values)

    def __str__(self) -> str:
        return (
            f"{self.median:.1f} {self.unit} ({min(self.values):.1f} … {max(self.values):.1f}, n = {len(self.values)})"
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the report: what was measured, against what, and how far it may go."""

    name: str
    measured: str
    yardstick: str
    value: float
    at_most: float
    unit: str = "×"

    def __str__(self) -> str:
        verdict = "holds" if self.value <= self.at_most else "MISSED"
        target = f"≤ {self.at_most:g} {self.unit}"
        told = "; ".join(words for words in (self.measured, self.yardstick) if words)
        return f"{self.name:<34} {self.value:>6.2f} {self.unit:<5} {target:<10} {verdict:<6} {told}"


def ratio(name: str, ours: Series, yardstick: Series, at_most: float, beside: str) -> Figure:
    """A figure that is a ratio of two medians of the same run."""
    return Figure(name, f"ours {ours}", f"{beside} {yardstick}", ours.median / yardstick.median, at_most)


class Watch(Terminal):
    """A terminal that draws nothing and only notes when bytes come, so that it costs the program no time."""

    def __init__(self, command: Sequence[str], home: Path | None = None) -> None:
        self.began = perf_counter()
        self.last_byte = self.began
        super().__init__(command, environment=environment(home), folder=home)

    def _show(self, written: bytes) -> None:
        self.last_byte = perf_counter()

    def wait_for_frame(self, text: bytes) -> float:
        """Wait until a frame with a text in it is whole; gives the ms since the program was started."""
        while FRAME_END not in self.written.partition(text)[2]:
            if not self.read(PATIENCE):
                raise RuntimeError(f"{text!r} did not appear: {bytes(self.written[-300:])!r}")
        return (self.last_byte - self.began) * 1000

    def wait_until_quiet(self, seconds: float) -> None:
        """Wait until nothing was written for some seconds."""
        while self.read(seconds):
            pass

    def press_and_wait(self, key: str, quiet: float = 0.06) -> tuple[float, int, int]:
        """Press a key and wait until all is drawn; gives ms from key to last byte, frames, and bytes."""
        before, began = len(self.written), perf_counter()
        os.write(self._near, key.encode())
        if not self.read(PATIENCE):
            raise RuntimeError("The key changed nothing on the screen.")
        self.wait_until_quiet(quiet)
        written = bytes(self.written[before:])
        return (self.last_byte - began) * 1000, written.count(FRAME_END), len(written)


def environment(home: Path | None) -> dict[str, str]:
    """A terminal of full colour, and data in a folder of its own."""
    more = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "TZ": "UTC"}
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "PYTHONPATH")}
    return kept | more | ({"ROUTINE_TUI_HOME": str(home)} if home else {})


@contextmanager
def recovery_of(days: int) -> Iterator[Path]:
    """A folder with a recovery in which every step of every day so far is done; today is its last day."""
    with TemporaryDirectory(prefix="routine-tui-benchmark-") as folder:
        home = Path(folder)
        planner = Planner(Home(home, home / "config.toml"), SystemClock())
        planner.folder.create(full_recovery(planner.today(), days))
        yield home


def compiled() -> None:
    """Compile our bytecode, as an installer does."""
    compileall.compile_dir(str(Path(routine_tui.__file__).parent), quiet=1)


def alternating(first: Callable[[], float], second: Callable[[], float], rounds: int = ROUNDS) -> tuple[Series, Series]:
    """Measure two things in turn, after one round that does not count."""
    pairs = [(first(), second()) for _ in range(rounds + 1)][1:]
    return Series(tuple(a for a, _ in pairs)), Series(tuple(b for _, b in pairs))
