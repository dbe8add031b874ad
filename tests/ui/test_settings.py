"""Settings and keys: what is wrong is said, with the nearest spelling; only what was changed is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Select

from routine_tui.demo import sample_recovery
from routine_tui.planner.planner import Planner
from routine_tui.settings import read_settings
from routine_tui.ui.commands import check_keymap
from tests.ui.driver import HOME, TODAY, Opened, SetClock, opened, planner_at


def planner_of(config: str) -> Planner:
    """A planner on the sample, with a settings file."""
    HOME.config.parent.mkdir(parents=True, exist_ok=True)
    HOME.config.write_text(config, "utf-8")
    planner = planner_at(clock=SetClock())
    planner.folder.create(sample_recovery(TODAY))
    return planner


def config(home: Path) -> str:
    """What the settings file holds."""
    file = home / HOME.config
    return file.read_text("utf-8") if file.exists() else ""


async def choose(app: Opened, field: str, value: str) -> None:
    """Choose in a select of the dialog."""
    app.app.screen.query_one(f"#{field}", Select).value = value
    await app.settle()


# ---------------------------------------------------------------------- keys


async def test_a_key_can_be_moved_and_is_shown_moved() -> None:
    planner = planner_of('[keys]\n"step.tick" = "x,enter"\n"quit" = "ctrl+q"\n"day.today" = "X"\n"help" = "?"\n')
    async with opened(planner, (120, 24)) as app:
        assert app.notices == [] and "x tick" in app.text
        await app.press("space")
        assert "○ Sunscreen SPF 30+" in app.text
        await app.press("x")
        assert "✓ Sunscreen SPF 30+" in app.text
        await app.press("left_square_bracket", "t")
        assert app.day != TODAY
        await app.press("X")
        assert app.day == TODAY
        await app.press("q", "question_mark")
        assert "x enter" in app.text


async def test_what_is_wrong_with_the_keys_is_said_and_the_rest_works() -> None:
    planner = planner_of('[keys]\n"step.tikc" = "x"\n"step.skip" = "q"\n"day.note" = "N"\n"change.undo" = "y"\n')
    async with opened(planner, (120, 40)) as app:
        assert app.notices == [
            "There is no command “step.tikc”; did you mean “step.tick”?",
            "“q” is the key of quit already: step.skip keeps s.",
            "“N” is the key of step.note already: day.note keeps n.",
        ]
        await app.press("space", "y", "s")
        assert "Skip Sunscreen" in app.text
        await app.press("escape", "n")
        assert "Note for 22 Nov" in app.text


KEYMAPS: list[dict[str, str]] = [
    {"quit": ""},
    {"quit": " , "},
    {"quit": "n"},
    {"step.skip": "q"},
    {"day.note": "q", "quit": "n,q"},
    {"day.note": "q", "quit": "u"},
    {"change.undo": "q", "day.note": "u"},
    {"step.skip": "?"},
]
"""Those that would leave a command without a key."""


def bound(app: Opened) -> set[str | None]:
    """The commands that have a key."""
    return {active.binding.id for active in app.app.screen.active_bindings.values()}


async def test_no_keymap_leaves_a_command_without_its_key() -> None:
    lines = "\n".join(f'"{command}" = "{keys}"' for command, keys in KEYMAPS[-2].items())
    all_of_them = {"quit", "day.note", "change.undo", "step.skip", "help"}
    async with opened(planner_of(f"[keys]\n{lines}\n")) as app:
        assert all_of_them <= bound(app) and app.notices
        for keymap in KEYMAPS:
            usable, problems = check_keymap(keymap)
            app.app.set_keymap(usable)
            assert all_of_them <= bound(app) and problems, keymap


def test_two_commands_may_change_their_keys_with_each_other() -> None:
    swapped = {"step.tick": "s", "step.skip": "space,enter"}
    assert check_keymap(swapped) == (swapped, [])


# ---------------------------------------------------------------------- theme


async def test_a_theme_that_is_not_there_is_said_with_the_nearest() -> None:
    async with opened(planner_of('theme = "routine-drak"\n'), (120, 24)) as app:
        assert app.app.theme == "routine-dark"
        assert app.notices == ["home/config.toml: there is no theme “routine-drak”; did you mean “routine-dark”?"]


@pytest.mark.parametrize(
    "theme",
    [
        "routine-light",
        "textual-ansi",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("nord", "ansi-dark", "ansi-light")),
    ],
)
async def test_every_theme_can_be_had(theme: str) -> None:
    planner = planner_of(f'theme = "{theme}"\n')
    async with opened(planner) as app:
        if theme in app.app.available_themes:
            assert app.app.theme == theme and app.notices == []
        await app.press("2", "1", "space")
        assert "✓ Sunscreen" in app.text


# ---------------------------------------------------------------------- the dialog


async def test_only_what_was_changed_is_written_and_a_theme_is_tried_meanwhile(planner: Planner, home: Path) -> None:
    """Nothing is written by escape, nor where nothing was changed; what is none any more is taken out again."""
    async with opened(planner, (80, 24), "comma") as app:
        await choose(app, "theme", "routine-light")
        assert app.app.theme == "routine-light"
        await app.press("escape")
        assert app.app.theme == "routine-dark" and config(home) == ""
        await app.press("comma", "ctrl+s")
        assert config(home) == ""
        await app.press("comma")
        await choose(app, "region", "ireland")
        await app.press("ctrl+s")
        assert config(home) == 'region = "ireland"\n' and read_settings(home / HOME.config).region == "ireland"
        await app.press("comma")
        await choose(app, "region", "")
        await app.press("ctrl+s")
        assert config(home) == "" and not planner.settings.region
        await app.press("comma")
        await choose(app, "theme", "routine-light")
        await app.press("ctrl+s")
        assert config(home) == 'theme = "routine-light"\n' and app.app.theme == "routine-light"


async def test_an_hour_that_is_none_is_refused_and_a_file_that_broke_meanwhile_is_left_as_it_is(
    planner: Planner, home: Path
) -> None:
    async with opened(planner, (80, 24), "comma") as app:
        await choose(app, "week", "sunday")
        await app.type("day_starts_at", "25:00")
        await app.press("ctrl+s")
        assert app.complaint == "“25:00” isn't a time: use HH:MM, e.g. 07:45."
        assert config(home) == ""
        await app.type("day_starts_at", "9:45")
        HOME.config.write_text("theme = [", "utf-8")
        await choose(app, "week", "sunday")
        await app.press("ctrl+s")
        assert "config.toml cannot be read, so nothing was changed" in app.complaint
        assert config(home) == "theme = ["


async def test_comments_in_the_file_stay(home: Path) -> None:
    planner = planner_of('# mine\nglyphs = "ascii"  # old terminal\n')
    async with opened(planner, (80, 24), "comma") as app:
        await choose(app, "week", "sunday")
        await app.press("ctrl+s")
    assert config(home) == '# mine\nglyphs = "ascii"  # old terminal\nweek_starts_on = "sunday"\n'


async def test_signs_and_the_week_change_at_once(planner: Planner) -> None:
    async with opened(planner, (80, 24), "2", "comma") as app:
        await choose(app, "glyphs", "ascii")
        await choose(app, "week", "sunday")
        await app.press("ctrl+s")
        assert "> o Sunscreen SPF 30+" in app.text and app.text.isascii()
        assert "Su  Mo  Tu" in app.text
        await app.press("2")
        assert app.line("Su   Mo") and app.text.isascii()
        await app.press("3", "1", "space")
        assert "x Sunscreen SPF 30+" in app.text
        await app.press("comma")
        await choose(app, "glyphs", "unicode")
        await app.press("ctrl+s")
        assert "✓ Sunscreen SPF 30+" in app.text


async def test_signs_that_were_asked_for_at_the_start_stay_when_something_else_changes(planner: Planner) -> None:
    async with opened(planner, (80, 24), "comma", ascii_only=True) as app:
        await choose(app, "week", "sunday")
        await app.press("ctrl+s")
        assert "Su  Mo" in app.text and app.text.isascii()


async def test_the_day_begins_when_the_settings_say(planner: Planner, clock: SetClock, home: Path) -> None:
    async with opened(planner, (80, 24), "comma") as app:
        await app.type("day_starts_at", "9:45")
        await app.press("ctrl+s")
        assert config(home) == 'day_starts_at = "09:45"\n'
        assert app.main.today == TODAY.replace(day=21) and "Sat 21 Nov" in app.lines[0]
