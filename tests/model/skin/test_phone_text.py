"""What to say on the phone: everything that is asked there, in a few sentences, and nothing that was not said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from routine_tui.facts.skin import questions
from routine_tui.model.recovery.answers import Answer
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.check_in import CheckIn, Look
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.phone_text import LONGEST, phone_lines
from tests.ui.cared import cared

ZERO = date(2026, 11, 25)
LABELS = {one.id: one.label for one in questions()}


def at(offset: int) -> date:
    return ZERO + timedelta(days=offset)


def checked(answers: Mapping[str, Answer], offset: int = 4, places: Mapping[str, str] | None = None) -> Recovery:
    look = Look(answers, datetime(2026, 11, 25, 9, tzinfo=UTC) + timedelta(days=offset), places=places or {})
    return Recovery("r", "Face", ZERO, 84).checked_in(at(offset), CheckIn((look,)))


def said(recovery: Recovery, offset: int = 4, today: int = 4) -> tuple[str, ...]:
    return phone_lines(recovery, at(offset), at(today), LABELS)


def test_the_whole_of_it_in_the_order_in_which_it_is_asked() -> None:
    answers: dict[str, Answer] = {"hot": True, "spreading": True, "pain": 6, "swelling": 2, "temp": 38.6, "pus": False}
    recovery = checked(answers | {"painkiller": True, "scar": 0}, places={"all": "left cheek"})
    told = (
        BackgroundAnswer("medicines", "Methotrexate,\n Fridays."), BackgroundAnswer("allergies", "penicillin"),
        BackgroundAnswer("device", "motorised pen"),
    )  # fmt: skip
    recovery = replace(
        recovery,
        care=Care(background=told, courses=(Course("c", "Doxycycline", at(3), dose="100 mg"),)),
        products=(Product("p", "Ceramide cream", introduced_on=ZERO),),
        profile={"pregnant": False, "diabetes": True},
    )
    assert said(recovery) == (
        "I had microneedling 4 days ago, on 25 Nov; with motorised pen.",
        "Now: redness is spreading, hot and painful skin, 38.6 °C, swelling 2 of 4, pain 6 of 10.",
        "Where: left cheek.",
        "I took something for pain or fever in the last 6 hours.",
        "I have or take something that can weaken the immune system and I have diabetes.",
        "I take or use: Methotrexate, Fridays, Doxycycline (100 mg).",
        "Allergies: penicillin.",
        "On my skin I use: Ceramide cream.",
    )


def test_a_medicine_that_was_stopped_is_not_named() -> None:
    """Seen to fail: one whose steps had ended, though nobody had ended the treatment, was read out on the phone."""
    recovery = cared()
    taken = next(
        one for one in phone_lines(recovery, recovery.day_zero + timedelta(days=27), ZERO, LABELS) if "I take" in one
    )
    assert taken == "I take or use: Azelaic acid 20 % (a pea), Tretinoin 0.025 %."


def test_in_an_emergency_what_is_wrong_comes_first() -> None:
    """Seen to fail: somebody who cannot breathe was to say first when the session was, and with which device."""
    recovery = checked({"breathing": True}, 0)
    told = phone_lines(recovery, at(0), at(0), LABELS, is_emergency=True)
    assert told[:2] == ("Now: trouble breathing.", "I had microneedling today.")


def test_what_is_not_told_is_not_said_and_what_is_always_asked_is_named() -> None:
    assert said(checked({"vomiting": True}, 0), 0, 0) == (
        "I had microneedling today.",
        "Now: being sick.",
        "Say your medicines and allergies too, or that there are none.",
    )
    assert said(checked({"vomiting": True}, 0), 0, 1)[:2] == (
        "I had microneedling yesterday.", "On 25 Nov: being sick.",
    )  # fmt: skip


def test_needles_and_treatment_have_their_own_sentences() -> None:
    recovery = checked({
        "shared_needle": True, "dirty_needle": True, "antibiotics": True, "antibiotic_days": 3, "improving": False,
    })  # fmt: skip
    told = said(replace(recovery, profile={"tetanus_known": False}))
    assert told[1] == (
        "The needles may have been used on somebody else before me. The needles may not have been clean. "
        "I am not sure that I am vaccinated against tetanus."
    )
    assert told[2] == "I have taken antibiotics for it for 3 days, and it is not getting better."


def test_thoughts_of_self_harm_come_first_and_low_mood_is_left_to_the_person() -> None:
    told = said(checked({"self_harm": True, "low_mood": True, "redness": 1}))
    assert told[0] == "I have thoughts of harming myself, and I need to talk to somebody now."
    assert not any("ood" in line for line in told)


def test_a_long_text_is_cut_and_many_products_are_counted() -> None:
    recovery = replace(
        checked({"pain": 7}),
        care=Care(background=(BackgroundAnswer("medicines", "x" * 900),)),
        products=tuple(Product(f"p{n}", f"Cream {n}") for n in range(9)),
    )
    told = said(recovery)
    assert max(map(len, told)) < LONGEST + 20 and told[-1].endswith("Cream 5 and 3 more.")


def test_what_is_urgent_for_the_body_comes_before_mood() -> None:
    """Seen to fail: who could not breathe was to speak of harming themselves first."""
    told = said(checked({"self_harm": True, "breathing": True}))
    assert told.index("Now: trouble breathing.") < told.index(
        "I have thoughts of harming myself, and I need to talk to somebody now."
    )


def test_what_was_seen_of_the_needles_is_said_on_later_days_too() -> None:
    """Seen to fail: only on the day on which it was answered, though the level stood on the next."""
    recovery = checked({"shared_needle": True}, 0).checked_in(at(1), CheckIn.of({"redness": 1}))
    assert "The needles may have been used on somebody else before me." in said(recovery, 1, 1)
