"""How much of a step was done: hours that something was worn, and how often something was taken."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from routine_tui.model.day.measures import amount_words, measured, more_than_set
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, Step, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.cases import each_case

DAY = date(2026, 11, 22)
DONE = Mark("done", datetime(2026, 11, 22, 8, tzinfo=UTC))
SKIPPED = Mark("skipped", DONE.at)


def step(hours: str = "", most: int = 0, required: bool = False) -> Step:
    version = StepVersion(DAY, "day", "other", "Sheet [/b]", Schedule(DAY), required, hours=hours, most_per_day=most)
    return Step("sheet", (version,))


SHEET = step("12 hours, from 2, 2 more a day, at most 20", required=True)
PILL = step(most=3)


def amount(of: Step, before: Mark | None = None, said: float | None = None) -> float | None:
    return measured(of, DAY, DONE, before, said).amount


def done(much: float | None) -> Mark:
    return Mark("done", DONE.at, amount=much)


def test_hours_are_what_was_said_and_stay_where_nothing_is_said() -> None:
    assert amount(SHEET, None, 6.333) == 6.33
    assert amount(SHEET, done(6), 0) == 0
    assert amount(SHEET, done(6)) == 6
    assert amount(SHEET) is None
    assert amount(SHEET, Mark("skipped", DONE.at, amount=6)) is None


@each_case("hours", [-1, 24.01, float("nan"), float("inf")])
def test_hours_that_no_day_has_are_refused(hours: float) -> None:
    with pytest.raises(BadInput, match="A day has 24 hours"):
        amount(SHEET, None, hours)


def test_what_is_taken_again_counts_up_to_the_most_that_was_set() -> None:
    assert amount(PILL) is None
    assert amount(PILL, done(None)) == 2
    assert amount(PILL, done(2)) == 3
    assert amount(PILL, SKIPPED) is None
    with pytest.raises(
        BadInput,
        match=(
            r"^Sheet \[/b\] is recorded 3 times on 22 Nov 2026, and 3 times a day is the most that "
            r"was prescribed"
        ),
    ):
        amount(PILL, done(3))


def test_once_a_day_at_most_is_done_and_stays_done() -> None:
    assert amount(step(most=1)) is None
    assert amount(step(most=1), done(None)) is None


def test_how_often_can_be_more_than_was_set_as_it_is_a_record() -> None:
    assert amount(PILL, None, 5) == 5
    assert amount(step(), done(None), 2) == 2


@each_case("times", [0, -1, 1.5, 25, float("nan"), float("inf")])
def test_how_often_is_a_whole_number_of_a_day(times: float) -> None:
    """Seen to fail with what is no number: it was asked whether it is whole first."""
    with pytest.raises(BadInput, match="use a whole number from 1 to 24"):
        amount(PILL, None, times)


def test_a_step_that_is_done_or_not_takes_no_amount() -> None:
    with pytest.raises(BadInput, match="is either done or not"):
        amount(step(required=True), None, 2)


def test_a_step_that_began_later_is_measured_as_it_begins() -> None:
    early = DAY.replace(day=1)
    assert measured(PILL, early, DONE, done(None), None).amount == 2


@each_case(
    ("of", "mark", "words"),
    [
        (SHEET, None, "2 h"),
        (SHEET, SKIPPED, "2 h"),
        (SHEET, DONE, "2 h"),
        (SHEET, done(6.25), "6.2 of 2 h"),
        (PILL, None, "at most 3 a day"),
        (PILL, DONE, "1 of at most 3"),
        (PILL, done(2), "2 of at most 3"),
        (step(most=1), DONE, ""),
        (step(), None, ""),
        (step(), done(4), "4 times"),
    ],
)
def test_how_much_is_told_beside_the_step(of: Step, mark: Mark | None, words: str) -> None:
    assert amount_words(of.latest, DAY, mark) == words


def test_more_than_was_set_is_told_and_as_much_is_not() -> None:
    pill = Step("pill", PILL.versions)
    recovery = Recovery("id", "Face", DAY, routine=Routine((SHEET, pill)))

    def told(sheet: float | None, times: float | None) -> list[str]:
        marked = recovery.marked(DAY, "sheet", done(sheet)).marked(DAY, "pill", done(times))
        return list(more_than_set(marked, DAY, ("sheet", "pill")))

    assert told(20, 3) == told(None, None) == list(more_than_set(recovery, DAY, ("sheet",))) == []
    meant = "If that was a mistake, undo it."
    assert told(20.5, 4) == [
        f"Sheet [/b]: 20.5 hours on 22 Nov 2026 are recorded, and 20 a day is the most that was prescribed. {meant}",
        f"Sheet [/b]: 4 times on 22 Nov 2026 are recorded, and 3 a day is the most that was prescribed. {meant}",
    ]
