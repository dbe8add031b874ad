"""What is and was in use: each step with its product, since when and until when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from routine_tui.exporters.escapes import one_line
from routine_tui.model.day.often import measure
from routine_tui.model.recovery.routine import SLOTS, Kind, Routine, Slot, Step, StepVersion


class InUse(Struct, frozen=True):
    """A step of the routine as it is."""

    step_id: str
    slot: Slot
    kind: Kind
    name: str
    schedule: str
    """In words: ``every other day until 4 March``."""
    required: bool
    cue: str
    since: date
    """The first day of the step in this form; ahead for one that is yet to begin."""
    product: str
    """Empty for none."""
    product_since: date | None
    measure: str = ""
    """How much of it was set, in words: ``12 hours a day``; empty for what is only done or not."""


class Earlier(Struct, frozen=True):
    """A step that has ended, or a product that was in use for it before."""

    slot: Slot
    name: str
    product: str
    """Empty for none."""
    first: date
    last: date


class _Run(Struct, frozen=True):
    """Days in a row on which something about a step was the same."""

    version: StepVersion
    first: date
    last: date | None


def in_use(routine: Routine, day: date) -> tuple[InUse, ...]:
    """The steps in the routine on a day, in order, with those that begin later."""
    return tuple(_in_use(step.id, _known(step, day), version) for step, version in routine.current(day))


def earlier(routine: Routine, day: date) -> tuple[Earlier, ...]:
    """The steps that had ended by a day, and the products that had made way for others, oldest first."""
    found: list[Earlier] = []
    for step, _ in routine.ended(day):
        found += [_earlier(run) for run in _runs(_known(step, day), _product)]
    for step, _ in routine.current(day):
        runs = list(_runs(_known(step, day), _product))[:-1]
        found += [_earlier(run) for run in runs if run.version.product]
    return tuple(sorted(found, key=lambda was: (was.first, was.last, SLOTS.index(was.slot), was.name)))


def _in_use(step_id: str, versions: tuple[StepVersion, ...], version: StepVersion) -> InUse:
    begins = max(version.valid_from, version.schedule.first_day)
    since = [run.first for run in _runs(versions, _form)] or [begins]
    product_since = [run.first for run in _runs(versions, _product)] or [begins]
    return InUse(
        step_id,
        version.slot,
        version.kind,
        one_line(version.name),
        one_line(version.schedule.in_words()),
        version.required,
        one_line(version.cue),
        since[-1],
        one_line(version.product),
        product_since[-1] if version.product else None,
        measure(version),
    )


def _earlier(run: _Run) -> Earlier:
    assert run.last is not None  # an ended version or another product follows, or its schedule has a last day
    version = run.version
    return Earlier(version.slot, one_line(version.name), one_line(version.product), run.first, run.last)


def _known(step: Step, day: date) -> tuple[StepVersion, ...]:
    """The versions that had begun by a day, or the first one of a step that is yet to begin."""
    return tuple(version for version in step.versions if version.valid_from <= day) or step.versions[:1]


def _form(version: StepVersion) -> object:
    schedule = version.schedule
    rule = schedule.rule, schedule.days_on, schedule.stages, schedule.around
    return version.slot, version.kind, version.name, version.required, rule, version.hours, version.most_per_day


def _product(version: StepVersion) -> object:
    return version.product


def _runs(versions: tuple[StepVersion, ...], same: Callable[[StepVersion], object]) -> Iterator[_Run]:
    """Runs of versions, oldest first: within one they follow each other without a gap, and ``same`` gives one value."""
    run: _Run | None = None
    for number, version in enumerate(versions):
        first = max(version.valid_from, version.schedule.first_day)
        ends = [version.schedule.last_day] if version.schedule.last_day else []
        ends += [following.valid_from - timedelta(days=1) for following in versions[number + 1 : number + 2]]
        last = min(ends, default=None)
        if version.ended or (last is not None and last < first):
            continue
        if run and run.last and run.last + timedelta(days=1) == first and same(run.version) == same(version):
            run = _Run(version, run.first, last)
            continue
        if run:
            yield run
        run = _Run(version, first, last)
    if run:
        yield run
