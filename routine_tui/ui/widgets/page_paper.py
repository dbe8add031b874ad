"""What will be shared, to be looked at before it is: a page as paper, or a text as it is."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from routine_tui.exporters.page.page import Page, Section
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.ui.widgets.page_lines import PageLines

SIDES: Final = ("story", "detail")
"""What has a side of a printed page each; what else there is follows on as many as it takes."""


class PagePaper(Static):
    """A text, and instead of it a page where there is one, laid out anew only for another page or width."""

    COMPONENT_CLASSES = {"page-paper--quiet"}
    DEFAULT_CSS = """
    PagePaper > .page-paper--quiet { color: #5b6763; }
    """

    def __init__(self, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__("", id=id, markup=False)
        self._glyphs = glyphs
        self._page: Page | None = None
        self._is_printed = False
        self._drawn: tuple[int, Content] | None = None

    def show(self, text: Content, page: Page | None, is_printed: bool = False) -> None:
        """Show a text, or a page that says the same; one that is printed has numbered sides."""
        self._page, self._is_printed, self._drawn = page, is_printed, None
        self.update(text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it has at a width."""
        if self._page is None:
            return super().get_content_height(container, viewport, width)
        return self._laid_out(self._page, width).plain.count("\n") + 1

    def render(self) -> Content:
        """The page, or the text."""
        if self._page is None:
            content = self.content
            return content if isinstance(content, Content) else Content(str(content))
        return self._laid_out(self._page, self.size.width)

    def _laid_out(self, page: Page, width: int) -> Content:
        if self._drawn is None or self._drawn[0] != width:
            sheets = sheets_of(page) if self._is_printed else [("", page.sections)]
            lines = PageLines(self._glyphs, width, self.get_visual_style("page-paper--quiet", partial=True))
            self._drawn = width, Content("\n").join(lines.drawn(page, sheets))
        return self._drawn[1]


def sheets_of(page: Page) -> list[tuple[str, tuple[Section, ...]]]:
    """The sides of a printed page with their names: ``page 1 of 2``; what follows them has no end that is known."""
    sides = [found for part in SIDES if (found := page.of(part))]
    more = page.of("more")
    of = "" if more else f" of {len(sides)}"
    sheets = [(f"page {number}{of}", sections) for number, sections in enumerate(sides, 1)]
    return [*sheets, (f"page {len(sides) + 1} and on", more)] if more else sheets
