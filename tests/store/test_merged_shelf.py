"""Products that were changed apart and meet again: what each side said of them is there, even where it sounds odd."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.product import Product, Reaction
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.store.folder import RecoveryFolder
from routine_tui.store.repository import Copy, Edit, Repository, read_copy
from tests.store.rooms import NOW, ZERO, again, recovery

MINUTE = timedelta(minutes=1)


def test_a_product_that_one_side_ended_before_the_other_began_it_is_joined(tmp_path: Path) -> None:
    """Seen to fail: the two copies could not be joined at all, and the advice was about day zero."""
    here, there = doors(tmp_path)
    here.change("began", product(introduced_on=ZERO + timedelta(days=18)), NOW)
    there.change("ended", product(ended_on=ZERO + timedelta(days=15)), NOW + MINUTE)
    one = here.preview_merge(copied(there))
    assert one == there.preview_merge(copied(here)) == here.merge(copied(there), "joined", NOW + 2 * MINUTE)
    (jar,) = again(here.path).load().products
    assert (jar.introduced_on, jar.ended_on) == (ZERO + timedelta(days=18), ZERO + timedelta(days=15))
    assert not any(jar.is_used(ZERO + timedelta(days=offset)) for offset in range(30))
    with pytest.raises(BadInput, match="before it starts"):
        jar.cleaned()


def doors(folder: Path) -> tuple[Repository, Repository]:
    """Two copies of one recovery with a balm on its shelf, in folders of their own."""
    begun = replace(recovery(), products=(Product("balm", "Balm", introduced_on=ZERO),))
    paths = [RecoveryFolder(folder / name).create(begun, NOW) for name in ("here", "there")]
    return again(paths[0]), again(paths[1])


def product(**changes: object) -> Edit:
    """The change of the balm."""

    def edit(old: Recovery) -> Recovery:
        return replace(old, products=(replace(old.products[0], **changes),))

    return edit


def copied(door: Repository) -> Copy:
    return read_copy(door.path.read_bytes(), door.path, door.path.stat().st_mtime_ns)


def test_reactions_of_two_copies_are_all_there_and_what_one_took_back_is_gone(tmp_path: Path) -> None:
    here, there = doors(tmp_path)
    first, stung, red = (Reaction(ZERO, "nothing"), Reaction(ZERO, "stung", "minutes"), Reaction(ZERO, "red", "days"))
    before = here.path.read_bytes()
    here.change("tried", product(trial_on=ZERO, trial_place="jaw", reactions=(first, stung)), NOW)
    there.merge(copied(here), "joined", NOW)
    here.change("took back", product(reactions=(stung,)), NOW + MINUTE)
    there.change("added", product(reactions=(first, stung, red), verdict="reacted"), NOW + MINUTE)
    one = here.preview_merge(copied(there))
    assert one == there.preview_merge(copied(here)) == here.merge(copied(there), "joined", NOW + 2 * MINUTE)
    (jar,) = again(here.path).load().products
    assert (jar.reactions, jar.verdict, jar.trial_place) == ((red, stung), "reacted", "jaw")
    for _ in range(3):
        here.undo(NOW + 3 * MINUTE)
    assert again(here.path).load() == read_copy(before, here.path).recovery


def test_a_product_of_which_nothing_of_it_is_said_is_the_document_that_it_was(tmp_path: Path) -> None:
    here, there = doors(tmp_path)
    (row,) = here.tables()["products"].values()
    assert not row.keys() & {"reactions", "verdict", "trial_on", "trial_place", "ended_because"}
    before = here.path.read_bytes()
    here.merge(copied(there), "joined", NOW)
    assert here.path.read_bytes() == before
