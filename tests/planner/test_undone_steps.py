"""Two copies that each add a step of one name, of which one takes its adding back."""

from __future__ import annotations

from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.cases import each_case
from tests.planner.copies import ONE, TODAY, Two


def serum(cue: str, days: int = 0) -> StepVersion:
    day = TODAY + days * ONE
    return StepVersion(day, "evening", "other", "Serum", Schedule(day, "FREQ=DAILY"), cue=cue)


def shown(recovery: Recovery) -> list[tuple[int, str]]:
    """The versions of the step, each by how many days after today it begins, and by its cue."""
    steps = [step for step in recovery.routine.steps if step.id == "evening-serum"]
    return [((one.valid_from - TODAY).days, one.cue) for step in steps for one in step.versions]


@each_case("hour", [8, 10])
@each_case("days", [-1, 0, 1])
def test_what_one_added_by_itself_stands_though_the_other_takes_its_own_back(days: int, hour: int) -> None:
    """Seen to be gone for both: an undone adding was told as the step being taken away."""
    two = Two()
    two.at(9, lambda: two.here.routine.add(serum("mine")))
    two.at(hour, lambda: two.there.routine.add(serum("theirs", days)))
    two.at(11, two.here.undo)
    assert shown(two.met()) == [(days, "theirs")]
    two.at(12, lambda: two.there.routine.edit("evening-serum", TODAY + 2 * ONE, cue="later"))
    assert shown(two.met()) == [(days, "theirs"), (2, "later")]


def test_an_adding_that_the_other_knows_is_taken_back_for_both_and_can_be_done_again(two: Two) -> None:
    two.at(9, lambda: two.here.routine.add(serum("mine")))
    two.met()
    two.at(10, two.here.undo)
    assert shown(two.met()) == []
    two.at(11, two.here.redo)
    assert shown(two.met()) == [(0, "mine")]
    two.at(12, two.here.undo)
    assert shown(two.met()) == []
    two.at(13, lambda: two.here.routine.add(serum("again", 1)))
    assert shown(two.met()) == [(1, "again")]
    two.at(14, two.here.undo)
    assert shown(two.met()) == []
    two.at(15, lambda: two.there.routine.add(serum("theirs", 2)))
    assert shown(two.met()) == [(2, "theirs")]


def test_an_adding_that_was_done_again_by_a_clock_that_was_set_back_stands(two: Two) -> None:
    two.at(9, lambda: two.here.routine.add(serum("mine")))
    two.at(10, two.here.undo)
    two.at(8, two.here.redo)
    assert shown(two.met()) == [(0, "mine")]


def test_what_somebody_ticked_or_changed_of_a_step_that_was_taken_back_is_told_whole(two: Two) -> None:
    two.at(9, lambda: two.here.routine.add(serum("mine")))
    two.met()
    two.at(10, lambda: two.there.tick(TODAY, ["evening-serum"]))
    two.at(11, two.here.undo)
    assert shown(two.met()) == [(0, "mine")]


def test_a_step_that_one_changed_after_the_other_took_its_adding_back_is_there(two: Two) -> None:
    two.at(9, lambda: two.here.routine.add(serum("mine")))
    two.met()
    two.at(10, two.here.undo)
    two.at(11, lambda: two.there.routine.edit("evening-serum", TODAY + ONE, cue="changed"))
    assert shown(two.met()) == [(0, "mine"), (1, "changed")]
    two.at(12, lambda: two.here.routine.edit("evening-serum", TODAY, instructions="thinly"))
    assert shown(two.met()) == [(0, "mine"), (1, "changed")]
    assert [one.instructions for one in two.there.recovery.routine.step("evening-serum").versions] == ["thinly"] * 2
