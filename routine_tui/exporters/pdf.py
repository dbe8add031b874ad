"""The page as PDF: the story on one A4 side, the detail on a second, and day by day only where that is asked for.

Typst sets it. Whatever was typed reaches it as data, never as markup, so that none of it can become live. Its own fonts
draw all that they hold, so that a page looks the same on every machine; the system's draw the rest, as far as they can.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec.structs import replace

from routine_tui.exporters.page.beside_pictures import breadth
from routine_tui.exporters.page.fitting import LEVELS, Shortening, fitted
from routine_tui.exporters.page.page import Block, Calendar, Charts, Page, Part, Pictures, Section
from routine_tui.exporters.page.page_builder import build_page
from routine_tui.exporters.summary.summary import Summary
from routine_tui.exporters.typesetting import FONTS, LACKING, compiler, marked
from routine_tui.model.text import clipped

if TYPE_CHECKING:
    from typst import Compiler

    from routine_tui.exporters.summary.shown_photos import PhotoCopy

PAPERS: Final = {"a4": "a4", "letter": "us-letter"}
"""The papers that a page can be set on, as Typst names them."""
CHECK_INS: Final = "check-ins"
LACKING_WORDS: Final = f"{LACKING} stands for a sign that this page cannot draw."
ROOM: Final[Mapping[Part, int]] = {"story": 800_000, "detail": 1_150_000}
"""What a side holds, roughly: letters as they are handed to Typst, times the square of their size in points."""
LETTERS_OF_A_WEEK: Final = 100
"""As many letters take about the room of a week of the calendar."""
LETTERS_OF_A_CURVE: Final = 500
"""As many letters take about the room of a curve."""
_SIDES: Final[tuple[Part, ...]] = ("story", "detail")
"""What has a side each, and is shortened until it fits."""
_NO_IMAGES: Final[Mapping[str, str]] = {}
_TEMPLATE: Final = Path(__file__).parent / "templates" / "page.typ"


def render(summary: Summary, days: bool = False, paper: str = "a4") -> bytes:
    """The page as PDF; with ``days`` also notes, every check-in and names of pictures, on as many sides as they take.

    ``paper`` is one of ``PAPERS``.
    """
    page = _all_days(build_page(summary)) if days else build_page(summary)
    parts: tuple[Part, ...] = (*_SIDES, "more") if days else _SIDES
    written = _setter(_drawn(page, parts, _chosen(page, paper), paper), _images(page)).compile(format="pdf")
    assert isinstance(written, bytes)
    return _untold(written)


def _all_days(page: Page) -> Page:
    """The page with its check-ins told whole, after the two sides, and not on the second."""
    moved = (replace(one, part="more") if one.id == CHECK_INS else one for one in page.sections)
    return replace(page, sections=tuple(moved))


def _chosen(page: Page, paper: str = "a4") -> dict[Part, Shortening]:
    """For each side the first of the levels at which it fits, as Typst sets it; one that fits is not set again.

    It looks beside a guess first: each time that Typst sets a side takes longer than all else that is done here.
    """
    open_levels = {part: (0, len(LEVELS[part]) - 1) for part in _SIDES if page.of(part)}
    tried = {part: guess for part in open_levels if (guess := _guess(page, part)) < open_levels[part][1]}
    stride, images = 1, _images(page)
    while tried:
        levels = {part: LEVELS[part][at] for part, at in tried.items()}
        sides = _sides(_setter(_drawn(page, tried, levels, paper), images))
        following = {}
        for part, at in tried.items():
            least, most = open_levels[part]
            least, most = open_levels[part] = (least, at) if sides[part] <= 1 else (at + 1, most)
            if least < most:
                reach = min(stride, (most - least + 1) // 2)
                following[part] = most - reach if most == at else least + reach - 1
        tried, stride = following, stride * 2
    return {part: LEVELS[part][least] for part, (least, _) in open_levels.items()}


def _guess(page: Page, part: Part) -> int:
    """The place of the first of the levels at which a side has about as many letters as it has room for."""

    def fits(at: int) -> bool:
        level = LEVELS[part][at]
        sections, size, _ = fitted(page.of(part), level)
        return sum(_letters(block) for one in sections for block in one.blocks) * size**2 <= ROOM[part]

    return min(bisect_left(range(len(LEVELS[part])), True, key=fits), len(LEVELS[part]) - 2)


def _letters(block: Block) -> int:
    """About how many letters a block takes the room of; what is drawn takes less than what Typst is handed for it."""
    match block:
        case Calendar():
            return len(block.weeks) * LETTERS_OF_A_WEEK
        case Charts():
            return len(block.curves) * LETTERS_OF_A_CURVE + sum(len(mark.words) for mark in block.marks)
        case _:
            return len(json.dumps(_block(block)))


def _drawn(page: Page, parts: Iterable[Part], chosen: Mapping[Part, Shortening], paper: str = "a4") -> str:
    """The page as the template reads it, with a mark for each sign that the fonts lack."""
    told = [(part, page.of(part)) for part in parts]
    is_alone = not page.of("detail", "more")
    sides = [
        _side(part, *fitted(sections, level), level)
        for part, sections in told
        if sections
        for level in (chosen.get(part),)
    ]
    top = {name: getattr(page, name) for name in _TOP} | {"heading": clipped(page.heading)}
    drawn = json.dumps(
        {**top, "sides": sides, "fonts": FONTS, "paper": PAPERS[paper], "alone": is_alone}, ensure_ascii=False
    )
    kept, is_lacking, with_system = marked(drawn)
    besides = {"title": page.title, "lacking": LACKING_WORDS if is_lacking else "", "fallback": with_system}
    return json.dumps(json.loads(kept) | besides, ensure_ascii=False)  # a title has no font to lack


_TOP: Final = ("title", "eyebrow", "heading", "who", "session", "today", "span", "method")


def _side(
    part: Part, sections: tuple[Section, ...], size: float, is_cut: bool, level: Shortening | None
) -> dict[str, Any]:
    drawn = [
        {"id": one.id, "heading": one.heading, "blocks": [_block(block) for block in one.blocks]} for one in sections
    ]
    air, dense = (level.air, level.dense) if level else (True, False)
    return {"part": part, "size": size, "cut": is_cut, "air": air, "dense": dense, "sections": drawn}


def _block(block: Block) -> dict[str, Any]:
    kind = {"kind": type(block).__name__.lower()}
    if isinstance(block, Pictures):
        told = [
            {
                "words": one.words,
                "caption": one.caption,
                "file": one.file,
                "drawn": one.copy is not None,
                "wide": one.copy is not None and one.copy.width > one.copy.height,
                "breadth": breadth(one),
            }
            for one in block.pictures
        ]
        charts = {"charts": block.charts and msgspec.to_builtins(block.charts)}
        return kind | charts | {"pictures": told}
    if not isinstance(block, Calendar):
        return {**msgspec.to_builtins(block), **kind}
    weeks = [
        {
            "label": week.label,
            "done": week.done,
            "squares": [
                one and {"number": str(one.day.day), "state": one.state, "today": one.today, "event": bool(one.events)}
                for one in week.squares
            ],
        }
        for week in block.weeks
    ]
    return kind | {
        "label": block.label,
        "weekdays": block.weekdays,
        "weeks": weeks,
        "legend": block.legend,
        "beside": block.beside,
    }


# ---------------------------------------------------------------------- Typst


def _setter(drawn: str, images: Mapping[str, str] = _NO_IMAGES) -> Compiler:
    """A Typst compiler that holds the page, and its pictures by the names of their files."""
    return compiler(_TEMPLATE, {**images, "page": drawn}, with_system=json.loads(drawn)["fallback"])


def _images(page: Page) -> dict[str, str]:
    """The pictures of a page as SVG around a JPEG: Typst is handed nothing but text."""
    blocks = (block for section in page.sections for block in section.blocks if isinstance(block, Pictures))
    return {one.file: _svg(one.copy) for block in blocks for one in block.pictures if one.copy}


def _svg(copy: PhotoCopy) -> str:
    size = f'width="{copy.width}" height="{copy.height}"'
    data = f"data:image/jpeg;base64,{b64encode(copy.content).decode()}"
    links = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {links} {size}><image {size} xlink:href="{data}"/></svg>'


def _sides(setter: Compiler) -> dict[str, int]:
    """How many sides each part of a page takes."""
    return {one["part"]: one["sides"] for one in json.loads(setter.query("<end>", field="value"))}


def _untold(written: bytes) -> bytes:
    """The PDF without the name of its program, its ids and its metadata; title, language and tags stay.

    Each is overwritten with as many blanks, so that no offset in the file changes.
    """
    for found in (
        rb"/Creator\((?:[^()\\]|\\.)*\)",
        rb"/Metadata \d+ 0 R",
        rb"/ID\s*\[[^\]]*\]",
        rb"<\?xpacket begin.*?end=\"r\"\?>",
    ):
        written = re.sub(found, lambda one: b" " * len(one[0]), written, flags=re.DOTALL)
    return written
