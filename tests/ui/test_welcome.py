"""The first start: two questions and a working Today, or sample data that goes away again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.widgets import Select

from routine_tui.model.recovery.session_kind import is_needling, session_kind
from routine_tui.planner.planner import Planner
from routine_tui.settings import read_settings
from routine_tui.ui.dialogs.welcome import window_since
from routine_tui.ui.widgets.one_of import OneOf
from tests.ui.driver import TODAY, opened


async def test_two_presses_of_enter_reach_a_today_that_works(empty: Planner) -> None:
    async with opened(empty) as app:
        await app.press("enter", "enter")
        assert "Sun 22 Nov" in app.lines[0] and "day 0 of 84" in app.lines[1]
        await app.press("space")
        assert "✓ Gentle cleanser" in app.text and len(empty.recovery.record(TODAY).marks) == 1


async def test_what_was_done_is_chosen_by_a_digit_or_left_out(empty: Planner) -> None:
    async with opened(empty) as app:
        await app.press("up", "4")
        assert "4 Laser" in app.text
        await app.press("ctrl+s")
        assert session_kind(empty.recovery) == "laser" and not is_needling(empty.recovery)
    recovery = empty.recoveries.begin("Another")
    assert session_kind(recovery) == "" and is_needling(recovery) and recovery.care.background == ()


async def test_once_it_is_said_what_was_done_it_is_asked_where_and_whether_another_is_booked(empty: Planner) -> None:
    """Each answer goes on to the next question; what was typed is told of the session."""
    async with opened(empty, (80, 24)) as app:
        assert "Where?" not in app.text
        await app.press("up", "2", "2", *"somewhen", "enter", "enter", "enter")
        assert "Can't read" in app.complaint
        await app.type("again", "in 9 days")
        await app.press("ctrl+s")
        told = {one.id: one.text for one in empty.recovery.care.background}
        day = str(empty.today() + timedelta(days=9))
        assert told == {"session_kind": "radiofrequency", "session_place": "salon", "session_again": day}
        assert "A further session is booked" in app.text


async def test_the_session_may_be_days_ago(empty: Planner) -> None:
    async with opened(empty) as app:
        await app.type("zero", "2026-11-01")
        assert app.said("reading") == "Sunday 1 November 2026. So today is day 21."
        await app.press("enter", "down", "enter")
        assert "day 21 of 84" in app.lines[1] and "Evening" not in app.text
        assert len(empty.recovery.routine.steps) == 3


async def test_a_session_long_ago_begins_with_a_longer_window(empty: Planner) -> None:
    for typed, window in (
        ("2026-11-22", 84),
        ("2026-08-20", 180),
        ("2026-03-01", 365),
        ("2025-03-01", 730),
        ("2019-01-01", 84),
    ):
        assert window_since(date.fromisoformat(typed), TODAY) == window
    async with opened(empty) as app:
        await app.type("zero", "2025-03-01")
        await app.press("ctrl+s")
        assert empty.recovery.window_days == 730 and "22 Nov" in app.lines[0]


async def test_a_session_to_come_is_understood(empty: Planner) -> None:
    async with opened(empty) as app:
        await app.type("zero", "tomorrow")
        assert (
            app.said("reading")
            == "Monday 23 November 2026. That is in the future. Your calendar will start on that day."
        )
        await app.press("enter", "enter")
        assert "MON 23 NOV · tomorrow" in app.lines[0] and "starts in 1 day" in app.lines[1]


WRONG = (
    ("03/04/2026", "“03/04/2026”: 4 Mar or 3 Apr? Type “4 mar 2026” or “3 apr 2026”."),
    ("[b]nonsense", "Can't read “[b]nonsense” as a date"),
    ("1600-01-01", "The year 1600 isn't possible for day 0: use the date of the session."),
)


async def test_a_day_that_cannot_be_read_is_said_and_nothing_begins(empty: Planner) -> None:
    async with opened(empty) as app:
        for typed, sentence in WRONG:
            await app.type("zero", typed)
            await app.press("ctrl+s")
            assert app.complaint.startswith(sentence) and empty.find() is None, typed
        await app.type("zero", "")
        await app.press("enter", "enter")
        assert app.main.recovery is not None


async def test_escape_leaves_and_writes_nothing(empty: Planner, home: Path) -> None:
    async with opened(empty) as app:
        await app.press("escape")
        assert app.app.return_code == 0
    assert list(home.rglob("*.json")) == []


async def test_sample_data_can_be_looked_at_and_left(empty: Planner, home: Path) -> None:
    async with opened(empty) as app:
        await app.click("Try sample data")
        assert "Sample" in app.lines[0] and "day 22 of 84" in app.lines[1]
        assert "Sample data: try anything. esc goes back to yours." in app.notices
        folder = app.main.planner.home.data
        assert folder.exists()
        await app.press("space", "2", "3", "1", "u", "comma", "escape", "p", "escape")
        await app.press("escape")
        assert "When was the session?" in app.text
        assert not folder.exists() and list(home.rglob("*.json")) == []
        await app.press("enter", "enter")
        assert "day 0 of 84" in app.lines[1]


async def test_it_is_all_done_by_mouse_too(empty: Planner) -> None:
    async with opened(empty) as app:
        await app.click("Simple")
        assert "(*) Simple" in app.text and "( ) Gentle" in app.text, "without a colour, too"
        await app.click("Start (enter)")
        assert len(empty.recovery.routine.steps) == 3
        assert "day 0 of 84" in app.lines[1]


async def test_a_disk_that_refuses_is_told_in_the_dialog(empty: Planner, home: Path) -> None:
    (home / "home").write_text("in the way")
    async with opened(empty) as app:
        await app.press("enter", "enter")
        assert app.complaint.startswith("The folder home/recoveries cannot be created (")
        assert app.app.screen.query_one(OneOf).has_focus


async def test_a_name_that_is_in_the_archive_is_not_taken_again(empty: Planner) -> None:
    empty.recoveries.begin("Recovery")
    empty.recoveries.archive("Recovery")
    async with opened(empty) as app:
        await app.press("enter", "enter")
        assert empty.recovery.name == "Recovery 2"


async def test_the_country_is_guessed_and_the_same_two_presses_accept_it(
    empty: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Oslo")
    async with opened(empty) as app:
        assert "Norway" in app.text and "In an emergency call 113." in app.text
        await app.press("enter", "enter")
        assert empty.settings.region == read_settings(empty.home.config).region == "norway"


async def test_another_country_is_chosen_before_anything_begins(
    empty: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Oslo")
    async with opened(empty) as app:
        app.app.screen.query_one("#region", Select).value = "ireland"
        await app.settle()
        assert "In an emergency call 112 or 999." in app.text
        await app.press("ctrl+s")
        assert empty.settings.region == "ireland" and empty.find() is not None


async def test_where_nothing_is_known_of_the_place_ones_own_number_comes_first(
    empty: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    async with opened(empty) as app:
        assert "Another country" in app.text and "call your local emergency number" in app.text
        assert "111 in New Zealand." in " ".join(app.text.split()), "none of the numbers is cut"
        await app.press("enter", "enter")
        assert not empty.home.config.exists()


async def test_every_question_is_in_view_at_once(empty: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/London")
    async with opened(empty, (120, 36)) as app:
        for size in ((80, 24), (60, 20), (46, 38), (120, 36)):
            await app.resize(*size)
            for words in ("What was done?", "When was the session?", "Country", "call 999", "Gentle", "Start (enter)"):
                assert words in app.text, (size, words)
