"""Which tasks there are for which days, how each is known, and what it is called there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from uuid import NAMESPACE_OID, uuid5

from msgspec import Struct

from routine_tui.exporters.escapes import lines, one_line
from routine_tui.exporters.ics import HOURS
from routine_tui.model.day.agenda import states
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS, StepVersion
from routine_tui.sync.account import Account

DAYS_AHEAD: Final = 2
"""For how many days after today there are tasks already: so long a phone goes on without this computer."""
DAYS_BACK: Final = 1
"""For how many days after its own a task stays, so that a tick of the last evening still arrives."""
_NAME: Final = re.compile(r"(\d{8})-[0-9a-f-]{36}\.ics")
_WANTED: Final = frozenset({"due", "open", "ahead", "done", "skipped"})


class WantedTask(Struct, frozen=True):
    """A task that is to be on the list."""

    name: str
    day: date
    step_id: str
    title: str
    about: str
    due: datetime
    """By the clock of whoever reads it, wherever they are."""
    place: int
    """Its place on the day's list, from 1."""
    note: str = ""
    """The note of the mark, where notes travel."""


def task_name(recovery_id: str, day: date, step_id: str) -> str:
    """How the task of a step on a day is known there: its day can be read in it, and nothing else."""
    return f"{day:%Y%m%d}-{uuid5(NAMESPACE_OID, chr(10).join(('task', recovery_id, step_id)))}.ics"


def day_of_name(name: str) -> date | None:
    """The day of a task of ours; None for what somebody else put on the list."""
    if (found := _NAME.fullmatch(name)) is None:
        return None
    try:
        return date(int(found[1][:4]), int(found[1][4:6]), int(found[1][6:]))
    except ValueError:
        return None


def kept_days(today: date) -> list[date]:
    """The days that have tasks."""
    return [today + timedelta(days=offset) for offset in range(-DAYS_BACK, DAYS_AHEAD + 1)]


def wanted_tasks(recovery: Recovery, today: date, account: Account) -> Iterator[WantedTask]:
    """Every task that the list should hold, day by day in the order of the checklist."""
    for day in kept_days(today):
        if not recovery.contains(day):
            continue
        there = [planned for planned, state in states(recovery, day, today) if state in _WANTED]
        counts = {slot: sum(one.version.slot == slot for one in there) for slot in SLOTS}
        numbers = dict.fromkeys(SLOTS, 0)
        for place, planned in enumerate(there, start=1):
            version = planned.version
            numbers[version.slot] += 1
            neutral = f"{version.slot.capitalize()} {numbers[version.slot]}/{counts[version.slot]}"
            mark = recovery.record(day).marks.get(planned.step_id)
            yield WantedTask(
                task_name(recovery.id, day, planned.step_id),
                day,
                planned.step_id,
                neutral if account.neutral else one_line(version.named(day)),
                "" if account.neutral else "\n\n".join(_about(version, account)),
                datetime.combine(day, HOURS[version.slot]),
                place,
                lines(mark.note) if mark and "notes" in account.parts and not account.neutral else "",
            )


def step_of_name(recovery: Recovery, day: date, name: str) -> str | None:
    """The step that a task is of, whether or not it is still due; None for one that this copy does not know."""
    ids = (step.id for step in recovery.routine.steps)
    return next((step_id for step_id in ids if task_name(recovery.id, day, step_id) == name), None)


def _about(version: StepVersion, account: Account) -> Iterator[str]:
    """What is told of a step besides its name, where that was asked for."""
    if "products" in account.parts and version.product.strip():
        yield one_line(version.product)
    if "instructions" in account.parts:
        yield from (lines(text) for text in (version.cue, version.instructions) if text.strip())
