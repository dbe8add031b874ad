"""Routines: steps with versions, so that the past never changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.facts.guidance import routine_of
from routine_tui.model.day.agenda import agenda
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS, Routine, Step, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.cases import each_case
from tests.strategies import recoveries, schedules
from tests.texts import typed_names

ZERO = date(2026, 11, 1)
TENTH = ZERO + timedelta(days=10)
TWENTIETH = ZERO + timedelta(days=20)


def version(name: str = "Balm", **changes: object) -> StepVersion:
    return replace(StepVersion(ZERO, "morning", "other", name, Schedule(ZERO)), **changes)


def names(routine: Routine, day: date) -> list[str]:
    return [planned.version.name for planned in routine.on(day)]


def row(*step_names: str) -> Routine:
    routine = Routine()
    for name in step_names:
        routine = routine.with_step(version(name))
    return routine


# --- the past never changes

Edit = Callable[[Routine, date], Routine]


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """One thing a person does to a routine, from a day on."""
    number = draw(st.integers(1, 4))
    kind = draw(st.sampled_from(["fields", "slot", "schedule", "end", "return", "move", "add", "template"]))
    name, slot, by = draw(typed_names), draw(st.sampled_from(SLOTS)), draw(st.integers(-3, 3))
    schedule, required = draw(schedules()), draw(st.booleans())

    def edit(routine: Routine, day: date) -> Routine:
        if kind == "add":
            return routine.with_step(
                StepVersion(day, slot, "other", name, replace(schedule, first_day=day, last_day=None))
            )
        if kind == "template":
            for step, _ in list(routine.current(day)):
                routine = routine.with_end(step.id, day)
            for step in routine_of("gentle", day).steps:
                routine = routine.with_step(step.latest, step.id)
            return routine
        if not routine.steps:
            return routine
        step_id = routine.steps[number % len(routine.steps)].id
        if kind == "fields":
            return routine.with_changes(step_id, day, name=name, required=required, product=name)
        if kind == "slot":
            return routine.with_changes(step_id, day, slot=slot)
        if kind == "schedule":
            return routine.with_changes(step_id, day, schedule=schedule)
        if kind == "end":
            return routine.with_end(step_id, day)
        try:
            if kind == "return":
                return routine.with_return(step_id, day)
            return routine.with_move(step_id, day, by)
        except BadInput:  # a course that is over; what stands at the end already
            return routine

    return edit


@given(recoveries(max_window=60), st.lists(st.tuples(edits(), st.integers(0, 59)), min_size=1, max_size=6))
def test_no_edit_from_a_day_on_changes_anything_before_that_day(
    recovery: Recovery, changes: list[tuple[Edit, int]]
) -> None:
    today = recovery.last_day
    for edit, offset in changes:
        day = recovery.day_zero + timedelta(days=offset)
        edited = recovery.with_routine(edit(recovery.routine, day))
        for back in range(offset):
            before = recovery.day_zero + timedelta(days=back)
            assert agenda(edited, before, today) == agenda(recovery, before, today)
        recovery = edited


@given(recoveries(max_window=60), st.lists(st.tuples(edits(), st.integers(0, 59)), max_size=6))
def test_every_edit_leaves_versions_in_order_one_a_day(recovery: Recovery, changes: list[tuple[Edit, int]]) -> None:
    routine = recovery.routine
    for edit, offset in changes:
        routine = edit(routine, recovery.day_zero + timedelta(days=offset))
    assert len({step.id for step in routine.steps}) == len(routine.steps)
    for step in routine.steps:
        begun = [one.valid_from for one in step.versions]
        assert begun and begun == sorted(set(begun))


# --- versions


def test_a_step_has_the_new_name_from_the_day_on_and_the_old_one_before() -> None:
    routine = row("Balm").with_changes("morning-balm", TENTH, name="Cream")
    assert names(routine, TENTH - timedelta(days=1)) == ["Balm"]
    assert names(routine, TENTH) == ["Cream"]
    assert routine.step("morning-balm").latest.name == "Cream"


def test_an_edit_before_later_versions_reaches_them_too_and_leaves_their_other_fields() -> None:
    routine = row("Balm").with_changes("morning-balm", TWENTIETH, product="Oat")
    routine = routine.with_changes("morning-balm", TENTH, name="Cream")
    assert names(routine, TWENTIETH) == ["Cream"]
    assert routine.on(TENTH)[0].version.product == ""
    assert routine.on(TWENTIETH)[0].version.product == "Oat"


def test_an_edit_that_changes_nothing_adds_no_version() -> None:
    assert row("Balm").with_changes("morning-balm", TENTH, name="Balm") == row("Balm")


def test_two_edits_on_one_day_are_one_version() -> None:
    routine = row("Balm").with_changes("morning-balm", TENTH, name="Cream").with_changes("morning-balm", TENTH, cue="x")
    assert [(one.valid_from, one.name, one.cue) for one in routine.step("morning-balm").versions] == [
        (ZERO, "Balm", ""),
        (TENTH, "Cream", "x"),
    ]


def test_an_edit_taken_back_on_its_day_leaves_no_version() -> None:
    routine = row("Balm").with_changes("morning-balm", TENTH, name="Cream")
    assert routine.with_changes("morning-balm", TENTH, name="Balm") == row("Balm")


def test_an_edit_before_a_step_begins_changes_it_from_its_own_beginning() -> None:
    routine = Routine().with_step(version(valid_from=TENTH, schedule=Schedule(TENTH)))
    changed = routine.with_changes("morning-balm", ZERO, name="Cream")
    assert [(one.valid_from, one.name) for one in changed.step("morning-balm").versions] == [(TENTH, "Cream")]


def test_before_its_first_version_a_step_is_nowhere() -> None:
    step = Step("x", (version(valid_from=TENTH),))
    assert step.on(TENTH - timedelta(days=1)) is None
    assert step.on(TENTH) == step.latest


def test_asking_for_a_day_twice_gives_the_same_answer() -> None:
    routine = row("Balm")
    assert routine.on(ZERO) is routine.on(ZERO)


# --- ending and bringing back


def test_an_ended_step_is_gone_from_that_day_and_kept_before_it() -> None:
    routine = row("Balm", "Cream").with_end("morning-balm", TENTH)
    assert names(routine, TENTH - timedelta(days=1)) == ["Balm", "Cream"]
    assert names(routine, TENTH) == ["Cream"]
    assert [step.id for step, _ in routine.ended(TENTH)] == ["morning-balm"]
    assert [step.id for step, _ in routine.current(TENTH)] == ["morning-cream"]
    assert list(routine.ended(ZERO)) == []


def test_a_step_comes_back_from_a_day_on_and_the_gap_stays() -> None:
    routine = row("Balm").with_end("morning-balm", TENTH).with_return("morning-balm", TWENTIETH)
    assert names(routine, TENTH) == []
    assert names(routine, TWENTIETH) == ["Balm"]


def test_a_step_whose_last_day_has_passed_has_ended_and_comes_back_without_one() -> None:
    routine = Routine().with_step(version(schedule=Schedule(ZERO, last_day=TENTH)))
    assert names(routine, TENTH) == ["Balm"]
    assert [step.id for step, _ in routine.ended(TWENTIETH)] == ["morning-balm"]
    assert names(routine.with_return("morning-balm", TWENTIETH), date(2027, 11, 1)) == ["Balm"]


def test_a_step_that_begins_later_is_current_and_not_yet_on_the_day() -> None:
    routine = Routine().with_step(version(valid_from=TENTH, schedule=Schedule(TENTH)))
    assert [step.id for step, _ in routine.current(ZERO)] == ["morning-balm"]
    assert names(routine, ZERO) == []


# --- order


def test_slots_come_in_the_order_of_the_day() -> None:
    routine = Routine()
    for slot in reversed(SLOTS):
        routine = routine.with_step(version(slot, slot=slot))
    assert names(routine, ZERO) == ["morning", "day", "evening"]


def test_reordering_is_kept_from_the_day_on_only() -> None:
    routine = row("A", "B", "C").with_move("morning-c", TENTH, -2)
    assert names(routine, TENTH - timedelta(days=1)) == ["A", "B", "C"]
    assert names(routine, TENTH) == ["C", "A", "B"]


@each_case(
    ("step_id", "by", "order"),
    [
        ("morning-a", 1, ["B", "A", "C"]),
        ("morning-a", 99, ["B", "C", "A"]),
        ("morning-c", -99, ["C", "A", "B"]),
        ("morning-b", 0, ["A", "B", "C"]),
    ],
)
def test_a_step_moves_within_its_slot_and_stops_at_its_edge(step_id: str, by: int, order: list[str]) -> None:
    assert names(row("A", "B", "C").with_move(step_id, ZERO, by), ZERO) == order


def test_a_step_that_changes_its_slot_goes_to_the_end_of_the_new_one() -> None:
    routine = row("A", "B").with_step(version("E", slot="evening")).with_changes("morning-a", TENTH, slot="evening")
    assert names(routine, TENTH) == ["B", "E", "A"]
    assert names(routine, ZERO) == ["A", "B", "E"]


def test_a_place_given_with_the_slot_is_kept() -> None:
    routine = row("A").with_step(version("E", slot="evening", position=5))
    moved = routine.with_changes("morning-a", TENTH, slot="evening", position=-1)
    assert names(moved, TENTH) == ["A", "E"]


def test_an_ended_step_cannot_be_moved() -> None:
    with pytest.raises(BadInput, match="restart it before"):
        row("A", "B").with_end("morning-a", ZERO).with_move("morning-a", TENTH, 1)


def test_a_step_that_was_marked_before_it_ended_that_day_stays_in_its_place() -> None:
    routine = row("A", "B", "C").with_end("morning-b", TENTH)
    kept = routine.with_marked(TENTH, ["morning-b", "nobody"])
    assert [planned.version.name for planned in kept] == ["A", "B", "C"]
    assert routine.with_marked(TENTH, ["morning-a"]) == routine.on(TENTH)


# --- day zero put right


def test_what_began_on_day_zero_begins_on_the_new_one() -> None:
    later = ZERO + timedelta(days=3)
    moved = row("Balm").beginning_on(ZERO, later)
    assert names(moved, ZERO) == []
    assert moved.steps[0].latest.schedule.first_day == later
    assert moved.beginning_on(later, ZERO) == row("Balm")


def test_nothing_moves_where_day_zero_stays() -> None:
    routine = row("Balm")
    assert routine.beginning_on(ZERO, ZERO) is routine


def test_what_began_on_another_day_or_ends_before_the_new_one_stays() -> None:
    other = Routine().with_step(version(valid_from=TENTH, schedule=Schedule(TENTH)))
    assert other.beginning_on(ZERO, ZERO + timedelta(days=3)) == other
    short = Routine().with_step(version(schedule=Schedule(ZERO, last_day=ZERO + timedelta(days=1))))
    moved = short.beginning_on(ZERO, TENTH).steps[0].latest
    assert moved.schedule.first_day == ZERO


def test_a_first_version_does_not_move_past_a_later_one() -> None:
    routine = row("Balm").with_changes("morning-balm", ZERO + timedelta(days=2), name="Cream")
    moved = routine.beginning_on(ZERO, TENTH).steps[0]
    assert [one.valid_from for one in moved.versions] == [ZERO, ZERO + timedelta(days=2)]
