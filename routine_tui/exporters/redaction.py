"""What stands in for a part that is left out, so that every day counts as it did.

What rests near a session never counts against anyone, and it does not begin to because nobody is told of the session.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from routine_tui.model.day.progress import days_between
from routine_tui.model.recovery.care import NO_CARE
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.procedure import EVERYTHING, Around, AroundSince, Procedure
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import KINDS, Routine, Step, StepVersion

_ONE_DAY = timedelta(days=1)


def without_care(recovery: Recovery) -> Recovery:
    """A recovery without its care: what rested near a session is paused, what is tied to one has plain days.

    The steps of courses are steps like others.
    """
    pauses = (Pause(first, last, step_ids) for (first, last), step_ids in _rests(recovery).items())
    routine = Routine(tuple(_untied(recovery, step) for step in recovery.routine.steps))
    return replace(recovery.with_routine(routine), pauses=(*recovery.pauses, *pauses), care=NO_CARE)


def without_products(recovery: Recovery) -> Recovery:
    """A recovery without the names of products: what rests because of one is named by the steps that hold it."""
    steps = tuple(
        replace(step, versions=tuple(replace(version, product="") for version in step.versions))
        for step in recovery.routine.steps
    )
    procedures = tuple(_unbranded(recovery.routine, one) for one in recovery.care.procedures)
    care = recovery.care if procedures == recovery.care.procedures else recovery.care.having(procedures=procedures)
    return replace(recovery.with_routine(Routine(steps)), products=(), care=care)


def _rests(recovery: Recovery) -> dict[tuple[date, date], tuple[str, ...]]:
    """The days in a row on which steps rest near a session, each with the steps."""
    resting: dict[str, list[date]] = {}
    for day in days_between(recovery.day_zero, recovery.last_day) if recovery.care.sessions else ():
        for planned in recovery.routine.on(day):
            if recovery.care.resting(day, planned.step_id, planned.version):
                resting.setdefault(planned.step_id, []).append(day)
    found: dict[tuple[date, date], tuple[str, ...]] = {}
    for step_id, days in resting.items():
        for run in _runs(days):
            found[run] = (*found.get(run, ()), step_id)
    return found


def _runs(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Days in a row, each with its first and its last."""
    run: tuple[date, date] | None = None
    for day in days:
        if run and run[1] + _ONE_DAY == day:
            run = run[0], day
            continue
        if run:
            yield run
        run = day, day
    if run:
        yield run


def _untied(recovery: Recovery, step: Step) -> Step:
    """A step whose versions that are tied to sessions have the days around these for a schedule."""
    if all(version.schedule.around is None for version in step.versions):
        return step
    versions: list[StepVersion] = []
    for number, version in enumerate(step.versions):
        following = step.versions[number + 1 : number + 2]
        last = following[0].valid_from - _ONE_DAY if following else recovery.last_day
        versions += [version] if version.schedule.around is None else _plain(recovery, version, last)
    return replace(step, versions=tuple(versions))


def _plain(recovery: Recovery, version: StepVersion, last: date) -> Iterator[StepVersion]:
    """A tied version as one that has ended, and one for each of the runs of days around a session."""
    schedule = replace(version.schedule, around=None)
    first = max(version.valid_from, recovery.day_zero)
    days = (day for day in days_between(first, last) if version.covers(day) and recovery.care.is_around(day, version))
    runs = list(_runs(days))
    if not runs or runs[0][0] != version.valid_from:
        yield replace(version, schedule=schedule, ended=True)
    for begins, ends in runs:
        yield replace(version, valid_from=begins, schedule=replace(schedule, last_day=ends))


def _unbranded(routine: Routine, procedure: Procedure) -> Procedure:
    """A procedure that names no product: instead of one it has the steps that hold it, as they are from day to day."""
    branded = {around for since in procedure.around for around in since.around if _is_branded(routine, around)}
    if not branded:
        return procedure
    turns = {version.valid_from for step in routine.steps for version in step.versions}
    found: list[AroundSince] = []
    for day in sorted({since.valid_from for since in procedure.around} | turns):
        known = procedure.around_on(day)
        around = tuple(one for kept in known for one in (_by_step(routine, kept, day) if kept in branded else (kept,)))
        if not found or around != found[-1].around:
            found.append(AroundSince(day, around))
    return replace(procedure, around=tuple(found))


def _is_branded(routine: Routine, around: Around) -> bool:
    """Whether what rests is meant by the name of a product."""
    if around.target.casefold() in (EVERYTHING, *KINDS):
        return False
    versions = ((step.id, version) for step in routine.steps for version in step.versions)
    return any(
        around.means(step_id, version) and not around.means(step_id, replace(version, product=""))
        for step_id, version in versions
    )


def _by_step(routine: Routine, around: Around, day: date) -> Iterator[Around]:
    for step in routine.steps:
        version = step.on(day)
        if version and around.means(step.id, version):
            yield replace(around, target=step.id)
