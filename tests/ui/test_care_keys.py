"""The keys of Care: each opens its dialog, enter opens what the cursor stands on, x ends it."""

from __future__ import annotations

import pytest

from routine_tui.planner.planner import Planner
from tests.ui.cared import cared, dialog, go_to
from tests.ui.driver import SetClock, opened, planner_with


@pytest.fixture
def planner(clock: SetClock) -> Planner:
    """A planner on somebody with something of everything."""
    return planner_with(cared(), clock)


async def test_each_key_opens_its_dialog_and_escape_comes_back(planner: Planner) -> None:
    async with opened(planner, (80, 24), "5") as app:
        for key, opens in (
            ("v", "VisitDialog"),
            ("T", "CourseDialog"),
            ("c", "CheckInDialog"),
            ("o", "ProcedureDialog"),
            ("b", "BringDialog"),
            ("Q", "QuestionDialog"),
        ):
            await app.press(key)
            assert dialog(app) == opens
            await app.press("escape")
            assert dialog(app) == "MainScreen" and type(app.app.focused).__name__ == "CareList"


async def test_a_asks_what_is_to_be_added_and_opens_it(planner: Planner) -> None:
    async with opened(planner, (80, 24), "5") as app:
        for keys, opens in (("v", "VisitDialog"), ("t", "CourseDialog"), ("o", "ProcedureDialog")):
            await app.press("a")
            assert dialog(app) == "AddDialog"
            await app.press(keys)
            assert dialog(app) == opens
            await app.press("escape")
        await app.press("a", "down", "enter")
        assert dialog(app) == "CourseDialog"
        await app.press("escape", "a", "escape")
        assert dialog(app) == "MainScreen"


async def test_enter_opens_what_the_cursor_stands_on(planner: Planner) -> None:
    async with opened(planner, (80, 24), "5") as app:
        for words, opens in (
            ("Thu 3 Dec", "VisitDialog"),
            ("acids again", "AnswerDialog"),
            ("Tretinoin", "CourseDialog"),
            ("done on 10 Nov", "ProcedureDialog"),
            ("session 2 of 3", "SessionDialog"),
            ("not booked", "SessionDialog"),
            ("a wedding", "PauseDialog"),
            ("Skin and health", "BackgroundDialog"),
            ("What to expect", "ExpectDialog"),
        ):
            await go_to(app, words)
            await app.press("enter")
            assert dialog(app) == opens, words
            await app.press("escape")
        assert app.notices == [] and planner.recovery == cared()


async def test_x_ends_what_the_cursor_stands_on_says_so_and_undo_brings_it_back(planner: Planner) -> None:
    async with opened(planner, (80, 24), "5") as app:
        for words, says in (
            ("Thu 3 Dec", "Visit on 3 Dec cancelled."),
            ("Dr Off", "Visit on 27 Nov restored."),
            ("acids again", "Question deleted."),
            ("every 3 days", "Tretinoin 0.025 % stopped: not due from today."),
            ("session 2 of 3", "Session on 22 Dec cancelled."),
            ("a wedding", "Pause deleted."),
        ):
            await go_to(app, words)
            before = planner.recovery
            await app.press("x")
            assert planner.recovery != before, words
            assert app.notices == [f"{says} Press u to undo."]
            await app.press("u")
            assert planner.recovery == before
            app.app.clear_notifications()


async def test_x_says_why_there_is_nothing_to_end(planner: Planner) -> None:
    async with opened(planner, (80, 24), "5") as app:
        for words, says in (
            ("Hydrocortisone", "Hydrocortisone has ended: there is nothing to stop."),
            ("done on 10 Nov", "Pulsed dye laser has planned sessions: cancel them first."),
            ("Tue 10 Nov", "Already done; enter edits its record."),
        ):
            await go_to(app, words)
            await app.press("x")
            assert app.notices == [says] and planner.recovery == cared()
            app.app.clear_notifications()
        await go_to(app, "session 2 of 3")
        await app.press("x")
        await go_to(app, "laser · cancelled")
        await app.press("x")
        assert app.notices[-1] == "Already cancelled; enter sets a new date."
        await app.press("g")
        await go_to(app, "done on 10 Nov")
        await app.press("x")
        assert app.notices[-1] == "Pulsed dye laser deleted, with its sessions. Press u to undo."
        assert planner.recovery.care.procedures == () and "Sessions, and what to pause around them." in app.text


async def test_keys_that_come_at_once_are_done_in_turn(planner: Planner) -> None:
    """Seen to fail where an undo went under the form that the key before it had opened."""
    planner.visits.ask("Zz?")
    async with opened(planner, (80, 24), "5") as app:
        await go_to(app, "Zz?")
        await app.press_at_once("x", "u")
        assert app.line("Zz?")
        await app.press_at_once("enter", "u")
        assert dialog(app) == "AnswerDialog"
        await app.press("escape")
        assert app.line("Zz?")
