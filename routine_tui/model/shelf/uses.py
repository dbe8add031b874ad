"""Which steps use a product, and from when: a step holds the id of the product that it uses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.day.since import spans
from routine_tui.model.recovery.linking import names, without_product

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
    for use in _named(recovery, product):
        if end is None:
            found.append(use)
        elif use.first_day < end:
            found.append(use if use.is_over(end) else replace(use, until=end))
    return tuple(found)


def using(recovery: Recovery, product: Product, day: date) -> frozenset[str]:
    """The ids of the steps that use a product on a day, or will after it."""
    return frozenset(use.step_id for use in uses(recovery, product) if not use.is_over(day))


def used_by(recovery: Recovery, product: Product, step_ids: Collection[str], day: date) -> Recovery:
    """With a product named by some more steps, from a day on. Raises OutsideWindow, BadInput for an unknown step."""
    routine = recovery.routine
    for step_id in step_ids:
        recovery.require(day)
        routine = routine.with_changes(step_id, day, product=product.label, product_id=product.id)
    return recovery.with_routine(routine) if step_ids else recovery


def no_longer_used(recovery: Recovery, product: Product, day: date, kept: Collection[str] = ()) -> Recovery:
    """With a product no longer named from a day on, but by the steps to keep. Other products stay where they are."""
    going = {use.step_id for use in _named(recovery, product) if not use.is_over(day)}.difference(kept)
    if not going or day > recovery.last_day:
        return recovery
    first = max(day, recovery.day_zero)
    steps = tuple(
        without_product(step, partial(names, product), first) if step.id in going else step
        for step in recovery.routine.steps
    )
    return recovery.with_routine(replace(recovery.routine, steps=steps))


def _named(recovery: Recovery, product: Product) -> Iterator[Use]:
    """Every span of days on which a step belongs to the routine and names a product."""
    is_it = partial(names, product)
    for step in recovery.routine.steps:
        for span in spans(step.versions, is_it):
            if is_it(span.version):
                until = span.last + timedelta(days=1) if span.last and span.last < date.max else None
                yield Use(step.id, span.first, until)
