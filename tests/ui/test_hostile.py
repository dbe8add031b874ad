"""Nothing that stands in a file can style, move or break the screen, and no size of a terminal can either."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Day, Mark, Pause
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.procedure import Around, AroundSince, PlannedDay, Procedure, Session
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS, Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from routine_tui.store.folder import RecoveryFolder
from tests.ui.driver import NOW, TODAY, Opened, opened, planner_at, planner_with

TEXTS = {
    "markup": "Balm [/b][bold red]x[/][@click=app.quit]x[/] [$primary on] [link=http://x]y[/link] <b>&amp; | a | *i*",
    "scripts": "👩🏽‍🔬❤️🇩🇪 洗顔料 Z" + "\u0301\u0316\u0334" * 20 + "é تنظيف",
    "orders": (
        "\x1b[2J\x1b]0;owned\x07\x1b]52;c;eA==\x1b\\\x1b]8;;http://x\x07\x1bPx\x1b\\\x9dx\x9c\U000e0067"
        "\x00\x9b31m\r\t\x7f\nsecond \u202eevil\u202c\u2066\u200f\u2028\ufeff\u200b\u3000"
    ),
    "length": "Ä" * 100 + "word " * 20,
}
VIEWS = ("1", "2", "3", "4", "5")
DIALOGS = ("s", "n", "N", "p", "Q", "R", "e", "comma", "question_mark", "ctrl+p")
ZERO = TODAY - timedelta(days=3)


def hostile(text: str) -> Recovery:
    """A recovery in which every text that a person can type is this one, as another program may have left it."""
    routine = Routine()
    for slot in SLOTS:
        version = StepVersion(ZERO, slot, "other", text, Schedule(ZERO), product=text, cue=text, instructions=text)
        routine = routine.with_step(version, f"{slot}-step")
    marks = {
        "morning-step": Mark("done", NOW, note=text),
        "day-step": Mark("skipped", NOW, reason=text, note=text),
    }
    skin = CheckIn.of({"redness": 2, "pus": True}, NOW, text)
    days = {TODAY: Day(TODAY, marks, text, skin), ZERO: Day(ZERO, marks, text)}
    recovery = Recovery("hostile", text, ZERO, routine=routine.with_end("evening-step", TODAY), days=days)
    recovery = replace(
        recovery,
        products=(Product("jar", text, text, introduced_on=ZERO, ingredients=text),),
        photos=(Photo("picture", TODAY, "picture.jpg", caption=text),),
        clearances=(ClinicianOverride("word", "retinoid", NOW, TODAY, text),),
        care=hostile_care(text),
    )
    return recovery.with_pause(Pause(TODAY - timedelta(days=1), TODAY - timedelta(days=1), reason=text))


def hostile_care(text: str) -> Care:
    """The same of all that is planned and told."""
    around = (Around(text, 1, 2, text), Around("everything", 0, 1, text))
    return Care(
        visits=tuple(Visit(str(day), day, None, text, text, text, text, text) for day in (ZERO, TODAY)),
        questions=(Question("question", TODAY, text), Question("answered", TODAY, text, text)),
        courses=(Course("course", text, ZERO, ("morning-step",), text, text, text, (4,), text, text, text),),
        procedures=(
            Procedure("laser", text, "laser", text, text, text, around=(AroundSince(ZERO, around),), note=text),
        ),
        sessions=(Session("session", "laser", (PlannedDay(ZERO, TODAY),), note=text),),
        background=(BackgroundAnswer("device", text), BackgroundAnswer("smoking", text, private=True)),
    )


def assert_calm(app: Opened) -> None:
    """Nothing on the screen is a character that a terminal obeys, and every line is as wide as the terminal."""
    for strip in app.app.screen._compositor.render_strips():
        assert strip.cell_length == app.app.size.width
        for character in strip.text:
            category = unicodedata.category(character)
            assert category not in ("Cc", "Cs") and (category != "Cf" or character in "\u200c\u200d"), repr(strip.text)


@pytest.mark.slow
@pytest.mark.parametrize(("kinds", "size"), [("markup orders scripts length", (60, 20))], ids=str)
async def test_no_text_can_do_anything(kinds: str, size: tuple[int, int]) -> None:
    planner = planner_with(hostile(" ".join(TEXTS[kind] for kind in kinds.split())))
    async with opened(planner, size) as app:
        for view in VIEWS:
            await app.press(view)
            assert_calm(app)
        for keys in (
            ("c",),
            ("a",),
            ("i",),
            ("f",),
            ("end", "k", "k", "enter"),
            ("3", "enter"),
            ("end", "enter"),
            ("a",),
            ("m",),
        ):
            await app.press(*keys)
            assert_calm(app)
            await app.press("escape")
        await app.press("5", "g")
        opened_by_enter = set()
        for _ in range(12):
            await app.press("enter")
            opened_by_enter.add(type(app.app.screen).__name__)
            assert_calm(app)
            if app.app.screen is not app.main:
                await app.press("escape")
            assert_calm(app)
            await app.press("j")
        assert opened_by_enter >= {"VisitDialog", "AnswerDialog", "CourseDialog", "ProcedureDialog"}
        for more in (["b"], ["enter"], ["G", "enter"], ["k", "enter"], ["k", "k", "k", "enter", "enter"]):
            await app.press(*more)
            assert_calm(app)
            await app.press("escape", "escape")
        await app.press("3", "x", "x", "J", "1", "g")
        for dialog in DIALOGS:
            await app.press(dialog)
            assert app.app.screen is not app.main
            assert_calm(app)
            await app.press("escape")
        await app.press("space", "u", "U")
        assert_calm(app)
        await app.press("j", "s", "enter", "N", "ctrl+s", "n", "ctrl+s", "left_square_bracket", "p")
        assert_calm(app)
        assert app.app.is_running


async def test_markup_is_shown_as_it_was_typed() -> None:
    planner = planner_with(hostile("[b]x[/b]"))
    async with opened(planner) as app:
        assert app.text.count("[b]x[/b]") >= 4
        await app.press("e")
        assert "[b]x[/b]" in app.said("preview")
        await app.press("escape", "R")
        assert "[b]x[/b]" in app.line("Name")


async def test_a_file_is_not_changed_by_opening_and_keeping_what_it_holds() -> None:
    planner = planner_with(hostile(TEXTS["orders"]))
    before = planner.recovery
    async with opened(planner, (80, 24), "n", "escape", "3", "enter", "escape", "1", "R", "escape"):
        assert planner_at().recovery == before


async def test_forty_steps_scroll() -> None:
    routine = Routine()
    for number in range(40):
        routine = routine.with_step(StepVersion(ZERO, "morning", "other", f"Step {number:02}", Schedule(ZERO)))
    planner = planner_with(Recovery("r", "Many", ZERO, routine=routine))
    async with opened(planner) as app:
        assert "▌ ○ Step 00" in app.text and "Step 39" not in app.text
        await app.press("G", "space")
        assert "▌ ✓ Step 39" in app.text and "Step 00" not in app.text
        await app.press("k", "k", "space")
        assert "▌ ○ Step 38" in app.text and "  ✓ Step 37" in app.text
        await app.press("g", "3", "end")
        assert "▌ Step 39" in app.text
        await app.press("K")
        assert "▌ Step 39" in app.text and app.place("Step 39").y < app.place("Step 38").y
        await app.pilot.resize_terminal(40, 12)
        await app.wait()
        assert "▌ Step 39" in app.text


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1, 1)], ids=str)
async def test_no_size_breaks_a_view_or_a_dialog(size: tuple[int, int]) -> None:
    recovery = hostile("Balm with a name that is rather long for a small terminal")
    async with opened(planner_with(recovery), size) as app:
        for view in VIEWS:
            await app.press(view, "j", "k")
            assert len(app.lines) == size[1]
        await app.press("a", "escape", "enter", "escape", "m", "escape", "1", "g")
        for dialog in DIALOGS:
            await app.press(dialog)
            assert app.app.screen is not app.main and len(app.lines) == size[1]
            await app.press("escape")
        await app.press("space", "left_square_bracket", "t")
        assert app.app.is_running


@pytest.mark.slow
async def test_the_views_fill_a_huge_terminal() -> None:
    async with opened(planner_with(hostile("Balm")), (250, 80)) as app:
        for view in VIEWS:
            await app.press(view, "j")
            assert len(app.lines) == 80


async def test_the_welcome_fits_any_size() -> None:
    async with opened(planner_at(), (1, 1)) as app:
        for size in ((5, 3), (20, 5), (40, 15), (250, 80)):
            await app.pilot.resize_terminal(*size)
            await app.settle()
            assert len(app.lines) == size[1]
        await app.press("enter", "enter")
        assert "day 0 of 84" in app.lines[1]


@pytest.mark.slow
async def test_resizing_while_it_is_open_ends_as_it_began() -> None:
    planner = planner_with(replace(hostile("Balm"), name="Face"))
    async with opened(planner, (80, 24), "g") as app:
        for key in (*VIEWS, "e", "n", "question_mark"):
            await app.press(key)
            await app.wait()
            before = app.text
            for size in ((1, 1), (40, 15), (80, 24)):
                await app.pilot.resize_terminal(*size)
                await app.settle()
                assert len(app.lines) == size[1]
            await app.wait()
            assert app.text == before, key
            if app.app.screen is not app.main:
                await app.press("escape")


async def test_neither_settings_nor_the_home_s_own_name_can_do_anything() -> None:
    """Seen to fail without ``visible`` in the help, ``clipped`` in ``keys_of`` and ``RoutineApp.on_mount``, and with
    markup in the settings: there a home called ``[/b]`` ended the program.
    """
    home = Home(Path("[/b][bold]\x1b]0;owned\x07\u202e"), Path("[/b][bold]\x1b]0;owned\x07\u202e/config.toml"))
    RecoveryFolder(home.data).create(hostile("Balm"))
    settings = 'theme = "\\u001b[31m[/b]"\n[keys]\n"change.undo" = "\\u001b"\n"x\\u009b" = "y"\n'
    home.config.write_text(settings, "utf-8")
    async with opened(planner_at(home), (100, 40)) as app:
        assert_calm(app)
        assert any("there is no theme “�[31m[/b]”" in notice for notice in app.notices)
        await app.press("question_mark")
        assert_calm(app)
        told = str(app.app.screen.query_one(Static).content)
        assert "[/b][bold]�]0;owned�/config.toml" in told and "\n  � " in told
        assert not any(unicodedata.category(one) in ("Cc", "Cf") and one != "\n" for one in told)
        await app.press("escape", "comma")
        assert_calm(app)
        assert "To change keys, edit [/b][bold]�]0;owned�" in app.text


async def test_the_checklist_comes_to_rest_in_a_sliver(planner: Planner) -> None:
    """Seen to fail: its bar came and went for ever, as each took the room that the other one needed."""
    async with opened(planner, (80, 24), "5", "b") as app:
        await app.resize(3, 5)
        assert len(app.lines) == 5
