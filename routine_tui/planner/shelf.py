"""The shelf: products are added, changed, ended and removed, and the steps that use them follow."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from routine_tui.model.changes import Members, onto, with_changes
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.product import Product, Reaction
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.shelf.uses import no_longer_used, used_by, using
from routine_tui.model.text import clipped, folded
from routine_tui.planner.workspace import Room


class Shelf(Room):
    """Adds, changes, ends and removes products. Every change is on the disk when its method returns."""

    def add(self, product: Product, step_ids: Sequence[str] = ()) -> Recovery:
        """Put a product on the shelf, and let steps use it from its introduction (today, where none is said).

        Its id may be empty. Raises BadInput where the shelf has one of that brand and name, OutsideWindow where a step
        would use it after the window.
        """
        new = replace(product.cleaned(), id=product.id or uuid.uuid4().hex)
        self._require_opened(new)
        first = new.introduced_on or self._workspace.today()

        def edit(recovery: Recovery) -> Recovery:
            _require_new(recovery, new)
            return _used_too_by(replace(recovery, products=(*recovery.products, new)), new, step_ids, first)

        return self._workspace.change(f"added {clipped(new.label)}", edit)

    def edit(self, product_id: str, step_ids: Sequence[str] | Members | None = None, **changes: Any) -> Recovery:
        """Change fields of a product; steps that use it follow a change of its name, on all their days.

        ``step_ids`` are those that use it from today on, or from its introduction where that is still to come; or only
        those that begin to and those that no longer do. Raises
        BadInput, OutsideWindow.
        """
        today = self._workspace.today()
        if "ended_on" in changes and changes["ended_on"] is None:
            changes.setdefault("ended_because", "")

        def edit(recovery: Recovery) -> Recovery:
            old = _product(recovery, product_id)
            new = with_changes(old, changes).cleaned()
            if folded(new.label) != folded(old.label):
                _require_new(recovery, new)
            if new.opened_on != old.opened_on:
                self._require_opened(new)
            kept = tuple(new if one.id == product_id else one for one in recovery.products)
            recovery = replace(recovery, products=kept)
            return recovery if step_ids is None else _used_only_by(recovery, new, step_ids, today)

        return self._workspace.change(f"edited {self._label(product_id)}", edit)

    def end(self, product_id: str, day: date, because: str | None = None) -> Recovery:
        """No longer use a product from a day on; it stays on the shelf with its history. Raises BadInput.

        ``because`` is why, in the person's own words; None leaves what was said.
        """

        def edit(recovery: Recovery) -> Recovery:
            old = _product(recovery, product_id)
            new = replace(old, ended_on=day, ended_because=old.ended_because if because is None else because)
            new.require_order()
            new = new.cleaned() if because else new
            kept = tuple(new if one.id == product_id else one for one in recovery.products)
            return replace(recovery, products=kept)

        return self._workspace.change(f"stopped {self._label(product_id)}", edit)

    def reacted(self, product_id: str, reaction: Reaction, there: bool = True) -> Recovery:
        """Record what was seen after a product, or take that back; one of its kind and day is replaced.

        Raises BadInput for a day to come, and where there is none to take back.
        """
        if reaction.day > self._workspace.today():
            raise BadInput(f"{reaction.day} is in the future: record what you saw once you have seen it.")

        def edit(recovery: Recovery) -> Recovery:
            old = _product(recovery, product_id)
            kept = tuple(one for one in old.reactions if (one.day, one.what) != (reaction.day, reaction.what))
            if not there and kept == old.reactions:
                raise BadInput(f"Nothing like that is recorded for {reaction.day}.")
            new = replace(old, reactions=(*kept, reaction) if there else kept)
            return replace(recovery, products=tuple(new if one.id == product_id else one for one in recovery.products))

        return self._workspace.change(f"recorded a reaction to {self._label(product_id)}", edit)

    def remove(self, product_id: str) -> Recovery:
        """Take a product off the shelf, as if it had never stood there; steps keep its name. Raises BadInput."""

        def edit(recovery: Recovery) -> Recovery:
            _product(recovery, product_id)
            return replace(recovery, products=tuple(one for one in recovery.products if one.id != product_id))

        return self._workspace.change(f"deleted {self._label(product_id)}", edit)

    # ------------------------------------------------------------------ helpers

    def _label(self, product_id: str) -> str:
        return clipped(_product(self._workspace.recovery, product_id).label)

    def _require_opened(self, product: Product) -> None:
        if product.opened_on is not None and product.opened_on > self._workspace.today():
            raise BadInput(f"{product.opened_on} is in the future: leave out when it was opened until then.")


def _product(recovery: Recovery, product_id: str) -> Product:
    for product in recovery.products:
        if product.id == product_id:
            return product
    raise BadInput("That product no longer exists.")


def _require_new(recovery: Recovery, new: Product) -> None:
    wanted = folded(new.label)
    if any(folded(one.label) == wanted and one.id != new.id for one in recovery.products):
        raise BadInput(f"“{new.label}” is already in your products: edit that one, or give this one another name.")


def _used_only_by(recovery: Recovery, product: Product, wanted: Sequence[str] | Members, today: date) -> Recovery:
    """The recovery with a product used by these steps only, from today or from its introduction if that is later."""
    day = max(today, product.introduced_on or today, recovery.day_zero)
    step_ids: Sequence[str] = onto(sorted(using(recovery, product, day)), wanted)
    recovery = no_longer_used(recovery, product, day, step_ids)
    return _used_too_by(recovery, product, step_ids, day)


def _used_too_by(recovery: Recovery, product: Product, step_ids: Sequence[str], day: date) -> Recovery:
    """The recovery with a product used by these steps too, from a day on or from day zero, until its own end."""
    end = product.ended_on
    if step_ids and end is not None and end <= day:
        raise BadInput(f"It was stopped on {end}, so no step can use it: start using it again first.")
    more = sorted(set(step_ids).difference(using(recovery, product, day)))
    return used_by(recovery, product, more, max(day, recovery.day_zero))
