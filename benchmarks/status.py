"""The line for a prompt, beside the imports it cannot do without; and the other commands of every day."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.measure import OURS, ROUNDS, Figure, alternating, compiled, environment, ratio, recovery_of

IMPORTS = (sys.executable, "-c", "import tinydb, dateutil.rrule, click")


def run(command: Sequence[str], home: Path) -> float:
    """The ms a command takes from start to end."""
    began = perf_counter()
    subprocess.run(command, env=environment(home), stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=True)
    return (perf_counter() - began) * 1000


def figures() -> list[Figure]:
    """``status``, which has a target; ``today`` and ``tick`` for comparison."""
    compiled()
    lines = []
    with recovery_of(84) as home:
        for name, arguments, at_most in (
            ("routine-tui status", ("status",), 1.6),
            ("routine-tui today", ("today",), 2.5),
            ("routine-tui tick 1", ("tick", "1"), 3.0),
        ):
            command = (*OURS, *arguments)
            ours, imports = alternating(lambda c=command: run(c, home), lambda: run(IMPORTS, home), 2 * ROUNDS)  # type: ignore[misc]
            lines.append(ratio(name, ours, imports, at_most, "imports"))
    return lines


if __name__ == "__main__":
    print(*figures(), sep="\n")
