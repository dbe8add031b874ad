"""Rows are put where they stand, as TinyDB's own ways would leave the tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from routine_tui.store.rows import put, take_away


def after(path: Path, change: Callable[[TinyDB], object]) -> tuple[list[Document], dict[str, dict[str, object]]]:
    with TinyDB(path) as database:
        database.table("days").insert(Document({"note": "old", "marks": {}}, doc_id=7))
        database.table("days").insert(Document({"note": "stays"}, doc_id=8))
        change(database)
        return database.table("days").all(), json.loads(path.read_text("utf-8"))


def test_a_row_takes_the_place_of_another_whole(tmp_path: Path) -> None:
    rows, tables = after(tmp_path / "db.json", lambda database: put(database, "days", 7, {"note": "new"}))
    assert rows == [{"note": "new"}, {"note": "stays"}]
    assert tables == {"days": {"7": {"note": "new"}, "8": {"note": "stays"}}}


def test_a_new_row_comes_last_and_makes_its_table(tmp_path: Path) -> None:
    _, tables = after(tmp_path / "a.json", lambda database: put(database, "days", 3, {"note": "more"}))
    assert list(tables["days"]) == ["7", "8", "3"]
    _, tables = after(tmp_path / "b.json", lambda database: put(database, "pauses", 1, {"id": "one"}))
    assert tables["pauses"] == {"1": {"id": "one"}}


def test_rows_are_taken_away_and_what_is_not_there_is_told(tmp_path: Path) -> None:
    rows, tables = after(tmp_path / "a.json", lambda database: take_away(database, "days", [7]))
    assert rows == [{"note": "stays"}] and list(tables["days"]) == ["8"]
    with pytest.raises(KeyError):
        after(tmp_path / "b.json", lambda database: take_away(database, "days", [9]))


def test_what_was_put_in_is_no_part_of_the_caller_any_more(tmp_path: Path) -> None:
    row = {"note": "as it was"}
    with TinyDB(tmp_path / "db.json") as database:
        put(database, "days", 1, row)
        row["note"] = "changed later"
        assert database.table("days").get(doc_id=1) == {"note": "as it was"}
