"""A day has as many looks at the skin as were made: which one is amended, and what the day says of all of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import (
    CONTACTED,
    IMPROVING,
    NAMES,
    OF_THE_SKIN,
    TEMPERATURE,
    Answer,
    is_worse,
    worse_of,
)
from routine_tui.model.recovery.check_in import EVERYWHERE, CheckIn, Look
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.integrity import check_integrity
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case
from tests.model.recovery.test_check_in import answer_to, some_answers

MORNING = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
EVENING = datetime(2026, 11, 22, 20, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FEVER: dict[str, Answer] = {"temp": 38.6, "hot": True, "pain": 8}
AFTER_IBUPROFEN: dict[str, Answer] = {"temp": 37.0, "hot": False, "pain": 2}


def both() -> CheckIn:
    """A bad morning, and an evening after ibuprofen."""
    return CheckIn.of(FEVER, MORNING, "Bad night.").with_answers(AFTER_IBUPROFEN, EVENING, "After ibuprofen.")


# ---------------------------------------------------------------------- which look


def test_a_second_look_of_a_day_erases_nothing() -> None:
    """Seen to fail where a day had one check-in, which the evening overwrote."""
    assert [(look.at, look.answers, look.note) for look in both().looks] == [
        (MORNING, FEVER, "Bad night."),
        (EVENING, AFTER_IBUPROFEN, "After ibuprofen."),
    ]


@each_case(("minutes", "looks"), [(0, 1), (60, 1), (61, 2), (-60, 1), (-61, 2)])
def test_what_is_answered_within_an_hour_amends_the_look(minutes: int, looks: int) -> None:
    found = CheckIn.of({"redness": 2}, MORNING).with_answers({"pain": 1}, MORNING + minutes * MINUTE)
    assert len(found.looks) == looks
    assert found.looks == tuple(sorted(found.looks, key=lambda look: look.moment))
    assert found.answers == {"redness": 2, "pain": 1}


def test_amending_again_and_again_stays_within_an_hour_of_the_look_itself() -> None:
    found = CheckIn.of({"redness": 2}, MORNING)
    for minutes in (50, 100, 150):
        found = found.with_answers({"pain": minutes // 50}, MORNING + minutes * MINUTE)
    assert [look.at for look in found.looks] == [MORNING, MORNING + 100 * MINUTE]


def test_another_hour_is_a_look_of_its_own_and_the_hour_of_one_corrects_it() -> None:
    near = both().with_answers({"redness": 1}, EVENING + MINUTE, at=EVENING - MINUTE)
    assert [look.at for look in near.looks] == [MORNING, EVENING - MINUTE, EVENING]
    corrected = both().with_answers({"temp": 38.9, "pain": None}, EVENING + MINUTE, "", at=MORNING)
    assert corrected.looks[0] == Look({"temp": 38.9, "hot": True}, MORNING)
    assert corrected.looks[1] == both().looks[1]


def test_what_is_taken_back_and_not_in_the_look_is_taken_back_where_it_was_answered_last() -> None:
    later = both().with_answers({"redness": 3}, EVENING + 90 * MINUTE)
    assert "pain" not in later.with_answers({"pain": None}, EVENING + 91 * MINUTE).looks[1].answers
    assert later.with_answers({"pain": None}, EVENING + 91 * MINUTE).answers["pain"] == 8
    gone = CheckIn.of({"redness": 2}, MORNING).with_answers({"redness": None}, EVENING)
    assert gone.is_empty and gone.looks == ()


def test_a_look_of_which_nobody_knows_the_hour_comes_first_and_is_not_amended() -> None:
    found = CheckIn.of({"redness": 2}).with_answers({"redness": 1}, MORNING)
    assert [look.at for look in found.looks] == [None, MORNING]


def test_a_place_stays_with_its_look_and_goes_with_an_empty_one() -> None:
    found = CheckIn().with_answers({"redness": 2}, MORNING, places={EVERYWHERE: "left cheek", "redness": "chin"})
    assert found.looks[0].places == {"all": "left cheek", "redness": "chin"}
    assert found.with_answers({}, MORNING, places={"redness": ""}).looks[0].places == {"all": "left cheek"}
    assert found.with_answers({"redness": None}, MORNING).is_empty
    with pytest.raises(BadInput, match="no question"):
        Look({"redness": 1}, MORNING, places={"nose": "left"})


# ---------------------------------------------------------------------- what the day says


def test_a_day_says_the_newest_answer_and_the_worst() -> None:
    assert both().answers == AFTER_IBUPROFEN
    assert both().worst == FEVER
    assert both().number("temp") == 38.6 and both().number("pain") == 8 and both().number("hot") is None
    assert both().note == "Bad night.\nAfter ibuprofen."


@each_case(
    ("degrees", "worst"),
    [
        ((37.0, 38.0), 38.0), ((38.6, 37.0), 38.6), ((35.9, 37.9), 35.9), ((36.0, 37.9), 37.9),
        ((35.5, 38.2), 38.2), ((35.5, 35.2), 35.2), ((35.5, 36.8, 35.8), 35.5), ((36.6,), 36.6),
    ],
)  # fmt: skip
def test_the_worst_temperature_is_the_highest_but_a_low_one_counts_where_there_is_no_fever(
    degrees: tuple[float, ...], worst: float
) -> None:
    for order in permutations(degrees):
        looks = [Look({TEMPERATURE: one}, MORNING + number * MINUTE) for number, one in enumerate(order)]
        assert CheckIn(tuple(looks)).worst == {TEMPERATURE: worst}


@given(st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), *[answer_to(name)] * 3)))
def test_the_worst_is_one_of_the_answers_and_the_same_in_any_order(told: tuple[str, Answer, Answer, Answer]) -> None:
    name, one, two, three = told
    assert worse_of(name, one, two) == worse_of(name, two, one)
    assert worse_of(name, worse_of(name, one, two), three) == worse_of(name, one, worse_of(name, two, three))
    assert worse_of(name, one, two) in (one, two)
    if name not in (TEMPERATURE, IMPROVING):
        assert worse_of(name, one, two) >= max(one, two)


def test_a_skin_that_does_not_get_better_in_one_look_is_the_worse_answer() -> None:
    assert worse_of(IMPROVING, True, False) is False


@given(st.lists(some_answers, min_size=1, max_size=4))
def test_no_look_is_worse_than_the_worst_of_its_day(several: list[dict[str, Answer]]) -> None:
    looks = [Look(answers, MORNING + number * 90 * MINUTE) for number, answers in enumerate(several)]
    check_in = CheckIn(tuple(looks))
    warm = {name: answer for name, answer in check_in.worst.items() if name != TEMPERATURE}
    assert not any(
        is_worse(warm, {name: look.answers[name] for name in look.answers if name in warm}) for look in looks
    )
    others = {name for look in looks for name in look.answers if name != CONTACTED}
    assert others == check_in.worst.keys() - {CONTACTED} == check_in.answers.keys() - {CONTACTED}


# ---------------------------------------------------------------------- whom was spoken to


def test_a_clinician_who_was_spoken_to_has_heard_the_looks_before() -> None:
    called = CheckIn.of(FEVER, MORNING).with_answers({CONTACTED: True}, MORNING + 150 * MINUTE)
    assert len(called.looks) == 2 and called.contact is True
    spoken = called.looks[1].spoken
    assert spoken and spoken.heard == FEVER and OF_THE_SKIN.issuperset(FEVER)
    assert called.with_answers({"pain": 8}, EVENING).answers[CONTACTED] is True
    assert CONTACTED not in called.with_answers({"pain": 9}, EVENING).answers
    assert called.with_answers({"pain": 9}, EVENING).contact is None
    assert called.with_answers({CONTACTED: False}, EVENING).contact is False


def test_a_clinician_has_not_heard_what_is_corrected_to_be_worse_later() -> None:
    called = CheckIn.of(FEVER, MORNING).with_answers({CONTACTED: True}, MORNING + 150 * MINUTE)
    assert called.with_answers({"vision": True}, EVENING, at=MORNING).contact is None


# ---------------------------------------------------------------------- what another hand may have written


@each_case(
    ("looks", "sentence"),
    [
        ((), "has a look in which nothing is said"),
        ((Look(at=MORNING),), "has a look in which nothing is said"),
        ((Look({"redness": 1}, MORNING), Look({}, EVENING, places={"all": "chin"})), "in which nothing is said"),
        ((Look({"redness": 1}, MORNING), Look({"pain": 1}, MORNING)), "has two looks of one moment"),
        ((Look({"redness": 1}), Look({"pain": 1})), "has two looks of one moment"),
        ((Look({"redness": 1}, MORNING.replace(year=9999)),), "has a time in the year 9999"),
    ],
)
def test_looks_that_no_day_has_are_refused_with_a_sentence(looks: tuple[Look, ...], sentence: str) -> None:
    recovery = Recovery("r", "Face", MORNING.date(), days={MORNING.date(): Day(MORNING.date(), skin=CheckIn(looks))})
    with pytest.raises(BadInput, match=f"the check-in of 2026-11-22 .*{sentence}"):
        check_integrity(recovery)
