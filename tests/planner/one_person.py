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
from routine_tui.model.by_id import by_id
from routine_tui.model.care.course_days import last_day_of
from routine_tui.model.care.events import events
from routine_tui.model.day.agenda import states
from routine_tui.model.errors import BadInput, RoutineError
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.procedure import Around, Procedure
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS, Slot, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Visit
from routine_tui.model.shelf.uses import uses, using
from routine_tui.model.skin.standing import standing
from routine_tui.planner.courses import CourseChange, Regimen
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from routine_tui.store.repository import content_of, read_copy
from tests.store.histories import Held, written

ZERO = date(2026, 11, 1)
BEGUN = datetime(2026, 11, 18, 9, tzinfo=UTC)
WINDOW = [ZERO + timedelta(days=number) for number in range(84)]
PILL = "day-painkiller"

Deed = Callable[[Planner], object]
"""One thing that a person does; the same for whoever does it."""


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


def _near(planner: Planner, chance: Random, before: int = 4, after: int = 8) -> date:
    return planner.today() + timedelta(days=chance.randint(-before, after))


def _check_in(planner: Planner, chance: Random) -> Deed:
    day = _near(planner, chance, 1, 0)
    every: dict[str, tuple[Any, ...]] = {
        "pus": (True, False, None), "breathing": (True, False), "pain": (0, 3, 6, 9, None), "temp": (36.6, 38.6, 39.5),
        "redness": (0, 2, 4), "spreading": (True, False), "painkiller": (True, False),
        "contacted": (True, True, False, None),
    }  # fmt: skip
    answers = {name: chance.choice(every[name]) for name in chance.sample(list(every), chance.choice((1, 1, 1, 2, 3)))}
    check_in, now = planner.recovery.record(day).skin or CheckIn(), planner.clock.now()
    look = check_in.amended_at(now)  # who has another's look, too, amends the same one
    said, at = (look.answers, look.at) if look else ({}, now)
    new = {
        name: answer for name, answer in answers.items() if answer != said.get(name) or (name == "contacted" and answer)
    }
    return lambda one: one.skin.check_in(day, new, at=at)


def _take(planner: Planner, chance: Random) -> Deed:
    day, often = _near(planner, chance, 1, 0), chance.choice((None, None, None, None, 2.0, 5.0))
    return lambda one: one.tick(day, [PILL], amount=often)


def _mark(planner: Planner, chance: Random) -> Deed:
    day = _near(planner, chance, 2, 0)
    step_id = chance.choice([PILL, PILL, *(step.id for step in planner.recovery.routine.steps)])
    kind = chance.choice(("tick", "skip", "untick"))
    if kind == "skip":
        return lambda one: one.skip(day, [step_id])
    return lambda one: getattr(one, kind)(day, [step_id])


def _course(planner: Planner, chance: Random) -> Deed:
    course = chance.choice(planner.recovery.care.courses)
    day, kind, slot = planner.today(), chance.random(), chance.choice(SLOTS)
    if kind < 0.2:
        label = f"Cream {planner.clock.now():%d%H%M}"
        return lambda one: one.courses.add(Course("", label, day), Regimen(Schedule(day), (slot,)))
    if kind < 0.6:
        want = slot not in _slots(planner, course.id)

        def slots(one: Planner) -> object:
            there = _slots(one, course.id)
            if not there:
                raise BadInput("A course that was ended elsewhere stays ended.")
            wanted = there | {slot} if want else there - {slot}
            return one.courses.edit(course.id, day, CourseChange(slots=tuple(sorted(wanted))))

        return slots
    if kind < 0.8:
        return lambda one: one.courses.edit(course.id, day, CourseChange(about={"note": f"{planner.clock.now()}"}))
    return lambda one: one.courses.end(course.id, day)


def _slots(planner: Planner, course_id: str) -> set[Slot]:
    """The slots in which a course is done today."""
    course, day = by_id(planner.recovery.care.courses, course_id, "course"), planner.today()
    versions = (
        step.on(day) or step.versions[0] for step in planner.recovery.routine.steps if step.id in course.step_ids
    )
    return {version.slot for version in versions if not version.ended}


def _visit(planner: Planner, chance: Random) -> Deed:
    visit, kind = chance.choice(planner.recovery.care.visits), chance.random()
    if kind < 0.2:
        return lambda one: one.visits.add(Visit("", planner.today() + timedelta(days=20)))
    if kind < 0.8:
        item = chance.choice(("photos", "products", "letters", "list"))
        want = item not in visit.ready

        def ready(one: Planner) -> object:
            there = by_id(one.recovery.care.visits, visit.id, "thing").ready
            return one.visits.ready(visit.id, {*there, item} if want else {*there} - {item})

        return ready
    text = f"{planner.clock.now()}"
    return lambda one: one.visits.edit(visit.id, notes=text)


def _pause(planner: Planner, chance: Random) -> Deed:
    pauses, kind, day = planner.recovery.pauses, chance.random(), planner.today()
    steps = [step.id for step in planner.recovery.routine.steps]
    if kind < 0.2 or not pauses:
        last = chance.choice((None, day + timedelta(days=chance.randint(1, 9))))
        some = tuple(chance.sample(steps, chance.choice((0, 1, 2))))
        return lambda one: one.pauses.add(day, last, some)
    pause = chance.choice(pauses)
    if kind < 0.4:
        first = pause.first_day + timedelta(days=chance.randint(-3, 1))
        return lambda one: one.pauses.edit(pause.id, first_day=first)
    if kind < 0.55:
        until = max(day, pause.first_day) + timedelta(days=chance.randint(1, 9))
        return lambda one: one.pauses.edit(pause.id, last_day=until)
    if kind < 0.8 and pause.step_ids:
        step_id = chance.choice(steps)
        want = step_id not in pause.step_ids

        def edited(one: Planner) -> object:
            there = by_id(one.recovery.pauses, pause.id, "thing").step_ids
            wanted = tuple(sorted({*there, step_id} if want else {*there} - {step_id}))
            return one.pauses.edit(pause.id, step_ids=wanted) if wanted else one.pauses.remove(pause.id)

        return edited
    if kind < 0.9:
        return lambda one: one.pauses.edit(pause.id, reason=f"{planner.clock.now()}")
    known = _paused(planner, day)

    def resumed(one: Planner) -> object:
        if _paused(one, day) != known:
            raise BadInput("Who goes on means the pauses that they know of.")
        return one.pauses.resume(day)

    return resumed


def _paused(planner: Planner, day: date) -> set[str]:
    return {
        it.id for it in planner.recovery.pauses if it.first_day <= day and (it.last_day is None or day <= it.last_day)
    }


def _product(planner: Planner, chance: Random) -> Deed:
    product, kind, text = chance.choice(planner.recovery.products), chance.random(), f"{planner.clock.now():%d%H%M}"
    if kind < 0.2:
        return lambda one: one.shelf.add(Product("", f"Balm {text}"))
    if kind < 0.4:
        return lambda one: one.shelf.edit(product.id, name=f"Name {text}")
    if kind < 0.6:
        return lambda one: one.shelf.edit(product.id, brand=f"Brand {text}")
    if kind < 0.65:
        return lambda one: one.shelf.end(product.id, planner.today())
    free = [it.id for it in planner.recovery.routine.steps if it.id not in planner.recovery.care.course_steps]
    step_id = chance.choice(free)
    want = step_id not in using(planner.recovery, product, planner.today())

    def used(one: Planner) -> object:
        found = by_id(one.recovery.products, product.id, "thing")
        there = using(one.recovery, found, one.today())
        return one.shelf.edit(product.id, sorted({*there, step_id} if want else {*there} - {step_id}))

    return used


def _procedure(planner: Planner, chance: Random) -> Deed:
    care, kind, today = planner.recovery.care, chance.random(), planner.today()
    if kind < 0.1:
        return lambda one: one.procedures.add(Procedure("", f"Peel {planner.clock.now()}"), [today])
    procedure = chance.choice(care.procedures)
    if kind < 0.4:
        target, days = chance.choice(("sunscreen", "moisturiser", "cleanser")), chance.choice((0, 2, 3, 10))

        def rests(one: Planner) -> object:
            found = by_id(one.recovery.care.procedures, procedure.id, "thing")
            others = [it for it in found.around_on(today) if it.target != target]
            return one.procedures.edit(procedure.id, [*others, *([Around(target, 0, days)] if days else [])])

        return rests
    if kind < 0.5:
        return lambda one: one.procedures.edit(procedure.id, note=f"{planner.clock.now()}")
    if kind < 0.6:
        return lambda one: one.procedures.plan(procedure.id, today + timedelta(days=14))
    session = chance.choice(care.sessions)
    if kind < 0.8:
        day = today + timedelta(days=chance.randint(1, 20))
        return lambda one: one.procedures.move(session.id, day)
    if kind < 0.9:
        return lambda one: one.procedures.edit_session(session.id, done=True)
    return lambda one: one.procedures.edit_session(session.id, note=f"{planner.clock.now()}")


def _step(planner: Planner, chance: Random) -> Deed:
    steps, kind, today = planner.recovery.routine.steps, chance.random(), planner.today()
    text = f"{planner.clock.now():%d%H%M}"
    if kind < 0.3:
        new = StepVersion(today, "evening", "other", f"Serum {text}", Schedule(today))
        return lambda one: one.routine.add(new)
    step_id = chance.choice([step.id for step in steps if step.id not in planner.recovery.care.course_steps])
    if kind < 0.6:
        return lambda one: one.routine.edit(step_id, today, cue=text)
    if kind < 0.8:
        schedule = Schedule.from_words(chance.choice(("2 days", "3 days", "mon,thu")), today)
        return lambda one: one.routine.edit(step_id, today, schedule=schedule)
    if kind < 0.9:
        product = chance.choice(("Milk", "Water"))
        return lambda one: one.routine.edit(step_id, today, product=product)
    return lambda one: one.routine.end(step_id, today)


_DEEDS = (_check_in, _check_in, _take, _take, _mark, _course, _visit, _pause, _product, _product, _procedure, _step)


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
        chance = Random(seed)
        for number in range(chance.randint(2, length)):
            self.clock.shows += timedelta(minutes=chance.choice((1, 20, 60, 400, 1440)))
            self._do(chance.choice((0, 0, 0, 1, 1)), chance.choice(_DEEDS), number, chance)
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
