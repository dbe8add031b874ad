"""A check-in by keyboard and by mouse: few keys, nothing assumed, nothing lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace
from textual.widgets import Input

from routine_tui.glyphs import UNICODE
from routine_tui.model.recovery.answers import FEELINGS, INFECTION_SIGNS, PAINKILLER, SIGNS, Answer
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.ui.dialogs.check_in import CheckInAnswer
from routine_tui.ui.dialogs.field_values import changes
from routine_tui.ui.dialogs.profile import ProfileDialog
from routine_tui.ui.main import MainScreen
from tests.ui.checking_in import CALM, TO_THE_SIGNS, ZERO, Asked, ask, check_in, lived, new_planner
from tests.ui.driver import NOW, TODAY, Opened, opened

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


async def test_no_to_the_rest_leaves_a_yes_and_other_groups_alone_and_is_nothing_where_numbers_are_asked() -> None:
    async with opened(new_planner(lived())) as app:
        asked = await ask(app)
        await asked.go("pus")
        await asked.press("y", "N")
        assert asked.at == "side"
        assert asked.answers == dict.fromkeys((*INFECTION_SIGNS, PAINKILLER), False) | {"pus": True}
        asked = await ask(app)
        await asked.go("redness")
        await asked.press("N", "n", "y", "x", "7")
        assert asked.answers == {} and asked.at == "redness"
        assert app.complaint == "redness takes a whole number from 0 to 4."
        await asked.press("2")
        assert app.complaint == ""


async def test_j_and_k_move_and_left_and_right_change_by_one_within_the_range() -> None:
    async with check_in() as asked:
        await asked.press("k")
        assert asked.at == "0"
        await asked.press("j", "j", "k")
        assert asked.at == "1"
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
        await asked.press("G", "j")
        assert asked.at == "contacted"


async def test_a_temperature_is_typed_in_either_unit_and_one_that_nobody_has_stays_to_be_mended() -> None:
    async with opened(new_planner(lived())) as app:
        asked = await ask(app)
        await asked.go("temp")
        await asked.press(*"100.9", "backspace", *"8f")
        assert "100.8f_" in app.text
        await asked.press("enter")
        assert asked.answers == {"temp": 38.2} and asked.at == "painkiller"
        assert "38.2 °C" in app.line("Temperature")
        asked = await ask(app)
        await asked.go("temp")
        await asked.press(*"50", "enter")
        assert "use 34 to 43" in app.complaint and asked.at == "temp"
        await asked.press("down")
        assert asked.at == "temp" and asked.answers == {}
        await asked.press("ctrl+s")
        assert asked.given == [] and "use 34 to 43" in app.complaint
        await asked.press("backspace", "backspace", *"38", "ctrl+s")
        assert asked.given == [CheckInAnswer({"temp": 38.0})]


# ---------------------------------------------------------------------- what is given


async def test_nothing_is_assumed_and_what_is_being_typed_counts_and_enter_on_the_last_question_keeps() -> None:
    async with opened(new_planner(lived())) as app:
        asked = await ask(app)
        await asked.press("enter", "enter", "ctrl+s")
        assert asked.given == [None] and asked.drafts == [{}]
        asked = await ask(app)
        await asked.go("antibiotics")
        await asked.press("y", *"12", "ctrl+s")
        assert asked.given == [CheckInAnswer({"antibiotics": True, "antibiotic_days": 12})]
        asked = await ask(app)
        await asked.go("redness")
        await asked.press("2", "end", "enter")
        assert asked.given == [CheckInAnswer({"redness": 2})]


async def test_only_what_differs_is_given_so_that_another_terminal_s_answers_stay() -> None:
    async with opened(new_planner(lived())) as app:
        asked = await ask(app, lived({"redness": 2, "pus": True}, "Warm."))
        await asked.go("redness")
        await asked.press("2", "1", "ctrl+s")
        assert asked.given == [CheckInAnswer({"swelling": 1}, at=NOW)]
        asked = await ask(app, lived({"redness": 2, "pain": 3}))  # what is taken back is absent
        await asked.go("redness")
        for key in ("backspace", "delete", "full_stop"):
            await asked.press("1", "up")
            assert asked.answers == {"redness": 1, "pain": 3} and asked.at == "redness", key
            await asked.press(key)
            assert asked.answers == {"pain": 3}, key
        await asked.press("ctrl+s")
        assert asked.given == [CheckInAnswer({"redness": None}, at=NOW)]


# ---------------------------------------------------------------------- notes, pictures, drafts


async def test_a_note_and_a_picture_that_is_there_go_with_it(tmp_path: Path) -> None:
    (tmp_path / "face 1.jpg").write_bytes(b"")
    async with opened(new_planner(lived())) as app:
        asked = await ask(app)
        for path in ("none.jpg", ".", "\0", "x" * 4000, "~nobody-at-all/x"):
            await app.type("photo", "")
            assert app.complaint == "", path
            await app.type("photo", path)
            await asked.press("ctrl+s")
            assert app.complaint.startswith("There is no file") and asked.given == [], path
        for typed in ("'face 1.jpg'", r"face\ 1.jpg", "file://{}/face%201.jpg", '"{}/face 1.jpg"'):
            asked = await ask(app)
            await asked.press("tab", *"Warm.", "tab")
            await app.type("photo", typed.format(tmp_path))
            await asked.press("enter")
            assert asked.given == [CheckInAnswer({}, "Warm.", str(tmp_path / "face 1.jpg"))], typed


async def test_a_note_in_several_lines_is_kept_as_it_is_unless_it_is_changed() -> None:
    async with opened(new_planner(lived())) as app:
        asked = await ask(app, lived({"redness": 2}, "One.\nTwo."))
        await asked.go("redness")
        await asked.press("3", "ctrl+s")
        assert asked.given == [CheckInAnswer({"redness": 3}, at=NOW)]
        asked = await ask(app, lived({"redness": 2}, "One."))
        await app.type("note", "")
        await asked.press("ctrl+s")
        assert asked.given == [CheckInAnswer({}, "", at=NOW)]


async def test_escape_leaves_a_draft_that_is_there_again_and_none_where_nothing_was_touched() -> None:
    async with opened(new_planner(lived())) as app:
        asked = await ask(app, lived({"redness": 2, "pain": 1}, "Warm."))
        await asked.go("redness")
        await asked.press("3", "0", "tab")
        await asked.app.type("note", "Cool.")
        await asked.press("escape")
        assert asked.given == [None]
        (draft,) = asked.drafts
        elsewhere = lived({"redness": 2, "pain": 5, "marks": 4}, "Warm.")
        again = await ask(app, elsewhere, draft)
        assert again.answers == {"redness": 3, "swelling": 0, "pain": 5, "marks": 4}
        assert again.app.app.screen.query_one("#note", Input).value == "Cool."
        await again.press("ctrl+s")
        assert again.given == [CheckInAnswer({"redness": 3, "swelling": 0}, "Cool.", at=NOW)]
        assert again.drafts == [{}]
        untouched = await ask(app, lived({"redness": 2}, "One.\nTwo."))
        await untouched.press("j", "escape")
        assert untouched.drafts == [{}] and untouched.given == [None]


def test_what_is_no_longer_answered_is_a_change_and_what_is_the_same_is_none() -> None:
    assert changes({"redness": 1, "pus": False}, {"redness": 1, "pain": 0}) == {"pain": 0, "pus": None}
    assert changes({}, {}) == {}


# ---------------------------------------------------------------------- what is asked once


async def profile(app: Opened, recovery: Recovery) -> Asked:
    """What is asked once, opened over what is there."""
    asked = Asked(app)
    app.app.push_screen(ProfileDialog(recovery, UNICODE), asked.given.append)
    await app.settle()
    return asked


async def test_the_profile_takes_one_key_an_answer_and_gives_only_what_was_changed() -> None:
    known = replace(lived(), profile={"phototype": 4, "diabetes": True})
    async with opened(new_planner(lived())) as app:
        asked = await profile(app, lived())
        assert "All of it is optional." in asked.app.text
        await asked.press("4", *"1990", "enter", "n", "y", "ctrl+s")
        assert asked.given == [{"phototype": 4, "born": 1990, "diabetes": False, "weak_immunity": True}]
        asked = await profile(app, known)
        await asked.press("7")
        assert "whole number from 1 to 6" in asked.app.complaint
        await asked.press("backspace", "ctrl+s")
        assert asked.given == [{"phototype": None}]
        asked = await profile(app, known)
        await asked.press("1", "escape")
        assert asked.given == [None]


async def test_a_skin_type_can_be_clicked_in_a_small_terminal_and_no_to_the_rest_is_not_offered() -> None:
    async with opened(new_planner(lived()), (40, 15)) as app:
        asked = await profile(app, lived())
        await app.click("1 2 3 4 5 6", 0, 10)
        assert asked.answers == {"phototype": 6}
        await app.press("escape")
        asked = await profile(app, lived())
        await asked.press("j", "N")
        assert asked.answers == {} and "no to the rest" not in asked.app.text


# ---------------------------------------------------------------------- a second look of the day

EVENING = NOW + timedelta(hours=6)


async def test_later_that_day_it_is_a_new_look_with_what_the_first_one_said_beside_each_question() -> None:
    """Seen to fail where the first one's answers were filled in, and only what was changed was kept of the second."""
    morning: dict[str, Answer] = {"redness": 3, "hot": True}
    recovery = lived(morning, "Bad night.")
    async with opened(new_planner(recovery)) as app:
        asked = await ask(app, recovery, now=EVENING)
        assert asked.answers == {}
        assert "e corrects that" in asked.app.text and "Bad night." not in asked.app.text
        await asked.go("redness")
        assert f"was 3 at {NOW:%H:%M}" in asked.app.text
        await asked.press("1", "ctrl+s")
        assert asked.given == [CheckInAnswer({"redness": 1})]
        asked = await ask(app, recovery, now=EVENING)  # e corrects the first look instead
        await asked.go("redness")
        await asked.press("4", "e")
        assert asked.answers == {"redness": 4, "hot": True} and "Bad night." in asked.app.text
        assert f"This corrects what you said at {NOW:%H:%M}." in asked.app.text
        await asked.press("ctrl+s")
        assert asked.given == [CheckInAnswer({"redness": 4}, at=NOW)]
        asked = await ask(app, lived({"redness": 3}), now=NOW + timedelta(minutes=60))  # within the hour it is the same
        assert asked.answers == {"redness": 3}
        await asked.go("redness")
        await asked.press("2", "ctrl+s")
        assert asked.given == [CheckInAnswer({"redness": 2}, at=NOW)]
