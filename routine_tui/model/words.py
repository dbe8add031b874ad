"""Days and text as a person reads them: plain English dates, clean names, nothing that a terminal would obey."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from routine_tui.model.errors import BadInput

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NAME_LIMIT = 200
"""The longest name, product or cue, in characters."""
NOTE_LIMIT = 20_000
"""The longest note, in characters: some ten pages."""

# Zero-width joiners and variation selectors build emoji and several scripts; the rest of the format characters
# (bidirectional overrides, isolates, invisible operators) can make a line read as something it is not.
_KEPT_FORMAT = frozenset("\u200c\u200d")


def long_day(day: date) -> str:
    """A day in full: ``Sunday 22 November``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def short_day(day: date, year: bool = False) -> str:
    """A day in short: ``22 Nov``, or ``22 Nov 2026`` with the year."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}" + (f" {day.year}" if year else "")


def weekday_day(day: date) -> str:
    """A day with its weekday, in short: ``Sun 22 Nov``."""
    return f"{WEEKDAYS[day.weekday()][:3]} {short_day(day)}"


def days_in_words(count: int) -> str:
    """A number of days: ``1 day``, ``3 days``."""
    return f"{count} day" if count == 1 else f"{count} days"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _is_control(character: str) -> bool:
    category = unicodedata.category(character)
    return category in ("Cc", "Cs") or (category == "Cf" and character not in _KEPT_FORMAT)


def visible(text: str, newlines: bool = False) -> str:
    """Text with every control and direction-changing character shown as ``�``, so that no terminal or page obeys it.

    Line breaks become spaces unless ``newlines`` is set; tabs become spaces.
    """
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    for character in text.replace("\r\n", "\n"):
        if character in "\n\t":
            kept.append("\n" if newlines and character == "\n" else " ")
        else:
            kept.append("�" if _is_control(character) else character)
    return "".join(kept)


def one_line(text: str, what: str, required: bool = True) -> str:
    """Text that was typed as a name, with white space folded.

    ``what`` names it in the sentence ("The name"). Raises BadInput when it is empty though ``required``, longer than
    200 characters, or holds control characters.
    """
    folded = " ".join(text.split())
    if required and not folded:
        raise BadInput(f"{what} is empty: type at least one character.")
    if len(folded) > NAME_LIMIT:
        raise BadInput(f"{what} is {len(folded)} characters long: use {NAME_LIMIT} at most.")
    if any(_is_control(character) for character in folded):
        raise BadInput(f"{what} holds a control character: use plain text only.")
    return folded


def free_text(text: str, what: str) -> str:
    """Text that was typed as a note or a reason: line breaks stay, control characters go, the end is trimmed.

    Raises BadInput when it is longer than 20,000 characters.
    """
    cleaned = "".join(
        character
        for character in text.replace("\r\n", "\n").replace("\t", " ")
        if character == "\n" or not _is_control(character)
    )
    cleaned = "\n".join(line.rstrip() for line in cleaned.split("\n")).strip("\n")
    if len(cleaned) > NOTE_LIMIT:
        raise BadInput(f"{what} is {len(cleaned):,} characters long: use {NOTE_LIMIT:,} at most.")
    return cleaned
