"""All figures as one table: ``python -m benchmarks.all``; ``ROUNDS=31`` measures longer."""

from __future__ import annotations

import platform
from importlib.metadata import version

from benchmarks import care, exports, first_paint, idle, memory, screening, status, tick
from benchmarks.measure import ROUNDS


def main() -> None:
    """Measure, and print each figure as soon as it is there."""
    parts = ", ".join(f"{name} {version(name)}" for name in ("textual", "tinydb", "click"))
    print(f"Python {platform.python_version()}, {parts}; medians (least … most) of at least {max(9, ROUNDS)} runs")
    for benchmark in (first_paint, tick, status, memory, idle, screening, care, exports):
        for figure in benchmark.figures():
            print(figure, flush=True)


if __name__ == "__main__":
    main()
