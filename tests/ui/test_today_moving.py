"""Moving about in Today, by key and by mouse."""

from __future__ import annotations

from datetime import date, timedelta

from routine_tui.planner.planner import Planner
from tests.ui.driver import TODAY, opened
from tests.ui.test_today import SUNSCREEN, sign, stored, under_cursor


async def test_moving_by_keys_goes_from_step_to_step_and_stops_at_the_ends(planner: Planner) -> None:
    async with opened(planner) as app:

        async def at(*keys: str) -> str:
            await app.press(*keys)
            return under_cursor(app)

        assert await at() == "○ Sunscreen SPF 30+"
        assert await at("j") == await at("k", "down") == "○ Sunscreen top-up"
        assert (await at("G")).startswith("– Petroleum jelly")
        assert (await at("j")).startswith("– Petroleum jelly")
        assert (await at("g")).startswith("✓ Gentle cleanser")
        assert (await at("up")).startswith("✓ Gentle cleanser")
        assert (await at("end")).startswith("– Petroleum jelly")
        assert (await at("home")).startswith("✓ Gentle cleanser")


async def test_days_before_and_after_and_back_to_today_and_none_outside_the_window(planner: Planner) -> None:
    """A past day can be mended."""
    day = TODAY - timedelta(days=11)  # nothing is recorded there
    async with opened(planner) as app:
        await app.press("left_square_bracket", "left_square_bracket")
        assert app.day == TODAY - timedelta(days=2) and "FRI 20 NOV · 2 days ago" in app.lines[0]
        await app.press("right_square_bracket")
        assert "SAT 21 NOV · yesterday" in app.lines[0]
        await app.press("t")
        assert app.day == TODAY and app.lines[0].endswith("Sun 22 Nov")
        await app.press("left_square_bracket", "escape")
        assert app.day == TODAY

        await app.press(*["left_square_bracket"] * 11)
        assert "not recorded" in app.line("Gentle cleanser")
        await app.press("space")
        assert list(stored(planner, day)) == ["morning-cleanser"]
        assert "recorded 22 Nov" in app.line("Gentle cleanser")
        await app.press("t")

        await app.press(*["left_square_bracket"] * 25)
        assert app.day == planner.recovery.day_zero and "SAT 31 OCT · 22 days ago" in app.lines[0]
        await app.press("2", "G", "enter", "right_square_bracket")
        assert app.day == planner.recovery.last_day and "FRI 22 JAN" in app.lines[0]


async def test_a_day_to_come_is_shown_and_not_ticked(planner: Planner) -> None:
    async with opened(planner) as app:
        await app.press("right_square_bracket", "space")
        assert "MON 23 NOV · tomorrow" in app.lines[0]
        assert app.notices == ["2026-11-23 is in the future: only today and earlier days can be recorded."]
        assert (
            stored(planner, TODAY + timedelta(days=1)) == {} and "✓" not in app.text.split("EVENING")[0].split("│")[0]
        )
        await app.press("s", "enter", "n", *"x", "ctrl+s")
        assert stored(planner, TODAY + timedelta(days=1)) == {}
        assert planner.recovery.record(TODAY + timedelta(days=1)).note == ""


async def test_a_click_on_a_sign_ticks_and_a_second_click_on_a_name_too(planner: Planner) -> None:
    """One on a day of the week opens it."""
    async with opened(planner) as app:
        await app.click("○ Sunscreen top-up")
        assert sign(app, "Sunscreen top-up") == "✓"
        await app.click("✓ Sunscreen top-up", right=4)
        assert sign(app, "Sunscreen top-up") == "○"
        await app.click("Moisturiser", right=2)
        assert under_cursor(app) == "✓ Moisturiser"
        await app.click("MORNING")
        assert under_cursor(app) == "✓ Moisturiser"
        monday = app.place("Mo")
        await app.pilot.click(offset=(monday.x, monday.y + 1))
        await app.settle()
        assert app.day == date(2026, 11, 16) and "[◐]" in app.text


async def test_a_click_on_a_word_of_the_key_bar_does_it(planner: Planner) -> None:
    async with opened(planner, (132, 24)) as app:
        await app.click("tick", right=1)
        assert SUNSCREEN in stored(planner)
        await app.click("undo")
        assert SUNSCREEN not in stored(planner)
        await app.click("[ day before", right=3)
        assert app.day == TODAY - timedelta(days=1)
        await app.click("3 Routine", right=4)
        assert app.main.view == "routine"
        await app.click("2 Calendar")
        assert app.main.view == "calendar"
        await app.click("1 Today", right=2)
        assert app.main.view == "today"
        await app.click("? help")
        assert "─ Help ─" in app.text


async def test_dialogs_work_by_mouse_alone(planner: Planner) -> None:
    async with opened(planner) as app:
        await app.click("s skip")
        await app.click("Skip (^s)", right=2)
        assert stored(planner)[SUNSCREEN]["state"] == "skipped"
        await app.click("n note")
        await app.click("Cancel (esc)", right=2)
        assert app.app.screen is app.main
