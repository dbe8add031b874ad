"""What cells of a table say: days and times in one column or two, amounts by the column, words that are not known."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from routine_tui.clock import moment_of
from routine_tui.importers.apply import apply_import
from tests.cases import each_case
from tests.importers.face import NOW, TODAY, ZONE, bare
from tests.importers.test_simple_csv import DAY, csv
from tests.importers.writers import days_of


@each_case("at", ["00:05", "02:59", "03:00", "08:00", "23:59"])
@each_case("starts", [0, 3, 20])
def test_a_day_and_a_time_are_the_same_in_one_column_or_in_two(tmp_path: Path, at: str, starts: int) -> None:
    one = csv(tmp_path, ("date", "step", "state"), (f"{DAY} {at}", "Balm", "done"))
    two = csv(tmp_path, ("date", "time", "step", "state"), (DAY, at, "Balm", "done"))
    assert one.habits == two.habits
    for held in (one, two):
        done = apply_import(bare(), held, TODAY, NOW, lambda day, at: moment_of(day, at, time(starts), ZONE))
        (mark,) = done.recovery.record(date(2026, 11, 22)).marks.values()
        assert mark.at == min(datetime.fromisoformat(f"{DAY}T{at}+01:00"), NOW)


@each_case("cell", ["Nov 22, 2026", "22-Nov-2026", "46348", "46348.5", "22. November 2026"])
def test_days_in_words_and_as_numbers(tmp_path: Path, cell: str) -> None:
    found = csv(tmp_path, ("date", "step", "state"), (cell, "Balm", "done"))
    assert days_of(found.habits[0]) == [(DAY, "done", "")]
    assert found.losses["counted_days"] == cell.startswith("4")
    assert days_of(csv(tmp_path, ("Wann", "step", "state"), (cell, "Balm", "done"), mapping="DATE=Wann").habits[0])


def test_amounts_are_read_by_the_column_and_kept_as_written_where_that_leaves_it_open(tmp_path: Path) -> None:
    def amounts(*cells: str) -> tuple[list[str], int]:
        rows = [(f"2026-11-{day:02}", "Balm", cell) for day, cell in enumerate(cells, 1)]
        found = csv(tmp_path, ("date", "step", "value"), *rows)
        return [one.amount for one in found.habits[0].records], found.losses["numbers"]

    assert amounts("1,500") == (["1,500"], 1)
    assert amounts("1.500,5", "1.500") == (["1500.5", "1500"], 0)
    assert amounts("1,500", "0.5") == (["1500", "0.5"], 0)
    assert amounts("0.5", "1", "0") == (["0.5", "1", ""], 0)
    assert amounts("1", "0", "1") == (["", "", ""], 0)


@each_case("cell", ["500 mg", "80%", "1/2", "very much"])
def test_a_state_that_cannot_be_read_is_kept_as_words(tmp_path: Path, cell: str) -> None:
    found = csv(tmp_path, ("date", "step", "value"), ("2026-11-21", "Balm", "1"), (DAY, "Balm", cell))
    assert days_of(found.habits[0])[-1] == (DAY, "unknown", cell)
    assert found.losses["words"] == 1
