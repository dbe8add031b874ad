"""Real disks that are full or cannot be written, and the real program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import outside
from tests.store.disk import on_unix
from tests.store.test_failing_disk import MORNING

LIMITED = """
import resource, runpy, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # Python ignores SIGXFSZ, so a write fails instead
runpy.run_module("routine_tui", run_name="__main__", alter_sys=True)
"""


POWERLESS = """
import ctypes, os, runpy
if os.geteuid() == 0:  # root passes over all permissions: without its capabilities it does not
    version, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(version, nothing) == 0
runpy.run_module("routine_tui", run_name="__main__", alter_sys=True)
"""


as_anybody = pytest.mark.skipif(
    sys.platform != "linux" and getattr(os, "geteuid", int)() == 0, reason="root can write everywhere"
)


def refused(home: Path, program: str, *words: str) -> str:
    """The one sentence of a run that must fail, with every file as before and none more."""
    before = outside.state_of(home)
    ran = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[2],
        env={"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (ran.returncode, ran.stdout) == (1, ""), ran
    assert ran.stderr.startswith("routine-tui: ") and ran.stderr.endswith(".\n") and ran.stderr.count("\n") == 1, ran
    assert outside.state_of(home) == before
    return ran.stderr


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a recovery of which today's backup is made."""
    planner = outside.planner_of(tmp_path / "home")
    planner.recoveries.begin("Face", outside.back(22))
    planner.tick(outside.back(1), [MORNING])
    return tmp_path / "home"


WORDS = {
    "tick": ["tick", "2"],
    "undo": ["undo"],
    "backup": ["backup"],
    "new": ["new", "Neck"],
    "export": ["export", "-o"],
}


@on_unix
@pytest.mark.parametrize("name", ["tick", "backup", "new", "export"])
def test_a_disk_that_is_full_in_the_middle_of_a_file_is_one_sentence(home: Path, name: str) -> None:
    """Seen to fail where a write that took half of the data counts as done, and where an export keeps its name."""
    words = [*WORDS[name], *([str(home / "page.md")] if name == "export" else [])]
    assert "(file too large)" in refused(home, LIMITED, "1000", "--home", str(home), *words)
    outside.did(home, *words)


@on_unix
@as_anybody
@pytest.mark.parametrize(
    ("name", "folder"), [("tick", "recoveries"), ("undo", "recoveries"), ("backup", "backups/Face"), ("export", "")]
)
def test_a_folder_that_cannot_be_written_is_one_sentence(home: Path, name: str, folder: str) -> None:
    words = [*WORDS[name], *([str(home / "page.md")] if name == "export" else [])]
    (home / folder).chmod(0o500)
    try:
        assert "permission denied" in refused(home, POWERLESS, "--home", str(home), *words)
    finally:
        (home / folder).chmod(0o700)
