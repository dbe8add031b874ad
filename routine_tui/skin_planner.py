"""The door to how the skin is doing: check-ins, what is asked once, the shelf, a clinician's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from routine_tui.model.clearance import Clearance
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery import Recovery
from routine_tui.model.shelf import Product, uses
from routine_tui.model.skin import PROFILE, Answer, CheckIn, kind_of, require_answer
from routine_tui.model.words import clipped, free_text, short_day

if TYPE_CHECKING:
    from routine_tui.planner import Planner


class SkinPlanner:
    """What a planner does about the skin. Every change is on the disk when its method returns."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    # ------------------------------------------------------------------ check-ins

    def check_in(self, day: date, answers: Mapping[str, Answer | None], note: str | None = None) -> Recovery:
        """Record answers for a day beside those that are there; None takes one back. ``note`` replaces the note.

        Raises OutsideWindow, and BadInput for a future day or an answer that its question does not take.
        """
        self._planner.require_not_ahead(day)
        for name, answer in answers.items():
            if name in PROFILE:
                raise BadInput(f"{name} is asked once, not in a check-in: use routine-tui profile.")
            kind_of(name)
            if answer is not None:
                require_answer(name, answer)
        words = None if note is None else free_text(note, "The note")
        now = self._planner.clock.now()

        def edit(recovery: Recovery) -> Recovery:
            before = recovery.record(day).skin or CheckIn()
            return recovery.checked_in(day, before.with_answers(answers, now, words))

        when = "" if day == self._planner.today() else f" on {short_day(day)}"
        return self._planner.change(f"checked in{when}", edit)

    def set_profile(self, answers: Mapping[str, int | bool | None]) -> Recovery:
        """Record what is asked once about the person; None takes an answer back. Raises BadInput."""
        for name, answer in answers.items():
            if name not in PROFILE:
                raise BadInput(f"{clipped(name, 40)} is not asked in the profile: use one of {', '.join(PROFILE)}.")
            if answer is not None:
                require_answer(name, answer)

        def edit(recovery: Recovery) -> Recovery:
            kept = {name: value for name, value in {**recovery.profile, **answers}.items() if value is not None}
            return recovery if kept == recovery.profile else replace(recovery, profile=kept)

        return self._planner.change("changed the profile", edit)

    # ------------------------------------------------------------------ what to leave alone

    def clear(self, item: str, from_day: date | None, words: str = "") -> Recovery:
        """Record a clinician's word about something to leave alone: from when, or None for the list's own day again.

        ``item`` is the thing's id. Raises BadInput where there is no such thing, or where a day comes without a word on
        who said it.
        """
        import uuid

        from routine_tui.skin_facts import avoid_item

        label = avoid_item(item).label
        said = free_text(words, "What was said")
        if from_day is not None and not said.strip():
            raise BadInput("A date is changed on a clinician's word: say who said it, such as “Dr Kaya, 3 December”.")
        word = Clearance(uuid.uuid4().hex, item, self._planner.clock.now(), from_day, said)

        def edit(recovery: Recovery) -> Recovery:
            return replace(recovery, clearances=(*recovery.clearances, word))

        return self._planner.change(f"recorded a word on {label}", edit)

    # ------------------------------------------------------------------ the shelf

    def add_product(self, product: Product, step_ids: Sequence[str] = ()) -> Recovery:
        """Put a product on the shelf, and let steps use it from its introduction (today, where none is said).

        Its id may be empty. Raises BadInput where the shelf has one of that brand and name, OutsideWindow where a step
        would use it outside the window.
        """
        import uuid

        new = replace(product.cleaned(), id=product.id or uuid.uuid4().hex)
        first = new.introduced_on or self._planner.today()

        def edit(recovery: Recovery) -> Recovery:
            _require_new(recovery, new)
            recovery = replace(recovery, products=(*recovery.products, new))
            return _used_by(recovery, new, step_ids, first)

        return self._planner.change(f"put {clipped(new.label)} on the shelf", edit)

    def edit_product(self, product_id: str, step_ids: Sequence[str] | None = None, **changes: Any) -> Recovery:
        """Change fields of a product; steps that use it follow a change of its name, on all their days.

        ``step_ids`` are those that use it from today on, where given. Raises BadInput, OutsideWindow.
        """
        today = self._planner.today()

        def edit(recovery: Recovery) -> Recovery:
            old = _product(recovery, product_id)
            new = replace(old, **changes).cleaned()
            if new.label.casefold() != old.label.casefold():
                _require_new(recovery, new)
            recovery = _renamed(recovery, old, new)
            kept = tuple(new if one.id == product_id else one for one in recovery.products)
            recovery = replace(recovery, products=kept)
            return recovery if step_ids is None else _used_by(recovery, new, step_ids, recovery.nearest(today), True)

        return self._planner.change(f"changed {self._label(product_id)}", edit)

    def end_product(self, product_id: str, day: date) -> Recovery:
        """No longer use a product from a day on; it stays on the shelf with its history. Raises BadInput."""

        def edit(recovery: Recovery) -> Recovery:
            old = _product(recovery, product_id)
            new = replace(old, ended_on=day)
            kept = tuple(new if one.id == product_id else one for one in recovery.products)
            return _used_by(replace(recovery, products=kept), new, (), recovery.nearest(day), only=True)

        return self._planner.change(f"ended {self._label(product_id)}", edit)

    def remove_product(self, product_id: str) -> Recovery:
        """Take a product off the shelf, as if it had never stood there; steps keep its name. Raises BadInput."""

        def edit(recovery: Recovery) -> Recovery:
            _product(recovery, product_id)
            return replace(recovery, products=tuple(one for one in recovery.products if one.id != product_id))

        return self._planner.change(f"took {self._label(product_id)} off the shelf", edit)

    def _label(self, product_id: str) -> str:
        return clipped(_product(self._planner.recovery, product_id).label)


def _product(recovery: Recovery, product_id: str) -> Product:
    for product in recovery.products:
        if product.id == product_id:
            return product
    raise BadInput("That product is not on the shelf any more.")


def _require_new(recovery: Recovery, new: Product) -> None:
    if any(one.label.casefold() == new.label.casefold() and one.id != new.id for one in recovery.products):
        raise BadInput(f"“{new.label}” is on the shelf already: change that one, or give this one another name.")


def _used_by(recovery: Recovery, product: Product, step_ids: Sequence[str], day: date, only: bool = False) -> Recovery:
    """With a product named by steps from a day on; with ``only``, no longer by the others."""
    routine = recovery.routine
    using = {use.step_id for use in uses(recovery, product) if use.until is None}
    for step_id in [one for one in step_ids if one not in using]:
        recovery.require(day)
        routine = routine.with_changes(step_id, day, product=product.label)
    for step_id in using.difference(step_ids) if only else ():
        routine = routine.with_changes(step_id, day, product="")
    return recovery.with_routine(routine)


def _renamed(recovery: Recovery, old: Product, new: Product) -> Recovery:
    """With a product's new name in every version of a step that has the old one."""
    if old.label == new.label:
        return recovery
    wanted = old.label.casefold().split()
    steps = tuple(
        replace(
            step,
            versions=tuple(
                replace(one, product=new.label) if one.product.casefold().split() == wanted else one
                for one in step.versions
            ),
        )
        for step in recovery.routine.steps
    )
    return recovery.with_routine(replace(recovery.routine, steps=steps))
