"""What somebody might have planned with a dermatologist: for the demo, beside the sample recovery."""

from __future__ import annotations

from datetime import date, time, timedelta

from msgspec.structs import replace

from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import Around, AroundSince, Procedure, planned
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question, Visit

COURSE_STEP = "sample-azelaic"


def cared_for(recovery: Recovery, today: date) -> Recovery:
    """A recovery with a visit behind it and one ahead, a course that was set at the first, and a laser agreed on."""
    seen, ahead, laser = (today + timedelta(days=days) for days in (-8, 5, 33))
    begins = today - timedelta(days=7)
    schedule = Schedule.from_words("2 days for 2 weeks, then day for 6 weeks", begins)
    cream = StepVersion(begins, "evening", "prescription", "Azelaic acid 20 %", schedule, cue="before the moisturiser")
    resting = (Around("azelaic", 3, 7), Around("sunscreen", 0, 3, "Clinic ointment"))
    care = Care(
        visits=(
            Visit("sample-seen", seen, time(9, 15), "Dr Kaya", "Skin clinic", "redness and dark marks",
                  agreed="Azelaic acid for eight weeks, then look again."),
            Visit("sample-ahead", ahead, time(10, 30), "Dr Kaya", "Skin clinic", "how the cream goes"),
        ),
        questions=(
            Question("sample-asked", seen, "Is it infected?", "No sign of it."),
            Question("sample-open", today - timedelta(days=2), "May I swim again?"),
        ),
        courses=(
            Course("sample-course", "Azelaic acid 20 %", begins, (COURSE_STEP,), "Dr Kaya", "dark marks",
                   "as much as a pea", (28, 56)),
        ),
        procedures=(
            Procedure("sample-laser", "Pulsed dye laser", "laser", "Dr Kaya", "Skin clinic", "redness that stays", 3,
                      42, 56, (AroundSince(begins, resting),)),
        ),
        sessions=(planned("sample-session", "sample-laser", laser, begins, time(14, 0)),),
        background=(
            BackgroundAnswer("depth", "1.5 mm, four passes"),
            BackgroundAnswer("device", "motorised pen, brand not known"),
            BackgroundAnswer("cold_sores", "none so far"),
            BackgroundAnswer("wish", "To know whether the marks will fade, and what to leave alone until then."),
        ),
    )  # fmt: skip
    routine = recovery.routine.with_step(cream, COURSE_STEP).with_move(COURSE_STEP, begins, -2)
    ointment = Schedule(begins, around=("sample-laser", 0, 2))
    routine = routine.with_step(StepVersion(begins, "morning", "other", "Clinic ointment", ointment), "sample-ointment")
    return replace(recovery.with_routine(routine), care=care)
