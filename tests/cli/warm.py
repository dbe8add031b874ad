"""Processes that begin where the imports are done: one warm process only forks, one for each file of tests.

The runs of a file follow each other in it, each with words, surroundings and files of its own; they are only spared the
start, which took a third of the whole suite's time, and a fork each, which took as long as a run. A test that is about
the start, or that sets variables which Python reads then (but for the encoding, which is heeded here), starts a cold
one, and so does everything where children are measured.
"""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

PACKAGES = ("cli", "exporters", "facts", "importers", "model", "planner", "store")
"""Those of the program whose every module is imported: all but the screen, the sync and the server."""
COLD = ("routine_tui.cli.sync_server", "routine_tui.cli.full_screen")
"""What needs an extra, or the screen."""
BESIDES = (
    *("routine_tui.ui.commands", "routine_tui.ui.themes", "filelock", "jinja2", "json", "uuid", "hashlib", "tomllib"),
    *("tomlkit", "difflib", "typst", "dateutil.parser", "dateutil.rrule"),
)
READ = (
    *("guidance.phases", "guidance.templates", "guidance.sources", "skin.questions", "skin.question_groups"),
    *("skin.check_in_form", "skin.avoid_items", "skin.levels", "skin.rules", "skin.regions", "skin.allergy_families"),
    *("ingredients.ingredient_rules", "care.fields", "care.field_groups", "care.ranges", "care.guidance_lines"),
)
"""What is read from the package once, and never changes."""


class Warm:
    """A process that has imported what commands need, and forks one for each file of tests that asks for runs."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from tests.cli.warm import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            env=dict(environment),
        )

    def run(self, words: Sequence[str], environment: Mapping[str, str], typed: bytes) -> tuple[int, bytes, bytes]:
        """Run the program; gives its exit status and what it wrote to its two outputs."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with TemporaryDirectory() as folder:
            (Path(folder) / "in").write_bytes(typed)
            asked = {
                "words": list(words),
                "environment": dict(environment),
                "folder": folder,
                "at": str(Path.cwd()),
                "for": os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0],
            }
            self._process.stdin.write(json.dumps(asked).encode() + b"\n")
            self._process.stdin.flush()
            status = int(self._process.stdout.readline())
            return status, (Path(folder) / "out").read_bytes(), (Path(folder) / "err").read_bytes()


def serve() -> None:
    """Pass on each line that comes in to the process of its file of tests, and tell the exit status, until the last."""
    for package in map(import_module, (f"routine_tui.{name}" for name in PACKAGES)):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if module.name not in COLD:
                import_module(module.name)
    for name in BESIDES:
        import_module(name)
    for name in READ:
        module_name, function = name.split(".")
        getattr(import_module(f"routine_tui.facts.{module_name}"), function)()
    gc.freeze()
    running: Running | None = None
    for line in sys.stdin.buffer:
        tests = json.loads(line)["for"]
        if running is not None and running.tests != tests:
            running.end()
            running = None
        running = running or Running(tests)
        status = running.run(line)
        if status is None:
            status = running.end()
            running = None
        os.write(1, b"%d\n" % status)
    if running is not None:
        running.end()


class Running:
    """The process in which the runs of one file of tests follow each other."""

    def __init__(self, tests: str) -> None:
        self.tests = tests
        theirs, asking = os.pipe()
        answers, telling = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(asking)
            os.close(answers)
            _run_all(theirs, telling)
        os.close(theirs)
        os.close(telling)
        self._asking, self._answers = os.fdopen(asking, "wb", 0), os.fdopen(answers, "rb", 0)

    def run(self, line: bytes) -> int | None:
        """The exit status of a run; None where the process ended with it."""
        self._asking.write(line)
        return int(status) if (status := self._answers.readline()) else None

    def end(self) -> int:
        """Let the process end; gives its own exit status."""
        self._asking.close()
        self._answers.close()
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])


def _run_all(asking: int, telling: int) -> NoReturn:
    """Do one run after another, until nobody asks any more."""
    with os.fdopen(asking, "rb", 0) as lines:
        for line in lines:
            asked: dict[str, Any] = json.loads(line)
            status = _run(asked["words"], asked["environment"], Path(asked["folder"]), asked["at"])
            os.write(telling, b"%d\n" % status)
    os._exit(0)


def _run(words: list[str], environment: dict[str, str], folder: Path, at: str) -> int:
    """Run the program as in a process that was started just now; gives its exit status."""
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(at)
    for number, name, flags in (
        (0, "in", os.O_RDONLY),
        (1, "out", os.O_WRONLY | os.O_CREAT),
        (2, "err", os.O_WRONLY | os.O_CREAT),
    ):
        opened = os.open(folder / name, flags, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    encoding, _, errors = environment.get("PYTHONIOENCODING", "utf-8").partition(":")
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding, errors or None)
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), encoding, errors or None)
    sys.stderr = io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(2, "w", closefd=False)), encoding, "backslashreplace", line_buffering=True
    )
    sys.argv = ["routine-tui", *words]
    status = 1
    try:
        from routine_tui.cli import main

        main()
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 0 if leaving.code is None else 1
    except BaseException:  # noqa: BLE001 (the outermost edge, as Python's own is)
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    return status
