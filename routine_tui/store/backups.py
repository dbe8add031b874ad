"""Dated copies of a recovery, made by themselves before the first change of a day."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from routine_tui.files import make_folder, read_own, write_whole
from routine_tui.model.errors import StoreError
from routine_tui.store.checksum import ns_of, written_ns


class BackupRetention(NamedTuple):
    """How many of the daily copies are kept."""

    days: int
    """The copies of this many days."""
    weeks: int
    """The newest copy of each of this many weeks before those days."""


class Backups:
    """The copies of one recovery, in a folder of its own: ``2026-11-22.json``, or with the time for those asked for.

    Without a retention every daily copy is kept.
    """

    def __init__(self, folder: Path, retention: BackupRetention | None = None) -> None:
        self.folder = folder
        self._retention = retention
        self._made_on: date | None = None

    def newest_first(self) -> list[Path]:
        """Every copy, the one that was changed last first.

        Each write of a recovery is later than the one before, whatever the clock said; dates in names are not.
        """
        return sorted(self.folder.glob("*.json"), key=lambda path: (_written_ns(path), path.stem), reverse=True)

    def make_daily(self, source: Path, day: date) -> None:
        """Copy a recovery before the first change of a day; a copy that fails does not stop the change.

        The caller holds the recovery's lock.
        """
        if self._made_on == day:
            return
        target = self.folder / f"{day}.json"
        with contextlib.suppress(StoreError):
            if not target.exists():
                self._copy(source, target)
                self._forget_old()
            self._made_on = day

    def keep(self, source: Path, at: datetime, why: str) -> Path:
        """Copy a recovery now, under a name with the moment and the reason; the caller holds its lock.

        Raises StoreError.
        """
        target = self.folder / f"{at:%Y-%m-%dT%H%M%S}-{why}.json"
        number = 1
        while target.exists():
            number += 1
            target = self.folder / f"{at:%Y-%m-%dT%H%M%S}-{why}-{number}.json"
        self._copy(source, target)
        return target

    def _copy(self, source: Path, target: Path) -> None:
        make_folder(self.folder)
        content, signature = read_own(source)
        write_whole(target, content, signature[0])  # with the time in its checksum, so that rot is known for what it is
        if read_own(target)[0] != content:
            with contextlib.suppress(OSError):
                target.unlink()
            raise StoreError(f"The copy {target} reads back differently from what was written: check the disk.")

    def _forget_old(self) -> None:
        daily = [path for path in self.newest_first() if _is_daily(path)]
        for path in _too_old(daily, self._retention) if self._retention else ():
            with contextlib.suppress(OSError):
                path.unlink()
        for left in self.folder.glob(".*.tmp"):  # by a writer that was killed on another day
            with contextlib.suppress(OSError):
                left.unlink()


def _written_ns(path: Path) -> int:
    """When what a copy holds was changed last; where it does not say so, the date in its name."""
    with contextlib.suppress(StoreError):
        if known := written_ns(read_own(path)[0]):
            return known
    with contextlib.suppress(ValueError):
        return ns_of(datetime.fromisoformat(path.stem[:10]))
    return 0


def _is_daily(path: Path) -> bool:
    with contextlib.suppress(ValueError):
        return bool(date.fromisoformat(path.stem))
    return False


def _too_old(newest_first: list[Path], retention: BackupRetention) -> Iterator[Path]:
    """The daily copies to delete: those beyond the days that are kept, but for the newest of each week."""
    weeks: set[tuple[int, int]] = set()
    for path in newest_first[retention.days :]:
        week = date.fromisoformat(path.stem).isocalendar()[:2]
        if week in weeks or len(weeks) >= retention.weeks:
            yield path
        weeks.add(week)
