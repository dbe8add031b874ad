"""Imports inside functions are those that start-up needs late, and no others: each costs a reader a look."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMAND = """
import json, sys
from contextlib import redirect_stdout, suppress
from io import StringIO
from routine_tui.cli import main
with suppress(SystemExit), redirect_stdout(StringIO()):
    main({words!r})
print(json.dumps(sorted(sys.modules)))
"""
FRAME = """
import asyncio, json, sys
from routine_tui.facts.guidance import routine_of
from routine_tui.model.recovery.recovery import Recovery
from tests.ui.driver import NOW, planner_with
from tests.ui.quiet_driver import QuietDriver, frames_of
from routine_tui.ui.app import RoutineApp
async def main():
    app = RoutineApp(planner_with(Recovery("r", "Face", NOW.date(), routine=routine_of("gentle", NOW.date()))))
    app.driver_class = QuietDriver
    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        await frames_of(pilot, app._driver)
asyncio.run(main())
import routine_tui.cli.full_screen
print(json.dumps(sorted(sys.modules)))
"""
ASKED_FOR = {
    "routine_tui.exporters.formats", "routine_tui.planner.exports", "routine_tui.exporters.summary",
    "routine_tui.exporters.page", "routine_tui.exporters.markdown", "routine_tui.exporters.plain_text",
    "routine_tui.ui.widgets.picture", "routine_tui.cli.full_screen", "routine_tui.facts",
    "routine_tui.ui.views.make_view", "routine_tui.cli.sync",
}  # fmt: skip
"""Rooms that are loaded late themselves, and load of what they offer only the part that is asked for."""
MOST_PER_THOUSAND_LINES = 5


def loaded(code: str, home: Path) -> set[str]:
    """The modules that a program has loaded at its end."""
    environment = {**os.environ, "ROUTINE_TUI_HOME": str(home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=home, env=environment, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def late(tree: ast.Module) -> Iterator[str]:
    """Each module that is imported inside a function."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.ImportFrom):
                    yield from (f"{node.module}.{alias.name}" for alias in node.names)
                elif isinstance(node, ast.Import):
                    yield from (alias.name for alias in node.names)


@pytest.mark.slow
def test_imports_inside_functions_are_those_that_start_up_needs_late(tmp_path: Path) -> None:
    """A module that is not loaded at the start imports what it needs at its top."""
    loaded(COMMAND.format(words=["new", "Face"]), tmp_path)
    at_start = loaded(FRAME, tmp_path)
    assert "click" not in at_start, "the full screen opens without words, so there is nothing to parse"
    for words in (["status"], ["today"], ["tick", "1"]):
        at_start |= loaded(COMMAND.format(words=words), tmp_path)
    lines, found, needless = 0, 0, []
    for path in sorted((ROOT / "routine_tui").rglob("*.py")):
        text = path.read_text("utf-8")
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        imported = sorted(set(late(ast.parse(text))))
        lines, found = lines + text.count("\n"), found + len(imported)
        if name not in at_start and not any(name.startswith(one) for one in ASKED_FOR):
            needless += [f"{name}: {one}" for one in imported]
    assert 1000 * found / lines <= MOST_PER_THOUSAND_LINES, found
    assert len(needless) <= 20, "\n".join(needless)
