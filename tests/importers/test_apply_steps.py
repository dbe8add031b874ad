"""The steps that habits of another program become."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.importers.found import Habit, Record
from routine_tui.model.day.agenda import agenda
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.cases import each_case
from tests.importers.face import TODAY, ZERO, balm, bare, day, taken
from tests.importers.habits import habits
from tests.importers.test_apply import NEAR


def step_of(habit: Habit) -> StepVersion:
    (step,) = taken(bare(), habit).recovery.routine.steps
    return step.latest


def test_a_habit_becomes_a_step_from_its_first_day_on() -> None:
    version = step_of(balm(
        Record(day(3), "done"), rule="FREQ=DAILY;INTERVAL=2", slot="morning", kind="moisturiser", cue="after",
        about="thin layer",
    ))  # fmt: skip
    schedule = Schedule(day(3), "FREQ=DAILY;INTERVAL=2")
    assert version == StepVersion(
        day(3), "morning", "moisturiser", "Balm", schedule, cue="after", instructions="thin layer"
    )  # fmt: skip


def test_one_that_began_before_the_window_keeps_its_rhythm() -> None:
    version = step_of(balm(Record(day(-3), "done"), Record(day(5), "done"), rule="FREQ=DAILY;INTERVAL=4"))
    assert (version.valid_from, version.schedule.first_day) == (ZERO, day(-3))
    assert day(1) in version.schedule.days(day(9))


def test_one_that_was_put_away_ends_with_its_last_record() -> None:
    assert step_of(balm(Record(day(1), "done"), Record(day(4), "done"), archived=True)).schedule.last_day == day(4)
    assert step_of(balm(Record(day(1), "done"), last_day=day(9))).schedule.last_day == day(9)


@each_case("state", ["not done", "unknown"])
def test_a_row_without_a_mark_does_not_lengthen_one_that_was_put_away(state: Any) -> None:
    version = step_of(balm(Record(day(4), "done"), Record(day(15), state, "away"), archived=True))
    assert version.schedule.last_day == day(4)
    assert step_of(balm(Record(day(15), state, "away"), archived=True)).schedule.last_day == day(15)


@given(habits(("done", "not done", "skipped", "unknown"), days=NEAR), st.integers(-70, 20).map(day))
def test_what_is_over_is_never_due_today(found: list[Habit], last: date) -> None:
    for over in ([replace(one, archived=True) for one in found], [replace(one, last_day=last) for one in found]):
        ended = [one for one in over if not one.records or one.records[-1].day < TODAY]
        assert agenda(taken(bare(), *ended).recovery, TODAY, TODAY).items == () if ended else True


def test_one_in_use_without_a_day_in_the_window_begins_today() -> None:
    assert step_of(balm()).valid_from == TODAY
    assert step_of(balm(Record(day(-9), "done"))).valid_from == TODAY


def test_one_that_only_begins_later_begins_then() -> None:
    assert step_of(balm(begins=day(40))).valid_from == day(40)


@each_case(
    "habit",
    [
        balm(archived=True), balm(Record(day(-9), "done"), archived=True), balm(begins=day(100)),
        balm(Record(day(-9), "done"), last_day=day(-1)), balm(last_day=day(-1), begins=day(-5)),
        balm(last_day=day(10)), balm(last_day=day(10), begins=day(2)), balm(Record(day(3), "not done"), archived=True),
        balm(Record(day(3), "not done"), last_day=day(10)),
    ],
)  # fmt: skip
def test_one_that_is_not_in_use_and_has_no_day_in_the_window_is_left_out_and_counted(habit: Habit) -> None:
    done = taken(bare(), habit)
    assert (done.left_out, done.steps, done.recovery) == (1, (), bare())


def test_every_month_from_the_31st_is_the_last_of_each_month() -> None:
    version = step_of(balm(Record(date(2026, 10, 31), "done"), Record(day(1), "done"), rule="FREQ=MONTHLY"))
    days = version.schedule.days(date(2027, 3, 31))
    assert sorted(days)[:3] == [date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31)]
    assert step_of(balm(Record(day(4), "done"), rule="FREQ=MONTHLY")).schedule.days(day(70)) == {
        day(4), date(2026, 12, 5), date(2027, 1, 5)
    }  # fmt: skip


def test_what_lies_outside_the_window_is_counted_with_its_notes() -> None:
    records = (
        Record(day(-2), "done", "a"), Record(day(-1), "not done", "b"), Record(day(0), "done"), Record(day(84), "done"),
        Record(day(-3), "not done"),
    )  # fmt: skip
    done = taken(bare(), balm(*sorted(records, key=lambda one: one.day)))
    assert (done.outside, done.outside_notes, done.done) == (3, 2, 1)
