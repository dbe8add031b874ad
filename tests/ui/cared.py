"""Somebody with something of everything that is planned, on Sunday, 22 November 2026, D22 of 84."""

from __future__ import annotations

from datetime import date, time, timedelta

from msgspec.structs import replace

from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.procedure import Around, AroundSince, PlannedDay, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Slot, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.ui.widgets.row_list import RowList
from tests.full import full_recovery
from tests.ui.driver import TODAY, Opened

ZERO = date(2026, 10, 31)
RAMP = "3 days for 2 weeks, then 2 days for 2 weeks, then day for 8 weeks"


def on(offset: int) -> date:
    """A day by its offset."""
    return ZERO + timedelta(days=offset)


def cared() -> Recovery:
    """All of it."""
    recovery = replace(full_recovery(TODAY, 23), name="Face", window_days=84)
    return replace(with_courses(recovery), care=care(), pauses=pauses())


def with_courses(recovery: Recovery) -> Recovery:
    """With the steps of the courses, and of what is used in place of the sunscreen."""
    routine = recovery.routine
    daily, ramp = Schedule.from_words("day for 24 weeks", on(20)), Schedule.from_words(RAMP, on(26))
    steps: tuple[tuple[str, Slot, str, Schedule], ...] = (
        ("azelaic-m", "morning", "Azelaic acid 20 %", daily),
        ("azelaic-e", "evening", "Azelaic acid 20 %", daily),
        ("tretinoin", "evening", "Tretinoin 0.025 %", ramp),
        ("steroid", "evening", "Hydrocortisone", Schedule(on(1), last_day=on(7))),
        ("ointment", "morning", "Clinic ointment", Schedule(on(10), around=("laser", 0, 4))),
    )
    for step_id, slot, name, schedule in steps:
        routine = routine.with_step(StepVersion(schedule.first_day, slot, "prescription", name, schedule), step_id)
    return recovery.with_routine(routine.with_end("steroid", on(5)))


def care() -> Care:
    """What is planned."""
    rests = (Around("tretinoin", 7, 7), Around("sunscreen", 0, 5, "Clinic ointment"))
    return Care(
        visits=(
            Visit("past", on(13), time(9), "Dr Osei", "", "first look", "By daylight.", "Azelaic acid, back in weeks"),
            Visit("off", on(27), time(9), "Dr Off", called_off=True),
            Visit("next", on(33), time(10, 30), "Dr Kaya", "Skin clinic", "redness that stays", ready=("depth",)),
            Visit("later", date(2027, 3, 1), None, "Dr Kaya"),
        ),
        questions=(
            Question("asked", on(3), "Is it usual that it stings?", "For some minutes, yes."),
            Question("open", on(12), "When may I use acids again?"),
        ),
        courses=(
            Course("azelaic", "Azelaic acid 20 %", on(20), ("azelaic-m", "azelaic-e"), "Dr Osei, 13 Nov", "dark marks",
                   "a pea", reviews=(28, 56)),
            Course("tretinoin", "Tretinoin 0.025 %", on(26), ("tretinoin",), "Dr Kaya", reviews=(84,)),
            Course("steroid", "Hydrocortisone", on(1), ("steroid",), ended_why="it itched"),
        ),
        procedures=(
            Procedure("laser", "Pulsed dye laser", "laser", "Dr Kaya", count=3, gap_least=42, gap_most=56,
                      around=(AroundSince(on(5), rests),)),
        ),
        sessions=(
            Session("first", "laser", (PlannedDay(on(5), on(10)),), done=True, note="7 J"),
            Session("second", "laser", (PlannedDay(on(12), on(52)),), time(11)),
        ),
        background=(BackgroundAnswer("device", "Motorised pen"), BackgroundAnswer("smoking", "no", private=True)),
    )  # fmt: skip


def pauses() -> tuple[Pause, ...]:
    """One that is over, one to come."""
    return (
        Pause(on(11), on(12), reason="travelling", id="gone"),
        Pause(on(60), on(64), ("azelaic-m",), "a wedding", id="coming"),
    )


async def go_to(app: Opened, words: str) -> None:
    """Move the cursor of a list to the first row that holds some words, all at once."""
    rows = app.app.screen.query_one("CareList, FieldList", RowList)
    places = [row for row in rows.rows if row.is_open]
    there = next(number for number, row in enumerate(places) if words in f"{row.label} {row.value}")
    by = there - places.index(rows.row) if rows.row else 0
    await app.press_at_once(*["j" if by > 0 else "k"] * abs(by))
    assert rows.row is not None and rows.row.key == places[there].key


def dialog(app: Opened) -> str:
    """The name of what is on top."""
    return type(app.app.screen).__name__
