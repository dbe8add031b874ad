"""What is to come of a step: the days on which it is next, what changes on which day, and when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from routine_tui.model.day.agenda import EXPECTED, state_of
from routine_tui.model.day.often import often_words
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Step, StepVersion
from routine_tui.model.text import clipped, weekday_day


class PlannedChange(Struct, frozen=True):
    """A day from which a step is another than before."""

    day: date
    version: StepVersion
    """The step as it is from that day on."""
    before: StepVersion


def next_days(recovery: Recovery, step: Step, day: date, today: date, count: int = 1) -> tuple[date, ...]:
    """The next days on which a step is expected, seen from a day, at most ``count`` of them.

    The day itself is one of them unless the step is done on it. Later versions of the step, its end, pauses and
    sessions count; no day is later than the last of the window.
    """
    found: list[date] = []
    for ordinal in range(day.toordinal(), recovery.last_day.toordinal() + 1):
        on = date.fromordinal(ordinal)
        state = state_of(recovery, step, on, today)
        if state in EXPECTED and (on > day or state != "done"):
            found.append(on)
            if len(found) == count:
                break
    return tuple(found)


def planned_changes(step: Step, day: date) -> Iterator[PlannedChange]:
    """What is to change of a step after a day, the soonest first; a move within its slot is no change."""
    before = step.on_or_first(day)
    for version in step.versions:
        if version.valid_from > day and version is not step.versions[0]:
            if _told(version) != _told(before):
                yield PlannedChange(version.valid_from, version, before)
            before = version


def last_day(step: Step) -> date | None:
    """The last day of a step as it is planned: that of its schedule, or the one before it was ended; None for open."""
    end: date | None = None
    for version in step.versions:
        if not version.ended:
            end = version.schedule.last_day
        elif end is None or version.valid_from <= end:
            end = version.valid_from - timedelta(days=1)
    return end


def stopped_from(step: Step, day: date) -> date | None:
    """The day from which a step is stopped, where that is so on a day or planned for later; None where neither is."""
    since: date | None = None
    for version, following in zip(step.versions, (*step.versions[1:], None), strict=True):
        since = (since or version.valid_from) if version.ended else None
        if since is not None and (following is None or following.valid_from > day):
            return since
    return None


def change_words(change: PlannedChange, today: date) -> str:
    """A planned change in a few words: ``from Fri 27 Nov: every Monday``."""
    version, before = change.version, change.before
    if version.ended:
        return f"ends: not expected from {weekday_day(change.day, today)} on"
    words = ["expected again"] if before.ended else []
    words += [clipped(version.name)] if version.name != before.name else []
    words += [f"in the {version.slot}"] if version.slot != before.slot else []
    words += [clipped(often_words(version, today), 400)] if _often(version) != _often(before) else []
    words += [clipped(version.product) or "no product"] if version.product != before.product else []
    words += [clipped(version.cue) or "no cue"] if version.cue != before.cue else []
    words += [version.kind] if version.kind != before.kind else []
    return f"from {weekday_day(change.day, today)}: {', '.join(words)}"


def _often(version: StepVersion) -> object:
    return version.schedule, version.required, version.hours, version.most_per_day


def _told(version: StepVersion) -> object:
    """What a person is told of a step; of one that has ended only that."""
    if version.ended:
        return None
    return _often(version), version.slot, version.kind, version.name, version.product, version.cue
