"""One table of commands: nothing in it is said twice, promised and missing, or without an action."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from textual.widget import Widget
from textual.widgets import Static

from routine_tui.facts.care import field_groups
from routine_tui.glyphs import UNICODE
from routine_tui.model.care.timeline import EXPECT_TITLE
from routine_tui.planner.planner import Planner
from routine_tui.ui.app import RoutineApp
from routine_tui.ui.commands import COMMANDS, SCOPE_OF_VIEW, VIEWS, Scope, by_group, check_keymap, in_scope
from routine_tui.ui.dialogs.help_text import sections
from routine_tui.ui.keys import shown
from routine_tui.ui.main import MainScreen
from routine_tui.ui.views.care import CareView
from routine_tui.ui.views.routine import RoutineView
from routine_tui.ui.views.skin import SkinView
from routine_tui.ui.views.today import TodayView
from routine_tui.ui.widgets.care_list import CareList
from routine_tui.ui.widgets.checklist import Checklist
from routine_tui.ui.widgets.skin_list import SkinList
from routine_tui.ui.widgets.step_table import StepTable
from routine_tui.ui.widgets.window_grid import WindowGrid
from tests.ui.driver import opened

PLACES: dict[Scope, tuple[type[Widget | RoutineApp], ...]] = {
    "app": (RoutineApp,),
    "main": (MainScreen,),
    "checklist": (TodayView, Checklist),
    "calendar": (WindowGrid,),
    "steps": (RoutineView, StepTable),
    "skin": (SkinView, SkinList),
    "care": (CareView, CareList),
}
PROMISED: dict[Scope, str] = {
    "app": "? ^p q",
    "main": "1 2 3 4 5 e n u U [ ] t Q c w",
    "checklist": "j k up down space enter s",
    "calendar": "left right up down h j k l enter v",
    "steps": "j k up down shift+up shift+down",
    "skin": "j k up down enter",
    "care": "j k up down enter a v o x b",
}
"""The keys of CONTRACT.md."""


def test_no_id_is_given_twice() -> None:
    assert [one for one, count in Counter(command.id for command in COMMANDS).items() if count > 1] == []


@pytest.mark.parametrize("scope", PROMISED)
def test_every_promised_key_is_there(scope: Scope) -> None:
    there = {shown(key) for command in in_scope(scope) for key in command.keys.split(",")}
    assert set(PROMISED[scope].split()) <= there


@pytest.mark.parametrize("scope", SCOPE_OF_VIEW.values())
def test_no_two_commands_that_meet_share_a_key(scope: Scope) -> None:
    meeting: tuple[Scope, ...] = ("app", "main", scope)
    keys = [key for place in meeting for command in in_scope(place) for key in command.keys.split(",")]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_action_exists_where_it_belongs(command: object) -> None:
    from routine_tui.ui.commands import Command

    assert isinstance(command, Command)
    name = re.match(r"\w+", command.action)
    assert name and any(hasattr(place, f"action_{name[0]}") for place in PLACES[command.scope])


def test_every_sentence_is_one() -> None:
    assert [c.id for c in COMMANDS if not re.fullmatch(r"[A-Z][^!]*\.", c.help)] == []


def test_every_view_has_a_key_and_a_list() -> None:
    assert [c.id for c in COMMANDS if c.id.startswith("view.")] == [f"view.{view}" for view in VIEWS]
    assert set(SCOPE_OF_VIEW) == set(VIEWS)


def test_groups_hold_every_command_once() -> None:
    grouped = [command for _, commands in by_group() for command in commands]
    assert sorted(c.id for c in grouped) == sorted(c.id for c in COMMANDS)


def test_the_defaults_have_no_problem_as_a_keymap_either() -> None:
    assert check_keymap({command.id: command.keys for command in COMMANDS})[1] == []


async def test_help_shows_every_command_with_its_keys(planner: Planner) -> None:
    async with opened(planner, (100, 30), "question_mark") as app:
        assert app.text.index("Today, this view") < app.text.index("Check-in")
        told = " ".join(str(app.app.screen.query_one(".dialog > Static", Static).content).split())
        for command in COMMANDS:
            keys = [shown(key) for key in command.keys.split(",")]
            moves = command.moves or (command.scope == "calendar" and command.action.startswith("day("))
            where = command.label.lower()
            others = " ".join(key for key in keys if key != where)
            assert (f"{where} ({others})" if moves else f"{' '.join(keys)} {command.help}") in told, command.id
        for words in ("✓ a step is done", "◆ an appointment", "not recorded A past day without a tick."):
            assert words in told, words
        for _ in range(10):
            await app.press(*["j"] * 20)
        assert "Settings: " in app.text
        await app.press("question_mark")
        assert app.app.screen is app.main


async def test_the_palette_offers_what_works_here_and_each_name_once(planner: Planner) -> None:
    async with opened(planner, (80, 24)) as app:
        for key, view in enumerate(VIEWS, 1):
            await app.press(str(key))
            titles = [command.title.split("  ")[0] for command in app.app.get_system_commands(app.app.screen)]
            assert len(titles) == len(set(titles)) > 10, view
            here = ("app", "main", SCOPE_OF_VIEW[view])
            assert {c.label.lower() for c in COMMANDS if c.palette and c.scope in here} | {"theme"} == {
                title.lower() for title in titles
            }, view
        await app.press("1")
        app.app._keymap = {"share": "E"}  # it shows the keys as they are
        found = {one.title.split("  ")[0]: one.title for one in app.app.get_system_commands(app.app.screen)}
        assert found["Share"].endswith("  E") and found["Tick"].endswith("  space enter")
        assert len({len(title) for title in found.values() if title != "Theme"}) == 1


async def test_a_command_of_the_palette_does_what_its_key_does(planner: Planner) -> None:
    async with opened(planner, (80, 24), "left_square_bracket") as app:
        for words in ("back", "calendar", "quit"):
            await app.press("ctrl+p", *words)
            await app.wait()
            await app.press("enter")
            await app.wait()
            assert app.day == app.main.today
            assert (app.main.view == "calendar") == (words != "back")
    assert app.app.return_code == 0


async def test_ctrl_c_says_which_key_leaves(planner: Planner) -> None:
    async with opened(planner, (80, 24), "ctrl+c") as app:
        assert app.notices == ["Press q to quit. Everything is saved."]
        app.app.clear_notifications()
        await app.press("R", "ctrl+c")
        assert "quit" not in "".join(app.notices) or app.notices == ["Press esc, then q to quit. Everything is saved."]


def test_help_answers_what_people_ask_in_their_words() -> None:
    """Each answer names a place that is there under that name."""
    found = dict(next(pairs for heading, pairs in sections({}, "today", UNICODE) if heading == "What people ask"))
    assert "Is this normal?" in found
    named = {group.label for group in field_groups()} | {EXPECT_TITLE}
    places = (("How long?", "What to expect"), ("What was done?", "The session"))
    for question, place in (*places, ("What was done?", "What the clinic knows")):
        assert place in found[question] and any(one.startswith(place) for one in named)


async def test_a_notice_is_told_once_and_not_over_the_next_view(planner: Planner) -> None:
    async with opened(planner, (80, 24), *"AAAA") as app:
        assert app.notices == ["Nothing left to tick this evening."]
        await app.press("A")
        assert app.notices == ["Nothing left to tick this evening."]
        await app.press("3")
        assert app.notices == []
        app.main.notify("The disk is full.", severity="warning")
        await app.press("4")
        assert app.notices == ["The disk is full."]
