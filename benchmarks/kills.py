"""Thousands of writers killed at random moments: what they had said to be stored, and what is found.

``ROUNDS`` says how often a process that ticks through the planner is killed; a command and the full screen take longer
to begin, so they are killed less often.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.measure import Figure
from tests.e2e.terminal import FRAME_END, KEYS, PROGRAM, Terminal
from tests.store.victims import Kill, Target
from tests.store.workers import SURROUNDINGS, Spot, Workers

ROUNDS: Final = int(os.environ.get("ROUNDS", "2000"))
COMMANDS: Final = int(os.environ.get("COMMANDS", "100"))
SCREENS: Final = int(os.environ.get("SCREENS", "30"))
SEED: Final = int(os.environ.get("SEED", "22"))
STEPS: Final = 6
"""Of the gentle routine."""
AT_ONCE: Final = 1.0
"""Seconds within which the change after a kill is stored."""
HURRY: Final = 0.15
"""Seconds of ticking in which the full screen is killed."""


def planners(target: Target) -> list[Kill]:
    """Processes that tick through the planner."""
    with Workers(target.home) as workers:
        return [target.kill(workers) for _ in range(ROUNDS)]


def commands(target: Target) -> list[Kill]:
    """Commands, each killed at a random moment of its life; what one printed is said to be stored."""
    longest = 0.0
    for spot in target.spots[:3]:
        said, seconds = _run(target, spot, 60)
        assert said
        target.look([spot], set())
        longest = max(longest, seconds)
    kills = []
    for _ in range(COMMANDS):
        spot = target.random.choice(target.spots[:-STEPS])
        said, _ = _run(target, spot, target.random.uniform(0, longest))
        kills.append(target.look([spot], set()) if said else target.look([], {spot}))
    return kills


def _run(target: Target, spot: Spot, seconds: float) -> tuple[bytes, float]:
    """Change one thing by a command that lives so long at most; gives what it printed, and how long it lived."""
    word = "untick" if spot in target.done else "tick"
    command = [*PROGRAM, "--home", str(target.home), word, spot.step_id, "--on", str(spot.day)]
    began = time.monotonic()
    with subprocess.Popen(command, env=SURROUNDINGS, stdout=subprocess.PIPE) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            said, _ = process.communicate()
    return said, time.monotonic() - began


class Hurried(Terminal):
    """A terminal in which the next key is pressed as soon as the frame of the last one is there."""

    def press_until(self, end: float, keys: Sequence[str]) -> None:
        """Press keys one after the other until a moment of the monotonic clock."""
        for key in keys:
            frames = self.written.count(FRAME_END)
            os.write(self._near, KEYS[key].encode())
            while self.written.count(FRAME_END) == frames:
                if (left := end - time.monotonic()) <= 0:
                    return
                self.read(left)

    def ticked_when_killed(self) -> list[bool]:
        """Kill the program; gives for each step of the day whether it was last shown as ticked."""
        self.kill()
        while self.read(0):
            pass
        return ["✓" in line[:8] for line in self.text.splitlines() if {*line[:8]} & {*"✓○"}]


def screens(target: Target) -> list[Kill]:
    """The full screen in a pseudo-terminal while steps of today are ticked; what it showed is said to be stored."""
    kills = []
    for _ in range(SCREENS):
        surroundings = SURROUNDINGS | {"ROUTINE_TUI_HOME": str(target.home)}
        with Hurried(PROGRAM, environment=surroundings, folder=target.home) as terminal:
            terminal.wait_for("MORNING", "▸")
            terminal.press(*["up"] * STEPS)
            terminal.settle()
            end = time.monotonic() + target.random.uniform(0, HURRY)
            terminal.press_until(end, ["space", "down"] * (STEPS - 1))
            shown = terminal.ticked_when_killed()
        today = target.spots[-STEPS:]
        changed = [spot for spot, ticked in zip(today, shown, strict=True) if ticked != (spot in target.done)]
        kills.append(target.look(changed, {*today} - {*changed}))
    return kills


def figures() -> list[Figure]:
    """Nothing lost, nothing unreadable, nothing in the way of the next change."""
    victims: dict[str, Callable[[Target], list[Kill]]] = {
        "planner": planners,
        "command": commands,
        "full screen": screens,
    }
    return [figure for name, kill in victims.items() for figure in _figures(name, kill)]


def _figures(name: str, kill: Callable[[Target], list[Kill]]) -> list[Figure]:
    with TemporaryDirectory(prefix="routine-tui-benchmark-") as folder:
        target = Target(Path(folder) / "home", SEED)
        began = time.monotonic()
        kills = kill(target)
        seconds = time.monotonic() - began
    told = f"{len(kills)} kills in {seconds:.0f} s, {sum(one.stored for one in kills)} changes said to be stored"
    hits = (
        f"{sum(bool(one.temporary) for one in kills)} while the file was written (its temporary one was left), "
        f"{sum(one.one_more for one in kills)} when it was stored and not said yet"
    )
    troubles = [trouble for one in kills for trouble in one.troubles]
    return [
        Figure(f"{name} killed: changes lost", told, hits, sum(len(one.wrong) for one in kills), 0, ""),
        Figure(f"{name} killed: files not whole", "; ".join(troubles[:3]), "", len(troubles), 0, ""),
        Figure(
            f"{name} killed: files left over", "after the next change", "", sum(len(k.stayed) for k in kills), 0, ""
        ),
        Figure(
            f"{name} killed: next change",
            "the longest",
            "",
            max((one.seconds for one in kills), default=0),
            AT_ONCE,
            "s",
        ),
    ]


if __name__ == "__main__":
    results = figures()
    print(*results, sep="\n")
    raise SystemExit(any(figure.value > figure.at_most for figure in results))
