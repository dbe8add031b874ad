"""From starting the program to the first whole frame of Today, beside a bare Textual app."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import (
    BARE,
    BARE_SHOWS,
    OURS,
    OURS_SHOWS,
    Figure,
    Watch,
    alternating,
    compiled,
    ratio,
    recovery_of,
)


def first_paint(command: Sequence[str], text: bytes, home: Path | None = None) -> float:
    """The ms until a frame with a text in it is whole."""
    with Watch(command, home) as watch:
        return watch.wait_for_frame(text)


def figures() -> list[Figure]:
    """The first paint of Today with 84 days, all of them marked."""
    compiled()
    with recovery_of(84) as home:
        ours, bare = alternating(lambda: first_paint(OURS, OURS_SHOWS, home), lambda: first_paint(BARE, BARE_SHOWS))
    return [ratio("first paint of Today", ours, bare, 1.35, "bare app")]


if __name__ == "__main__":
    print(*figures(), sep="\n")
