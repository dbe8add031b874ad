"""What is to be known first: only what was said, and a treatment of a family to which an allergy was told is marked."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from routine_tui.exporters.summary.alert import AlertSummary
from routine_tui.facts import guidance
from routine_tui.facts.skin import allergy_families
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.product import Product, Reaction
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case
from tests.exporters.lived import PAGES, summary_of, written
from tests.exporters.lived_care import ZERO, on

BARE = Recovery("id", "Face", ZERO, 84, begun=ZERO)


def told(profile: dict[str, int | bool] | None = None, courses: tuple[Course, ...] = (), **texts: str) -> Recovery:
    """A recovery with what was answered once, what was told in fields of the background, and treatments."""
    background = tuple(BackgroundAnswer(name, text) for name, text in texts.items())
    return replace(BARE, profile=profile or {"phototype": 3}, care=Care(background=background, courses=courses))


def known(recovery: Recovery) -> AlertSummary:
    found = summary_of(recovery).alert
    assert found is not None
    return found


def said(recovery: Recovery) -> dict[str, str]:
    return {line.label: line.text for line in known(recovery).lines}


def marked(allergies: str, *courses: str, **texts: Any) -> list[tuple[str, str]]:
    treatments = tuple(Course(f"c{number}", label, ZERO) for number, label in enumerate(courses))
    return list(known(told(courses=treatments, allergies=allergies, **texts)).marked)


def test_what_nobody_said_is_not_said_and_never_none() -> None:
    lines = said(told())
    of_medicines = "Blood thinner, weakened immune system, isotretinoin and diabetes"
    assert set(lines) == {"Allergies", "Medicines", of_medicines, "Keloid or raised scars", "Cold sores", "Pregnant"}
    assert set(lines.values()) == {"not said"}
    for name in PAGES:
        assert "none known" not in written(name, told()).lower().split("not the same as")[0]


def test_none_stands_where_somebody_said_so() -> None:
    answers: dict[str, int | bool] = {"keloid": False, "cold_sores": False, "pregnant": False, "blood_thinner": False}
    lines = said(told(answers, allergies="None known"))
    assert lines["Keloid or raised scars"] == lines["Cold sores"] == "none known"
    assert (lines["Allergies"], lines["Pregnant"]) == ("None known", "no")
    assert "blood thinner: no" in lines["Medicines"]
    assert not any(line.is_grave for line in known(told(answers, allergies="None known")).lines)


def test_what_weighs_is_marked_as_such() -> None:
    answers: dict[str, int | bool] = {"keloid": True, "blood_thinner": True}
    found = known(told(answers, allergies="Nickel", scar_history="shoulder, after a piercing"))
    assert {line.label for line in found.lines if line.is_grave} == {"Allergies", "Medicines", "Keloid or raised scars"}
    assert said(told(answers, scar_history="shoulder"))["Keloid or raised scars"] == "yes: shoulder"


def test_a_blood_thinner_that_is_named_among_the_medicines_is_one() -> None:
    assert "blood thinner: yes, as a medicine named here is one" in said(told(medicines="Apixaban 5 mg"))["Medicines"]
    lines = known(told({"blood_thinner": True}, medicines="Apixaban 5 mg")).lines
    unsaid = next(line for line in lines if line.label == "Weakened immune system, isotretinoin and diabetes")
    assert (unsaid.text, unsaid.is_grave) == ("not said", False), "what nobody said does not weigh beside what was"


def test_diabetes_is_known_first_and_told_nowhere_else() -> None:
    assert said(told({"diabetes": True}))["Diabetes"] == "yes"
    assert said(told(medicines="Metformin 500"))["Diabetes"] == "yes, as a medicine named here goes with it"
    assert said(told({"diabetes": False}))["Diabetes"] == "no" and "Diabetes" not in said(told())
    for answer in (True, False):
        assert " ".join(written("txt", told({"diabetes": answer}, allergies="None")).split()).count("iabetes") == 1


def test_a_treatment_of_a_family_to_which_an_allergy_was_told_is_marked_and_nobody_is_told_to_stop() -> None:
    assert marked("Penicillin, rash as a child", "Flucloxacillin 500 mg") == [
        ("Flucloxacillin 500 mg", "a penicillin"),
    ]  # fmt: skip
    recovery = told(allergies="Penicillin", courses=(Course("c", "Flucloxacillin", ZERO),))
    for name in PAGES:
        page = " ".join(written(name, recovery).split())
        named = "Flucloxacillin is a penicillin, and an allergy to one is named."
        assert f"{named} Since D0 (31 Oct). Reaction: not said. Ask the prescriber or" in page
        assert "stop" not in page.lower() and "University College London Hospitals" in page


def test_a_marked_treatment_that_is_over_is_told_with_what_was_taken_and_seen_and_asks_nothing() -> None:
    over = Course("c", "Flucloxacillin", on(2), ended_on=on(9))
    seen = Product("p", "Flucloxacillin", reactions=(Reaction(on(4), "itchy", "hours"),))
    recovery = replace(told(allergies="Penicillin", courses=(over,)), products=(seen,))
    page = " ".join(written("txt", recovery).split())
    assert "named. D2 to D8 (2 to 8 Nov). Reaction: D4 (4 Nov) itchy within hours." in page
    assert "Ask the prescriber" not in page


@each_case(
    ("allergies", "course", "family"),
    [
        ("amoxicillin", "Co-amoxiclav", "a penicillin"), ("Penicilina", "Flucloxacilina", "a penicillin"),
        ("erythromycin (hives)", "Clarithromycin", "a macrolide"), ("Doxycycline", "Lymecycline", "a tetracycline"),
        ("sulfa drugs", "Bactrim", "a sulfonamide antibiotic"), ("Penicillin", "Doxycycline", ""),
        ("None known", "Flucloxacillin", ""), ("No penicillin allergy", "Flucloxacillin", ""),
        ("nickel; not allergic to penicillin", "Flucloxacillin", ""),
        ("Not sure, maybe penicillin", "Amoxicillin", "a penicillin"), ("", "Flucloxacillin", ""),
    ],
)  # fmt: skip
def test_families_are_told_by_names(allergies: str, course: str, family: str) -> None:
    assert [one for _, one in marked(allergies, course)] == ([family] if family else [])


def test_a_medicine_that_is_told_is_looked_at_too() -> None:
    assert marked("penicillin", medicines="Phenoxymethylpenicillin at night") == [
        ("A medicine named above", "a penicillin")
    ]


def test_an_allergy_that_is_private_or_left_out_leaves_no_trace_in_what_is_marked() -> None:
    care = Care(
        background=(BackgroundAnswer("allergies", "Penicillin", private=True),),
        courses=(Course("c", "Flucloxacillin", ZERO),),
    )
    recovery = replace(BARE, care=care)
    for name in PAGES:
        for without in (["private"], ["care"]):
            page = written(name, recovery, without).lower()
            assert "penicillin" not in page.replace("flucloxacillin", "")


def test_every_family_cites_tier_a_or_b_that_was_read_at_its_own_address() -> None:
    for family in allergy_families():
        sources = guidance.cited(family.sources)
        assert {one.tier for one in sources} <= {"A", "B"} and len(sources) == len(family.sources) > 0
        assert {one.read for one in sources} <= {"own", "part", "summary"}
        assert all(name == name.lower() and name.isascii() for name in family.names)
