"""Two years lived day by day with the real command line, under a moved clock, and counted again by somebody else.

Five zones with each change of their clocks, and a flight every few days; ``SEED=7`` lives another life.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final
from zoneinfo import ZoneInfo

from tests.cli.test_two_years import BERLIN, ZONES, moments
from tests.cli.travelled import WINDOW_DAYS, ZERO, Told, every_nth
from tests.cli.traveller import DAY, Traveller, begins

SEED: Final = int(os.environ.get("SEED", "2026"))
HOURS: Final = (time(0, 10), time(2, 30), time(2, 59), time(3, 0), time(7, 40), time(13, 5), time(21, 50), time(23, 59))


def hours(random: Random) -> Iterator[datetime]:
    """Three of each day, where one is; and those around each change of a clock."""
    yield from moments()
    zone = BERLIN
    for number in range(1, WINDOW_DAYS):
        if random.random() < 0.2:
            zone = ZoneInfo(random.choice(ZONES))
        for at in random.sample(HOURS, 3):
            yield datetime.combine(ZERO + number * DAY, at, zone)


def lived(home: Path) -> tuple[Traveller, list[str]]:
    """Somebody who lived them, and what the program says otherwise."""
    one = begins(home, datetime(2026, 1, 1, 8, 30, tzinfo=BERLIN), SEED)
    found: list[str] = []
    begun = ZERO
    for one.now in sorted(hours(Random(SEED)), key=datetime.timestamp):
        one.does_something()
        found += [] if one.knows_the_day() else [f"{one.now} belongs to {one.today}"]
        if (one.today - begun) // timedelta(days=30):
            begun = one.today
            found += one.differences([begun - DAY, begun, begun + DAY])
        if len(one.log) == 700:
            one.end("Serum")
        elif len(one.log) == 1200 and one.record.steps["Serum"][-1].ended:  # unless that was undone
            one.bring_back("Serum")
        elif len(one.log) == 1500:
            one.edit("Balm", "3 days", Told(one.today, every_nth(3, one.today), one.today))
    return one, found + one.differences(ZERO + number * DAY for number in range(WINDOW_DAYS))


def main() -> None:
    """Live, compare, and say so; leave with 1 where anything differs."""
    began = perf_counter()
    with TemporaryDirectory(prefix="routine-tui-benchmark-") as folder:
        one, found = lived(Path(folder))
    zones = len({str(line.split()[2]) for line in one.log})
    print(f"{len(one.log):,} commands in {zones} zones, {WINDOW_DAYS} days compared, {perf_counter() - began:.0f} s")
    print(f"{len(found)} differences", *found[:20], sep="\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
