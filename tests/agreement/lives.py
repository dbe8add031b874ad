"""Recoveries to hold against each other's figures: one that is written out, and any number of arbitrary ones."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Mark, Pause
from routine_tui.model.recovery.procedure import Around, AroundSince, PlannedDay, Procedure, Session
from routine_tui.model.recovery.recovery import Expected, Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Visit
from tests.ui.driver import ZONE

ONE = timedelta(days=1)
SUNDAY = 6
_RULES = ("day", "day", "day", "2 days", "3 days", "mon,thu", "sunday", "3 on 2 off", "week", "2 weeks")
_NAMES = ("Cleanser", "Balm", "Serum", "Sunscreen", "Ointment", "Mask", "Toner")
_SLOTS = ("morning", "day", "evening")


class Life(Struct, frozen=True):
    """A recovery, and from where it is looked at."""

    recovery: Recovery
    today: date
    first_weekday: int = 0

    @property
    def now(self) -> datetime:
        """A moment of today."""
        return datetime.combine(self.today, time(18, 5), ZONE)


def done(day: date, hour: int = 8, amount: float | None = None) -> Mark:
    """What was done on its day."""
    return Mark("done", datetime.combine(day, time(hour, 40), ZONE), amount=amount)


def skipped(day: date, reason: str = "") -> Mark:
    """What was skipped on its day."""
    return Mark("skipped", datetime.combine(day, time(9), ZONE), reason)


def written_out() -> Life:
    """Two years, weeks from Sunday on; skips, pauses, as needed, plans, sessions, marks ahead; begun on D10."""
    zero, today = date(2026, 8, 3), date(2026, 11, 26)
    begun, friday = zero + 10 * ONE, today + ONE
    routine = Routine()
    for step_id, version in {
        "cleanser": StepVersion(zero, "morning", "cleanser", "Cleanser", Schedule(zero)),
        "screen": StepVersion(zero, "morning", "sunscreen", "Sunscreen", Schedule(zero)),
        "top-up": StepVersion(zero, "day", "sunscreen", "Top-up", Schedule(zero), required=False),
        "serum": StepVersion(zero, "evening", "other", "Serum", Schedule.from_words("3 on 2 off", zero)),
        "balm": StepVersion(zero, "evening", "moisturiser", "Balm", Schedule.from_words("2 days", zero)),
        "cream": StepVersion(
            zero + 60 * ONE, "evening", "prescription", "Cream",
            Schedule(zero + 60 * ONE, stages="every other day for 2 weeks, then day for 20 weeks"),
        ),
        "sheet": StepVersion(zero, "day", "other", "Sheet", Schedule(zero + 40 * ONE), hours="2"),
        "gel": StepVersion(zero, "morning", "other", "Gel", Schedule(zero, around=("laser", 0, 3))),
    }.items():  # fmt: skip
        routine = routine.with_step(version, step_id)
    routine = routine.with_changes("balm", friday, schedule=Schedule.from_words("mon", friday))
    routine = routine.with_changes("screen", zero + 80 * ONE, required=False).with_changes(
        "screen", friday, required=True
    )
    routine = routine.with_end("serum", date(2026, 12, 4))
    laser = Procedure(
        "laser", "Laser", "laser", count=3, gap_least=28, gap_most=42,
        around=(AroundSince(zero, (Around("cleanser", 1, 2), Around("balm", 2, 4, "Gel"))),),
    )  # fmt: skip
    days = {"s1": zero + 50 * ONE, "s2": today - 2 * ONE, "s3": today + 40 * ONE}
    sessions = tuple(
        Session(name, "laser", (PlannedDay(zero, day),), time(14), done=name != "s3") for name, day in days.items()
    )
    care = Care(
        visits=(
            Visit("v1", today - 20 * ONE, time(9, 15), "Dr Kaya", "Clinic"),
            Visit("v2", today + 8 * ONE, time(10, 30), "Dr Kaya", "Clinic"),
        ),
        courses=(Course("c", "Cream", zero + 60 * ONE, ("cream",), reviews=(28, 130)),),
        procedures=(laser,),
        sessions=sessions,
    )
    recovery = Recovery("id", "Face", zero, 730, routine=routine, care=care, begun=begun)
    recovery = recovery.with_pause(Pause(zero + 30 * ONE, zero + 33 * ONE, reason="away"))
    recovery = recovery.with_pause(Pause(today - 5 * ONE, today - 4 * ONE, ("cleanser",)))
    recovery = recovery.with_pause(Pause(date(2026, 12, 6), date(2026, 12, 8)))
    for number in range(10, (today - zero).days + 1):
        day = zero + number * ONE
        for place, step_id in enumerate(("cleanser", "screen", "serum", "cream", "top-up", "sheet")):
            if (number * 7 + place * 3) % 5 > 1:
                recovery = recovery.marked(day, step_id, done(day, 8 + place, 1.5 if step_id == "sheet" else None))
            elif (number + place) % 6 == 0:
                recovery = recovery.marked(day, step_id, skipped(day, "stung" if number % 2 else ""))
    recovery = recovery.noted(today, "dry").checked_in(today - ONE, CheckIn.of({"redness": 1}, done(today - ONE).at))
    ahead = today + 2 * ONE
    recovery = recovery.marked(ahead, "cleanser", done(ahead)).marked(today - 7 * ONE, "sheet", done(today, amount=0))
    return Life(recovery, today, SUNDAY)


def arbitrary(seed: int) -> Life:
    """Whatever a number makes of a recovery."""
    chance = Random(seed)
    zero = date(2026, 1, 1) + chance.randint(0, 700) * ONE
    window = chance.choice((7, 28, 60, 84, 84, 120, 400, 730))
    passed = chance.randint(0, min(window + 20, 150))
    today = zero + passed * ONE
    routine = _routine(chance, zero, passed)
    step_ids = [step.id for step in routine.steps]
    recovery = Recovery(
        f"{seed:032x}", "Face", zero, window, routine=routine, care=_care(chance, zero, passed, step_ids),
        begun=chance.choice((None, zero, zero + chance.randint(0, passed) * ONE)),
    )  # fmt: skip
    for _ in range(chance.randint(0, 3)):
        first = zero + chance.randint(0, window - 1) * ONE
        last = chance.choice((None, first, min(first + chance.randint(0, 9) * ONE, recovery.last_day)))
        some = tuple(chance.sample(step_ids, 1)) if step_ids and chance.random() < 0.5 else ()
        recovery = recovery.with_pause(Pause(first, last, some, chance.choice(("", "away"))))
    return Life(_lived(chance, recovery.reaching(today), today), today, chance.choice((0, 0, SUNDAY, 5)))


def _routine(chance: Random, zero: date, passed: int) -> Routine:
    routine = Routine()
    for name in chance.sample(_NAMES, chance.randint(0, 6)):
        first = zero + max(0, chance.randint(-passed, passed + 5)) * ONE
        schedule = Schedule.from_words(chance.choice(_RULES), first)
        if chance.random() < 0.1:
            schedule = Schedule(first, around=("laser", -1, chance.randint(0, 4)))
        elif chance.random() < 0.2:
            schedule = replace(schedule, last_day=first + chance.randint(0, 60) * ONE)
        hours = "3" if chance.random() < 0.15 else ""
        version = StepVersion(
            first, chance.choice(_SLOTS), "other", name, schedule, required=chance.random() < 0.75, hours=hours,  # type: ignore[arg-type]
            most_per_day=0 if hours else chance.choice((0, 0, 0, 3)),
        )  # fmt: skip
        routine = routine.with_step(version, name.lower())
        for _ in range(chance.choice((0, 0, 1, 2))):
            day = zero + chance.randint(0, passed + 20) * ONE
            if day <= first:
                continue
            change = chance.choice(("schedule", "product", "required", "slot", "end"))
            if change == "end":
                routine = routine.with_end(name.lower(), day)
                break
            routine = routine.with_changes(name.lower(), day, **_change(chance, change, day))
    return routine


def _change(chance: Random, field: str, day: date) -> dict[str, object]:
    found: dict[str, dict[str, object]] = {
        "schedule": {"schedule": Schedule.from_words(chance.choice(_RULES), day)},
        "product": {"product": chance.choice(("Oat", "Rice"))},
        "required": {"required": chance.random() < 0.5},
        "slot": {"slot": chance.choice(_SLOTS)},
    }
    return found[field]


def _care(chance: Random, zero: date, passed: int, step_ids: list[str]) -> Care:
    if chance.random() < 0.3:
        return Care()

    def day() -> date:
        return zero + chance.randint(0, passed + 40) * ONE

    visits = tuple(
        Visit(f"v{n}", day(), chance.choice((None, time(9, 15))), chance.choice(("", "Dr Kaya")))
        for n in range(chance.randint(0, 3))
    )
    target = chance.choice(step_ids) if step_ids else "other"
    around = (AroundSince(zero, (Around(target, chance.randint(0, 3), chance.randint(0, 6)),)),)
    days = sorted({day() for _ in range(chance.randint(0, 3))})
    sessions = tuple(
        Session(f"s{n}", "laser", (PlannedDay(zero, on),), done=on <= zero + passed * ONE and chance.random() < 0.7)
        for n, on in enumerate(days)
    )
    first = zero + chance.randint(0, passed) * ONE
    courses = (Course("c", "Cream", first, (chance.choice(step_ids),)),) if step_ids and chance.random() < 0.5 else ()
    return Care(visits, (), courses, (Procedure("laser", "Laser", "laser", count=3, around=around),), sessions)


def _lived(chance: Random, recovery: Recovery, today: date) -> Recovery:
    often, from_day = chance.random(), chance.choice((0, 0, chance.randint(0, recovery.offset(today))))
    for offset in range(from_day, recovery.offset(today) + 1):
        day = recovery.day_zero + offset * ONE
        for step in recovery.routine.steps:
            version = step.on(day)
            if version is None or not version.covers(day) or chance.random() > often:
                continue
            if chance.random() < 0.1:
                recovery = recovery.marked(day, step.id, skipped(day, chance.choice(("", "stung"))))
            else:
                amount = chance.choice((0.0, 1.5, None)) if version.hours else None
                recovery = recovery.marked(day, step.id, done(day, amount=amount))
        if chance.random() < 0.05:
            recovery = recovery.noted(day, "dry")
    if recovery.routine.steps and chance.random() < 0.2 and recovery.contains(ahead := today + 2 * ONE):
        recovery = recovery.marked(ahead, recovery.routine.steps[0].id, done(ahead))
    if chance.random() < 0.15:
        since = today - chance.randint(0, 10) * ONE
        recovery = replace(recovery, afterwards=(Expected(since, chance.choice(("weekly", "closed"))),))
    return recovery
