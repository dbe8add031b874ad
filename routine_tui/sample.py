"""A made-up recovery to look around in: for the demo, the benchmarks and the pictures in the manual."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from routine_tui.clock import Clock
from routine_tui.facts import routine_of
from routine_tui.model.diary import Day, Mark, Pause
from routine_tui.model.progress import days_between
from routine_tui.model.recovery import Recovery
from routine_tui.model.routine import Version
from routine_tui.model.schedule import Schedule
from routine_tui.planner import Planner
from routine_tui.settings import Home, Settings


def sample_planner(clock: Clock, settings: Settings) -> tuple[TemporaryDirectory[str], Planner]:
    """A planner on sample data, and the temporary folder it lies in, which whoever asks cleans up."""
    folder = TemporaryDirectory(prefix="routine-tui-sample-", ignore_cleanup_errors=True)
    home = Path(folder.name)
    planner = Planner(Home(home, home / "config.toml"), clock, settings)
    planner.folder.create(sample_recovery(planner.today()))
    return folder, planner


_HOURS = {"morning": time(7, 40), "day": time(13, 10), "evening": time(21, 50)}


def sample_recovery(today: date, past_days: int = 22, window_days: int = 84) -> Recovery:
    """A recovery of which some days have passed, with the gaps that real life leaves."""
    zero = today - timedelta(days=past_days)
    routine = routine_of("gentle", zero)
    for step_id, product in (
        ("morning-cleanser", "Oat syndet"),
        ("morning-moisturiser", "Ceramide cream"),
        ("morning-sunscreen", "Zinc 30 tinted"),
    ):
        routine = routine.with_changes(step_id, zero, product=product)
    jelly = Version(
        zero + timedelta(days=7), "evening", "other", "Petroleum jelly on dry spots",
        Schedule(zero + timedelta(days=7), "FREQ=DAILY;INTERVAL=2"), cue="after the moisturiser",
    )  # fmt: skip
    routine = routine.with_step(jelly)
    recovery = Recovery("sample", "Sample", zero, window_days, routine=routine)
    for day in days_between(zero, today):
        recovery = recovery.with_record(_lived(recovery, day, today))
    if past_days > 12:
        away = zero + timedelta(days=past_days - 9)
        recovery = recovery.with_record(Day(away)).with_pause(Pause(away, away, reason="travelling"))
    return recovery


def full_recovery(today: date, days: int) -> Recovery:
    """A recovery in which every step of every day up to ``today`` is done: the heaviest file there is."""
    zero = today - timedelta(days=days - 1)
    recovery = Recovery("full", "Full", zero, days, routine=routine_of("gentle", zero))
    everything = {
        day: Day(day, {planned.step_id: _mark(planned.version.slot, day, 0) for planned in recovery.routine.on(day)})
        for day in days_between(zero, today)
    }
    return replace(recovery, days=everything)


def _lived(recovery: Recovery, day: date, today: date) -> Day:
    """What somebody might have recorded: mostly all of it, now and then less, once in a while nothing."""
    offset = recovery.offset(day)
    record = Day(day, note={5: "Less tight today.", 14: "Redness lighter on the left cheek."}.get(offset, ""))
    if offset % 17 == 11:
        return record
    for place, planned in enumerate(recovery.routine.on(day)):
        version = planned.version
        left_out = (
            not version.required or (offset % 6 == 4 and version.slot == "evening") or (day == today and place > 1)
        )
        if left_out or day not in version.schedule.days(recovery.last_day):
            continue
        record = record.with_mark(planned.step_id, _mark(version.slot, day, place))
    if offset == 16 and "morning-sunscreen" in record.marks:
        skipped = Mark("skipped", record.marks["morning-sunscreen"].at, "stayed indoors")
        record = record.with_mark("morning-sunscreen", skipped)
    return record


def _mark(slot: str, day: date, place: int) -> Mark:
    moment = datetime.combine(day, _HOURS[slot], UTC) + timedelta(minutes=2 * place)
    return Mark("done", moment)
