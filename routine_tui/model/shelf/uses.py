"""Which steps use a product, and from when: a step and its product are one truth, the step's own text.

White space, case and how an accent was typed do not matter when a text is held against a product's label.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.day.since import spans
from routine_tui.model.recovery.routine import Step, StepVersion
from routine_tui.model.text import folded

if TYPE_CHECKING:
    from routine_tui.model.recovery.product import Product
    from routine_tui.model.recovery.recovery import Recovery


class Use(Struct, frozen=True):
    """A step that uses a product, from a day until the day before another."""

    step_id: str
    first_day: date
    until: date | None
    """The first day on which it is no longer used there; None where none is known."""

    def is_over(self, day: date) -> bool:
        """Whether it ended on a day or before."""
        return self.until is not None and self.until <= day


def uses(recovery: Recovery, product: Product) -> tuple[Use, ...]:
    """Every use of a product, by step and then by day; none goes on after the product's own end."""
    end, found = product.ended_on, []
    for use in _named(recovery, product.label):
        if end is None:
            found.append(use)
        elif use.first_day < end:
            found.append(use if use.is_over(end) else replace(use, until=end))
    return tuple(found)


def using(recovery: Recovery, product: Product, day: date) -> frozenset[str]:
    """The ids of the steps that use a product on a day, or will after it."""
    return frozenset(use.step_id for use in uses(recovery, product) if not use.is_over(day))


def used_by(recovery: Recovery, label: str, step_ids: Collection[str], day: date) -> Recovery:
    """With a product named by some more steps, from a day on. Raises OutsideWindow, BadInput for an unknown step."""
    routine = recovery.routine
    for step_id in step_ids:
        recovery.require(day)
        routine = routine.with_changes(step_id, day, product=label)
    return recovery.with_routine(routine) if step_ids else recovery


def no_longer_used(recovery: Recovery, label: str, day: date, kept: Collection[str] = ()) -> Recovery:
    """With a product no longer named from a day on, but by the steps to keep. Other products stay where they are."""
    going = {use.step_id for use in _named(recovery, label) if not use.is_over(day)}.difference(kept)
    if not going or day > recovery.last_day:
        return recovery
    first = max(day, recovery.day_zero)
    steps = tuple(_without(step, label, first) if step.id in going else step for step in recovery.routine.steps)
    return recovery.with_routine(replace(recovery.routine, steps=steps))


def renamed(recovery: Recovery, old: str, new: str) -> Recovery:
    """With another name for a product wherever a step has the old one, on every day: it is the same jar."""
    if old == new:
        return recovery
    wanted = folded(old)
    steps = tuple(
        replace(
            step,
            versions=tuple(
                replace(one, product=new) if folded(one.product) == wanted else one for one in step.versions
            ),
        )
        for step in recovery.routine.steps
    )
    return recovery.with_routine(replace(recovery.routine, steps=steps))


def _named(recovery: Recovery, label: str) -> Iterator[Use]:
    """Every span of days on which a step belongs to the routine and names a product."""
    wanted = folded(label)
    for step in recovery.routine.steps:
        for span in spans(step.versions, lambda version: folded(version.product)):
            if folded(span.version.product) == wanted:
                until = span.last + timedelta(days=1) if span.last and span.last < date.max else None
                yield Use(step.id, span.first, until)


def _without(step: Step, label: str, day: date) -> Step:
    """A step that no longer names a product from a day on; where a later version names another, it still does."""
    wanted = folded(label)
    versions = list(step.versions)
    now = step.on(day)
    if now is not None and now.valid_from < day and folded(now.product) == wanted:
        versions.insert(versions.index(now) + 1, replace(now, valid_from=day))
    kept: list[StepVersion] = []
    for version in versions:
        if version.valid_from >= day and folded(version.product) == wanted:
            version = replace(version, product="")
        if not kept or version.valid_from < day or version != replace(kept[-1], valid_from=version.valid_from):
            kept.append(version)
    return replace(step, versions=tuple(kept))
