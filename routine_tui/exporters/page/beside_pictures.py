"""The charts beside the pictures on the first side of the PDF, where upright pictures leave room for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from routine_tui.exporters.page.page import Block, Charts, Picture, Pictures, Section
from routine_tui.model.text import listed

SIDE: Final = 52.0
"""The longer side of a picture on paper, in millimetres."""
LEAST: Final = 34.0
"""How broad the place of a picture is at least, in millimetres, so that the words below it find room."""
GUTTER: Final = 5.0
PAGE: Final = 182.0
"""How broad the text of the narrower of the papers is, in millimetres."""
CHARTS: Final = 45.0
"""How broad charts are at least, in millimetres."""
MOST_CURVES: Final = 3
"""How many curves are as high together as the pictures are."""


def breadth(one: Picture) -> float:
    """How broad the place of a picture is, in millimetres; one whose file is not there has that of the broadest."""
    if one.copy is None:
        return SIDE
    return min(SIDE, max(LEAST, SIDE * one.copy.width / one.copy.height))


def charts_beside(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections, with the charts moved to the pictures where these leave room; else as they are."""
    found = [block for one in sections for block in one.blocks if isinstance(block, Charts)]
    shown = [block for one in sections for block in one.blocks if isinstance(block, Pictures)]
    if not found or not shown or not _leaves_room(shown[0]):
        return tuple(sections)
    kept = fewer_curves(found[0], MOST_CURVES)

    def moved(blocks: Sequence[Block]) -> tuple[Block, ...]:
        others = (block for block in blocks if not isinstance(block, Charts))
        return tuple(replace(block, charts=kept) if isinstance(block, Pictures) else block for block in others)

    cut = (replace(one, blocks=moved(one.blocks)) for one in sections)
    return tuple(one for one in cut if one.blocks)


def fewer_curves(charts: Charts, most: int) -> Charts:
    """The charts with their first curves, and how many are not there in words."""
    left = len(charts.curves) - most
    return replace(charts, curves=charts.curves[:most], left_out=said_of(left)) if left > 0 else charts


def said_of(left: int, of: Sequence[str] = ()) -> str:
    """What is said where some of a list or of the curves are not there; ``of`` names their kinds where that matters."""
    return f"and {left} more{f' of {listed(of)}' if of else ''}; the web page has all of them"


def _leaves_room(block: Pictures) -> bool:
    return sum(breadth(one) + GUTTER for one in block.pictures) + CHARTS <= PAGE
