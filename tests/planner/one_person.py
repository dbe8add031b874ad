"""Two people with a copy each, and one person who did all of it in the order of time: what a person sees is the same.

Everything is done by the program's own planner, on files held in memory, with a clock that is set by hand.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from msgspec.structs import asdict, replace

from routine_tui.clock import SystemClock
from routine_tui.facts.guidance import routine_of
from routine_tui.facts.skin import rules
from routine_tui.model.care.events import events
from routine_tui.model.day.agenda import states
from routine_tui.model.day.course_days import last_day_of
from routine_tui.model.errors import RoutineError
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.procedure import Around, Procedure
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Visit
from routine_tui.model.shelf.uses import uses
from routine_tui.model.skin.standing import standing
from routine_tui.planner.courses import Regimen
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from routine_tui.store.repository import content_of, read_copy
from tests.planner.deeds import DEEDS, Deed, answer
from tests.store.histories import Held, written

ZERO = date(2026, 11, 1)
BEGUN = datetime(2026, 11, 18, 9, tzinfo=UTC)
WINDOW = [ZERO + timedelta(days=number) for number in range(84)]


class HandClock(SystemClock):
    """A clock that shows what it was set to."""

    def __init__(self) -> None:
        super().__init__(UTC)
        self.shows = BEGUN

    def now(self) -> datetime:
        """The moment that it was set to."""
        return self.shows


def planner_of(content: bytes, clock: HandClock) -> Planner:
    """A planner over a file in memory."""
    planner = Planner(Home(Path("nowhere"), Path("nowhere.toml")), clock)
    planner._repository = Held(content)
    return planner


@contextlib.contextmanager
def ids_of(number: int) -> Iterator[None]:
    """Ids that are the same whoever does a thing, and other ones for each thing that is done."""
    drawn = Random(f"ids {number}")
    with patch.object(uuid, "uuid4", lambda: uuid.UUID(int=drawn.getrandbits(128))):
        yield


def common(clock: HandClock) -> bytes:
    """What both copies begin with: a bit of everything."""
    planner = planner_of(
        content_of(Recovery("id", "Face", ZERO, routine=routine_of("gentle", ZERO), begun=ZERO)), clock
    )
    with ids_of(-1):
        pill = StepVersion(ZERO, "day", "other", "Painkiller", Schedule(ZERO), required=False, most_per_day=24)
        planner.routine.add(pill)
        planner.shelf.add(Product("jar", "Oat", "Rice"), ["evening-moisturiser"])
        planner.shelf.add(Product("tube", "Zinc"))
        regimen = Regimen(Schedule(ZERO), ("evening",))
        planner.courses.add(Course("course", "Azelaic", ZERO), regimen)
        planner.visits.add(Visit("visit", ZERO + timedelta(days=40), time(9)))
        planner.procedures.add(
            Procedure("laser", "Laser"), [BEGUN.date(), BEGUN.date() + timedelta(days=9)], [Around("sunscreen", 1, 4)]
        )
        planner.pauses.add(BEGUN.date(), BEGUN.date() + timedelta(days=6), ["morning-cleanser", "evening-cleanser"])
        planner.skin.check_in(BEGUN.date(), {"pus": True})
    return written(planner.opened())


# ---------------------------------------------------------------------- what is done


# ---------------------------------------------------------------------- lives


def _told(deed: Deed) -> str:
    """What a deed is about, for who reads of a pair that differs."""
    cells: Any = getattr(deed, "__closure__", None) or ()
    return " ".join(
        ["", *(str(getattr(it, "id", it)) for cell in cells if not isinstance(it := cell.cell_contents, Planner))]
    )


class Pair:
    """Two copies on which things were done in turns, and one on which all of them were done."""

    def __init__(self, seed: int, length: int = 24) -> None:
        self.clock = HandClock()
        content = common(self.clock)
        self.copies = [planner_of(content, self.clock), planner_of(content, self.clock)]
        self.one = planner_of(content, self.clock)
        self.done: list[str] = []
        self.fits = True
        """Whether the one person could do all that the two did: what one took away the other cannot change."""
        chance, besides = Random(seed), Random(f"besides {seed}")
        for number in range(chance.randint(2, length)):
            self.clock.shows += timedelta(minutes=chance.choice((1, 20, 60, 400, 1440)))
            self._do(chance.choice((0, 0, 0, 1, 1)), chance.choice(DEEDS), number, chance)
            if self.fits and besides.random() < 0.2:
                self._do(besides.choice((0, 1)), answer, number, besides)
            if not self.fits:
                return

    def _do(self, who: int, kind: Callable[[Planner, Random], Deed], number: int, chance: Random) -> None:
        deed, takes_back = kind(self.copies[who], chance), chance.random() < 0.15
        with ids_of(number):
            before = self.copies[who].recovery
            try:
                deed(self.copies[who])
            except RoutineError:
                return
        if self.copies[who].recovery == before:
            return
        self.done.append(
            f"{self.clock.shows:%d %H:%M} {'AB'[who]} {kind.__name__}{' and back' * takes_back}{_told(deed)}"
        )
        with ids_of(number):
            earlier = self.one.recovery
            try:
                deed(self.one)
            except RoutineError:
                self.fits = False
                return
        self.fits = self.one.recovery != earlier  # what changes nothing cannot be undone
        if takes_back and self.fits:
            self.clock.shows += timedelta(minutes=1)
            self.copies[who].undo()
            self.one.undo()

    def joined(self, first: int = 0) -> Recovery:
        """What one copy shows once it met the other."""
        mine, other = self.copies[first].opened(), self.copies[1 - first].opened()
        return mine.preview_merge(read_copy(written(other), other.path))


def seen(recovery: Recovery, today: date) -> dict[str, Any]:
    """What a person sees: what is due and done, what rests, the levels that stand, who uses what, what is planned."""
    care = recovery.care
    labels = {one.id: one.label for one in recovery.products}
    return {
        "days": {
            f"{day} {planned.step_id}": (
                state,
                planned.version.product,
                planned.version.cue,
                _amount(recovery, day, planned.step_id),
            )
            for day in WINDOW
            for planned, state in states(recovery, day, today)
        },
        "answers": {str(day): dict(record.skin.answers) for day, record in recovery.days.items() if record.skin},
        "worst": {str(day): dict(record.skin.worst) for day, record in recovery.days.items() if record.skin},
        "looks": {
            str(look.at): dict(look.answers)
            for record in recovery.days.values()
            if record.skin
            for look in record.skin.looks
        },
        "levels": {
            str(day): (found.level, sorted(rule.id for rule in found.fired)) if found else None
            for day in WINDOW[15:40]
            for found in [standing(rules(), recovery, day)]
        },
        "uses": {
            labels[one.id]: sorted((use.step_id, use.first_day, use.until) for use in uses(recovery, one))
            for one in recovery.products
        },
        "events": sorted(f"{one.day} {one.kind} {one.title}" for one in events(recovery)),
        "pauses": sorted(map(_pause_words, recovery.pauses)),
        "courses": {one.id: (last_day_of(recovery, one), sorted(one.step_ids), one.note) for one in care.courses},
        "visits": {one.id: asdict(replace(one, ready=tuple(sorted(one.ready)))) for one in care.visits},
        "sessions": {one.id: (one.day, one.done, one.note) for one in care.sessions},
        "procedures": {one.id: one.note for one in care.procedures},
        "told": {one.id: sorted(one.text.split("\n")) for one in care.background},
        "profile": dict(recovery.profile),
    }


def _amount(recovery: Recovery, day: date, step_id: str) -> float | None:
    mark = recovery.record(day).marks.get(step_id)
    return mark.amount if mark else None


def _pause_words(pause: Pause) -> str:
    return f"{pause.first_day} to {pause.last_day}: {sorted(pause.step_ids)} {pause.reason}"


def differing(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Where two people see something else."""
    found = []
    for part, held in one.items():
        if isinstance(held, dict):
            keys = sorted(map(str, held.keys() | other[part].keys()))
            found += [
                f"{part} {key}: {one[part].get(key)} | {other[part].get(key)}"
                for key in keys
                if one[part].get(key) != other[part].get(key)
            ]
        elif one[part] != other[part]:
            mine = [it for it in one[part] if it not in other[part]]
            found.append(f"{part}: {mine} | {[it for it in other[part] if it not in one[part]]}")
    return found
