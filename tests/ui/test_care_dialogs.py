"""The dialogs of care: a visit, a question, what to bring, what is told once, what to expect by when."""

from __future__ import annotations

import errno
from datetime import date, time
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.style import Style
from textual.widgets import Input, TextArea

from routine_tui.demo import sample_recovery
from routine_tui.facts.care import ranges
from routine_tui.glyphs import UNICODE
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.visit import Visit
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.expect import Ranges
from tests.full import full_recovery
from tests.store.disk import Disk, on_unix
from tests.ui.cared import cared, dialog, go_to, on
from tests.ui.driver import TODAY, Opened, SetClock, opened, planner_at, planner_with


@pytest.fixture
def planner(clock: SetClock) -> Planner:
    """A planner on somebody with something of everything."""
    return planner_with(cared(), clock)


def visit_of(planner: Planner, visit_id: str) -> Visit:
    """A visit as the disk has it."""
    return next(one for one in planner.recovery.care.visits if one.id == visit_id)


async def write(app: Opened, page: str, words: str) -> None:
    """Put words in a page of a dialog, as if typed."""
    app.app.screen.query_one(f"#{page}", TextArea).text = words
    await app.settle()


# ---------------------------------------------------------------------- a visit


async def test_a_day_is_enough_for_a_visit(planner: Planner) -> None:
    async with opened(planner, (80, 24), "5", "v") as app:
        await app.press(*"+7")
        assert "Sun 29 Nov 2026, in 7 days" in app.text
        await app.press("enter")
        assert "Sun 29 Nov" in app.line("Date (needed)") and dialog(app) == "VisitDialog"
        await app.press("ctrl+s")
        assert dialog(app) == "MainScreen" and "Thu 26 Nov" in app.text and "▌ Sun 29 Nov" in app.lines[5]
        assert planner.recovery.care.visits[2].day == date(2026, 11, 29)
        await app.press("v")  # a day after the window is told, and kept
        await app.type("day", "2027-03-02")
        assert app.said("when").endswith("; the window ends on 22 Jan 2027")
        await app.press("ctrl+s")
        assert "Tue 2 Mar" in app.text


async def test_all_that_is_typed_becomes_the_visit(planner: Planner) -> None:
    async with opened(planner, (80, 24), "5", "v") as app:
        for field, words in (
            ("day", "2026-12-24"), ("at", "8:05"), ("who", " Dr  Kaya "), ("where", "Clinic"), ("why", "review"),
        ):  # fmt: skip
            await app.type(field, words)
        await write(app, "notes", "Saw both cheeks.\nBetter.")
        await write(app, "agreed", "Go on.")
        await app.press("ctrl+s")
        kept = next(one for one in planner.recovery.care.visits if one.where == "Clinic")
        assert replace(kept, id="") == Visit(
            "", date(2026, 12, 24), time(8, 5), "Dr Kaya", "Clinic", "review", "Saw both cheeks.\nBetter.", "Go on."
        )


async def test_a_change_keeps_what_nobody_touched_and_none_changes_nothing(planner: Planner) -> None:
    async with opened(planner, (80, 24), "5", "j", "enter", "ctrl+s") as app:
        assert planner.recovery == cared()
        await app.press("enter")
        planner_at().visits.edit("next", where="Another clinic")
        await app.type("at", "11:00")
        await app.press("ctrl+s")
        assert (visit_of(planner, "next").at, visit_of(planner, "next").where) == (time(11), "Another clinic")


WRONG = (
    ("day", "", "Enter a date, e.g. 3 Dec."),
    ("day", "03/04/2026", "or 3 Apr"),
    ("day", "1066-10-14", "The year 1066 isn't possible"),
    ("at", "half ten", "isn't a time: use HH:MM"),
)


async def test_what_cannot_be_is_complained_of_and_stays(planner: Planner) -> None:
    async with opened(planner, (40, 15), "5", "j", "enter") as app:
        for field, typed, complaint in WRONG:
            line = app.app.screen.query_one(f"#{field}", Input)
            at_first = line.value
            await app.type(field, typed)
            await app.press("ctrl+s")
            assert complaint in app.complaint and dialog(app) == "VisitDialog" and line.value == typed, typed
            await app.type(field, at_first)
    assert planner.recovery == cared()


async def test_what_was_typed_is_there_again_after_escape_until_it_is_kept(planner: Planner) -> None:
    async with opened(planner, (80, 24), "5", "j", "enter") as app:
        await write(app, "notes", "It was warm.")
        await app.type("who", "Dr Osei")
        await app.press("escape")
        assert app.notices == ["Not saved. What you typed will be here when you open this again."]
        app.app.clear_notifications()
        await app.press("v", "escape", "enter")
        assert "It was warm." in app.text and "Dr Osei" in app.text
        await app.press("ctrl+s", "enter", "escape")
        assert visit_of(planner, "next").notes == "It was warm." and app.notices == []


@on_unix
async def test_what_the_disk_refuses_is_told_in_each_dialog_and_stays_there(planner: Planner, home: Path) -> None:
    async with opened(planner, (80, 24), "5") as app:
        with Disk(home) as disk:
            for keys in (("v", *"+7"), ("Q", *"Why?"), ("b", "j", "enter", *"pen")):
                disk.fail_at(0, errno.EROFS, lasting=True)
                await app.press(*keys, "ctrl+s")
                disk.work()
                assert "read-only file system" in app.complaint and "nothing was changed" in app.complaint
                await app.press("ctrl+s")
            await app.press("j", "space")
            disk.fail_at(0, errno.EROFS, lasting=True)
            await app.press("space")
            disk.work()
            assert "nothing was changed" in app.complaint and dialog(app) == "BringDialog"
    care = planner.recovery.care
    assert len(care.visits) == 5 and len(care.questions) == 3 and care.told("device") == "penMotorised pen"


# ---------------------------------------------------------------------- questions


async def test_a_question_is_kept_from_any_view_by_one_key(planner: Planner) -> None:
    async with opened(planner, (80, 24)) as app:
        for view in "1234":
            app.app.clear_notifications()
            await app.press(view, "Q")
            await app.press_at_once(*"Why?", "enter")
            assert [one.text for one in planner.recovery.care.questions if one.asked_on == TODAY] == ["Why?"], view
            assert app.notices == ["Question saved. Press u to undo."], view
            await app.press("u")
            assert len(planner.recovery.care.questions) == 2, view


async def test_a_question_that_is_left_is_there_again_and_an_empty_one_is_not_kept(planner: Planner) -> None:
    async with opened(planner, (80, 24), "Q", *"Why", "escape", "Q") as app:
        assert "Why" in app.line("Why") and planner.recovery == cared()
        await app.press("?", "enter", "Q", "enter")
        assert app.complaint == "The question is empty: type at least one character."
        assert [one.text for one in planner.recovery.care.questions][-1] == "Why?"
        await app.press("escape", "5")  # an answer is written below the question, which is then answered
        await go_to(app, "acids again")
        await app.press("enter", *"In January.", "ctrl+s")
        question = next(one for one in planner.recovery.care.questions if one.id == "open")
        assert (question.text, question.answer) == ("When may I use acids again?", "In January.")
        assert "✓ When may I use acids again?" in app.text and "In January." in app.text


# ---------------------------------------------------------------------- what to bring


async def test_space_says_that_a_thing_is_ready_in_another_way_and_takes_it_back(planner: Planner) -> None:
    async with opened(planner, (80, 24), "5", "b") as app:
        assert "Checklist for Thu 3 Dec, 10:30 · Dr Kaya" in app.text and "4 of 14 things ready" in app.text
        await app.press("space")
        assert "5 of 14 things ready" in app.text and "✓ Clinic and operator" in app.text
        assert visit_of(planner, "next").ready == ("clinic", "depth")
        await app.press("space")
        assert "○ Clinic and operator" in app.text and visit_of(planner, "next").ready == ("depth",)
        await app.press("j", "space")
        assert app.complaint == "Device is already here, so it is ready."
        await app.press("escape")
        assert "Dr Kaya · 4 of 14 things ready" in app.text
        await app.press("b", "enter")  # which tells what is missing, and the recovery then holds it
        assert dialog(app) == "TellDialog" and "Where was it done" in app.text
        await app.press(*"A spa", "ctrl+s")
        assert "A spa" in app.line("✓ Clinic and operator") and "5 of 14 things ready" in app.text
        assert planner.recovery.care.told("clinic") == "A spa"


async def test_b_on_a_later_visit_is_about_that_one_and_without_a_visit_nothing_can_be_ready(
    planner: Planner, clock: SetClock
) -> None:
    async with opened(planner, (80, 24), "5", *"jjjjj", "b", "space") as app:
        assert "Checklist for Mon 1 Mar" in app.text and visit_of(planner, "later").ready == ("clinic",)
    async with opened(planner_with(full_recovery(TODAY, 23), clock), (80, 24), "5", "b", "space") as app:
        assert app.complaint == "No visit is planned yet: once there is one, space ticks what you have elsewhere."


async def test_by_mouse_alone_a_thing_is_told_and_made_ready(planner: Planner) -> None:
    async with opened(planner, (80, 24), "5", "b") as app:
        await app.click("Skin type", right=2)
        await app.click("space tick")
        assert "✓ Skin type" in app.text
        await app.click("enter fill in")
        assert dialog(app) == "TellDialog"
        await app.click("Cancel (esc)")
        await app.click("esc close")
        assert dialog(app) == "MainScreen"


# ---------------------------------------------------------------------- what is told once


async def test_what_is_told_stands_in_its_group_and_stays_out_of_what_is_shared_where_that_is_ticked(
    planner: Planner,
) -> None:
    async with opened(planner, (80, 24), "5") as app:
        await go_to(app, "Skin and health")
        await app.press("enter")
        assert "private · no" in app.line("Smoking") and "empty" in app.line("Allergies")
        await go_to(app, "Allergies")
        await app.press("enter", *"Nickel", "tab", "space", "ctrl+s")
        assert "✓ Allergies" in app.line("Allergies") and "private · Nickel" in app.line("Allergies")
        told = {one.id: one for one in planner.recovery.care.background}
        assert told["allergies"] == BackgroundAnswer("allergies", "Nickel", private=True)
        await app.press("enter")
        await write(app, "text", "")
        await app.press("ctrl+s")
        assert "empty" in app.line("Allergies") and not planner.recovery.care.told("allergies")


async def test_before_a_next_time_the_first_line_says_what_the_log_says_of_the_skin(clock: SetClock) -> None:
    for recovery, says, sign in (
        (cared(), "Your check-ins don't say yet that the skin is calm. Still needed: redness of 0", "○ Calm skin"),
        (sample_recovery(TODAY), "Your skin is calm: redness 0 or 1 in your last 3 check-ins", "✓ Calm skin"),
    ):
        async with opened(planner_with(recovery, clock), (80, 24), "5", "G", "k", "enter") as app:
            assert app.said("top").startswith(says) and sign in app.text


async def test_the_next_time_is_written_as_a_page_and_never_over_another(planner: Planner, home: Path) -> None:
    async with opened(planner, (80, 24), "5", "G", "k", "enter", "w", "ctrl+s") as app:
        page = home / "next-time-2026-11-22.html"
        assert app.said() == f"Saved to {page}" and page.read_text().startswith("<!DOCTYPE html>")
        await app.press("ctrl+s")
        assert "next-time-2026-11-22.html" in app.complaint and "already" in app.complaint
        await app.press("down", "down", "enter")
        await app.press("escape", "escape", "k", "enter", "w")
        assert dialog(app) == "BackgroundDialog"


# ---------------------------------------------------------------------- what to expect by when


async def test_what_to_expect_is_drawn_for_what_was_logged_with_a_mark_for_today(planner: Planner) -> None:
    planner.skin.check_in(TODAY, {"marks": 2})
    async with opened(planner, (80, 24), "5", "G", "enter") as app:
        assert "Dark marks" in app.text and "Redness that stays" not in app.text
        assert "▲ is today, day 22" in app.text.replace("\n", " ") and "not medical advice" in app.text
        bars = [line for line in app.lines if "━" in line and "▲" in line]
        assert bars and all(line.index("▲") == bars[0].index("▲") for line in bars)
        await app.press("enter")
        assert dialog(app) == "MainScreen"


@pytest.mark.parametrize(("past", "shown"), [(-3, False), (0, True), (83, True), (700, True), (900, False)], ids=str)
def test_today_is_marked_only_where_it_lies_on_the_line(
    past: int, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ranges, "get_visual_style", lambda *_: Style())
    drawn = Ranges(replace(cared(), day_zero=on(22 - past)), TODAY, UNICODE).lines(80)
    key, *lines = "\n".join(line.plain for line in drawn).split("\n")
    assert f"▲ is today, day {past}" in key and any("▲" in line for line in lines) == shown


async def test_every_range_is_reached_by_scrolling_in_a_small_ascii_terminal(planner: Planner) -> None:
    async with opened(planner, (40, 15), "5", "G", "enter", ascii_only=True) as app:
        seen = app.text
        for _ in range(20):
            await app.press("pagedown")
            seen += app.text
        assert seen.isascii()
        assert all(" ".join(one.says.split()[:2]) in seen for one in ranges())
