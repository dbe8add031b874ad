"""Exports of a full year: each format as a process of its own, beside one that only imports what it is made with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from benchmarks.measure import OURS, ROUNDS, Figure, alternating, compiled, recovery_of
from benchmarks.status import run

YEAR: Final = 365
FORMATS: Final = {
    "md": ("jinja2", 0.5),
    "csv": ("csv", 0.5),
    "json": ("msgspec", 0.5),
    "ics": ("icalendar", 0.5),
    "html": ("jinja2", 0.7),
    "pdf": ("typst", 2.0),
    "svg": ("jinja2", 0.7),
    "png": ("typst", 1.0),
}
"""Each format with the library that it is made with, and the most seconds that it may take."""


def figures() -> list[Figure]:
    """The seconds from start to end; the ratio to a process that only imports the library stands beside them."""
    compiled()
    lines = []
    with recovery_of(YEAR) as home:
        for name, (library, at_most) in FORMATS.items():
            lines.append(_figure(home, name, library, at_most))
    return lines


def _figure(home: Path, name: str, library: str, at_most: float) -> Figure:
    ours, imports = alternating(
        lambda: run((*OURS, "export", "--format", name), home),
        lambda: run((sys.executable, "-c", f"import {library}"), home),
        max(9, ROUNDS),
    )
    beside = f"{ours.median / imports.median:.1f} × import {library} {imports}"
    return Figure(f"export of a year as {name}", f"ours {ours}", beside, ours.median / 1000, at_most, "s")


if __name__ == "__main__":
    print(*figures(), sep="\n")
