"""The page of a summary: what stands on which side and in which order, and that every format tells the same of it."""

from __future__ import annotations

import re

from routine_tui.exporters.page.page import Calendar, Charts, Page, Section, Table
from routine_tui.exporters.page.page_builder import build_page
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case
from tests.exporters.lived import PAGES, plain, sample, summary_of, written
from tests.exporters.lived_care import TODAY, ZERO, cared, on
from tests.exporters.test_html_page import Page as Read
from tests.exporters.test_pdf_words import words_of

BARE = Recovery("id", "Face", ZERO, 84, begun=ZERO)


def page(recovery: Recovery) -> Page:
    return build_page(summary_of(recovery, without=["private", "mood"]))


def section(recovery: Recovery, name: str) -> Section:
    return next(one for one in page(recovery).sections if one.id == name)


def test_the_first_side_is_in_the_order_in_which_a_dermatologist_asks() -> None:
    assert [one.heading for one in page(cared()).of("story")] == [
        "Why this visit", "To know first", "The session", "Problems", "Treatments, and what they did",
        "Products in use", "Questions",
    ]  # fmt: skip
    assert [one.heading for one in page(cared()).of("detail")][:4] == [
        "How the routine went", "The calendar", "Check-ins", "What the answers called for",
    ]  # fmt: skip


def test_the_detail_and_what_is_told_day_by_day_follow_it() -> None:
    parts = [one.part for one in page(cared()).sections]
    assert parts == sorted(parts, key=["story", "detail", "more"].index)
    assert [one.heading for one in page(cared()).of("more")] == [
        "Avoid for now", "Skipped", "On the calendar, besides the steps", "About this phase", "Notes",
    ]  # fmt: skip


def test_a_section_of_which_there_is_nothing_to_tell_is_not_there() -> None:
    assert [one.heading for one in page(BARE).sections] == [
        "How the routine went", "The calendar", "Sources", "About this phase",
    ]  # fmt: skip
    assert [one.part for one in page(BARE).sections] == ["story", "story", "detail", "more"]


def test_each_section_has_an_id_of_its_own() -> None:
    ids = [one.id for one in page(cared()).sections]
    assert len(ids) == len(set(ids))


@each_case("name", PAGES)
def test_every_word_of_the_page_is_in_every_format(name: str) -> None:
    def flat(text: str) -> str:
        return "".join(re.sub(r"\\(?=[^\w\s]|\n)", "", text).split())

    text = written(name, cared(), ["private", "mood"])
    shown = flat(Read(text).text if name == "html" else text)
    for one in page(cared()).sections:
        assert flat(one.heading).lower() in shown.lower()
        for words in words_of(one.blocks) if name != "txt" else ():
            assert flat(words) in shown, words
    assert flat(page(cared()).method) in shown


def test_a_step_says_since_when_once_where_its_product_is_as_old() -> None:
    table = section(sample(), "routine").blocks[-1]
    assert isinstance(table, Table)
    cleanser = table.groups[0].rows[0]
    assert [cell.text for cell in cleanser[:4]] == ["Gentle cleanser", "Oat syndet", "every day", "21 of 22"]
    assert [cell.beside for cell in cleanser[:4]] == [(), ("since D0",), (), ()]
    assert cleanser[3].share == 21 / 22


def test_the_calendar_marks_the_days_on_which_something_is_and_today() -> None:
    (drawn,) = section(cared(), "window").blocks
    assert isinstance(drawn, Calendar)
    days = [one for week in drawn.weeks for one in week.squares if one]
    assert [one.day for one in days if one.today] == [TODAY]
    assert {one.day for one in days if one.events} >= {on(4), on(16)}
    assert ("event", "visit, session, review or course") in drawn.legend
    (bare,) = section(plain(), "window").blocks
    assert isinstance(bare, Calendar)
    assert "event" not in dict(bare.legend)


def test_nobody_has_to_see_a_chart_to_know_what_it_shows() -> None:
    drawn = next(one for one in section(cared(), "problems").blocks if isinstance(one, Charts))
    labels = {
        value for tag, name, value in Read(written("html", cared())).attributes if (tag, name) == ("svg", "aria-label")
    }
    assert {curve.words for curve in drawn.curves} == labels
