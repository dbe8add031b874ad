"""The calendar shows one sign after the other in its cells, and the routine again: by v."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from routine_tui.demo import sample_recovery
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner
from tests.model.lived_skin import TODAY, ZERO, lived_skin, with_products, without_skin
from tests.ui.driver import opened, planner_with

SIZES = ("40x15", "80x24", "120x40", "80x24 ascii", "40x15 ascii")


def _lived() -> Recovery:
    """The sample recovery with check-ins, and a product on D12."""
    sample, skin = without_skin(sample_recovery(TODAY)), lived_skin()
    days = dict(sample.days)
    for day, record in skin.days.items():
        days[day] = replace(days.get(day, record), skin=record.skin)
    return replace(sample, days=days, products=with_products(skin).products[:1])


@pytest.fixture
def planner() -> Planner:
    """A planner on a recovery with check-ins."""
    return planner_with(_lived())


@pytest.mark.parametrize("size", SIZES)
async def test_it_looks_as_it_did(size: str, planner: Planner, snapshot: SnapshotAssertion) -> None:
    columns, rows = map(int, size.split(maxsplit=1)[0].split("x"))
    async with opened(planner, (columns, rows), "2", "v", "v", "v", "up", ascii_only="ascii" in size) as app:
        assert f"\n{app.text}\n" == snapshot(name=f"pain {size}")
        assert "ascii" not in size or app.text.isascii()


async def test_v_goes_through_what_was_logged_and_back_to_the_routine(planner: Planner) -> None:
    async with opened(planner, (80, 24), "2") as app:
        before = app.text
        for label in ("0 like the skin nearby ▁▃▅▆█ 4 very strong", "Flaking, 0", "Pain, 0"):
            await app.press("v")
            assert label in app.text and "no check-in" in app.text
        await app.press("v")
        assert app.text == before


async def test_in_ascii_the_digit_stands_apart_from_the_day(planner: Planner) -> None:
    async with opened(planner, (80, 24), "2", "v", "v", "v", ascii_only=True) as app:
        assert (
            " 5 12 X 13 . 14 2 15" in app.line("   2 ")
            and "Pain, 0 no pain to 10 the worst you can think of, X is 10" in app.text
        )
        await app.resize(40, 15)
        await app.press("v", "v")
        assert app.line("   1 ").split()[2:] == ["4", "4", "3", "3", "2", ".", "2"]


async def test_a_cell_shows_its_value_and_the_day_s_answers_are_told_and_what_was_introduced(planner: Planner) -> None:
    async with opened(planner, (80, 24), "2", "v") as app:
        assert " ▆31  █ 1 " in app.line("Oct   0")  # a value, and a dot where there is none
        assert "▁19  ·20  ·21  ▅22 " in app.line("   3 ") and "   23   24" in app.line("   4 ")
        assert "Redness 2, flaking 0." in app.text and "Redness: now 2, up from 0 on 19 Nov." in app.text
        await app.press("left")
        assert "No check-in that day." in app.text
        for _ in range(9):
            await app.press("left")
        assert "Redness 3, pain 5." in app.text and "◇ 12 Nov: Zinc balm introduced" in app.text
        assert "◇ 12 Zinc balm" in app.line("   2 ")


async def test_a_change_of_a_check_in_is_drawn_at_once_and_undone_again(planner: Planner) -> None:
    async with opened(planner, (80, 24), "2", "v") as app:
        app.main.recovery = planner.skin.check_in(TODAY - timedelta(days=1), {"redness": 4})
        await app.settle()
        assert "·20  █21  ▅22 " in app.line("   3 ")
        await app.press("u")
        assert "·20  ·21  ▅22 " in app.line("   3 ")


async def test_a_new_product_is_drawn_at_once() -> None:
    planner = planner_with(replace(_lived(), pauses=()))  # each change gives new pauses, which would draw all anyway
    async with opened(planner, (80, 24), "2", "v") as app:
        app.main.recovery = planner.shelf.add(Product("2", "Oat cream", introduced_on=ZERO + timedelta(days=17)))
        await app.settle()
        assert "◇ 17 Oat cream" in app.line("   3 ")


async def test_without_a_check_in_v_says_so_and_changes_nothing() -> None:
    async with opened(planner_with(replace(_lived(), days={})), (80, 24), "2") as app:
        before = app.text
        await app.press("v")
        assert app.notices == ["No check-ins yet. After the first, v shows each sign here."]
        assert "appointment" in app.text and app.lines[:10] == before.split("\n")[:10]


async def test_a_sign_whose_last_value_was_undone_gives_way_to_the_next(planner: Planner) -> None:
    planner.skin.check_in(TODAY, {"swelling": 1})
    async with opened(planner, (80, 24), "2", "v", "v") as app:
        assert "Swelling, 0" in app.text
        await app.press("u", "v")
        assert "Flaking, 0" in app.text
