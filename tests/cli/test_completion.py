"""Completion for bash, zsh and fish: the scripts, and the words they offer."""

from __future__ import annotations

from pathlib import Path

from tests.cases import each_case
from tests.cli.outside import did, file_of, ran, run, state_of, surroundings


def completed(home: Path, *words: str) -> list[str]:
    """What the shell is offered after some words, the last of which is begun."""
    asked = {
        "LANG": "C.UTF-8",
        "ROUTINE_TUI_HOME": str(home),
        "_ROUTINE_TUI_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["routine-tui", *words]),
        "COMP_CWORD": str(len(words)),
    }
    told = ran((), surroundings() | asked)
    assert told.err == ""
    return [line.split(",", 1)[1] for line in told.out.splitlines() if line]


@each_case(("shell", "sign"), [("bash", "complete -o"), ("zsh", "compdef"), ("fish", "complete ")])
def test_every_shell_gets_its_script(shell: str, sign: str) -> None:
    told = ran((), surroundings() | {"LANG": "C.UTF-8", "_ROUTINE_TUI_COMPLETE": f"{shell}_source"})
    assert told.status == 0
    assert sign in told.out
    assert "_ROUTINE_TUI_COMPLETE" in told.out
    assert run(Path("nowhere"), "completion", shell) == (0, told.out, "")


@each_case(
    ("words", "offered"),
    [
        (["st"], ["status", "steps"]),
        (["--ho"], ["--home"]),
        (["tick", "evening"], ["evening-cleanser", "evening-moisturiser"]),
        (["tick", "top-up"], ["day-sunscreen"]),
        (["steps", "e"], ["edit", "end"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["config", "s"], ["schema", "set"]),
        (["config", "get", "back"], ["backups_daily", "backups_weekly"]),
        (["config", "set", "keys.step.t"], ["keys.step.tick", "keys.step.tick_all"]),
        (["config", "set", "week_starts_on", "s"], ["sunday", "saturday"]),
        (["config", "set", "theme", "routine-"], ["routine-dark", "routine-light"]),
        (["steps", "edit", "morning-s"], ["morning-sunscreen"]),
        (["steps", "add", "x", "--slot", "m"], ["morning"]),
        (["steps", "add", "x", "--kind", "pre"], ["prescription"]),
        (["use", "f"], ["Face"]),
        (["export", "--format", "h"], ["html"]),
        (["export", "--without", "notes,p"], ["notes,products", "notes,photos", "notes,private"]),
        (["new", "--template", "s"], ["simple"]),
        (["today", "--on", "y"], ["yesterday"]),
    ],
)
def test_words_are_completed(home: Path, words: list[str], offered: list[str]) -> None:
    assert completed(home, *words) == offered


def test_what_is_planned_is_completed(home: Path) -> None:
    did(home, "visit", "add", "2026-12-03", "--with", "Dr Kaya")
    did(home, "course", "add", "Azelaic", "--slot", "evening")
    did(home, "procedure", "add", "Peel")
    assert completed(home, "visit", "end", "k") == ["2026-12-03"]
    assert completed(home, "course", "end", "a") == ["Azelaic"]
    assert completed(home, "course", "add", "x", "--around", "p") == ["Peel"]
    assert completed(home, "care", "background", "dep") == ["depth="]


def test_completing_never_mends_nor_complains(home: Path) -> None:
    file_of(home).write_bytes(b"nonsense")
    before = state_of(home)
    assert completed(home, "tick", "e") == []
    assert state_of(home) == before
