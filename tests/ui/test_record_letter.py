"""What the clinic knows, on the screen: how it stands with a field, the letter, and that it was sent."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from textual.widgets import Input, Select

from routine_tui.model.care.record_letter import state_of
from routine_tui.planner.planner import Planner
from tests.ui.cared import dialog, go_to
from tests.ui.driver import opened


async def test_a_field_that_is_not_known_says_how_it_stands_with_the_clinic(planner: Planner) -> None:
    async with opened(planner, (80, 40), "5") as app:
        await go_to(app, "What the clinic knows")
        await app.press("enter", "enter")
        assert dialog(app) == "TellDialog"
        app.app.screen.query_one("#state", Select).value = "absent"
        await app.press("ctrl+s")
        assert state_of(planner.recovery, "serial") == "absent"
        assert "not in their record" in app.text
        await app.press("s")
        assert state_of(planner.recovery, "record_copy") == state_of(planner.recovery, "training") == "asked"
        assert state_of(planner.recovery, "serial") == "absent"


async def test_the_letter_is_written_to_a_file(planner: Planner, tmp_path: Path) -> None:
    async with opened(planner, (80, 40), "5") as app:
        await go_to(app, "What the clinic knows")
        await app.press("enter", "l")
        assert dialog(app) == "PageDialog"
        app.app.screen.query_one("#file", Input).value = str(tmp_path / "letter.txt")
        await app.press("ctrl+s")
        assert "Copy of my treatment record" in (tmp_path / "letter.txt").read_text("utf-8")


async def test_a_field_with_choices_takes_no_other_answer(planner: Planner) -> None:
    async with opened(planner, (80, 40), "5") as app:
        await go_to(app, "The session")
        await app.press("enter", "j", "enter")
        assert "One of: microneedling," in app.text
        await app.press(*"magic", "ctrl+s")
        assert "takes one of these" in app.text and dialog(app) == "TellDialog"
        await app.press(*["backspace"] * 5, *"laser", "ctrl+s")
        assert planner.recovery.care.told("session_kind") == "laser"
        await app.press("j", "j", "enter", *"in 9 days", "ctrl+s")
        assert planner.recovery.care.told("session_again") == str(planner.today() + timedelta(days=9))
        assert dialog(app) == "BackgroundDialog" and "Before anything else is done" in app.text
