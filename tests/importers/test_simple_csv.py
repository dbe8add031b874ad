"""Any simple table: columns told by header, by content, by the person, or asked; states as words, signs and amounts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from routine_tui.importers.columns import read_mapping
from routine_tui.importers.days import day_in, epoch_day, iso_day, orders_of
from routine_tui.importers.found import ImportedData
from routine_tui.model.errors import BadInput, Unclear, UnclearColumn, UnclearState, UnknownState
from tests.cases import each_case
from tests.exporters.lived import sample, written
from tests.importers.writers import days_of, found_in, put, table

DAY = "2026-11-22"


def csv(folder: Path, *rows: Sequence[object], mapping: str = "", delimiter: str = ",") -> ImportedData:
    path = put(folder, "x.csv", table(rows, delimiter=delimiter))
    return found_in(path, read_mapping([mapping] if mapping else []))


def unclear(folder: Path, *rows: Sequence[object], mapping: str = "") -> Unclear:
    with pytest.raises(Unclear) as refused:
        csv(folder, *rows, mapping=mapping)
    return refused.value


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("done", ("done", "")), ("Yes", ("done", "")), ("x", ("done", "")), ("✓", ("done", "")), ("1", ("done", "")),
        ("TRUE", ("done", "")), ("skipped", ("skipped", "")), ("s", ("skipped", "")), ("no", ("not done", "")),
        ("0", ("not done", "")), ("❌", ("not done", "")), ("2.5", ("done", "2.5")), ("2,5", ("done", "2.5")),
        ("-3", ("not done", "")), ("", None), ("open", None), ("paused", None), ("ahead", None), ("perhaps", None),
    ],
)  # fmt: skip
def test_states_are_words_signs_and_amounts(tmp_path: Path, cell: str, told: tuple[str, str] | None) -> None:
    found = csv(tmp_path, ("date", "step", "state"), ("2026-11-01", "Balm", "done"), (DAY, "Balm", cell))
    assert [one[1:] for one in days_of(found.habits[0])[1:]] == ([told] if told else [])
    assert found.losses["words"] == (cell == "perhaps")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_separator_and_line_end(tmp_path: Path, delimiter: str, end: str) -> None:
    rows = [("Date", "Habit", "Status"), (DAY, "Balm, thick; warm", "done")]
    found = found_in(put(tmp_path, "x", "\ufeff" + table(rows, end, delimiter)))
    assert (found.habits[0].name, days_of(found.habits[0])) == ("Balm, thick; warm", [(DAY, "done", "")])


@pytest.mark.parametrize(
    "header",
    [("date", "step", "state"), ("Day", "HABIT", "Done"), ("Tag", "Was", "Ja oder nein"), ("a", "b", "c"), None],
)
def test_columns_are_told_by_header_or_by_what_is_in_them(tmp_path: Path, header: tuple[str, ...] | None) -> None:
    rows = [(DAY, "Balm", "yes"), ("2026-11-21", "Balm", "no")]
    found = csv(tmp_path, *([header] if header else []), *rows)
    assert days_of(found.habits[0]) == [("2026-11-21", "not done", ""), (DAY, "done", "")]


def test_columns_stand_in_any_order_and_others_are_counted(tmp_path: Path) -> None:
    header = ("note", "mood", "state", "step", "slot", "date", "at", "weather", "reason")
    row = ("calm", "5", "done", "Balm", "Evening", DAY, "07:42", "sunny", "")
    found = csv(tmp_path, header, row)
    (habit,) = found.habits
    assert (habit.slot, habit.records[0].note, habit.records[0].at) == ("evening", "calm", time(7, 42))
    assert found.losses["columns"] == 2


def test_where_several_columns_can_be_it_it_has_to_be_asked(tmp_path: Path) -> None:
    rows = [("Tag", "Was", "Wo", "Ja"), (DAY, "Balm", "left", "yes"), (DAY, "Cream", "right", "no")]
    asked = unclear(tmp_path, *rows)
    assert asked.key == "STEP"
    assert asked.choices == (("Was", "Balm, Cream"), ("Wo", "left, right"))
    assert isinstance(asked, UnclearColumn) and asked.names == "“Tag”, “Was”, “Wo” and “Ja”"
    assert [one.name for one in csv(tmp_path, *rows, mapping="STEP=Was").habits] == ["Balm", "Cream"]
    assert [one.name for one in csv(tmp_path, *rows, mapping="STEP=3").habits] == ["left", "right"]


def test_a_table_without_a_state_may_be_one_of_what_was_done(tmp_path: Path) -> None:
    rows = [("date", "habit", "place"), (DAY, "Balm", "left")]
    asked = unclear(tmp_path, *rows)
    assert (asked.key, asked.choices[-1]) == (
        "STATE",
        ("-", "none of them: each row is something done"),
    )
    assert isinstance(asked, UnclearState)
    assert days_of(csv(tmp_path, *rows, mapping="STATE=-").habits[0]) == [(DAY, "done", "")]


def test_a_column_is_named_by_name_or_number_and_one_that_is_not_there_is_refused(tmp_path: Path) -> None:
    rows = [("Tag", "Tag", "x"), (DAY, "Balm", "yes")]
    assert days_of(csv(tmp_path, *rows, mapping="DATE=1,STEP=2,STATE=x").habits[0]) == [(DAY, "done", "")]
    with pytest.raises(BadInput, match="has no column “Datum”: there are “Tag”, “Tag” and “x”"):
        csv(tmp_path, *rows, mapping="DATE=Datum")
    with pytest.raises(BadInput, match="has no column “4”"):
        csv(tmp_path, *rows, mapping="STEP=4")


def test_words_of_another_language_can_be_named(tmp_path: Path) -> None:
    rows = [
        ("Tag", "Was", "Status"),
        (DAY, "Balm", "Ja"),
        ("2026-11-21", "Balm", "krank"),
        ("2026-11-20", "Balm", "nö"),
    ]
    with pytest.raises(UnknownState, match="says “Ja” for whether something was done"):
        csv(tmp_path, *rows)
    found = csv(tmp_path, *rows, mapping="DONE=ja,SKIPPED=krank")
    assert [one[1] for one in days_of(found.habits[0])] == ["skipped", "done"]
    assert found.losses["words"] == 1
    assert csv(tmp_path, *rows, mapping="DONE=ja,NOT=NÖ").losses["not_done"] == 1


@each_case("text", ["DATE", "DATE=", "=x", "WHEN=x", "ORDER=YMD", "DATE=x;STEP=y", "x"])
def test_a_mapping_that_maps_nothing_is_refused(text: str) -> None:
    if text == "DATE=x;STEP=y":
        assert read_mapping([text]) == {"DATE": "x;STEP=y"}
        return
    with pytest.raises(BadInput, match=r"maps nothing|ORDER is DMY or MDY"):
        read_mapping([text])


def test_mappings_add_up_whatever_their_case() -> None:
    assert read_mapping(["date=Tag, order=mdy", "Step=2"]) == {"DATE": "Tag", "ORDER": "MDY", "STEP": "2"}


@pytest.mark.parametrize(
    ("cell", "at", "day"),
    [
        ("2026-11-22T07:42:00+01:00", datetime.fromisoformat("2026-11-22T07:42:00+01:00"), DAY),
        ("2026-11-22T23:42:00Z", datetime(2026, 11, 22, 23, 42, tzinfo=UTC), DAY),
        ("2026-11-22 07:42:13", datetime.fromisoformat("2026-11-22T07:42"), DAY),
        ("2026-11-22 00:40", datetime.fromisoformat("2026-11-22T00:40"), DAY),
        ("2026-11-22T07:42:00+05:30:15", None, DAY),
        ("2026-11-22T25:00", None, DAY),
        ("2026-11-22", None, DAY),
    ],
)
def test_a_time_after_the_day_is_kept_and_moves_no_day(
    tmp_path: Path, cell: str, at: time | datetime | None, day: str
) -> None:
    (record,) = csv(tmp_path, ("date", "step", "state"), (cell, "Balm", "done")).habits[0].records
    assert (str(record.day), record.at) == (day, at)


def test_rows_without_a_day_or_a_step_are_counted(tmp_path: Path) -> None:
    rows = [(DAY, "Balm", "done"), ("", "Balm", "done"), (DAY, "", "done"), ("soon", "Balm", "done"), ("", "", "")]
    found = csv(tmp_path, ("date", "step", "state"), *rows)
    assert (found.records, found.losses["unreadable"]) == (1, 3)


def test_our_own_table_comes_back_with_its_marks(tmp_path: Path) -> None:
    recovery = sample()
    found = found_in(put(tmp_path, "face.csv", written("csv", recovery)))
    names = {(version.slot, version.name) for step in recovery.routine.steps for version in step.versions}
    assert {(one.slot, one.name) for one in found.habits} == names
    marks = sum(len(day.marks) for day in recovery.days.values())
    assert sum(one.state in ("done", "skipped") for habit in found.habits for one in habit.records) == marks
    assert all(isinstance(one.at, datetime) for habit in found.habits for one in habit.records)
    assert {one.kind for one in found.habits} > {"cleanser", "sunscreen"}


def test_what_was_kept_from_a_spreadsheet_is_as_it_was(tmp_path: Path) -> None:
    rows = [("date", "step", "state", "note"), (DAY, "'=1+1", "done", "'-calm;'+more; it's")]
    (habit,) = csv(tmp_path, *rows).habits
    assert (habit.name, habit.records[0].note) == ("=1+1", "-calm;+more; it's")


# ---------------------------------------------------------------------- days


@each_case(
    ("text", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)), ("2026/1/2", date(2026, 1, 2)), ("20261122", date(2026, 11, 22)),
        ("2026.11.22", date(2026, 11, 22)), ("2026-11-22T00:00:00-11:00", date(2026, 11, 22)),
        ("2026-11-22+14:00", date(2026, 11, 22)), ("2026-11-22 12:00:00.000Z", date(2026, 11, 22)),
        ("2026-02-30", None), ("2026-11/22", None), ("202611", None), ("1899-12-31", None), ("2201-01-01", None),
        ("22.11.2026", None), ("x2026-11-22", None), ("", None), ("２０２６-11-22", None),
    ],
)  # fmt: skip
def test_days_that_begin_with_the_year(text: str, day: date | None) -> None:
    assert iso_day(text) == day


def test_a_day_with_points_has_the_day_first_unless_that_is_none() -> None:
    assert orders_of(["1.2.2026", "3.4.2026"]) == (("DMY",), False)
    assert orders_of(["11.22.2026"]) == (("MDY",), False)
    assert orders_of(["1/2/2026", "2026-11-22"]) == (("DMY", "MDY"), True)
    assert orders_of(["22/1/2026", "1/22/2026"]) == ((), False)
    assert (day_in("1/2/26", "MDY"), day_in("1/2/26", "DMY")) == (date(2026, 1, 2), date(2026, 2, 1))


@pytest.mark.parametrize("days", [10**12, -(10**12), 200_000, -100_000])
def test_a_number_of_days_out_of_reach_is_no_day(days: int) -> None:
    assert epoch_day(days) is None


@pytest.mark.parametrize("end", ["2026-1", f"{DAY}", "\x1a"])
def test_a_last_row_that_was_cut_short_hides_no_other(tmp_path: Path, end: str) -> None:
    found = found_in(put(tmp_path, "x.csv", f"date;step;state\n2026-11-20;Balm;done\n{end}"))
    assert (days_of(found.habits[0]), found.losses["unreadable"]) == ([("2026-11-20", "done", "")], 1)


def test_a_row_that_ends_before_its_state_is_counted(tmp_path: Path) -> None:
    found = csv(tmp_path, ("date", "step", "state", "note"), (DAY, "Balm", "done", "a"), ("2026-11-21", "Balm"))
    assert (found.records, found.losses["unreadable"]) == (1, 1)


def test_a_note_of_no_step_is_kept(tmp_path: Path) -> None:
    found = csv(tmp_path, ("date", "step", "state", "note"), (DAY, "Balm", "done", ""), (DAY, "", "", "slept well"))
    assert [(one.name, days_of(one)) for one in found.habits] == [
        ("Balm", [(DAY, "done", "")]), ("Without a name", [(DAY, "unknown", "slept well")])
    ]  # fmt: skip


def test_a_note_and_a_comment_are_both_kept_unless_one_is_named(tmp_path: Path) -> None:
    rows = [("date", "step", "state", "comment", "mood", "note"), (DAY, "Balm", "done", "one", "5", "two")]
    both = csv(tmp_path, *rows)
    assert (days_of(both.habits[0]), both.losses["columns"]) == ([(DAY, "done", "two\none")], 1)
    named = csv(tmp_path, *rows, mapping="NOTE=comment")
    assert (days_of(named.habits[0]), named.losses["columns"]) == ([(DAY, "done", "one")], 2)


def test_a_part_of_the_day_in_other_words_is_kept_in_the_instructions(tmp_path: Path) -> None:
    rows = [("date", "slot", "step", "state"), (DAY, "Abend", "Balm", "done"), (DAY, "Evening", "Balm", "done")]
    assert [(one.slot, one.about) for one in csv(tmp_path, *rows).habits] == [(None, "Slot: abend"), ("evening", "")]


def test_a_row_of_more_columns_than_a_table_has_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "x.csv", f"date,step,state\n{DAY},Balm,done{',' * 100_000}\n")
    with pytest.raises(BadInput, match="has a row of 100,003 columns, and 1,000 at most are looked at"):
        found_in(path)


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", f"{DAY}T10:00:00+05:30:15"])
def test_a_moment_out_of_reach_is_none(tmp_path: Path, at: str) -> None:
    found = csv(tmp_path, ("date", "at", "step", "state"), (DAY, at, "Balm", "done"))
    assert (days_of(found.habits[0]), found.habits[0].records[0].at) == ([(DAY, "done", "")], None)


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("11/22/2026", None), ("11/22/2026 7:42 PM", "19:42"), ("11/22/2026, 07:42:13", "07:42"),
        ("22.11.2026 00:40", "00:40"), ("2026/11/22 12:05 am", "00:05"), ("22/11/26 12:05 p.m.", "12:05"),
        ("11/22/2026 13:00 PM", None), ("11/22/2026 in the morning: late", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("header", [("date", "step", "state"), ("a", "b", "c"), None])
def test_days_in_every_order_make_a_table_and_their_times_are_kept(
    tmp_path: Path, header: tuple[str, ...] | None, cell: str, at: str | None
) -> None:
    (habit,) = csv(tmp_path, *([header] if header else []), (cell, "Balm", "done")).habits
    (record,) = habit.records
    assert (str(record.day), record.at) == (DAY, datetime.fromisoformat(f"{DAY}T{at}") if at else None)


@pytest.mark.parametrize(("cell", "at"), [("7:42 PM", time(19, 42)), ("12:10am", time(0, 10)), ("24:00", None)])
def test_a_column_of_times_has_them_in_every_way_to_write_them(tmp_path: Path, cell: str, at: time | None) -> None:
    found = csv(tmp_path, ("date", "at", "step", "state"), (DAY, cell, "Balm", "done"))
    assert found.habits[0].records[0].at == at


def test_a_line_that_tells_spreadsheets_the_separator_is_no_row(tmp_path: Path) -> None:
    found = found_in(put(tmp_path, "x.csv", f"sep=;\r\ndate;step;state\r\n{DAY};Balm, thick;done\r\n"))
    assert (found.habits[0].name, days_of(found.habits[0])) == ("Balm, thick", [(DAY, "done", "")])
