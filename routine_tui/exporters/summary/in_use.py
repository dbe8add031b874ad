"""What is and was in use: each step with its product, since when and until when."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from routine_tui.exporters.escapes import one_line
from routine_tui.model.day.often import measure
from routine_tui.model.day.since import StepSpan, known, since, spans
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
    """The first of the days in a row on which it is in the routine; ahead for a step that is yet to begin."""
    changed: date
    """Since when it is in this form: of this name, this slot and this schedule."""
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


def in_use(routine: Routine, day: date) -> tuple[InUse, ...]:
    """The steps in the routine on a day, in order, with those that begin later."""
    return tuple(_in_use(step, day, version) for step, version in routine.current(day))


def earlier(routine: Routine, day: date) -> tuple[Earlier, ...]:
    """The steps that had ended by a day, and the products that had made way for others, oldest first."""
    found: list[Earlier] = []
    for step, _ in routine.ended(day):
        found += [_earlier(span) for span in spans(known(step, day), _product)]
    for step, _ in routine.current(day):
        before = list(spans(known(step, day), _product))[:-1]
        found += [_earlier(span) for span in before if span.version.product]
    return tuple(sorted(found, key=lambda was: (was.first, was.last, SLOTS.index(was.slot), was.name)))


def _in_use(step: Step, day: date, version: StepVersion) -> InUse:
    return InUse(
        step.id,
        version.slot,
        version.kind,
        one_line(version.name),
        one_line(version.schedule.in_words()),
        version.required,
        one_line(version.cue),
        since(step, day),
        since(step, day, _form),
        one_line(version.product),
        since(step, day, _product) if version.product else None,
        measure(version),
    )


def _earlier(span: StepSpan) -> Earlier:
    assert span.last is not None  # an ended version or another product follows, or its schedule has a last day
    version = span.version
    return Earlier(version.slot, one_line(version.name), one_line(version.product), span.first, span.last)


def _form(version: StepVersion) -> object:
    schedule = version.schedule
    rule = schedule.rule, schedule.days_on, schedule.stages, schedule.around
    return version.slot, version.kind, version.name, version.required, rule, version.hours, version.most_per_day


def _product(version: StepVersion) -> object:
    return version.product
