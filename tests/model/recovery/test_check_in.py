"""Check-ins: what an answer may be, what not answering means, and when one is suggested."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.model.errors import BadInput, NoSuchQuestion, OutsideWindow
from routine_tui.model.recovery.answers import (
    COLDEST,
    CONTACTED,
    DAYS_OF,
    FEELINGS,
    HOTTEST,
    NAMES,
    PROFILE,
    SIGNS,
    TEMPERATURE,
    YES_NO,
    Answer,
    is_worse,
    kind_of,
    range_of,
    require_answer,
)
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.check_ins import before, check_ins, is_suggested
from tests.cases import each_case

ZERO = date(2026, 10, 31)
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def answer_to(name: str) -> st.SearchStrategy[Answer]:
    """Any answer that a question takes."""
    if name in YES_NO:
        return st.booleans()
    if name == TEMPERATURE:
        return st.integers(340, 430).map(lambda tenths: tenths / 10)
    return st.integers(*range_of(name))


some_answers = st.fixed_dictionaries({}, optional={name: answer_to(name) for name in NAMES})


def checked(*days: int) -> Recovery:
    """A recovery with check-ins on some days after day zero."""
    recovery = Recovery("r", "Face", ZERO)
    for day in days:
        recovery = recovery.checked_in(ZERO + timedelta(days=day), CheckIn.of({"redness": day % 5}, AT))
    return recovery


# ---------------------------------------------------------------------- what an answer may be


@each_case("name", [*SIGNS, *FEELINGS, *DAYS_OF, "phototype"])
def test_a_number_is_taken_from_the_least_to_the_most_and_no_further(name: str) -> None:
    least, most = range_of(name)
    for answer in (least, most):
        require_answer(name, answer)
    for refused in (least - 1, most + 1, 1.0, 2.5, True, "2", None, 10**30, float("nan")):
        with pytest.raises(BadInput, match=f"{least} to {most}"):
            require_answer(name, refused)


def test_signs_end_at_four_and_feelings_at_ten() -> None:
    assert {range_of(name) for name in SIGNS} == {(0, 4)}
    assert {range_of(name) for name in FEELINGS} == {(0, 10)}
    assert range_of("phototype") == (1, 6)


@each_case("name", [*YES_NO, "diabetes", "weak_immunity"])
def test_yes_or_no_is_neither_a_number_nor_a_word(name: str) -> None:
    require_answer(name, True)
    require_answer(name, False)
    for refused in (0, 1, "yes", None, 0.0):
        with pytest.raises(BadInput, match="yes or no"):
            require_answer(name, refused)


def test_a_temperature_is_one_that_a_living_person_has() -> None:
    for answer in (COLDEST, 36.6, 37, 38.0, HOTTEST):
        require_answer(TEMPERATURE, answer)
    for refused in (COLDEST - 0.1, HOTTEST + 0.1, 0, 100.8, float("nan"), float("inf"), True, "38", None):
        with pytest.raises(BadInput, match="use 34 to 43"):
            require_answer(TEMPERATURE, refused)


def test_every_name_has_a_kind_and_another_is_refused_without_what_a_terminal_obeys() -> None:
    assert {kind_of(name) for name in (*NAMES, *PROFILE)} == {
        "sign", "feeling", "temperature", "days", "yes_no", "phototype", "year",
    }  # fmt: skip
    with pytest.raises(NoSuchQuestion) as refusal:
        kind_of("sweling")
    assert refusal.value.name == "sweling"
    with pytest.raises(NoSuchQuestion) as refusal:
        kind_of("\x1b[31m" + "x" * 5000)
    assert "\x1b" not in str(refusal.value) and len(str(refusal.value)) < 120


def test_no_question_is_asked_twice() -> None:
    assert len({*NAMES, *PROFILE}) == len(NAMES) + len(PROFILE)


# ---------------------------------------------------------------------- a check-in


def test_a_check_in_refuses_an_answer_that_is_none_and_a_time_without_its_offset() -> None:
    for answers in ({"redness": 5}, {"pus": 1}, {"nothing": 1}):
        with pytest.raises(BadInput):
            CheckIn.of(answers)
    with pytest.raises(BadInput, match="UTC offset"):
        CheckIn.of({}, datetime(2026, 11, 22, 9))  # noqa: DTZ001 (what is refused)


@given(some_answers, some_answers)
def test_answers_are_laid_over_those_that_are_there(first: dict[str, Answer], second: dict[str, Answer]) -> None:
    found = CheckIn.of(first, AT).with_answers(second, LATER)
    laid = {**first, **second}
    if CONTACTED not in second and is_worse(first, second) and first.get(CONTACTED):
        del laid[CONTACTED]
    assert found.answers == laid
    assert [look.at for look in found.looks] == ([AT] if first else [LATER] if second else [])


@given(some_answers, st.sets(st.sampled_from(NAMES)))
def test_an_answer_taken_back_is_absent_and_never_zero(answers: dict[str, Answer], taken: set[str]) -> None:
    found = CheckIn.of(answers, AT, "warm").with_answers(dict.fromkeys(taken), LATER)
    assert found.answers == {name: answer for name, answer in answers.items() if name not in taken}
    assert all(found.number(name) is None for name in taken)
    assert found.note == "warm"


def test_nothing_changed_is_the_same_check_in_with_its_moment() -> None:
    one = CheckIn.of({"redness": 2}, AT, "warm")
    assert one.with_answers({"redness": 2, "pus": None}, LATER) is one
    assert one.with_answers({}, LATER, "warm") is one
    assert one.with_answers({}, LATER, "").note == ""
    assert one.with_answers({"redness": 0}, LATER).answers == {"redness": 0}


def test_yes_and_no_are_no_numbers() -> None:
    one = CheckIn.of({"pus": True, "hot": False, "redness": 0, "temp": 38.2})
    numbers: list[Any] = [one.number(name) for name in ("pus", "hot", "redness", "temp", "pain")]
    assert numbers == [None, None, 0, 38.2, None]


def test_a_check_in_without_an_answer_and_a_note_is_not_kept() -> None:
    assert CheckIn().is_empty and CheckIn.of({}, AT).is_empty
    assert not CheckIn.of({"redness": 0}).is_empty and not CheckIn.of(note="warm").is_empty
    recovery = checked(3)
    emptied = recovery.checked_in(ZERO + timedelta(days=3), CheckIn.of({}, LATER))
    assert emptied == Recovery("r", "Face", ZERO)


def test_a_check_in_lies_within_the_window() -> None:
    for day in (ZERO - timedelta(days=1), ZERO + timedelta(days=84)):
        with pytest.raises(OutsideWindow):
            Recovery("r", "Face", ZERO).checked_in(day, CheckIn.of({"redness": 1}))


# ---------------------------------------------------------------------- looking back


def test_check_ins_come_the_first_one_first() -> None:
    assert [(day - ZERO).days for day, _ in check_ins(checked(9, 2, 5))] == [2, 5, 9]


def test_the_newest_answer_before_a_day_is_found_and_none_of_that_day() -> None:
    recovery = checked(2, 5, 9)
    found = before(check_ins(recovery), ZERO + timedelta(days=9), "redness")
    assert found == (ZERO + timedelta(days=5), 0)
    assert before(check_ins(recovery), ZERO + timedelta(days=2), "redness") is None
    assert before(check_ins(recovery), ZERO + timedelta(days=9), "pain") is None


def test_a_check_in_without_the_question_does_not_hide_an_older_answer() -> None:
    recovery = checked(2).checked_in(ZERO + timedelta(days=4), CheckIn.of({"pain": 1}))
    assert before(check_ins(recovery), ZERO + timedelta(days=9), "redness") == (ZERO + timedelta(days=2), 2)


# ---------------------------------------------------------------------- when one is suggested


@each_case(
    ("days", "today", "suggested"),
    [
        ((), 0, True), ((), 40, True), ((), -1, False), ((), 84, False),
        ((0,), 0, False), ((0,), 1, True), ((5,), 6, True), ((6,), 7, False),
        ((6,), 12, False), ((6,), 13, True), ((6, 12), 13, False), ((20,), 13, True),
    ],
)  # fmt: skip
def test_a_check_in_is_suggested_daily_in_the_first_week_and_weekly_after(
    days: tuple[int, ...], today: int, suggested: bool
) -> None:
    assert is_suggested(checked(*days), ZERO + timedelta(days=today)) is suggested
