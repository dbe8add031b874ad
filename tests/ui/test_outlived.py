"""After the planned days: today is today, and everything is recorded under its own day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from routine_tui.facts.guidance import routine_of
from routine_tui.model.recovery.recovery import Recovery
from tests.ui.driver import TODAY, SetClock, opened, planner_with

pytestmark = pytest.mark.asyncio


def begun(days: int) -> Recovery:
    zero = TODAY - timedelta(days=days)
    return Recovery("r", "Face", zero, routine=routine_of("gentle", zero))


@pytest.mark.parametrize(
    "days", [83, 84, *(pytest.param(days, marks=pytest.mark.slow) for days in (85, 300, 731, 3652))]
)
async def test_a_tick_and_a_check_in_are_of_today(days: int) -> None:
    planner = planner_with(begun(days))
    async with opened(planner) as app:
        assert ("84 days" in app.text) == (days > 83)
        assert f"day {days} of" in app.text
        await app.press("space", "4", "c", "0", "n", "4", "ctrl+s")
    held = planner.recovery
    assert list(held.days) == [TODAY]
    assert held.days[TODAY].skin is not None
    assert held.days[TODAY].marks["morning-cleanser"].state == "done"


async def test_the_day_after_the_last_one_begins_while_it_is_open() -> None:
    clock = SetClock()
    planner = planner_with(begun(83), clock)
    async with opened(planner) as app:
        await app.press("space")
        clock.at += timedelta(days=1)
        app.main._poll()
        await app.press("space")
        assert "day 84 of 91" in app.text
        assert "84 days" in app.text
    assert list(planner.recovery.days) == [TODAY, TODAY + timedelta(days=1)]


async def test_it_can_be_closed_in_the_dialog_of_the_recovery() -> None:
    planner = planner_with(replace(begun(84), window_days=100))
    async with opened(planner) as app:
        await app.press("R", "tab", "tab", "tab", "enter", "down", "down", "enter", "ctrl+s")
        assert "(closed)" in app.text
    assert planner.recovery.how_much(TODAY) == "closed"
    assert [item.state for item in planner.agenda(TODAY).items] == ["not_due"] * 6
