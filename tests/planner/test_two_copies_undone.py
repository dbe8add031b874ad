"""Two copies of one recovery: what one of them takes back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from routine_tui.model.errors import BadInput
from routine_tui.store.change_list import changes_of
from routine_tui.store.repository import read_copy
from tests.cases import each_case
from tests.planner.copies import ONE, TODAY, Two
from tests.planner.one_person import HandClock, common, planner_of
from tests.store.histories import written


def test_a_pause_whose_first_day_was_mended_here_ends_where_it_was_ended_there(two: Two) -> None:
    """Seen to fail: another day made it another pause, which nobody ended."""
    two.at(9, lambda: two.here.pauses.add(TODAY - ONE))
    pause = next(one for one in two.met().pauses if not one.step_ids)
    two.at(10, lambda: two.here.pauses.edit(pause.id, first_day=TODAY - 3 * ONE))
    two.at(11, lambda: two.there.pauses.resume(TODAY))
    (joined,) = (one for one in two.met().pauses if one.id == pause.id)
    assert (joined.first_day, joined.last_day) == (TODAY - 3 * ONE, TODAY - ONE)


def test_what_was_undone_here_does_not_come_back_from_there(two: Two) -> None:
    (pause,) = two.here.recovery.pauses
    two.at(9, lambda: two.there.note(TODAY, "theirs"))
    two.met()
    two.at(10, lambda: two.here.pauses.edit(pause.id, first_day=pause.first_day - ONE))
    two.at(11, lambda: two.here.pauses.edit(pause.id, first_day=pause.first_day - 2 * ONE))
    two.met()
    for hour in (12, 13):
        two.at(hour, two.here.undo)
    assert two.met().pauses == (pause,)


def test_what_one_undoes_takes_nothing_of_the_other_back(two: Two) -> None:
    """Seen to fail: undoing was a change like others, and the latest."""
    two.at(10, lambda: two.here.routine.edit("morning-cleanser", TODAY, cue="after tea"))
    two.at(11, lambda: two.there.routine.edit("morning-cleanser", TODAY, cue="after work"))
    two.at(12, two.there.undo)
    assert two.met().routine.step("morning-cleanser").latest.cue == "after tea"


def test_a_mark_that_a_clock_ahead_made_can_be_taken_back(two: Two) -> None:
    """Seen to fail: it was “still to come”."""
    two.clock.shows += ONE
    two.here.tick(TODAY + ONE, ["morning-sunscreen"])
    two.clock.shows -= ONE
    two.here.untick(TODAY + ONE, ["morning-sunscreen"])
    assert not two.here.recovery.record(TODAY + ONE).marks


def test_a_check_in_that_a_clock_ahead_made_can_be_taken_back(two: Two) -> None:
    """Seen to fail: it was in the future, and so nothing could be said of it."""
    two.clock.shows += ONE
    two.here.skin.check_in(TODAY + ONE, {"redness": 2, "pain": 1})
    two.clock.shows -= ONE
    two.here.skin.check_in(TODAY + ONE, {"redness": None})
    with pytest.raises(BadInput, match="in the future"):
        two.here.skin.check_in(TODAY + ONE, {"pain": 2})
    two.here.skin.check_in(TODAY + ONE, {"pain": None})
    assert two.here.recovery.record(TODAY + ONE).skin is None


@pytest.mark.parametrize("first", ["here", "there"])
@pytest.mark.parametrize("how", ["undone", "emptied"])
def test_who_takes_back_an_answer_of_their_own_takes_nothing_back_of_the_others(two: Two, first: str, how: str) -> None:
    """Seen to fail: allergies that one copy knew were gone, as the other had typed others and taken them back."""
    mine, theirs = (9, 10) if first == "here" else (10, 9)
    two.at(mine, lambda: two.here.visits.tell({"allergies": "penicillin"}, profile={"diabetes": True}))
    two.at(theirs, lambda: two.there.visits.tell({"allergies": "latex"}))
    two.at(11, two.there.undo if how == "undone" else lambda: two.there.visits.tell({"allergies": ""}))
    joined = two.met()
    assert [(one.id, one.text) for one in joined.care.background] == [("allergies", "penicillin")]
    assert joined.profile["diabetes"] is True


def test_an_answer_of_the_profile_that_one_undid_is_that_of_the_other(two: Two) -> None:
    """Seen to fail: there was none."""
    two.at(9, lambda: two.here.skin.set_profile({"diabetes": True}))
    two.at(10, lambda: two.there.skin.set_profile({"diabetes": False}))
    two.at(11, two.there.undo)
    assert two.met().profile["diabetes"] is True


def test_an_answer_that_was_taken_back_stays_so_and_can_be_given_again(two: Two) -> None:
    two.at(9, lambda: two.here.visits.tell({"allergies": "penicillin"}))
    two.met()
    two.at(10, lambda: two.here.visits.tell({"allergies": ""}))
    assert not two.met().care.background, "an older copy does not bring it back"
    two.at(11, two.here.undo)
    assert two.met().care.background[0].text == "penicillin"
    two.at(12, two.here.redo)
    assert not two.met().care.background
    two.at(13, lambda: two.there.visits.tell({"allergies": "latex"}))
    two.at(14, two.there.undo)
    two.at(15, two.there.redo)
    assert two.met().care.background[0].text == "latex"
    assert two.here.recovery == two.there.recovery


def test_a_file_with_an_answer_that_was_taken_back_and_given_again_can_be_changed_by_hand() -> None:
    """Seen to fail: what undo would put back has no answer, and was taken for damage."""
    clock = HandClock()
    planner = planner_of(common(clock), clock)
    for answer in (True, None, False):
        clock.shows += timedelta(minutes=1)
        planner.skin.set_profile({"diabetes": answer})
    door = planner.opened()
    copy = read_copy(written(door), door.path)
    assert copy.edited, "a file held in memory has no checksum, as one that was changed by hand"
    assert copy.recovery.profile["diabetes"] is False


@each_case("how", ["undone", "emptied"])
def test_what_was_private_stays_so_in_the_list_of_changes_once_it_is_taken_back(how: str) -> None:
    """Seen to fail: with the answer went the word that it is private, and whoever got the list read its text."""
    clock = HandClock()
    planner = planner_of(common(clock), clock)
    planner.visits.tell({"allergies": "latex"}, private={"allergies": True})
    clock.shows += timedelta(minutes=1)
    planner.undo() if how == "undone" else planner.visits.tell({"allergies": ""})
    told = [one for one in changes_of(planner.opened().tables()) if one.id.startswith("background")]
    assert any("latex" in (one.before, one.after) for one in told)
    assert all(one.private for one in told)


def test_an_answer_that_one_copy_keeps_private_is_so_though_the_other_gave_one_later(two: Two) -> None:
    """Seen to fail: who said nothing of it said, the later one, that all may see it."""
    two.at(9, lambda: two.here.visits.tell({"allergies": "penicillin"}, private={"allergies": True}))
    two.at(10, lambda: two.there.visits.tell({"allergies": "latex"}))
    (joined,) = two.met().care.background
    assert (sorted(joined.text.split("\n")), joined.private) == (["latex", "penicillin"], True)
    two.at(11, lambda: two.there.visits.tell({}, private={"allergies": False}))
    assert not two.met().care.background[0].private
