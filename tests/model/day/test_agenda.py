"""A day as the person sees it: every row of the contract's table of states."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from routine_tui.facts.guidance import routine_of
from routine_tui.model.day.agenda import StepState, agenda
from routine_tui.model.recovery.diary import Mark, MarkState, Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.cases import each_case
from tests.strategies import recoveries

ZERO = date(2026, 11, 1)
TODAY = date(2026, 11, 22)
ONE = timedelta(days=1)
AT = datetime(2026, 11, 22, 7, 42, tzinfo=UTC)
EVERY_OTHER = Schedule.from_words("every other day", ZERO)


def face(schedule: Schedule | None = None) -> Recovery:
    version = StepVersion(ZERO, "morning", "other", "Balm", schedule or Schedule(ZERO))
    return Recovery("id", "Face", ZERO, routine=Routine().with_step(version, "balm"), begun=ZERO)


def state(recovery: Recovery, day: date) -> StepState:
    return agenda(recovery, day, TODAY).items[0].state


@each_case(
    ("day", "expected"),
    [(ZERO, "open"), (TODAY - ONE, "open"), (TODAY, "due"), (TODAY + ONE, "ahead"), (face().last_day, "ahead")],
)
def test_without_a_mark_a_step_is_open_then_due_then_ahead(day: date, expected: StepState) -> None:
    assert state(face(), day) == expected


@each_case("day", [TODAY - ONE, TODAY, TODAY + ONE])
@each_case("mark", ["done", "skipped"])
def test_a_mark_wins_over_everything(day: date, mark: MarkState) -> None:
    marked = face(EVERY_OTHER).marked(day, "balm", Mark(mark, AT)).with_pause(Pause(ZERO))
    assert state(marked, day) == mark


@each_case("day", [TODAY - 2 * ONE, TODAY, TODAY + 2 * ONE])
def test_a_paused_step_is_paused_before_on_and_after_today(day: date) -> None:
    assert state(face().with_pause(Pause(ZERO)), day) == "paused"


@each_case(("day", "expected"), [(TODAY - ONE, "open"), (TODAY, "not_due"), (TODAY + ONE, "ahead")])
def test_a_day_that_the_schedule_leaves_out_is_not_due(day: date, expected: StepState) -> None:
    assert state(face(EVERY_OTHER), day) == expected


def test_a_pause_of_one_step_leaves_the_others() -> None:
    paused = Recovery("id", "Face", ZERO, routine=routine_of("simple", ZERO))
    paused = paused.with_pause(Pause(TODAY, step_ids=("morning-sunscreen",)))
    assert [item.state for item in agenda(paused, TODAY, TODAY).items] == ["due", "due", "paused"]


def test_a_step_that_was_done_and_then_ended_that_day_is_still_done() -> None:
    """What was done was done: ending a step must not take a tick out of the day or out of adherence."""
    marked = face().marked(TODAY, "balm", Mark("done", AT))
    ended = marked.with_routine(marked.routine.with_end("balm", TODAY))
    assert state(ended, TODAY) == "done"
    assert agenda(ended, TODAY + ONE, TODAY).items == ()
    assert agenda(ended.marked(TODAY, "balm", None), TODAY, TODAY).items == ()


def test_a_mark_of_a_step_that_nobody_knows_is_not_shown() -> None:
    stray = face().with_record(face().record(TODAY).with_mark("gone", Mark("done", AT)))
    assert [item.step_id for item in agenda(stray, TODAY, TODAY).items] == ["balm"]


def test_items_are_numbered_in_order_with_their_marks_and_the_note() -> None:
    recovery = Recovery("id", "Face", ZERO, routine=routine_of("gentle", ZERO)).noted(TODAY, "dry")
    mark = Mark("skipped", AT, "indoors")
    day = agenda(recovery.marked(TODAY, "morning-sunscreen", mark), TODAY, TODAY)
    assert [item.number for item in day.items] == [1, 2, 3, 4, 5, 6]
    assert [item.mark for item in day.items] == [None, None, mark, None, None, None]
    assert (day.day, day.note) == (TODAY, "dry")


def test_done_and_due_count_required_steps_and_next_is_the_first_required_one_that_is_due() -> None:
    recovery = Recovery("id", "Face", ZERO, routine=routine_of("gentle", ZERO))
    for step_id, mark in (
        ("morning-cleanser", "done"),
        ("morning-moisturiser", "done"),
        ("morning-sunscreen", "skipped"),
        ("day-sunscreen", "done"),
    ):
        recovery = recovery.marked(TODAY, step_id, Mark(mark, AT))  # type: ignore[arg-type]
    day = agenda(recovery, TODAY, TODAY)
    assert (day.done, day.due) == (2, 4)
    assert day.next and day.next.step_id == "evening-cleanser"
    assert agenda(recovery, TODAY + ONE, TODAY).next is None


@given(recoveries(max_window=60), st.integers(-5, 65), st.integers(0, 59))
def test_every_day_agrees_with_the_table_of_states_read_slowly(recovery: Recovery, now: int, offset: int) -> None:
    today = recovery.day_zero + timedelta(days=now)
    day = recovery.nearest(recovery.day_zero + timedelta(days=offset))
    written = [one.day for one in recovery.days.values() if one.marks or one.note or one.skin]
    since = min([*written, recovery.begun or today, today])
    for item in agenda(recovery, day, today).items:
        mark = recovery.days[day].marks.get(item.step_id) if day in recovery.days else None
        covering = [pause for pause in recovery.pauses if pause.covers(day, item.step_id)]
        if mark and mark.counts:
            assert item.state == mark.state
        elif day < since or day not in item.version.schedule.days(day):
            assert item.state == "not_due"
        elif covering:
            assert item.state == "paused"
        else:
            assert item.state == ("ahead" if day > today else "open" if day < today else "due")
