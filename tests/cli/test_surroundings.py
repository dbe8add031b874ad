"""What the surroundings say is not taken at its word: no home, sizes, a dumb terminal, words with a dash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from routine_tui.cli import full_screen
from routine_tui.model.errors import BadInput
from routine_tui.settings import read_settings, write_setting
from tests.cli.outside import did, planner_of, run, said_json, surroundings

NOBODY = "import pwd\ndef nobody(_): raise KeyError\npwd.getpwuid = nobody\n"


@pytest.mark.parametrize("home", [None, "", "relative"])
@pytest.mark.parametrize(
    "words",
    [["status"], *(pytest.param([one], marks=pytest.mark.slow) for one in ("today", "check", "paths", "new")), []],
)
def test_without_a_home_one_sentence_says_so(tmp_path: Path, home: str | None, words: list[str]) -> None:
    start = f"{NOBODY}from routine_tui.cli import main\nmain({words!r})\n"
    ran = subprocess.run(
        [sys.executable, "-c", start],
        env=surroundings() | ({} if home is None else {"HOME": home}),
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("routine-tui: No home folder was found") and ran.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_dumb_terminal_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("TERM", "xterm-256color")
    full_screen.require_terminal()
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(BadInput, match="TERM=dumb"):
        full_screen.require_terminal()


def test_sizes_and_an_empty_no_color_are_forgotten(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    seen: dict[str, str] = {}

    class App:
        def __init__(self, *_: object, **__: object) -> None:
            seen.update(os.environ)

        return_code = 0

        def run(self, **__: object) -> None:
            """Nothing."""

    monkeypatch.setattr(full_screen, "require_terminal", lambda: None)
    monkeypatch.setattr("routine_tui.ui.app.RoutineApp", App)
    for no_color in ("", "1"):
        for name, value in {"COLUMNS": "40", "LINES": "10", "NO_COLOR": no_color}.items():
            monkeypatch.setenv(name, value)
        seen.clear()
        full_screen.open_screen(planner_of(home))
        assert {"COLUMNS", "LINES"}.isdisjoint(seen)
        assert seen.get("NO_COLOR", "") == no_color and ("NO_COLOR" in seen) == bool(no_color)


def test_a_text_that_begins_with_a_dash_is_told_how_to_write(home: Path) -> None:
    ran = run(home, "note", "-5 °C")
    assert ran.status == 2 and "Put -- before" in ran.err
    did(home, "note", "--", "-5 °C")
    assert said_json(home, "today", "--json")["note"] == "-5 °C"


def test_settings_are_saved_through_a_link(tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "routine.toml"
    kept.parent.mkdir()
    kept.write_text("# mine\n")
    link = tmp_path / "config.toml"
    link.symlink_to(kept)
    write_setting(link, "theme", "nord")
    assert link.is_symlink() and kept.read_text().startswith("# mine")
    assert read_settings(link).theme == "nord"
