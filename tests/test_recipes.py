"""The recipes of docs/recipes.md: each command in them runs, with a stand-in for what would show it on a screen."""

from __future__ import annotations

import configparser
import json
import os
import plistlib
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest

from tests.cli.outside import did, planner_of, surroundings, today

RECIPES: Final = (Path(__file__).parent.parent / "docs" / "recipes.md").read_text("utf-8")
STAND_IN: Final = """#!/bin/sh
printf '%s\\n' "$@" > "$SHOWN"
"""
LEFT: Final = "Morning: Gentle cleanser, Moisturiser, Sunscreen SPF 30+\nEvening: Gentle cleanser, Moisturiser"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the recipes are for other systems' shells")


def recipe(name: str) -> str:
    """The one block of its kind."""
    (block,) = re.findall(rf"^```{name}\n(.*?)^```$", RECIPES, re.MULTILINE | re.DOTALL)
    return str(block)


class Desktop:
    """A home with a recovery, and programs on the path that write down what they were to show."""

    def __init__(self, folder: Path) -> None:
        self.home, self.shown, programs = folder / "home", folder / "shown", folder / "bin"
        planner_of(self.home).recoveries.begin("Face", today())
        programs.mkdir()
        for name in ("notify-send", "osascript"):
            (programs / name).write_text(STAND_IN)
            (programs / name).chmod(0o755)
        ours = Path(sys.executable).parent
        self.variables = surroundings() | {
            "HOME": str(folder), "ROUTINE_TUI_HOME": str(self.home), "LANG": "C.UTF-8", "SHOWN": str(self.shown),
        }  # fmt: skip
        self.variables["PATH"] = os.pathsep.join([str(programs), str(ours), self.variables["PATH"]])

    def run(self, *command: str) -> str:
        """Run a command; gives what it printed."""
        ran = subprocess.run(command, env=self.variables, capture_output=True, text=True, timeout=60, check=False)
        assert ran.stderr == ""
        return ran.stdout

    def tick_all(self) -> None:
        did(self.home, "tick", "1", "2", "3", "5", "6")


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    return Desktop(tmp_path)


def cron() -> list[str]:
    *_, command = recipe("crontab").strip().split(" ", 5)
    assert "%" not in command, "cron ends a command there"
    return ["/bin/sh", "-c", command.replace("due --slot evening", "due")]


def systemd() -> list[str]:
    (line,) = re.findall(r"^ExecStart=/bin/sh -c '(.*)'$", recipe("systemd-service"), re.MULTILINE)
    return ["/bin/sh", "-c", line.replace("$$", "$")]


def launchd() -> list[str]:
    words: list[str] = plistlib.loads(recipe("plist").encode())["ProgramArguments"]
    return words


@pytest.mark.parametrize("timer", [cron, systemd, launchd])
def test_a_timer_shows_what_is_left_and_nothing_where_all_is_done(timer: object, desktop: Desktop) -> None:
    assert callable(timer)
    desktop.run(*timer())
    shown = desktop.shown.read_text()
    assert "Still open today" in shown
    assert LEFT in shown
    desktop.shown.unlink()
    desktop.tick_all()
    assert desktop.run(*timer()) == ""
    assert not desktop.shown.exists()


def test_the_units_are_whole(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("there is no systemd-analyze")
    for kind in ("service", "timer"):
        (tmp_path / f"routine-due.{kind}").write_text(recipe(f"systemd-{kind}"))
    ran = subprocess.run(
        ["systemd-analyze", "--user", "verify", "--man=no", str(tmp_path / "routine-due.timer")],
        env=surroundings() | {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")


def test_the_plist_names_two_hours() -> None:
    hours = plistlib.loads(recipe("plist").encode())["StartCalendarInterval"]
    assert [(one["Hour"], one["Minute"]) for one in hours] == [(7, 30), (21, 30)]


@pytest.mark.parametrize(
    ("shell", "asked"),
    [
        (["bash", "--norc", "--noprofile", "-c"], 'eval "$RECIPE"; printf %s "${PS1@P}"'),
        (["zsh", "-f", "-c"], 'eval "$RECIPE"; print -nP "$PROMPT"'),
        (["fish", "--no-config", "-c"], "echo $RECIPE | source; fish_right_prompt"),
    ],
)
def test_a_prompt_says_how_much_is_done(shell: list[str], asked: str, desktop: Desktop) -> None:
    if shutil.which(shell[0]) is None:
        pytest.skip(f"{shell[0]} is not installed")
    desktop.variables["RECIPE"] = recipe(shell[0])
    assert desktop.run(*shell, asked).startswith("0/5")


def bar(name: str) -> tuple[str, str]:
    """What a bar runs, and what it asks first."""
    if name == "starship":
        module = tomllib.loads(recipe(name))["custom"]["routine"]
        return module["command"], module["when"]
    if name == "waybar":
        module = json.loads(recipe(name))["custom/routine"]
    else:
        parser = configparser.ConfigParser(interpolation=None)
        parser.read_string(recipe(name))
        module = parser["module/routine"]
    return module["exec"], module["exec-if"]


@pytest.mark.parametrize("name", ["starship", "waybar", "polybar"])
def test_a_bar_shows_the_next_step_and_is_empty_where_all_is_done(name: str, desktop: Desktop) -> None:
    shows, asks = bar(name)

    def is_shown() -> bool:
        return subprocess.run(["/bin/sh", "-c", asks], env=desktop.variables, check=False).returncode == 0

    assert desktop.run("/bin/sh", "-c", shows) == "0/5 Gentle cleanser\n"
    assert is_shown()
    desktop.tick_all()
    assert not is_shown()


def test_the_prompt_of_oh_my_posh_is_given_its_variable(desktop: Desktop) -> None:
    assert ".Env.ROUTINE" in json.loads(recipe("oh-my-posh"))["template"]
    desktop.variables["RECIPE"] = recipe("posh-context")
    assert desktop.run("bash", "--norc", "-c", 'eval "$RECIPE"; set_poshcontext; printenv ROUTINE') == "0/5\n"


def test_tmux_shows_the_line(desktop: Desktop, tmp_path: Path) -> None:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    from tests.e2e.terminal import Terminal

    settings, socket = tmp_path / "tmux.conf", str(tmp_path / "tmux")
    settings.write_text(recipe("tmux"))
    environment = desktop.variables | {"TERM": "xterm-256color"}
    command = ["tmux", "-S", socket, "-f", str(settings), "new-session", "sh"]
    try:
        with Terminal(command, environment=environment) as terminal:
            terminal.wait_for("0/5 · D0 of 84")
    finally:
        subprocess.run(["tmux", "-S", socket, "kill-server"], env=environment, capture_output=True, check=False)
