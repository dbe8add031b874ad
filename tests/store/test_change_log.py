"""The list of changes: replaying it gives the present state, copies joined have the union, and it is bounded."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from routine_tui.model.errors import DamagedFile
from routine_tui.store.change_list import changes_of
from routine_tui.store.change_log import MOST_BYTES, Writing, history_of, is_cut, logged
from routine_tui.store.document_parts import NAMED
from routine_tui.store.registers import registers
from routine_tui.store.repository import Repository, read_copy
from routine_tui.store.storage import Tables
from tests.store.histories import Held
from tests.store.rooms import NOW, again, noted, read_json, recovery, stored, ticked, write_json
from tests.store.test_merge import few, lived, seeds

MINUTE = timedelta(minutes=1)
DAY = 739942
"""22 November 2026, the day of the ticks and notes."""
Values = dict[tuple[Any, ...], Any]


def replayed(tables: Tables) -> Values:
    """The last writing of every register, without what is taken away."""
    found = {register: rows[-1].value for register, rows in history_of(tables).items()}
    return {register: value for register, value in found.items() if value is not None}


def present(tables: Tables) -> Values:
    """What every register says now."""
    return {
        (table, row["id"] if table in NAMED else int(number), name): part.value
        for table, rows in tables.items()
        if table not in ("history", "log", "calendar", "checksum")
        for number, row in rows.items()
        for name, part in registers(table, row).items()  # type: ignore[arg-type]
        if part.value is not None and not name.startswith(("past:", "void:", "reset:", "grown_days"))
    }


@few
@given(seeds)
def test_replaying_gives_the_present_state_after_changes_undos_and_meetings(seed: int) -> None:
    """With clocks that are set back, too. Seen to fail without ``unsettled``, and without ``_written_again``."""
    for life in lived(seed, 3):
        assert replayed(life.tables()) == present(life.tables())


@few
@given(seeds)
def test_two_copies_joined_have_the_union_and_joining_again_adds_nothing(seed: int) -> None:
    one, two = lived(seed, 2)
    both = {*map(repr, logged(one.tables())), *map(repr, logged(two.tables()))}
    one.meet(two, NOW)
    first = [*map(repr, logged(one.tables()))]
    assert both <= {*first} and len(first) == len({*first})
    one.meet(two, NOW)
    assert [*map(repr, logged(one.tables()))] == first


def notes(door: Repository) -> list[tuple[str, Any]]:
    """What the day's note said, each with the time at which it was written."""
    return [(f"{one.written:%H:%M}", one.after) for one in changes_of(door.tables()) if one.what == "note of the day"]


def test_a_first_tick_adds_nothing_and_a_change_of_it_adds_what_gave_way(tmp_path: Path) -> None:
    door = stored(tmp_path)
    door.change("ticked", ticked(), NOW)
    assert [*logged(door.tables())] == []
    door.change("noted", noted("first"), NOW)
    door.change("noted", noted("second"), NOW + MINUTE)
    assert [one.value for one in logged(door.tables())] == ["first"]
    assert notes(door) == [("07:42", "first"), ("07:43", "second")]


def test_undoing_is_written_down_and_takes_nothing_from_the_list(tmp_path: Path) -> None:
    """Seen to fail where an undo gave the earlier value its earlier stamp and nothing more."""
    door = stored(tmp_path)
    for number, text in enumerate(("first", "second")):
        door.change("noted", noted(text), NOW + number * MINUTE)
    door.undo(NOW + 2 * MINUTE)
    door.redo(NOW + 3 * MINUTE)
    door.undo(NOW + 4 * MINUTE)
    door.undo(NOW + 5 * MINUTE)
    assert notes(door) == [
        ("07:42", "first"), ("07:43", "second"), ("07:44", "first"), ("07:45", "second"), ("07:46", "first"),
        ("07:47", None),
    ]  # fmt: skip
    assert notes(again(door.path)) == notes(door)


def test_what_both_copies_wrote_stands_in_both_lists(tmp_path: Path) -> None:
    here, there = stored(tmp_path / "a"), stored(tmp_path / "b")
    here.change("noted", noted("here"), NOW)
    there.change("noted", noted("there"), NOW + MINUTE)
    mine, theirs = (read_copy(one.path.read_bytes(), one.path) for one in (here, there))
    here.merge(theirs, "met", NOW + 2 * MINUTE)
    there.merge(mine, "met", NOW + 2 * MINUTE)
    assert notes(here) == notes(there) == [("07:42", "here"), ("07:43", "here\nthere")]


def test_it_is_bounded_and_says_where_it_was_cut(tmp_path: Path) -> None:
    door = Held((stored(tmp_path)).path.read_bytes())
    for number in range(90):
        door.change("noted", noted(f"{number:05}" + "x" * 4_000), NOW + number * MINUTE)
    tables = door.tables()
    size = len(repr([*logged(tables)]))
    assert 50_000 < size < MOST_BYTES * 1.1 and is_cut(tables)
    assert notes(door)[-1][1].startswith("00089")
    assert replayed(tables) == present(tables)


@pytest.mark.parametrize("log", [{"1": 3}, {"x": {"rows": []}}, {"1": {"rows": [["soon", "days", 1, "note", 1]]}}])
def test_a_list_that_another_hand_spoilt_is_damage(tmp_path: Path, log: Any) -> None:
    door = stored(tmp_path)
    tables = read_json(door.path)
    write_json(door.path, {**tables, "log": log})
    with pytest.raises(DamagedFile, match="its list of changes cannot be read"):
        again(door.path).load()


def test_a_file_without_a_list_is_whole(tmp_path: Path) -> None:
    door = stored(tmp_path)
    assert "log" not in read_json(door.path) and door.load() == recovery()
    assert Writing("", "days", 1, "note", "x").register == ("days", 1, "note")
