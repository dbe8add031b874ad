"""A recovery that is put into the archive elsewhere while it is open."""

from __future__ import annotations

from routine_tui.planner.planner import Planner
from tests.ui.driver import TODAY, SetClock, opened, planner_at


async def test_it_says_so_and_opens_the_current_one(planner: Planner, clock: SetClock) -> None:
    other = planner_at(clock=clock)
    other.recoveries.begin("Neck", TODAY)
    other.recoveries.use("Sample")
    async with opened(planner) as app:
        other.recoveries.archive("Sample")
        await app.press("space")
        assert "archived in the meantime" in app.notices[-1]
        app.main._poll()
        await app.wait()
        assert "“Sample” was archived elsewhere; “Neck” is open now." in app.notices
        assert " Neck · " in app.lines[0]
        await app.press("space")
    assert [len(one.recovery.days) for one in other.recoveries.entries() if one.recovery and one.name == "Neck"] == [1]


async def test_while_a_dialog_is_open_nothing_goes_to_another_recovery(planner: Planner, clock: SetClock) -> None:
    other = planner_at(clock=clock)
    other.recoveries.begin("Neck", TODAY)
    other.recoveries.use("Sample")
    async with opened(planner, (80, 24), "n", "w", "o", "w") as app:
        other.recoveries.archive("Sample")
        app.main._poll()
        await app.press("ctrl+s")
        assert "archived in the meantime" in app.complaint
    assert [one.recovery.days for one in other.recoveries.entries() if one.recovery and one.name == "Neck"] == [{}]


async def test_where_there_is_no_other_one_it_begins_anew(planner: Planner, clock: SetClock) -> None:
    async with opened(planner) as app:
        planner_at(clock=clock).recoveries.archive("Sample")
        app.main._poll()
        await app.wait()
        assert "there is no other" in app.notices[-1]
        app.main._poll()
        await app.wait()
        assert "The first day, day 0." in app.text
