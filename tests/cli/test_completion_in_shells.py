"""Names completed in a real bash, zsh and fish and then run: the right recovery, and no file made."""

from __future__ import annotations

import os
import select
import shutil
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest

from routine_tui.model.recovery.recovery import DEFAULT_DAY_START, Recovery
from tests.cli.outside import planner_of, surroundings

NAMES = ("Left cheek", "It's me", "a$(touch pwned)b", '"q"', "*", "-x", "two\nlines")
TYPED = {
    "Left cheek": "L",
    "It's me": "I",
    "a$(touch pwned)b": "a",
    '"q"': '\\"',
    "*": "\\*",
    "-x": "-x",
    "two\nlines": "t",
}
SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
ZSH_BEGINS = "autoload -Uz compinit; compinit -u -D; "
STARTS = {
    ("bash", "a variable"): 'eval "$(_ROUTINE_TUI_COMPLETE=bash_source routine-tui)"',
    ("bash", "the command"): 'eval "$(routine-tui completion bash)"',
    ("bash", "a file"): "routine-tui completion bash > completions; . ./completions",
    ("zsh", "a variable"): ZSH_BEGINS + 'eval "$(_ROUTINE_TUI_COMPLETE=zsh_source routine-tui)"',
    ("zsh", "the command"): ZSH_BEGINS + 'eval "$(routine-tui completion zsh)"',
    ("zsh", "a file"): "mkdir own; routine-tui completion zsh > own/_routine-tui; fpath=(own $fpath); " + ZSH_BEGINS,
    ("fish", "a variable"): "_ROUTINE_TUI_COMPLETE=fish_source routine-tui | source",
    ("fish", "the command"): "routine-tui completion fish | source",
    ("fish", "a file"): (
        "mkdir own; routine-tui completion fish > own/routine-tui.fish; set fish_complete_path own $fish_complete_path"
    ),
}
"""By the shell and the way, what is typed so that it completes."""


class Shell:
    """A shell in a pseudo-terminal."""

    def __init__(self, name: str, way: str, home: Path) -> None:
        import pty

        command, start = SHELLS[name], STARTS[name, way]
        bin_folder = str(Path(sys.executable).parent)
        variables = surroundings() | {
            "HOME": str(home), "ROUTINE_TUI_HOME": str(home / "data"), "TERM": "dumb", "LANG": "C.UTF-8", "PS1": "> ",
        }  # fmt: skip
        variables["PATH"] = f"{bin_folder}{os.pathsep}{variables['PATH']}"
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(home)
            os.execvpe(command[0], command, variables)
        self.run(start)

    def run(self, line: str) -> str:
        """Type a line and give what came until it was done."""
        self.type(f"{line}\n")
        return self.until_done()

    def until_done(self) -> str:
        self.type("echo do''ne\n")
        return self.until("done")

    def until(self, text: str) -> str:
        """What comes until a text does."""
        seen, end = "", time.monotonic() + 30
        while text not in seen:
            if not select.select([self.terminal], [], [], max(0, end - time.monotonic()))[0]:
                pytest.fail(f"{text!r} did not come: {seen!r}")
            seen += os.read(self.terminal, 65536).decode(errors="replace")
        return seen

    def type(self, text: str) -> None:
        os.write(self.terminal, text.encode())


@pytest.mark.parametrize(
    ("shell", "way"),
    [pytest.param(*start, marks=[] if start == ("bash", "the command") else pytest.mark.slow) for start in STARTS],
)
def test_a_completed_name_is_that_recovery(shell: str, way: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    planner = planner_of(tmp_path / "data")
    today = planner.clock.today(DEFAULT_DAY_START)
    for name in NAMES:  # as they can stand in a file that another hand wrote
        planner.folder.create(Recovery(uuid4().hex, name, today))
    session = Shell(shell, way, tmp_path)
    for name in NAMES if way == "the command" else NAMES[:3]:
        planner.folder.use(next(one.path for one in planner.recoveries.entries() if one.name != name))
        session.type(f"routine-tui use {TYPED[name]}\t")
        session.type("\n")
        session.until("is now the current recovery")
        assert planner_of(tmp_path / "data").recovery.name == name, shell
    assert not (tmp_path / "pwned").exists()
