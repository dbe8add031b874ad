"""What somebody does in the lives of two who meet again, by chance: ticks, check-ins, visits, courses, pauses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from routine_tui.model.by_id import by_id
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import Around, Procedure
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.routine import SLOTS, Slot, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Visit
from routine_tui.model.shelf.uses import using
from routine_tui.planner.courses import CourseChange, Regimen
from routine_tui.planner.planner import Planner

PILL = "day-painkiller"


Deed = Callable[[Planner], object]
"""One thing that a person does; the same for whoever does it."""


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


def answer(planner: Planner, chance: Random) -> Deed:
    """Something that is told once, about oneself: an allergy more or less, or an answer of the profile."""
    if chance.random() < 0.4:
        value = chance.choice((True, False, None))
        return lambda one: one.skin.set_profile({"diabetes": value})
    allergy = chance.choice(("penicillin", "latex", "nickel"))
    want = allergy not in planner.recovery.care.told("allergies").split("\n")

    def told(one: Planner) -> object:
        there = set(one.recovery.care.told("allergies").split("\n")) - {""}
        return one.visits.tell({"allergies": "\n".join(sorted(there | {allergy} if want else there - {allergy}))})

    return told


DEEDS = (_check_in, _check_in, _take, _take, _mark, _course, _visit, _pause, _product, _product, _procedure, _step)
