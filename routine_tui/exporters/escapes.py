"""Makes typed text inert for each format: none of it becomes a link, a formula, markup or a control sequence."""

from __future__ import annotations

import re
from typing import Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.text import NAME_LIMIT, NOTE_LIMIT, clipped

Value = TypeVar("Value", bound=Struct)
LONGEST_NAME: Final = 5 * NAME_LIMIT
LONGEST_TEXT: Final = 3 * NOTE_LIMIT
"""The most of a name and of a text that a page shows: more than can be typed, even where two were put together."""

# What a reader of Markdown may turn into a link or a mention by itself: addresses, hosts, e-mails, @names, #numbers.
_LINK_LIKE: Final = re.compile(r"://|www\.|mailto:|xmpp:|@|#\d|\w\.[^\W\d_]{2}", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\s|`]+")
_MARKDOWN_ACTIVE: Final = re.compile(r"([\\`*_{}\[\]<>#~&!|$^])")
_MARKDOWN_LINE_START: Final = re.compile(r"^(\s*)(?:([-+=:])|(\d+)([.)])(?=\s|$))", re.MULTILINE)

# A spreadsheet reads a cell as a formula by its first character, full-width forms and leading blanks included; where
# it splits at semicolons or tabs instead of commas, the text after one of them begins a cell as well.
_FORMULA: Final = re.compile(r"((?:^|;)[\s\ufeff�]*)(?=[=+\-@＝＋－＠﹢﹣﹦﹫−])")


def one_line(text: str) -> str:
    """Typed text on one line, with everything that a terminal or a page would obey shown as ``�``."""
    return clipped(text, LONGEST_NAME)


def one_paragraph(text: str) -> str:
    """Typed text that may be long, on one line like ``one_line``."""
    return clipped(text, LONGEST_TEXT)


def lines(text: str) -> str:
    """Typed text that keeps its line breaks, with everything that a terminal or a page would obey shown as ``�``."""
    return clipped(text, LONGEST_TEXT, newlines=True)


def trimmed(text: str) -> str:
    """Typed text on one line like ``one_line``, without blanks around it, with which Markdown would begin code."""
    return one_line(text).strip()


def trimmed_lines(text: str) -> str:
    """Typed text that keeps its line breaks like ``lines``, without blanks around it."""
    return lines(text).strip()


def inert(value: Value, *with_lines: str) -> Value:
    """The same value with each text ``trimmed``; the fields ``with_lines`` keep their lines, as ``trimmed_lines``."""
    texts = {name: text for name in value.__struct_fields__ if isinstance(text := getattr(value, name), str)}
    cleaned = {name: (trimmed_lines if name in with_lines else trimmed)(text) for name, text in texts.items()}
    return replace(value, **cleaned)


def markdown(text: str) -> str:
    """Text that Markdown shows as it was typed; what looks like an address or a mention stands in a code span."""
    pieces: list[str] = []
    end = 0
    for found in _WORD.finditer(text):
        if not _LINK_LIKE.search(found[0]):
            continue
        pieces += [_escaped(text[end : found.start()]), f"`{found[0]}`"]
        end = found.end()
    pieces.append(_escaped(text[end:]))
    return _MARKDOWN_LINE_START.sub(_inert_start, "".join(pieces))


def _escaped(text: str) -> str:
    return _MARKDOWN_ACTIVE.sub(r"\\\1", text)


def _inert_start(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\{found[4]}"


def markdown_lines(text: str, indent: str) -> str:
    """Typed text of several lines as Markdown under a list item: its line breaks and blank lines stay."""
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            paragraphs[-1].append(markdown(line.strip()))
        elif paragraphs[-1]:
            paragraphs.append([])
    return f"\n\n{indent}".join(f"\\\n{indent}".join(paragraph) for paragraph in paragraphs if paragraph)


def spreadsheet(text: str) -> str:
    """Text that no spreadsheet takes for a formula, on one line: an apostrophe goes before what would begin one."""
    flat = " / ".join(line.strip() for line in text.split("\n") if line.strip())
    return _FORMULA.sub(r"\1'", flat)
