"""What was recorded: marks and notes, a record a day, and the pauses in which nothing is expected."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date, datetime
from typing import Final, Literal
from zlib import crc32

from msgspec import Struct, field
from msgspec.structs import replace

from routine_tui.model.recovery.check_in import CheckIn

MarkState = Literal["done", "skipped"]
MOST_TIMES: Final = 24
"""How often a day can hold the taking of something."""


class Taking(Struct, frozen=True):
    """That something was taken, at a moment. What two copies recorded is added up."""

    at: datetime
    """The real moment, with its UTC offset."""
    times: int = 1
    """How many times at once: more than 1 where somebody typed the number for the day."""


class Mark(Struct, frozen=True):
    """What was recorded for a step on a day."""

    state: MarkState
    at: datetime
    """The real moment, with its UTC offset; the day it counts for was fixed when it was made."""
    reason: str = ""
    note: str = ""
    amount: float | None = None
    """Of a step that is measured: the hours it was worn, or how often it was taken; None where that was not said."""
    taken: tuple[Taking, ...] = ()
    """When it was taken, of a step that may be taken several times a day; the amount is how often in all."""

    def taken_too(self, at: datetime) -> Mark:
        """Taken once more, at a moment."""
        again = next((one for one in self.taken if one.at == at), Taking(at, 0))
        others = tuple(one for one in self.taken if one.at != at)
        taken = tuple(sorted((*others, Taking(at, again.times + 1)), key=lambda one: one.at))
        times = sum(one.times for one in taken)
        return replace(self, taken=taken, amount=float(times) if times > 1 else None)

    @property
    def counts(self) -> bool:
        """Whether the step was done or skipped: what was worn for 0 hours is neither, though that is recorded."""
        return self.state == "skipped" or self.amount != 0


class Day(Struct, frozen=True):
    """Everything recorded on one day."""

    day: date
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """By step id."""
    note: str = ""
    skin: CheckIn | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is recorded, so that nothing need be kept."""
        return not self.marks and not self.note and self.skin is None

    def with_mark(self, step_id: str, mark: Mark | None) -> Day:
        """The day with a mark for a step, or without one where ``mark`` is None."""
        marks = {key: value for key, value in self.marks.items() if key != step_id}
        if mark is not None:
            marks[step_id] = mark
        return replace(self, marks=marks)


class Pause(Struct, frozen=True, eq=False):
    """A range of days in which some or all steps are not expected; both days are included."""

    first_day: date
    last_day: date | None = None
    """None for open: until it is ended."""
    step_ids: tuple[str, ...] = ()
    """Empty for every step."""
    reason: str = ""
    id: str = ""
    """Made once, so that copies of one recovery know it again where one of them ended it."""

    def __eq__(self, other: object) -> bool:
        """Whether the same is paused: two copies may have named one pause apart."""
        return self._said == other._said if isinstance(other, Pause) else NotImplemented

    def __ne__(self, other: object) -> bool:
        """Its opposite, which a Struct would not take from it."""
        return not self == other

    def __hash__(self) -> int:
        """Of what it is compared by."""
        return hash(self._said)

    @property
    def _said(self) -> tuple[date, date | None, tuple[str, ...], str]:
        return self.first_day, self.last_day, self.step_ids, self.reason

    def covers(self, day: date, step_id: str) -> bool:
        """Whether the step is paused on the day."""
        return (
            self.first_day <= day
            and (self.last_day is None or day <= self.last_day)
            and (not self.step_ids or step_id in self.step_ids)
        )


def pause_id(first_day: str, step_ids: Iterable[str], reason: str, taken: Container[str] = ()) -> str:
    """An id for a pause that was kept without one: the same in every copy, whether or not it was ended there since."""
    begun = f"{first_day}-{crc32(repr((sorted(step_ids), reason)).encode()):08x}"
    number, unique = 1, begun
    while unique in taken:
        number += 1
        unique = f"{begun}-{number}"
    return unique


def identified(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Pauses in their order, the earliest first, each with an id that no other one has."""
    found: dict[str, Pause] = {}
    for pause in sorted(pauses, key=lambda pause: (pause.first_day, pause.id)):
        free = pause.id and pause.id not in found
        name = pause.id if free else pause_id(pause.first_day.isoformat(), pause.step_ids, pause.reason, found)
        found[name] = pause if free else replace(pause, id=name)
    return tuple(sorted(found.values(), key=lambda pause: (pause.first_day, pause.id)))
