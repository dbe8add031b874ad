"""The routine: what each method does, refuses, and leaves on the disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from routine_tui.model.errors import (
    BadInput,
)
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.planner.planner import Planner
from tests.planner.begun import MORNING, ONE, TODAY, ZERO


def version(day: date = TODAY, **changes: Any) -> StepVersion:
    return replace(StepVersion(day, "evening", "other", "Jelly", Schedule(day)), **changes)


def test_a_step_is_added_last_in_its_slot_from_its_day_on(planner: Planner) -> None:
    planner.routine.add(version(name="  Petroleum \n jelly ", cue=" after ", instructions="thin\r\nlayer\x07"))
    added = planner.agenda(TODAY).items[-1]
    assert (added.step_id, added.version.name, added.version.cue) == (
        "evening-petroleum-jelly",
        "Petroleum jelly",
        "after",
    )
    assert added.version.instructions == "thin\nlayer�"
    assert len(planner.agenda(TODAY - ONE).items) == 6
    assert planner.undo() == "added Petroleum jelly"


def test_steps_are_edited_ended_brought_back_and_moved_from_a_day_on(planner: Planner) -> None:
    planner.routine.edit(MORNING[0], TODAY, name=" Oat  wash ", product="Oat", schedule=Schedule(TODAY, "FREQ=WEEKLY"))
    planner.routine.move(MORNING[0], TODAY, 1)
    planner.routine.end(MORNING[2], TODAY)
    names = [item.version.name for item in planner.agenda(TODAY).items]
    assert names == ["Moisturiser", "Oat wash", "Sunscreen top-up", "Gentle cleanser", "Moisturiser"]
    assert [item.version.name for item in planner.agenda(TODAY - ONE).items][:3] == [
        "Gentle cleanser",
        "Moisturiser",
        "Sunscreen SPF 30+",
    ]
    planner.routine.bring_back(MORNING[2], TODAY)
    assert len(planner.agenda(TODAY).items) == 6
    assert [planner.undo() for _ in range(4)] == [
        "restarted Sunscreen SPF 30+",
        "stopped Sunscreen SPF 30+",
        "moved Oat wash",
        "edited Gentle cleanser",
    ]


def test_instructions_that_a_person_wrote_cite_no_source(planner: Planner) -> None:
    assert planner.agenda(TODAY).items[0].version.sources
    planner.routine.edit(MORNING[0], TODAY, name="Wash")
    assert planner.agenda(TODAY).items[0].version.sources
    planner.routine.edit(MORNING[0], TODAY, instructions="mine")
    assert planner.agenda(TODAY).items[0].version.sources == ()


def test_a_template_takes_the_place_of_the_routine_from_a_day_on(planner: Planner) -> None:
    before = planner.agenda(TODAY - ONE)
    planner.routine.use_template("simple", TODAY)
    assert [item.step_id for item in planner.agenda(TODAY).items] == [f"{step_id}-2" for step_id in MORNING]
    assert planner.agenda(TODAY - ONE) == before
    planner.routine.use_template("empty", TODAY)
    assert planner.agenda(TODAY).items == ()
    planner.undo()
    assert len(planner.agenda(TODAY).items) == 3


def test_the_routine_is_changed_within_the_window_only_and_with_what_can_be_kept(planner: Planner) -> None:
    content = planner.path and planner.path.read_bytes()
    refusals: list[Callable[[], object]] = [
        lambda: planner.routine.add(version(ZERO - ONE)),
        lambda: planner.routine.add(version(name=" ")),
        lambda: planner.routine.add(version(product="a\udce8")),
        lambda: planner.routine.edit(MORNING[0], ZERO - ONE, name="x"),
        lambda: planner.routine.edit(MORNING[0], TODAY, name=""),
        lambda: planner.routine.edit("x", TODAY, name="x"),
        lambda: planner.routine.end("x", TODAY),
        lambda: planner.routine.end(MORNING[0], ZERO - ONE),
        lambda: planner.routine.bring_back("x", TODAY),
        lambda: planner.routine.move("x", TODAY, 1),
        lambda: planner.routine.use_template("harsh", TODAY),
        lambda: planner.routine.use_template("gentle", ZERO + timedelta(days=84)),
    ]
    for refused in refusals:
        with pytest.raises(BadInput):
            refused()
    assert planner.path and planner.path.read_bytes() == content
