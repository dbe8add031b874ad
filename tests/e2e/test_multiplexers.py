"""In tmux and in screen, themselves in a terminal: drawn, ticked, resized, left. docs/terminals.md tells of it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.e2e.conftest import Place, run
from tests.e2e.terminal import PROGRAM, Terminal

pytestmark = pytest.mark.slow


def in_tmux(folder: Path, *words: str) -> list[str]:
    """tmux with nothing of anybody's in it, and our program in its one window."""
    return ["tmux", "-S", str(folder / "tmux"), "-f", os.devnull, "new-session", shlex.join([*PROGRAM, *words])]


def in_screen(folder: Path, *words: str) -> list[str]:
    """screen with nothing of anybody's in it, and our program in its one window."""
    return ["screen", "-U", "-c", os.devnull, "-S", "ours", *PROGRAM, *words]


MULTIPLEXERS = {"tmux": in_tmux, "screen": in_screen}


@pytest.fixture(params=MULTIPLEXERS)
def command(request: pytest.FixtureRequest, begun: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """How our program is started in a multiplexer; it is ended after the test."""
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    with TemporaryDirectory(dir="/tmp") as sockets:  # the name of a socket has about a hundred signs at most
        monkeypatch.setenv("SCREENDIR", sockets)
        yield MULTIPLEXERS[request.param](begun.folder)
        ends = {
            "tmux": ["tmux", "-S", str(begun.folder / "tmux"), "kill-server"],
            "screen": ["screen", "-S", "ours", "-X", "quit"],
        }
        subprocess.run(ends[request.param], capture_output=True, check=False)


def test_a_day_in_it(command: list[str], begun: Place) -> None:
    surroundings = begun.environment | {"SCREENDIR": os.environ["SCREENDIR"], "SHELL": "/bin/sh"}
    with Terminal(command, 100, 30, surroundings, begun.folder) as terminal:
        terminal.wait_for("Gentle cleanser", "Moisturiser", "EVENING")
        terminal.press("space")
        terminal.wait_until(lambda _: '"done": 1,' in run(begun, "today", "--json").stdout, "the tick on the disk")
        terminal.press("2")
        terminal.wait_until(lambda screen: "EVENING" not in screen, "the calendar")
        terminal.press("n")
        terminal.wait_for("Note for")
        terminal.press("escape")
        terminal.wait_until_gone("Note for")
        terminal.press("1")
        terminal.wait_for("EVENING")
        terminal.press("q")
        assert terminal.wait_until_it_ends() == 0
