"""A year with two courses, three procedures, two pauses and a visit a month: Today, a tick, and the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from msgspec.structs import replace

from benchmarks.first_paint import first_paint
from benchmarks.measure import (
    BARE,
    BARE_SHOWS,
    OURS,
    OURS_SHOWS,
    ROUNDS,
    Figure,
    Series,
    Watch,
    alternating,
    compiled,
    ratio,
)
from benchmarks.status import IMPORTS, run
from benchmarks.tick import QUIET_SECONDS, WARM_UPS, disk, in_one_process
from routine_tui.clock import SystemClock
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import Around, Procedure
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Visit
from routine_tui.planner.courses import Regimen
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from tests.full import full_recovery

YEAR: Final = 365
CALENDAR_SHOWS: Final = b"By weekday"


@contextmanager
def year_with_care(days: int = YEAR) -> Iterator[Path]:
    """A folder with a year of which two thirds have passed, all ticked, with all of it planned."""
    with TemporaryDirectory(prefix="routine-tui-benchmark-") as folder:
        home = Path(folder)
        planner = Planner(Home(home, home / "config.toml"), SystemClock())
        today = planner.today()
        planner.folder.create(replace(full_recovery(today, days * 2 // 3), window_days=days))
        _plan(planner, planner.recovery.day_zero, today)
        yield home


def _plan(planner: Planner, zero: date, today: date) -> None:
    """Two courses, three procedures with what rests around their sessions, two pauses, a visit a month."""
    begins = today - timedelta(days=40)
    ramp = Schedule.from_words("3 days for 2 weeks, then 2 days for 2 weeks, then day for 8 weeks", begins)
    planner.courses.add(Course("", "Tretinoin", begins, reviews=(28, 84)), Regimen(ramp, ("evening",)))
    long = Schedule.from_words("day for 24 weeks", begins)
    planner.courses.add(Course("", "Azelaic acid", begins, reviews=(28, 56)), Regimen(long, ("morning", "evening")))
    for number, name in enumerate(("Pulsed dye laser", "Peel", "Fractional laser")):
        sessions = [zero + timedelta(days=90 + 20 * number + 42 * place) for place in range(3)]
        resting = (Around("tretinoin", 7, 7), Around("sunscreen", 0, 5, "Clinic ointment"))
        planner.procedures.add(Procedure("", name, "laser", count=3, gap_least=42), sessions, resting)
    planner.pauses.add(zero + timedelta(days=50), zero + timedelta(days=56), reason="travelling")
    planner.pauses.add(today + timedelta(days=30), today + timedelta(days=37))
    for month in range(12):
        planner.visits.add(Visit("", zero + timedelta(days=14 + 30 * month), time(10, 30), "Dr Kaya", "Clinic"))


def calendar(home: Path) -> tuple[Series, int]:
    """The ms from the key ``2`` to the last byte of the calendar, and the most frames; a fresh program each time."""
    taken = []
    for _ in range(ROUNDS):
        with Watch(OURS, home) as watch:
            watch.wait_for_frame(OURS_SHOWS)
            watch.wait_until_quiet(0.5)
            taken.append(watch.press_and_wait("2", 0.2))
            assert CALENDAR_SHOWS in watch.written
    return Series(tuple(ms for ms, _, _ in taken)), max(frames for _, frames, _ in taken)


def ticks(home: Path) -> tuple[Series, int]:
    """The ms of ticks and unticks by the space key, and the most frames."""
    with Watch(OURS, home) as watch:
        watch.wait_for_frame(OURS_SHOWS)
        watch.wait_until_quiet(1.0)
        taken = [watch.press_and_wait(" ", QUIET_SECONDS) for _ in range(2 * ROUNDS + WARM_UPS)][WARM_UPS:]
    return Series(tuple(ms for ms, _, _ in taken)), max(frames for _, frames, _ in taken)


def figures() -> list[Figure]:
    """The limits are those of a recovery without care: a year of ticks lies between 84 days and two years of them."""
    compiled()
    with year_with_care() as home:
        ours, bare = alternating(lambda: first_paint(OURS, OURS_SHOWS, home), lambda: first_paint(BARE, BARE_SHOWS))
        by_hand = disk(home)
        outside, frames = ticks(home)
        inside, _ = in_one_process(home)
        shown, _ = calendar(home)
        status, imports = alternating(lambda: run((*OURS, "status"), home), lambda: run(IMPORTS, home), 2 * ROUNDS)
    beside = f"disk alone {by_hand}"
    return [
        ratio("care: first paint of Today", ours, bare, 1.35, "bare app"),
        Figure("care: tick, a year, in a terminal", str(outside), beside, outside.median, 12.0, "ms"),
        Figure("care: frames of a tick at most", "", "", frames, 1, "frame"),
        Figure("care: tick, a year, in one process", str(inside), beside, inside.median, 12.0, "ms"),
        ratio("care: the calendar, all of it", shown, bare, 1.0, "bare app's first paint"),
        ratio("care: routine-tui status", status, imports, 1.6, "imports"),
    ]


if __name__ == "__main__":
    print(*figures(), sep="\n")
