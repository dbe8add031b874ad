"""A picture that is being added when the program is killed: what is there afterwards is whole, or not there at all."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from routine_tui import files
from routine_tui.clock import SystemClock
from routine_tui.model.recovery.photo import Shot
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home, Settings
from tests.pictures import written

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no fork to kill"),
]


def planner_of(home: Path) -> Planner:
    return Planner(Home(home, home / "config.toml"), SystemClock(), Settings())


def is_killed(number: int, act: Callable[[], object]) -> bool:
    """Whether a process that does something is killed before a line of ``files.py``, the one of that number."""
    child = os.fork()
    if child == 0:
        lines = iter(range(number, -1, -1))

        def line(_: FrameType, event: str, __: object) -> Any:
            if event == "line" and next(lines) == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return line

        sys.settrace(lambda frame, *_: line if frame.f_code.co_filename == files.__file__ else None)
        act()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF"])
def test_a_kill_before_any_line_that_writes_leaves_no_half_picture(tmp_path: Path, kind: str) -> None:
    if kind == "HEIF":
        pytest.importorskip("pillow_heif").register_heif_opener()
    source = written(tmp_path / f"picture.{kind.lower()}", kind)
    home = tmp_path / "home"
    planner_of(home).recoveries.begin()

    def add() -> None:
        planner_of(home).photos.add(source, planner_of(home).today(), "", shot=Shot(), keep_original=True)

    number, copies, stored = 0, set[bytes](), 0
    while is_killed(number, add):
        planner = planner_of(home)
        for photo in planner.recovery.photos:  # what is named is there
            original = planner.photos.original_path(photo)
            assert original is not None and original.read_bytes() == source.read_bytes()
            assert planner.photos.is_there(photo)
        for folder in ("pictures", "originals"):
            for path in (home / folder).glob("*/[!.]*"):
                if folder == "originals":
                    assert path.read_bytes() == source.read_bytes(), (number, path)
                else:
                    copies.add(path.read_bytes())
        if planner.recovery.photos:
            stored += 1
            planner.photos.remove(planner.recovery.photos[0].id)
        number += 1
    assert number > 20 and len(copies) == 1, "every copy is the same, so each of them is whole"
