"""What the sections of a page are made with: blocks that hold something, quiet sentences, how a step went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from routine_tui.exporters.page.page import (
    Block,
    Facts,
    Items,
    ListEntry,
    Paragraph,
    Part,
    Pictures,
    Section,
    TableCell,
    WritingLines,
)
from routine_tui.exporters.page.phrases import Phrases, ratio, times
from routine_tui.model.day.progress import Adherence

if TYPE_CHECKING:
    from routine_tui.exporters.summary.entries import StepTally

SESSION: Final = "session"
"""The group of what was told about the session: it stands first, not among the background."""


def section(part: Part, name: str, heading: str, *blocks: Block | None) -> Iterator[Section]:
    """A section with those of the blocks that are not empty; no section where all are."""
    held = tuple(one for one in blocks if one is not None and _holds(one))
    if any(not isinstance(one, WritingLines) for one in held):
        yield Section(name, heading, part, held)


def quiet(*sentences: str) -> Paragraph:
    """A paragraph in quiet type."""
    return Paragraph(" ".join(filter(None, sentences)), quiet=True)


def share_of(adherence: Adherence) -> float | None:
    """Done of expected, 0 to 1, for the bar in a table; None where nothing was expected."""
    return adherence.ratio if adherence.expected else None


def went(p: Phrases, step: StepTally) -> TableCell:
    """How one step went, in short."""
    if not step.required and not step.adherence.expected:
        return TableCell(times(step).removeprefix("if needed, "), said=times(step))
    beside = tuple(filter(None, (times(step),)))
    return TableCell(ratio(step.adherence), beside, share_of(step.adherence), p.went(step))


def picture_items(block: Pictures) -> Items:
    """Pictures by the names of their files, for who gets only words."""
    return Items(tuple(ListEntry(one.words, one.file, (one.caption,) if one.caption else ()) for one in block.pictures))


def _holds(block: Block) -> bool:
    match block:
        case Paragraph(text):
            return bool(text)
        case Facts(pairs):
            return bool(pairs)
        case Items(items):
            return bool(items)
        case Pictures(pictures):
            return bool(pictures)
    return True
