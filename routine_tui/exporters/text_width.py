"""How wide text is at most, whatever letters it is drawn with, and where it can be broken: for pictures.

A picture is drawn by another program with letters that nobody knows here. So widths are those of wide faces, and a line
with letters of which even that is not known says how wide it has to be drawn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

_NARROWEST: Final = frozenset(" ',.:;Iijl|·")
_NARROW: Final = frozenset("()/[]frt-!")
_WIDE: Final = frozenset("%@#&+<=>^~MWmwæœ—…")
_JOINER: Final = "\u200d"
_SELECTORS: Final = frozenset("\ufe0e\ufe0f\u20e3")
MOST_ACCENTS: Final = 3
BOLD: Final = 1.12
"""How much wider than plain letters bold ones are, at most."""


_AT_MOST: Final = 2
"""How many times as wide as reckoned letters of other kinds are, at most."""


class FittedLine(Struct, frozen=True):
    """One line of text."""

    text: str
    width: float
    """The most that it takes, in the unit of its size."""
    is_known: bool
    """Whether it surely fits as it is drawn; otherwise it has to be drawn in its width, which distorts its letters."""


def wrapped(text: str, size: float, width: float) -> tuple[FittedLine, ...]:
    """Text in lines that are no wider than ``width`` at a size of letters; a longer word is broken where it has to be.

    Both are in one unit. No letter is parted from its accents, nor an emoji from what it is built of.
    """
    lines: list[list[str]] = [[]]
    for word in text.split():
        pieces = list(_clusters(word))
        joined = [*lines[-1], " ", *pieces] if lines[-1] else pieces
        if _width(joined, size) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append([])
        for piece in pieces:
            if lines[-1] and _width([*lines[-1], piece], size) > width:
                lines.append([])
            lines[-1].append(piece)
    return tuple(_line(pieces, size, width) for pieces in lines if pieces)


def width_of(text: str, size: float) -> float:
    """The most that a text takes on one line, in the unit of its size."""
    return _width(list(_clusters(text)), size)


def _line(pieces: list[str], size: float, width: float) -> FittedLine:
    text = "".join(pieces)
    alone = any(len(word) == 1 and _joins(word) for word in text.split())  # then it is twice as wide
    known = not alone and all(_is_known(piece) for piece in pieces)
    reckoned = _width(pieces, size)
    return FittedLine(text, round(min(reckoned, width), 1), known or _AT_MOST * reckoned <= width)


def _width(pieces: list[str], size: float) -> float:
    return size * sum(map(_ems, pieces))


def _ems(piece: str) -> float:
    """How wide a letter is at most, with what stands over and under it, in ems: DejaVu Sans is as wide as they come."""
    first = piece[0]
    if first in _NARROWEST:
        return 0.36
    if first in _NARROW:
        return 0.46
    if first in _WIDE or unicodedata.east_asian_width(first) in "WF":
        return 1.05 if ord(first) < 0x1F000 else 1.4
    if first.isascii():
        return 0.8 if first.isupper() else 0.66
    if _joins(first):
        return 0.9
    if first < "\u0400" or "\u1e00" <= first < "\u2060":
        return 1.1 if first.isupper() else 0.95
    if first < "\u0460":
        return 1.2 if first.isupper() else 1.0
    return 1.35


def is_everyday(text: str) -> bool:
    """Whether a text is in Latin, Greek or Cyrillic letters, which nearly every face has."""
    return all(
        one < "\u01c4" or "\u0200" <= one < "\u0500" or "\u1e00" <= one < "\u1f80" or "\u2010" <= one < "\u2028"
        for one in text
    )


def _is_known(piece: str) -> bool:
    """Whether it is an everyday letter, one of Hebrew or Arabic, or an ideograph."""
    return is_everyday(piece) or _joins(piece[0]) or "\u3000" <= piece[0] < "\ud800"


def _joins(character: str) -> bool:
    """Whether it is a letter of Hebrew or Arabic; the latter are narrower where they join."""
    return "\u0590" <= character < "\u0600" or "\u0610" <= character < "\u0700"


def _clusters(text: str) -> Iterator[str]:
    """What a reader takes for one letter: a base with its accents, an emoji with all that it is joined of.

    Of more accents than any language has, the first few are kept: a pile of them reaches into the lines around it.
    """
    cluster, accents = "", 0
    for character in text:
        accents = accents + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if accents > MOST_ACCENTS:
            continue
        if cluster and _continues(cluster, character):
            cluster += character
        else:
            if cluster:
                yield cluster
            cluster = character
    if cluster:
        yield cluster


def _continues(cluster: str, character: str) -> bool:
    if cluster[-1] == _JOINER or character == _JOINER or character in _SELECTORS:
        return True
    if unicodedata.category(character) in ("Mn", "Me", "Mc") or "\U0001f3fb" <= character <= "\U0001f3ff":
        return True
    flags = [one for one in cluster if "\U0001f1e6" <= one <= "\U0001f1ff"]
    return len(cluster) == len(flags) == 1 and "\U0001f1e6" <= character <= "\U0001f1ff"
