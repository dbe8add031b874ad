"""The sections of Skin: turned to by key and by click, each with its rows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from routine_tui.glyphs import UNICODE
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner
from routine_tui.ui.views import skin, skin_rows
from routine_tui.ui.views.skin_rows import check_in_line
from tests.ui.counting_frames import counting_frames
from tests.ui.driver import TODAY, opened
from tests.ui.test_skin import dialog


async def test_each_section_is_turned_to_by_key_and_by_click_and_keeps_its_row(planner: Planner) -> None:
    async with opened(planner, (80, 24), "4") as app:
        marks = {"right": "▌ Retinoids", "l": "▌ Ceramide", "tab": "No photos yet", "j": "No photos yet"}
        for key, shown in marks.items():
            await app.press(key)
            assert shown in app.text
        await app.press("right", "right")
        assert "▌ Redness" in app.text
        await app.press("j", "left", "h", "shift+tab")
        assert "▌ Ceramide" in app.text
        await app.click("Trends")
        assert "▌ Swelling" in app.text
        await app.click("◂ ▸")
        assert "▌ Skin type" in app.text
        await app.press("1", "4")
        assert "▌ Skin type" in app.text


async def test_a_view_that_is_made_anew_shows_the_section_that_was_looked_at(planner: Planner) -> None:
    async with opened(planner, (80, 24), "4", "right", "1") as app:
        app.main.call_later(app.main.recompose)
        await app.settle()
        await app.press("4")
        assert "▌ Retinoids" in app.text


async def test_the_shown_section_is_marked_without_colour_at_any_height(planner: Planner) -> None:
    async with opened(planner, (80, 24), "4", "right", ascii_only=True) as app:
        names, under = app.lines[4:6]
        at = names.index("Avoid")
        assert under.strip() == "=" * len("Avoid 19") and under.index("=") == at
        assert app.style("Avoid 19").bold and not app.style("Products").bold
        await app.pilot.resize_terminal(60, 15)
        await app.settle()
        assert "[Avoid 19]" in app.text


async def test_a_key_is_one_frame(planner: Planner) -> None:
    async with counting_frames(planner, (120, 36), "4") as frames:
        for key in ("j", "G", "z"):
            assert len(await frames.after(key)) == 1, key


async def test_what_is_shown_is_worked_out_once(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen to fail: twice, as a view is shown and resized when it is opened."""
    worked_out: list[str] = []
    gathered = skin_rows.skin_rows

    def watched(*given: Any) -> Any:
        worked_out.append(given[1])
        return gathered(*given)

    monkeypatch.setattr(skin, "skin_rows", watched)
    async with opened(planner, (120, 36), "4") as app:
        assert worked_out == ["trends"]
        await app.press("right")
        assert worked_out == ["trends", "avoid"]


async def test_the_check_in_of_another_day_is_told_with_what_it_calls_for(planner: Planner) -> None:
    yesterday = TODAY - timedelta(days=1)
    planner.skin.check_in(yesterday, {"redness": 2, "pus": True})
    async with opened(planner, (80, 30), "escape", "4", "left_square_bracket", "g") as app:
        assert "Yesterday's check-in: done · redness 2" in app.text and "▌ Contact a clinician today" in app.text
        await app.press("enter")
        assert dialog(app) == "ConcernDialog"


def test_the_line_of_a_check_in_names_nothing_of_mood() -> None:
    """Seen to fail: “thoughts of self-harm” stood on the screen for whoever passes by."""
    zero = TODAY - timedelta(days=3)
    for answers, said in (
        ({"self_harm": True}, "Today's check-in: done · 1 answered"),
        ({"self_harm": True, "low_mood": True, "pus": True}, "Today's check-in: done · pus"),
        ({"self_harm": False, "redness": 0}, "Today's check-in: done · 2 answered, all with 0 or no"),
    ):
        recovery = Recovery("r", "Face", zero).checked_in(TODAY, CheckIn.of(answers))
        assert check_in_line(recovery, TODAY, TODAY, UNICODE, 80) == said


async def test_a_product_of_one_day_says_so_and_one_that_is_added_is_shown_among_the_others(planner: Planner) -> None:
    planner.shelf.add(Product("oat", "Oat cream", introduced_on=TODAY), ())
    (added,) = (one for one in planner.recovery.products if one.label == "Oat cream")
    planner.shelf.end(added.id, TODAY)
    async with opened(planner, (80, 24), "4", "right", "right") as app:
        assert "used on 22 Nov only" in app.text
        await app.press("left")
        await app.click("Today's check-in")
        assert dialog(app) == "CheckInDialog"
        await app.press("escape", "a")
        await app.type("name", "Rice cream")
        await app.press("ctrl+s")
        assert "Rice cream" in app.text and "Panthenol balm" in app.text
