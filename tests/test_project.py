"""What holds for the project as a whole: its README, its import contracts, what a command costs, what it never does."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from routine_tui import __version__
from routine_tui.cli.program import COMMANDS
from routine_tui.settings import read_settings
from routine_tui.ui.commands import check_keymap
from tests.cases import each_case
from tests.offline.no_network import LOOPBACK
from tests.program_text import sources

ROOT: Final = Path(__file__).parent.parent
PACKAGE: Final = ROOT / "routine_tui"
README: Final = (ROOT / "README.md").read_text("utf-8")
SOURCES: Final = sorted(PACKAGE.rglob("*.py"))
NETWORK: Final = {
    "aiohttp", "caldav", "ftplib", "http", "httpx", "imaplib", "keyring", "niquests", "poplib", "requests", "smtplib",
    "socket", "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "websockets", "xmlrpc",
}  # fmt: skip
ASKS_FOR_THE_TIME: Final = {
    ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"),
    ("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"),
}  # fmt: skip


def python(code: str, **environment: str) -> str:
    """What a fresh interpreter prints for some code."""
    return subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout


def modules() -> list[str]:
    """Every module of ours, by its name."""
    names = (".".join(path.relative_to(ROOT).with_suffix("").parts) for path in SOURCES)
    return [name.removesuffix(".__init__") for name in names if not name.endswith(".__main__")]


def fenced(language: str) -> Iterator[str]:
    """The README's blocks in a language."""
    yield from re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def targets_of(page: Path) -> list[str]:
    """The files that the links of a page lead to."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [target for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) if "://" not in target]


# ---------------------------------------------------------------------- README, changelog, pyproject


def test_the_readme_gives_one_command_to_start_and_one_to_test() -> None:
    started = [line for block in fenced("sh") for line in block.splitlines() if line.startswith("python3 -m venv")]
    assert started == [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/routine-tui",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/python -m pytest",
    ]


if sys.platform != "win32":

    def test_ci_runs_the_test_command_of_the_readme() -> None:
        run = subprocess.run([ROOT / ".ci" / "run", "--command"], capture_output=True, text=True, check=True)
        assert run.stdout.strip() in README.splitlines()
        assert run.stdout.strip().endswith("-m pytest")


def test_the_readme_s_table_of_keys_is_the_table_of_commands() -> None:
    script = runpy.run_path(str(ROOT / "docs" / "keys.py"))
    assert script["renewed"](README) == README, "run python docs/keys.py"
    assert "`change.undo`" in README


def test_the_readme_s_command_examples_are_commands() -> None:
    lines = [line for block in fenced("sh") for line in block.splitlines()]
    named = {match[1] for line in lines if (match := re.match(r"(?:\.venv/bin/)?routine-tui (\w+)", line))}
    assert len(named) > 10
    assert named <= set(COMMANDS)


def test_the_readme_s_settings_are_settings(tmp_path: Path) -> None:
    (example,) = fenced("toml")
    path = tmp_path / "config.toml"
    path.write_text(example, "utf-8")
    settings = read_settings(path)
    assert check_keymap(settings.keys) == (settings.keys, [])


def test_what_a_page_points_at_is_there() -> None:
    """Every page of the repository, for those who read it in a folder or on the web."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / ".github").rglob("*.md")]
    targets = [(page.relative_to(ROOT), target) for page in pages for target in targets_of(page)]
    assert (Path("README.md"), "docs/today.svg") in targets
    assert [(str(page), target) for page, target in targets if not (ROOT / page.parent / target).exists()] == []


@each_case("name", sorted(picture.stem for picture in (ROOT / "docs").glob("*.svg")))
def test_the_pictures_ask_no_other_machine_for_anything(name: str) -> None:
    svg = (ROOT / "docs" / f"{name}.svg").read_text("utf-8")
    assert set(re.findall(r"https?://[^\"')\s]+", svg)) == {"http://www.w3.org/2000/svg"}


def test_the_changelog_tells_of_this_version() -> None:
    assert re.search(rf"^## \[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d$", changelog(), re.MULTILINE)


def test_what_others_cite_is_this_version() -> None:
    cited = (ROOT / "CITATION.cff").read_text("utf-8")
    released = re.search(rf"^## \[{re.escape(__version__)}\] - (\S+)$", changelog(), re.MULTILINE)
    assert released is not None
    assert f'version: "{__version__}"\ndate-released: "{released[1]}"\n' in cited


def changelog() -> str:
    """What changed, in the user's words."""
    return (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_dependencies_are_ranges_and_never_pins() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(one for group in groups for one in group)]
    assert all(re.fullmatch(r"[\w.\[\]-]+>=[\d.]+(,<[\d.]+)?(; .+)?", one) for one in wanted), wanted
    assert all(",<" in one for one in project["dependencies"])


# ---------------------------------------------------------------------- who knows whom


def test_the_import_contracts_are_kept() -> None:
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.slow
def test_each_module_imports_by_itself() -> None:
    code = f"""
import importlib, sys
for name in {modules()!r}:
    for loaded in [key for key in sys.modules if key.partition(".")[0] == "routine_tui"]:
        del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except Exception as error:
        print(name, repr(error))
"""
    assert python(code, **{LOOPBACK: "1"}) == ""  # a library looks whether this machine knows IPv6
    assert len(modules()) > 60


# ---------------------------------------------------------------------- what is never done


def test_only_the_clock_asks_for_the_time() -> None:
    assert {name for name, source in sources().items() if source.names & ASKS_FOR_THE_TIME} == {"clock.py"}


def test_nothing_imports_the_network_but_what_is_asked_to_use_it() -> None:
    found = {
        (name.partition("/")[0], module.partition(".")[0])
        for name, source in sources().items()
        for module in source.imports
        if module.partition(".")[0] in NETWORK
    }
    # the addresses of urllib.parse are text; what speaks is caldav, with the sessions of niquests
    assert found == {("web", "aiohttp"), *(("sync", module) for module in ("caldav", "keyring", "niquests", "urllib"))}
