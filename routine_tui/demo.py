"""A made-up recovery to look around in: for the demo, the benchmarks and the pictures in the manual."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Final

from msgspec.structs import replace

from routine_tui.clock import Clock
from routine_tui.facts.guidance import routine_of
from routine_tui.model.day.progress import days_between
from routine_tui.model.recovery.answers import INFECTION_SIGNS, URGENT_SIGNS
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Day, Mark, Pause
from routine_tui.model.recovery.procedure import Around, AroundSince, Procedure, planned
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home, Settings

PREFIX: Final = "routine-tui-sample-"
"""How the names of folders with sample data begin."""
LEFT_BEHIND: Final = 2 * 86_400
"""Seconds without a change after which nobody looks around in a folder of sample data any more."""


def sample_planner(clock: Clock, settings: Settings) -> tuple[TemporaryDirectory[str], Planner]:
    """A planner on sample data, and the temporary folder it lies in, which whoever asks cleans up."""
    folder = TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
    home = Path(folder.name)
    _sweep(home)
    planner = Planner(Home(home, home / "config.toml"), clock, settings)
    today = planner.today()
    planner.folder.create(cared_for(sample_recovery(today), today))
    return folder, planner


def _sweep(new: Path) -> None:
    """Remove the folders that earlier runs left beside a new one: whoever was killed cleaned nothing up."""
    now = new.stat().st_mtime
    for one in new.parent.glob(f"{PREFIX}*"):
        with suppress(OSError):  # another person's, or gone meanwhile
            if now - max(inside.lstat().st_mtime for inside in (one, *one.rglob("*"))) > LEFT_BEHIND:
                rmtree(one, ignore_errors=True)


COURSE_STEP = "sample-azelaic"
_HOURS = {"morning": time(7, 40), "day": time(13, 10), "evening": time(21, 50)}


def sample_recovery(today: date, past_days: int = 22, window_days: int = 84) -> Recovery:
    """A recovery of which some days have passed, with the gaps that real life leaves."""
    zero = today - timedelta(days=past_days)
    routine = routine_of("gentle", zero)
    for step_id, product in (
        ("morning-cleanser", "Oat syndet"),
        ("morning-moisturiser", "Ceramide cream"),
        ("morning-sunscreen", "Zinc 30 tinted"),
    ):
        routine = routine.with_changes(step_id, zero, product=product)
    jelly = StepVersion(
        zero + timedelta(days=7), "evening", "other", "Petroleum jelly on dry spots",
        Schedule(zero + timedelta(days=7), "FREQ=DAILY;INTERVAL=2"), cue="after the moisturiser",
    )  # fmt: skip
    routine = routine.with_step(jelly)
    recovery = Recovery(
        "sample",
        "Sample",
        zero,
        window_days,
        routine=routine,
        products=_shelf(zero, today),
        profile={"phototype": 4},
        begun=zero,
    )
    for day in days_between(zero, min(today, recovery.last_day)):
        recovery = recovery.with_record(_lived(recovery, day, today))
    if past_days > 12:
        away = zero + timedelta(days=past_days - 9)
        recovery = recovery.with_record(Day(away)).with_pause(Pause(away, away, reason="travelling"))
    return recovery


def _lived(recovery: Recovery, day: date, today: date) -> Day:
    """What somebody might have recorded: mostly all of it, now and then less, once in a while nothing."""
    offset = recovery.offset(day)
    note = {5: "Less tight today.", 14: "Redness lighter on the left cheek."}.get(offset, "")
    record = Day(day, note=note, skin=_checked_in(day, offset))
    if offset % 17 == 11:
        return record
    for place, expected in enumerate(recovery.routine.on(day)):
        version = expected.version
        left_out = (
            not version.required or (offset % 6 == 4 and version.slot == "evening") or (day == today and place > 1)
        )
        if left_out or day not in version.schedule.days(recovery.last_day):
            continue
        record = record.with_mark(expected.step_id, _mark(version.slot, day, place))
    if offset == 16 and "morning-sunscreen" in record.marks:
        skipped = Mark("skipped", record.marks["morning-sunscreen"].at, "stayed indoors")
        record = record.with_mark("morning-sunscreen", skipped)
    return record


_ANSWERED = ("redness", "swelling", "bumps", "flaking", "marks", "scar", "pain", "itch", "bother")
_COURSE = {
    0: (3, 2, 0, 0, 0, 0, 4, 1, 6),
    1: (3, 2, 0, 0, 0, 0, 3, 2, 6),
    2: (2, 1, 0, 1, 0, 0, 1, 2, 5),
    3: (1, 0, 0, 2, 0, 0, 1, 3, 4),
    4: (1, 0, 0, 2, 0, 0, 0, 3, 4),
    5: (1, 0, 0, 1, 0, 0, 0, 2, 3),
    6: (1, 0, 0, 1, 0, 0, 0, 1, 3),
    9: (1, 0, 0, 0, 1, 0, 0, 1, 3),
    14: (1, 0, 0, 0, 2, 0, 0, 0, 2),
    21: (1, 0, 0, 0, 1, 0, 0, 0, 2),
    28: (0, 0, 0, 0, 1, 0, 0, 0, 1),
}
"""What is answered by day: a check-in a day in the first week, then about one a week, from day 28 on all alike."""


def _checked_in(day: date, offset: int) -> CheckIn | None:
    course = _COURSE.get(28 if offset > 28 and offset % 7 == 0 else offset)
    if course is None:
        return None
    answers = dict(zip(_ANSWERED, course, strict=True)) | dict.fromkeys((*INFECTION_SIGNS, *URGENT_SIGNS), False)
    note = {3: "Peels around the nose.", 9: "First faint darker spots on the right cheek."}.get(offset, "")
    temperature = {"temp": 36.9} if offset == 1 else {}
    return CheckIn.of(answers | temperature, datetime.combine(day, time(21, 40), UTC), note)


def _shelf(zero: date, today: date) -> tuple[Product, ...]:
    """What stands there by now; the balm joined later, so that what changed after it can be looked for."""
    cream = (
        "Aqua, Glycerin, Petrolatum, Cetearyl Alcohol, Squalane, Ceramide NP, Cholesterol, Panthenol, Phenoxyethanol"
    )
    sunscreen = (
        "Zinc Oxide (nano), Aqua, Caprylic/Capric Triglyceride, Glycerin, Dimethicone, CI 77491, CI 77492, CI 77499"
    )
    balm = "Petrolatum, Lanolin, Panthenol, Cera Alba, Tocopherol, Parfum, Linalool"
    opened, later = zero - timedelta(days=20), zero + timedelta(days=12)
    shelf = (
        Product("sample-cream", "Ceramide cream", "", "moisturiser", zero, opened, 12, cream),
        Product("sample-sunscreen", "Zinc 30 tinted", "", "sunscreen", zero, zero, 9, sunscreen),
        Product("sample-balm", "Panthenol balm", "", "ointment", later, later, 12, balm),
    )
    return tuple(product for product in shelf if product.introduced_on and product.introduced_on <= today)


def _mark(slot: str, day: date, place: int) -> Mark:
    moment = datetime.combine(day, _HOURS[slot], UTC) + timedelta(minutes=2 * place)
    return Mark("done", moment)


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
            BackgroundAnswer("wish", "To know whether the marks will fade, and what to avoid until then."),
        ),
    )  # fmt: skip
    routine = recovery.routine.with_step(cream, COURSE_STEP).with_move(COURSE_STEP, begins, -2)
    ointment = Schedule(begins, around=("sample-laser", 0, 2))
    routine = routine.with_step(StepVersion(begins, "morning", "other", "Clinic ointment", ointment), "sample-ointment")
    return replace(recovery.with_routine(routine), care=care)
