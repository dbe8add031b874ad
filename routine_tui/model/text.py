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

# One table says what text may be, for every field, command, paste, import and page. Written out as ranges, because
# asking Unicode about each character of a long text takes seconds; a test holds them against Unicode's categories.
_INVISIBLE: Final = (
    "\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
"""What shows nothing: soft hyphens, zero width spaces, byte order marks, marks and overrides of direction, tags.

Zero width joiners build emoji and several scripts, so they stay.
"""
_OBEYED: Final = (
    "\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2"
    "\ud800-\udfff\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
)
"""What a terminal or a page obeys or cannot show: controls, lone surrogates, format characters that take a place."""
_LINE_ENDS: Final = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
_BLANK: Final = (
    "[\\s\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u200c\u200d\u2800\u3164"
    "\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]*"
)
"""What leaves a name empty to the eye. Compiled when it is first needed, as no prompt needs it."""
_SURROGATE: Final = "[\ud800-\udfff]"
_SPELT_ALIKE: Final = (
    dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
    | {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
    | {0x66B: ".", 0xB7: ".", 0x66C: ",", 0x60C: ","}
)
"""Dashes of any length, the wide signs of Japanese and Chinese keyboards, and points and commas of Arabic and of old
British numbers, as ASCII has them."""


def long_day(day: date, today: date | None = None) -> str:
    """A day in full: ``Sunday 22 November``, with its year unless that is the year of ``today``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{_year(day, today)}"


def short_day(day: date, today: date | None = None) -> str:
    """A day in short: ``22 Nov``, with its year unless that is the year of ``today``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}{_year(day, today)}"


def since_or_from(day: date, today: date) -> str:
    """``since`` for a day that has begun, ``from`` for one that is ahead."""
    return "since" if day <= today else "from"


def weekday_day(day: date, today: date | None = None) -> str:
    """A day with its weekday, in short: ``Sun 22 Nov``, with its year unless that is the year of ``today``."""
    return f"{WEEKDAYS[day.weekday()][:3]} {short_day(day, today)}"


def _year(day: date, today: date | None) -> str:
    """The year after a day, with a space; empty where the day is in the year of ``today``."""
    return "" if today is not None and day.year == today.year else f" {day.year}"


def days_in_words(count: int) -> str:
    """A number of days: ``1 day``, ``3 days``."""
    return f"{count} day" if count == 1 else f"{count} days"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def escape_control_characters(text: str, newlines: bool = False) -> str:
    """Text that is safe to show anywhere: invisible characters are removed, control characters become ``�``.

    Every kind of line end is a line feed, or a space unless ``newlines`` is set; tabs are spaces.
    """
    if text.isascii() and text.isprintable():
        return text
    text = re.sub(_LINE_ENDS, "\n", text).replace("\t", " ")
    text = re.sub(f"[{_OBEYED}]", "�", re.sub(f"[{_INVISIBLE}]", "", text))
    return text if newlines else text.replace("\n", " ")


def folded(text: str) -> str:
    """A text to compare with others: of one case, spacing and encoding of accents, without invisible characters."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", escape_control_characters(text))
    return " ".join(text.casefold().split())


def as_value(text: str) -> str:
    """A text that is read as a value, such as a day, a time or a number, as it is meant.

    What shows nothing is left out, a dash of any length is ``-``, digits of any script are ours, and white space is one
    space. Pages, file managers and keyboards put all of these into what is copied or typed.
    """
    if not text.isascii():
        text = re.sub(r"[^\D0-9]", lambda digit: str(int(digit[0])), without_invisible(text).translate(_SPELT_ALIKE))
    return " ".join(text.split())


def without_invisible(text: str) -> str:
    """A text without what shows nothing, such as byte order marks and marks of direction."""
    return text if text.isascii() else re.sub(f"[{_INVISIBLE}]", "", text)


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
    escaped = f"[\r\x0b\x0c\x85{_OBEYED}{_INVISIBLE}\u2028\u2029]"
    return re.sub(escaped, _json_escape, text) if not text.isascii() or "\x7f" in text else text


def _json_escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def one_line(text: str, what: str, required: bool = True) -> str:
    """Text that was typed as a name: as ``typed``, with white space folded and lines joined by spaces.

    ``what`` names it in the sentence ("The name"). Raises BadInput when nothing of it can be seen though it is
    ``required``, when it is longer than 200 characters, or as ``typed`` does.
    """
    folded = " ".join(typed(text, what).split())
    if required and is_blank(folded):
        raise BadInput(f"{what} is empty: type at least one character.")
    if len(folded) > NAME_LIMIT:
        raise BadInput(f"{what} is {len(folded)} characters long: use {NAME_LIMIT} at most.")
    return folded


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen."""
    return re.fullmatch(_BLANK, text) is not None


def free_text(text: str, what: str) -> str:
    """Text that was typed as a note or a reason: as ``typed``, with line breaks, the end of each line trimmed.

    Raises BadInput when it is longer than 20,000 characters, or as ``typed`` does.
    """
    cleaned = "\n".join(line.rstrip() for line in typed(text, what).split("\n")).strip("\n")
    if len(cleaned) > NOTE_LIMIT:
        raise BadInput(f"{what} is {len(cleaned):,} characters long: use {NOTE_LIMIT:,} at most.")
    return cleaned


def typed(text: str, what: str) -> str:
    """Text as it is kept: the one door through which typed, pasted and piped text comes in.

    What shows nothing is gone, other control characters are ``�``, and line ends are line feeds. ``what`` names it in
    the sentence. Raises BadInput where it holds bytes that are no text, as nothing may be lost without a word.
    """
    if not text.isascii() and re.search(_SURROGATE, text):
        raise BadInput(f"{what} contains bytes that aren't UTF-8 text: type it again, or save it as UTF-8.")
    return escape_control_characters(text, newlines=True)
