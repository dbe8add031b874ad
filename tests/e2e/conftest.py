"""The real program in a real terminal. Where there are no pseudo-terminals, as on Windows, nothing is collected."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.terminal import Terminal

collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []


@dataclass(frozen=True)
class Place:
    """Where a test's program runs: a folder of its own, and a time zone in which it is about noon now.

    At noon no test runs into the new day, which begins at 03:00.
    """

    folder: Path
    home: Path
    offset: timedelta

    @property
    def today(self) -> date:
        """The day the program takes it to be."""
        return (datetime.now(UTC) + self.offset).date()

    @property
    def environment(self) -> dict[str, str]:
        """What the program finds in its environment: a terminal of full colour, UTF-8, nothing of this machine's."""
        hours = int(self.offset / timedelta(hours=1))
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH")}
        return kept | {
            "HOME": str(self.folder),
            "ROUTINE_TUI_HOME": str(self.home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "TZ": f"NOON{-hours:+d}",
        }


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A folder and a time zone."""
    return Place(tmp_path, tmp_path / "home", timedelta(hours=12 - datetime.now(UTC).hour))


@pytest.fixture
def begun(place: Place) -> Place:
    """A place in which a recovery has begun."""
    assert run(place, "new", "Face").returncode == 0
    return place


def run(place: Place, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of ours without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "routine_tui", *arguments],
        env=place.environment,
        cwd=place.folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


Opener = Callable[..., "Terminal"]


@pytest.fixture
def open_terminal(place: Place) -> Iterator[Opener]:
    """Opens the program in a terminal; it is ended after the test."""
    from tests.e2e.terminal import PROGRAM, Terminal

    with ExitStack() as stack:

        def open_one(
            *arguments: str, columns: int = 80, rows: int = 24, controls: bool = False, **more: str
        ) -> Terminal:
            command = [*PROGRAM, *arguments]
            environment = place.environment | more
            terminal = Terminal(command, columns, rows, environment, place.folder, controls)
            return stack.enter_context(terminal)

        yield open_one
