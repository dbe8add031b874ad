"""The page for a browser: one file, printable, light and dark, no script, and nothing fetched from anywhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache

from jinja2 import Environment

from routine_tui.exporters.page.page import Block, Page, Pictures, Table
from routine_tui.exporters.page.page_builder import build_page
from routine_tui.exporters.page.templates import environment
from routine_tui.exporters.summary.shown_photos import PhotoCopy
from routine_tui.exporters.summary.summary import Summary


def render(summary: Summary) -> str:
    """The page as HTML, ending with one line break; everything typed is escaped by the template engine."""
    page = build_page(summary)
    widths = sorted(set(_widths(page)))
    told = _templates().get_template("page.html.j2").render(page=page, widths=widths, has_pictures=_has_pictures(page))
    return told.strip("\n") + "\n"


def _widths(page: Page) -> Iterator[int]:
    """The widths of columns, for the style sheet, as no element has a style of its own."""
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield from (column.width for column in block.columns)


def _has_pictures(page: Page) -> bool:
    blocks = (block for section in page.sections for block in section.blocks if isinstance(block, Pictures))
    return any(one.copy for block in blocks for one in block.pictures)


def _base64(copy: PhotoCopy) -> str:
    return b64encode(copy.content).decode()


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


@cache
def _templates() -> Environment:
    return environment({"kind": _kind, "base64": _base64}, autoescape=True)
