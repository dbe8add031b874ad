"""Pauses: from a day until a day, all steps or some, also afterwards; what follows is said while it is typed."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from routine_tui.demo import sample_recovery
from routine_tui.model.day.agenda import agenda
from routine_tui.model.recovery.diary import Pause
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.pause import PauseDialog
from tests.ui.care_dialogs import ask, filled
from tests.ui.driver import TODAY, SetClock, opened, planner_with
from tests.ui.test_hostile import TEXTS, assert_calm

MORNING = ("morning-cleanser", "morning-moisturiser", "morning-sunscreen")


def states(planner: Planner, day: date) -> dict[str, str]:
    return {item.step_id: item.state for item in agenda(planner.recovery, day, TODAY).items}


def fresh() -> Planner:
    """A planner on the sample recovery with nothing recorded and nothing paused."""
    return planner_with(replace(sample_recovery(TODAY), days={}, pauses=()), SetClock())


async def test_p_pauses_every_step_until_p_is_pressed_again() -> None:
    planner = fresh()
    async with opened(planner, (80, 24), "p") as app:
        assert app.said("follows") == "No steps are due from Sun 22 Nov until you press p again."
        await app.press("ctrl+s")
        assert planner.recovery.pauses == (Pause(TODAY),)
        assert "‖ Gentle cleanser" in app.text
        await app.press("p")
        assert not planner.recovery.pauses and "○ Gentle cleanser" in app.text
        await app.press("p")  # a day can be typed by the number that the screens show: seen to be refused
        await app.press_at_once(*"D24")
        await app.press("tab")
        await app.press_at_once(*["space" if sign == " " else sign for sign in "day 30"])
        await app.press("ctrl+s")
    zero = planner.recovery.day_zero
    assert planner.recovery.pauses == (Pause(zero + timedelta(days=24), zero + timedelta(days=30)),)


async def test_some_steps_rest_on_past_days_typed_by_keys() -> None:
    planner = fresh()
    async with opened(planner, (60, 20), "p") as app:
        await app.press_at_once(*"2026-11-17")
        await app.press("tab")
        await app.press_at_once(*"2026-11-19")
        await app.press("tab", "space")
        assert app.said("follows") == "Choose at least one step, or all steps."
        await app.press("ctrl+s")
        assert app.complaint == "Choose at least one step, or all steps." and not app.said("follows")
        await app.press("tab", "tab", "tab", "space")
        assert app.said("follows") == "Not due: Sunscreen SPF 30+ (morning), from Tue 17 Nov to Thu 19 Nov, 3 days."
        await app.press("ctrl+s")
        assert app.app.screen is app.main
    assert planner.recovery.pauses == (Pause(date(2026, 11, 17), date(2026, 11, 19), MORNING[2:]),)
    assert states(planner, date(2026, 11, 18))[MORNING[2]] == "paused"
    assert states(planner, date(2026, 11, 18))[MORNING[0]] == "open"
    assert states(planner, date(2026, 11, 20))[MORNING[2]] == "open"


async def test_only_steps_that_belong_to_the_days_are_offered(planner: Planner) -> None:
    planner.routine.end(MORNING[1], TODAY)
    async with filled(planner, PauseDialog(planner.recovery, TODAY, TODAY)) as dialog:
        await dialog.fill(every=False)
        assert "Moisturiser (evening)" in dialog.app.text and "Moisturiser (morning)" not in dialog.app.text
        await dialog.fill(**{"from": "yesterday"})
        assert "Moisturiser (morning)" in dialog.app.text


async def test_a_pause_is_changed_and_one_that_is_not_is_no_change() -> None:
    planner = fresh()
    planner.pauses.add(TODAY - timedelta(days=9), TODAY - timedelta(days=5), MORNING[:2], "flu")
    before, (pause,) = planner.recovery, planner.recovery.pauses
    async with opened(planner) as app:
        dialog = await ask(app, planner, PauseDialog(before, pause.first_day, TODAY, pause))
        assert "Edit the pause" in app.text and "flu" in app.line("Reason")
        await app.press("ctrl+s")
        assert dialog.answers == [None] and planner.recovery is before
        dialog = await ask(app, planner, PauseDialog(before, pause.first_day, TODAY, pause))
        await dialog.fill(until="", every=True)
        await app.press("ctrl+s")
    (changed,) = planner.recovery.pauses
    assert changed == Pause(pause.first_day, None, (), "flu") and changed.id == pause.id
    planner.undo()
    assert planner.recovery.pauses == (pause,)


async def test_what_cannot_be_a_pause_is_said_and_all_that_was_typed_stays() -> None:
    planner = fresh()
    before = planner.recovery
    async with filled(planner, PauseDialog(before, TODAY, TODAY)) as dialog:
        await dialog.fill(reason="travel [/b]")
        for lines, sentence in (
            ({"from": ""}, "Enter the first day, e.g. 1 Dec."),
            ({"from": "03/04/2026"}, "“03/04/2026”: 4 Mar or 3 Apr"),
            ({"from": "2020-01-01"}, "2020-01-01 is outside this recovery"),
            ({"from": "today", "until": "yesterday"}, "The pause ends on 2026-11-21, before it starts on 2026-11-22"),
        ):
            await dialog.fill(**lines)
            await dialog.app.press("ctrl+s")
            assert dialog.app.complaint.startswith(sentence) and dialog.answers == []
        assert "travel [/b]" in dialog.app.line("Reason")
        await dialog.app.press("escape")
        assert dialog.answers == [None] and planner.recovery is before


async def test_hostile_texts_can_do_nothing() -> None:
    planner = fresh()
    text = "".join(TEXTS.values())
    routine = planner.recovery.routine.with_changes(MORNING[0], TODAY - timedelta(days=9), name=text)
    pause = Pause(TODAY, None, MORNING[:1], text, "p")
    recovery = replace(planner.recovery.with_routine(routine), pauses=(pause,))
    async with filled(planner, PauseDialog(recovery, TODAY, TODAY, pause), (60, 20)) as dialog:
        assert_calm(dialog.app)
        assert "Balm [/b]" in dialog.app.text
        await dialog.app.press("ctrl+s")
        assert dialog.answers == [None]


async def test_p_ends_the_pause_of_everything_and_leaves_that_of_a_step() -> None:
    planner = fresh()
    planner.pauses.add(TODAY, None, MORNING[:1], "the clinic said so")
    planner.pauses.add(TODAY - timedelta(days=2), None, (), "travel")
    async with opened(planner) as app:
        await app.press("p")
        assert [pause.reason for pause in planner.recovery.pauses if pause.covers(TODAY, MORNING[0])] == [
            "the clinic said so"
        ]
        await app.press("p")
        assert "Pause" in app.text and len(planner.recovery.pauses) == 2
