"""Recoveries with something planned of every kind, and a whole year of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import Around, AroundSince, PlannedDay, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS, Slot, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.planner.courses import Regimen
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home

YEAR_ZERO: Final = date(2026, 5, 31)
RULES: Final = (
    "mon,thu",
    "3 on 2 off",
    "2 days",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU",
    "21 on 7 off",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "month",
    "FREQ=DAILY;COUNT=9",
    "FREQ=YEARLY;BYMONTH=2,8;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "3 weeks",
)
"""A rule of every kind that a schedule keeps."""
COURSES: Final[dict[str, tuple[Slot, ...]]] = {
    "3 days for 2 weeks, then 2 days for 2 weeks, then day for 8 weeks": ("evening",),
    "day for 6 weeks, break 2 weeks, 3 times": ("morning", "evening"),
    "strong: day for 1 week, then medium: 2 days for 1 week, then mild: 3 on 2 off for 3 weeks": ("day",),
}


def with_care(recovery: Recovery, text: str, today: date) -> Recovery:
    """A recovery in which something of each kind is planned for today, and holds a text wherever one can be typed."""
    session = Session("session", "procedure", (PlannedDay(recovery.day_zero, today),), time(10, 30), note=text)
    resting = AroundSince(recovery.day_zero, (Around(text, 1, 2, text),))
    care = Care(
        (Visit("visit", today, time(9, 15), text, text, text, text, text),),
        (Question("question", today, text, text),),
        (Course("course", text, today, (recovery.routine.steps[0].id,), text, text, text, (0, 9), text, text, text),),
        (Procedure("procedure", text, "laser", text, text, text, around=(resting,), note=text),),
        (session,),
        (BackgroundAnswer("goal", text),),
    )
    return replace(recovery, care=care)


class SetClock:
    """A clock that stands until it is set, in UTC."""

    def __init__(self, day: date) -> None:
        self.day = day

    def now(self) -> datetime:
        """Ten in the morning of its day."""
        return datetime.combine(self.day, time(10), UTC)

    def today(self, day_starts_at: time) -> date:
        """Its day."""
        return self.day

    def moment(self, day: date, at: time, day_starts_at: time) -> datetime:
        """A time of a day."""
        return datetime.combine(day, at, UTC)


def a_year(home: Path) -> Planner:
    """A year with courses, rules of every kind, pauses and sessions that moved, of which 200 days have passed."""
    clock = SetClock(YEAR_ZERO)
    planner = Planner(Home(home, home / "config.toml"), clock)
    planner.recoveries.begin("Face", YEAR_ZERO, 365, "empty")
    planner.routine.add(StepVersion(YEAR_ZERO, "morning", "cleanser", "Gentle cleanser", Schedule(YEAR_ZERO)))
    weekly = Schedule.from_words("mon,wed,sat", YEAR_ZERO)
    planner.routine.add(StepVersion(YEAR_ZERO, "morning", "sunscreen", "Sunscreen", weekly))
    planner.routine.add(StepVersion(YEAR_ZERO, "day", "sunscreen", "Top-up", Schedule(YEAR_ZERO), required=False))
    for number, rule in enumerate(RULES):
        first = YEAR_ZERO + timedelta(days=number)
        slot = SLOTS[number % 3]
        planner.routine.add(StepVersion(first, slot, "other", f"Step {number}", Schedule.from_words(rule, first)))
    _take_courses(planner)
    _plan_sessions(planner, clock)
    for days, at in ((10, time(9, 15)), (100, None), (300, time(16, 0)), (420, time(8, 0))):
        planner.visits.add(Visit("", YEAR_ZERO + timedelta(days=days), at, "Dr Kaya", "Clinic, 2nd floor", "review"))
    planner.visits.call_off(planner.recovery.care.visits[2].id)
    _live(planner, clock)
    return planner


def _take_courses(planner: Planner) -> None:
    for number, (words, slots) in enumerate(COURSES.items()):
        first = YEAR_ZERO + timedelta(days=20 + 30 * number)
        course = Course("", f"Course {number}", first, reviews=(28, 84))
        planner.courses.add(course, Regimen(Schedule.from_words(words, first), slots))


def _plan_sessions(planner: Planner, clock: SetClock) -> None:
    """Two procedures, of which one session is moved twice and one is called off."""
    resting = (Around("course 0", 7, 7), Around("sunscreen", 0, 5, "Clinic ointment"), Around("everything", 1, 1))
    for number in range(2):
        days = [YEAR_ZERO + timedelta(days=60 + 45 * place + 10 * number) for place in range(4)]
        planner.procedures.add(Procedure("", f"Laser {number}", "laser", count=4), days, resting[number:])
    moved, called_off, *_ = planner.recovery.care.sessions
    for day, later in ((50, 9), (63, -4)):
        clock.day = YEAR_ZERO + timedelta(days=day)
        planner.procedures.move(moved.id, (moved.day or YEAR_ZERO) + timedelta(days=later))
    planner.procedures.call_off(called_off.id)


def _live(planner: Planner, clock: SetClock) -> None:
    """Ticks and skips, one of them on a day on which nothing was due, changes and pauses."""
    clock.day = YEAR_ZERO + timedelta(days=200)
    day = YEAR_ZERO + timedelta(days=40)
    planner.tick(day, ["morning-gentle-cleanser", "morning-step-3", "day-step-1"])
    planner.skip(day, ["morning-sunscreen"])
    planner.routine.edit("morning-gentle-cleanser", YEAR_ZERO + timedelta(days=150), product="Oat syndet")
    planner.routine.edit("evening-step-2", YEAR_ZERO + timedelta(days=150), schedule=Schedule.from_words("day", day))
    planner.routine.end("day-step-1", YEAR_ZERO + timedelta(days=210))
    planner.pauses.add(YEAR_ZERO + timedelta(days=80), YEAR_ZERO + timedelta(days=95), reason="travelling")
    planner.pauses.add(YEAR_ZERO + timedelta(days=250), YEAR_ZERO + timedelta(days=260), ["morning-gentle-cleanser"])
    planner.pauses.add(YEAR_ZERO + timedelta(days=340), None, ["evening-step-2"])
