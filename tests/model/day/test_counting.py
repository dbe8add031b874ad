"""Since when it counts: what was before the program was there counts against nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.exporters.summary.summary import summarise
from routine_tui.facts.guidance import routine_of
from routine_tui.model.day.agenda import agenda, state_of, states
from routine_tui.model.day.calendar_weeks import week_count
from routine_tui.model.day.counting import counting_since
from routine_tui.model.day.progress import Adherence, adherence, calendar, cell, weekday_pattern
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.diary import Mark, Pause
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case
from tests.strategies import recoveries

ZERO = date(2026, 11, 1)
TODAY = date(2026, 11, 18)
"""D17."""
ONE = timedelta(days=1)
DONE = Mark("done", datetime(2026, 11, 18, 7, 42, tzinfo=UTC))
BEFORE = TODAY - 5 * ONE


def face(begun: date | None = TODAY) -> Recovery:
    """A session seventeen days ago, and three required steps."""
    return Recovery("id", "Face", ZERO, routine=routine_of("simple", ZERO), begun=begun)


def test_begun_today_after_a_session_of_days_ago() -> None:
    """Seen to fail: the last 7 days were 3 of 21, and every day before was one on which nothing was recorded."""
    ticked = face()
    for step in ticked.routine.steps:
        ticked = ticked.marked(TODAY, step.id, DONE)
    assert adherence(ticked, TODAY, TODAY) == adherence(ticked, TODAY, TODAY, 28) == Adherence(3, 3)
    cells = calendar(ticked, TODAY)
    assert [one.state for one in cells[:19]] == ["blank"] * 17 + ["complete", "ahead"]
    assert all((one.done, one.due, one.skipped) == (0, 0, 0) for one in cells[:17])
    assert week_count(cells, TODAY) == "3 of 3"
    assert [one.percent for one in weekday_pattern(ticked, TODAY)] == [None, None, 100, None, None, None, None]
    assert {state for _, state in states(ticked, BEFORE, TODAY)} == {"not_due"}
    assert agenda(ticked, BEFORE, TODAY).is_blank and not agenda(ticked, TODAY, TODAY).is_blank
    assert summarise(ticked, TODAY).whole == Adherence(3, 3)


@each_case(
    ("change", "begins"),
    [
        (lambda face: face.marked(BEFORE, "morning-cleanser", DONE), BEFORE),
        (lambda face: face.marked(BEFORE, "morning-cleanser", Mark("skipped", DONE.at)), BEFORE),
        (lambda face: face.noted(BEFORE, "red"), BEFORE),
        (lambda face: face.checked_in(BEFORE, CheckIn.of({"redness": 1}, DONE.at)), BEFORE),
        (lambda face: face.with_pause(Pause(BEFORE)), TODAY),
        (lambda face: replace(face, photos=(Photo("p", BEFORE, "p.jpg"),)), TODAY),
    ],
)
def test_what_moves_the_beginning(change: Callable[[Recovery], Recovery], begins: date) -> None:
    for begun in (TODAY, None):
        moved = change(face(begun))
        assert counting_since(moved, TODAY) == begins
        assert cell(moved, BEFORE - ONE, TODAY).state == "blank"
        assert state_of(moved, moved.routine.steps[1], BEFORE + ONE, TODAY) == (
            "open" if begins == BEFORE else "not_due"
        )


def test_taking_the_first_record_back_moves_it_again() -> None:
    moved = face().marked(BEFORE, "morning-cleanser", DONE)
    assert counting_since(moved.marked(BEFORE, "morning-cleanser", None), TODAY) == TODAY


def test_the_earlier_of_the_two_counts() -> None:
    assert counting_since(face(BEFORE).noted(TODAY, "dry"), TODAY) == BEFORE
    assert counting_since(face(TODAY).noted(BEFORE, "dry"), TODAY) == BEFORE


def test_without_either_nothing_counts_before_today() -> None:
    for today in (TODAY, TODAY + 9 * ONE):
        assert counting_since(face(None), today) == today
        assert {cell(face(None), today - ONE, today).state, cell(face(None), today, today).state} == {"blank", "today"}


def test_today_counts_even_where_a_clock_was_set_back() -> None:
    ahead = face(TODAY + 3 * ONE)
    assert counting_since(ahead, TODAY) == TODAY
    assert [cell(ahead, TODAY + n * ONE, TODAY).state for n in (-1, 0, 1)] == ["blank", "today", "ahead"]


def test_what_is_left_out_of_a_page_does_not_move_it() -> None:
    recovery = face(None).noted(BEFORE, "red").marked(TODAY - ONE, "morning-cleanser", DONE)
    assert summarise(recovery, TODAY).whole == Adherence(1, 15)
    assert summarise(recovery, TODAY, without={"notes"}).whole == Adherence(1, 15)
    assert summarise(recovery, TODAY, since=BEFORE + ONE).whole == Adherence(1, 12)


@given(recoveries(max_window=40), st.integers(-3, 45))
def test_no_day_before_it_counts_in_any_figure(recovery: Recovery, now: int) -> None:
    today = recovery.day_zero + timedelta(days=now)
    begins = counting_since(recovery, today)
    assert begins <= today and all(day >= begins for day in recovery.days)
    cells = calendar(recovery, today)
    for one in cells:
        assert (one.state == "blank") == (one.day < begins)
        assert 0 <= one.done <= one.due
        if one.state == "blank":
            assert (one.done, one.due, one.skipped) == (0, 0, 0)
            assert {state for _, state in states(recovery, one.day, today)} <= {"not_due"}
    later = [one for one in cells if begins <= one.day <= today]
    shown = summarise(recovery, today)
    assert shown.whole.done == sum(one.done for one in later)
    assert shown.whole.done + shown.whole.open == sum(one.due if one.day < today else one.done for one in later)
    assert sum(shown.weekdays, Adherence()) == sum(weekday_pattern(recovery, today), Adherence()) == shown.whole
    for days in (7, 28):
        assert adherence(recovery, today, today, days).done <= adherence(recovery, today, today, days).expected
