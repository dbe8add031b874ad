"""Loop's CSV zip: four generations and their quirks, each from its grammar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from zipfile import ZIP_STORED

import pytest

from routine_tui.importers.found import ImportedData
from routine_tui.model.errors import BadInput
from tests.cases import each_case
from tests.importers.writers import FIRST, NEW, SECOND, days_of, found_in, put, table, zipped

DAY = "2026-11-2"


def loop(folder: Path, files: Mapping[str, str | bytes]) -> ImportedData:
    """What an archive of these files holds."""
    return found_in(put(folder, "Loop Habits CSV 2026-11-22.zip", zipped(files)))


def first(*rows: Sequence[object]) -> str:
    return table([FIRST, *rows])


def second(*rows: Sequence[object]) -> str:
    return table([SECOND, *rows])


def new(*rows: Sequence[object]) -> str:
    return table([NEW, *rows])


def numeric(sense: str, value: object, days: int = 1) -> str:
    """The habits of a file with one numeric habit."""
    return new((1, "Run", "NUMERICAL", "", "", 1, days, "#FF8F00", "km", sense, value, "false"))


YES_NO = new(("001", "Meditate", "YES_NO", "Did you?", "Ten minutes", 1, 1, "#FF8F00", "", "", "", "false"))


def test_up_to_1_8_whole_numbers_without_a_header(tmp_path: Path) -> None:
    files = {
        "Habits.csv": first(("001", "Meditate", "Did you?", 1, 1, "#FF8F00")),
        "001 Meditate/Checkmarks.csv": f"{DAY}2,2\n{DAY}1,1\n{DAY}0,0\n",
    }
    found = loop(tmp_path, files)
    assert found.format_name == "Loop Habit Tracker, CSV of 1.8 or earlier"
    (meditate,) = found.habits
    assert (meditate.name, meditate.about) == ("Meditate", "Did you?")
    assert days_of(meditate) == [(f"{DAY}0", "not done", ""), (f"{DAY}2", "done", "")]
    assert found.losses["automatic"] == 1


def test_2_0_whose_root_table_has_entries_with_commas_in_its_cells(tmp_path: Path) -> None:
    entry = "Entry(timestamp={}, value={})"
    root = "Date,Meditate,Run,\n" + "".join(
        f"{day},{entry.format(day, one)},{entry.format(day, other)},\n"
        for day, one, other in ((f"{DAY}2", 2, -1), (f"{DAY}1", 3, 2))
    )
    rows = [("001", "Meditate", "", "", 1, 1, "#1"), ("002", "Run", "", "", 1, 1, "#1")]
    found = loop(tmp_path, {"Habits.csv": second(*rows), "Checkmarks.csv": root})
    assert found.format_name.endswith("CSV of 2.0")
    assert [days_of(one) for one in found.habits] == [
        [(f"{DAY}1", "skipped", ""), (f"{DAY}2", "done", "")],
        [(f"{DAY}1", "done", "")],
    ]
    assert not found.losses["untold"]


def test_2_1_to_2_3_the_same_columns_with_whole_numbers(tmp_path: Path) -> None:
    files = {
        "Habits.csv": second(("001", "Meditate", "Did you?", "Ten minutes", 1, 2, "#FF8F00")),
        "Checkmarks.csv": f"Date,Meditate,\n{DAY}2,2,\n",
        "001 Meditate/Checkmarks.csv": f"{DAY}2,2\n{DAY}1,3\n{DAY}0,-1\n",
    }
    found = loop(tmp_path, files)
    assert found.format_name.endswith("CSV of 2.1 to 2.3")
    (meditate,) = found.habits
    assert (meditate.about, meditate.rule) == ("Did you?\nTen minutes", "FREQ=DAILY;INTERVAL=2")
    assert days_of(meditate) == [(f"{DAY}1", "skipped", ""), (f"{DAY}2", "done", "")]


def test_from_2_3_1_on_words_types_and_notes(tmp_path: Path) -> None:
    days = table(
        [
            ("Date", "Value", "Notes"),
            (f"{DAY}4", "UNKNOWN", ""),
            (f"{DAY}3", "UNKNOWN", "only a note"),
            (f"{DAY}2", "YES_MANUAL", 'a "note",\nof two lines'),
            (f"{DAY}1", "YES_AUTO", ""),
            (f"{DAY}0", "SKIP", "ill"),
            ("2026-11-19", "NO", "forgot"),
        ]
    )
    found = loop(tmp_path, {"Habits.csv": YES_NO, "001 Meditate/Checkmarks.csv": days})
    assert found.format_name.endswith("CSV of 2.3.1 or later")
    assert days_of(found.habits[0]) == [
        ("2026-11-19", "not done", "forgot"),
        (f"{DAY}0", "skipped", "ill"),
        (f"{DAY}2", "done", 'a "note",\nof two lines'),
        (f"{DAY}3", "unknown", "only a note"),
    ]


@each_case("day", ["2026-11-21", "2031-01-01", "2015-01-01"])
def test_a_day_that_loop_filled_in_is_never_done_though_its_note_is_kept(tmp_path: Path, day: str) -> None:
    days = f"Date,Value,Notes\n{day},YES_AUTO,said\n2026-11-22,YES_AUTO,\n"
    found = loop(tmp_path, {"Habits.csv": YES_NO, "001 Meditate/Checkmarks.csv": days})
    assert days_of(found.habits[0]) == [(day, "unknown", "said")]
    assert found.losses["automatic"] == 2


@each_case("folder", ["001 Meditate", "001", "001  x", "001 Another name"])
def test_a_folder_is_found_by_its_number_whatever_else_it_is_called(tmp_path: Path, folder: str) -> None:
    days = f"Date,Value,Notes\n{DAY}2,YES_MANUAL,\n"
    for name in ("瞑想", "Медитация", "🧘"):
        rows = new(("001", name, "YES_NO", "", "", 1, 1, "#1", "", "", "", "false"))
        found = loop(tmp_path, {"Habits.csv": rows, f"{folder}/Checkmarks.csv": days})
        assert [(one.name, days_of(one)) for one in found.habits] == [(name, [(f"{DAY}2", "done", "")])]


def test_positions_count_habits_whose_folder_is_missing(tmp_path: Path) -> None:
    rows = [(f"{n:03}", f"H{n}", "YES_NO", "", "", 1, 1, "#1", "", "", "", str(n == 1).lower()) for n in (1, 2, 3)]
    files = {"Habits.csv": new(*rows), "003 H3/Checkmarks.csv": f"Date,Value,Notes\n{DAY}2,YES_MANUAL,x\n"}
    found = loop(tmp_path, files)
    assert [len(one.records) for one in found.habits] == [0, 0, 1]
    assert [one.archived for one in found.habits] == [True, False, False]


def test_a_folder_that_the_list_does_not_name_is_a_habit_too(tmp_path: Path) -> None:
    files = {"Habits.csv": new(), "1000 Old one/Checkmarks.csv": f"{DAY}2,2\n", "1001/Checkmarks.csv": f"{DAY}2,2\n"}
    assert [one.name for one in loop(tmp_path, files).habits] == ["Old one", "Habit 1001"]


def test_the_root_table_is_used_for_a_habit_without_a_folder_only_where_no_name_shifts_it(tmp_path: Path) -> None:
    rows = [("001", "Read, write", "YES_NO", "", "", 1, 1, "#1", "", "", "", "false")]
    days = f"{DAY}2,YES_MANUAL,YES_AUTO,\n"
    sound = loop(tmp_path, {
        "Habits.csv": new(("001", "Read", *rows[0][2:]), ("002", "Run", *rows[0][2:])),
        "Checkmarks.csv": f"Date,Read,Run,\n{days}",
    })  # fmt: skip
    assert [days_of(one) for one in sound.habits] == [[(f"{DAY}2", "done", "")], []]
    assert (sound.losses["untold"], sound.losses["automatic"]) == (0, 1)
    shifted = loop(tmp_path, {
        "Habits.csv": new(*rows, ("002", "Run", *rows[0][2:])),
        "Checkmarks.csv": f"Date,Read, write,Run,\n{days}",
        "002 Run/Checkmarks.csv": f"Date,Value,Notes\n{DAY}2,SKIP,\n",
    })  # fmt: skip
    assert [(one.name, days_of(one)) for one in shifted.habits] == [
        ("Read, write", []), ("Run", [(f"{DAY}2", "skipped", "")])
    ]  # fmt: skip
    assert shifted.losses["untold"] == 1


@each_case(
    ("value", "sense", "days", "told"),
    [
        ("2500", "AT_LEAST", 1, ("done", "2.5 km")),
        ("2000", "AT_LEAST", 1, ("done", "2 km")),
        ("1999", "AT_LEAST", 1, ("not done", "1.999 km")),
        ("NO", "AT_LEAST", 1, ("not done", "")),
        ("YES_MANUAL", "AT_LEAST", 1, ("not done", "0.002 km")),
        ("1999", "AT_MOST", 1, ("done", "1.999 km")),
        ("2001", "AT_MOST", 1, ("not done", "2.001 km")),
        ("NO", "AT_MOST", 1, ("done", "0 km")),
        ("1999", "AT_LEAST", 7, ("done", "1.999 km")),
        ("SKIP", "AT_LEAST", 1, ("skipped", "")),
        ("3", "AT_LEAST", 1, ("skipped", "")),
        ("YES_AUTO", "AT_MOST", 1, None),
        ("UNKNOWN", "AT_MOST", 1, None),
    ],
)
def test_an_amount_is_done_where_it_reaches_its_target(
    tmp_path: Path, value: str, sense: str, days: int, told: tuple[str, str] | None
) -> None:
    rows = f"Date,Value,Notes\n{DAY}2,{value},\n"
    (run,) = loop(tmp_path, {"Habits.csv": numeric(sense, "2.0", days), "001 Run/Checkmarks.csv": rows}).habits
    assert [one[1:] for one in days_of(run)] == ([told] if told else [])


def test_a_target_is_kept_in_words(tmp_path: Path) -> None:
    found = loop(tmp_path, {"Habits.csv": numeric("AT_MOST", "12.0", 30)})
    assert (found.habits[0].about, found.habits[0].required) == ("At most 12 km a month.", False)
    assert (found.losses["targets"], found.losses["several"]) == (1, 1)
    assert loop(tmp_path, {"Habits.csv": numeric("AT_LEAST", "2.5")}).habits[0].about == "At least 2.5 km a day."
    days = {"001 Run/Checkmarks.csv": f"{DAY}2,1\n{DAY}1,500\n"}
    without = loop(tmp_path, {"Habits.csv": numeric("AT_LEAST", ""), **days}).habits[0]
    assert (without.about, days_of(without)) == ("", [(f"{DAY}1", "done", "0.5 km")])


def test_whole_numbers_that_no_yes_or_no_habit_has_are_amounts(tmp_path: Path) -> None:
    files = {
        "Habits.csv": second(("001", "Run", "", "", 1, 1, "#1")),
        "001 Run/Checkmarks.csv": f"{DAY}3,2500\n{DAY}2,3\n{DAY}1,0\n{DAY}0,2\n",
    }
    told = [one[1:] for one in days_of(loop(tmp_path, files).habits[0])]
    assert told == [("done", "0.002"), ("not done", ""), ("skipped", ""), ("done", "2.5")]


@each_case(
    ("times", "days", "rule", "required", "words"),
    [
        (0, 1, "FREQ=DAILY", False, ""),
        (1, 1, "FREQ=DAILY", True, ""),
        (7, 7, "FREQ=DAILY", True, ""),
        (1, 3, "FREQ=DAILY;INTERVAL=3", True, ""),
        (1, 7, "FREQ=WEEKLY;INTERVAL=1", True, ""),
        (1, 30, "FREQ=MONTHLY", True, ""),
        (1, 31, "FREQ=MONTHLY", True, ""),
        (3, 7, "FREQ=DAILY", False, "3 times in a week."),
        (2, 31, "FREQ=DAILY", False, "2 times in a month."),
        (3, 14, "FREQ=DAILY", False, "3 times in 14 days."),
    ],
)
def test_how_often(tmp_path: Path, times: int, days: int, rule: str, required: bool, words: str) -> None:
    rows = new(("001", "Meditate", "YES_NO", "", "", times, days, "#1", "", "", "", "false"))
    (habit,) = loop(tmp_path, {"Habits.csv": rows}).habits
    assert (habit.rule, habit.required, habit.about) == (rule, required, words)


def test_names_and_notes_with_quotes_commas_and_line_breaks(tmp_path: Path) -> None:
    rows = new(("001", 'Read "Emma",\n twice', "YES_NO", "", "a\nb", 1, 1, "#1", "", "", "", "false"))
    days = f'Date,Value,Notes\r\n{DAY}2,YES_MANUAL,"a ""b"", c"\r\n'
    (habit,) = loop(tmp_path, {"Habits.csv": rows, "001 Read Emma twice/Checkmarks.csv": days}).habits
    assert (habit.name, habit.about, habit.records[0].note) == ('Read "Emma", twice', "a\nb", 'a "b", c')


def test_an_archive_that_was_packed_with_its_folder_is_the_same(tmp_path: Path) -> None:
    files = {"Loop/Habits.csv": YES_NO, "Loop/001 Meditate/Checkmarks.csv": f"{DAY}2,2\n", "Loop/Scores.csv": ""}
    path = put(tmp_path, "x.bin", zipped(files, ZIP_STORED))
    assert days_of(found_in(path).habits[0]) == [(f"{DAY}2", "done", "")]


def test_lines_that_say_nothing_are_counted(tmp_path: Path) -> None:
    days = f"Date,Value,Notes\n{DAY}2,MAYBE,\n{DAY}1\n2026-02-30,NO,\n{DAY}0,7,\n"
    found = loop(tmp_path, {"Habits.csv": YES_NO, "001 Meditate/Checkmarks.csv": days})
    assert (found.habits[0].records, found.losses["unreadable"]) == ((), 4)


def test_two_habits_of_one_name_stay_two(tmp_path: Path) -> None:
    row = ("Meditate", "YES_NO", "", "", 1, 1, "#1", "", "", "", "false")
    files = {"Habits.csv": new(("001", *row), ("002", *row)), "002 Meditate/Checkmarks.csv": f"{DAY}2,2\n"}
    assert [len(one.records) for one in loop(tmp_path, files).habits] == [0, 1]


def test_the_first_day_is_that_of_the_first_record(tmp_path: Path) -> None:
    files = {"Habits.csv": YES_NO, "001 Meditate/Checkmarks.csv": f"{DAY}2,2\n{DAY}0,0\n"}
    found = loop(tmp_path, files)
    assert found.habits[0].first_day == date(2026, 11, 20)
    assert found.span == (date(2026, 11, 20), date(2026, 11, 22))


@each_case("habits", ["", "a,b\n1,2\n", '"Position","Name'])
def test_habits_that_are_none_are_refused(tmp_path: Path, habits: str) -> None:
    with pytest.raises(BadInput, match=r"CSV 2026-11-22\.zip (?:looks like an export of Loop|isn't a complete table)"):
        loop(tmp_path, {"Habits.csv": habits})


def test_an_empty_export_has_nothing_to_take_in(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="contains no habit, so there is nothing to import"):
        loop(tmp_path, {"Habits.csv": new()})


def test_a_note_beside_a_value_that_cannot_be_read_is_kept(tmp_path: Path) -> None:
    days = f"Date,Value,Notes\n{DAY}2,MAYBE,said\n{DAY}1,1.5,said too\n{DAY}0,7,also\n"
    found = loop(tmp_path, {"Habits.csv": YES_NO, "001 Meditate/Checkmarks.csv": days})
    assert days_of(found.habits[0]) == [
        (f"{DAY}0", "unknown", "also"), (f"{DAY}1", "unknown", "said too"), (f"{DAY}2", "unknown", "said")
    ]  # fmt: skip
    assert (found.losses["words"], found.losses["unreadable"]) == (2, 1)


def test_two_folders_with_one_number_are_refused_as_nothing_tells_whose_days_they_are(tmp_path: Path) -> None:
    days = {f"{folder}/Checkmarks.csv": f"{DAY}2,2\n" for folder in ("001 Meditate", "001 Run")}
    with pytest.raises(BadInput, match="contains two folders with the number 1: export it again"):
        loop(tmp_path, {"Habits.csv": YES_NO, **days})


def test_2_0_whose_folders_count_before_its_root_table(tmp_path: Path) -> None:
    root = f"Date,Meditate,\n{DAY}2,Entry(timestamp={DAY}2, value=0),\n"
    files = {"Habits.csv": second(("001", "Meditate", "", "", 1, 1, "#1")), "Checkmarks.csv": root}
    found = loop(tmp_path, files | {"001 Meditate/Checkmarks.csv": f"{DAY}2,2\n"})
    assert found.format_name.endswith("CSV of 2.0")
    assert days_of(found.habits[0]) == [(f"{DAY}2", "done", "")]


def test_minus_a_thousandth_prints_as_unknown_and_other_amounts_below_nothing_are_not_done(tmp_path: Path) -> None:
    days = f"Date,Value,Notes\n{DAY}2,UNKNOWN,said\n{DAY}1,-2500,\n"
    found = loop(tmp_path, {"Habits.csv": numeric("AT_LEAST", "2.0"), "001 Run/Checkmarks.csv": days})
    assert days_of(found.habits[0]) == [(f"{DAY}1", "not done", "-2.5 km"), (f"{DAY}2", "unknown", "said")]


def test_a_note_longer_than_a_cell_of_python_s_own_is_cut_and_counted(tmp_path: Path) -> None:
    days = f"Date,Value,Notes\n{DAY}2,YES_MANUAL,{'n' * 200_000}\n"
    found = loop(tmp_path, {"Habits.csv": YES_NO, "001 Meditate/Checkmarks.csv": days})
    assert (len(found.habits[0].records[0].note), found.losses["texts"]) == (20_000, 1)


def test_a_root_table_of_more_columns_than_there_are_habits_is_not_trusted(tmp_path: Path) -> None:
    wide = f"Date,Meditate,{','.join(map(str, range(2_000)))}\n{DAY}2,2,{'0,' * 1_999}0\n"
    found = loop(tmp_path, {"Habits.csv": YES_NO, "Checkmarks.csv": wide})
    assert (found.records, found.losses["untold"]) == (0, 1)
