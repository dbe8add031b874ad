"""Since when something of a step is as it is: days in a row, put together from the versions of the step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from routine_tui.model.recovery.routine import Step, StepVersion


class StepSpan(Struct, frozen=True):
    """Days in a row on which something about a step was the same."""

    version: StepVersion
    """The newest of these days."""
    first: date
    last: date | None
    """None for open."""


def since(step: Step, day: date, same: Callable[[StepVersion], object] = lambda version: None) -> date:
    """The first of the days in a row on which a step is in the routine, as it is known on a day.

    The day is ahead for a step that is yet to begin. With ``same``, since when what ``same`` gives is as it is.
    """
    versions = known(step, day)
    coming = step.coming(day)
    if coming is not None and coming.valid_from > day:
        return max(coming.valid_from, coming.schedule.first_day)
    found = [span.first for span in spans(versions, same)]
    return found[-1] if found else max(versions[-1].valid_from, versions[-1].schedule.first_day)


def known(step: Step, day: date) -> tuple[StepVersion, ...]:
    """The versions that had begun by a day, or the first one of a step that is yet to begin."""
    return tuple(version for version in step.versions if version.valid_from <= day) or step.versions[:1]


def spans(versions: tuple[StepVersion, ...], same: Callable[[StepVersion], object]) -> Iterator[StepSpan]:
    """The days on which a step is there, parted where it is not, and where ``same`` gives something else."""
    span: StepSpan | None = None
    for number, version in enumerate(versions):
        first = max(version.valid_from, version.schedule.first_day)
        ends = [version.schedule.last_day] if version.schedule.last_day else []
        ends += [following.valid_from - timedelta(days=1) for following in versions[number + 1 : number + 2]]
        last = min(ends, default=None)
        if version.ended or (last is not None and last < first):
            continue
        if span and first - timedelta(days=1) == span.last and same(span.version) == same(version):
            span = StepSpan(version, span.first, last)
            continue
        if span:
            yield span
        span = StepSpan(version, first, last)
    if span:
        yield span
