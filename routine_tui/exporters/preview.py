"""What an export says, to be read on a terminal: of a page or a picture, the same in words."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.exporters.formats import ExportRequest, written
from routine_tui.exporters.page.page import Calendar, Page
from routine_tui.exporters.page.page_builder import build_page
from routine_tui.exporters.plain_text import words_of
from routine_tui.exporters.summary.sections_to_share import DAYS
from routine_tui.exporters.summary.summary import Summary

IN_WORDS: Final = ("html", "pdf", "svg", "png")
"""Those that are not read as they are written."""


class Preview(Struct, frozen=True):
    """What an export says."""

    words: str
    page: Page | None
    """The page that is drawn, where one is; None for a text."""


def preview_of(request: ExportRequest, summary: Summary) -> Preview:
    """What a file says: its text, as ``written`` writes it, or what it shows in words. Raises BadInput as that does."""
    if request.format_name not in IN_WORDS or request.extent == "phone":
        return Preview(written(request, summary).decode(), None)
    page = build_page(summary)
    if request.format_name in ("svg", "png"):
        page = _drawn(page)
    elif request.format_name == "pdf" and DAYS not in request.including:
        page = replace(page, sections=page.of("story", "detail"))
    return Preview(words_of(page, summary), page)


def in_words(request: ExportRequest, summary: Summary) -> str:
    """The words of ``preview_of`` alone. Raises BadInput as that does."""
    return preview_of(request, summary).words


def _drawn(page: Page) -> Page:
    """The page with nothing but its top and its calendar, which is what the picture shows."""
    held = (section for section in page.sections if any(isinstance(block, Calendar) for block in section.blocks))
    return replace(page, who="", sections=tuple(held))
