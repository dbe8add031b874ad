"""Copies that add, take back and add again a step of one name, and meet; and a plain book of which addings stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random

from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.store.repository import content_of, read_copy
from tests.store.histories import Held, common, written
from tests.store.history_book import DAYS

STEP = "evening-serum"
START = datetime(2026, 11, 14, 12, tzinfo=UTC)
Adding = tuple[int, datetime, str]
"""On which day a step begins, when it was added, and what was said of it."""


@dataclass
class Copy:
    """A copy of a recovery, with the addings that it has heard of and those that it has heard are taken back."""

    door: Held
    heard: set[Adding] = field(default_factory=set)
    undone: set[Adding] = field(default_factory=set)
    own: Adding | None = None
    """The adding that is undone next here."""
    again: Adding | None = None
    """The adding that is done again next here."""

    @property
    def told(self) -> list[tuple[int, str]]:
        """What must be told of the step: each adding that stands, from its day on; of one day the one made last."""
        last = {day: text for day, _, text in sorted(self.heard - self.undone)}
        return sorted(last.items())

    @property
    def shown(self) -> list[tuple[int, str]]:
        """What the copy tells of it."""
        steps = self.door.load().routine.steps
        found = [version for step in steps if step.id == STEP for version in step.versions]
        return [(DAYS.index(one.valid_from), one.cue) for one in found]


def _with_step(new: StepVersion, recovery: Recovery) -> Recovery:
    return recovery.with_routine(recovery.routine.with_step(new))


def wrong_addings(seed: int, length: int = 14) -> str | None:
    """What does not hold in one random history of three copies; None where all of it does."""
    random = Random(seed)
    copies = [Copy(Held(content_of(common()))) for _ in range(3)]
    for number, at in enumerate(START + timedelta(minutes=number) for number in range(length)):
        copy = random.choice(copies)
        kind = random.choice(("add", "add", "undo", "redo", "meet"))
        if kind == "add" and not copy.shown:
            day = random.randrange(3)
            new = StepVersion(DAYS[day], "evening", "other", "Serum", Schedule(DAYS[day]), cue=f"{number}")
            copy.door.change("added", partial(_with_step, new), at)
            copy.own, copy.again = (day, at, f"{number}"), None
            copy.heard.add(copy.own)
        elif kind == "undo" and copy.own:
            copy.door.undo(at)
            copy.undone.add(copy.own)
            copy.own, copy.again = None, copy.own
        elif kind == "redo" and copy.again:
            copy.door.redo(at)
            copy.own, copy.again = (copy.again[0], at, copy.again[2]), None
            copy.heard.add(copy.own)
        elif kind == "meet":
            other = random.choice(copies)
            copy.door.merge(read_copy(written(other.door), other.door.path), "met", at)
            copy.heard |= other.heard
            copy.undone |= other.undone
            copy.own = copy.again = None
        if copy.shown != copy.told:
            return f"{kind}: {copy.shown} and not {copy.told}"
    ends = set()
    for order in (copies, copies[::-1]):
        last = Copy(Held(written(order[0].door)))
        for one in order:
            last.door.merge(read_copy(written(one.door), one.door.path), "met", START)
            last.heard |= one.heard
            last.undone |= one.undone
        if last.shown != last.told:
            return f"in the end: {last.shown} and not {last.told}"
        ends.add(str(last.shown))
    return None if len(ends) == 1 else "two orders come to different things"
