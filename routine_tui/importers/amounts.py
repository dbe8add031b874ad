"""How much was done, and whether that reached what was aimed at."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from routine_tui.importers.found import State
from routine_tui.importers.often import span_in_words
from routine_tui.importers.texts import amount_words


class Target(NamedTuple):
    """What is aimed at."""

    value: Decimal
    sense: Literal["at least", "at most"] = "at least"
    unit: str = ""
    days: int = 1
    """Within how many days it is to be reached."""

    @property
    def words(self) -> str:
        """The target as a sentence: ``At least 2.5 km a day.``"""
        span = span_in_words(self.days)
        within = span if span.startswith("a ") else f"in {span}"
        return f"{self.sense.capitalize()} {amount_words(self.value, self.unit)} {within}."


def state_of(value: Decimal, target: Target | None) -> State:
    """Whether an amount is done: as much as was aimed at, or no more than the most.

    Where no target is known, or it is for several days together, something is done and nothing is not done.
    """
    if target is not None and target.sense == "at most":
        return "done" if 0 <= value <= target.value else "not done"
    if value <= 0:
        return "not done"
    return "done" if target is None or target.days > 1 or value >= target.value else "not done"


def amount_of(value: Decimal, state: State, unit: str = "") -> str:
    """An amount in words; empty where it is nought and that is not done, which says no more than that."""
    return amount_words(value, unit) if value or state == "done" else ""
