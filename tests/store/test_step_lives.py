"""A step of one id that copies made by themselves: joined it is as if one person had taken it up again and again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from routine_tui.store.document_parts import Document
from routine_tui.store.merge import merge_copies
from routine_tui.store.register_changes import restamp
from routine_tui.store.registers import content

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIELDS = {"slot": "day", "kind": "other", "name": "Azelaic", "cue": "", "ended": False}


def life(versions: list[dict[str, Any]], minute: int, present: Document | None = None) -> Document:
    """A step that is given these versions at some minute after noon."""
    wanted = {"id": "day-azelaic", "versions": [FIELDS | one for one in versions]}
    document = restamp("steps", present, wanted, NOON + timedelta(minutes=minute))
    assert document is not None
    return document


def said(document: Document) -> list[tuple[str, bool, str]]:
    told = content("steps", document) or {}
    return [(one["valid_from"], one["ended"], one["cue"]) for one in told["versions"]]


def joined(*copies: Document) -> Document:
    both = copies[0]
    for one in copies[1:]:
        both = merge_copies("steps", both, one)
    return both


def test_what_one_took_up_and_ended_and_the_other_took_up_later_goes_on() -> None:
    """Seen to be gone for good: the end of the one counted from the first day of the other, which was later."""
    here = life([{"valid_from": "2026-11-18"}], 0)
    here = life([{"valid_from": "2026-11-18"}, {"valid_from": "2026-11-19", "ended": True}], 1, here)
    there = life([{"valid_from": "2026-11-19", "cue": "later"}], 2)
    for both in (joined(here, there), joined(there, here)):
        assert said(both) == [("2026-11-18", False, ""), ("2026-11-19", False, "later")]
    ended_last = life([{"valid_from": "2026-11-18"}, {"valid_from": "2026-11-19", "ended": True}], 3, here)
    assert said(joined(ended_last, there)) == said(joined(here, there)), "nothing was changed, so nothing counts anew"


def test_a_first_day_that_was_put_right_is_no_other_life() -> None:
    begun = life([{"valid_from": "2026-11-18"}], 0)
    right = life([{"valid_from": "2026-11-20"}], 1, begun)
    cued = life([{"valid_from": "2026-11-18", "cue": "tea"}], 2, begun)
    assert said(joined(right, cued)) == said(joined(cued, right)) == [("2026-11-20", False, "tea")]


@given(data=st.data())
@settings(max_examples=40)
def test_three_lives_join_in_any_order(data: Any) -> None:
    """Commutative, associative and idempotent, with changes of each copy before and after it met another.

    Seen to fail where two were made at one moment, and where only one of two of the same day said for how many hours.
    """
    days = st.integers(18, 20)
    copies = []
    for number in range(3):
        begins, made = data.draw(days), data.draw(st.sampled_from([0, number]))
        first = {"valid_from": f"2026-11-{begins}", "cue": data.draw(st.sampled_from("ab"))}
        copy = life([first | ({"hours": "2 hours"} if data.draw(st.booleans()) else {})], made)
        if data.draw(st.booleans()):
            then = {
                "valid_from": f"2026-11-{begins + 1 + data.draw(st.integers(0, 2))}",
                "ended": data.draw(st.booleans()),
            }
            versions = (content("steps", copy) or {})["versions"]
            copy = life([*versions, then], 3 + data.draw(st.integers(0, 9)), copy)
        copies.append(copy)
    found = [joined(*order) for order in permutations(copies)]
    assert all(one == found[0] for one in found)
    assert joined(found[0], *copies) == found[0]
    assert min(said(found[0]))[0] == min(said(copy)[0][0] for copy in copies)


def test_of_a_step_that_two_made_on_one_day_the_days_before_it_stay_those_of_a_third() -> None:
    """Seen to begin on the later day: the hours that one of the two told made it one whose first day was changed."""
    worn, there = (
        life([{"valid_from": "2026-11-22", "hours": "2 hours"}], 0),
        life([{"valid_from": "2026-11-22"}], 2),
    )
    early = life([{"valid_from": "2026-11-18"}], 1)
    for copies in permutations((worn, there, early)):
        assert [day for day, _, _ in said(joined(*copies))] == ["2026-11-18", "2026-11-22"]


def test_of_steps_that_three_made_at_one_moment_each_goes_on_from_its_day() -> None:
    """Seen to come to other days by who met whom first: a moment is no name, and a coarse clock has few."""
    lives = [life([{"valid_from": f"2026-11-{day}"}], minute) for day, minute in ((21, 0), (18, 0), (19, 3))]
    for copies in permutations(lives):
        assert [day for day, _, _ in said(joined(*copies))] == ["2026-11-18", "2026-11-19", "2026-11-21"]


def test_of_what_was_taken_away_no_first_day_counts() -> None:
    """Seen to be due on the day of an adding that was undone."""
    gone = restamp("steps", life([{"valid_from": "2026-11-21"}], 0), None, NOON + timedelta(minutes=1)) or {}
    there = life([{"valid_from": "2026-11-22"}], 2)
    assert said(joined(gone, there)) == said(joined(there, gone)) == [("2026-11-22", False, "")]
