"""A day's note as lines that can each come and go by themselves, so that of two copies no line is lost.

A line is known by its text: what both copies added stands there once. Each line but the first says which one it stands
after. Of lines that stand after the same one, the one that was written earlier comes first, as if one person had
written them one after the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final
from zlib import crc32

from routine_tui.model.text import NOTE_LIMIT

LINE: Final = "note:"
"""Before the key of a line: its text."""
AFTER: Final = "note after:"
"""Before the key of a line: the key of the line that it stands after."""
WHOLE: Final = "note"
"""The name of the one part that a note was in older files."""
FIRST: Final = ""
LONGEST: Final = 5 * NOTE_LIMIT
"""Characters of a text up to which its lines are known one by one: that of two copies, and more."""


def is_of_note(name: str) -> bool:
    """Whether a part of a day is a line of its note, or tells where one stands."""
    return name.startswith((LINE, AFTER))


def line_of(name: str) -> str:
    """The name of the line that a part is about."""
    return LINE + name.removeprefix(AFTER) if name.startswith(AFTER) else name


def line_values(note: str) -> Iterator[tuple[str, str]]:
    """The lines of a note by their names, and after which line each stands but the first."""
    before = FIRST
    for key, line in keyed_lines(note):
        yield f"{LINE}{key}", line
        if before != FIRST:
            yield f"{AFTER}{key}", before
        before = key


def keyed_lines(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a text with their keys, which say nothing of where they stand; the same line again has a number.

    A text that is longer than anybody types, which another program wrote, is one line: a million are too many parts.
    """
    often: Counter[str] = Counter()
    for line in (text.split("\n") if len(text) <= LONGEST else [text]) if text else ():
        key = f"{crc32(line.encode()):08x}"
        often[key] += 1
        yield key if often[key] == 1 else f"{key}#{often[key]}", line


def note_of(values: Mapping[str, Any]) -> str:
    """The note of some lines, which are given in the order in which they were written.

    A line whose predecessor is gone comes last.
    """
    lines = {name.removeprefix(LINE): text for name, text in values.items() if name.startswith(LINE)}
    waiting: dict[str, list[str]] = {}
    for key in lines:
        waiting.setdefault(values.get(f"{AFTER}{key}", FIRST), []).append(key)
    places = {key: place for place, key in enumerate(lines)}
    placed: list[str] = []
    free = waiting.pop(FIRST, [])
    while len(placed) < len(lines):
        if not free:  # after a line that is gone, or after each other
            before = min(waiting, key=lambda one: (one in places, places[waiting[one][0]]))
            free = waiting.pop(before)
        earliest = min(free, key=places.__getitem__)
        free.remove(earliest)
        placed.append(earliest)
        free += waiting.pop(earliest, [])
    return "\n".join(lines[key] for key in placed)
