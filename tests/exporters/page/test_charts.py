"""The charts: what was logged of the four complications, on one axis, with what began and happened."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from routine_tui.exporters.page.charts import MOST_MARKS, charts, phase_words, spark, spark_words
from routine_tui.exporters.page.page import Charts
from routine_tui.model.recovery.check_in import Answer, CheckIn
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from tests.exporters.lived import TODAY, ZERO, sample, summary_of
from tests.exporters.lived_care import at, cared, on


def drawn(recovery: Recovery, today: date = TODAY) -> Charts:
    summary = summary_of(recovery, today)
    assert summary.skin is not None
    found = charts(summary, summary.skin, summary.phases)
    assert found is not None
    return found


def checked(course: dict[int, dict[str, Answer]], window: int = 84) -> Recovery:
    recovery = Recovery("id", "Face", ZERO, window)
    for offset, answers in course.items():
        recovery = recovery.checked_in(on(offset), CheckIn.of(answers, at(offset)))
    return recovery


def test_the_four_complications_are_charted_where_they_were_ever_asked_and_in_their_order() -> None:
    assert [curve.label for curve in drawn(sample()).curves] == [
        "Redness (0 to 4)", "Dark marks (0 to 4)", "Scar (0 to 4)", "Signs of infection (0 to 11)",
    ]  # fmt: skip
    assert [curve.label for curve in drawn(checked({2: {"scar": 0}})).curves] == ["Scar (0 to 4)"]


def test_without_any_of_them_there_is_no_chart() -> None:
    summary = summary_of(checked({2: {"itch": 4}}))
    assert summary.skin is not None
    assert charts(summary, summary.skin, summary.phases) is None


def test_a_curve_tells_when_it_was_first_seen_its_worst_and_its_newest_value() -> None:
    (marks,) = drawn(
        checked({0: {"marks": 0}, 9: {"marks": 1}, 14: {"marks": 3}, 15: {"marks": 3}, 21: {"marks": 2}})
    ).curves
    assert (marks.first, marks.worst, marks.now) == ("D9 (9 Nov)", "3, D14 (14 Nov)", "2, D21 (21 Nov)")
    assert marks.points == ((0, 0), (9, 1), (14, 3), (15, 3), (21, 2))
    assert marks.words == "Dark marks (0 to 4): now 2, D21 (21 Nov); worst 3, D14 (14 Nov); first seen D9 (9 Nov)"


def test_signs_of_infection_are_counted_and_not_asked_is_no_point() -> None:
    (infection,) = drawn(
        checked({1: {"pus": True, "hot": True, "crust": False}, 2: {"itch": 1}, 3: {"pus": False}})
    ).curves
    assert infection.points == ((1, 2), (3, 0))
    assert infection.most == 11


def test_what_began_and_happened_is_numbered_in_its_order_and_what_was_there_from_the_first_day_is_not() -> None:
    found = drawn(cared())
    assert [mark.number for mark in found.marks] == list(range(1, len(found.marks) + 1))
    assert [mark.offset for mark in found.marks] == sorted(mark.offset for mark in found.marks)
    assert "D16 (16 Nov): Pulsed dye laser procedure" in [mark.words for mark in found.marks]
    assert not [mark for mark in found.marks if mark.offset == 0]


def test_of_many_things_courses_and_procedures_come_before_products_and_the_newest_before_older_ones() -> None:
    products = tuple(Product(f"p{number}", f"Jar {number}", introduced_on=on(number)) for number in range(1, 21))
    found = drawn(replace(cared(), products=products)).marks
    assert len(found) == MOST_MARKS
    assert [mark.words for mark in found if "Jar" in mark.words] == [
        "D19 (19 Nov): Jar 19 introduced",
        "D20 (20 Nov): Jar 20 introduced",
    ]


def test_a_long_window_is_shown_as_far_as_it_has_come_and_a_little_ahead() -> None:
    assert (drawn(checked({1: {"scar": 1}}, 84)).first, drawn(checked({1: {"scar": 1}}, 84)).last) == (0, 83)
    assert drawn(checked({1: {"scar": 1}}, 400)).last == 119
    assert drawn(checked({1: {"scar": 1}}, 400), on(200)).last == 225
    assert drawn(checked({1: {"scar": 1}}, 400), on(399)).last == 399


def test_phases_lie_on_the_axis_one_after_another() -> None:
    found = drawn(sample())
    assert found.phases[0].first == 0
    assert [phase.first for phase in found.phases[1:]] == [phase.last for phase in found.phases[:-1]]
    assert found.phases[-1].last == found.last + 1


def test_phases_that_are_too_short_for_their_names_are_named_below() -> None:
    found = drawn(sample())
    assert phase_words(found) == "Phases: Settle, First week from D3, Rebuild from D8, Early remodelling from D29."
    assert phase_words(replace(found, phases=())) == ""


def test_in_text_days_that_share_a_column_show_the_highest_of_them_and_what_was_not_logged_is_a_dot() -> None:
    found = drawn(checked({0: {"scar": 0}, 1: {"scar": 4}, 4: {"scar": 2}}), on(7))
    assert spark(found, found.curves[0], 84) == "▁█··▅···"
    assert spark(found, found.curves[0], 42) == "█·▅·"
    assert spark_words(found, 84) == "A column is one day; · is not logged, which is not zero."
    assert spark_words(found, 42).startswith("A column is 2 days and shows the highest of them")
