"""Writes which signs the fonts of the PDF hold: ``python docs/coverage.py``, where fontTools is installed.

Typst brings its fonts inside its own library: they are looked for in it. To be run again for another range of Typst.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import typst
from fontTools.ttLib import TTFont, TTLibError

WEIGHTS = (
    {"Libertinus Serif Regular", "NewComputerModern10-Regular", "DejaVu Sans Mono"},
    {"Libertinus Serif Semibold", "NewComputerModern10-Bold", "DejaVu Sans Mono Bold"},
)
"""The fonts behind plain and behind heavier words, in the families that ``routine_tui.exporters.pdf`` names."""
TO = Path(__file__).parent.parent / "routine_tui" / "exporters" / "page" / "coverage.txt"


def fonts(library: bytes) -> Iterator[TTFont]:
    """Every font that lies in the bytes of a library."""
    for found in re.finditer(rb"(?:OTTO|\x00\x01\x00\x00)\x00[\x05-\x28]", library):
        start = found.start()
        count = struct.unpack(">H", library[start + 4 : start + 6])[0]
        tables = struct.iter_unpack(">4s4xII", library[start + 12 : start + 12 + 16 * count])
        end = max(offset + length for _, offset, length in tables)
        if start + end > len(library):
            continue
        try:
            font = TTFont(BytesIO(library[start : start + end]))
            if {"cmap", "name"} <= set(font.keys()):
                yield font
        except TTLibError:
            continue


def ranges(points: list[int]) -> Iterator[str]:
    """Numbers in order as ranges in hexadecimal, half-open."""
    first = last = points[0]
    for point in [*points[1:], -1]:
        if point == last + 1:
            last = point
            continue
        yield f"{first:x}-{last + 1:x}"
        first = last = point


def covered() -> list[int]:
    """The code points that can be drawn both plain and heavier."""
    (library,) = Path(typst.__file__).parent.glob("_typst.*")
    by_name = {font["name"].getDebugName(4): set(font.getBestCmap()) for font in fonts(library.read_bytes())}
    plain, heavier = (set().union(*(by_name[name] for name in names)) for names in WEIGHTS)
    return sorted(point for point in plain & heavier if point >= ord(" "))


if __name__ == "__main__":
    TO.write_text("\n".join(ranges(covered())) + "\n")
