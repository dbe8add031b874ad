"""A real file to damage, and what must hold whatever comes of it. Shared with ``benchmarks/damage.py``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final, Literal

import pytest

from routine_tui.clock import SystemClock
from routine_tui.model.errors import NewerFile, RoutineError
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home, Settings
from routine_tui.store.repository import read_whole

ZERO: Final = date(2026, 11, 10)
TODAY: Final = date(2026, 11, 22)
DAYS: Final = (TODAY - ZERO).days
SINCE: Final = ("morning-cleanser", "morning-moisturiser", "morning-sunscreen")
"""What was ticked since the backup of this morning."""
BY_HAND: Final = "was changed by hand or by another program"
Verdict = Literal["damaged", "accepted", "newer", "unharmed"]


class Wrong(AssertionError):
    """A promise about damaged files is broken."""


class Stopped(SystemClock):
    """A clock that shows what it is told."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(UTC)
        self.moment_now = moment

    def now(self) -> datetime:
        """The moment that was set."""
        return self.moment_now


def opened(home: Path, settings: Settings | None = None, at: time = time(7, 50)) -> Planner:
    """A planner as a new run of the program has it, on the morning on which the tests begin."""
    return Planner(Home(home, home / "config.toml"), Stopped(datetime.combine(TODAY, at, UTC)), settings)


@dataclass(frozen=True, slots=True)
class Life:
    """A recovery that somebody kept for twelve days, as it lies on the disk."""

    home: Path
    path: Path
    content: bytes
    modified_ns: int
    now: Recovery
    backup: Path
    backup_content: bytes
    morning: Recovery
    """What the newest backup says."""

    def put(self, content: bytes, kept_time: bool = False) -> None:
        """Let the file hold something else: as a disk lets it (the time of change stays), or as a program writes it."""
        for left in self.left_beside():
            left.unlink()
        self.path.write_bytes(content)
        if kept_time:
            os.utime(self.path, ns=(self.modified_ns, self.modified_ns))

    def left_beside(self) -> list[Path]:
        """What lies beside the file but locks."""
        return sorted(
            path
            for path in self.path.parent.iterdir()
            if path != self.path and path.is_file() and path.suffix != ".lock"
        )


def lived(home: Path) -> Life:
    """Keep a recovery for twelve days, with notes, a pause and a history; this morning there were three ticks more."""
    planner = opened(home)
    assert isinstance(planner.clock, Stopped)
    planner.clock.moment_now = datetime.combine(ZERO, time(7, 30), UTC)
    planner.recoveries.begin("Face", ZERO)
    for number in range(DAYS):
        day = ZERO + timedelta(days=number)
        planner.clock.moment_now = datetime.combine(day, time(21, 40, number), UTC)
        planner.tick(day, [*SINCE, "evening-cleanser"], note="a little tight" if number % 4 == 1 else "")
        if number % 3 == 0:
            planner.note(day, f"Day {number}: less red “{'é' * number}”\nslept well")
        if number == 5:
            planner.pauses.add(day, day, ["evening-cleanser"], "travelling")
    planner.clock.moment_now = datetime.combine(TODAY, time(7, 42), UTC)
    for step_id in SINCE:
        planner.tick(TODAY, [step_id])
    path = planner.path
    assert path is not None
    backup = planner.folder.backups_of(path).newest_first()[0]
    kept = backup.read_bytes()
    return Life(
        home,
        path,
        path.read_bytes(),
        path.stat().st_mtime_ns,
        planner.recovery,
        backup,
        kept,
        read_whole(kept, backup),
    )


def require_promises(life: Life, content: bytes, kept_time: bool = False) -> Verdict:
    """Put content in the file's place, open it as the program does, and tell what became of it. Raises Wrong."""
    life.put(content, kept_time)
    planner = opened(life.home)
    try:
        recovery = planner.find()
    except NewerFile as refused:
        _require(_is_one_line(str(refused)) and life.path.read_bytes() == content, f"not left as it was: {refused}")
        _require(not kept_time, "bits that turned over were taken for a newer version")
        return "newer"
    except RoutineError as error:
        raise Wrong(f"refused although there is a backup: {error}") from error
    except Exception as error:
        raise Wrong(f"{type(error).__name__}: {error}") from error
    told, after, beside = planner.notices, life.path.read_bytes(), life.left_beside()
    _require(all(map(_is_one_line, told)), f"not one line: {told}")
    if not beside:
        _require(after == content, "the file was changed, and nothing was set aside")
        if not told:
            _require(recovery == life.now, "something else was opened, and nobody was told")
            return "unharmed"
        _require(len(told) == 1, f"told {len(told)} sentences: {told}")
        if "newer routine-tui" in told[0]:
            _require(not kept_time, "bits that turned over were taken for a newer version")
            return "newer"
        _require(BY_HAND in told[0], f"accepted with another sentence: {told}")
        _require(not kept_time or recovery == life.now, "bits that turned over were taken for a person's change")
        return "accepted"
    _require_mended(life, content, recovery, told, beside)
    return "damaged"


def _require_mended(life: Life, content: bytes, recovery: Recovery | None, told: list[str], beside: list[Path]) -> None:
    aside = beside[0]
    _require(re.fullmatch(r"Face\.json\.damaged-2026-11-22T075000", aside.name) is not None, f"named {aside.name}")
    _require(aside.read_bytes() == content, "what was set aside is not what was there")
    _require(len(told) == 1 and f"{life.path} was damaged (" in told[0] and aside.name in told[0], f"told {told}")
    if recovery == life.now and "can no longer be undone" in told[0]:
        _require(len(beside) == 1, f"too much beside: {beside}")
    else:
        _require(recovery == life.morning, "neither the backup was opened nor what was there")
        _require(f"the backup {life.backup.name} was opened" in told[0], f"told {told}")
        _require(number_told(told[0]) == len(lines_listed(life)), f"told {told}, listed {lines_listed(life)}")
    _require(opened(life.home).find() == recovery, "the next run opens something else")


def number_told(sentence: str) -> int:
    """How many records a sentence says were read in a damaged file beyond the backup."""
    found = re.search(r"opened, and (\d+) records? of ", sentence)
    _require(found is not None or "nothing newer than the backup could be read" in sentence, sentence)
    return int(found[1]) if found else 0


def lines_listed(life: Life) -> list[str]:
    """The records that are listed beside a damaged file, a line each, without the heading."""
    listings = [path for path in life.left_beside() if path.suffix == ".txt"]
    return [line for listing in listings for line in listing.read_text("utf-8").splitlines()[1:]]


def _is_one_line(sentence: str) -> bool:
    return re.fullmatch(r"[^\n\r]{20,2000}[.]", sentence) is not None


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Wrong(otherwise)


def sampled(count: int, every: int) -> Iterator[int]:
    """Places in a file, spread so that no form repeats with them; the first and the last are among them."""
    yield from sorted({*range(0, count, every), count - 1})


@contextmanager
def disk_that_takes_all() -> Iterator[None]:
    """Leave out waiting for the disk, where thousands of files are written and none is about what lasts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("routine_tui.files.os.fsync", lambda descriptor: None)
        yield
