"""Begun today after a session of days ago: the screen says nothing of the days before, and lets them be ticked."""

from __future__ import annotations

from datetime import timedelta

from routine_tui.facts.guidance import routine_of
from routine_tui.glyphs import UNICODE
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.recovery import Recovery
from tests.ui.driver import NOW, TODAY, opened, planner_with

ZERO = TODAY - timedelta(days=17)


def begun() -> Recovery:
    recovery = Recovery("id", "Face", ZERO, routine=routine_of("gentle", ZERO), begun=TODAY)
    for step_id in ("morning-cleanser", "morning-moisturiser", "morning-sunscreen"):
        recovery = recovery.marked(TODAY, step_id, Mark("done", NOW))
    return recovery


async def test_days_before_it_was_begun_are_blank_and_can_be_ticked() -> None:
    """Seen to fail: "Last 7 days  3 of 33", "Mo 0%", a dot on each day before."""
    planner = planner_with(begun())
    async with opened(planner, (80, 24)) as app:
        assert "THIS WEEK                  3 of 3" in app.text
        await app.press("left_square_bracket")
        assert "You can still tick what you did." in app.text
        assert "not recorded" not in app.text and "next " not in app.line("Gentle cleanser")
        await app.press("2")
        assert " ◦21  " in app.text and "Nothing was due yet on this day." in app.text
        assert UNICODE.open not in "".join(line[:45] for line in app.lines[3:12])
        assert "100%" not in app.text and "Done, by weekday   from the third day of records on" in app.text
        await app.press("1", "space", "2")
        assert len(planner.recovery.record(TODAY - timedelta(days=1)).marks) == 1
        assert " ◐21  " in app.text and "1 of 5 done" in app.text
        await app.press("1", "left_square_bracket", "space", "t")
        assert "5 of 13" in app.line("THIS WEEK")
        await app.press("u")
        assert "4 of 8" in app.line("THIS WEEK")


async def test_a_tick_further_back_draws_every_week_between() -> None:
    async with opened(planner_with(begun()), (80, 24), "2", "g", "enter", "space", "2") as app:
        assert " ◐ 5  " in app.text and f"{UNICODE.open}13" in app.text and f"{UNICODE.open}21" in app.text
        await app.press("u")
        assert " ◦ 5  " in app.text and f"{UNICODE.open}13" not in app.text


async def test_no_step_moves_under_the_mouse_that_ticks_a_day_before_it_was_begun() -> None:
    """Seen to fail at 120x36, where a click ticked the step below.

    At 80x24 words below the list went, all moved a row down, and the next click took the tick back.
    """
    planner = planner_with(begun())
    async with opened(planner, (80, 24), "left_square_bracket") as app:
        for size in ((80, 24), (80, 40), (120, 36), (46, 38)):
            await app.resize(*size)
            for place in [app.place(f"{UNICODE.rest} {name}") for name in ("Gentle cleanser", "Moisturiser")]:
                await app.pilot.click(offset=place)
                await app.settle()
            marks = planner.recovery.record(TODAY - timedelta(days=1)).marks
            assert set(marks) == {"morning-cleanser", "morning-moisturiser"}, (size, app.text)
            await app.press("u", "u")
