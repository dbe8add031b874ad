"""Weeks on the screen, and looking less: offered once, the charts behind a key, everything else as ever."""

from __future__ import annotations

from msgspec.structs import replace

from routine_tui.model.recovery.weeks import Quiet, WeekEffect, monday_of
from tests.ui.cared import dialog, go_to
from tests.ui.checking_in import CALM, lived, new_planner
from tests.ui.driver import TODAY, opened


async def test_a_heavy_week_is_followed_by_the_offer_and_a_no_is_kept() -> None:
    calm = replace(lived(), days={TODAY: lived(CALM).days[TODAY]})
    planner = new_planner(calm)
    async with opened(planner, (80, 40), "5", "a", "w") as app:
        await app.type("nights", "9")
        await app.press("ctrl+s")
        assert "Bad nights: a number from 0 to 7" in app.text
        await app.type("nights", "3")
        app.app.screen.query_one("#looking").value = "3"  # type: ignore[attr-defined]
        await app.press("ctrl+s")
        assert dialog(app) == "LookLessDialog" and "Sooner if: heat, pus" in app.text
        await app.press("escape")
        assert planner.recovery.weeks == (WeekEffect(monday_of(TODAY), nights=3, looking=3),)
        assert planner.recovery.quiet == (Quiet(TODAY, False),)
        await go_to(app, "3 bad nights")
        await app.press("enter")
        await app.type("nights", "4")
        await app.press("ctrl+s")
        assert dialog(app) == "MainScreen" and planner.recovery.weeks[0].nights == 4


async def test_while_it_is_on_charts_wait_for_a_key() -> None:
    today = lived({**CALM, "redness": 1}).days[TODAY]
    planner = new_planner(replace(lived(), days={TODAY: today}, quiet=(Quiet(TODAY, True),)))
    async with opened(planner, (80, 40)) as app:
        assert "Next look: Sun 29 Nov" in app.text
        await app.press("4")
        assert "The charts are hidden. Enter shows them." in app.text and "Redness" not in app.text
        assert "Sooner if: heat, pus" in app.text
        await app.press("enter")
        assert "Redness" in app.text and "The charts are hidden" not in app.text
