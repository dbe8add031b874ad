"""A step that two copies added by themselves under one id, of which one takes its adding back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from routine_tui.store.document_parts import Document
from routine_tui.store.merge import merge_copies
from routine_tui.store.register_changes import restamp, taken_back
from routine_tui.store.registers import content, registers
from tests.store.addings import wrong_addings

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@given(st.integers(0, 2**32))
def test_what_stands_of_addings_is_what_nobody_took_back(seed: int) -> None:
    """Seen to fail for one history in three: what one took back was gone for those, too, who had added it."""
    assert wrong_addings(seed) is None


@given(data=st.data())
def test_addings_that_are_taken_back_join_in_any_order(data: Any) -> None:
    """Three copies, each as it was added, changed, and taken back: by every way of meeting they come to the same.

    Of an adding that was taken back nothing is left while another one stands; and one that stands is there.
    """
    states: list[Document] = []
    standing: list[int] = []
    is_changed = False
    made: set[tuple[int, int]] = set()
    for number in range(3):
        day, minute = data.draw(st.integers(18, 20)), data.draw(st.sampled_from([0, number]))
        minute = number if (day, minute) in made else minute  # at one moment, for one day: that is the same adding
        made.add((day, minute))
        first = {
            "valid_from": f"2026-11-{day}",
            "slot": "day",
            "kind": "other",
            "name": "Azelaic",
            "cue": "abc"[number],
        }
        wanted = {"id": "day-azelaic", "versions": [first | {"schedule": {"first_day": "2026-11-18"}, "ended": False}]}
        added = restamp("steps", None, wanted, NOON + timedelta(minutes=minute))
        assert added is not None
        states.append(added)
        if data.draw(st.booleans()):
            states.append(_changed_elsewhere(data, added))
            is_changed = True
        if data.draw(st.booleans()):
            undone = taken_back("steps", added, None, NOON + timedelta(minutes=data.draw(st.integers(0, 9))))
            assert undone is not None
            states.append(undone)
            if data.draw(st.booleans()):
                again = restamp("steps", undone, wanted, NOON + timedelta(minutes=data.draw(st.integers(0, 9))))
                assert again is not None
                states.append(again)
                standing.append(day)
        else:
            standing.append(day)
    chance = Random(data.draw(st.integers(0, 1_000_000)))
    found = []
    for _ in range(6):
        left = chance.sample(states, len(states))
        while len(left) > 1:  # by some tree of meetings
            left.append(merge_copies("steps", left.pop(chance.randrange(len(left))), left.pop(0)))
        found.append(left[0])
    assert all(registers("steps", one) == registers("steps", found[0]) for one in found)
    assert all(merge_copies("steps", found[0], one) == found[0] for one in states)
    if is_changed:
        return
    said = content("steps", found[0]) or {}
    assert bool(said.get("gone")) == (not standing)
    if standing:
        assert said["versions"][0]["valid_from"] == f"2026-11-{min(standing)}"


def _changed_elsewhere(data: Any, added: Document) -> Document:
    """A step as it was met and then changed by who did not add it: from a day on, or from the first one."""
    (first,) = (content("steps", added) or {})["versions"]
    version = first | {"cue": "changed"}
    if later := data.draw(st.integers(0, 2)):
        version["valid_from"] = f"2026-11-{int(first['valid_from'][-2:]) + later}"
    wanted = {"id": added["id"], "versions": [first, version] if later else [version]}
    changed = restamp("steps", added, wanted, NOON + timedelta(minutes=data.draw(st.integers(0, 9))))
    assert changed is not None
    return changed
