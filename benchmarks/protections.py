"""Take each step of a protocol out in turn and see its test fail: ``python -m benchmarks.protections [WORD…]``.

A sync, a lock, a rename or a limit that is gone breaks nothing that a usual test sees. Each entry names a call or a
value and the function (or module) in which it stands; all of them there are replaced in a copy of the tree, and the
test has to fail. What is ordinary code is left to the mutation tester; see docs/TESTING.md.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

TREE: Final = Path(__file__).parents[1]
PARTS: Final = ("routine_tui", "tests", "benchmarks", "docs", "pyproject.toml", "README.md", "CHANGELOG.md")
PATIENCE: Final = 120
"""Seconds for a test; one that never ends without the protection has failed too."""


@dataclass(frozen=True, slots=True)
class Protection:
    """A call, or a value, that keeps data from harm, and the test that tells when it is gone."""

    file: str
    function: str
    """Where it stands; empty for the module itself."""
    name: str
    test: str
    instead: str = "None"


_POWER: Final = "store/test_power_cut.py::test_a_power_cut_"
_TICK: Final = f"{_POWER}leaves_the_recovery_before_a_change_or_after_it"
_FAILING: Final = "store/test_failing_disk.py::test_a_failing_operation_gets_a_sentence_and_changes_nothing"
_LINE_KILL: Final = "store/test_killed.py::test_a_kill_before_any_line_that_writes_loses_nothing"
_WRITERS: Final = "store/test_two_writers.py::test_"
_EIGHT: Final = f"{_WRITERS}eight_processes_and_the_open_app_lose_no_tick"
_FILES: Final = "test_files.py::test_"
_IN_THE_WAY: Final = "test_files_in_the_way.py"
_ZIP: Final = "importers/test_zip_archive.py::test_"
_NO_LOCK: Final = "__import__('contextlib').nullcontext()"
_NO_LIMIT: Final = "10**18"
LISTED: Final = (
    Protection("files.py", "_written", "os.fsync", _TICK),
    Protection("files.py", "write_whole", "_sync_folder", _TICK),
    Protection("files.py", "write_whole", "path.with_name", _LINE_KILL, "path"),
    Protection("files.py", "write_whole", "temporary.replace", _TICK, "path.write_bytes(content)"),
    Protection("files.py", "write_whole", "_put_back", _FAILING),
    Protection("files.py", "write_whole", "temporary.unlink", _FAILING),
    Protection(
        "files.py", "make_folder", "_sync_folder",
        f"{_POWER}while_the_first_recovery_is_begun_leaves_none_or_a_whole_one",
    ),
    Protection("files.py", "move_whole", "target.rename", "store/test_failing_disk.py"),
    Protection("files.py", "write_new", "path.unlink", f"{_FILES}a_writer_who_is_stopped_gives_back_the_name"),
    Protection(
        "files.py", "", "os.O_EXCL",
        f"{_IN_THE_WAY}::test_a_link_in_the_place_of_the_temporary_file_gives_way_and_what_it_leads_to_stays", "0",
    ),
    Protection("files.py", "_created", "path.unlink", _LINE_KILL),
    Protection(
        "files.py", "", "_NO_LINK",
        f"{_IN_THE_WAY}::test_a_link_that_takes_the_place_of_our_file_just_before_it_is_opened_is_not_followed", "0",
    ),
    Protection("files.py", "_content_of", "LARGEST_BYTES", _IN_THE_WAY, _NO_LIMIT),
    Protection("files.py", "locked", "lock.acquire", _EIGHT),
    Protection("store/storage.py", "", "locked", _EIGHT, _NO_LOCK),
    Protection("store/storage.py", "", "self.changed", _EIGHT, "self._tables is None"),
    Protection(
        "store/repair.py", "", "write_whole",
        f"{_POWER}while_a_damaged_file_is_mended_loses_neither_the_backup_nor_what_was_damaged",
    ),
    Protection("store/repository.py", "", "self.backups.keep", "store/test_old_files.py"),
    Protection("importers/zip_archive.py", "", "MOST_FILES", f"{_ZIP}thousands_of_files", _NO_LIMIT),
    Protection(
        "importers/zip_archive.py", "", "LARGEST_UNPACKED", f"{_ZIP}many_large_files_are_refused_together", _NO_LIMIT,
    ),
    Protection(
        "importers/zip_archive.py", "", "MOST_RATIO",
        f"{_ZIP}a_bomb_is_refused_by_its_numbers_without_being_unpacked", _NO_LIMIT,
    ),
)  # fmt: skip


class _Without(ast.NodeTransformer):
    """A module without what a protection names."""

    def __init__(self, protection: Protection) -> None:
        self.wanted = protection
        self.inside = not protection.function
        self.taken = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Note which function it is."""
        outer, self.inside = self.inside, self.inside or node.name == self.wanted.function
        self.generic_visit(node)
        self.inside = outer
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Take a call out with all that it is given."""
        return self._taken() if self._is_it(node.func) else self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """Take a value out."""
        return self._taken() if self._is_it(node) else self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """Take a value out."""
        return self._taken() if self._is_it(node) and isinstance(node.ctx, ast.Load) else node

    def _is_it(self, node: ast.expr) -> bool:
        return self.inside and isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) == self.wanted.name

    def _taken(self) -> ast.expr:
        self.taken += 1
        return ast.parse(self.wanted.instead, mode="eval").body


def main() -> int:
    """Print a line for each protection; gives how many tests did not fail without what they test."""
    chosen = [one for one in LISTED if all(word in f"{one.file} {one.function} {one.name}" for word in sys.argv[1:])]
    held = 0
    with TemporaryDirectory(prefix="routine-tui-protections-") as folder:
        for part in PARTS:
            source = TREE / part
            if source.is_dir():
                shutil.copytree(source, Path(folder) / part, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, folder)
        for one in chosen:
            began = perf_counter()
            verdict = _without(one, Path(folder))
            held += verdict == "fails without it"
            print(f"{verdict:<24} {perf_counter() - began:5.1f} s  {one.file} {one.function} {one.name}", flush=True)
    print(f"{held} of {len(chosen)} protections are held by a test that fails without them")
    return len(chosen) - held


def _without(one: Protection, copy: Path) -> str:
    """Run the test with the protection taken out of the copy, and put it back."""
    path = copy / "routine_tui" / one.file
    whole = path.read_text("utf-8")
    without = _Without(one)
    tree = without.visit(ast.parse(whole))
    if not without.taken:
        return "IS NOT THERE"
    path.write_text(ast.unparse(ast.fix_missing_locations(tree)), "utf-8")
    try:
        return {0: "PASSES WITHOUT IT", 1: "fails without it"}.get(
            status := _pytest(one.test, copy), f"PYTEST: {status}"
        )
    finally:
        path.write_text(whole, "utf-8")


def _pytest(test: str, copy: Path) -> int:
    quick = ("-n", "0", "-x", "-q", "-p", "no:cacheprovider", "-m", "slow or not slow")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *quick, f"tests/{test}"],
            cwd=copy,
            env=os.environ | {"PYTHONPATH": str(copy), "CI": "1"},  # in children, too; the same cases
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return 1
    return done.returncode


if __name__ == "__main__":
    sys.exit(min(main(), 1))
