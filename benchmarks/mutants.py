"""How many mutants the tests kill, module by module: ``python -m benchmarks.mutants [--sample=N] [MODULE…]``.

The mutants are those of mutmut, all of them. Its own runner starts pytest anew for each; here the tests are collected
once, and each mutant gets a fork that runs those which reach its function (``benchmarks/mutants_plugin.py``). So the
six thousand mutants of ``store/`` and ``files.py`` take two hours of one core and not a night. MODULE is a file, as
``store/merge.py``; without one, all are measured. Survivors are printed as the lines that differ.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from mutmut.mutation.file_mutation import mutate_file_contents

TREE: Final = Path(__file__).parents[1]
PARTS: Final = ("routine_tui", "tests", "benchmarks", "docs", "pyproject.toml", "README.md", "CHANGELOG.md", ".ci")
_JOINING: Final = (
    "store/test_lives_of_documents.py",
    "store/test_registers.py",
    "store/test_merge.py",
    "store/test_merge_one_thing.py",
    "store/test_merged_care.py",
)
_WHOLE: Final = (
    "store/test_transactions.py",
    "store/test_repository_changes.py",
    "store/test_storage.py",
    "store/test_storage_reading.py",
    "store/test_repository.py",
)
_FILES: Final = ("test_files_in_the_way.py", "test_files_refused.py", "test_files_on_windows.py")
_MERGED: Final = ("store/test_merge.py", "store/test_merge_one_thing.py")
_TWO: Final = ("planner/test_two_copies.py", "planner/test_two_copies_undone.py")
_DAMAGED: Final = ("store/test_damage.py", "store/test_edited_by_hand.py")
TESTS: Final[Mapping[str, tuple[str, ...]]] = {
    "files": (
        "test_dropped_path.py",
        "store/test_storage.py",
        "store/test_backups.py",
        "store/test_photo_files.py",
        *_FILES,
    ),
    "backups": _WHOLE,
    "checksum": _WHOLE,
    "document_checks": (*_DAMAGED, "store/test_registers.py", "store/test_lives_of_documents.py", *_WHOLE),
    "document_parts": (*_JOINING, "store/test_merged_shelf.py"),
    "documents": ("store/test_history.py", "store/test_merged_care.py", "store/test_migrations.py", *_WHOLE),
    "encoding": (
        "store/test_document_parts.py",
        "store/test_documents.py",
        "store/test_registers.py",
        "store/test_migrations.py",
    ),
    "folder": ("store/test_hostile_names.py", "store/test_restore.py"),
    "health": ("cli/test_check.py",),
    "history": ("store/test_documents.py", *_MERGED, "store/test_migrations.py", *_WHOLE),
    "merge": (*_JOINING, "store/test_merged_shelf.py", *_TWO),
    "migrations": ("store/test_old_files.py",),
    "past_values": (*_JOINING, "store/test_begun.py"),
    "photo_files": ("planner/test_photos.py",),
    "photo_import": ("store/test_photo_files.py", "store/test_sanitised_images.py"),
    "register_changes": (*_JOINING, *_TWO),
    "registers": _JOINING,
    "repair": ("store/test_repository.py", *_DAMAGED),
    "repository": (*_WHOLE, "store/test_migrations.py", *_MERGED),
    "restore": ("store/test_backups.py", *_MERGED, "planner/test_safety.py"),
    "salvage": (*_DAMAGED, "store/test_repository.py"),
    "stamps": _JOINING,
    "storage": _WHOLE,
    "wholes": ("store/test_merged_care.py", *_MERGED, *_TWO),
}
"""The quick tests that have to hold a module, beside those of its own name and what the store refuses."""
SEED: Final = 13
_ROOM: Final = "/dev/shm" if Path("/dev/shm").exists() else None
"""Memory, where there is some to write to."""
_MUTANT: Final = re.compile(r"(?m)^( *)def (x\S+?__mutmut_(?:orig|\d+))\b.*?(?=^\1(?:@|def |class |\S)|\Z)", re.DOTALL)


def main() -> int:
    """Print a line for each module, and each survivor with what differs."""
    root = TREE / "routine_tui"
    given = sys.argv[1:]
    most = int(given.pop(0).removeprefix("--sample=")) if given and given[0].startswith("--sample=") else 0
    named = given or ["files.py", *(f"store/{path.name}" for path in sorted((root / "store").glob("[!_]*.py")))]
    found: Counter[str] = Counter()
    with TemporaryDirectory(prefix="routine-tui-mutants-", dir=_ROOM) as folder:
        copy = Path(folder) / "tree"
        for part in PARTS:
            source, target = TREE / part, copy / part
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)
        mutants: dict[str, list[str]] = {}
        bodies: dict[str, str] = {}
        for name in named:
            path, module = copy / "routine_tui" / name, f"routine_tui.{name.removesuffix('.py').replace('/', '.')}"
            mutated = mutate_file_contents(f"routine_tui/{name}", path.read_text("utf-8"))
            path.write_text(mutated.code, "utf-8")
            mutants[module] = _chosen([f"{module}.{one}" for one in mutated.mutant_names], most)
            bodies |= {f"{module}.{match[2]}": match[0] for match in _MUTANT.finditer(mutated.code)}
        tests = sorted({test for name in named for test in _tests(Path(name).stem)})
        results = _measure(copy, [one for every in mutants.values() for one in every], tests)
    for mutant, result in results.items():
        if result in ("survived", "no test"):
            print(f"--- {result}: {mutant}\n{_difference(mutant, bodies)}")
    for module, every in mutants.items():
        counts = Counter(results[one] for one in every)
        found += counts
        print(_line(module.removeprefix("routine_tui."), counts))
    print(_line("together", found))
    return 0


def _chosen(mutants: list[str], most: int) -> list[str]:
    """As many as shall be looked at (0: all), the same at each run."""
    if not 0 < most < len(mutants):
        return mutants
    return sorted(Random(SEED).sample(mutants, most), key=mutants.index)


def _tests(stem: str) -> Iterator[str]:
    """The files of tests for a module."""
    known = (*TESTS.get(stem, ()), "store/test_refusals.py")
    yield from (f"tests/{name}" for name in known if (TREE / "tests" / name).exists())
    for folder in ("tests", "tests/store"):
        yield from (f"{folder}/{path.name}" for path in (TREE / folder).glob(f"test_{stem}*.py"))


def _measure(copy: Path, mutants: list[str], tests: list[str]) -> dict[str, str]:
    """What became of each mutant: ``killed``, ``survived``, ``timeout`` or ``no test``."""
    plan, outcome = copy.parent / "plan.json", copy.parent / "outcome.json"
    plan.write_text(json.dumps(mutants), "utf-8")
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "-p", "benchmarks.mutants_plugin"]
    command += ["--basetemp", str(copy.parent / "tests")]
    environment = os.environ | {"PYTHONPATH": str(copy), "CI": "1", "MUTANTS_PLAN": str(plan)}  # in children, too
    subprocess.run([*command, *tests], cwd=copy, env=environment, check=True, stdout=subprocess.DEVNULL)
    results: dict[str, str] = json.loads(outcome.read_text("utf-8"))
    return results


def _difference(mutant: str, bodies: dict[str, str]) -> str:
    before, after = bodies[f"{mutant.rpartition('__')[0]}__mutmut_orig"], bodies[mutant]
    lines = difflib.unified_diff(before.splitlines()[1:], after.splitlines()[1:], n=0, lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def _line(name: str, counts: Counter[str]) -> str:
    total = counts.total()
    caught = counts["killed"] + counts["timeout"]
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in ("killed", "timeout", "survived", "no test"))
    return f"{name:<24} {caught:4} of {total:4}  {100 * caught / max(total, 1):3.0f} %  ({kinds})"


if __name__ == "__main__":
    sys.exit(main())
