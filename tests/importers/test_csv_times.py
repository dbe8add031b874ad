"""Days and times in a simple table, in every way to write them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.cases import each_case
from tests.importers.test_simple_csv import DAY, csv
from tests.importers.writers import days_of


@each_case("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", f"{DAY}T10:00:00+05:30:15"])
def test_a_moment_out_of_reach_is_none(tmp_path: Path, at: str) -> None:
    found = csv(tmp_path, ("date", "at", "step", "state"), (DAY, at, "Balm", "done"))
    assert (days_of(found.habits[0]), found.habits[0].records[0].at) == ([(DAY, "done", at)], None)
    assert found.losses["times"] == 1


@each_case(
    ("cell", "at"),
    [
        ("11/22/2026", None), ("11/22/2026 7:42 PM", "19:42"), ("11/22/2026, 07:42:13", "07:42"),
        ("22.11.2026 00:40", "00:40"), ("2026/11/22 12:05 am", "00:05"), ("22/11/26 12:05 p.m.", "12:05"),
        ("11/22/2026 13:00 PM", None), ("11/22/2026 in the morning: late", None),
    ],
)  # fmt: skip
@each_case("header", [("date", "step", "state"), ("a", "step", "c"), ("a", "b", "done")])
def test_days_in_every_order_make_a_table_and_their_times_are_kept(
    tmp_path: Path, header: tuple[str, ...], cell: str, at: str | None
) -> None:
    (habit,) = csv(tmp_path, header, (cell, "Balm", "done")).habits
    (record,) = habit.records
    assert (str(record.day), record.at) == (DAY, datetime.fromisoformat(f"{DAY}T{at}") if at else None)


@each_case(
    ("cell", "at"),
    [
        ("7:42 PM", "19:42"), ("12:10am", "00:10"), ("24:00", None), ("08.30", "08:30"), ("8h30", "08:30"),
        ("8.30 p.m.", "20:30"), ("7 pm", "19:00"), ("08:30 Uhr", "08:30"), ("08:30:15.250", "08:30"),
        ("0.354166667", "08:30"), ("0,5", "12:00"), ("0.25", None), ("00.25", "00:25"),
        ("after lunch", None), ("08.75", None),
        ("11/22/2026 7:42", "07:42"),
    ],
)  # fmt: skip
def test_a_column_of_times_has_them_in_every_way_to_write_them(tmp_path: Path, cell: str, at: str | None) -> None:
    """What cannot be read is kept as words, and told."""
    found = csv(tmp_path, ("date", "at", "step", "state"), (DAY, cell, "Balm", "done"))
    (record,) = found.habits[0].records
    assert record.at == (datetime.fromisoformat(f"{DAY}T{at}") if at else None)
    assert (record.note, found.losses["times"]) == (("", 0) if at else (cell, 1))
