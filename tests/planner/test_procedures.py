"""The door to procedures: sessions are planned, moved, done, called off; what rests follows, and the past stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_tui.model.day.agenda import states
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.procedure import Around, Procedure, Session
from routine_tui.planner.planner import Planner
from tests.planned import TODAY, ZERO, SetClock, again, agree, begun, shown, walk
from tests.planner.procedures import EVERYTHING, ONE, SCREEN, day

LAST = ZERO + 119 * ONE


@pytest.fixture
def begun_here(tmp_path: Path) -> tuple[Planner, SetClock]:
    return begun(tmp_path)


@pytest.fixture
def planner(begun_here: tuple[Planner, SetClock]) -> Planner:
    return begun_here[0]


def found(planner: Planner, name: str, *wanted: str, slot: str = "morning") -> list[int]:
    """On which days of the window a step is in some states, counted from today."""
    return [
        (on - TODAY).days
        for on in walk(planner.recovery.day_zero, planner.recovery.last_day)
        for one, state in states(planner.recovery, on, ZERO)
        if one.version.name == name and one.version.slot == slot and state in wanted
    ]


def rests(planner: Planner, name: str = "Sunscreen SPF 30+") -> list[int]:
    return found(planner, name, "paused")


def done_instead(planner: Planner, slot: str = "morning", name: str = "Clinic ointment") -> list[int]:
    return found(planner, name, "due", "ahead", slot=slot)


def now(planner: Planner, of: Session) -> Session:
    return next(one for one in planner.recovery.care.sessions if one.id == of.id)


# --- agreeing on one


def test_a_procedure_comes_with_sessions_what_rests_and_what_takes_its_place_as_one_change(planner: Planner) -> None:
    before = planner.recovery
    procedure, sessions = agree(planner, " Pulsed  dye ", [day(9), day(51), day(9)], [SCREEN], count=3, gap_least=42)
    assert (procedure.label, len(procedure.id), [one.day for one in sessions]) == (
        "Pulsed dye", 32, [day(9), day(51)],
    )  # fmt: skip
    assert rests(planner) == [8, 9, 10, 11, 50, 51, 52, 53]
    assert done_instead(planner) == rests(planner)
    assert again(planner) == planner.recovery
    assert planner.undo() == "planned Pulsed dye"
    assert again(planner) == before


def test_what_takes_the_place_stands_in_the_slots_of_what_is_expected(planner: Planner) -> None:
    """Sunscreen is a step of the morning, and as needed in the day; a moisturiser is one of morning and evening."""
    agree(planner, "Laser", [day(9)], [SCREEN, Around("moisturiser", 0, 5, "Clinic ointment")])
    assert done_instead(planner) == list(range(8, 14)), "the days of both"
    assert done_instead(planner, "evening") == list(range(9, 14))
    assert done_instead(planner, "day") == []


def test_where_nothing_is_meant_what_takes_its_place_is_done_in_the_evening(planner: Planner) -> None:
    agree(planner, "Laser", [day(1)], [Around("retinol", 0, 1, "Nothing else")])
    assert done_instead(planner, "evening", "Nothing else") == [1]


def test_what_rests_on_no_day_is_left_out_and_names_are_as_they_may_be_shown(planner: Planner) -> None:
    procedure, _ = agree(planner, "Laser", [day(1)], [Around("sunscreen"), Around(" Oat\tbalm ", 1, 0, " a  b ")])
    assert procedure.around_on(TODAY) == (Around("Oat balm", 1, 0, "a b"),)
    with pytest.raises(BadInput, match="What is paused is empty"):
        agree(planner, "Laser", [day(1)], [Around(" ", 1)])
    with pytest.raises(BadInput, match="name of the procedure is empty"):
        agree(planner, " ")


def test_sessions_of_the_past_are_told_as_they_were(planner: Planner) -> None:
    """Seen to fail: what took its place was not there on the days before a session that had been."""
    agree(planner, "Laser", [day(-5), day(4)], [SCREEN])
    assert rests(planner) == [-6, -5, -4, -3, 3, 4, 5, 6]
    assert done_instead(planner) == rests(planner)


def test_sessions_may_be_outside_the_window_and_on_its_edges(planner: Planner) -> None:
    _, sessions = agree(planner, "Laser", [ZERO - ONE, ZERO, LAST, LAST + 2 * ONE, LAST + 400 * ONE], [SCREEN])
    edge = (LAST - TODAY).days
    assert rests(planner) == [-21, -20, -19, edge - 1, edge]
    assert [one.day for one in sessions][-1] == LAST + 400 * ONE


# --- sessions


def test_moving_a_session_moves_what_rests_and_what_takes_its_place_and_undo_is_one_step(planner: Planner) -> None:
    _, (session,) = agree(planner, "Laser", [day(9)], [SCREEN])
    before = planner.recovery
    planner.procedures.move(session.id, day(30))
    assert rests(planner) == done_instead(planner) == [29, 30, 31, 32]
    assert planner.undo() == "moved a session of Laser"
    assert again(planner) == before


def test_a_session_moved_while_things_rest_leaves_the_days_that_passed(begun_here: tuple[Planner, SetClock]) -> None:
    planner, clock = begun_here
    _, (session,) = agree(planner, "Laser", [day(3)], [Around("sunscreen", 5, 2, "Ointment")])
    clock.set(day(2))
    planner.procedures.move(session.id, day(12))
    assert rests(planner) == found(planner, "Ointment", "due", "ahead") == [0, 1, *range(7, 14)]
    clock.set(day(12), time(23))
    planner.procedures.call_off(session.id)
    assert rests(planner) == [0, 1, *range(7, 12)]
    assert now(planner, session).day is None


def test_a_day_ends_at_three_in_the_night_for_a_session_that_is_moved_too(begun_here: tuple[Planner, SetClock]) -> None:
    """At 02:59 it is still the day before, so that day can be another one; at 03:00 it cannot."""
    planner, clock = begun_here
    _, (session,) = agree(planner, "Laser", [day(2)], [Around("sunscreen", 5, 0)])
    clock.set(day(1), time(2, 59))
    planner.procedures.move(session.id, day(40))
    assert rests(planner) == list(range(35, 40))
    planner.undo()
    clock.set(day(1), time(3))
    planner.procedures.move(session.id, day(40))
    assert rests(planner) == [0, *range(35, 40)]


def test_summer_time_moves_no_day(tmp_path: Path) -> None:
    """Clocks in Berlin go forward on 28 March 2027 and back on 31 October 2027."""
    for number, change in enumerate((date(2027, 3, 28), date(2027, 10, 31))):
        planner, clock = begun(tmp_path / str(number), change - 3 * ONE, change - 9 * ONE, 30)
        _, (session,) = agree(planner, "Laser", [change + 2 * ONE], [Around("sunscreen", 2, 2)])
        assert [TODAY + n * ONE for n in rests(planner)] == list(walk(change, change + 3 * ONE))
        for at in (time(0, 30), time(1, 59), time(3), time(23, 59)):
            clock.set(change, at)
            planner.procedures.edit_session(session.id, at=at)
            assert planner.today() == (change if at >= time(3) else change - ONE)
            assert now(planner, session).at == at
        planner.procedures.move(session.id, change + ONE)
        assert [TODAY + n * ONE for n in rests(planner)] == list(walk(change, change + 2 * ONE))


def test_a_session_is_done_on_its_day_or_later_and_not_before(planner: Planner) -> None:
    procedure, (past, ahead) = agree(planner, "Laser", [day(1), day(-3)])
    planner.procedures.edit_session(past.id, done=True, note="12 J, 7 mm", at=time(14))
    assert (now(planner, past).done, now(planner, past).note, now(planner, past).at) == (True, "12 J, 7 mm", time(14))
    changes: list[Callable[[], object]] = [
        lambda: planner.procedures.edit_session(ahead.id, done=True),
        lambda: planner.procedures.move(past.id, day(1)),
        lambda: planner.procedures.call_off(past.id),
        lambda: planner.procedures.plan(procedure.id, day(1), done=True),
    ]
    for change in changes:
        with pytest.raises(BadInput, match="can't be done: change its date first"):
            change()
    planner.procedures.edit_session(ahead.id, day=TODAY, done=True)
    assert now(planner, ahead).day == TODAY


def test_one_more_session_is_planned_or_recorded(planner: Planner) -> None:
    procedure, _ = agree(planner, "Laser", [], [EVERYTHING])
    planner.procedures.plan(procedure.id, day(5), time(9))
    assert planner.undo() == "planned Laser on 27 Nov"
    planner.redo()
    planner.procedures.plan(procedure.id, day(-4), done=True)
    assert rests(planner) == [-4, -3, 5, 6]
    assert [one.at for one in planner.recovery.care.sessions_of(procedure.id)] == [None, time(9)]


# --- what rests, from today on


def test_what_rests_is_another_from_today_on_and_what_took_its_place_ends(begun_here: tuple[Planner, SetClock]) -> None:
    planner, clock = begun_here
    procedure, _ = agree(planner, "Laser", [day(1)], [Around("sunscreen", 0, 9, "Ointment")])
    clock.set(day(4))
    before = shown(planner.recovery, walk(ZERO, day(3)), day(4))
    planner.procedures.edit(procedure.id, [Around("sunscreen", 0, 6, "Balm")], count=2)
    assert rests(planner) == list(range(1, 7))
    assert found(planner, "Ointment", "due", "ahead") == [1, 2, 3]
    assert found(planner, "Balm", "due", "ahead") == [4, 5, 6]
    assert shown(planner.recovery, walk(ZERO, day(3)), day(4)) == before
    planner.procedures.edit(procedure.id, [Around("sunscreen", 0, 9, "Ointment")])
    assert found(planner, "Ointment", "due", "ahead") == list(range(1, 10))
    assert len([step for step in planner.recovery.routine.steps if step.latest.name == "Ointment"]) == 1


def test_more_days_of_the_same_change_the_step_that_is_there(planner: Planner) -> None:
    procedure, _ = agree(planner, "Laser", [day(5)], [SCREEN])
    steps = len(planner.recovery.routine.steps)
    planner.procedures.edit(procedure.id, [replace(SCREEN, days_after=6)])
    assert done_instead(planner) == list(range(4, 11))
    assert len(planner.recovery.routine.steps) == steps


def test_a_step_that_the_person_calls_something_else_stays_while_what_rests_does(planner: Planner) -> None:
    """Seen to fail: whatever was said about the procedure ended it and made another one."""
    procedure, _ = agree(planner, "Laser", [day(5)], [SCREEN])
    step = next(step for step in planner.recovery.routine.steps if step.latest.name == "Clinic ointment")
    planner.routine.edit(step.id, TODAY, name="Aquaphor")
    planner.procedures.edit(procedure.id, [SCREEN], note="as agreed")
    assert found(planner, "Aquaphor", "ahead") == [4, 5, 6, 7]
    assert done_instead(planner) == []


def test_what_takes_the_place_of_everything_does_not_keep_its_own_slot(planner: Planner) -> None:
    """Seen to fail: once it had a step in the evening it was one of those that rest there."""
    everything = Around("everything", 0, 1, "Ointment")
    procedure, _ = agree(planner, "Laser", [day(5)], [everything])
    for step_id in ("evening-cleanser", "evening-moisturiser"):
        planner.routine.end(step_id, TODAY)
    planner.procedures.edit(procedure.id, [replace(everything, days_after=2)])
    assert (found(planner, "Ointment", "ahead"), found(planner, "Ointment", "ahead", slot="evening")) == ([5, 6], [])


def test_a_procedure_that_is_taken_away_leaves_what_was_recorded(begun_here: tuple[Planner, SetClock]) -> None:
    planner, clock = begun_here
    procedure, _ = agree(planner, "Laser", [day(1), day(9)], [SCREEN])
    clock.set(day(2))
    step = next(step for step in planner.recovery.routine.steps if step.latest.name == "Clinic ointment")
    planner.tick(day(2), [step.id])
    before = again(planner)
    planner.procedures.remove(procedure.id)
    assert (rests(planner), done_instead(planner)) == ([], [])
    assert found(planner, "Clinic ointment", "done") == [2]
    assert (again(planner).care.procedures, again(planner).care.sessions) == ((), ())
    assert planner.undo() == "deleted Laser"
    assert again(planner) == before


def test_what_is_not_there_any_more_is_told(planner: Planner) -> None:
    asked: list[Callable[[], object]] = [
        lambda: planner.procedures.edit("x", count=2),
        lambda: planner.procedures.remove("x"),
        lambda: planner.procedures.plan("x", TODAY),
        lambda: planner.procedures.move("x", TODAY),
        lambda: planner.procedures.call_off("x"),
    ]
    for ask in asked:
        with pytest.raises(BadInput, match="no longer exists"):
            ask()
    assert planner.recovery.care.procedures == ()


def test_a_shortest_gap_longer_than_the_longest_is_refused(planner: Planner) -> None:
    procedure, _ = agree(planner, "Laser", gap_least=42, gap_most=56)
    with pytest.raises(BadInput, match="swap the two"):
        planner.procedures.edit(procedure.id, gap_most=20)
    with pytest.raises(BadInput, match="swap the two"):
        planner.procedures.add(Procedure("", "Laser", gap_least=3, gap_most=2))
