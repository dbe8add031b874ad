"""The page in Share looks like the paper that it will be, at any width, and says what the page's own model says."""

from __future__ import annotations

from itertools import product

from msgspec.structs import replace
from textual.style import Style

from routine_tui.exporters.formats import ExportRequest
from routine_tui.exporters.page.page import Section, Table, TableCell, TableColumn, TableGroup
from routine_tui.exporters.summary.sections_to_share import DAYS
from routine_tui.glyphs import ASCII, UNICODE
from routine_tui.planner.planner import Planner
from routine_tui.ui.widgets.page_lines import PageLines
from routine_tui.ui.widgets.page_paper import PagePaper, sheets_of
from tests.ui.driver import opened


async def test_the_page_is_shown_as_paper_with_numbered_sides(planner: Planner) -> None:
    async with opened(planner, (120, 36), "e") as app:
        assert "page 1 of 2" in app.text and "To know first" in app.text and "┌──" in app.text
        paper = str(app.app.screen.query_one(PagePaper).render())
        assert "page 2 of 2" in paper and "How the routine went" in paper
        assert "TO KNOW FIRST" in app.said("preview"), "the words stay what is copied"
        await app.press("down")
        assert "page 1 of 1" in app.text and "page 2" not in str(app.app.screen.query_one(PagePaper).render())


def test_all_of_a_page_stands_on_its_paper_at_any_width(planner: Planner) -> None:
    page = planner.exports.shown(ExportRequest("pdf")).page
    assert page is not None
    for width, glyphs in product((1, 7, 12, 20, 30, 38, 52, 63, 100), (UNICODE, ASCII)):
        lines = PageLines(glyphs, width, Style()).drawn(page, sheets_of(page))
        assert max(line.cell_length for line in lines) <= width
        if width < 30:
            continue
        said = "".join(line.plain for line in lines).replace(" ", "")
        for section in page.sections:
            assert section.heading.replace(" ", "") in said, (section.heading, width)
        assert glyphs is UNICODE or not set("┌│└─▁▰●") & set(said)


def test_a_table_of_days_with_nothing_but_words_can_be_drawn(planner: Planner) -> None:
    """Seen to fail: a check-in without a number left no column of figures to share the room."""
    columns = (TableColumn("Day", 20), TableColumn("Besides", 80))
    row = (TableCell("D3 11 Nov"), TableCell("no to all infection questions"))
    table = Table("check-ins", columns, (TableGroup("", (row,)),), grid=True)
    whole = planner.exports.shown(ExportRequest("html")).page
    assert whole is not None
    page = replace(whole, sections=(Section("c", "C", "detail", (table,)),))
    said = [line.plain for line in PageLines(UNICODE, 60, Style()).drawn(page, [("", page.sections)])]
    assert "D3 11 Nov" in said and "  no to all infection questions" in said


def test_what_follows_the_two_sides_has_no_last_page(planner: Planner) -> None:
    page = planner.exports.shown(ExportRequest("pdf", including=[DAYS])).page
    assert page is not None
    assert [name for name, _ in sheets_of(page)] == ["page 1", "page 2", "page 3 and on"]
    assert planner.exports.shown(ExportRequest("txt")).page is None
