"""Take each protection out in turn and see its test fail: ``python -m benchmarks.protections [WORD…]``.

A test that never failed proves nothing. Each entry names what is taken out, by its own text, and the test that has to
fail without it. It works on a copy of the tree; words choose the entries whose claim or test holds all of them. Where
the program has moved on and the text is no longer there, that is told, too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

TREE: Final = Path(__file__).parents[1]
LIST: Final = Path(__file__).with_suffix(".toml")
PARTS: Final = ("routine_tui", "tests", "benchmarks", "docs", "pyproject.toml", "README.md", "CHANGELOG.md")
PATIENCE: Final = 60


@dataclass(frozen=True, slots=True)
class Protection:
    """One thing that keeps data from harm, and the test that tells when it is gone."""

    claim: str
    file: str
    there: str
    """Its text in the file, which stands there once."""
    instead: str
    test: str


def main() -> int:
    """Print a line for each protection; gives how many tests did not fail without what they test."""
    listed = tomllib.loads(LIST.read_text("utf-8"))["protection"]
    chosen = [
        one
        for one in (Protection(**row) for row in listed)
        if all(word in f"{one.claim} {one.test}" for word in sys.argv[1:])
    ]
    held = 0
    with TemporaryDirectory(prefix="routine-tui-protections-") as folder:
        copy = Path(folder)
        for part in PARTS:
            source = TREE / part
            if source.is_dir():
                shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, copy / part)
        for one in chosen:
            began = perf_counter()
            verdict = _without(one, copy)
            held += verdict == "fails without it"
            print(f"{verdict:<24} {perf_counter() - began:5.1f} s  {one.claim}  ({one.test})", flush=True)
    print(f"{held} of {len(chosen)} protections are held by a test that fails without them")
    return len(chosen) - held


def _without(one: Protection, copy: Path) -> str:
    """Run the test with the protection taken out of the copy, and put it back."""
    path = copy / one.file
    whole = path.read_text("utf-8")
    if whole.count(one.there) != 1:
        return f"TEXT THERE {whole.count(one.there)} TIMES"
    path.write_text(whole.replace(one.there, one.instead), "utf-8")
    try:
        status = _pytest(one.test, copy)
    finally:
        path.write_text(whole, "utf-8")
    return {0: "PASSES WITHOUT IT", 1: "fails without it"}.get(status, f"PYTEST SAID {status}")


def _pytest(test: str, copy: Path) -> int:
    command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider", test]
    try:
        done = subprocess.run(
            command,
            cwd=copy,
            env=os.environ | {"PYTHONPATH": str(copy), "CI": "1"},  # in children, too; the same cases
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:  # without it the program never came to an end
        return 1
    return done.returncode


if __name__ == "__main__":
    sys.exit(min(main(), 1))
