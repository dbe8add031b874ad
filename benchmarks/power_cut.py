"""Every state that a power cut can leave during twenty different changes, and whether the program comes back from it.

The recorder is checked as well: where strace is installed, the system calls of a real ``routine-tui tick`` must be
the operations that were noted of the same tick, in the same order. Exits with 1 where a state is lost.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from msgspec.structs import replace

from routine_tui.clock import SystemClock
from routine_tui.exporters.formats import ExportRequest
from routine_tui.files import write_new
from routine_tui.model.errors import RoutineError
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home, Settings, read_settings, write_setting
from routine_tui.store.repository import read_whole
from tests.full import full_recovery
from tests.store.disk import Disk
from tests.store.power import lay_out, states_after, tree_of

DAYS: Final = 14
STEP: Final = "morning-cleanser"
STEP_WORDS: Final = "1"
"""How the command line names it: the first step of the day."""
CALLS: Final = "openat,write,utimensat,fsync,rename,mkdir,unlink"
PATIENCE: Final = 120
Deed = Callable[[Planner], object]
Found = tuple[list[tuple[Recovery | None, bool]], Settings, bytes]
"""Every recovery and whether it is archived, the settings, and the page that was exported."""


def planner_of(home: Path) -> Planner:
    """A planner as a program that was just started has it."""
    return Planner(Home(home, home / "config.toml"), SystemClock())


def oil(planner: Planner) -> StepVersion:
    """A step to add."""
    return StepVersion(planner.today(), "evening", "other", "Oil", Schedule(planner.today()))


def restore(planner: Planner) -> None:
    """Put the oldest backup back."""
    backup = min(planner.folder.backups.glob("*/*.json"))
    planner.safety.restore(backup.read_bytes(), backup)


def export(planner: Planner) -> None:
    """Write a page over one that is there."""
    write_new(planner.home.data / "page.md", planner.exports.file(ExportRequest("md")), force=True)


CHANGES: Final[dict[str, Deed]] = {
    "untick, with the day's backup": lambda planner: planner.untick(planner.today(), [STEP]),
    "tick": lambda planner: planner.tick(planner.today(), [STEP]),
    "skip": lambda planner: planner.skip(planner.today(), ["evening-cleanser"], "tired"),
    "note of a day": lambda planner: planner.note(planner.today(), "less red"),
    "note of a step": lambda planner: planner.step_note(planner.today(), STEP, "cool water"),
    "pause": lambda planner: planner.pauses.add(planner.today(), planner.today(), reason="travelling"),
    "resume": lambda planner: planner.pauses.resume(planner.today()),
    "a step is added": lambda planner: planner.routine.add(oil(planner)),
    "a step is changed": lambda planner: planner.routine.edit(STEP, planner.today(), product="Oat syndet"),
    "a step is moved": lambda planner: planner.routine.move(STEP, planner.today(), 1),
    "a step is ended": lambda planner: planner.routine.end(STEP, planner.today()),
    "a step is brought back": lambda planner: planner.routine.bring_back(STEP, planner.today()),
    "the recovery is renamed": lambda planner: planner.recoveries.describe("Cheek", planner.recovery.day_zero, DAYS),
    "undo": lambda planner: planner.undo(),
    "redo": lambda planner: planner.redo(),
    "backup": lambda planner: planner.safety.backup(),
    "restore": restore,
    "a setting": lambda planner: write_setting(planner.home.config, "glyphs", "ascii"),
    "export": export,
    "archive": lambda planner: planner.recoveries.archive(planner.recovery.name),
}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one change."""

    name: str
    operations: int
    states: int
    passed: int
    trouble: str

    def __str__(self) -> str:
        verdict = "holds" if self.passed == self.states else "MISSED"
        name = f"{self.name:<32}"
        return f"{name} {self.operations:>10} {self.states:>6} {self.passed:>6}  {verdict:<6} {self.trouble}".rstrip()


def found_in(home: Path) -> Found:
    """All that a program finds in a home; it must have nothing to tell of it. Raises RoutineError."""
    planner = planner_of(home)
    planner.find()
    if planner.notices:
        raise RoutineError(planner.notices[0])
    recoveries = [(entry.recovery, entry.archived) for entry in planner.recoveries.entries()]
    page = home / "page.md"
    return recoveries, read_settings(home / "config.toml"), page.read_bytes() if page.exists() else b""


def copies_in(home: Path) -> set[str]:
    """The backups in a home. Raises RoutineError where one is not whole."""
    copies = set()
    for path in home.glob("backups/*/*.json"):
        read_whole(path.read_bytes(), path)
        copies.add(path.name)
    return copies


def tried(home: Path, name: str, deed: Deed) -> Result:
    """Make one change for good, and try all that a power cut during it could have left."""
    root = home.parent
    old, before = found_in(home), tree_of(root)
    planner = planner_of(home)
    planner.find()
    with Disk(root) as disk:
        deed(planner)
    new, copies = found_in(home), copies_in(home)
    states = passed = 0
    trouble = ""
    with TemporaryDirectory(prefix="routine-tui-power-cut-") as folder:
        for state in states_after(before, disk.operations):
            states += 1
            left = lay_out(state.tree, Path(folder, f"{states}")) / home.name
            try:
                found = found_in(left)
                problem = _problem(found, old, new, state.last)
                if state.last and copies_in(left) != copies:
                    problem = "a backup is lost though it was made"
            except (RoutineError, OSError) as error:
                problem = str(error)
            passed += not problem
            if problem and not trouble:
                done = f"after {disk.operations[state.done - 1]}" if state.done else "before anything"
                trouble = f"{done}: {problem}"
    return Result(name, len(disk.operations), states, passed, trouble)


def _problem(found: Found, old: Found, new: Found, last: bool) -> str:
    """Why what was found is not good enough; nothing where it is."""
    if found == new or (found == old and not last):
        return ""
    return "the change is lost though it was done" if found == old else "neither the state before nor the one after"


def begin(planner: Planner) -> None:
    """Keep the recovery that all the changes are made to."""
    planner.folder.create(replace(full_recovery(planner.today(), DAYS), name="Face"))


def results(home: Path) -> Iterator[Result]:
    """The beginning of a recovery and twenty changes to it, one after another."""
    yield tried(home, "a recovery is begun", begin)
    (home / "page.md").write_bytes(b"the old page")
    for name, deed in CHANGES.items():
        yield tried(home, name, deed)


# ---------------------------------------------------------------------- what a real process does


def noted_calls(home: Path) -> list[str]:
    """The operations of a tick as the recorder notes them, as system calls."""
    names = {
        "lock": "openat", "create": "openat", "open folder": "openat", "fsync folder": "fsync", "replace": "rename",
    }  # fmt: skip
    planner = planner_of(home)
    planner.find()
    with Disk(home.parent) as disk:
        planner.tick(planner.today(), [STEP])
    return [f"{names.get(one.name, one.name)} {one.path.name}" for one in disk.operations]


def traced_calls(home: Path) -> list[str]:
    """The system calls of a tick by a real process: those that change or sync what is in the home."""
    traced = home.parent / "trace"
    command = [sys.executable, "-B", "-m", "routine_tui", "--home", str(home), "tick", STEP_WORDS]
    subprocess.run(
        ["strace", "-f", "-y", "-s", "0", "-e", f"trace={CALLS}", "-o", str(traced), *command],
        check=True, timeout=PATIENCE, stdout=subprocess.DEVNULL, env=os.environ | {"TZ": "UTC"},
    )  # fmt: skip
    return [call for line in traced.read_text().splitlines() if (call := _call_of(line, str(home)))]


def _call_of(line: str, home: str) -> str:
    """``fsync .Face.json.tmp`` for a line of strace that tells of something done in the home, else nothing."""
    found = re.match(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)", line)
    if not found or home not in found[2] or found[3].startswith("-"):
        return ""
    name, words = found[1], found[2]
    path = re.search(rf"{re.escape(home)}[^\">]*", words.split(",", 1)[-1] if name == "openat" else words)
    if path is None:
        return ""
    reading = name == "openat" and not re.search("O_WRONLY|O_RDWR|O_CREAT", words)
    if reading and not Path(path[0]).is_dir():
        return ""
    if reading and "O_DIRECTORY" in words:  # to list what is in it
        return ""
    return f"{name.replace('utimensat', 'utime')} {Path(path[0]).name}"


def compared(folder: Path) -> str | None:
    """What differs between the noted operations and the system calls of the same tick; None where nothing does."""
    homes = [folder / "noted" / "home", folder / "traced" / "home"]
    for home in homes:
        home.parent.mkdir()
        planner = planner_of(home)
        begin(planner)
        planner.untick(planner.today(), [STEP])  # today's backup is made
    noted, traced = noted_calls(homes[0]), traced_calls(homes[1])
    print(f"{'operations of a tick, noted':<32} {' → '.join(noted)}")
    print(f"{'system calls of routine-tui tick':<32} {' → '.join(traced)}")
    return None if noted == traced else "the recorder and strace do not tell the same"


def main() -> int:
    """Print the figures; 1 where a state is lost or the recorder misses a call."""
    began = datetime.now().astimezone()
    print(f"{'change':<32} {'operations':>10} {'states':>6} {'passed':>6}")
    totals: list[Result] = []
    with TemporaryDirectory(prefix="routine-tui-power-cut-") as folder:
        (Path(folder) / "disk").mkdir()
        for result in results(Path(folder) / "disk" / "home"):
            totals.append(result)
            print(result, flush=True)
        states, passed = sum(result.states for result in totals), sum(result.passed for result in totals)
        print(Result("all", sum(result.operations for result in totals), states, passed, ""))
        trouble = None
        if shutil.which("strace"):
            trouble = compared(Path(folder))
        else:
            print("strace is not installed: the recorder's word was not checked")
    print(f"{(datetime.now().astimezone() - began) / timedelta(seconds=1):.1f} s")
    if trouble:
        print(trouble)
    return 1 if trouble or passed < states else 0


if __name__ == "__main__":
    sys.exit(main())
