"""Running the program as people and scripts do: in a process of its own."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from routine_tui.clock import SystemClock
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from tests.cli.warm import Warm


class Ran(NamedTuple):
    """What a run of the program left behind."""

    status: int
    out: str
    err: str


def surroundings() -> dict[str, str]:
    """What every child is given of this process's surroundings: where programs are, and that there is no network."""
    return {name: os.environ[name] for name in ("PATH", "PYTHONPATH")}


def run(home: Path, *words: str, typed: str = "", **variables: str) -> Ran:
    """Run the program on a home. Nothing of our surroundings reaches it but the paths, and the measuring."""
    measured = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE")}
    environment = measured | surroundings() | {"HOME": str(home), "LANG": "C.UTF-8"} | variables
    is_cold = bool(measured) or any(_is_read_at_the_start(name, value) for name, value in variables.items())
    return ran(["--home", str(home), *words], environment, typed, is_cold)


def _is_read_at_the_start(name: str, value: str) -> bool:
    """Whether Python reads a variable before the program does; a warm process has read its own."""
    if name == "PYTHONIOENCODING":  # which the warm one heeds as Python does
        return False
    return name.startswith(("LANG", "LC_", "PYTHON")) and value != (surroundings() | {"LANG": "C.UTF-8"}).get(name)


def ran(words: Sequence[str], environment: Mapping[str, str], typed: str = "", is_cold: bool = False) -> Ran:
    """Run the program with words in surroundings. A cold process is one that reads its surroundings as Python does."""
    if hasattr(os, "fork") and not is_cold:
        status, out, err = _warm().run(words, environment, typed.encode())
        return Ran(status, out.decode(errors="replace"), err.decode())
    done = subprocess.run(
        [sys.executable, "-m", "routine_tui", *words],
        input=typed.encode(),
        capture_output=True,
        timeout=60,
        env=environment,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode())


@cache
def _warm() -> Warm:
    return Warm(surroundings() | {"LANG": "C.UTF-8"})


def did(home: Path, *words: str) -> str:
    """What a run printed that must have gone well and in silence."""
    ran = run(home, *words)
    assert (ran.status, ran.err) == (0, ""), ran
    return ran.out


def said_json(home: Path, *words: str) -> Any:
    """What a run printed, as JSON."""
    return json.loads(did(home, *words))


def refused(home: Path, *words: str, status: int = 1) -> str:
    """The one sentence of a run that must be refused; nothing may be printed or written."""
    before = state_of(home)
    ran = run(home, *words)
    assert ran.status == status, ran
    assert ran.out == ""
    assert ran.err.startswith("routine-tui: "), ran.err
    assert ran.err.count("\n") == 1, ran.err
    assert state_of(home) == before
    return ran.err.removeprefix("routine-tui: ").rstrip("\n")


def state_of(home: Path) -> dict[str, str]:
    """Every file under a folder and a digest of what is in it; lock files, which say nothing, left out."""
    if home.is_file():
        return {"": hashlib.sha256(home.read_bytes()).hexdigest()}
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(home.rglob("*"))
        if not path.name.endswith(".lock")
    }


def today() -> date:
    """The day that the program takes it to be."""
    return SystemClock().today(time(3, 0))


def back(days: int) -> date:
    """A day before today."""
    return today() - timedelta(days=days)


def planner_of(home: Path) -> Planner:
    """The planner of a home, to prepare and to look."""
    return Planner(Home(home, home / "config.toml"), SystemClock())


def damage(path: Path, content: bytes) -> None:
    """Let a file hold something else, and not since a moment ago, as where a program is still writing."""
    path.write_bytes(content)
    os.utime(path, (1e9, 1e9))


def file_of(home: Path, name: str = "Face") -> Path:
    """Where a recovery lies."""
    return home / "recoveries" / f"{name}.json"
