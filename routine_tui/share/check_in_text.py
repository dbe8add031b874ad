"""The check-ins as lines of text: a row a check-in, and under it what was answered besides numbers."""

from __future__ import annotations

from collections.abc import Iterator

from routine_tui.model.words import short_day
from routine_tui.share.skin_phrases import SkinPhrases


def check_in_lines(told: SkinPhrases) -> Iterator[tuple[str, str]]:
    """Each row, at most 76 columns wide, with what stands under it, perhaps nothing; the heads come first."""
    columns = told.columns
    yield _row("", [(head, len(head)) for _, head in columns]), ""
    for one in told.skin.check_ins:
        numbers = [(told.number(one, name), len(head)) for name, head in columns]
        yield _row(f"D{one.offset:<3} {short_day(one.day)}", numbers), told.more(one)


def _row(day: str, cells: list[tuple[str, int]]) -> str:
    return f"{day:11}{''.join(f' {text:>{max(width, 4)}}' for text, width in cells)}".rstrip()
