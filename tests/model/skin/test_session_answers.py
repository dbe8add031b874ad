"""What was seen of the needles: said once, true on each later day, until a clinician who could have heard of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from routine_tui.model.recovery.answers import Answer
from routine_tui.model.recovery.check_in import CheckIn, Look
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.session_answers import counts_on, said_of_session, without_earlier

ZERO = date(2026, 10, 31)


def at(offset: int) -> date:
    return ZERO + timedelta(days=offset)


def looked(looks: Mapping[tuple[int, int], Mapping[str, Answer]]) -> Recovery:
    """A recovery with looks, by day and hour."""
    recovery = Recovery("r", "Face", ZERO, 84)
    for (offset, hour), answers in looks.items():
        moment = datetime(2026, 10, 31, hour, tzinfo=UTC) + timedelta(days=offset)
        known = recovery.record(at(offset)).skin or CheckIn()
        recovery = recovery.checked_in(at(offset), CheckIn((*known.looks, Look(answers, moment))))
    return recovery


def days_of(recovery: Recovery, name: str = "shared_needle") -> list[int]:
    """On which of the first ten days it counts."""
    return [offset for offset in range(10) if counts_on(recovery, at(offset), name)]


def test_a_yes_counts_from_its_day_on() -> None:
    assert days_of(looked({(3, 9): {"shared_needle": True}})) == [3, 4, 5, 6, 7, 8, 9]
    assert days_of(looked({(3, 9): {"shared_needle": False}})) == days_of(looked({(3, 9): {"redness": 1}})) == []
    assert days_of(looked({(3, 9): {"shared_needle": True}}), "dirty_needle") == []


def test_it_counts_no_more_after_the_day_on_which_somebody_was_spoken_to() -> None:
    said = {(3, 9): {"shared_needle": True}}
    assert days_of(looked({**said, (5, 9): {"contacted": True}})) == [3, 4, 5]
    assert days_of(looked({(3, 9): {"shared_needle": True, "contacted": True}})) == [3]
    assert days_of(looked({**said, (5, 9): {"contacted": False}})) == [3, 4, 5, 6, 7, 8, 9]


def test_who_was_spoken_to_before_it_was_said_has_not_heard_of_it() -> None:
    assert days_of(looked({(2, 9): {"contacted": True}, (3, 9): {"shared_needle": True}})) == [3, 4, 5, 6, 7, 8, 9]
    same_day = looked({(3, 8): {"contacted": True}, (3, 12): {"shared_needle": True}})
    assert days_of(same_day) == [3, 4, 5, 6, 7, 8, 9]
    again = {(3, 9): {"shared_needle": True}, (5, 9): {"contacted": True}, (7, 9): {"shared_needle": True}}
    assert days_of(looked(again)) == [3, 4, 5, 7, 8, 9]


def test_the_newest_answer_is_the_one_that_is_told() -> None:
    recovery = looked({(3, 9): {"shared_needle": True, "dirty_needle": False}, (5, 9): {"shared_needle": False}})
    assert said_of_session(recovery) == {"shared_needle": False, "dirty_needle": False}


def test_an_earlier_answer_goes_where_it_is_answered_anew_and_an_empty_look_goes_with_it() -> None:
    recovery = looked({(3, 9): {"shared_needle": True, "redness": 1}, (4, 9): {"shared_needle": True}})
    left = without_earlier(recovery, ["shared_needle"])
    assert list(left.days) == [at(3)] and said_of_session(left) == {}
    assert without_earlier(recovery, ["dirty_needle"]) is recovery
