"""What a terminal types where a file is dropped on it: a path in quotes, with backslashes, or as an address."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator


def paths_in(text: str, windows: bool) -> Iterator[str]:
    """The paths that a text may stand for when it was dropped, the likeliest first."""
    text = text.strip()
    word = _unquoted(text, windows)
    for said in (text, word):
        if match := re.fullmatch(r"file:(?:/{1,2}localhost(?=/))?/+(.*)", said, re.DOTALL | re.IGNORECASE):
            path = _decoded(match[1])
            yield path if windows and path[1:2] == ":" else f"/{path}"
    yield from filter(None, (word, text))


def _decoded(address: str) -> str:
    """A path in an address, in which ``%20`` stands for a blank."""
    content = address.encode("utf-8", "surrogateescape")
    plain = re.sub(rb"%([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), content)
    return plain.decode("utf-8", "surrogateescape")


def _unquoted(text: str, windows: bool) -> str:
    """The one word that a shell reads in a text; nothing where that is none or several."""
    if windows:
        return text[1:-1] if len(text) > 2 and text[0] == text[-1] == '"' else text
    if not set(text) & set("'\"\\"):
        return text
    try:
        words = shlex.split(text)
    except ValueError:  # a quote that is never closed
        return ""
    return words[0] if len(words) == 1 else ""


def is_quoted(text: str) -> bool:
    """Whether a text can hardly be a path as it stands: it begins with a quote and ends with it, or is an address."""
    text = text.strip()
    return (len(text) > 2 and text[0] == text[-1] and text[0] in "'\"") or text.lower().startswith("file:/")
