"""In which order the steps of a part of the day are usually done."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from routine_tui.model.recovery.routine import SLOTS, Routine


def order_advice(routine: Routine, day: date) -> str | None:
    """A quiet hint where a sunscreen stands before a moisturiser or a cleanser comes after one; None where all is well.

    The order is cleanser, prescribed cream, moisturiser, sunscreen (American Academy of Dermatology and the phases of
    ``data/templates.toml``). It is advice: nothing is blocked.
    """
    rank = {"cleanser": 0, "prescription": 1, "moisturiser": 2, "sunscreen": 3}
    for slot in SLOTS:
        row = [planned.version for planned in routine.on(day) if planned.version.slot == slot]
        ranked = [version for version in row if version.kind in rank]
        for before, after in pairwise(ranked):
            if rank[before.kind] > rank[after.kind]:
                return f"In the {slot}, {after.kind} usually goes before {before.kind}."
    return None
