"""Every cut and every turned bit of a real file, opened as the program opens it: ``python -m benchmarks.damage``.

Exits with 1 where anything else was opened in silence, where what was damaged is lost, or where the newest whole backup
was not opened.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from routine_tui.model.errors import DamagedFile
from routine_tui.store.repository import read_copy
from tests.store.rot import Life, Verdict, Wrong, disk_that_takes_all, lived, require_promises


class Found(NamedTuple):
    """What came of some damaged files."""

    verdicts: Counter[str]
    wrong: list[str]
    """What broke a promise, and where in the file."""

    def with_more(self, other: Found) -> Found:
        """Both together."""
        return Found(self.verdicts + other.verdicts, self.wrong + other.wrong)


Damage = Callable[[Life, int], Verdict]


def cut(life: Life, place: int) -> Verdict:
    """The file ends early."""
    return require_promises(life, life.content[:place])


def turned(life: Life, place: int) -> Verdict:
    """One bit of a byte turned over on the disk, where nothing notes the time."""
    return require_promises(life, _with_bit(life.content, place, Random(place).randrange(8)), kept_time=True)


def rewritten(life: Life, place: int) -> Verdict:
    """A program wrote the file with one bit of a byte turned over."""
    return require_promises(life, _with_bit(life.content, place, Random(place).randrange(8)))


def each_bit(life: Life, place: int) -> Counter[str]:
    """Each bit of a byte turned over on the disk, and the file only read, not mended."""
    found: Counter[str] = Counter()
    for bit in range(8):
        try:
            copy = read_copy(_with_bit(life.content, place, bit), life.path, life.modified_ns)
        except DamagedFile:
            found["damaged"] += 1
            continue
        if not copy.edited or copy.recovery != life.now:
            raise Wrong(f"bit {bit} was taken for {'what we wrote' if not copy.edited else 'a change by hand'}")
        found["accepted"] += 1
    return found


def _with_bit(content: bytes, place: int, bit: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]


KINDS = {
    "cut": ("cut after each byte", cut),
    "turned": ("one bit of each byte turned on the disk", turned),
    "rewritten": ("one bit of each byte turned by a program", rewritten),
    "bits": ("all eight bits of each byte, read only", each_bit),
}


def part(kind: str, number: int, parts: int) -> Found:
    """What comes of every place in a file that falls to one of several processes."""
    verdicts: Counter[str] = Counter()
    wrong: list[str] = []
    with TemporaryDirectory(prefix="routine-tui-damage-") as folder, disk_that_takes_all():
        life = lived(Path(folder))
        for place in range(number, len(life.content), parts):
            try:
                verdict = KINDS[kind][1](life, place)
            except Wrong as error:
                wrong.append(f"byte {place}: {error}")
                continue
            verdicts += verdict if isinstance(verdict, Counter) else Counter({verdict: 1})
    return Found(verdicts, wrong)


def all_of(kind: str, pool: ProcessPoolExecutor, parts: int) -> Found:
    """What comes of every place in the file."""
    found = Found(Counter(), [])
    for one in pool.map(part, [kind] * parts, range(parts), [parts] * parts):
        found = found.with_more(one)
    return found


def main(kinds: Sequence[str]) -> int:
    """Damage the file in every way, or in those that are named, and print what came of it."""
    with TemporaryDirectory(prefix="routine-tui-damage-") as folder, disk_that_takes_all():
        life = lived(Path(folder))
    print(f"a file of {len(life.content):,} bytes: {len(life.now.days)} days, the newest backup of this morning")
    parts, failed = os.cpu_count() or 1, False
    with ProcessPoolExecutor(parts, get_context("spawn")) as pool:
        for kind in kinds or KINDS:
            began = perf_counter()
            found = all_of(kind, pool, parts)
            counts = found.verdicts
            told = (
                f"{counts['damaged']:>6} found as damage, {counts['accepted'] + counts['newer']:>5} told of otherwise"
            )
            silent = f"{counts['unharmed']} unharmed, {len(found.wrong)} wrong"
            print(f"{KINDS[kind][0]:<42} {told}, {silent}, {perf_counter() - began:.1f} s", flush=True)
            print(*(f"  {line}" for line in found.wrong[:20]), sep="\n", end="" if not found.wrong else "\n")
            failed = failed or bool(found.wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
