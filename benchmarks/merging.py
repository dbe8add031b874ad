"""Copies of a recovery that grew apart and are joined: that they always come to the same, and how long it takes.

``python -m benchmarks.merging`` joins some thousand random histories in every order and exits with 1 where two orders
come to different things, or where a plain book of what happened says something else. ``HISTORIES=20000`` tries more.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import reduce
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from msgspec.structs import replace

from benchmarks.measure import ROUNDS, Figure, Series
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.store.backups import Backups
from routine_tui.store.merge import merged_tables
from routine_tui.store.repository import Repository, content_of, read_copy
from tests.full import full_recovery
from tests.store.addings import wrong_addings
from tests.store.histories import KINDS, TOLD, Life, begun, live, shown_by, state_of
from tests.store.history_book import found_in, joined_books, told

HISTORIES: Final = int(os.environ.get("HISTORIES", "2000"))
"""How many random histories are tried."""
LONGEST: Final = 30
"""How many things happen at most in one of them."""
TODAY: Final = date(2026, 11, 22)
NOON: Final = datetime(2026, 11, 22, 12, tzinfo=UTC)


def counter_example(seed: int) -> tuple[int, str | None]:
    """How often copies were joined for two random histories of two or three of them, and what did not hold.

    In one of them things are undone; what the other one shows is compared with a book of what happened. What stands of
    steps whose adding is taken back has a history and a book of its own.
    """
    lives = _lived(seed, KINDS)
    merges = sum(life.merges for life in lives)
    copies = [life.tables() for life in lives]
    one_way = reduce(merged_tables, copies)
    other_way = reduce(merged_tables, reversed(copies))
    merges += 2 * (len(copies) - 1) + 1
    if state_of(one_way) != state_of(other_way) or shown_by(one_way) != shown_by(other_way):
        return merges, "two orders come to different things"
    if state_of(merged_tables(one_way, copies[0])) != state_of(one_way):
        return merges, "joining again changes something"
    told_of = _lived(seed, TOLD)
    joined = reduce(merged_tables, [life.tables() for life in told_of])
    merges += sum(life.merges for life in told_of) + len(told_of) - 1
    if found_in(shown_by(joined)) != told(reduce(joined_books, (life.book for life in told_of))):
        return merges, "it shows something else than what happened"
    return merges, wrong_addings(seed)


def _lived(seed: int, kinds: Sequence[str]) -> list[Life]:
    random = Random(seed)
    lives = begun(random.choice((2, 3)))
    live(lives, random.randint(2, LONGEST), random, kinds)
    return lives


def joining(days: int) -> tuple[Series, Series]:
    """The ms of joining two full copies, each with days that the other does not have: on the disk, and a dry run."""
    whole = full_recovery(TODAY, days)
    written: list[float] = []
    dry: list[float] = []
    with TemporaryDirectory(prefix="routine-tui-benchmark-") as folder:
        for number in range(max(9, ROUNDS)):
            mine, other = (_half(whole, place) for place in (0, 1))
            path = Path(folder, f"{number}.json")
            path.write_bytes(content_of(mine))
            copy = read_copy(content_of(other), path)
            for values, work in ((dry, "dry"), (written, "merge")):
                door = Repository(path, Backups(Path(folder, "backups", str(number))))
                began = perf_counter()
                joined = door.preview_merge(copy) if work == "dry" else door.merge(copy, "merged", NOON)
                values.append((perf_counter() - began) * 1000)
                assert joined == whole
    return Series(tuple(written)), Series(tuple(dry))


def _half(whole: Recovery, place: int) -> Recovery:
    """A copy in which every second day is missing, and half of the marks of every third one."""
    days = {}
    for offset, (day, record) in enumerate(whole.days.items()):
        if offset % 3 == 2:
            kept = [step_id for number, step_id in enumerate(record.marks) if number % 2 == place]
            days[day] = replace(record, marks={step_id: record.marks[step_id] for step_id in kept})
        elif offset % 3 == place:
            days[day] = record
    return replace(whole, days=days)


def figures() -> list[Figure]:
    """Joining two copies of 84 and of 730 days, none of whose days are alike."""
    lines = []
    for days, limit in ((84, 100.0), (730, 500.0)):
        written, dry = joining(days)
        lines.append(Figure(f"merge, {days} days", str(written), f"dry run {dry}", written.median, limit, "ms"))
    return lines


def counter_examples() -> Iterator[str]:
    """What did not hold, a line each; how many merges were done is printed."""
    merges, began = 0, perf_counter()
    for seed in range(HISTORIES):
        try:
            done, wrong = counter_example(seed)
        except Exception as error:  # noqa: BLE001 (whatever is raised is what we look for)
            done, wrong = 0, f"{type(error).__name__}: {error}"
        merges += done
        if wrong:
            yield f"history {seed}: {wrong}"
    seconds = perf_counter() - began
    print(f"{HISTORIES} random histories of 2 or 3 copies, {merges} merges in {seconds:.0f} s", flush=True)


def main() -> None:
    """Print the counter-examples, how many there were, and the figures; exit with 1 where something did not hold."""
    found = 0
    for line in counter_examples():
        found += 1
        print(line, flush=True)
    print(f"counter-examples: {found}", flush=True)
    lines = figures()
    print(*lines, sep="\n")
    sys.exit(1 if found or any(line.value > line.at_most for line in lines) else 0)


if __name__ == "__main__":
    main()
