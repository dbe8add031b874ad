"""Products on trial, what was seen after them, what is new at the same time, and how long a cream is in use."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.product import Product, Reaction
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.shelf.trials import new_beside, new_beside_words, reaction_words, trial_line, trial_words
from routine_tui.model.shelf.uses import used_by
from routine_tui.model.skin.cream_clock import cream_words, product_line
from tests.cases import each_case

ZERO = date(2026, 11, 1)
BALM = Product("b", "Balm", introduced_on=ZERO, trial_on=ZERO, trial_place="jaw")
LOOK = "Balm, on trial (jaw): day {}, look at the place."


def at(day: int) -> date:
    return ZERO + timedelta(days=day)


def having(*products: Product) -> Recovery:
    return Recovery("r", "Face", ZERO, products=products)


@each_case(
    ("day", "seen", "line"),
    [
        (0, (), ""),
        (1, (), LOOK.format(1)),
        (2, (0,), LOOK.format(2)),
        (3, (2,), ""),
        (4, (2,), LOOK.format(4)),
        (4, (2, 4), "Balm, on trial (jaw): how did it go?"),
        (14, (5,), "Balm, on trial (jaw): how did it go?"),
        (15, (5,), ""),
    ],
)
def test_a_trial_asks_for_a_look_on_its_days_and_then_how_it_went(day: int, seen: tuple[int, ...], line: str) -> None:
    reactions = tuple(Reaction(at(one), "nothing") for one in seen)
    balm = replace(BALM, reactions=reactions)
    assert trial_line(having(balm), at(day)) == line
    assert trial_line(having(replace(balm, verdict="fine")), at(day)) == ""
    assert trial_line(having(replace(balm, ended_on=at(day))), at(day)) == ""


def test_words_for_a_trial_and_what_was_seen() -> None:
    assert trial_words(BALM, at(3)) == "on trial since 1 Nov, jaw"
    assert trial_words(BALM, ZERO - timedelta(days=1)) == "on trial from 1 Nov, jaw"
    assert trial_words(replace(BALM, verdict="reacted", trial_place=""), at(3)) == "trial since 1 Nov: reacted"
    assert reaction_words(Reaction(at(2), "stung", "minutes"), at(3)) == "3 Nov stung within minutes"
    assert reaction_words(Reaction(at(2), "nothing", "days"), at(3)) == "3 Nov nothing seen"


def test_one_kind_of_reaction_counts_once_a_day_and_days_are_in_order() -> None:
    later, first, again = Reaction(at(3), "red"), Reaction(at(1), "red"), Reaction(at(3), "red", "hours")
    assert replace(BALM, reactions=(later, first, again)).reactions == (first, again)
    with pytest.raises(BadInput, match="check the date"):
        replace(BALM, reactions=(Reaction(date(1800, 1, 1), "red"),))


@each_case(("days", "is_near"), [(0, True), (7, True), (-7, True), (8, False), (-8, False)])
def test_a_second_new_product_within_seven_days_is_known(days: int, is_near: bool) -> None:
    new = Product("n", "Gel", introduced_on=at(days))
    found = new_beside((BALM, new), new)
    assert (found == BALM) is is_near
    assert new_beside((replace(BALM, ended_on=at(-9)), new), new) is None
    assert new_beside((BALM,), replace(new, introduced_on=None)) is None
    assert new_beside_words(BALM, at(2)).startswith("Balm is new since 1 Nov as well. One new product a week")


@each_case(
    ("name", "ingredients", "day", "words"),
    [
        ("Hydrocortisone 1 %", "", 6, ""),
        ("Hydrocortisone 1 %", "", 9, "day 9 since you began. Ask a pharmacist how long to use it on the face."),
        ("Pommade", "Aqua, Idrocortisone acetato", 9, "day 9 since you began."),
        ("Skin whitening cream", "", 30, "day 30 since you began."),
        ("Spot cream", "Hydroquinone 4 %", 7, "day 7 since you began."),
        ("Barrier cream", "Aqua, Glycerin", 30, ""),
    ],
)
def test_a_steroid_or_bleaching_cream_has_a_clock(name: str, ingredients: str, day: int, words: str) -> None:
    cream = Product("c", name, introduced_on=ZERO, ingredients=ingredients)
    assert cream_words(cream, at(day)).startswith(words) and bool(cream_words(cream, at(day))) is bool(words)
    assert product_line(having(cream), at(day)) == (f"{name}: {cream_words(cream, at(day))}" if words else "")
    assert cream_words(replace(cream, ended_on=at(day)), at(day)) == ""
    assert cream_words(replace(cream, category="prescription"), at(day)) == ""


def test_a_cream_of_a_prescribed_treatment_has_a_plan_of_its_own() -> None:
    cream = Product("c", "Hydrocortisone", introduced_on=ZERO)
    step = StepVersion(ZERO, "evening", "prescription", "Cream", Schedule(ZERO))
    recovery = replace(having(cream), routine=Routine().with_step(step, "s"))
    recovery = used_by(recovery, cream, ["s"], ZERO)
    assert product_line(recovery, at(9)).startswith("Hydrocortisone: day 9")
    treated = replace(recovery, care=Care(courses=(Course("k", "Cream", ZERO, step_ids=("s",)),)))
    assert product_line(treated, at(9)) == ""
