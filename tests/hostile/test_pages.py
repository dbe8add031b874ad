"""Whatever a file holds: a page to share has the bones of a calm one, and nothing in it is live.

The calm recovery has as many lines in each of its texts, and plain words in them. Seen to fail without ``autoescape``
in ``html_page``, ``finalize`` in ``markdown``, the apostrophe of ``spreadsheet``, and the escaping in ``clipped``. Of
calendar files: without ``one_line`` around a title, and without ``lines`` around what is told of an entry.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from functools import cache
from io import StringIO
from xml.etree import ElementTree

from icalendar import Calendar
from markdown_it import MarkdownIt

from routine_tui.exporters.escapes import one_line
from routine_tui.exporters.formats import ExportRequest
from routine_tui.exporters.formats import written as written_as
from routine_tui.exporters.json_archive import load
from routine_tui.exporters.svg import render as drawing
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import escape_control_characters
from tests.cases import each_case
from tests.exporters.lived import summary_of, written
from tests.exporters.lived_care import TODAY, with_care
from tests.exporters.planned import with_care as planned
from tests.exporters.test_html_page import Page
from tests.exporters.test_markdown import shape
from tests.hostile.texts import TEXTS, holding, live

FORMULA = tuple("=+-@\t\r＝＋－＠")


def calm(text: str) -> str:
    """As many lines, as a page shows them, in which there is nothing but a plain word."""
    return "\n".join(
        "calm" if line.strip() else "" for line in escape_control_characters(text, newlines=True).split("\n")
    )


@cache
def pages(format_name: str, kind: str) -> tuple[str, str]:
    """The page of a hostile recovery and of the calm one."""
    text = TEXTS[kind]
    return written(format_name, everywhere(text)), written(format_name, everywhere(calm(text)))


@cache
def everywhere(text: str) -> Recovery:
    """A recovery that holds a text everywhere, care included."""
    return with_care(holding(text, TODAY), text, TODAY)


@each_case("kind", TEXTS)
def test_a_web_page_has_no_element_attribute_or_link_more(kind: str) -> None:
    hostile, harmless = (Page(page) for page in pages("html", kind))
    assert hostile.tags == harmless.tags
    assert sorted(hostile.attributes) == sorted(harmless.attributes)
    assert live(hostile.text) == {}


@each_case("kind", TEXTS)
def test_markdown_has_no_link_image_heading_or_list_more(kind: str) -> None:
    hostile, harmless = (shape(page) for page in pages("md", kind))
    assert hostile == harmless
    assert live(pages("md", kind)[0]) == {}


@each_case("kind", TEXTS)
def test_a_plain_reader_of_markdown_finds_no_html_either(kind: str) -> None:
    found = Counter(token.type for token in MarkdownIt("commonmark").parse(pages("md", kind)[0]))
    assert not found["html_block"] + found["code_block"]


@each_case("kind", TEXTS)
def test_plain_text_holds_nothing_to_obey(kind: str) -> None:
    hostile, _ = pages("txt", kind)
    assert live(hostile) == {}


@each_case("kind", TEXTS)
def test_a_table_has_no_row_or_column_more_and_no_formula(kind: str) -> None:
    hostile, harmless = (list(csv.reader(StringIO(page, newline=""), strict=True)) for page in pages("csv", kind))
    assert [len(row) for row in hostile] == [len(row) for row in harmless]
    assert live(pages("csv", kind)[0].replace("\r\n", "\n")) == {}
    for row in hostile[1:]:
        for cell in row[3:]:
            for part in cell.split(";"):
                assert not part.lstrip(" \u00a0\ufeff�").startswith(FORMULA), cell


@cache
def in_plans(text: str) -> Recovery:
    """A recovery that holds a text everywhere, in its plans as well."""
    return planned(holding(text, TODAY), text, TODAY)


@each_case("kind", TEXTS)
def test_a_calendar_file_has_no_entry_alarm_or_property_more(kind: str) -> None:
    hostile, harmless = (written("ics", in_plans(text)) for text in (TEXTS[kind], calm(TEXTS[kind])))
    assert live(hostile.replace("\r\n", "\n")) == {}
    assert max(len(line.encode()) for line in hostile.split("\r\n")) <= 75
    found, wanted = (Calendar.from_ical(page).walk() for page in (hostile, harmless))
    assert [(one.name, sorted(one)) for one in found] == [(one.name, sorted(one)) for one in wanted]
    assert {one.name for one in found} == {"VCALENDAR", "VEVENT"}
    said = {str(one["summary"]) for one in found if one.name == "VEVENT"}
    assert one_line(TEXTS[kind]) in said


@each_case("kind", TEXTS)
def test_a_picture_has_no_element_or_attribute_more(kind: str) -> None:
    summaries = [summary_of(in_plans(text)) for text in (TEXTS[kind], calm(TEXTS[kind]))]
    drawn = [drawing(one) for one in summaries]
    hostile, harmless = (ElementTree.fromstring(one) for one in drawn)
    kinds = [Counter(one.tag for one in tree.iter()) for tree in (hostile, harmless)]
    for found in kinds:
        del found["{http://www.w3.org/2000/svg}text"]  # a name may need more lines than another
    assert kinds[0] == kinds[1]
    assert {name for one in hostile.iter() for name in one.attrib} <= {
        name for one in harmless.iter() for name in one.attrib
    } | {"textLength", "lengthAdjust"}
    assert live(drawn[0]) == {}
    assert written_as(ExportRequest("png"), summaries[0]).startswith(b"\x89PNG")


@each_case("kind", TEXTS)
def test_the_archive_holds_everything_and_shows_nothing_to_obey(kind: str) -> None:
    page = pages("json", kind)[0]
    assert live(page) == {}
    assert load(page) == everywhere(TEXTS[kind])
    assert json.loads(page)["recovery"]["name"] == TEXTS[kind]
