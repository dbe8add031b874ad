"""The summary as plain text, at most 76 columns wide: for an e-mail, a chat, or a printer without a browser."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from jinja2 import Environment

from routine_tui.share.calendar_text import calendar_lines
from routine_tui.share.pages import environment, page
from routine_tui.share.summary import Summary

if TYPE_CHECKING:
    from routine_tui.share.skin_phrases import SkinPhrases

COLUMNS: Final = 76
_SECOND_CELL: Final = "\0"
"""Stands after a character that takes two columns while lines are being filled; typed text never holds it."""


def render(summary: Summary) -> str:
    """The summary as plain text."""
    return page(_templates(), "summary.txt.j2", summary)


@cache
def _templates() -> Environment:
    return environment({"wrap": wrapped, "calendar": _calendar, "check_ins": _check_ins})


def wrapped(text: str, first: str = "", then: str | None = None) -> str:
    """Text filled to 76 columns; its first line begins with ``first``, the others with ``then`` (or as many blanks).

    Line breaks in the text stay; a no-break space holds two words on one line.
    """
    rest = " " * len(first) if then is None else then
    filled: list[str] = []
    for line in text.split("\n"):
        begin = rest if filled else first
        filled += textwrap.wrap(
            _spread(line), COLUMNS, initial_indent=begin, subsequent_indent=rest, break_on_hyphens=False
        ) or [""]
    return "\n".join(filled).replace(_SECOND_CELL, "").replace("\xa0", " ")


def _spread(text: str) -> str:
    """Text in which every character of two columns is two characters, so that counting characters counts columns."""
    if text.isascii():
        return text
    return "".join(
        character + _SECOND_CELL if unicodedata.east_asian_width(character) in "WF" else character for character in text
    )


def _calendar(summary: Summary) -> str:
    return "\n".join(calendar_lines(summary))


def _check_ins(told: SkinPhrases) -> Iterator[tuple[str, str]]:
    from routine_tui.share.check_in_text import check_in_lines

    return check_in_lines(told)
