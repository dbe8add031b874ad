"""Changes of procedures: no day before today changes, and one undo takes each back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.procedure import Around
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.planner.courses import CourseChange
from routine_tui.planner.planner import Planner
from tests.planned import TODAY, ZERO, again, agree, begun, shown, take_on, walk
from tests.planner.procedures import EVERYTHING, SCREEN, day


def _moved(planner: Planner, random: Random) -> None:
    planner.procedures.move(random.choice(planner.recovery.care.sessions).id, day(random.randint(-9, 30)))


def _called_off(planner: Planner, random: Random) -> None:
    planner.procedures.call_off(random.choice(planner.recovery.care.sessions).id)


def _another_rest(planner: Planner, random: Random) -> None:
    target = random.choice(("everything", "sunscreen", "cleanser", "cream"))
    around = Around(target, random.randint(0, 9), random.randint(0, 9), random.choice(("", "Ointment", "Balm")))
    planner.procedures.edit(random.choice(planner.recovery.care.procedures).id, random.choice(([], [around])))


def _planned_ahead(planner: Planner, random: Random) -> None:
    planner.procedures.plan(random.choice(planner.recovery.care.procedures).id, day(random.randint(1, 30)))


def _another_rule(planner: Planner, random: Random) -> None:
    course = random.choice(planner.recovery.care.courses)
    words = random.choice(("day for 5 days, then 2 days", "day for 3 days, break 4 days, 2 times", "3 days", "mon"))
    change = CourseChange(steps={"schedule": Schedule.from_words(words, day(random.randint(-20, 20)))})
    planner.courses.edit(course.id, TODAY, change)


def _other_slots(planner: Planner, random: Random) -> None:
    course = random.choice(planner.recovery.care.courses)
    slots = random.choice((("morning",), ("evening", "day"), ("morning", "evening")))
    planner.courses.edit(course.id, TODAY, CourseChange({"label": "Balm"}, {"product": "Tube"}, slots))  # type: ignore[arg-type]


def _ended(planner: Planner, random: Random) -> None:
    planner.courses.end(random.choice(planner.recovery.care.courses).id, TODAY, "stings")


CHANGES = (_moved, _called_off, _another_rest, _planned_ahead, _another_rule, _other_slots, _ended)


def lived(home: Path) -> Planner:
    """A planner with courses and procedures that were there for a while, in a file of its own."""
    planner, clock = begun(home, day(-15), ZERO, 60)
    procedure, _ = agree(planner, "Peel", [day(-3), day(4)], [SCREEN])
    agree(planner, "Laser", [day(1)], [EVERYTHING])
    take_on(planner, "Cover", Schedule(day(-15), around=(procedure.id, -2, 10)), first=day(-15))
    take_on(
        planner, "Cream", "strong: day for 8 days, then mild: 2 days for 20 days, break 9 days, 2 times", first=day(-15)
    )
    clock.set(TODAY)
    return planner


@settings(max_examples=max(1, settings().max_examples // 2))
@given(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_no_change_from_today_on_changes_a_day_before_and_one_undo_takes_it_back(
    tmp_path_factory: pytest.TempPathFactory, changes: list[Callable[[Planner, Random], None]], random: Random
) -> None:
    """Seen to fail where what rests was changed a second time on the day on which it was agreed on."""
    planner = lived(tmp_path_factory.mktemp("lived"))
    past = list(walk(ZERO, day(-1)))
    for change in changes:
        before = planner.recovery
        try:
            change(planner, random)
        except BadInput:
            assert planner.recovery == before
            continue
        after = planner.recovery
        assert shown(after, past) == shown(before, past)
        if after != before:
            planner.undo()
            assert planner.recovery == before == again(planner)
            planner.redo()
            assert planner.recovery == after == again(planner)
