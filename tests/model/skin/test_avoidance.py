"""What to avoid: three conditions, a clinician's yes, treatments in use, and no date that clears by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.facts.skin import avoid_items
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import YES_NO, Answer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.procedure import Procedure, planned
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Kind, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.skin.avoidance import BARRING_SIGNS, Avoid, Avoidance, avoidance, require_reconsidered
from routine_tui.model.skin.avoidance_text import conditions_of, until_words
from tests.cases import each_case

ZERO = date(2026, 10, 31)
CALM: dict[int, Mapping[str, Answer]] = {day: {"redness": 1} for day in (12, 19, 26)}
"""Three calm check-ins, a week apart, up to D26."""
MAKEUP = Avoid("makeup", "Makeup", "makeup", "It rubs.", 1, 7, ("K32",))
RETINOID = Avoid(
    "retinoid", "Retinol", "retinoids", "It irritates.", 5, 28, ("S17",), needs_clinician=True, part_of=("tretin",)
)
PICKING = Avoid("picking", "Picking", "picking", "It scars.", 14, -1, ("K32",))
NEEDLING = Avoid("needling", "Needling", "needling", "It hurts.", 28, -1, ("S01",), kinds=("needling",))


def at(offset: int) -> date:
    return ZERO + timedelta(days=offset)


def recovery_of(logs: Mapping[int, Mapping[str, Answer]], *words: ClinicianOverride) -> Recovery:
    days = {at(offset): Day(at(offset), skin=CheckIn.of(answers)) for offset, answers in logs.items()}
    return Recovery("r", "Face", ZERO, 84, days=days, clearances=words)


def word(item: str, offset: int | None, minute: int = 0, day: int = 20) -> ClinicianOverride:
    """What a clinician said, recorded some minutes after another word."""
    moment = datetime.combine(at(day), datetime.min.time(), UTC).replace(hour=10, minute=minute)
    return ClinicianOverride(f"{item}{minute}", item, moment, None if offset is None else at(offset), "Dr Kaya")


def one(item: Avoid, recovery: Recovery, today: int) -> Avoidance:
    return avoidance((item,), recovery, at(today))[0]


# ---------------------------------------------------------------------- the three conditions


def test_something_may_be_fine_again_once_every_condition_is_met() -> None:
    found = one(MAKEUP, recovery_of(CALM), 26)
    assert (found.day_reached, found.calm, found.no_flag, found.needs_clinician) == (True, True, True, False)
    assert (found.state, found.from_day, found.calm_logs) == ("reconsider", at(7), 3)


def test_a_day_by_itself_clears_nothing() -> None:
    assert one(MAKEUP, recovery_of({}), 26).state == "leave_alone"


def test_the_day_must_be_reached() -> None:
    item = replace(MAKEUP, app_day=27)
    assert one(item, recovery_of(CALM), 26).state == "leave_alone"
    assert one(item, recovery_of(CALM), 27).state == "reconsider"


def test_two_logged_values_are_not_enough_and_are_counted() -> None:
    found = one(MAKEUP, recovery_of({day: CALM[day] for day in (19, 26)}), 26)
    assert (found.calm, found.calm_logs, found.state) == (False, 2, "leave_alone")


def test_calm_is_redness_of_one_at_most_in_the_last_three_logged_values() -> None:
    assert not one(MAKEUP, recovery_of({**CALM, 12: {"redness": 2}}), 26).calm
    assert one(MAKEUP, recovery_of({**CALM, 5: {"redness": 4}}), 26).calm
    assert one(MAKEUP, recovery_of({**CALM, 26: {"redness": 0}, 27: {"itch": 4}}), 27).calm
    assert not one(MAKEUP, recovery_of({day + 40: answers for day, answers in CALM.items()}), 26).calm


@each_case(
    ("logs", "bars"),
    [
        ({}, False),
        *(({26: {sign: True}}, True) for sign in BARRING_SIGNS if sign in YES_NO),
        ({24: {"pus": True}, 26: {"redness": 1}}, True),
        ({24: {"pus": True}, 26: {"pus": False}}, False),
        ({24: {"pus": True, "contacted": True}}, True),
        ({24: {"pus": True, "hot": True}, 26: {"pus": False}}, True),
        ({27: {"pus": True}}, False),
        # Other red flags are no reason to wait: faint redness after four weeks, low mood, dark marks, lumps.
        ({20: {"low_mood": True}}, False),
        ({20: {"self_harm": True}}, False),
        ({20: {"lumps": True}}, False),
        ({20: {"marks": 4}}, False),
        ({20: {"unwell": True, "glands": True, "eye": True}}, False),
    ],
)
def test_only_signs_of_infection_and_open_skin_bar(logs: Mapping[int, Mapping[str, Answer]], bars: bool) -> None:
    found = one(MAKEUP, recovery_of({**CALM, **{day: {**CALM.get(day, {}), **logs[day]} for day in logs}}), 26)
    assert (found.no_flag, found.state) == (not bars, "leave_alone" if bars else "reconsider")


def test_faint_redness_after_day_28_bars_neither_exercise_nor_makeup() -> None:
    late: dict[int, Mapping[str, Answer]] = {day: {"redness": 1} for day in (30, 37, 44)}
    found = {one.item.id: one.state for one in avoidance(avoid_items(), recovery_of(late), at(44))}
    assert (found["makeup"], found["hard_exercise"], found["swimming"]) == ("reconsider",) * 3


def test_a_sign_older_than_28_days_bars_only_where_no_check_in_came_after() -> None:
    assert not one(MAKEUP, recovery_of({9: {"pus": True}}), 80).no_flag
    assert not one(MAKEUP, recovery_of({9: {"pus": True}, 20: {"itch": 1}}), 36).no_flag
    assert one(MAKEUP, recovery_of({9: {"pus": True}, 20: {"itch": 1}}), 37).no_flag


def test_what_is_avoided_for_the_whole_window_has_no_day_in_it() -> None:
    recovery = recovery_of({day: {"redness": 0} for day in range(77, 84)})
    assert (one(PICKING, recovery, 83).from_day, one(PICKING, recovery, 83).state) == (None, "leave_alone")
    assert one(PICKING, recovery, 84).state == "reconsider"


# ---------------------------------------------------------------------- a clinician's word


def test_some_things_need_a_clinicians_yes_whatever_the_day() -> None:
    assert one(RETINOID, recovery_of(CALM), 60).needs_clinician
    assert one(RETINOID, recovery_of(CALM), 60).state == "leave_alone"


def test_a_word_with_a_date_takes_the_place_of_the_day_and_is_the_yes() -> None:
    recovery = recovery_of(CALM, word("retinoid", 26))
    assert (one(RETINOID, recovery, 25).state, one(RETINOID, recovery, 26).state) == ("leave_alone", "reconsider")
    assert one(RETINOID, recovery, 26).from_day == at(26)
    later = recovery_of(CALM, word("makeup", 40))
    assert (one(MAKEUP, later, 39).state, one(MAKEUP, later, 40).state) == ("leave_alone", "reconsider")
    assert one(PICKING, recovery_of(CALM, word("picking", 26)), 26).state == "reconsider"


def test_a_clinicians_yes_clears_redness_and_signs_that_were_known_then() -> None:
    assert one(MAKEUP, recovery_of({26: {"redness": 3}}, word("makeup", 1)), 26).state == "reconsider"
    assert one(MAKEUP, recovery_of({18: {"pus": True}}, word("makeup", 1)), 26).state == "reconsider"
    assert one(MAKEUP, recovery_of({}, word("makeup", 1)), 26).state == "reconsider"


def test_a_sign_of_infection_that_came_after_the_yes_bars_again() -> None:
    recovery = recovery_of({**CALM, 24: {"pus": True}}, word("makeup", 1))
    assert one(MAKEUP, recovery, 26).state == "leave_alone"
    assert until_words(one(MAKEUP, recovery, 26)) == "until there is no sign of infection or open skin"
    assert conditions_of(one(MAKEUP, recovery, 26))[1] == ("No sign of infection or open skin since then", False)


def test_the_last_word_counts_and_one_without_a_date_goes_back_to_the_list() -> None:
    found = one(RETINOID, recovery_of(CALM, word("retinoid", 20), word("retinoid", None, 5)), 26)
    assert (found.from_day, found.needs_clinician, found.state) == (at(28), True, "leave_alone")
    assert found.word is not None and found.word.from_day is None


def test_a_word_about_one_thing_says_nothing_of_another() -> None:
    assert one(RETINOID, recovery_of(CALM, word("makeup", 20)), 60).state == "leave_alone"


def test_a_day_before_day_zero_is_refused() -> None:
    require_reconsidered(recovery_of({}), ZERO)
    with pytest.raises(BadInput, match="is before the session on 2026-10-31: use a later date"):
        require_reconsidered(recovery_of({}), at(-1))


@given(st.dictionaries(st.integers(0, 60), st.integers(0, 4), max_size=12), st.integers(0, 90), st.integers(0, 4))
def test_more_redness_never_makes_anything_fine_again(logs: dict[int, int], today: int, more: int) -> None:
    calmer = recovery_of({day: {"redness": value} for day, value in logs.items()})
    worse = recovery_of({day: {"redness": min(4, value + more)} for day, value in logs.items()})
    if one(MAKEUP, worse, today).state == "reconsider":
        assert one(MAKEUP, calmer, today).state == "reconsider"


# ---------------------------------------------------------------------- what is in use


def with_step(name: str, kind: Kind = "prescription", first: int = 0, last: int | None = None) -> Recovery:
    schedule = Schedule(at(first), last_day=None if last is None else at(last))
    version = StepVersion(at(first), "evening", kind, name, schedule)
    recovery = recovery_of({})
    return replace(recovery, routine=recovery.routine.with_step(version, "evening-cream"))


def with_course(label: str, first: int = 0, ended: int | None = None, last: int | None = None) -> Recovery:
    recovery = with_step(label, "other", first, last)
    course = Course("c", label, at(first), ("evening-cream",), ended_on=None if ended is None else at(ended))
    return replace(recovery, care=Care(courses=(course,)))


@each_case(
    ("recovery", "today", "listed"),
    [
        (recovery_of({}), 20, True),
        (with_course("Tretinoin 0.025 %"), 20, False),
        (with_course("Trétinoïne"), 20, False),
        (with_course("TRETINOÍNA crema"), 20, False),
        (with_course("Azelaic acid 20 %"), 20, True),  # that is another thing
        (with_course("Tretinoin", first=30), 20, False),  # agreed on for a day that is still ahead
        (with_course("Tretinoin", ended=19), 20, True),
        (with_course("Tretinoin", ended=21), 20, False),
        (with_course("Tretinoin", last=19), 20, True),
        (with_course("Tretinoin", last=20), 20, False),
        (with_step("Tretinoin 0.05 %"), 20, False),
        (with_step("Tretinoin 0.05 %", last=19), 20, True),
        (with_step("Tretinoin from a friend", "other"), 20, True),  # nobody prescribed that
    ],
)
def test_what_is_part_of_a_treatment_in_use_is_not_listed(recovery: Recovery, today: int, listed: bool) -> None:
    assert [one.item.id for one in avoidance((RETINOID, MAKEUP), recovery, at(today))] == (
        ["retinoid", "makeup"] if listed else ["makeup"]
    )


def test_azelaic_acid_is_one_of_the_acids_and_a_triple_cream_three_things() -> None:
    def left(recovery: Recovery) -> set[str]:
        return {item.id for item in avoid_items()} - {one.item.id for one in avoidance(avoid_items(), recovery, at(20))}

    assert left(with_course("Azelaic acid 20 %")) == {"acids"}
    assert left(with_course("Tri-Luma cream")) == {"retinoid", "shop_steroids", "lightening"}
    assert left(with_course("Hydroquinone 4 %")) == {"lightening"}
    assert left(recovery_of({})) == set()


def test_a_procedure_that_is_planned_is_not_avoided() -> None:
    care = Care(procedures=(Procedure("p", "Needling", "needling"),), sessions=(planned("s", "p", at(40), at(10)),))
    recovery = replace(recovery_of({}), care=care)
    assert avoidance((NEEDLING,), recovery, at(20)) == ()
    assert len(avoidance((NEEDLING,), recovery, at(41))) == 1
    assert len(avoidance((replace(NEEDLING, kinds=("laser",)),), recovery, at(20))) == 1
