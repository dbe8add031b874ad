"""Puts plain pauses, days and steps in the place of a part that is left out, so that every figure stays as it was.

A step that rests near a session counts against nobody, and must not begin to where the session is not told.
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
    """A recovery without its care: steps that rest near a session are paused, steps tied to one get fixed days.

    The steps of courses stay, as steps like others.
    """
    pauses = (Pause(first, last, step_ids) for (first, last), step_ids in _rests(recovery).items())
    routine = Routine(tuple(_untied(recovery, step) for step in recovery.routine.steps))
    return replace(recovery.with_routine(routine), pauses=(*recovery.pauses, *pauses), care=NO_CARE)


def without_products(recovery: Recovery) -> Recovery:
    """A recovery without the names of products; what rests by the name of a product rests by its steps instead."""
    steps = tuple(
        replace(step, versions=tuple(replace(version, product="", product_id="") for version in step.versions))
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
    """The same step with a version of fixed days in the place of each version that is tied to sessions."""
    if all(version.schedule.around is None for version in step.versions):
        return step
    versions: list[StepVersion] = []
    for number, version in enumerate(step.versions):
        following = step.versions[number + 1 : number + 2]
        last = following[0].valid_from - _ONE_DAY if following else recovery.last_day
        versions += [version] if version.schedule.around is None else _plain(recovery, version, last)
    return replace(step, versions=tuple(versions))


def _plain(recovery: Recovery, version: StepVersion, last: date) -> Iterator[StepVersion]:
    """One version a run of days near a session, after an ended one where the first run begins later."""
    schedule = replace(version.schedule, around=None)
    first = max(version.valid_from, recovery.day_zero)
    days = (day for day in days_between(first, last) if version.covers(day) and recovery.care.is_around(day, version))
    runs = list(_runs(days))
    if not runs or runs[0][0] != version.valid_from:
        yield replace(version, schedule=schedule, ended=True)
    for begins, ends in runs:
        yield replace(version, valid_from=begins, schedule=replace(schedule, last_day=ends))


def _unbranded(routine: Routine, procedure: Procedure) -> Procedure:
    """The same procedure, with the ids of the steps that use a product in the place of its name, day by day."""
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
