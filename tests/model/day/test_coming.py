"""When a step is next, what changes of it and when it ends: all that decides over a day decides over the next one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.model.day.agenda import EXPECTED, agenda, state_of
from routine_tui.model.day.coming import change_words, last_day, next_days, planned_changes
from routine_tui.model.recovery.diary import Mark, Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, Step, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.strategies import recoveries

TODAY = date(2026, 11, 26)
"""A Thursday."""
ZERO = date(2026, 11, 10)
FRIDAY = TODAY + timedelta(days=1)
MONDAYS = (date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14))
AT = datetime(2026, 11, 26, 7, 42, tzinfo=UTC)


def face(rule: str = "2 days", last: date | None = None) -> Recovery:
    """A recovery with one step, which is due on even days from day zero on."""
    version = StepVersion(ZERO, "evening", "other", "Balm", Schedule.from_words(rule, ZERO, last))
    return Recovery("id", "Face", ZERO, routine=Routine().with_step(version, "balm"))


def balm(recovery: Recovery) -> Step:
    return recovery.routine.step("balm")


def changed(recovery: Recovery, day: date, **changes: object) -> Recovery:
    return recovery.with_routine(recovery.routine.with_changes("balm", day, **changes))


def then_mondays(recovery: Recovery) -> Recovery:
    return changed(recovery, FRIDAY, schedule=Schedule.from_words("mon", FRIDAY))


def nexts(recovery: Recovery, day: date = TODAY, count: int = 3) -> tuple[date, ...]:
    return next_days(recovery, balm(recovery), day, TODAY, count)


def test_a_later_version_decides_over_its_own_days() -> None:
    """Seen to fail: Friday 27 and every second day after it were told."""
    assert nexts(then_mondays(face(last=TODAY)), FRIDAY) == MONDAYS
    assert nexts(then_mondays(face()), FRIDAY) == MONDAYS


def test_an_end_a_pause_and_the_window_leave_days_out() -> None:
    ended = face().with_routine(face().routine.with_end("balm", date(2026, 11, 29)))
    assert nexts(ended) == (TODAY, date(2026, 11, 28))
    paused = then_mondays(face()).with_pause(Pause(FRIDAY, date(2026, 12, 8)))
    assert nexts(paused, FRIDAY) == (*MONDAYS[2:], date(2026, 12, 21), date(2026, 12, 28))
    short = replace(then_mondays(face()), window_days=22)
    assert nexts(short, FRIDAY) == MONDAYS[:1]
    assert nexts(face().with_pause(Pause(ZERO))) == ()


def test_what_is_done_today_is_not_next_and_what_is_skipped_neither() -> None:
    later = (date(2026, 11, 28), date(2026, 11, 30), date(2026, 12, 2))
    assert nexts(face()) == (TODAY, *later[:2])
    assert nexts(face().marked(TODAY, "balm", Mark("done", AT))) == later
    assert nexts(face().marked(TODAY, "balm", Mark("skipped", AT))) == later


def test_seen_from_a_past_day_what_was_done_then_came_next() -> None:
    done = face().marked(date(2026, 11, 24), "balm", Mark("done", AT))
    assert nexts(done, date(2026, 11, 23), 2) == (date(2026, 11, 24), TODAY)


def test_a_step_that_is_yet_to_begin_is_next_on_its_first_day() -> None:
    version = StepVersion(FRIDAY, "evening", "other", "Balm", Schedule(FRIDAY))
    assert next_days(face(), Step("new", (version,)), TODAY, TODAY, 1) == (FRIDAY,)


@given(recoveries(max_window=40), st.integers(-3, 45), st.integers(0, 39))
def test_the_next_days_are_those_of_the_checklists(recovery: Recovery, now: int, offset: int) -> None:
    today = recovery.day_zero + timedelta(days=now)
    day = recovery.nearest(recovery.day_zero + timedelta(days=offset))
    days = [day + timedelta(days=k) for k in range((recovery.last_day - day).days + 1)]
    listed = {on: {item.step_id: item.state for item in agenda(recovery, on, today).items} for on in days}
    for step in recovery.routine.steps:
        states = [(on, listed[on].get(step.id)) for on in days]
        assert [state_of(recovery, step, on, today) for on in days] == [state for _, state in states]
        wanted = [on for on, state in states if state in EXPECTED and (on > day or state != "done")]
        assert next_days(recovery, step, day, today, 5) == tuple(wanted[:5])


def told(recovery: Recovery) -> list[str]:
    return [change_words(change, TODAY) for change in planned_changes(balm(recovery), TODAY)]


def test_planned_changes_are_told_with_their_days() -> None:
    assert told(face()) == []
    assert told(then_mondays(face())) == ["from Fri 27 Nov: every Monday"]
    assert told(changed(face(), FRIDAY, product="Zinc 30", name="Cream")) == ["from Fri 27 Nov: Cream, Zinc 30"]
    assert told(changed(face(), FRIDAY, slot="morning", required=False)) == [
        "from Fri 27 Nov: in the morning, every other day, if needed"
    ]
    ended = face().with_routine(face().routine.with_end("balm", MONDAYS[0]))
    assert told(ended) == ["ends: not expected from Mon 30 Nov on"]
    back = ended.with_routine(ended.routine.with_return("balm", MONDAYS[1]))
    assert told(back) == ["ends: not expected from Mon 30 Nov on", "from Mon 7 Dec: expected again"]


def test_a_move_within_the_slot_is_no_change() -> None:
    assert told(changed(face(), FRIDAY, position=4)) == []


def test_the_last_day_is_that_of_the_schedule_or_the_one_before_the_end() -> None:
    assert last_day(balm(face())) is None
    assert last_day(balm(face(last=FRIDAY))) == FRIDAY
    assert last_day(balm(then_mondays(face(last=TODAY)))) is None
    ended = face().with_routine(face().routine.with_end("balm", MONDAYS[0]))
    assert last_day(balm(ended)) == date(2026, 11, 29)
