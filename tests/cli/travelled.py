"""What a traveller was told and has recorded, and the program as a command at a moment."""

from __future__ import annotations

import gc
import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import time_machine

from routine_tui.cli import main

ZERO = date(2026, 1, 1)
WINDOW_DAYS = 730
LAST = ZERO + timedelta(days=WINDOW_DAYS - 1)
Rule = Callable[[date], bool]


def every_day(day: date) -> bool:
    return True


def every_nth(n: int, first: date, on: int = 1) -> Rule:
    """Counted in days from the first: the first ``on`` of every ``n``."""
    return lambda day: (day - first).days % n < on


def weekdays(*numbers: int) -> Rule:
    return lambda day: day.weekday() in numbers


@dataclass(frozen=True)
class Told:
    """How a step is from a day on."""

    valid_from: date
    rule: Rule
    first: date
    last: date = LAST
    required: bool = True
    ended: bool = False


@dataclass
class Record:
    """What was done, as plain as can be."""

    marks: dict[tuple[date, str], tuple[str, datetime]] = field(default_factory=dict)
    notes: dict[date, str] = field(default_factory=dict)
    pauses: list[tuple[date, date, tuple[str, ...]]] = field(default_factory=list)
    """First day, last day, and the names of the steps; none for all."""
    steps: dict[str, list[Told]] = field(default_factory=dict)

    def copy(self) -> Record:
        steps = {name: list(told) for name, told in self.steps.items()}
        return Record(dict(self.marks), dict(self.notes), list(self.pauses), steps)


def run(now: datetime, home: Path, *words: str) -> str:
    """What a command prints at a moment, on a computer that is set to that moment's zone; it must go well."""
    printed, told = run_and_told(now, home, *words)
    assert told == "", (now, words, told)
    return printed


def run_and_told(now: datetime, home: Path, *words: str) -> tuple[str, str]:
    """The same, with what it says beside that."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    status: object = None
    with time_machine.travel(now, tick=False), redirect_stdout(out), redirect_stderr(err):
        try:
            main(["--home", str(home), *words])
        except SystemExit as left:
            status = left.code
        finally:  # a command switches the collector off, as it ends soon
            gc.unfreeze()
            gc.enable()
    printed, told = (_written_to(stream) for stream in (out, err))
    assert status == 0, (now, words, status, told)
    return printed, told


def _written_to(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
