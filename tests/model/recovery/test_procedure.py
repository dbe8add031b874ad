"""Procedures and their sessions: what rests around one, since when that was known, where a session was planned."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.procedure import (
    LONGEST_AROUND,
    Around,
    AroundSince,
    PlannedDay,
    Procedure,
    Session,
    planned,
)
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.care_strategies import arounds, procedures, sessions
from tests.cases import each_case
from tests.texts import texts

TODAY = date(2026, 11, 22)
ONE = timedelta(days=1)
LASER = Procedure("p", "Laser")
REST, LONGER = (Around("sunscreen", 0, 5),), (Around("sunscreen", 0, 9),)
near = st.integers(-40, 40).map(lambda offset: TODAY + offset * ONE)


def session(*placed: tuple[int, int | None]) -> Session:
    """A session by when it was planned for which day, both counted from today."""
    return Session(
        "s",
        "p",
        tuple(PlannedDay(TODAY + since * ONE, None if day is None else TODAY + day * ONE) for since, day in placed),
    )


# --- what rests


@each_case(
    ("target", "meant"),
    [
        ("sunscreen", True),
        ("Sunscreen", True),
        ("moisturiser", False),
        ("everything", True),
        ("morning-screen", True),
        ("zinc", True),
        ("SPF  zinc", True),
        ("spf retinol", False),
        ("prescription", False),
    ],
)
def test_what_rests_is_a_kind_a_step_everything_or_words_of_it(target: str, meant: bool) -> None:
    step = StepVersion(TODAY, "morning", "sunscreen", "Prescription SPF 50", Schedule(TODAY), product="Zinc cream")
    assert Around(target, 1, 1).means("morning-screen", step) is meant


def test_a_target_without_words_which_only_a_file_can_hold_means_nothing() -> None:
    assert not Around(" ", 1, 1).means("step", StepVersion(TODAY, "morning", "other", "Balm", Schedule(TODAY)))


@each_case(("before", "after"), [(-1, 0), (0, -1), (367, 0), (0, 367)])
def test_more_days_than_there_can_be_are_refused(before: int, after: int) -> None:
    with pytest.raises(BadInput, match="use 0 to 366"):
        Around("sunscreen", before, after)


def test_what_rests_was_as_it_was_known_on_each_day_and_the_first_holds_before_it() -> None:
    changed = replace(LASER, around=(AroundSince(TODAY, REST), AroundSince(TODAY + 5 * ONE, ())))
    assert [changed.around_on(TODAY + n * ONE) for n in (-300, 0, 4, 5, 99)] == [REST, REST, REST, (), ()]
    assert LASER.around_on(TODAY) == ()


def test_what_rests_from_today_on_rested_on_no_day_before() -> None:
    """Seen to fail: what was said first held for all days before it too, so the past was another one."""
    changed = LASER.with_around(REST, TODAY)
    assert [changed.around_on(TODAY + n * ONE) for n in (-1, 0)] == [(), REST]
    told = replace(LASER, around=(AroundSince(TODAY, REST),)).with_around(LONGER, TODAY)
    assert [told.around_on(TODAY + n * ONE) for n in (-9, -1, 0)] == [REST, REST, LONGER]
    often = replace(LASER, around=(AroundSince(TODAY - 9 * ONE, REST), AroundSince(TODAY - 3 * ONE, LONGER)))
    often = often.with_around((), TODAY)
    assert [often.around_on(TODAY + n * ONE) for n in (-5, -1, 0)] == [REST, LONGER, ()]


@given(procedures("p", near, texts), st.lists(arounds(texts), max_size=2).map(tuple), near)
def test_another_list_of_what_rests_leaves_every_day_before_as_it_was(
    procedure: Procedure, around: tuple[Around, ...], day: date
) -> None:
    changed = procedure.with_around(around, day)
    for past in (day - number * ONE for number in range(1, 90)):
        assert changed.around_on(past) == procedure.around_on(past)
    assert changed.around_on(day) == around
    assert changed.with_around(around, day) is changed
    begins = [since.valid_from for since in changed.around]
    assert begins == sorted(set(begins))


# --- where a session is


def test_a_session_that_is_ahead_was_not_known_before_it_was_planned() -> None:
    ahead = planned("s", "p", TODAY + 9 * ONE, TODAY, time(10))
    assert [ahead.known(TODAY + n * ONE) for n in (-1, 0, 99)] == [None, TODAY + 9 * ONE, TODAY + 9 * ONE]
    assert ahead.at == time(10)


@each_case("offset", [0, -1, -50])
def test_a_session_that_is_told_afterwards_counts_for_all_days_around_it(offset: int) -> None:
    day = TODAY + offset * ONE
    told = planned("s", "p", day, TODAY)
    assert told.known(day - LONGEST_AROUND * ONE) == told.known(TODAY + 99 * ONE) == day


def test_a_session_that_is_moved_was_planned_for_its_earlier_day_until_then() -> None:
    moved = session((-9, 5)).moved(TODAY + 8 * ONE, TODAY)
    assert moved == session((-9, 5), (0, 8))
    assert moved.day == TODAY + 8 * ONE
    assert [moved.known(TODAY + n * ONE) for n in (-10, -9, -1, 0)] == [
        None, TODAY + 5 * ONE, TODAY + 5 * ONE, TODAY + 8 * ONE,
    ]  # fmt: skip
    assert moved.moved(TODAY + 8 * ONE, TODAY) is moved


def test_a_session_that_is_moved_twice_on_a_day_or_back_keeps_what_counts() -> None:
    assert session((-9, 5)).moved(TODAY, TODAY).moved(None, TODAY) == session((-9, 5), (0, None))
    assert session((-9, 5)).moved(None, TODAY).moved(TODAY + 5 * ONE, TODAY) == session((-9, 5))
    assert session((0, 5)).moved(TODAY + 6 * ONE, TODAY) == session((0, 6))


@given(sessions(near, texts), st.none() | near, near)
def test_moving_a_session_leaves_what_was_known_on_every_day_before(
    one: Session, day: date | None, today: date
) -> None:
    moved = one.moved(day, today)
    assert moved.day == day
    for offset in range(-60, 60):
        on = TODAY + offset * ONE
        assert on >= today or moved.known(on) == one.known(on)
    assert moved is one or moved.known(today) == day
    begins = [placed.valid_from for placed in moved.placed]
    assert begins == sorted(set(begins))


# --- refusals


@each_case(
    "fields",
    [
        {"count": 0},
        {"count": 61},
        {"gap_least": 0},
        {"gap_least": 731},
        {"gap_most": -1},
    ],
)
def test_numbers_out_of_range_are_refused_in_one_sentence(fields: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"^[A-Z0-9][^\n]+\.$"):
        replace(LASER, **fields)


def test_the_shortest_gap_is_not_longer_than_the_longest() -> None:
    """Two copies can each change one of the two, so it is no damage; nobody types it."""
    odd = replace(LASER, gap_least=60, gap_most=30)
    with pytest.raises(BadInput, match="swap the two"):
        odd.cleaned()


def test_a_kind_that_there_is_not_and_an_empty_name_are_refused() -> None:
    with pytest.raises(BadInput, match="choose laser, light, peel"):
        replace(LASER, kind="tattoo").cleaned()
    with pytest.raises(BadInput, match="name of the procedure is empty"):
        replace(LASER, label=" ").cleaned()


def test_the_texts_of_a_procedure_are_kept_as_they_may_be_shown() -> None:
    kept = Procedure("p", " Pulsed\tdye ", who=" Kaya ", where="x  y", why="\n z", note="a\x1b\n").cleaned()
    assert (kept.label, kept.who, kept.where, kept.why, kept.note) == ("Pulsed dye", "Kaya", "x y", "z", "a�")


def test_a_session_has_a_day_an_hour_of_the_place_and_a_year_that_can_be() -> None:
    with pytest.raises(BadInput, match="never planned"):
        session()
    with pytest.raises(BadInput, match="UTC offset"):
        replace(session((0, 0)), at=time(9, tzinfo=UTC))
    with pytest.raises(BadInput, match="The year 1 "):
        planned("s", "p", date(1, 1, 1), TODAY)
    with pytest.raises(BadInput, match="The year 2201"):
        Session("s", "p", (PlannedDay(TODAY, date(2201, 1, 1)),))
