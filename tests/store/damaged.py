"""Tables of a file changed by hand, and the file opened again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.store.rot import (
    TODAY,
    ZERO,
    Life,
    opened,
)

Tables = dict[str, Any]


def at(*path: str | int) -> Callable[[Any], Callable[[Tables], None]]:
    """Put a value in a place of the tables."""

    def with_value(value: Any) -> Callable[[Tables], None]:
        def spoil(tables: Tables) -> None:
            place: Any = tables
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = value

        return spoil

    return with_value


def day_of(day: date) -> Tables:
    """A day with a note, under its document id."""
    return {str(day.toordinal()): {"day": day.isoformat(), "marks": {}, "note": "by hand"}}


DAY, FIRST = str(TODAY.toordinal()), str(ZERO.toordinal())


def opened_again(life: Life, content: bytes) -> list[str]:
    """What a person is told when the file holds something else."""
    life.put(content)
    planner = opened(life.home)
    planner.find()
    return planner.notices
