"""Care in every format: it agrees with what was planned and recorded, and what is left out leaves no trace."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, time, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from routine_tui.exporters.formats import ExportRequest
from routine_tui.exporters.page.page import Table
from routine_tui.exporters.page.page_builder import build_page
from routine_tui.exporters.plain_text import COLUMNS
from routine_tui.exporters.summary.care import CareSummary
from routine_tui.model.care.events import events
from routine_tui.model.day.progress import Adherence, adherence_of, days_between
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import PlannedDay, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question, Visit
from tests.cases import each_case
from tests.exporters.lived import PAGES, summary_of, text_of, typed_everywhere, written
from tests.exporters.lived_care import TODAY, ZERO, cared, on
from tests.exporters.test_html_page import Page
from tests.exporters.test_plain_text import columns

BARE = Recovery("id", "Face", ZERO, 84, begun=ZERO)
HEADINGS = {
    "The session",
    "Why this visit",
    "Questions",
    "Treatments, and what they did",
    "Procedures",
    "Visits so far",
    "Background",
}


def caring(recovery: Recovery = BARE, **kinds: Any) -> Recovery:
    """A recovery with some care."""
    return replace(recovery, care=Care(**kinds))


def told(recovery: Recovery, today: date = TODAY, without: Collection[str] = ()) -> CareSummary:
    found = summary_of(recovery, today, without=without).care
    assert found is not None
    return found


def flat(text: str) -> str:
    """A page without its line breaks and escapes."""
    return " ".join(re.sub(r"\\(?=[^\w\s])", "", text).split())


@pytest.mark.parametrize("name", PAGES)
def test_a_recovery_with_care_looks_as_it_did(name: str, snapshot: SnapshotAssertion) -> None:
    assert (
        written(
            name, cared(), ExportRequest(name, without=["skin", "products", "photos"], including=["notes"]).left_out
        )
        == snapshot
    )


# ---------------------------------------------------------------------- visits and questions


def test_the_next_visit_stands_first() -> None:
    assert [one.day for one in told(cared()).coming] == [on(31), on(95)]
    page = flat(written("txt", cared()))
    assert "Tuesday 1 December 2026 (D31), 10:30, with Dr Kaya, Skin clinic: review" in page
    assert "After that: 3 Feb 2027, with Dr Kaya" in page


def test_a_visit_of_today_is_over_once_something_is_written_about_it() -> None:
    visit = Visit("v", TODAY, None, "Dr Kaya")
    assert [one.day for one in told(caring(visits=(visit,))).coming] == [TODAY]
    for written_about in (replace(visit, notes="calm"), replace(visit, agreed="wait")):
        care = told(caring(visits=(written_about,)))
        assert (care.coming, [one.day for one in care.visited]) == ((), [TODAY])


def test_a_visit_that_was_called_off_is_not_told() -> None:
    for name in PAGES:
        assert "Dr Off" not in written(name, cared())
        assert "Dr Off" in written("json", cared())


def test_what_is_wanted_stands_before_all_else_and_what_is_asked_after_the_treatments_and_nowhere_twice() -> None:
    for name in PAGES:
        page = written(name, cared())
        told = ("That the redness goes.", "May the dark marks be treated?", "Anything about sun in March.")
        assert [page.count(words) for words in told] == [1, 1, 1]
        wish, question, more = map(page.index, told)
        assert wish < page.lower().index("to know first") < page.lower().index("what they did\n" if name != "html" else
               "what they did<") < question < more < page.lower().index("how the routine went")  # fmt: skip


def test_an_answered_question_stands_with_its_answer_among_the_visits() -> None:
    page = flat(written("txt", cared()))
    assert (
        "Asked, D3 (3 Nov): Is it normal that it stings? Answer, as the person noted it: For some minutes, yes." in page
    )
    assert page.index("VISITS SO FAR") < page.index("Is it normal that it stings?")


# ---------------------------------------------------------------------- treatments


@each_case("span", [(None, None), (on(6), on(15))])
def test_how_much_of_a_course_was_done_is_what_the_model_says(span: tuple[date | None, date | None]) -> None:
    care = summary_of(cared(), since=span[0], until=span[1]).care
    assert care is not None
    days = list(days_between(span[0] or ZERO, span[1] or TODAY))
    for course, one in zip(cared().care.courses, care.tried, strict=True):
        expected = (adherence_of(cared(), days, TODAY, step_id) for step_id in course.step_ids)
        assert one.adherence == sum(expected, Adherence())
        assert one.label == course.label
    assert any(one.adherence.done for one in care.tried)


def test_hours_are_told_on_average_over_the_days_on_which_they_were_said() -> None:
    sheet = next(one for one in told(cared()).tried if one.label == "Silicone sheet")
    amounts = [
        mark.amount
        for record in cared().days.values()
        if (mark := record.marks.get("sheet")) and mark.amount is not None
    ]
    assert (sheet.hours, sheet.hours_days) == (sum(amounts) / len(amounts), len(amounts))
    assert "8.7 hours a day on average" in flat(written("md", cared()))
    assert "built up from 2 by 2 a day, at most 23" in flat(written("html", cared()))


def test_what_is_taken_as_needed_is_told_by_how_often_and_never_as_expected() -> None:
    tablet = next(one for one in told(cared()).tried if one.label == "Cetirizine")
    assert (tablet.times, tablet.adherence.expected) == (3, 0)
    assert "10 mg; if needed, at most 2 a day, if needed, done 3 times" in flat(written("txt", cared()))


def test_a_course_that_ended_before_its_time_says_when_and_why() -> None:
    page = flat(written("md", cared()))
    row = "| Hydrocortisone, prescribed by the clinic; redness | D1 to D4 (1 to 4 Nov) | evening, every day, "
    assert f"{row}3 of 4 done | Paler in two days; ended: the skin was calm |" in page


def test_a_course_is_told_with_its_reviews_its_stages_and_its_last_day_after_the_window() -> None:
    page = flat(written("txt", cared()))
    assert "Azelaic acid 20 %, Finacea, prescribed by Dr Kaya, 4 Nov; dark marks D4 (4 Nov) to 20 Apr 2027, " in page
    assert "Check-up on D32 (2 Dec) and D60 (30 Dec)" in page
    assert "evening, every 3 days for 2 weeks, then every day for 6 weeks" in page


def test_a_course_that_is_yet_to_begin_or_never_began_is_told_so() -> None:
    step = StepVersion(on(30), "evening", "prescription", "Retinoid", Schedule(on(30)))
    routine = Routine().with_step(step, "later").with_step(step, "never").with_end("never", on(30))
    routine = routine.with_step(replace(step, valid_from=on(2), schedule=Schedule(on(2), last_day=on(2))), "once")
    courses = (
        Course("a", "Retinoid", on(30), ("later",)),
        Course("b", "Peel cream", on(30), ("never",)),
        Course("c", "Antiviral", on(2), ("once",)),
    )
    page = flat(written("txt", caring(replace(BARE, routine=routine), courses=courses)))
    assert "Retinoid: from D30 (30 Nov); evening, every day, yet to begin" in page
    assert "Antiviral: D2 (2 Nov); evening, every day, 0 of 1 done" in page
    assert "Peel cream: ended before it started; evening, every day " in page


def test_a_course_whose_steps_are_gone_is_still_told() -> None:
    page = flat(written("md", caring(courses=(Course("a", "Old cream", on(2), ("gone",), why="itch"),))))
    assert "| Old cream, itch | since D2 (2 Nov) | | |" in page


# ---------------------------------------------------------------------- procedures, background, events


def test_a_procedure_is_told_with_its_sessions_the_gap_and_what_rests() -> None:
    page = flat(written("txt", cared()))
    assert "Pulsed dye laser: Dr Lind, Laser centre: redness; 3 sessions agreed, 6 to 8 weeks apart" in page
    assert "D16 (16 Nov), 09:00: done; 585 nm, purple for three days. D60 (30 Dec): planned" in page
    assert "A session was cancelled" in page
    assert "Paused around each session, 7 days before to 6 days after: Tretinoin 0.025 %" in page
    assert "to 4 days after: Sunscreen SPF 30+ and Sunscreen top-up, Clinic ointment instead" in page


def test_procedures_stand_among_the_treatments_in_the_order_in_which_they_began() -> None:
    """Before, they stood below that table."""
    (found,) = (one for one in build_page(summary_of(cared())).sections if one.id == "treatments")
    table = found.blocks[0]
    assert isinstance(table, Table)
    rows = [[cell.text for cell in row] for row in table.groups[0].rows]
    laser = next(row for row in rows if row[0] == "Pulsed dye laser")
    assert laser[1].startswith("D16 (16 Nov), 09:00: done") and laser[2] == "3 sessions agreed, 6 to 8 weeks apart"
    assert laser[3] == "D16 (16 Nov): 585 nm, purple for three days"
    assert len(rows) == 6 and rows.index(laser) == 5


@each_case(
    ("least", "most", "words"),
    [
        (42, 56, "6 to 8 weeks apart"), (28, None, "4 weeks or more apart"), (None, 10, "10 days at most apart"),
        (7, 7, "1 week apart"), (10, 14, "10 to 14 days apart"),
    ],
)  # fmt: skip
def test_a_gap_is_told_in_weeks_where_it_has_whole_ones(least: int | None, most: int | None, words: str) -> None:
    procedure = Procedure("p", "Peel", "peel", gap_least=least, gap_most=most)
    assert f"Peel: {words}\n" in written("txt", caring(procedures=(procedure,)))


def test_a_past_session_that_nobody_recorded_is_not_called_done() -> None:
    sessions = (Session("s", "p", (PlannedDay(ZERO, on(9)),), time(14, 5)),)
    page = written("txt", caring(procedures=(Procedure("p", "Peel"),), sessions=sessions))
    assert "D9 (9 Nov), 14:05: planned, no notes" in page


def test_what_was_told_stands_by_heading_under_the_labels_of_its_fields() -> None:
    care = told(
        caring(
            background=(
                BackgroundAnswer("depth", "1.5 mm"),
                BackgroundAnswer("device", "pen"),
                BackgroundAnswer("no_more", "kept"),
            )
        )
    )
    assert [(about.label, about.told) for about in care.background] == [
        ("The session", (("Device", "pen"), ("Depth and passes", "1.5 mm"))),
        ("Also told", (("no_more", "kept"),)),
    ]


@each_case("name", PAGES)
def test_every_event_of_the_span_is_told_and_none_outside_it(name: str) -> None:
    found = [one for one in events(cared(), TODAY) if ZERO <= one.day <= cared().last_day]
    assert told(cared()).events == tuple(found)
    page = flat(written(name, cared()))
    for event in found:
        assert event.title in page.replace("&#34;", '"')
    cut = summary_of(cared(), since=on(6), until=on(15)).care
    assert cut is not None
    assert {one.day for one in cut.events} == {on(7), on(10), on(14)}


def test_a_day_with_an_event_has_a_mark_on_the_calendar() -> None:
    text = written("txt", cared())
    assert "\n2 Nov    D2    ●◆ ●  ◐◆ ●  ●  ●◆ ●    45 of 50" in text
    page = Page(written("html", cared()))
    marked = {one.day for one in told(cared()).events if one.day <= TODAY}
    assert page.values("href").count("#sign-event") == len(marked) + 1
    assert "D4 (4 Nov): some done, 3 of 8 done; Visit, Dr Kaya, 10:30; Azelaic acid 20 % starts" in page.text


def test_a_day_ahead_with_an_event_has_the_mark_alone() -> None:
    balm = StepVersion(ZERO, "morning", "moisturiser", "Balm", Schedule(ZERO))
    recovery = caring(replace(BARE, routine=Routine().with_step(balm)), visits=(Visit("v", TODAY),))
    page = text_of("txt", summary_of(recovery, TODAY - timedelta(days=2)))
    assert "\n16 Nov   D16   ·  ·  ·  ·  ○     ◆      0 of 4 " in page


# ---------------------------------------------------------------------- what is there, what is not


def test_a_part_of_which_nothing_is_there_has_no_heading() -> None:
    def found(**kinds: Any) -> set[str]:
        return HEADINGS.intersection(re.findall(r"^## (.*)$", written("md", caring(**kinds)), re.MULTILINE))

    assert found() == set()
    assert found(visits=(Visit("v", on(30)),)) == {"Why this visit"}
    assert found(questions=(Question("q", ZERO, "a?"),)) == {"Questions"}
    assert found(visits=(Visit("v", on(3)),)) == {"Visits so far"}
    assert found(questions=(Question("q", ZERO, "a?", "b"),)) == {"Visits so far"}
    assert found(courses=(Course("c", "Cream", ZERO),)) == {"Treatments, and what they did"}
    assert found(background=(BackgroundAnswer("tried", "zinc"),)) == {"Treatments, and what they did"}
    assert found(procedures=(Procedure("p", "Peel"),)) == {"Treatments, and what they did"}
    assert found(procedures=(Procedure("p", "Peel", note="calm"),)) == {"Treatments, and what they did", "Procedures"}
    assert found(background=(BackgroundAnswer("device", "pen"),)) == {"The session"}
    assert found(background=(BackgroundAnswer("allergies", "nickel"),)) == set()  # stands under To know first
    assert found(background=(BackgroundAnswer("smoking", "no"),)) == {"Background"}
    assert found(background=(BackgroundAnswer("wish", "calm"),)) == {"Why this visit"}


def test_every_row_of_the_treatments_has_as_many_cells_as_its_head() -> None:
    html = written("html", cared())
    table = html.split('aria-label="Treatments, table"')[1].split("</table>")[0]
    assert {row.count("</th>") + row.count("</td>") for row in table.split("<tr>")[1:]} == {4}
    page = Page(html)
    assert set(page.values("aria-labelledby")) <= set(page.values("id"))
    assert len(page.values("id")) == len(set(page.values("id")))


def test_no_line_of_plain_text_is_too_wide_and_the_words_are_calm() -> None:
    for recovery in (cared(), typed_everywhere("夜 " * 60), typed_everywhere("x" * 200)):
        assert max(map(columns, written("txt", recovery).split("\n"))) <= COLUMNS
    for name in ("md", "txt"):
        text = " ".join(written(name, cared()).lower().split())
        for word in ("missed", "failed", "streak", " late ", "behind", "overdue", "!"):
            assert word not in text
