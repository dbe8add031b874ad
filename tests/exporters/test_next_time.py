"""The next time, to print: every item, what is told already, why it is asked and who says so, on one side of A4."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from msgspec.structs import replace

from routine_tui.clock import SystemClock
from routine_tui.exporters.next_time import FORMATS, KEPT_BACK, NextTime, next_time, render
from routine_tui.facts import care as care_facts
from routine_tui.facts import guidance
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.avoidance import Calm
from routine_tui.planner.planner import Planner
from routine_tui.settings import find_home
from tests.cases import each_case
from tests.exporters.test_html_page import Page
from tests.exporters.test_markdown import shape
from tests.hostile.texts import TEXTS, live

ZERO = date(2026, 10, 31)
TODAY = date(2026, 11, 22)
ITEMS = care_facts.fields_of("next_time")
UNSETTLED = Calm(2, False, True)
ROOM = "____"
A4_ROOM = 277.0
"""Millimetres within the margins of one side. A wide typeface prints 70 characters of what is asked on a line of
3.6 mm, 80 of why on one of 3.1 mm, and 62 of a source on one of 2.6 mm, in two columns."""


def page_of(texts: Mapping[str, str] | None = None, private: bool = False, found: Calm = UNSETTLED) -> NextTime:
    background = tuple(BackgroundAnswer(name, text, private) for name, text in (texts or {}).items())
    recovery = Recovery("r", "Face", ZERO, 84, care=Care(background=background))
    return next_time(recovery, care_facts.fields(), guidance.sources(), found, TODAY)


def flat(text: str) -> str:
    """What is read, whatever the lines and the signs of its format."""
    return " ".join(text.replace("\\", "").replace("\u00a0", " ").replace("&#39;", "'").split())


def lines_of(text: str, width: int) -> int:
    return len(textwrap.wrap(text, width))


EVERYWHERE = {field.id: "told" for field in ITEMS}


@each_case("name", FORMATS)
def test_the_page_holds_every_item_with_its_reason_and_every_source_with_its_address(name: str) -> None:
    page = flat(render(name, page_of()))
    for field in ITEMS:
        assert field.label in page and field.ask in page and field.why in page, field.id
    for source in guidance.cited(tuple({one for field in ITEMS for one in field.sources})):
        assert f"{source.title}, {source.publisher}" in page and source.address in page, source.id
    assert "General guidance, not medical advice." in page
    assert "22 Nov 2026, 22 days after the session of 31 Oct 2026" in page


def test_every_item_has_a_box_to_tick_and_room_to_write_until_it_is_told() -> None:
    empty, filled = page_of(), page_of(EVERYWHERE)
    assert render("md", empty).count("- [ ] ") == render("txt", empty).count("[ ] ") == len(ITEMS)
    boxes = Page(render("html", empty)).values("class")
    assert boxes.count("box") == len(ITEMS)
    assert boxes.count("room") == len(ITEMS) - 1  # whether the skin is calm stands in the log
    assert "room" not in Page(render("html", filled)).values("class")
    assert ROOM not in render("txt", filled)
    assert render("txt", empty).count(f"    {ROOM}") == len(ITEMS) - 1


@each_case("name", FORMATS)
def test_what_is_told_already_stands_beside_what_is_asked(name: str) -> None:
    page = flat(
        render(name, page_of({"next_operator": "Dr Kaya, 200 times", "allergies": "nickel", "device": "a pen"}))
    )
    assert "Dr Kaya, 200 times" in page
    assert "nickel" in page
    assert "a pen" not in page


@each_case(
    ("found", "words"),
    [
        (Calm(3, True, True), "Your skin is calm: redness 0 or 1 in your last 3 check-ins"),
        (UNSETTLED, "Your check-ins don't say yet that the skin is calm"),
    ],
)
def test_whether_the_skin_is_calm_comes_from_the_log(found: Calm, words: str) -> None:
    for name in FORMATS:
        assert words in flat(render(name, page_of(found=found)))


@each_case("name", FORMATS)
def test_what_was_told_as_private_is_not_on_the_page(name: str) -> None:
    page = flat(render(name, page_of({"next_operator": "Dr Kaya", "cold_sores": "each winter"}, private=True)))
    assert "Dr Kaya" not in page and "each winter" not in page
    assert page.count(KEPT_BACK) == 2


def test_each_reason_names_its_sources_by_their_numbers_in_the_list() -> None:
    page = page_of()
    for item, field in zip(page.items, ITEMS, strict=True):
        assert [page.sources[int(number) - 1].id for number in item.cites.split(", ")] == list(field.sources)
    assert len({source.id for source in page.sources}) == len(page.sources)


def test_a_page_written_on_day_zero_counts_no_days() -> None:
    page = replace(page_of(), written_on=ZERO)
    assert page.when == "31 Oct 2026"


def test_the_web_page_fits_one_side_of_paper_and_fetches_nothing() -> None:
    html = render("html", page_of(EVERYWHERE))
    page = Page(html)
    assert page.tags["li"] == len(ITEMS) + len(page_of().sources)
    assert not page.values("href") + page.values("src") + page.values("onclick")
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert "default-src 'none'" in html and "@page { size: A4" in html
    asked = sum(lines_of(f"{field.label} {field.ask}", 70) for field in ITEMS)
    why = sum(lines_of(f"{field.why} (10, 12)", 80) for field in ITEMS)
    named = sum(lines_of(f"{one.title}, {one.publisher}: {one.address}", 62) for one in page_of().sources)
    around = 2.0 * len(ITEMS) + 35  # space between items; title, headings and foot
    assert 3.6 * asked + 3.1 * why + 2.6 * named / 2 + around <= A4_ROOM


def test_no_line_of_plain_text_but_an_address_is_wider_than_a_page() -> None:
    wide = [line for line in render("txt", page_of(EVERYWHERE)).splitlines() if len(line) > 76]
    assert all(line.startswith("    https://") for line in wide)


@each_case("kind", TEXTS)
def test_a_hostile_answer_is_harmless_in_every_format(kind: str) -> None:
    hostile, calm = page_of(dict.fromkeys(EVERYWHERE, TEXTS[kind])), page_of(EVERYWHERE)
    assert live(render("txt", hostile)) == live(render("md", hostile)) == {}
    assert shape(render("md", hostile)) == shape(render("md", calm))
    found, plain = Page(render("html", hostile)), Page(render("html", calm))
    assert found.tags == plain.tags and sorted(found.attributes) == sorted(plain.attributes)
    assert live(found.text) == {}


def test_another_format_is_refused_with_the_choices() -> None:
    with pytest.raises(BadInput, match="“pdf” isn't a format of this page: choose md, txt or html"):
        render("pdf", page_of())


def test_the_door_writes_the_page_of_the_current_recovery(tmp_path: Path) -> None:
    zone = ZoneInfo("Europe/Berlin")
    with time_machine.travel(datetime(2026, 11, 22, 7, 42, tzinfo=zone), tick=False):
        planner = Planner(find_home(str(tmp_path)), SystemClock(zone))
        planner.recoveries.begin("Face", ZERO)
        planner.visits.tell({"scar_history": "one on the chin"})
        page = flat(planner.exports.next_time_page("md"))
        assert planner.skin.calm() == Calm(0, False, True)
        with pytest.raises(BadInput, match="choose md, txt or html"):
            planner.exports.next_time_page("ics")
    assert "Here already: one on the chin" in page
    assert "0 of 3 so far" in page
