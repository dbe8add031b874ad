"""Words in other programs' files: bytes as text, names and notes as they may be kept, amounts."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from typing import Final

from routine_tui.importers.found import Losses
from routine_tui.model.import_errors import BadSource
from routine_tui.model.recovery.routine import Slot
from routine_tui.model.text import (
    NAME_LIMIT,
    NOTE_LIMIT,
    as_value,
    clause_of,
    escape_control_characters,
    free_text,
    without_invisible,
)

_MARKS: Final = {
    b"\xff\xfe\0\0": "UTF-32", b"\0\0\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16",
}  # fmt: skip
"""What files begin with that say how they are written, as spreadsheets and notepads do."""
MOST_COLUMNS: Final = 1_000
"""A table that people keep has some dozens."""
_LONGEST_CELL: Final = 2**31 - 1
"""Longer than a file may be: a note is cut where it is kept, which is no reason to refuse its table."""
_START: Final = 1_000
"""Where it is looked for UTF-16 without a mark, in which every second byte of plain text is zero (bytes)."""
_LONGEST_NUMBER: Final = 40
_SLOTS: Final[dict[Slot, str]] = {
    "morning": r"\b(?:mornings?|a\.?m\.?|wake|waking|breakfast)\b",
    "evening": r"\b(?:evenings?|nights?|nightly|p\.?m\.?|bed|bedtime|dinner)\b",
}
"""Words that say to which part of the day something belongs."""


def text_of(content: bytes) -> str:
    """The text in bytes: UTF-8, or what its byte order mark says, which is no part of it. Raises BadInput otherwise."""
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return _decoded(content, name)
    start = content[:_START]
    if 4 * start.count(0) > len(start):
        raise BadSource("isn't UTF-8 text, as it contains zero bytes: save it as UTF-8, then try again.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadSource(f"isn't written in UTF-8 (byte {error.start + 1}): save it as UTF-8, then try again.") from None


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        raise BadSource(f"starts like {name} and isn't: save it as UTF-8, then try again.") from None


def rows_of(text: str, delimiter: str = ",") -> Iterator[list[str]]:
    """The rows of a table as RFC 4180 writes it, blank ones left out, and with them what shows nothing.

    Raises BadInput where a quote is never closed, or a row has more columns than a table has.
    """
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for row in csv.reader(StringIO(without_invisible(text), newline=""), delimiter=delimiter, strict=True):
            if len(row) > MOST_COLUMNS:
                raise BadSource(
                    f"has a row of {len(row):,} columns, and {MOST_COLUMNS:,} at most are read: "
                    "choose another file, or export fewer columns there."
                )
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error as error:
        raise BadSource(
            f"isn't a complete table ({clause_of(error)}): export it again there, then try again."
        ) from error


def name_of(text: str, losses: Losses, otherwise: str = "Without a name") -> str:
    """A name as it may be kept: on one line, without what a terminal obeys, 200 characters at most; never empty."""
    plain = " ".join(text.split())
    kept = " ".join(escape_control_characters(plain[: 2 * NAME_LIMIT]).split())[:NAME_LIMIT].rstrip()
    losses["names"] += kept != plain
    return kept or otherwise


def note_of(text: str, losses: Losses) -> str:
    """Words as they may be kept: without what a terminal obeys, 20,000 characters at most."""
    if len(text) <= NOTE_LIMIT and text.isprintable() and text.isascii():
        return text.strip()
    kept = free_text(escape_control_characters(text[:NOTE_LIMIT], newlines=True), "The note").strip()
    losses["texts"] += len(text) > NOTE_LIMIT or _letters(kept) != _letters(text)
    return kept


def _letters(text: str) -> str:
    return "".join(text.split())


def join_texts(*parts: str) -> str:
    """Several texts, one below the other, empty ones left out."""
    return "\n".join(part for part in parts if part)


def slot_in(*texts: str) -> Slot | None:
    """The part of the day that texts name, where they name one only."""
    words = " ".join(texts).lower()
    named: list[Slot] = [slot for slot, pattern in _SLOTS.items() if re.search(pattern, words)]
    return named[0] if len(named) == 1 else None


def number_in(text: str) -> Decimal | None:
    """The number that a text is, with a point before its decimals; None for what is none."""
    plain = as_value(text)
    if len(plain) > _LONGEST_NUMBER or not re.fullmatch(r"[+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]{1,2})?", plain):
        return None
    return Decimal(plain)


def amount_words(value: Decimal, unit: str = "") -> str:
    """An amount in words: ``2.5 km``."""
    plain = f"{value.normalize():f}"[:_LONGEST_NUMBER]
    return f"{plain} {unit}".rstrip()
