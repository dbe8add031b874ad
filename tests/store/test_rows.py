"""Rows are put where they stand, and what is written is what the tables hold, however often it was written before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from tinydb import TinyDB

from routine_tui.store.backups import Backups
from routine_tui.store.repository import Repository, content_of
from routine_tui.store.rows import put, take_away
from routine_tui.store.storage import DurableStorage
from tests.store.histories import KINDS, Life, common, live
from tests.store.history_book import first_book

BEFORE = {"days": {"7": {"note": "old", "marks": {}}, "8": {"note": "stays"}}}


def written(path: Path) -> dict[str, Any]:
    """What a file holds, but for its checksum."""
    tables: dict[str, Any] = msgspec.json.decode(path.read_bytes())
    tables.pop("checksum", None)
    return tables


def after(path: Path, *changes: Callable[[TinyDB], object]) -> dict[str, Any]:
    """What a file holds after some changes, a transaction each."""
    path.write_bytes(msgspec.json.encode(BEFORE))
    storage = DurableStorage(path)
    database = TinyDB(storage=lambda: storage)
    for change in changes:
        with storage.transaction():
            change(database)
        assert written(path) == {name: rows for name, rows in storage.read().items() if name != "checksum"}
    return written(path)


def test_a_row_takes_the_place_of_another_whole(tmp_path: Path) -> None:
    new = after(tmp_path / "db.json", lambda database: put(database, "days", 7, {"note": "new"}))
    assert new == {"days": {"7": {"note": "new"}, "8": {"note": "stays"}}}


def test_a_new_row_comes_last_and_makes_its_table(tmp_path: Path) -> None:
    new = after(
        tmp_path / "db.json",
        lambda database: put(database, "days", 3, {"note": "more"}),
        lambda database: put(database, "pauses", 1, {"id": "one"}),
    )
    assert list(new["days"]) == ["7", "8", "3"] and new["pauses"] == {"1": {"id": "one"}}


def test_rows_are_taken_away_and_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert after(tmp_path / "a.json", lambda database: take_away(database, "days", [7]))["days"].keys() == {"8"}
    with pytest.raises(KeyError):
        after(tmp_path / "b.json", lambda database: take_away(database, "days", [9]))


def test_days_that_were_written_before_are_written_as_they_are_now(tmp_path: Path) -> None:
    """Seen to fail where a row of TinyDB's own update was taken for the one of before."""
    new = after(
        tmp_path / "db.json",
        lambda database: put(database, "days", 7, {"note": "once"}),
        lambda database: put(database, "days", 7, {"note": "twice"}),
        lambda database: take_away(database, "days", [8]),
        lambda database: put(database, "days", 9, {"note": "three times"}),
        lambda database: database.table("days").update({"note": "by TinyDB"}, doc_ids=[9]),
        lambda database: put(database, "pauses", 1, {"id": "one"}),
    )
    assert new["days"] == {"7": {"note": "twice"}, "9": {"note": "by TinyDB"}}


def test_a_refused_change_leaves_no_row_behind(tmp_path: Path) -> None:
    path = tmp_path / "db.json"
    path.write_bytes(msgspec.json.encode(BEFORE))
    storage = DurableStorage(path)
    database = TinyDB(storage=lambda: storage)
    for note in ("first", "second"):  # from the second writing on rows are kept as they are written
        with storage.transaction():
            put(database, "days", 7, {"note": note})

    def refused() -> None:
        with storage.transaction():
            put(database, "days", 7, {"note": "never"})
            raise ValueError

    with pytest.raises(ValueError):
        refused()
    with storage.transaction():
        put(database, "days", 8, {"note": "later"})
    assert written(path)["days"] == {"7": {"note": "second"}, "8": {"note": "later"}}


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_happens_the_file_is_what_the_tables_hold(tmp_path: Path, seed: int) -> None:
    door, chance = Repository(tmp_path / "db.json", Backups(tmp_path / "backups")), Random(seed)
    door.path.write_bytes(content_of(common()))
    life = Life(door, first_book(common()))
    for _ in range(40):
        live([life], 1, chance, [kind for kind in KINDS if kind != "merge"])
        assert written(door.path) == door.tables()
    assert door.load() == Repository(door.path, Backups(tmp_path / "backups")).load()
