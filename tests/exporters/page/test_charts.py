"""The charts: what was seen of the problems, on one axis that ends with the day of the page, with what happened."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from routine_tui.exporters.page.charts import MOST_CURVES, MOST_MARKS, charts, spark, spark_words
from routine_tui.exporters.page.page import Charts
from routine_tui.model.recovery.answers import Answer
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from tests.exporters.lived import sample, summary_of
from tests.exporters.lived_care import TODAY, ZERO, at, cared, on


def drawn(recovery: Recovery, today: date = TODAY) -> Charts:
    summary = summary_of(recovery, today)
    assert summary.skin is not None
    found = charts(summary, summary.skin)
    assert found is not None
    return found


def checked(course: dict[int, dict[str, Answer]], window: int = 84) -> Recovery:
    recovery = Recovery("id", "Face", ZERO, window)
    for offset, answers in course.items():
        recovery = recovery.checked_in(on(offset), CheckIn.of(answers, at(offset)))
    return recovery


def test_problems_are_charted_in_the_order_of_their_list_signs_before_feelings() -> None:
    bad: dict[str, Answer] = {
        "redness": 3,
        "swelling": 1,
        "marks": 4,
        "scar": 2,
        "flaking": 1,
        "pain": 9,
        "pus": True,
    }
    assert [curve.label for curve in drawn(checked({2: bad})).curves] == [
        "Dark marks", "Signs of infection, how many", "Redness", "Raised scar", "Swelling",
    ]  # fmt: skip
    assert len(drawn(sample()).curves) <= MOST_CURVES + 1
    assert [curve.label for curve in drawn(checked({2: {"itch": 4, "pus": False}})).curves] == ["Itch"]


def test_what_was_never_there_has_no_chart() -> None:
    summary = summary_of(checked({2: {"itch": 0, "scar": 0, "pus": False}}))
    assert summary.skin is not None
    assert charts(summary, summary.skin) is None


def test_a_curve_tells_in_words_when_it_was_first_seen_its_worst_and_its_newest_value() -> None:
    (marks,) = drawn(
        checked({0: {"marks": 0}, 9: {"marks": 1}, 14: {"marks": 3}, 15: {"marks": 3}, 21: {"marks": 2}})
    ).curves
    assert marks.points == ((0, 0), (9, 1), (14, 3), (15, 3), (21, 2))
    assert marks.words == "Dark marks (0 to 4): first seen D9 (9 Nov); worst 3, D14 (14 Nov); last 2, D21 (21 Nov)"


def test_signs_of_infection_are_counted_and_not_asked_is_no_point() -> None:
    """None is told only where each sign that ever was there is answered with no; once one no was enough."""
    calm: dict[str, Answer] = {"pus": False, "hot": False}
    (_, infection) = drawn(
        checked({1: {"pus": True, "hot": True, "crust": False}, 2: {"itch": 1}, 3: {"pus": False}, 4: calm})
    ).curves
    assert infection.points == ((1, 2), (4, 0))
    assert infection.most == 4


def test_what_began_and_happened_is_numbered_in_its_order_and_what_was_there_from_the_first_day_is_not() -> None:
    found = drawn(cared())
    assert [mark.number for mark in found.marks] == list(range(1, len(found.marks) + 1))
    assert [mark.offset for mark in found.marks] == sorted(mark.offset for mark in found.marks)
    assert "D16 (16 Nov): Pulsed dye laser procedure" in [mark.words for mark in found.marks]
    assert not [mark for mark in found.marks if mark.offset == 0]


def test_of_many_things_courses_and_procedures_come_before_products_and_the_newest_before_older_ones() -> None:
    products = tuple(Product(f"p{number}", f"Jar {number}", introduced_on=on(number)) for number in range(1, 21))
    found = drawn(replace(cared(), products=products)).marks
    assert len(found) == MOST_MARKS - 1  # two of them are of one day
    assert [mark.words for mark in found if "Jar" in mark.words] == [
        "D19 (19 Nov): Jar 19 introduced",
        "D20 (20 Nov): Jar 20 introduced",
    ]


def test_what_is_of_one_day_has_one_number() -> None:
    products = (Product("p", "Jar", introduced_on=on(9)), Product("q", "Pot", introduced_on=on(9)))
    found = drawn(replace(checked({1: {"scar": 1}}), products=products)).marks
    assert [(mark.number, mark.words) for mark in found] == [(1, "D9 (9 Nov): Jar introduced; Pot introduced")]


def test_the_axis_goes_from_the_session_to_the_day_of_the_page_and_says_so() -> None:
    for window, today, last in ((84, TODAY, 22), (84, on(2), 6), (400, on(200), 200), (400, on(399), 399)):
        found = drawn(checked({1: {"scar": 1}}, window), today)
        assert (found.first, found.last) == (0, last)
    assert drawn(sample()).ticks[0] == (0, "31 Oct, session")
    assert drawn(sample()).ticks[-1] == (22, "22 Nov, D22")


def test_in_text_days_that_share_a_column_show_the_highest_of_them_and_what_was_not_logged_is_a_dot() -> None:
    found = drawn(checked({0: {"scar": 0}, 1: {"scar": 4}, 4: {"scar": 2}}), on(7))
    assert spark(found, found.curves[0], 84) == "▁█··▅···"
    assert spark(found, found.curves[0], 4) == "█·▅·"
    assert spark_words(found, 84) == "A column is one day; · is not logged, which is not zero."
    assert spark_words(found, 4).startswith("A column is 2 days and shows the highest of them")
