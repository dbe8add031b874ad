"""Sentences that name a key name the one that counts, also where a person chose another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

import routine_tui
from routine_tui.demo import sample_recovery
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine
from routine_tui.ui.commands import COMMANDS
from routine_tui.ui.keys import keys_of, with_keys
from tests.ui.driver import HOME, TODAY, opened, planner_with

NAMED = re.compile(r"‹([^›]*)›")


def _named() -> Iterator[str]:
    for path in Path(routine_tui.__file__).parent.rglob("*.py"):
        if path.name != "keys.py":
            yield from NAMED.findall(path.read_text("utf-8"))


def test_every_command_that_a_sentence_names_is_there() -> None:
    assert set(_named()) <= {command.id for command in COMMANDS}
    assert {"change.undo", "skin.check_in", "care.open"} <= set(_named())


def test_a_key_with_a_name_begins_a_sentence_large_and_a_letter_never() -> None:
    assert with_keys("‹care.open›: edit it. ‹change.undo› takes it back; ‹care.open› too.\n‹care.open›: more.") == (
        "Enter: edit it. u takes it back; enter too.\nEnter: more."
    )
    assert with_keys("Balm ‹change.undone› and‹change.undo›") == "Balm ‹change.undone› and‹change.undo›"


@pytest.fixture
def other_keys() -> dict[str, str]:
    """Other keys for all commands that sentences name, in the settings."""
    keys = {name: f"ctrl+f{number}" for number, name in enumerate(sorted(set(_named())), 1)}
    HOME.config.parent.mkdir(parents=True, exist_ok=True)
    HOME.config.write_text("[keys]\n" + "".join(f'"{name}" = "{key}"\n' for name, key in keys.items()), "utf-8")
    return {name: keys_of(next(one for one in COMMANDS if one.id == name), keys)[0] for name in keys}


def _bare() -> Recovery:
    sample = sample_recovery(TODAY)
    return replace(sample, routine=Routine(), days={}, products=(), photos=(), care=type(sample.care)(), pauses=())


async def test_what_is_empty_names_the_keys_of_the_person(other_keys: dict[str, str]) -> None:
    async with opened(planner_with(_bare()), (120, 36)) as app:
        said = app.text
        for view, rows in (("view.routine", 0), ("view.skin", 30), ("view.care", 30)):
            await app.press(other_keys[view].replace("^", "ctrl+"))
            said += app.text
            for _ in range(rows):
                await app.press("down", *(["tab"] if view == "view.skin" else []))
                said += app.text
    assert "‹" not in said
    for sentence in (
        f"Time for a check-in: {other_keys['skin.check_in']}",
        f"Press {other_keys['view.routine']}, then {other_keys['routine.add']}, to add your first.",
        f"No steps yet: press {other_keys['routine.add']} to add one,",
        f"Nothing planned. {other_keys['care.add']} adds a visit.",
        f"{other_keys['day.pause']} add, anywhere",
        f"Press {other_keys['skin.check_in']} to check in",
        f"No products yet. {other_keys['skin.add']} adds one.",
    ):
        assert sentence in said, sentence


async def test_a_notice_names_the_key_of_the_person(other_keys: dict[str, str]) -> None:
    async with opened(planner_with(sample_recovery(TODAY)), (80, 24)) as app:
        await app.press(other_keys["view.routine"].replace("^", "ctrl+"), "x")
        assert f"stopped. {other_keys['change.undo']} to undo" in app.text
