"""A note, of a day or of a step's mark, as lines that each come and go by themselves: of two copies no line is lost.

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
"""The name of the one part that a day's note was in older files."""
WHOLE_OF_STEP: Final = "words:"
"""Before a step's id: the name of the one part that the note of its mark was in older files."""
_OF: Final = "@"
"""Between a step's id and the key of a line of its note; the lines of the day's note have no id before them."""
FIRST: Final = ""
LONGEST: Final = 5 * NOTE_LIMIT
"""Characters of a text up to which its lines are known one by one: that of two copies, and more."""


def is_of_note(name: str) -> bool:
    """Whether a part of a day is a line of a note, or tells where one stands."""
    return name.startswith((LINE, AFTER))


def line_of(name: str) -> str:
    """The name of the line that a part is about."""
    return LINE + name.removeprefix(AFTER) if name.startswith(AFTER) else name


def whole_of(name: str) -> str:
    """The name of the one part that the note of a line was in older files; that name is its own."""
    if is_whole(name):
        return name
    step_id = line_of(name).removeprefix(LINE).rpartition(_OF)[0]
    return f"{WHOLE_OF_STEP}{step_id}" if step_id else WHOLE


def step_of(whole: str) -> str:
    """The id of the step whose note a part was in older files; empty for the day's note."""
    return whole.removeprefix(WHOLE_OF_STEP) if whole != WHOLE else ""


def is_whole(name: str) -> bool:
    """Whether a part of a day is a note as older files have it."""
    return name == WHOLE or name.startswith(WHOLE_OF_STEP)


def line_values(note: str, step_id: str = "") -> Iterator[tuple[str, str]]:
    """The lines of a day's note, or of a step's, by their names, and after which line each stands but the first."""
    before, owner = FIRST, f"{step_id}{_OF}" if step_id else ""
    for key, line in keyed_lines(note):
        yield f"{LINE}{owner}{key}", line
        if before != FIRST:
            yield f"{AFTER}{owner}{key}", before
        before = key


def notes_of(values: Mapping[str, Any]) -> dict[str, str]:
    """The notes that some lines make up, by the step's id; by an empty one that of the day."""
    by_step: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        if is_of_note(name):
            kind = AFTER if name.startswith(AFTER) else LINE
            step_id, _, key = name.removeprefix(kind).rpartition(_OF)
            by_step.setdefault(step_id, {})[f"{kind}{key}"] = value
    return {step_id: note_of(lines) for step_id, lines in by_step.items()}


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
