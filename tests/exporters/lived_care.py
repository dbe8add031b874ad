"""Care to share: what somebody might have planned and recorded by the sample's day, and a text in every field of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from msgspec.structs import replace

from routine_tui.demo import sample_recovery
from routine_tui.exporters.summary.sections_to_share import shared
from routine_tui.model.day.agenda import state_of
from routine_tui.model.day.progress import days_between
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.procedure import Around, AroundSince, PlannedDay, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Kind, Routine, Slot, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question, Visit

TODAY = date(2026, 11, 22)
ZERO = date(2026, 10, 31)


def on(offset: int) -> date:
    """A day by its offset."""
    return ZERO + timedelta(days=offset)


def at(offset: int, hour: int = 21) -> datetime:
    """A moment on a day."""
    return datetime.combine(on(offset), time(hour), UTC)


@cache
def cared() -> Recovery:
    """The sample with something of everything: courses, a laser, visits, questions, and what was told."""
    recovery = shared(sample_recovery(TODAY), None, None, {"care"})
    return _marked(replace(recovery, routine=_routine(recovery.routine), care=_care()))


def _routine(routine: Routine) -> Routine:
    """The sample's routine with the steps of courses, and with what is used in the place of the sunscreen."""
    ramp = Schedule.from_words("3 days for 2 weeks, then day for 6 weeks", on(7))
    steps: tuple[tuple[str, Slot, Kind, str, Schedule], ...] = (
        ("azelaic-m", "morning", "prescription", "Azelaic acid 20 %", Schedule(on(4), last_day=on(171))),
        ("azelaic-e", "evening", "prescription", "Azelaic acid 20 %", Schedule(on(4), last_day=on(171))),
        ("tretinoin", "evening", "prescription", "Tretinoin 0.025 %", ramp),
        ("steroid", "evening", "prescription", "Hydrocortisone", Schedule(on(1), last_day=on(7))),
        ("sheet", "evening", "other", "Silicone sheet", Schedule(on(14))),
        ("tablet", "day", "prescription", "Cetirizine", Schedule(on(2))),
        ("ointment", "morning", "other", "Clinic ointment", Schedule(on(10), around=("pdl", 0, 4))),
    )
    for step_id, slot, kind, name, schedule in steps:
        product = "Finacea" if step_id.startswith("azelaic") else ""
        version = StepVersion(schedule.first_day, slot, kind, name, schedule, product=product)
        if step_id == "sheet":
            version = replace(version, hours="12 hours, from 2, 2 more a day, at most 23")
        if step_id == "tablet":
            version = replace(version, required=False, most_per_day=2)
        routine = routine.with_step(version, step_id)
    return routine.with_end("steroid", on(5))


def _care() -> Care:
    rests = (Around("tretinoin", 7, 7), Around("sunscreen", 0, 5, "Clinic ointment"))
    return Care(
        visits=(
            Visit("v1", on(4), time(10, 30), "Dr Kaya", "Skin clinic", "redness that stays", "Saw it by daylight.",
                  "Azelaic acid for 24 weeks.\nSunscreen every morning."),
            Visit("v2", on(31), time(10, 30), "Dr Kaya", "Skin clinic", "review"),
            Visit("v3", on(95), None, "Dr Kaya"),
            Visit("v4", on(20), None, "Dr Off", called_off=True),
        ),
        questions=(
            Question("q1", on(3), "Is it normal that it stings?", "For some minutes, yes."),
            Question("q2", on(12), "May the dark marks be treated?"),
            Question("q3", on(19), "How long does the redness usually last?"),
        ),
        courses=(
            Course("c1", "Azelaic acid 20 %", on(4), ("azelaic-m", "azelaic-e"), "Dr Kaya, 4 Nov", "dark marks",
                   "a thin layer", (28, 56), "Stung at first.", note="Less after the cleanser."),
            Course("c2", "Tretinoin 0.025 %", on(7), ("tretinoin",), "Dr Kaya"),
            Course("c3", "Hydrocortisone", on(1), ("steroid",), "the clinic", "redness", effect="Paler in two days.",
                   ended_why="the skin was calm"),
            Course("c4", "Silicone sheet", on(14), ("sheet",), "Dr Kaya", "the raised scar"),
            Course("c5", "Cetirizine", on(2), ("tablet",), why="itch", dose="10 mg"),
        ),
        procedures=(
            Procedure("pdl", "Pulsed dye laser", "laser", "Dr Lind", "Laser centre", "redness", 3, 42, 56,
                      (AroundSince(on(10), rests),), "Bring sunglasses."),
        ),
        sessions=(
            Session("s1", "pdl", (PlannedDay(on(10), on(16)),), time(9), True, "585 nm, purple for three days."),
            Session("s2", "pdl", (PlannedDay(on(16), on(60)),)),
            Session("s3", "pdl", (PlannedDay(on(16), on(50)), PlannedDay(on(18), None))),
        ),
        background=(
            BackgroundAnswer("device", "Motorised pen, 12 needles"),
            BackgroundAnswer("depth", "1.5 mm, four passes"),
            BackgroundAnswer("allergies", "Nickel, patch tested in 2019"),
            BackgroundAnswer("smoking", "five a day", True),
            BackgroundAnswer("wish", "That the redness goes.\nTo go out without make-up."),
            BackgroundAnswer("tried", "A zinc cream in September: no change."),
            BackgroundAnswer("questions", "Anything about sun in March."),
        ),
    )  # fmt: skip


def _marked(recovery: Recovery) -> Recovery:
    """Most of the courses' steps are done, every fifth day none, and the sheet is worn a little longer each day."""
    for day in days_between(ZERO, TODAY - timedelta(days=1)):
        offset = recovery.offset(day)
        for planned in recovery.routine.on(day):
            name = planned.step_id
            if name not in ("azelaic-m", "azelaic-e", "tretinoin", "steroid", "sheet", "ointment") or offset % 5 == 4:
                continue
            if state_of(recovery, recovery.routine.step(name), day, day) != "due":
                continue
            hours = float(min(12, 2 * (offset - 13))) if name == "sheet" else None
            recovery = recovery.marked(day, name, Mark("done", at(offset), amount=hours))
    recovery = recovery.marked(on(6), "tablet", Mark("done", at(6), amount=2.0))
    recovery = recovery.marked(on(9), "tablet", Mark("done", at(9)))
    return recovery.marked(on(17), "morning-sunscreen", None)


def with_care(recovery: Recovery, text: str, today: date) -> Recovery:
    """A recovery that holds a text in every field of care that a person can type."""
    zero, later = recovery.day_zero, today + timedelta(days=5)
    routine = recovery.routine
    for step_id, schedule, hours in (
        ("of-course", Schedule(zero, last_day=today), "12 hours"),
        ("of-stages", Schedule(zero, stages="strong: day for 1 week, then mild: 2 days for 8 weeks"), ""),
        ("tied", Schedule(zero, around=("p", 0, 3)), ""),
    ):
        step = StepVersion(zero, "evening", "other", text, schedule, True, text, text, text, hours=hours)
        routine = routine.with_step(step, step_id)
    moment = datetime.combine(zero, time(20), UTC)
    recovery = recovery.with_routine(routine).marked(zero, "of-course", Mark("done", moment, "", text, 6.5))
    care = Care(
        visits=(
            Visit("v", zero, time(10, 30), text, text, text, text, text),
            Visit("w", today, None, text, text, text),
            Visit("x", later, None, "", text),
        ),
        questions=(Question("q", zero, text), Question("r", zero, text, text)),
        courses=(
            Course("c", text, zero, ("of-course",), text, text, text, (7,), text, text, text),
            Course("d", text, zero, ("of-stages",), text, text, text, (), text, text, text),
        ),
        procedures=(
            Procedure("p", text, "laser", text, text, text, 3, 42, 56,
                      (AroundSince(zero, (Around(text, 2, 3, text), Around("everything", 0, 1))),), text),
        ),
        sessions=(
            Session("s", "p", (PlannedDay(zero, zero),), time(9), True, text),
            Session("t", "p", (PlannedDay(zero, later),), None, False, text),
            Session("u", "p", (PlannedDay(zero, later), PlannedDay(today, None)), None, False, text),
        ),
        background=(
            *(BackgroundAnswer(name, text) for name in ("device", "wish", "tried", "questions", "no-longer-asked")),
            BackgroundAnswer("smoking", text, True),
        ),
    )  # fmt: skip
    return replace(recovery, care=care)
