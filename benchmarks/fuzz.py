"""The claims of ``tests/test_fuzz.py`` for longer, guided by the code that they reach: ``python -m benchmarks.fuzz``.

With atheris (libFuzzer) where it can be imported, else with bytes of chance, which reach less. ``SECONDS=600`` runs
each target longer, and a target's name after the module runs that one. Exits with 1 where anything but a sentence came
out.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final, NamedTuple

SECONDS: Final = float(os.environ.get("SECONDS", "30"))
"""How long each target runs."""
TARGETS: Final = {
    "documents": "test_whatever_another_program_puts_in_a_document_is_shown_and_can_be_changed_or_is_refused",
    "merge": "test_whatever_is_in_a_copy_to_restore_or_merge_it_is_taken_or_refused",
    "bytes": "test_bytes_are_a_recovery_or_refused",
    "exports": "test_whatever_is_in_an_export_it_is_read_or_refused",
    "config": "test_whatever_is_in_the_settings_they_are_read_or_refused",
    "dates": "test_whatever_is_typed_for_a_day_it_is_one_or_a_sentence",
    "schedules": "test_whatever_is_typed_for_a_rule_it_is_one_that_keeps_or_a_sentence",
    "steps": "test_whatever_is_typed_for_steps_they_are_found_or_a_sentence",
}
GUIDED: Final = importlib.util.find_spec("atheris") is not None


class Run(NamedTuple):
    """What came of one target."""

    target: str
    executions: int
    used: int
    """How many of them were of bytes from which an input could be made."""
    seconds: float
    finding: str
    """The end of the traceback; empty where there was nothing to find."""

    def __str__(self) -> str:
        told = f"FOUND\n{self.finding}" if self.finding else "nothing found"
        counts = f"{self.executions:>9} executions, {self.used:>7} of whole inputs"
        return f"{self.target:<10} {counts} {self.seconds:>6.1f} s   {told}"


def run(target: str) -> Run:
    """Run one target in a process of its own, from which libFuzzer never comes back."""
    with TemporaryDirectory(prefix="routine-tui-fuzz-") as folder:
        began = perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.fuzz", "--here", target],
            env=os.environ | {"TMPDIR": folder, "FUZZ_FOLDER": folder},
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS * 3 + 120,
            check=False,
        )
        used = Path(folder, "used")
        whole = int(used.read_text()) if used.exists() else 0
    told = done.stdout + done.stderr
    counts = [int(number) for number in re.findall(r"(?:Done|#)\s*(\d+)", told)]
    lines = [line for line in told.splitlines() if not line.startswith(("#", "INFO", "==", "MS:", "0x", "artifact"))]
    finding = "\n".join(lines[-40:]) if done.returncode else ""
    return Run(target, max(counts, default=0), whole, perf_counter() - began, finding)


def here(target: str) -> None:
    """Run one target in this process."""
    if GUIDED:
        _with_atheris(target)
    else:
        _with_chance(target)


def _with_atheris(target: str) -> None:
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["routine_tui"]):
        claim = _claim(target)
    folder = Path(os.environ["FUZZ_FOLDER"], "corpus")
    folder.mkdir()
    chance = Random(target)
    for number in range(60):  # hypothesis reads its choices from the bytes: of few bytes it makes nothing
        (folder / f"seed-{number}").write_bytes(chance.randbytes(64 * (1 + number)))
    tried, used = 0, folder.with_name("used")

    def one(content: bytes) -> None:
        nonlocal tried
        if claim.hypothesis.fuzz_one_input(content) is not None:
            tried += 1
            if tried % 25 == 0:
                used.write_text(str(tried))

    length = 40_000 if target in ("documents", "merge", "exports") else 4096
    words = [sys.argv[0], f"-max_total_time={SECONDS:.0f}", f"-max_len={length}", "-len_control=10", "-timeout=20"]
    crash = f"-artifact_prefix={folder.parent}/"
    atheris.Setup([*words, "-rss_limit_mb=2048", crash, str(folder)], one)
    atheris.Fuzz()


def _with_chance(target: str) -> None:
    claim, chance, tried, used = _claim(target), Random(), 0, 0
    began = perf_counter()
    while perf_counter() - began < SECONDS:
        tried += 1
        used += claim.hypothesis.fuzz_one_input(chance.randbytes(chance.randrange(64, 4096))) is not None
    Path(os.environ["FUZZ_FOLDER"], "used").write_text(str(used))
    print(f"Done {tried} runs")


def _claim(target: str) -> Any:
    module = importlib.import_module("tests.test_fuzz")
    claim: Callable[[], None] = getattr(module, TARGETS[target])
    return claim


def main(words: list[str]) -> int:
    """Run the targets that are named, or all."""
    if words[:1] == ["--here"]:
        here(words[1])
        return 0
    print(
        f"{'atheris (libFuzzer)' if GUIDED else 'bytes of chance, as atheris is not installed'}, {SECONDS:.0f} s each"
    )
    runs = []
    for target in words or TARGETS:
        runs.append(run(target))
        print(runs[-1], flush=True)
    return 1 if any(one.finding for one in runs) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
