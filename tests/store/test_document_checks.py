"""What is looked through in a file that another hand wrote: what is taken as it is, and what is damage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from routine_tui.model.errors import DamagedFile
from routine_tui.model.recovery.diary import Mark, Pause, Taking
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.store.repository import Repository
from tests.store.rooms import NOW, TODAY, again, noted, read_json, stored, ticked, write_json

DAY = str(TODAY.toordinal())
Change = Callable[[dict[str, Any]], object]
"""What another hand does to the tables of a file."""


def lived(home: Path) -> Repository:
    """A file with a change of each kind that can be undone: of a day, a step, a pause, and the recovery itself."""
    door = stored(home)
    pause = Pause(TODAY, TODAY, (), "away", "p")
    taken = Mark("done", NOW, amount=2.0, taken=(Taking(NOW, 1), Taking(NOW + timedelta(minutes=5), 1)))
    door.change("ticked", ticked(), NOW)
    door.change("noted", noted("calm"), NOW)
    door.change("taken", lambda old: old.marked(TODAY, "morning-cleanser", taken), NOW)
    door.change("paused", lambda old: old.with_pause(pause), NOW)
    door.change("prolonged", lambda old: replace(old, pauses=(replace(pause, reason="flu"),)), NOW)
    door.change("renamed", lambda old: replace(old, name="Cheeks"), NOW)
    door.change("moved", _moved, NOW)
    door.change("moved", _moved, NOW + timedelta(minutes=1))
    return door


def _moved(recovery: Recovery) -> Recovery:
    return recovery.with_routine(recovery.routine.with_move("morning-cleanser", TODAY, 1))


def edited(door: Repository, change: Change) -> Repository:
    """Another door to a file that another hand changed."""
    tables = read_json(door.path)
    change(tables)
    write_json(door.path, tables)
    return again(door.path)


def day(tables: dict[str, Any]) -> Any:
    return tables["days"][DAY]


def pause(**more: Any) -> Change:
    """The pause ends before it begins, as where two copies changed one end each."""
    return lambda tables: tables["pauses"]["1"].update(last_day="2026-11-20", **more)


def under(number: str, place: int, value: Any) -> Change:
    """One change of an entry of the history says something else."""
    return lambda tables: tables["history"][number]["changes"][0].__setitem__(place, value)


def test_what_only_another_space_makes_another_file_is_taken_and_can_be_undone_to_its_beginning(tmp_path: Path) -> None:
    """The history holds changes of days, steps, pauses and the recovery, each under its own name."""
    mine = lived(tmp_path)
    whole = mine.load()
    door = edited(mine, lambda tables: None)
    assert door.load() == whole and door.edited
    for _ in read_json(mine.path)["history"]:
        door.undo(NOW)
    assert door.load().days == {} and door.load().pauses == () and door.load().name == "Face"


@pytest.mark.parametrize(
    "change",
    [
        lambda tables: day(tables)["marks"]["morning-cleanser"].update(note="", reason=""),
        lambda tables: day(tables).update(note=""),
        pause(changed={"first_day": "2026-11-22T07:42:00.000000Z"}),
        pause(changed={"last_day": "2026-11-22T07:42:00.000000Z"}),
    ],
)
def test_what_says_the_same_in_another_form_and_what_two_copies_left_is_taken(tmp_path: Path, change: Change) -> None:
    door = edited(lived(tmp_path), change)
    assert door.load().record(TODAY).marks and door.edited


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            lambda tables: day(tables)["marks"]["morning-cleanser"].update(amount=9.0),
            "a document of the table “days” says",
        ),
        (pause(), "a pause ends on 2026-11-20, before it starts"),
        (under("2", 1, TODAY.toordinal() + 1), "kept under the name of another thing"),
        (under("5", 1, "another"), "kept under the name of another thing"),
        (under("6", 1, 2), "kept under the name of another thing"),
        (under("8", 1, "evening-cleanser"), "kept under the name of another thing"),
    ],
)
def test_what_does_not_fit_together_is_damage_with_its_reason(tmp_path: Path, change: Change, reason: str) -> None:
    with pytest.raises(DamagedFile, match=reason):
        edited(lived(tmp_path), change).load()
