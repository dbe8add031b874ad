"""Ids of steps: made of slot and name, and never used twice."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.routine import Routine
from routine_tui.model.recovery.step_id import slug
from tests.model.recovery.test_routine import row, version


def test_ids_are_made_of_slot_and_name_and_are_never_used_twice() -> None:
    ids = [step.id for step in row("Zinc 30!", "zinc  30", "Zinc-30").steps]
    assert len(set(ids)) == 3 and "morning-zinc-30" in ids
    assert all(re.fullmatch(r"morning-zinc-30(-[0-9a-f]{8})?", one) for one in ids)
    assert Routine().with_step(version("洗顔料", kind="cleanser")).steps[0].id.startswith("morning-cleanser-")
    assert Routine().with_step(version(), "own").steps[0].id == "own"


def test_names_that_the_id_cannot_tell_apart_still_get_ids_of_their_own_on_every_computer() -> None:
    """Two copies of a recovery that meet again take steps with one id for one step."""
    names = ("洗顔料", "保湿", "Balm", "Bálm", "b" * 50, "b" * 51, "Creme für die Nacht")
    ids = [Routine().with_step(version(name)).steps[0].id for name in names]
    assert ids[2] == ids[3]
    assert len(set(ids)) == len(names) - 1
    assert ids == [Routine().with_step(version(name)).steps[0].id for name in names]


@given(st.text())
def test_a_slug_is_plain_and_short(name: str) -> None:
    assert all(letter in "abcdefghijklmnopqrstuvwxyz0123456789-" for letter in slug(name))
    assert len(slug(name)) <= 40
    assert not slug(name).startswith("-") and not slug(name).endswith("-")


def test_slugs_keep_letters_under_their_accents() -> None:
    assert slug("Crème Brûlée N°5") == "creme-brulee-n5"


def test_an_unknown_step_is_refused_in_one_sentence() -> None:
    with pytest.raises(BadInput, match="There is no step with the id “x”"):
        Routine().step("x")
