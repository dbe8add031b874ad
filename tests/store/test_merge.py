"""Copies of one recovery that were changed apart and meet again: arbitrary histories, against a plain book of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from unittest.mock import patch
from uuid import UUID

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks.merging import counter_example
from routine_tui.exporters.formats import render
from routine_tui.exporters.summary.summary import summarise
from routine_tui.model.day.agenda import agenda
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery import step_id
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.store.backups import Backups
from routine_tui.store.merge import merged_tables
from routine_tui.store.repository import Edit, Repository, content_of, read_copy
from tests.store.histories import KINDS, TOLD, Held, Life, begun, common, live, shown_by, state_of, written
from tests.store.history_book import BEGIN, DAYS, cells, first_book, found_in, joined_books, told
from tests.store.merging import DAY, MINUTE, NOON, after, change, ended, mark, met, names, note

few = settings(max_examples=max(1, settings().max_examples // 5), phases=[Phase.reuse, Phase.generate])
"""A history is made from a number, so a smaller one tells no more, and none is looked for."""
seeds = st.integers(0, 2**32)


def lived(seed: int, count: int, kinds: Sequence[str] = KINDS) -> list[Life]:
    """Copies with a common beginning to which all sorts of things happened, some of them meetings."""
    lives, chance = begun(count), Random(seed)
    live(lives, chance.randint(1, 24), chance, kinds)
    return lives


# ---------------------------------------------------------------------- whatever happened


@few
@given(seeds)
def test_three_copies_come_to_the_same_whoever_meets_whom_first_and_how_often(seed: int) -> None:
    """Seen to fail where a tie went to the copy at hand, and where registers that a step does not show were dropped."""
    one, two, three = (life.tables() for life in lived(seed, 3))
    pair, riap = merged_tables(two, one), merged_tables(one, two)
    assert state_of(pair) == state_of(riap)
    assert shown_by(pair) == shown_by(riap)
    assert state_of(merged_tables(pair, pair)) == state_of(merged_tables(one, pair)) == state_of(pair)
    left, right = merged_tables(three, pair), merged_tables(merged_tables(three, two), one)
    assert state_of(left) == state_of(right)
    assert shown_by(left) == shown_by(right)


@few
@given(seeds)
def test_a_copy_that_met_the_others_shows_what_the_book_of_all_changes_says(seed: int) -> None:
    """Each day, step and field as the later change left it; what only one side recorded is there; none is refused.

    Seen to fail where the change that came last to the file won instead of the later one.
    """
    lives = lived(seed, 3, TOLD)
    for life in lives:
        assert shown_by(life.tables()) == life.door.load()
        assert found_in(life.door.load()) == told(life.book)
    first, *others = lives
    for life in others:
        first.meet(life, NOON)
    assert found_in(first.door.load()) == told(first.book)
    assert first.book == joined_books(joined_books(*(life.book for life in others)), first.book)


@pytest.mark.slow
def test_the_benchmark_of_joining_finds_nothing() -> None:
    """Its histories are longer than those above, and it runs by hand, so its book was once behind the program's rules.

    Seen to fail for 10 of them: the note of a mark joins line by line, which the book did not know.
    """
    assert {seed: wrong for seed in range(300) if (wrong := counter_example(seed)[1])} == {}


@few
@given(seeds)
def test_joining_is_one_change_that_can_be_undone_and_all_before_it_too(seed: int) -> None:
    """Seen to fail where a merge was not kept in the history."""
    mine, other = lived(seed, 2)
    states = [mine.door.load()]
    labels = sum(not entry["undone"] for entry in mine.tables()["history"].values())
    mine.meet(other, NOON)
    after = mine.door.load()
    if after != states[0]:
        assert mine.door.undo(NOON)[0] == states[0]
        assert mine.door.redo(NOON)[0] == after
        mine.door.undo(NOON)
        assert mine.door.merge(other.copy(), "again", NOON) == after
        mine.door.undo(NOON)
    states += [mine.door.undo(NOON)[0] for _ in range(labels)]
    for state in reversed(states[:-1]):
        assert mine.door.redo(NOON)[0] == state == shown_by(mine.tables())


@few
@given(seeds)
def test_today_and_the_exports_are_the_same_in_both_copies_once_each_met_the_other(seed: int) -> None:
    one, two = lived(seed, 2)
    one.meet(two, NOON)
    two.meet(one, NOON)
    mine, theirs = one.door.load(), two.door.load()
    assert mine == theirs
    assert [step.id for step in mine.routine.steps] == [step.id for step in theirs.routine.steps]
    assert [agenda(mine, day, DAY) for day in DAYS] == [agenda(theirs, day, DAY) for day in DAYS]
    for form in ("csv", "md"):
        assert _exported(mine, form) == _exported(theirs, form)


def _exported(recovery: Recovery, form: str) -> str:
    return str(render(form, summarise(recovery, DAY)))


@settings(max_examples=3)
@given(st.integers(0, 10_000))
def test_copies_in_memory_come_to_what_real_files_come_to(tmp_path: Path, seed: int) -> None:
    """The other tests hold the files in memory, which is a hundred times faster.

    Both lives draw the same ids: what ends an id that is taken is random, and would tell them apart by itself.
    """
    doors = [Repository(tmp_path / f"{seed}-{place}.json", Backups(tmp_path / "backups")) for place in range(2)]
    for door in doors:
        door.path.write_bytes(content_of(common()))
    real = [Life(door, first_book(common())) for door in doors]
    held = begun(2)
    for lives in (real, held):
        ids = Random(seed)
        with patch.object(step_id, "uuid4", lambda ids=ids: UUID(int=ids.getrandbits(128))):
            live(lives, 8, Random(seed))
    for file, memory in zip(real, held, strict=True):
        assert state_of(file.tables()) == state_of(memory.tables())
        assert file.tables()["history"] == memory.tables()["history"]
        assert file.door.load() == memory.door.load() == Repository(file.door.path, file.door.backups).load()


# ---------------------------------------------------------------------- windows and day zero


def describe(day_zero: int = 0, window_days: int = 14) -> Edit:
    """What the planner makes of another day zero or window."""
    zero = DAYS[day_zero]
    return lambda state: replace(
        state, day_zero=zero, window_days=window_days, routine=state.routine.beginning_on(state.day_zero, zero)
    )


def test_a_window_that_one_side_made_shorter_reaches_to_the_others_last_record() -> None:
    joined = after((0, describe(window_days=10), NOON), (1, mark(day=12), NOON))
    assert joined.window_days == 13
    assert DAYS[12] in joined.days


def test_a_day_zero_that_leaves_records_of_the_other_side_outside_is_refused_in_one_sentence() -> None:
    """Seen to fail where the joined tables were not looked through before they were written."""
    begin = replace(common(), days={})
    doors = [Held(content_of(begin)) for _ in range(2)]
    doors[0].change("changed", describe(3, 11), NOON)
    doors[1].change("ticked", mark(day=1), NOON)
    copy, before = read_copy(written(doors[1]), doors[1].path), written(doors[0])
    for really in (True, False):
        with pytest.raises(BadInput, match=r"^The two copies don't fit together, so nothing was changed [^\n]+\.$"):
            doors[0].merge(copy, "merged", NOON) if really else doors[0].preview_merge(copy)
        assert written(doors[0]) == before
    assert doors[0].load().day_zero == DAYS[3]


def test_a_day_zero_put_right_on_one_side_moves_the_whole_routine_of_both() -> None:
    begin = replace(common(), days={})
    joined = after((0, describe(3, 11), NOON), (1, change(6, product="Oat"), NOON + MINUTE), begin=begin)
    assert joined.day_zero == DAYS[3]
    assert names(joined, "morning", 3) == names(common(), "morning")


# ---------------------------------------------------------------------- copies that other hands wrote


def version_1(recovery: Recovery, edit: Callable[[Recovery], Recovery]) -> bytes:
    """The file of a recovery as version 1 left it: no stamps, and pauses without an id."""
    tables = json.loads(content_of(edit(recovery)))
    del tables["checksum"]
    tables["recovery"]["1"]["version"] = 1
    for pause in tables["pauses"].values():
        del pause["id"]
    written_then: bytes = json.dumps(tables).encode()
    return written_then


def test_files_of_version_1_that_grew_apart_join_all_that_both_recorded() -> None:
    """Marks have their own moment; of two notes without one every line is kept, in one order on both sides."""
    begin = mark()(common())
    later = Mark("skipped", NOON + MINUTE, "rain")
    files = [
        version_1(begin, lambda state: note("b")(ended(9)(mark("morning-sunscreen")(state)))),
        version_1(begin, lambda state: note("a")(state.marked(DAY, "morning-cleanser", later))),
    ]
    joined = met([_upgraded(file) for file in files])
    assert joined.days[DAY].marks["morning-cleanser"] == later
    assert "morning-sunscreen" in joined.days[DAY].marks
    assert sorted(joined.days[DAY].note.split("\n")) == ["a", "b"]
    assert len(joined.pauses) == 1


def _upgraded(content: bytes) -> Held:
    door = Held(content)
    door._storage._tables = read_copy(content, door.path).tables
    return door


def test_a_copy_that_was_edited_by_hand_joins_like_any_other() -> None:
    """A pause written by hand may have no id, or that of another.

    Seen to fail where only the pauses of version 1 got ids.
    """
    tables = json.loads(content_of(common()))
    day = str(DAY.toordinal())
    tables["days"][day] = {"day": str(DAY), "marks": {}, "note": "by hand"}
    tables["pauses"]["7"] = {"first_day": str(DAYS[3]), "last_day": None}
    tables["pauses"]["8"] = tables["pauses"]["1"] | {"reason": "copied"}
    edited = read_copy(json.dumps(tables).encode(), Path("edited.json"))
    assert edited.edited
    door = Held(content_of(common()))
    joined = door.merge(edited, "merged", NOON)
    assert joined.days[DAY].note == "by hand"
    assert len(joined.pauses) == 3
    over = door.change("resumed", lambda state: state.resumed(DAYS[9]), NOON)
    assert over == shown_by(json.loads(written(door)))
    assert not any(pause.covers(DAYS[9], "x") for pause in over.pauses)


def test_what_a_copy_says_is_all_that_the_book_knows() -> None:
    """The tests' own book is whole: it tells two recoveries apart wherever they differ."""
    assert cells(common()) != cells(mark()(common())) != cells(note("a")(mark()(common())))
    assert told(first_book(common())) == found_in(common())
    assert common().day_zero == BEGIN


def test_two_copies_that_each_take_back_the_others_half_of_a_check_in_leave_none() -> None:
    """Seen to fail: what was left was a check-in without an answer, and then a file that could not be read."""
    both = {"redness": 2, "pain": 3}
    begin = common().checked_in(DAYS[3], CheckIn.of(both, NOON))
    one, other = (Held(content_of(begin)) for _ in range(2))
    for door, name, at in ((one, "redness", NOON + MINUTE), (other, "pain", NOON + 2 * MINUTE)):
        door.change("taken back", _without(name, at), at)
    tables = merged_tables(json.loads(written(one)), json.loads(written(other)))
    assert shown_by(tables).record(DAYS[3]).skin is None
    assert state_of(tables) == state_of(merged_tables(json.loads(written(other)), json.loads(written(one))))


def _without(name: str, at: datetime) -> Edit:
    """Take an answer back."""
    return lambda old: old.checked_in(DAYS[3], (old.record(DAYS[3]).skin or CheckIn()).with_answers({name: None}, at))
