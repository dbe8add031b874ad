"""Days and text as a person reads them: plain English dates, clean names, nothing that a terminal would obey."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

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

# Controls, lone surrogates and format characters: a terminal obeys some, and others (bidirectional overrides, isolates,
# invisible operators, tags) make a line read as something it is not. Zero-width joiners build emoji and several
# scripts, so they stay. Written out, as asking Unicode about each character of a long text takes seconds.
_OBEYED: Final = (
    "\0-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_LINE_ENDS: Final = "\r\n|[\u2028\u2029]"


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


def escape_control_characters(text: str, newlines: bool = False) -> str:
    """Text with every control and direction-changing character shown as ``�``, so that no terminal or page obeys it.

    Line breaks become spaces unless ``newlines`` is set; tabs become spaces.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _with_plain_blanks(text)
    return re.sub(f"[{_OBEYED}]", "�", text if newlines else text.replace("\n", " "))


def folded(text: str) -> str:
    """A text as it is held against another: without regard to case, white space and how accents are written."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", text)
    return " ".join(text.casefold().split())


def clause_of(error: BaseException) -> str:
    """What an error says, to stand within a sentence: without its full stop, and with nothing that a terminal obeys."""
    return escape_control_characters(str(error)).rstrip(".")


def clipped(text: str, limit: int = NAME_LIMIT, newlines: bool = False) -> str:
    """Text as ``escape_control_characters``, cut with ``…`` where it is longer than any that can be typed.

    Only a file that another program wrote holds such a text: it must not flood a terminal, nor be worked through.
    """
    return escape_control_characters(text if len(text) <= limit else f"{text[: limit - 1]}…", newlines)


def json_escaped(text: str) -> str:
    """JSON in which whatever a terminal would obey is written as an escape, so that it reads back the same."""
    return re.sub(f"[{_OBEYED}\u2028\u2029]", _json_escape, text) if not text.isascii() or "\x7f" in text else text


def _json_escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def _with_plain_blanks(text: str) -> str:
    """Text with line feeds for every kind of line end, and spaces for tabs."""
    return re.sub(_LINE_ENDS, "\n", text).replace("\t", " ")


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
    if re.search(f"[{_OBEYED}]", folded):
        raise BadInput(f"{what} holds a control character: use plain text only.")
    return folded


def free_text(text: str, what: str) -> str:
    """Text that was typed as a note or a reason: line breaks stay, control characters go, the end is trimmed.

    Raises BadInput when it is longer than 20,000 characters.
    """
    cleaned = re.sub(f"[{_OBEYED}]", "", _with_plain_blanks(text))
    cleaned = "\n".join(line.rstrip() for line in cleaned.split("\n")).strip("\n")
    if len(cleaned) > NOTE_LIMIT:
        raise BadInput(f"{what} is {len(cleaned):,} characters long: use {NOTE_LIMIT:,} at most.")
    return cleaned
