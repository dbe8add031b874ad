"""What to avoid until when, as Skin tells it."""

from __future__ import annotations

from datetime import timedelta

from routine_tui.planner.planner import Planner
from routine_tui.ui.widgets.skin_list import SkinList
from tests.ui.driver import TODAY, opened


async def test_what_to_avoid_has_its_date_the_days_to_go_and_what_is_over_soonest_first(planner: Planner) -> None:
    planner.skin.clear("makeup", TODAY + timedelta(days=9), "Dr Kaya")
    async with opened(planner, (99, 40), "4", "right") as app:
        assert app.lines[7].split() == ["until", "to", "go"]
        assert "28 Nov       6 days   ▰▰▰▱▱  then ask a clinician" in app.line("▌ Retinoids")
        assert "1 Dec        9 days   ▰▰▰▱▱  as a clinician said" in app.line("Makeup")
        rows = app.app.screen.query_one(SkinList).rows
        assert [row.label for row in rows].index("Makeup") == 7 and rows[-1].value == "may be fine again"
    async with opened(planner, (140, 45), "4", "right") as app:
        assert "28 Nov       6 days   ▰▰▰▱▱ " in app.line("▌ Retinoids")
        assert "then ask a clinician" not in app.text and "a clinician has" in app.text, "told in the panel"
    async with opened(planner, (46, 38), "4", "right") as app:
        assert "28 Nov       6 days" in app.line("Scrubs and brushes") and "at least" not in app.text
        assert app.line("Fragrance").rstrip(" ▁▂▃▄▅▆▇█").endswith("61 days"), "whole beside the scroll bar"


async def test_what_waits_for_more_than_a_date_comes_first_and_says_what(planner: Planner) -> None:
    planner.skin.check_in(TODAY, {"raw": True})
    async with opened(planner, (80, 24), "escape", "4", "right") as app:
        assert "there is no sign of infection or open skin" in app.line("▌ Makeup"), "whole, below “until”"
