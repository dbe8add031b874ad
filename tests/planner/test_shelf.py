"""The door to the skin: the shelf. Each change is one that can be undone, and leaves the past as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from routine_tui.clock import SystemClock
from routine_tui.model.errors import BadInput, OutsideWindow
from routine_tui.model.recovery.product import Product
from routine_tui.model.shelf.uses import Use, uses
from routine_tui.planner.planner import Planner
from routine_tui.settings import find_home

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 22)
ZERO = date(2026, 11, 1)
CREAM, EVENING, WASH = "morning-moisturiser", "evening-moisturiser", "morning-cleanser"


def day(offset: int) -> date:
    return ZERO + timedelta(days=offset)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 22, 7, 42, tzinfo=BERLIN), tick=False) as traveller:
        yield traveller


def door(home: Path) -> Planner:
    return Planner(find_home(str(home)), SystemClock(BERLIN))


@pytest.fixture
def planner(tmp_path: Path, clock: time_machine.Traveller) -> Planner:
    planner = door(tmp_path)
    planner.recoveries.begin("Face", ZERO)
    return planner


def put(planner: Planner, name: str = "Balm", *step_ids: str, **fields: Any) -> Product:
    """A product, as it is there."""
    planner.shelf.add(Product("", name, **fields), step_ids)
    return next(one for one in planner.recovery.products if one.name == name)


def used(planner: Planner, product: Product) -> list[tuple[str, date, date | None]]:
    """The uses of a product as it is now."""
    now = next(one for one in planner.recovery.products if one.id == product.id)
    return [(use.step_id, use.first_day, use.until) for use in uses(planner.recovery, now)]


def named(planner: Planner, step_id: str, on: date = TODAY) -> str:
    """What a step names as its product on a day."""
    version = planner.recovery.routine.step(step_id).on(on)
    assert version is not None
    return version.product


# --- adding


def test_a_product_is_used_from_its_introduction_on_and_lies_on_the_disk(planner: Planner, tmp_path: Path) -> None:
    balm = put(planner, "Balm", CREAM, brand="Zinc", introduced_on=day(5))
    assert used(planner, balm) == [(CREAM, day(5), None)]
    assert [named(planner, CREAM, day(offset)) for offset in (4, 5)] == ["", "Zinc Balm"]
    assert door(tmp_path).recovery.products == (balm,)
    assert balm.id


def test_without_a_day_it_is_used_from_today_on(planner: Planner) -> None:
    assert used(planner, put(planner, "Balm", CREAM)) == [(CREAM, TODAY, None)]


def test_what_was_used_before_the_session_is_used_from_day_zero_on(planner: Planner) -> None:
    assert used(planner, put(planner, "Balm", CREAM, introduced_on=date(2024, 5, 1))) == [(CREAM, ZERO, None)]


def test_what_is_introduced_after_the_window_can_be_used_by_no_step(planner: Planner) -> None:
    with pytest.raises(OutsideWindow):
        put(planner, "Balm", CREAM, introduced_on=day(84))
    assert planner.recovery.products == ()


def test_a_step_that_names_it_already_keeps_from_when(planner: Planner) -> None:
    planner.routine.edit(CREAM, day(3), product="zinc  balm")
    balm = put(planner, "Balm", CREAM, brand="Zinc", introduced_on=day(9))
    assert used(planner, balm) == [(CREAM, day(3), None)]
    assert len(planner.recovery.routine.step(CREAM).versions) == 2


@pytest.mark.parametrize(("name", "brand"), [("Balm", "Zinc"), ("BALM", "zinc"), ("Zinc balm", "")])
def test_a_label_stands_on_the_shelf_once(planner: Planner, name: str, brand: str) -> None:
    put(planner, "Balm", brand="Zinc")
    with pytest.raises(BadInput, match="already in your products"):
        put(planner, name, brand=brand)


def test_it_cannot_have_been_opened_tomorrow(planner: Planner) -> None:
    with pytest.raises(BadInput, match="in the future"):
        put(planner, opened_on=TODAY + timedelta(days=1))
    balm = put(planner, opened_on=TODAY)
    with pytest.raises(BadInput, match="in the future"):
        planner.shelf.edit(balm.id, opened_on=TODAY + timedelta(days=1))


def test_undo_takes_the_product_and_its_uses_back_at_once(planner: Planner) -> None:
    before = planner.recovery
    put(planner, "Balm", CREAM, EVENING)
    assert planner.undo() == "added Balm"
    assert planner.recovery == before
    planner.redo()
    assert [use[0] for use in used(planner, planner.recovery.products[0])] == [CREAM, EVENING]


def test_hostile_names_are_kept_as_they_are_or_refused(planner: Planner) -> None:
    balm = put(planner, "Balm [/b]", CREAM)
    assert (named(planner, CREAM), used(planner, balm)) == ("Balm [/b]", [(CREAM, TODAY, None)])
    put(planner, "n" * 200, EVENING)
    assert named(planner, EVENING) == "n" * 200
    with pytest.raises(BadInput, match="aren't UTF-8 text"):
        put(planner, "a\udce8")


# --- changing


def test_a_rename_follows_on_all_days_and_is_one_change(planner: Planner) -> None:
    balm = put(planner, "Balm", CREAM, introduced_on=day(5))
    planner.routine.edit(CREAM, day(9), product="Other")
    planner.shelf.edit(balm.id, name="Ointment", brand="Zinc")
    assert used(planner, balm) == [(CREAM, day(5), day(9))]
    assert [named(planner, CREAM, day(offset)) for offset in (4, 5, 9)] == ["", "Zinc Ointment", "Other"]
    assert planner.undo() == "edited Balm"
    assert named(planner, CREAM, day(5)) == "Balm"


def test_a_rename_to_another_products_label_is_refused_and_one_of_its_own_case_is_not(planner: Planner) -> None:
    balm = put(planner, "Balm", CREAM)
    put(planner, "Wash", brand="Mild")
    with pytest.raises(BadInput, match="already in your products"):
        planner.shelf.edit(balm.id, name="MILD wash")
    planner.shelf.edit(balm.id, name="BALM")
    assert (planner.recovery.products[0].name, named(planner, CREAM)) == ("BALM", "BALM")


def test_only_the_chosen_steps_use_it_from_today_on(planner: Planner) -> None:
    balm = put(planner, "Balm", CREAM, introduced_on=day(5))
    planner.shelf.edit(balm.id, [EVENING])
    assert used(planner, balm) == [(CREAM, day(5), TODAY), (EVENING, TODAY, None)]
    planner.shelf.edit(balm.id, [])
    assert used(planner, balm) == [(CREAM, day(5), TODAY)]


def test_a_step_that_stays_chosen_keeps_from_when_and_what_is_planned_for_it(planner: Planner) -> None:
    balm = put(planner, "Balm", CREAM, introduced_on=day(5))
    planner.routine.edit(CREAM, day(40), product="Other")
    planner.shelf.edit(balm.id, [CREAM], name="Ointment")
    assert used(planner, balm) == [(CREAM, day(5), day(40))]
    assert named(planner, CREAM, day(40)) == "Other"


def test_a_step_that_is_no_longer_chosen_keeps_what_comes_after(planner: Planner) -> None:
    balm = put(planner, "Balm", CREAM, introduced_on=day(5))
    planner.routine.edit(CREAM, day(40), product="Other")
    planner.shelf.edit(balm.id, [])
    assert [named(planner, CREAM, on) for on in (day(20), TODAY, day(40))] == ["Balm", "", "Other"]


def test_a_product_that_begins_later_is_used_from_then_on(planner: Planner) -> None:
    balm = put(planner, "Balm", introduced_on=day(30))
    planner.shelf.edit(balm.id, [CREAM])
    assert used(planner, balm) == [(CREAM, day(30), None)]


def test_other_fields_leave_the_steps_alone(planner: Planner) -> None:
    balm = put(planner, "Balm", CREAM)
    routine = planner.recovery.routine
    planner.shelf.edit(balm.id, opened_on=day(2), keeps_months=6, category="ointment", ingredients="Aqua")
    kept = planner.recovery.products[0]
    assert (kept.opened_on, kept.keeps_months, kept.category, kept.ingredients) == (day(2), 6, "ointment", "Aqua")
    assert planner.recovery.routine == routine


def test_after_the_planned_days_the_routine_changes_as_on_any_day(
    planner: Planner, clock: time_machine.Traveller
) -> None:
    balm = put(planner, "Balm", CREAM)
    clock.move_to(datetime(2027, 3, 1, 9, tzinfo=BERLIN))
    routine = planner.recovery.routine
    planner.shelf.edit(balm.id, [CREAM], category="ointment")
    assert planner.recovery.routine == routine
    planner.shelf.edit(balm.id, [EVENING])
    assert planner.recovery.routine.step(EVENING).latest.product == "Balm"


def test_what_is_not_on_the_shelf_any_more_cannot_be_changed(planner: Planner) -> None:
    balm = put(planner)
    planner.shelf.remove(balm.id)
    for change in (planner.shelf.edit, planner.shelf.remove):
        with pytest.raises(BadInput, match="no longer exists"):
            change(balm.id)
    with pytest.raises(BadInput, match="no longer exists"):
        planner.shelf.end(balm.id, TODAY)


# --- ending and taking off


def test_an_end_leaves_the_days_before_and_other_products(planner: Planner) -> None:
    balm = put(planner, "Balm", CREAM, EVENING, introduced_on=day(5))
    planner.routine.edit(EVENING, day(12), product="Other")
    before = [planner.recovery.routine.on(day(offset)) for offset in range(20)]
    planner.shelf.end(balm.id, day(20))
    assert [planner.recovery.routine.on(day(offset)) for offset in range(20)] == before
    assert used(planner, balm) == [(CREAM, day(5), day(20)), (EVENING, day(5), day(12))]
    assert named(planner, EVENING) == "Other"


def test_an_end_before_its_beginning_is_refused(planner: Planner) -> None:
    balm = put(planner, "Balm", CREAM, introduced_on=day(9))
    with pytest.raises(BadInput, match="before it starts"):
        planner.shelf.end(balm.id, day(8))


def test_an_ended_product_is_used_by_no_step_until_its_end_is_taken_back(planner: Planner) -> None:
    balm = put(planner, "Balm", CREAM, introduced_on=day(5))
    planner.shelf.end(balm.id, day(9))
    with pytest.raises(BadInput, match="start using it again first"):
        planner.shelf.edit(balm.id, [CREAM])
    planner.shelf.edit(balm.id, [CREAM], ended_on=None)
    assert used(planner, balm) == [(CREAM, day(5), None)]


def test_a_step_that_is_chosen_before_a_planned_end_uses_it_until_then(planner: Planner) -> None:
    balm = put(planner, "Balm", introduced_on=day(5))
    planner.shelf.end(balm.id, day(40))
    planner.shelf.edit(balm.id, [CREAM])
    assert used(planner, balm) == [(CREAM, TODAY, day(40))]
    assert named(planner, CREAM, day(40)) == ""


def test_an_end_set_by_an_edit_ends_the_uses_too(planner: Planner) -> None:
    balm = put(planner, "Balm", CREAM, introduced_on=day(5))
    planner.shelf.edit(balm.id, ended_on=day(9))
    assert (used(planner, balm), named(planner, CREAM)) == ([(CREAM, day(5), day(9))], "")


def test_a_later_edit_of_an_ended_product_leaves_what_was_typed_since(planner: Planner) -> None:
    balm = put(planner, "Balm", CREAM, introduced_on=day(5))
    planner.shelf.end(balm.id, day(9))
    planner.routine.edit(CREAM, day(15), product="Balm")
    planner.shelf.edit(balm.id, category="ointment")
    assert named(planner, CREAM, day(15)) == "Balm"


def test_off_the_shelf_the_steps_keep_the_name_and_it_can_be_put_back(planner: Planner) -> None:
    balm = put(planner, "Balm", CREAM, introduced_on=day(5))
    planner.shelf.remove(balm.id)
    assert (planner.recovery.products, named(planner, CREAM)) == ((), "Balm")
    again = put(planner, "balm")
    assert used(planner, again) == [(CREAM, day(5), None)]
    assert Use(CREAM, day(5), None) in uses(planner.recovery, again)
