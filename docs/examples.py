"""Makes the pages in ``docs/examples`` from three made-up recoveries: ``python docs/examples.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from msgspec.structs import replace

from routine_tui.exporters.formats import ExportRequest, written
from routine_tui.exporters.summary.summary import summarise
from routine_tui.facts import guidance
from routine_tui.model.day.agenda import state_of
from routine_tui.model.day.progress import days_between
from routine_tui.model.recovery.answers import INFECTION_SIGNS, URGENT_SIGNS, Answer
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.check_in import CheckIn, Look
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Day, Mark, Pause
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.procedure import Around, AroundSince, PlannedDay, Procedure, Session
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question, Visit

HERE = Path(__file__).parent / "examples"
ZERO = date(2026, 3, 2)


def on(offset: int) -> date:
    """A day by its offset from the session."""
    return ZERO + timedelta(days=offset)


def at(offset: int, hour: int = 21) -> datetime:
    """A moment on a day."""
    return datetime.combine(on(offset), time(hour, 30), UTC)


@dataclass(frozen=True)
class Case:
    """A recovery, seen from a day."""

    name: str
    recovery: Recovery
    offset: int


def lived(recovery: Recovery, until: int, often: int = 9) -> Recovery:
    """A recovery in which most of what was expected is done, and now and then an evening is left out."""
    for day in days_between(ZERO, on(until)):
        offset = recovery.offset(day)
        for place, planned in enumerate(recovery.routine.on(day)):
            version, step_id = planned.version, planned.step_id
            if not version.required or state_of(recovery, recovery.routine.step(step_id), day, day) != "due":
                continue
            if (offset + 3 * place) % often == often - 1 or (offset == until and place > 1):
                continue
            recovery = recovery.marked(day, step_id, Mark("done", at(offset)))
    return recovery


ANSWERED = ("redness", "swelling", "bumps", "flaking", "marks", "scar", "pain", "itch", "bother", "pits")
"""What the numbers of a check-in answer, in their order; pits are not asked where none is given."""


def checked(
    recovery: Recovery,
    told: Mapping[int, tuple[int, ...]],
    yes: Mapping[int, tuple[str, ...]],
    where: Mapping[str, str] | None = None,
) -> Recovery:
    """A recovery with check-ins: signs and feelings by day, what was answered with yes, and where each sign is."""
    for offset, numbers in told.items():
        signs = dict.fromkeys(INFECTION_SIGNS, False) | dict.fromkeys(yes.get(offset, ()), True)
        urgent = dict.fromkeys(URGENT_SIGNS, False)
        answers: dict[str, Answer] = {**dict(zip(ANSWERED, numbers, strict=False)), **signs, **urgent}
        look = Look(answers, at(offset), places=where or {})
        recovery = recovery.checked_in(on(offset), CheckIn((look,)))
    return recovery


def gentle(name: str, window: int = 84) -> Recovery:
    """A recovery with the gentle routine and its products."""
    routine = guidance.routine_of("gentle", ZERO)
    for step_id, product in (
        ("morning-cleanser", "Oat syndet"), ("evening-cleanser", "Oat syndet"),
        ("morning-moisturiser", "Ceramide cream"), ("evening-moisturiser", "Ceramide cream"),
        ("morning-sunscreen", "Zinc 30 tinted"),
    ):  # fmt: skip
        routine = routine.with_changes(step_id, ZERO, product=product)
    products = (
        Product(
            "cream", "Ceramide cream", "", "moisturiser", ZERO, on(-20), 12, "Aqua, Glycerin, Petrolatum, Squalane"
        ),
        Product("zinc", "Zinc 30 tinted", "", "sunscreen", ZERO, ZERO, 9, "Zinc Oxide (nano), Aqua, Glycerin"),
        Product("syndet", "Oat syndet", "", "cleanser", ZERO, on(-4), 12, "Aqua, Coco-Glucoside, Avena Sativa Kernel"),
    )
    return Recovery("example", name, ZERO, window, routine=routine, products=products, profile={"phototype": 3})


SESSION = (
    BackgroundAnswer("clinic", "Studio by the station, a beautician"),
    BackgroundAnswer("session_kind", "microneedling"),
    BackgroundAnswer("session_place", "salon"),
    BackgroundAnswer("device", "Motorised pen, 12 needles, single use"),
    BackgroundAnswer("depth", "1.5 mm on cheeks and forehead, four passes"),
    BackgroundAnswer("areas", "Cheeks, forehead, chin"),
    BackgroundAnswer("applied", "Vitamin C ampoule during, hyaluronic serum after"),
)


def calm() -> Case:
    """Four weeks in which all goes as it mostly does."""
    recovery = gentle("A. Example")
    told = {
        0: (3, 2, 0, 0, 0, 0, 4, 1, 6), 1: (3, 2, 0, 0, 0, 0, 3, 2, 6), 2: (2, 1, 0, 1, 0, 0, 1, 2, 5),
        3: (2, 0, 0, 2, 0, 0, 1, 3, 4), 5: (1, 0, 0, 2, 0, 0, 0, 2, 3), 7: (1, 0, 1, 1, 0, 0, 0, 1, 3),
        10: (1, 0, 0, 0, 1, 0, 0, 1, 3), 14: (1, 0, 0, 0, 1, 0, 0, 0, 2), 21: (1, 0, 0, 0, 1, 0, 0, 0, 2),
        28: (0, 0, 0, 0, 1, 0, 0, 0, 1),
    }  # fmt: skip
    balm = StepVersion(on(12), "evening", "other", "Balm on dry spots", Schedule(on(12), "FREQ=DAILY;INTERVAL=2"))
    routine = recovery.routine.with_step(replace(balm, product="Panthenol balm"), "balm")
    recovery = replace(recovery.with_routine(routine), products=(*recovery.products, _balm()))
    places = {"redness": "both cheeks", "marks": "right cheek"}
    recovery = checked(lived(recovery, 28), told, {}, places).with_record(Day(on(19)))
    answered: dict[str, int | bool] = {"born": 1991, "blood_thinner": False, "isotretinoin": False, "keloid": False}
    recovery = replace(recovery, profile={**recovery.profile, **answered, "cold_sores": False, "weak_immunity": False})
    recovery = recovery.with_pause(Pause(on(19), on(19), reason="travelling"))
    care = Care(
        visits=(Visit("v", on(31), time(10, 30), "Dr Kaya", "Skin clinic", "dark marks"),),
        questions=(
            Question("q", on(12), "May the dark marks be treated, and when?"),
            Question("r", on(20), "When may I use a retinoid again?"),
        ),
        background=(
            *SESSION, BackgroundAnswer("allergies", "None known"),
            BackgroundAnswer("medicines", "None"),
            BackgroundAnswer("wish", "That the marks fade before summer."),
            BackgroundAnswer("tried", "Aloe gel in the first days: stung, left off."),
            BackgroundAnswer("scar_history", "None in the family"),
        ),
    )  # fmt: skip
    return Case("calm-week-4", replace(recovery, care=care), 28)


def _balm() -> Product:
    return Product(
        "balm", "Panthenol balm", "", "ointment", on(12), on(12), 12, "Petrolatum, Lanolin, Panthenol, Parfum"
    )


def scare() -> Case:
    """An infection in the first week, and a course of antibiotics."""
    recovery = gentle("B. Example")
    told = {
        0: (3, 2, 0, 0, 0, 0, 4, 1, 6), 1: (2, 1, 0, 0, 0, 0, 3, 1, 5), 2: (2, 1, 0, 0, 0, 0, 2, 1, 5),
        3: (3, 2, 1, 0, 0, 0, 5, 2, 7), 4: (4, 3, 2, 0, 0, 0, 7, 2, 9), 5: (3, 3, 2, 0, 0, 0, 5, 2, 8),
        6: (3, 2, 1, 1, 0, 0, 3, 2, 6), 8: (2, 1, 0, 2, 0, 0, 1, 2, 4), 11: (1, 0, 0, 1, 1, 0, 0, 1, 3),
        14: (1, 0, 0, 0, 2, 0, 0, 0, 3), 19: (1, 0, 0, 0, 2, 0, 0, 0, 2),
    }  # fmt: skip
    yes = {3: ("hot",), 4: ("hot", "pus", "spreading", "eye"), 5: ("pus",), 6: ("crust",)}
    places = {"redness": "left cheek", "swelling": "left cheek", "pain": "left cheek", "marks": "left cheek"}
    recovery = checked(recovery, told, yes, places)
    answered: dict[str, int | bool] = {"born": 1968, "blood_thinner": True, "keloid": False, "diabetes": True}
    recovery = replace(recovery, profile={**recovery.profile, **answered})
    morning: dict[str, Answer] = {"redness": 3, "pain": 4, "temp": 37.4}
    day = recovery.record(on(4)).skin
    assert day is not None
    day = day.with_answers(morning, at(4, 7), places={"pain": "left cheek"}, at=at(4, 7))
    day = day.with_answers({"temp": 38.6}, at(4), at=at(4))
    recovery = recovery.checked_in(on(4), day)
    tablet = StepVersion(on(5), "morning", "prescription", "Flucloxacillin", Schedule(on(5), last_day=on(11)))
    evening = replace(tablet, slot="evening")
    routine = recovery.routine.with_step(tablet, "tablet-m").with_step(evening, "tablet-e")
    recovery = recovery.with_routine(routine)
    recovery = recovery.with_pause(Pause(on(4), on(7), ("morning-sunscreen", "day-sunscreen"), "staying indoors"))
    recovery = lived(recovery, 19, 13)
    fourth = recovery.record(on(4))
    recovery = recovery.with_record(
        replace(fourth, note="Left cheek hot and tight since the morning.\nYellow spots at noon.")
    )
    care = Care(
        visits=(
            Visit("v", on(4), time(22, 50), "Dr Lind", "Out-of-hours clinic", "redness that spreads, pus",
                  "Swab taken.", "Flucloxacillin for 7 days, come back if it spreads further."),
            Visit("w", on(7), time(9), "Dr Lind", "Out-of-hours clinic", "check", "",
                  "Going the right way. Finish the course."),
            Visit("x", on(24), time(11, 15), "Dr Kaya", "Skin clinic", "dark marks after the infection"),
        ),
        questions=(
            Question("p", on(5), "May I wash the face as usual?", "Yes, lukewarm water and the syndet."),
            Question("q", on(12), "Will the brown marks stay?"),
            Question("r", on(15), "Does the swab say anything about the studio's needles?"),
        ),
        courses=(
            Course("c", "Flucloxacillin", on(5), ("tablet-m", "tablet-e"), "Dr Lind, 6 Mar",
                   "infection of the left cheek", "500 mg twice a day", (),
                   "Pus gone after three days, redness paler after five."),
        ),
        background=(
            *SESSION, BackgroundAnswer("disinfectant", "Not known"),
            BackgroundAnswer("allergies", "Penicillin, rash as a child"),
            BackgroundAnswer("medicines", "Apixaban 5 mg twice a day since 2024, metformin"),
            BackgroundAnswer("wish", "Look at the marks on the left cheek."),
        ),
    )  # fmt: skip
    return Case("infection-week-1", replace(recovery, care=care), 19)


def long() -> Case:
    """Nine months with scars and two sessions of a laser."""
    recovery = gentle("C. Example", 300)
    redness = dict.fromkeys((5, 7, 10, 14, 21, 28, 42, 56), 2) | {0: 3, 1: 3, 2: 2, 3: 2, 70: 1, 84: 1, 120: 2, 126: 1}
    told: dict[int, tuple[int, ...]] = {}
    for offset in (*redness, 140, 154, 168, 182, 189, 196, 210, 224, 238, 252, 266, 270):
        red = redness.get(offset, {182: 2, 189: 2}.get(offset, 1 if offset < 240 else 0))
        marks = 0 if offset < 10 else 3 if 21 <= offset < 70 else 2 if offset < 180 else 1
        scar = 0 if offset < 28 else 2 if offset < 120 else 3 if offset < 130 else 2 if offset < 200 else 1
        told[offset] = (red, 0, 0, 0, marks, scar, 0, 1 if scar > 1 else 0, min(10, 2 * scar + marks))
        told[offset] += (0 if offset < 42 else 2,)
    places = {
        "redness": "both cheeks",
        "marks": "left cheek",
        "scar": "left cheek, near the ear",
        "pits": "both temples",
    }
    recovery = checked(recovery, told, {}, places)
    answered: dict[str, int | bool] = {"born": 1984, "phototype": 4, "keloid": True, "blood_thinner": False}
    recovery = replace(recovery, profile={**recovery.profile, **answered, "cold_sores": True})
    azelaic = StepVersion(on(35), "evening", "prescription", "Azelaic acid 15 %", Schedule(on(35), last_day=on(202)))
    sheet = StepVersion(on(76), "evening", "other", "Silicone sheet", Schedule(on(76), last_day=on(195)))
    routine = recovery.routine.with_step(replace(azelaic, product="Skinoren"), "azelaic")
    routine = routine.with_step(replace(sheet, hours="12 hours, from 4, 2 more a day, at most 23"), "sheet")
    routine = routine.with_changes("morning-sunscreen", on(90), product="Mineral 50 fluid")
    recovery = recovery.with_routine(routine)
    mineral = Product("fluid", "Mineral 50 fluid", "", "sunscreen", on(90), on(88), 9, "Zinc Oxide, Aqua, Squalane")
    recovery = replace(recovery, products=(*recovery.products, mineral))
    rests = (Around("Azelaic acid 15 %", 7, 7), Around("Gentle cleanser", 0, 3, "Lukewarm water"))
    care = Care(
        visits=(
            Visit("a", on(33), time(9, 30), "Dr Kaya", "Skin clinic", "dark marks",
                  "Seen in daylight and with the dermatoscope.",
                  "Azelaic acid for 24 weeks.\nSunscreen every morning."),
            Visit("b", on(75), time(10), "Dr Kaya", "Skin clinic", "raised lines on the left cheek", "",
                  "Silicone for four months; then vascular laser."),
            Visit("c", on(196), time(10), "Dr Kaya", "Skin clinic", "review", "",
                  "One more session in winter, if wanted."),
            Visit("d", on(277), time(14, 30), "Dr Kaya", "Skin clinic", "review after nine months"),
        ),
        questions=(
            Question("p", on(80), "May the sheet stay on overnight?", "Yes, if the skin below stays calm."),
            Question("q", on(230), "Is a third laser session worth it?"),
            Question("r", on(255), "Can the shallow pits be treated, and by what?"),
        ),
        courses=(
            Course("az", "Azelaic acid 15 %", on(35), ("azelaic",), "Dr Kaya, 4 Apr", "dark marks", "a thin layer",
                   (56, 168), "Stung for two weeks; marks paler from June on."),
            Course("si", "Silicone sheet", on(76), ("sheet",), "Dr Kaya", "raised lines", effect="Flatter, less itch."),
        ),
        procedures=(
            Procedure("pdl", "Pulsed dye laser", "laser", "Dr Lind", "Laser centre", "redness and raised lines",
                      2, 42, 63, (AroundSince(on(100), rests),), "No sun for two weeks before."),
        ),
        sessions=(
            Session("s1", "pdl", (PlannedDay(on(100), on(119)),), time(9), True, "Purple five days; then paler."),
            Session("s2", "pdl", (PlannedDay(on(119), on(175)), PlannedDay(on(160), on(181))),
                    time(9, 15), True, "Lines flatter."),
        ),
        background=(
            *SESSION, BackgroundAnswer("allergies", "None known"), BackgroundAnswer("medicines", "None"),
            BackgroundAnswer("scar_history", "A keloid on the shoulder, mother as well"),
            BackgroundAnswer("wish", "A plan for the pits, and whether more laser helps."),
            BackgroundAnswer("tried", "Onion gel in April: no change."),
        ),
    )  # fmt: skip
    recovery = lived(replace(recovery, care=care, photos=pictures((-3, 21, 120, 270))), 270, 11)
    worn = (day for day in days_between(on(76), on(195)) if "sheet" in recovery.record(day).marks)
    for number, day in enumerate(worn):
        recovery = recovery.marked(
            day, "sheet", Mark("done", at(recovery.offset(day)), amount=float(min(12, 4 + number)))
        )
    return Case("scars-month-9", recovery, 270)


def pictures(offsets: tuple[int, ...]) -> tuple[Photo, ...]:
    """Pictures of the left cheek by the window; those of days before the session show the skin as it was."""
    return tuple(
        Photo(f"p{n}", on(n), f"{on(n)}-{n + 9:08d}.jpg", place="left", light="window", before=n < 0) for n in offsets
    )


def main() -> None:
    """Write every case as PDF and as HTML."""
    from example_photos import copies  # beside this file, which tests read by its path

    HERE.mkdir(exist_ok=True)
    for case in (calm(), scare(), long()):
        summary = summarise(case.recovery, on(case.offset), without={"private"})
        summary = replace(summary, photo_copies=copies(case.recovery))
        for name in ("pdf", "html"):
            (HERE / f"{case.name}.{name}").write_bytes(written(ExportRequest(name), summary))


if __name__ == "__main__":
    main()
