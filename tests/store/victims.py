"""One kill after the other on one recovery, and what is found after each: for the tests and the benchmark."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from tinydb import TinyDB

from routine_tui.model.errors import RoutineError
from routine_tui.model.recovery.recovery import LONGEST_WINDOW_DAYS
from routine_tui.planner.planner import Planner
from tests.store.rooms import files_in
from tests.store.workers import Spot, Workers, done_in, door, plan, spots_of, store

DAYS: Final = 18
"""How many days one victim works on."""
MOST_CHANGES: Final = 6
MOST_SECONDS: Final = 0.012
"""A victim is killed within that time after up to so many changes: a few changes take so long."""


@dataclass(frozen=True, slots=True)
class Kill:
    """What one kill left behind."""

    stored: int
    """How many changes the victim had said to be stored."""
    one_more: bool
    """Whether there was one more, of which it had not said so yet."""
    wrong: frozenset[Spot]
    """What is neither as the victim said nor as its one next change makes it. Must be empty."""
    troubles: tuple[str, ...]
    """What stock TinyDB or our own door told of the files. Must be empty."""
    temporary: frozenset[str]
    """Files that do not belong there."""
    stayed: frozenset[str]
    """Those that even the next change did not take away. Must be empty."""
    seconds: float
    """How long the next change took, the lock included."""


class Target:
    """A recovery of two years whose writers are killed, and what it must hold."""

    def __init__(self, home: Path, seed: int) -> None:
        planner = door(home)
        self.today = planner.today()
        first = self.today - timedelta(days=LONGEST_WINDOW_DAYS - 1)
        recovery = planner.recoveries.begin("Face", first, LONGEST_WINDOW_DAYS)
        self.home = home
        self.spots = spots_of(recovery, first, LONGEST_WINDOW_DAYS)
        self.done: set[Spot] = set()
        """All that must be ticked, over all kills."""
        self.random = random.Random(seed)
        self._kills = 0
        self._change(planner)
        self._files = files_in(home)

    def days_of_next(self) -> date:
        """The first of the days that the next victim works on; there are days for forty before they come again."""
        number, self._kills = self._kills, self._kills + 1
        return self.spots[0].day + timedelta(days=number * DAYS % (LONGEST_WINDOW_DAYS - DAYS))

    def kill(self, workers: Workers, at_line: int = 0) -> Kill:
        """Let a victim make changes, kill it at a random moment, or before a line of ``files.py``, and look."""
        seed, first = self.random.getrandbits(32), self.days_of_next()
        pid = workers.start("toggle", seed, first, DAYS, at_line)
        if at_line:
            stored = len(workers.wait(pid, killed_by=signal.SIGKILL))
        else:
            stored = len(list(islice(workers.lines(), self.random.randint(0, MOST_CHANGES))))
            stored += len(list(workers.lines(self.random.uniform(0, MOST_SECONDS))))
            stored += len(workers.kill(pid))
        changes = plan(seed, self.done, [spot for spot in self.spots if 0 <= (spot.day - first).days < DAYS])
        return self.look([spot for spot, _ in islice(changes, stored)], {next(changes)[0]})

    def look(self, stored: Collection[Spot], might_be: set[Spot]) -> Kill:
        """Open what a kill left, and make a change; what was found is what must be there from now on.

        ``stored`` are the spots that the victim had said to be changed, ``might_be`` those of which it changed one at
        most without a word.
        """
        for spot in stored:
            self.done ^= {spot}
        temporary = files_in(self.home) - self._files
        planner, wrong, seconds = door(self.home), set(self.done), float("inf")
        troubles: list[str] = []
        try:
            found = done_in(planner.recovery)
            wrong, self.done = self.done ^ found, found
            troubles += self._troubles()
            seconds = self._change(planner)
        except RoutineError as error:
            troubles.append(str(error))
        troubles += planner.notices
        one_more = len(wrong) == 1 and wrong <= might_be
        return Kill(
            len(stored),
            one_more,
            frozenset() if one_more else frozenset(wrong),
            tuple(troubles),
            frozenset(temporary),
            frozenset(files_in(self.home) - self._files),
            seconds,
        )

    def _change(self, planner: Planner) -> float:
        """Change something on the last day, which no victim does; gives the seconds that it took."""
        spot = self.spots[-1]
        began = time.monotonic()
        store(planner, spot, spot not in self.done)
        self.done ^= {spot}
        return time.monotonic() - began

    def _troubles(self) -> Iterator[str]:
        """What stock TinyDB says of the backups, and of the file: one document for each day, under its ordinal."""
        for path in (*self.home.glob("backups/*/*.json"), *self.home.glob("recoveries/*.json")):
            try:
                with TinyDB(path) as database:
                    days = {document.doc_id for document in database.table("days")}
            except (ValueError, LookupError, TypeError, AttributeError) as error:
                yield f"{path.name} cannot be read by TinyDB: {error!r}"
                continue
            if path.parent.name == "recoveries" and (missing := {spot.day.toordinal() for spot in self.done} - days):
                yield f"{path.name} lacks {len(missing)} days for TinyDB"
