"""The formats that a summary can be written in; each one's module is imported only when it is used."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from routine_tui.exporters.summary.sections_to_share import DAYS, OPT_IN, one_word
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.errors import BadInput
from routine_tui.model.text import listed

FORMATS: Final[tuple[str, ...]] = ("md", "txt", "html", "pdf", "csv", "json", "ics", "svg", "png")
PAGES: Final = ("md", "txt", "html", "pdf")
"""Those that are made to be handed to somebody."""
BINARY: Final = ("pdf", "png")
"""Those that are no text."""
AS_NEEDED: Final = "as-needed"
"""What a calendar file holds only where it is asked for: the steps that are done as needed."""
_ALSO: Final = {"markdown": "md", "text": "txt", "htm": "html"}


Extent = Literal["whole", "first-side", "phone"]
"""How much is told: all of a page, what is read first, or what is said on the phone."""
PAPERS: Final = {"a4": "A4", "letter": "US Letter"}


class ExportRequest(Struct, frozen=True):
    """What somebody wants to share, and in which format."""

    format_name: str
    since: date | None = None
    """The first day that is told; None for day zero."""
    until: date | None = None
    """The last day that is told; None for the end of the window."""
    without: Collection[str] = ()
    """The parts to leave out, as ``sections_to_share.PARTS`` names them."""
    including: Collection[str] = ()
    """What is held only where asked for: ``mood``, ``private`` of a page, ``days`` of the PDF, ``as-needed`` of ICS."""
    alarms: int | None = None
    """How many minutes before each entry with an hour a calendar file rings; None for no alarms."""

    extent: Extent = "whole"
    """How much of a page is told."""
    paper: str = "a4"
    """On which paper the PDF is set, as ``PAPERS`` names it."""

    @property
    def left_out(self) -> frozenset[str]:
        """The parts that are left out: those named, and of a page those that it holds only where asked for."""
        kept_back = {part for part in OPT_IN if part not in self.including} if self.format_name in PAGES else set()
        return frozenset(self.without) | kept_back


def format_of(path: Path) -> str:
    """The format that a file's suffix names. Raises BadInput, naming the choices, for another suffix."""
    suffix = path.suffix.lower().removeprefix(".")
    found = _ALSO.get(suffix, suffix)
    if found not in FORMATS:
        named = f"“.{one_word(suffix)}” isn't a format we know" if suffix else "The file name doesn't say which format"
        choices = listed([f".{name}" for name in FORMATS], "or")
        raise BadInput(f"{named}: end it in {choices}, or name the format.")
    return found


def written(request: ExportRequest, summary: Summary) -> bytes:
    """A summary as the file that was asked for. Raises BadInput, naming the choices, for a format that there is not."""
    if request.extent == "phone":
        from routine_tui.exporters.phone import render as said

        return said(request.format_name, summary).encode()
    match request.format_name:
        case "pdf":
            from routine_tui.exporters.pdf import render as printed

            return printed(summary, DAYS in request.including, request.paper)
        case "png":
            from routine_tui.exporters.png import render as drawn

            return drawn(summary)
        case "ics":
            from routine_tui.exporters.ics import render as appointments

            return appointments(summary, request.alarms, AS_NEEDED in request.including).encode()
        case "csv":  # without the mark spreadsheet programs take its letters for those of an old code page
            return BOM_UTF8 + render(request.format_name, summary).encode()
    return render(request.format_name, summary).encode()


def render(format_name: str, summary: Summary) -> str:
    """A summary in a format that is text. Raises BadInput, naming the choices, for any other."""
    match format_name:
        case "md":
            from routine_tui.exporters.markdown import render as write
        case "txt":
            from routine_tui.exporters.plain_text import render as write
        case "html":
            from routine_tui.exporters.html_page import render as write
        case "csv":
            from routine_tui.exporters.csv_table import render as write
        case "json":
            from routine_tui.exporters.json_archive import render as write
        case "ics":
            from routine_tui.exporters.ics import render as write
        case "svg":
            from routine_tui.exporters.svg import render as write
        case _ if format_name in BINARY:
            raise BadInput(f"A {format_name} isn't text: write it to a file that ends in .{format_name}.")
        case _:
            choices = listed(FORMATS, "or")
            raise BadInput(f"“{one_word(format_name)}” isn't a format: choose {choices}.")
    return write(summary)
