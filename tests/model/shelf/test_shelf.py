"""The shelf: periods after opening, which steps use what and from when, and what a change may never touch."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.facts.guidance import routine_of
from routine_tui.model.errors import BadInput, OutsideWindow
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine
from routine_tui.model.shelf.shelf import day_words, keeping, keeping_words, opening_line, read_months, shelf, use_words
from routine_tui.model.shelf.uses import Use, no_longer_used, used_by, uses, using
from tests.cases import each_case

ZERO = date(2026, 11, 1)
CLEANSER, CREAM, EVENING = "morning-cleanser", "morning-moisturiser", "evening-moisturiser"


def day(offset: int) -> date:
    return ZERO + timedelta(days=offset)


def product(name: str = "Balm", **fields: Any) -> Product:
    return Product(fields.pop("id", name.casefold()), name, **fields)


def recovery(*products: Product) -> Recovery:
    return Recovery("r", "Face", ZERO, routine=routine_of("gentle", ZERO), products=products)


def with_text(given: Recovery, step_id: str, offset: int, text: str) -> Recovery:
    return given.with_routine(given.routine.with_changes(step_id, day(offset), product=text))


def renamed(given: Recovery, old: str, new: str) -> Recovery:
    """With a product of the shelf called something else."""
    return replace(replace(given, products=(product(old),)), products=(product(new, id=product(old).id),))


def texts(given: Recovery, step_id: str, *offsets: int) -> list[str]:
    versions = [given.routine.step(step_id).on(day(offset)) for offset in offsets]
    return [version.product if version else "-" for version in versions]


# --- the period after opening


def test_a_jar_keeps_until_the_same_day_some_months_on() -> None:
    assert product(opened_on=date(2026, 1, 31), keeps_months=1).keeps_until == date(2026, 2, 28)
    assert product(opened_on=ZERO).keeps_until is None
    assert product(keeps_months=12).keeps_until is None


@each_case(
    ("left", "state", "words"),
    [
        (8, "keeps", "keeps until 1 Dec"),
        (7, "ends_soon", "its 12 months end on 1 Dec, in 7 days"),
        (1, "ends_soon", "its 12 months end on 1 Dec, in 1 day"),
        (0, "ends_soon", "its 12 months end today"),
        (-1, "ended", "its 12 months ended on 1 Dec"),
    ],
)
def test_the_period_ends_quietly(left: int, state: str, words: str) -> None:
    jar = product(opened_on=date(2025, 12, 1), keeps_months=12)
    today = date(2026, 12, 1) - timedelta(days=left)
    assert (keeping(jar, today), keeping_words(jar, today)) == (state, words)


def test_what_is_not_known_is_not_said() -> None:
    assert (keeping(product(), ZERO), keeping_words(product(), ZERO)) == (None, "")
    assert keeping_words(product(keeps_months=1), ZERO) == "keeps 1 month once opened"
    assert keeping_words(product(opened_on=date(2025, 5, 3)), ZERO) == "opened 3 May 2025"
    assert day_words(date(2026, 5, 3), ZERO) == "3 May"


@each_case(("typed", "months"), [("12", 12), (" 6M ", 6), ("1 month", 1), ("24 Months", 24), ("", None)])
def test_months_are_read_as_the_jar_shows_them(typed: str, months: int | None) -> None:
    assert read_months(typed) == months


@each_case("typed", ["a year", "1.5", "-3", "³", "12M12", "12345"])
def test_what_is_no_number_of_months_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="use 12 or 12M"):
        read_months(typed)


def test_the_line_for_today_names_the_product_whose_months_ended_first_and_counts_the_others() -> None:
    old = product("Old", opened_on=date(2025, 10, 1), keeps_months=12)
    soon = product("Soon", opened_on=date(2026, 5, 5), keeps_months=6)
    good = product("Good", opened_on=ZERO, keeps_months=6)
    assert opening_line(recovery(soon, old, good), ZERO) == "Old: its 12 months ended on 1 Oct, and 1 more"
    assert opening_line(recovery(soon), ZERO) == "Soon: its 6 months end on 5 Nov, in 4 days"
    assert opening_line(recovery(good), ZERO) == ""


def test_the_line_for_today_is_silent_about_what_is_not_in_use() -> None:
    past: dict[str, Any] = {"opened_on": date(2025, 10, 1), "keeps_months": 6}
    assert opening_line(recovery(product(ended_on=ZERO, **past)), ZERO) == ""
    assert opening_line(recovery(product(introduced_on=day(1), **past)), ZERO) == ""


# --- what is kept


def test_a_label_is_never_longer_than_what_a_step_can_name() -> None:
    assert len(product("n" * 150, brand="b" * 49).cleaned().label) == 200
    with pytest.raises(BadInput, match="Brand and name together are 201 characters long"):
        product("n" * 150, brand="b" * 50).cleaned()


@each_case(
    ("fields", "sentence"),
    [
        ({"name": " "}, "The name of the product is empty"),
        ({"name": "a\udce8"}, "aren't UTF-8 text"),
        ({"ingredients": "x" * 20_001}, "paste one list only"),
        ({"category": "soup"}, "choose cleanser, moisturiser"),
    ],
)
def test_what_cannot_be_kept_is_refused(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        replace(product(), **fields).cleaned()


# --- which steps use it, and from when


def test_a_use_begins_and_ends_with_the_text_of_the_step() -> None:
    given = with_text(with_text(recovery(), CREAM, 3, "zinc  BALM"), CREAM, 8, "Other")
    assert uses(given, product("Balm", brand="Zinc")) == (Use(CREAM, day(3), day(8)),)
    assert uses(given, product("Other")) == (Use(CREAM, day(8), None),)
    assert uses(given, product("Bal")) == ()


def test_a_step_that_comes_back_to_a_product_uses_it_twice() -> None:
    given = with_text(with_text(with_text(recovery(), CREAM, 0, "Balm"), CREAM, 4, ""), CREAM, 9, "Balm")
    assert uses(given, product()) == (Use(CREAM, ZERO, day(4)), Use(CREAM, day(9), None))


def test_a_change_of_something_else_does_not_part_a_use() -> None:
    given = with_text(recovery(), CREAM, 2, "Balm")
    given = given.with_routine(given.routine.with_changes(CREAM, day(5), cue="after tea"))
    assert uses(given, product()) == (Use(CREAM, day(2), None),)


def test_an_ended_step_uses_nothing_until_it_comes_back() -> None:
    given = with_text(recovery(), CREAM, 0, "Balm")
    given = given.with_routine(given.routine.with_end(CREAM, day(3)).with_return(CREAM, day(7)))
    assert uses(given, product()) == (Use(CREAM, ZERO, day(3)), Use(CREAM, day(7), None))


def test_a_use_goes_only_as_far_as_the_schedule_of_its_step() -> None:
    given = with_text(recovery(), CREAM, 0, "Balm")
    schedule = replace(given.routine.step(CREAM).latest.schedule, first_day=day(2), last_day=day(5))
    given = given.with_routine(given.routine.with_changes(CREAM, ZERO, schedule=schedule))
    assert uses(given, product()) == (Use(CREAM, day(2), day(6)),)
    assert using(given, product(), day(5)) == {CREAM}
    assert using(given, product(), day(6)) == frozenset()


def test_no_use_goes_on_after_the_end_of_the_product() -> None:
    given = with_text(with_text(recovery(), CREAM, 0, "Balm"), EVENING, 6, "Balm")
    assert uses(given, product(ended_on=day(6))) == (Use(CREAM, ZERO, day(6)),)


def test_how_an_accent_was_typed_does_not_matter() -> None:
    given = with_text(recovery(), CREAM, 0, "Cre\u0300me")
    assert len(uses(given, product("Cr\u00e8me"))) == 1


def test_a_use_is_told_with_its_days() -> None:
    given = recovery()
    assert use_words(given, Use(CREAM, day(2), None), day(5)) == "Moisturiser (morning) since 3 Nov"
    assert use_words(given, Use(CREAM, day(9), None), day(5)) == "Moisturiser (morning) from 10 Nov"
    assert use_words(given, Use(CREAM, day(2), day(4)), day(5)) == "Moisturiser (morning) from 3 Nov to 4 Nov"


# --- changes of uses, and the past


def test_more_steps_use_it_from_a_day_on() -> None:
    given = used_by(with_text(recovery(), CREAM, 0, "Old"), product(), [CREAM], day(5))
    assert texts(given, CREAM, 4, 5) == ["Old", "Balm"]
    with pytest.raises(OutsideWindow):
        used_by(recovery(), product(), [CREAM], day(200))


def test_what_ends_leaves_other_products_where_they_are() -> None:
    given = with_text(with_text(with_text(recovery(), CREAM, 0, "Balm"), CREAM, 9, "Other"), EVENING, 0, "Other")
    given = no_longer_used(given, product(), day(4))
    assert texts(given, CREAM, 3, 4, 8, 9) == ["Balm", "", "", "Other"]
    assert texts(given, EVENING, 0, 9) == ["Other", "Other"]


def test_what_ends_before_it_ended_elsewhere_is_taken_from_there_too() -> None:
    given = with_text(with_text(recovery(), CREAM, 0, "Balm"), CREAM, 6, "")
    given = no_longer_used(given, product(), day(4))
    assert texts(given, CREAM, 3, 4, 6) == ["Balm", "", ""]
    assert len(given.routine.step(CREAM).versions) == 2


def test_a_step_that_begins_later_no_longer_names_it_either() -> None:
    routine = Routine().with_step(replace(routine_of("gentle", day(9)).step(CREAM).latest, product="Balm"), "later")
    given = no_longer_used(replace(recovery(), routine=routine), product(), day(4))
    assert texts(given, "later", 4, 9) == ["-", ""]


def test_an_end_before_the_window_clears_all_of_it_and_one_after_it_nothing() -> None:
    given = with_text(recovery(), CREAM, 0, "Balm")
    assert texts(no_longer_used(given, product(), day(-5)), CREAM, 0) == [""]
    assert no_longer_used(given, product(), day(84)) is given


def test_a_rename_keeps_from_when_each_step_uses_it() -> None:
    given = with_text(with_text(with_text(recovery(), CREAM, 3, "balm"), CREAM, 8, ""), EVENING, 5, "Balm")
    before = uses(given, product("Balm"))
    given = renamed(given, "Balm", "Zinc Balm")
    assert uses(given, product("Zinc Balm", id="balm")) == before
    assert uses(given, product("Balm", id="another")) == ()


def test_a_rename_that_only_changes_case_reaches_every_step() -> None:
    given = renamed(with_text(recovery(), CREAM, 3, "balm"), "balm", "BALM")
    assert texts(given, CREAM, 2, 3) == ["", "BALM"]


def test_a_rename_reaches_a_step_that_has_ended_so_that_it_can_come_back() -> None:
    given = with_text(recovery(), CREAM, 0, "Balm")
    given = renamed(given.with_routine(given.routine.with_end(CREAM, day(3))), "Balm", "Ointment")
    given = given.with_routine(given.routine.with_return(CREAM, day(6)))
    assert uses(given, product("Ointment", id="balm"))[1] == Use(CREAM, day(6), None)


_CHANGE = st.tuples(
    st.sampled_from([CREAM, EVENING]), st.integers(0, 30), st.sampled_from(["Balm", "Other", "", "BALM"])
)


@given(st.lists(_CHANGE, max_size=6), st.integers(0, 30), st.integers(0, 40), st.booleans())
def test_the_days_before_a_change_never_change(
    changes: list[tuple[str, int, str]], ended: int, on: int, more: bool
) -> None:
    given = recovery()
    for step_id, offset, text in changes:
        given = with_text(given, step_id, offset, text)
    given = given.with_routine(given.routine.with_end(CREAM, day(ended)))
    after = used_by(given, product(), [EVENING], day(on)) if more else no_longer_used(given, product(), day(on), ())
    for offset in range(on):
        assert after.routine.on(day(offset)) == given.routine.on(day(offset))
    naming = [planned.step_id for planned in after.routine.on(day(40)) if planned.version.product.casefold() == "balm"]
    assert naming == [EVENING] if more else naming == []
    for step in after.routine.steps:
        days = [version.valid_from for version in step.versions]
        assert days == sorted(set(days))


@given(st.lists(_CHANGE, max_size=6), st.sampled_from(["Zinc Balm", "BALM", "Balm [/b]", "x" * 200]))
def test_uses_survive_any_rename(changes: list[tuple[str, int, str]], name: str) -> None:
    given = recovery()
    for step_id, offset, text in changes:
        given = with_text(given, step_id, offset, text)
    assert uses(renamed(given, "Balm", name), product(name, id="balm")) == uses(given, product("Balm"))


# --- the shelf as a whole


def test_what_has_ended_stands_last_with_a_number_of_its_own() -> None:
    given = recovery(
        product("Gone", introduced_on=ZERO, ended_on=day(5)), product("Here", introduced_on=day(2)), product("Unsaid")
    )
    assert [(one.number, one.product.name, one.ended) for one in shelf(given, day(5))] == [
        (1, "Unsaid", False),
        (2, "Here", False),
        (3, "Gone", True),
    ]
    assert [one.product.name for one in shelf(given, day(4))] == ["Unsaid", "Gone", "Here"]
