"""The web page: well-formed, inert, self-contained, and readable without seeing it."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from hypothesis import given

from routine_tui.exporters.escapes import lines
from routine_tui.model.day.progress import calendar
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case
from tests.exporters.lived import sample, typed_everywhere, written
from tests.exporters.lived_care import TODAY
from tests.strategies import recoveries
from tests.texts import HOSTILE

VOID = {"meta", "br"}
ALONE = {"rect", "circle", "path", "line", "use"}


class Page(HTMLParser):
    """What stands on a page: its elements, their attributes, its text, and whether all is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALONE
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """All text on the page, style sheet included."""
        return "".join(self.words)

    def values(self, name: str) -> list[str]:
        """The values of an attribute, wherever it stands."""
        return [value for _, found, value in self.attributes if found == name]


PLAIN = Page(written("html", typed_everywhere("Balm")))


@each_case("text", [*HOSTILE, '" onclick="x', "' style='color:red", "</title></p></td>", "<!--", "x" * 200])
def test_a_typed_text_adds_no_element_and_no_attribute(text: str) -> None:
    page = Page(written("html", typed_everywhere(text)))
    assert page.tags == PLAIN.tags
    assert sorted(page.attributes) == sorted(PLAIN.attributes)
    assert lines(text).strip() in page.text


@given(recoveries(max_window=60))
def test_every_page_is_well_formed_and_holds_nothing_active(recovery: Recovery) -> None:
    page = Page(written("html", recovery))
    assert not page.tags.keys() & {"script", "iframe", "object", "img", "a", "link", "form", "base"}
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name in ("src", "style", "action")]


def test_the_page_asks_nothing_of_the_world() -> None:
    html = written("html", sample())
    assert "://" not in html
    assert "script" not in html.lower()
    assert "url(" not in html
    assert "@import" not in html
    page = Page(html)
    assert {value[0] for value in page.values("href")} == {"#"}
    assert "default-src 'none'; style-src 'unsafe-inline'" in page.values("content")


def test_no_colour_is_red() -> None:
    html = written("html", sample())
    colours = re.findall(r"#([0-9a-f]{3}|[0-9a-f]{6})\b(?=;)", html)
    assert len(colours) > 10
    for colour in colours:
        red, green, _ = (int(part * (2 // len(part)), 16) for part in re.findall("." * (len(colour) // 3), colour))
        assert red <= green
    assert not re.search(r"(?:color|fill|stroke|background|border)[^;]*:\s*(?:red|crimson|tomato|orange)", html)


def test_the_page_can_be_read_without_seeing_it() -> None:
    html = written("html", sample())
    page = Page(html)
    assert ("html", "lang", "en") in page.attributes
    assert page.tags["main"] == page.tags["header"] == page.tags["footer"] == page.tags["h1"] == page.tags["title"] == 1
    assert set(page.values("scope")) == {"col", "row", "rowgroup"}
    assert set(page.values("aria-labelledby")) <= set(page.values("id"))
    assert {value[1:] for value in page.values("href")} <= set(page.values("id"))
    assert len(page.values("id")) == len(set(page.values("id")))
    assert "D13 (13 Nov): paused" in page.text
    assert "D11 (11 Nov): not recorded, 0 of 6 done" in page.text
    for cell in calendar(sample(), TODAY, until=TODAY):
        assert f"D{cell.offset} ({cell.day.day} " in page.text


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    for table in written("html", sample()).split("<table")[1:]:
        widths = set()
        for row in table.split("</table>")[0].split("<tr")[1:]:
            cells = re.findall(r"<t[hd]\b[^>]*>", row)
            widths.add(sum(int((re.search(r'colspan="(\d+)"', cell) or [0, 1])[1]) for cell in cells))
        assert len(widths) == 1


def test_the_page_prints_on_a4_and_knows_light_and_dark() -> None:
    html = written("html", sample())
    assert "@page { size: A4;" in html
    assert "@media print" in html
    assert "@media screen and (prefers-color-scheme: dark)" in html
