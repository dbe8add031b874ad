"""Resident memory of the open app, beside a bare Textual app. Linux only: it reads /proc."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import (
    BARE,
    BARE_SHOWS,
    OURS,
    OURS_SHOWS,
    ROUNDS,
    Figure,
    Series,
    Watch,
    alternating,
    compiled,
    ratio,
    recovery_of,
)


def resident(command: Sequence[str], text: bytes, home: Path | None = None) -> float:
    """MB resident once all is drawn and quiet."""
    with Watch(command, home) as watch:
        watch.wait_for_frame(text)
        watch.wait_until_quiet(1.0)
        return resident_of(watch.pid)


def resident_of(pid: int) -> float:
    """MB that a process holds at this moment."""
    found = re.search(r"^Rss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text("ascii"), re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


def figures() -> list[Figure]:
    """The open app with 84 days, and with 730."""
    compiled()
    lines = []
    for days in (84, 730):
        with recovery_of(days) as home:
            ours, bare = alternating(
                lambda: resident(OURS, OURS_SHOWS, home),
                lambda: resident(BARE, BARE_SHOWS),
                max(9, ROUNDS // 2),
            )
        ours, bare = Series(ours.values, "MB"), Series(bare.values, "MB")
        lines.append(ratio(f"resident memory, {days} days", ours, bare, 1.35, "bare app"))
    return lines


if __name__ == "__main__":
    print(*figures(), sep="\n")
