"""HabitBull's CSV: the plain form in which many programs give their habits away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from routine_tui.importers.found import ImportedData
from routine_tui.model.errors import BadInput
from routine_tui.model.import_errors import UnclearOrder
from tests.cases import each_case
from tests.importers.writers import BULL, days_of, found_in, put, table


def bull(folder: Path, *rows: Sequence[object], mapping: dict[str, str] | None = None) -> ImportedData:
    return found_in(put(folder, "x.csv", table([BULL, *rows])), mapping)


def days(folder: Path, *texts: str) -> ImportedData:
    return bull(folder, *(("Balm", "", "", text, 1, "") for text in texts))


def test_days_values_and_notes_are_read(tmp_path: Path) -> None:
    found = bull(
        tmp_path,
        ("Balm", "on dry spots", "Skin, evening", "2026-11-21", 1, 'a "note",\nof two lines'),
        ("Balm", "", "", "2026-11-22", 0, "forgot"),
        ("Run", "", "", "2026-11-22", 1, ""),
    )
    balm, run = found.habits
    assert days_of(balm) == [("2026-11-21", "done", 'a "note",\nof two lines'), ("2026-11-22", "not done", "forgot")]
    assert (balm.about, balm.slot) == ("on dry spots\nCategory: Skin, evening", "evening")
    assert days_of(run) == [("2026-11-22", "done", "")]
    assert (found.losses["no_schedule"], found.losses["not_done"]) == (2, 1)


def test_no_data_is_no_record_though_its_note_is_kept(tmp_path: Path) -> None:
    rows = [("Balm", "", "", "2026-11-21", -2150000000, ""), ("Balm", "", "", "2026-11-22", "-2150000000", "said")]
    assert days_of(bull(tmp_path, *rows).habits[0]) == [("2026-11-22", "unknown", "said")]


def test_a_habit_with_any_value_above_1_is_one_of_amounts(tmp_path: Path) -> None:
    rows = [("Run", "", "", f"2026-11-2{day}", value, "") for day, value in enumerate((1, 30, 0, 3_000_000))]
    found = bull(tmp_path, *rows, ("Balm", "", "", "2026-11-20", 1, ""))
    assert [one[1:] for one in days_of(found.habits[0])] == [
        ("done", "1"), ("done", "30"), ("not done", ""), ("done", "3000000")
    ]  # fmt: skip
    assert days_of(found.habits[1]) == [("2026-11-20", "done", "")]
    assert found.losses["amounts"] == 3


@each_case(
    ("texts", "read"),
    [
        (["2026-11-05", "2026-11-06"], ["2026-11-05", "2026-11-06"]),
        (["11/5/2026", "11/22/2026"], ["2026-11-05", "2026-11-22"]),
        (["5/11/2026", "22/11/2026"], ["2026-11-05", "2026-11-22"]),
        (["5.11.2026", "6.11.2026"], ["2026-11-05", "2026-11-06"]),
        (["5.11.26", "22.11.26"], ["2026-11-05", "2026-11-22"]),
        (["11/11/2026", "12/12/2026"], ["2026-11-11", "2026-12-12"]),
    ],
)
def test_the_whole_column_decides_which_of_day_and_month_comes_first(
    tmp_path: Path, texts: list[str], read: list[str]
) -> None:
    assert [str(one.day) for one in days(tmp_path, *texts).habits[0].records] == read


def test_where_the_whole_column_leaves_it_open_it_has_to_be_asked(tmp_path: Path) -> None:
    with pytest.raises(UnclearOrder) as unclear:
        days(tmp_path, "11/5/2026", "11/6/2026")
    assert unclear.value.orders == "ORDER=DMY for 2026-05-11 or ORDER=MDY for 2026-11-05"
    assert unclear.value.key == "ORDER"
    assert [choice for choice, _ in unclear.value.choices] == ["DMY", "MDY"]
    for order, month in (("DMY", 5), ("MDY", 11)):
        found = bull(tmp_path, ("Balm", "", "", "11/5/2026", 1, ""), mapping={"ORDER": order})
        assert found.habits[0].records[0].day.month == month


def test_a_column_in_which_the_order_changes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="some start with the day and some with the month"):
        days(tmp_path, "22/11/2026", "11/23/2026")


def test_a_column_without_a_day_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no readable date in the column “CalendarDate”"):
        days(tmp_path, "soon", "13/13/2026", "1/1/1300")


def test_rows_that_cannot_be_read_are_counted_and_headers_in_the_middle_are_none(tmp_path: Path) -> None:
    rows = [BULL, ("Balm", "", ""), ("Balm", "", "", "2026-11-22", "much", ""), ("Balm", "", "", "2026-13-01", 1, "")]
    found = bull(tmp_path, ("Balm", "", "", "2026-11-22", 1, ""), *rows)
    assert (found.records, found.losses["unreadable"], found.losses["words"]) == (1, 2, 1)
    assert found.habits[0].records[0].note == "much"


def test_of_two_rows_of_a_day_what_was_done_counts_and_both_notes_stay(tmp_path: Path) -> None:
    rows = [("Balm", "", "", "2026-11-22", 1, "one"), ("Balm", "", "", "2026-11-22", 0, "two")]
    found = bull(tmp_path, *rows)
    assert (days_of(found.habits[0]), found.losses["doubled"]) == ([("2026-11-22", "done", "two\none")], 1)


@each_case("end", ["", '"x', '\n"",'])
def test_a_quote_that_is_never_closed_is_refused(tmp_path: Path, end: str) -> None:
    content = table([BULL, ("Balm", "", "", "2026-11-22", 1, "x")])
    with pytest.raises(BadInput, match="isn't a complete table"):
        found_in(put(tmp_path, "x.csv", f'{content}Balm,"cut{end}'))


@each_case(("value", "kept"), [("much", "much\nsaid"), ("", "said")])
def test_a_note_and_a_value_that_cannot_be_read_are_kept(tmp_path: Path, value: str, kept: str) -> None:
    found = bull(tmp_path, ("Balm", "", "", "2026-11-22", value, "said"))
    assert days_of(found.habits[0]) == [("2026-11-22", "unknown", kept)]
    assert found.losses["words"] == bool(value)


def test_a_header_in_quotes_is_the_same(tmp_path: Path) -> None:
    header = ",".join(f'"{name}"' for name in BULL)
    found = found_in(put(tmp_path, "x.csv", f'\ufeff{header}\r\n"Balm","on dry spots","","2026-11-22","1","said"\r\n'))
    assert (found.format_id, found.habits[0].about) == ("habitbull", "on dry spots")


def test_a_header_alone_holds_no_habit(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="contains no habit, so there is nothing to import"):
        bull(tmp_path)
