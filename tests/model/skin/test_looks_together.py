"""Rules over several looks of a day, and what was seen of the needles: what was said once is not forgotten."""

from __future__ import annotations

from routine_tui.facts.skin import rules
from routine_tui.model.skin.concern import concern, concern_of_look
from routine_tui.model.skin.standing import open_flags, standing
from tests.model.skin.test_concern import at, ids
from tests.model.skin.test_standing import Told, levels_on, looked


def level(*looks: tuple[int, int, Told], day: int) -> int:
    return concern(rules(), looked(*looks), at(day)).level


def test_what_was_said_in_the_morning_belongs_to_what_begins_in_the_evening() -> None:
    """Seen to fail where each look was seen by itself: hot skin, then shivering, came to 3 and not to 4."""
    morning: Told = {"hot": True, "redness": 2}
    recovery = looked((5, 8, morning), (5, 20, {"rigors": True}))
    found = concern(rules(), recovery, at(5))
    assert found.level == 4 and "infection_unwell" in ids(found)
    stands = standing(rules(), recovery, at(5))
    assert stands is not None and stands.level == 4
    evening = recovery.days[at(5)].skin.looks[1]  # type: ignore[union-attr]
    assert concern_of_look(rules(), recovery, at(5), evening).level == 3


def test_a_level_that_two_looks_make_together_begins_once_and_not_with_each_look_after_them() -> None:
    recovery = looked((5, 8, {"hot": True}), (5, 12, {"rigors": True}), (5, 20, {"itch": 1}))
    (flag,) = [one for one in open_flags(rules(), recovery, at(5)) if one.rule.id == "infection_unwell"]
    assert flag.look.at is not None and flag.look.at.hour == 12
    assert flag.answered == {"hot", "rigors"}


def test_a_number_that_grows_within_a_day_has_grown() -> None:
    assert level((6, 8, {"pain": 1}), (6, 20, {"pain": 5}), day=6) == 3
    assert level((6, 8, {"pain": 5}), (6, 20, {"pain": 1}), day=6) == 2
    assert level((1, 8, {"swelling": 1}), (1, 20, {"swelling": 2}), day=1) < 3


def test_a_number_that_grows_by_small_steps_has_grown_as_much_as_by_one() -> None:
    """Seen to fail where a look was held against the worst before it: a look at noon made 3 of the evening a 2."""
    assert level((4, 8, {"pain": 2}), (4, 20, {"pain": 4}), day=4) == 3
    assert level((4, 8, {"pain": 2}), (4, 13, {"pain": 3}), (4, 20, {"pain": 4}), day=4) == 3


def test_what_fell_within_a_day_has_not_grown() -> None:
    assert level((4, 8, {"pain": 5}), (4, 13, {"pain": 2}), (4, 20, {"pain": 1}), day=4) == 2


def test_a_calm_day_of_many_looks_stays_calm() -> None:
    calm: Told = {"redness": 1, "pain": 1, "swelling": 0, "itch": 2}
    assert level(*((9, hour, calm) for hour in (7, 12, 18, 23)), day=9) == 0


def test_shared_needles_are_a_call_until_day_7_and_then_a_visit_until_somebody_was_spoken_to() -> None:
    """Seen to fail where it counted only in the look that said it: the next day there was no red flag."""
    later: Told = {"redness": 0, "pain": 0}
    told = [(1, 9, {"shared_needle": True}), *((day, 9, later) for day in (2, 7, 8, 30))]
    recovery = looked(*told)
    assert [concern(rules(), recovery, at(day)).level for day in (1, 2, 7, 8, 30)] == [3, 3, 3, 2, 2]
    assert levels_on(recovery, 2, 7) == [3, 3]
    spoken = looked(*told, (31, 9, {"contacted": True}), (32, 9, later))
    assert [concern(rules(), spoken, at(day)).level for day in (30, 32)] == [2, 0]
    assert standing(rules(), spoken, at(32), 2) is None


def test_a_clinician_who_was_spoken_to_before_it_was_said_has_not_heard_of_it() -> None:
    """Seen to fail where only signs of the skin were held as heard: a rash after a medicine was quiet at once."""
    for name in ("shared_needle", "drug_rash", "face_swelling"):
        recovery = looked((3, 8, {"redness": 1, "contacted": True}), (3, 12, {name: True}))
        assert levels_on(recovery, 3) == [3], name


def test_a_dirty_needle_asks_for_a_vaccine_for_three_weeks() -> None:
    later: Told = {"redness": 0}
    recovery = looked((1, 9, {"dirty_needle": True}), (5, 9, later), (21, 9, later), (22, 9, later))
    assert [concern(rules(), recovery, at(day)).level for day in (5, 21, 22)] == [2, 2, 0]
