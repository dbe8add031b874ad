"""The formats that a summary can be written in; each one's module is imported only when it is used."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from routine_tui.model.errors import BadInput
from routine_tui.model.words import listed
from routine_tui.share.parts import OPT_IN, one_word
from routine_tui.share.summary import Summary

FORMATS: Final[tuple[str, ...]] = ("md", "txt", "html", "csv", "json")
PAGES: Final = ("md", "txt", "html")
"""Those that are made to be handed to somebody."""
_ALSO: Final = {"markdown": "md", "text": "txt", "htm": "html"}


def format_of(path: Path) -> str:
    """The format that a file's suffix names. Raises BadInput, naming the choices, for another suffix."""
    suffix = path.suffix.lower().removeprefix(".")
    found = _ALSO.get(suffix, suffix)
    if found not in FORMATS:
        named = f"“.{one_word(suffix)}” is no format" if suffix else "The file's name says no format"
        choices = listed([f".{name}" for name in FORMATS], "or")
        raise BadInput(f"{named}: end it in {choices}, or name the format.")
    return found


def left_out(format_name: str, without: Collection[str], including: Collection[str] = ()) -> frozenset[str]:
    """The parts that a format leaves out: those named, and of a page those that it holds only where asked for."""
    kept_back = {part for part in OPT_IN if part not in including} if format_name in PAGES else set()
    return frozenset(without) | kept_back


def render(format_name: str, summary: Summary) -> str:
    """A summary in a format. Raises BadInput, naming the choices, for a format that there is not."""
    match format_name:
        case "md":
            from routine_tui.share.markdown import render as write
        case "txt":
            from routine_tui.share.plain_text import render as write
        case "html":
            from routine_tui.share.web_page import render as write
        case "csv":
            from routine_tui.share.table import render as write
        case "json":
            from routine_tui.share.archive import render as write
        case _:
            choices = listed(FORMATS, "or")
            raise BadInput(f"There is no format “{one_word(format_name)}”: choose {choices}.")
    return write(summary)
