"""What is recorded on a day, and which days a pause covers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from routine_tui.model.recovery.diary import Day, Mark, Pause
from tests.cases import each_case

DAY = date(2026, 11, 22)
DONE = Mark("done", datetime(2026, 11, 22, 7, 42, tzinfo=UTC))
SKIPPED = Mark("skipped", datetime(2026, 11, 22, 8, 0, tzinfo=UTC), "at the beach")
ONE = timedelta(days=1)


def test_a_mark_is_put_replaced_and_taken_back() -> None:
    marked = Day(DAY).with_mark("a", DONE).with_mark("b", DONE).with_mark("a", SKIPPED)
    assert marked == Day(DAY, {"a": SKIPPED, "b": DONE})
    assert marked.with_mark("a", None).with_mark("b", None) == Day(DAY)


def test_taking_back_a_mark_that_is_not_there_changes_nothing() -> None:
    assert Day(DAY).with_mark("a", None) == Day(DAY)


def test_a_day_is_empty_without_marks_and_note() -> None:
    assert Day(DAY).is_empty
    assert not Day(DAY, note="x").is_empty
    assert not Day(DAY, {"a": DONE}).is_empty


def test_marking_leaves_the_day_before_it_as_it_was() -> None:
    empty = Day(DAY)
    empty.with_mark("a", DONE)
    assert empty.marks == {}


@each_case(
    ("day", "step", "covered"),
    [(DAY - ONE, "a", False), (DAY, "a", True), (DAY + ONE, "a", True), (DAY + 2 * ONE, "a", False), (DAY, "b", False)],
)
def test_a_pause_covers_its_steps_from_its_first_to_its_last_day(day: date, step: str, covered: bool) -> None:
    assert Pause(DAY, DAY + ONE, ("a",)).covers(day, step) is covered


def test_an_open_pause_of_no_named_step_covers_everything_from_its_first_day() -> None:
    pause = Pause(DAY)
    assert pause.covers(DAY + 500 * ONE, "anything")
    assert not pause.covers(DAY - ONE, "anything")
