"""What the wheel installs beside the program: the man page, completion files, the desktop entry."""

from __future__ import annotations

import configparser
import json
import shutil
import subprocess
import sys
import tomllib
import zlib
from pathlib import Path
from typing import Final

import pytest

from routine_tui.cli.program import COMMANDS

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "docs" / "installed"


def test_the_files_are_those_of_the_program() -> None:
    """In a process of its own: a command that ran before leaves its ``--help`` as it was first asked for."""
    code = "import json, runpy, sys; print(json.dumps(dict(runpy.run_path(sys.argv[1])['files']())))"
    command = [sys.executable, "-c", code, str(ROOT / "docs" / "installed.py")]
    made = json.loads(subprocess.run(command, capture_output=True, cwd=ROOT, check=True).stdout)
    held = {name: (FOLDER / name).read_text("utf-8") for name in made}
    assert held == made, "run python docs/installed.py"


def test_each_is_installed_where_it_is_looked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert {Path(name).name for name in shared} == {path.name for path in FOLDER.iterdir()}
    assert all((ROOT / name).is_file() for name in shared)
    assert shared["docs/installed/routine-tui.1"] == "share/man/man1/routine-tui.1"
    assert shared["docs/installed/_routine-tui"] == "share/zsh/site-functions/_routine-tui"


def test_the_man_page_names_every_command_and_is_set_without_a_warning() -> None:
    page = (FOLDER / "routine-tui.1").read_text("utf-8")
    assert page.isascii(), "every terminal and every man has to read it"
    assert [name for name in COMMANDS if f'.SS "routine\\-tui {name}' not in page] == []
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    command = ["groff", "-man", "-ww", "-Tutf8", str(FOLDER / "routine-tui.1")]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert ran.stderr == ""
    assert "Show the checklist of a day, numbered." in ran.stdout


def test_the_desktop_entry_opens_it_in_a_terminal() -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(FOLDER / "routine-tui.desktop", "utf-8")
    entry = parser["Desktop Entry"]
    assert (entry["Exec"], entry["Terminal"], entry["Type"]) == ("routine-tui", "true", "Application")
    if (program := shutil.which("desktop-file-validate")) is not None:
        ran = subprocess.run([program, FOLDER / "routine-tui.desktop"], capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stdout) == (0, "")


def test_the_package_holds_nothing_but_code_and_guidance_and_stays_light() -> None:
    """As a wheel packs it: each file by itself. docs/install.md says what weighs."""
    files = [one for one in (ROOT / "routine_tui").rglob("*") if one.is_file() and "__pycache__" not in one.parts]
    kinds = {".py", ".toml", ".tcss", ".css", ".js", ".html", ".j2", ".typ", ".txt", ".typed"}
    assert {one.suffix for one in files} <= kinds
    assert sum(len(zlib.compress(one.read_bytes())) for one in files) < 1_020_000
