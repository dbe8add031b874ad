"""A check-in by keyboard and by mouse: few keys, nothing assumed, nothing lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from routine_tui.glyphs import UNICODE
from routine_tui.model.recovery.answers import FEELINGS, INFECTION_SIGNS, PAINKILLER, SIGNS, Answer
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.ui.dialogs.check_in import CheckInAnswer
from routine_tui.ui.dialogs.field_values import changes
from routine_tui.ui.dialogs.profile import ProfileDialog
from routine_tui.ui.main import MainScreen
from tests.ui.checking_in import CALM, TO_THE_SIGNS, ZERO, Asked, check_in, lived, new_planner
from tests.ui.driver import NOW, TODAY, opened

# ---------------------------------------------------------------------- by keyboard


async def test_a_calm_check_in_takes_20_keys_from_the_view_to_what_is_saved() -> None:
    for temperature, keys in ((None, ("N",)), (37.1, ("3", "7", "1", "N"))):
        pressed = ["c", *TO_THE_SIGNS, *"10010000", *"1020", *keys, "ctrl+s"]
        planner = new_planner(Recovery("r", "Face", ZERO))
        async with opened(planner) as app:
            await app.press(*pressed)
            assert isinstance(app.app.screen, MainScreen) and len(pressed) <= 20
        numbers = dict(zip((*SIGNS, *FEELINGS), (1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 2, 0), strict=True))
        wanted = numbers | CALM | ({} if temperature is None else {"temp": temperature})
        assert planner.recovery.record(TODAY).skin.answers == wanted  # type: ignore[union-attr]


async def test_everything_can_be_left_out_and_nothing_is_then_assumed() -> None:
    async with check_in() as asked:
        await asked.press("enter", "enter", "ctrl+s")
    assert asked.given == [None] and asked.drafts == [{}]


async def test_no_to_the_rest_leaves_a_yes_and_other_groups_alone() -> None:
    async with check_in() as asked:
        await asked.go("pus")
        await asked.press("y", "N")
        assert asked.at == "side"
        assert asked.answers == dict.fromkeys((*INFECTION_SIGNS, PAINKILLER), False) | {"pus": True}


async def test_no_to_the_rest_is_nothing_where_numbers_are_asked() -> None:
    async with check_in() as asked:
        await asked.go("redness")
        await asked.press("N", "n", "y", "x", "7")
        assert asked.answers == {} and asked.at == "redness"
        assert asked.app.complaint == "redness takes a whole number from 0 to 4."
        await asked.press("2")
        assert asked.app.complaint == ""


async def test_left_and_right_change_by_one_within_the_range() -> None:
    async with check_in() as asked:
        await asked.go("redness")
        await asked.press("left")
        assert asked.answers == {}
        await asked.press("right")
        assert asked.answers == {"redness": 0}
        await asked.press(*["right"] * 9)
        assert asked.answers == {"redness": 4} and asked.at == "redness"
        await asked.press("left")
        assert asked.answers == {"redness": 3}
        await asked.go("temp")
        await asked.press("right", "right")
        assert asked.answers["temp"] == 37.1
        await asked.go("spreading")
        await asked.press("right")
        assert asked.answers["spreading"] is True
        await asked.press("left")
        assert asked.answers["spreading"] is False


async def test_an_answer_is_taken_back_and_is_then_absent() -> None:
    async with check_in(lived({"redness": 2, "pain": 3})) as asked:
        await asked.go("redness")
        for key in ("backspace", "delete", "full_stop"):
            await asked.press("1", "up")
            assert asked.answers == {"redness": 1, "pain": 3} and asked.at == "redness", key
            await asked.press(key)
            assert asked.answers == {"pain": 3}, key
        await asked.press("ctrl+s")
    assert asked.given == [CheckInAnswer({"redness": None}, at=NOW)]


async def test_a_temperature_is_typed_in_either_unit_and_mended_while_typing() -> None:
    async with check_in() as asked:
        await asked.go("temp")
        await asked.press(*"100.9", "backspace", *"8f")
        assert "100.8f_" in asked.app.text
        await asked.press("enter")
        assert asked.answers == {"temp": 38.2} and asked.at == "painkiller"
        assert "38.2 °C" in asked.app.line("Temperature")


async def test_a_temperature_that_no_living_person_has_is_told_and_stays_to_be_mended() -> None:
    async with check_in() as asked:
        await asked.go("temp")
        await asked.press(*"50", "enter")
        assert "use 34 to 43" in asked.app.complaint and asked.at == "temp"
        await asked.press("down")
        assert asked.at == "temp" and asked.answers == {}
        await asked.press("ctrl+s")
        assert asked.given == [] and "use 34 to 43" in asked.app.complaint
        await asked.press("backspace", "backspace", *"38", "ctrl+s")
    assert asked.given == [CheckInAnswer({"temp": 38.0})]


async def test_what_is_still_being_typed_counts_when_it_is_kept() -> None:
    async with check_in() as asked:
        await asked.go("antibiotics")
        await asked.press("y", *"12", "ctrl+s")
    assert asked.given == [CheckInAnswer({"antibiotics": True, "antibiotic_days": 12})]


async def test_enter_on_the_last_question_keeps() -> None:
    async with check_in() as asked:
        await asked.go("redness")
        await asked.press("2", "end", "enter")
    assert asked.given == [CheckInAnswer({"redness": 2})]


async def test_j_and_k_move_and_the_ends_hold() -> None:
    async with check_in() as asked:
        await asked.press("k")
        assert asked.at == "0"
        await asked.press("j", "j", "k")
        assert asked.at == "1"
        await asked.press("G", "j")
        assert asked.at == "contacted"


async def test_only_what_differs_is_given_so_that_another_terminal_s_answers_stay() -> None:
    async with check_in(lived({"redness": 2, "pus": True}, "Warm.")) as asked:
        await asked.go("redness")
        await asked.press("2", "1", "ctrl+s")
    assert asked.given == [CheckInAnswer({"swelling": 1}, at=NOW)]


# ---------------------------------------------------------------------- notes, pictures, drafts


@pytest.mark.parametrize("typed", ["'face 1.jpg'", r"face\ 1.jpg", "file://{}/face%201.jpg", '"{}/face 1.jpg"'])
async def test_a_note_and_a_picture_go_with_it(tmp_path: Path, typed: str) -> None:
    (tmp_path / "face 1.jpg").write_bytes(b"")
    async with check_in() as asked:
        await asked.press("tab", *"Warm.", "tab")
        await asked.app.type("photo", typed.format(tmp_path))
        await asked.press("enter")
    assert asked.given == [CheckInAnswer({}, "Warm.", str(tmp_path / "face 1.jpg"))]


async def test_a_picture_that_is_not_there_is_told_and_nothing_is_given() -> None:
    async with check_in() as asked:
        for path in ("none.jpg", ".", "\0", "x" * 4000, "~nobody-at-all/x"):
            await asked.app.type("photo", "")
            assert asked.app.complaint == "", path
            await asked.app.type("photo", path)
            await asked.press("ctrl+s")
            assert asked.app.complaint.startswith("There is no file") and asked.given == [], path


async def test_a_note_in_several_lines_is_kept_as_it_is_unless_it_is_changed() -> None:
    async with check_in(lived({"redness": 2}, "One.\nTwo.")) as asked:
        await asked.go("redness")
        await asked.press("3", "ctrl+s")
    assert asked.given == [CheckInAnswer({"redness": 3}, at=NOW)]
    async with check_in(lived({"redness": 2}, "One.")) as asked:
        await asked.app.type("note", "")
        await asked.press("ctrl+s")
    assert asked.given == [CheckInAnswer({}, "", at=NOW)]


async def test_escape_leaves_a_draft_that_is_there_again() -> None:
    async with check_in(lived({"redness": 2, "pain": 1}, "Warm.")) as asked:
        await asked.go("redness")
        await asked.press("3", "0", "tab")
        await asked.app.type("note", "Cool.")
        await asked.press("escape")
    assert asked.given == [None]
    (draft,) = asked.drafts
    elsewhere = lived({"redness": 2, "pain": 5, "marks": 4}, "Warm.")
    async with check_in(elsewhere, draft=draft) as again:
        assert again.answers == {"redness": 3, "swelling": 0, "pain": 5, "marks": 4}
        assert again.app.app.screen.query_one("#note", Input).value == "Cool."
        await again.press("ctrl+s")
    assert again.given == [CheckInAnswer({"redness": 3, "swelling": 0}, "Cool.", at=NOW)]
    assert again.drafts == [{}]


async def test_escape_from_an_untouched_check_in_leaves_no_draft() -> None:
    async with check_in(lived({"redness": 2}, "One.\nTwo.")) as asked:
        await asked.press("j", "escape")
    assert asked.drafts == [{}] and asked.given == [None]


def test_what_is_no_longer_answered_is_a_change_and_what_is_the_same_is_none() -> None:
    assert changes({"redness": 1, "pus": False}, {"redness": 1, "pain": 0}) == {"pain": 0, "pus": None}
    assert changes({}, {}) == {}


# ---------------------------------------------------------------------- what is asked once


@asynccontextmanager
async def profile(recovery: Recovery, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Asked]:
    """What is asked once, open."""
    async with opened(new_planner(recovery), size) as app:
        asked = Asked(app)
        app.app.push_screen(ProfileDialog(recovery, UNICODE), asked.given.append)
        await app.settle()
        yield asked


async def test_the_profile_takes_one_key_an_answer() -> None:
    async with profile(lived()) as asked:
        assert "All of it is optional." in asked.app.text
        await asked.press("4", *"1990", "enter", "n", "y", "ctrl+s")
    assert asked.given == [{"phototype": 4, "born": 1990, "diabetes": False, "weak_immunity": True}]


async def test_the_profile_gives_only_what_was_changed_and_nothing_on_escape() -> None:
    known = replace(lived(), profile={"phototype": 4, "diabetes": True})
    async with profile(known) as asked:
        await asked.press("7")
        assert "whole number from 1 to 6" in asked.app.complaint
        await asked.press("backspace", "ctrl+s")
    assert asked.given == [{"phototype": None}]
    async with profile(known) as asked:
        await asked.press("1", "escape")
    assert asked.given == [None]


async def test_a_skin_type_can_be_clicked_in_a_small_terminal_too() -> None:
    async with profile(lived(), (40, 15)) as asked:
        await asked.app.click("1 2 3 4 5 6", 0, 10)
        assert asked.answers == {"phototype": 6}


async def test_no_to_the_rest_is_not_offered_where_it_is_asked_once() -> None:
    async with profile(lived(), (40, 15)) as asked:
        await asked.press("j", "N")
        assert asked.answers == {} and "no to the rest" not in asked.app.text


# ---------------------------------------------------------------------- a second look of the day

EVENING = NOW + timedelta(hours=6)


async def test_later_that_day_it_is_a_new_look_with_what_the_first_one_said_beside_each_question() -> None:
    """Seen to fail where the first one's answers were filled in, and only what was changed was kept of the second."""
    morning: dict[str, Answer] = {"redness": 3, "hot": True}
    async with check_in(lived(morning, "Bad night."), now=EVENING) as asked:
        assert asked.answers == {}
        assert "e corrects that" in asked.app.text and "Bad night." not in asked.app.text
        await asked.go("redness")
        assert f"was 3 at {NOW:%H:%M}" in asked.app.text
        await asked.press("1", "ctrl+s")
    assert asked.given == [CheckInAnswer({"redness": 1})]


async def test_e_corrects_the_first_look_instead() -> None:
    async with check_in(lived({"redness": 3, "hot": True}, "Bad night."), now=EVENING) as asked:
        await asked.go("redness")
        await asked.press("4", "e")
        assert asked.answers == {"redness": 4, "hot": True} and "Bad night." in asked.app.text
        assert f"This corrects what you said at {NOW:%H:%M}." in asked.app.text
        await asked.press("ctrl+s")
    assert asked.given == [CheckInAnswer({"redness": 4}, at=NOW)]


async def test_within_the_hour_it_is_the_same_look() -> None:
    async with check_in(lived({"redness": 3}), now=NOW + timedelta(minutes=60)) as asked:
        assert asked.answers == {"redness": 3}
        await asked.go("redness")
        await asked.press("2", "ctrl+s")
    assert asked.given == [CheckInAnswer({"redness": 2}, at=NOW)]
