"""Any simple table: columns told by header, by content, by the person, or asked; states as words, signs and amounts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from routine_tui.importers.columns import read_mapping
from routine_tui.importers.found import ImportedData
from routine_tui.model.errors import BadInput
from routine_tui.model.import_errors import Unclear, UnclearColumn, UnclearOrNone, UnknownState
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


@each_case(
    ("cell", "told"),
    [
        ("done", ("done", "")), ("Yes", ("done", "")), ("x", ("done", "")), ("✓", ("done", "")), ("1", ("done", "")),
        ("TRUE", ("done", "")), ("skipped", ("skipped", "")), ("s", ("skipped", "")), ("no", ("not done", "")),
        ("0", ("not done", "")), ("❌", ("not done", "")), ("2.5", ("done", "2.5")), ("2,5", ("done", "2.5")),
        ("-3", ("not done", "-3")), ("", None), ("open", None), ("paused", None), ("ahead", None),
        ("perhaps", ("unknown", "perhaps")), ("Ja", ("done", "")), ("Sí", ("done", "")), ("fatto", ("done", "")),
        ("Nein", ("not done", "")), ("não", ("not done", "")),
    ],
)  # fmt: skip
def test_states_are_words_signs_and_amounts(tmp_path: Path, cell: str, told: tuple[str, str] | None) -> None:
    found = csv(tmp_path, ("date", "step", "state"), ("2026-11-01", "Balm", "done"), (DAY, "Balm", cell))
    assert [one[1:] for one in days_of(found.habits[0])[1:]] == ([told] if told else [])
    assert found.losses["words"] == (cell == "perhaps")


@each_case("delimiter", [",", ";", "\t", "|"])
@each_case("end", ["\n", "\r\n"])
def test_every_separator_and_line_end(tmp_path: Path, delimiter: str, end: str) -> None:
    rows = [("Date", "Habit", "Status"), (DAY, "Balm, thick; warm", "done")]
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        found = found_in(put(tmp_path, "x", table(rows, end, delimiter).encode(encoding)))
        assert (found.habits[0].name, days_of(found.habits[0])) == ("Balm, thick; warm", [(DAY, "done", "")])


ROWS = [(DAY, "Balm", "yes"), ("2026-11-21", "Balm", "no")]


@each_case(
    "header",
    [
        ("date", "step", "state"), ("Day", "HABIT", "Done"), ("Tag", "Habit", "Ja oder nein"), ("a", "b", "done"),
        ("date", "b", "done"),
    ],
)  # fmt: skip
def test_one_column_is_told_by_what_is_in_it(tmp_path: Path, header: tuple[str, ...]) -> None:
    found = csv(tmp_path, header, *ROWS)
    assert days_of(found.habits[0]) == [("2026-11-21", "not done", ""), (DAY, "done", "")]


@each_case(
    ("header", "done", "skipped", "missed"),
    [
        ("Datum;Schritt;Status", "WAHR", "ausgelassen", "FALSCH"),
        ("Date;Étape;Statut", "VRAI", "sauté", "FAUX"),
        ("Fecha;Paso;Estado", "VERDADERO", "omitido", "FALSO"),
        ("Data;Passo;Stato", "VERO", "saltato", "non fatto"),
        ("Data;Tarefa;Estado", "VERDADEIRO", "pulado", "não feito"),
        ("Datum;Stap;Gedaan", "WAAR", "overgeslagen", "nee"),
    ],
)
def test_the_table_of_a_spreadsheet_in_another_language(
    tmp_path: Path, header: str, done: str, skipped: str, missed: str
) -> None:
    rows = [(f"{day}/11/2026", "Zink", said) for day, said in ((20, done), (21, skipped), (22, missed))]
    found = csv(tmp_path, tuple(header.split(";")), *rows)
    assert [(one.name, [state for _, state, _ in days_of(one)]) for one in found.habits] == [
        ("Zink", ["done", "skipped", "not done"])
    ]


@each_case("header", [("Tag", "Was", "Ja oder nein"), ("a", "b", "c"), ("date", "b", "c"), None])
def test_a_second_guess_is_asked_about(tmp_path: Path, header: tuple[str, ...] | None) -> None:
    asked = unclear(tmp_path, *([header] if header else []), *ROWS)
    assert asked.key == "STEP"
    found = csv(tmp_path, *([header] if header else []), *ROWS, mapping="STEP=2")
    assert days_of(found.habits[0]) == [("2026-11-21", "not done", ""), (DAY, "done", "")]


@each_case("remarks", ["Kommentar", "Bemerkung", "said", "commentaire", "x"])
def test_a_column_of_remarks_becomes_no_step(tmp_path: Path, remarks: str) -> None:
    rows = [("Date", "Sunscreen", remarks), (DAY, "yes", "in the rain"), ("2026-11-21", "no", "forgot it")]
    asked = unclear(tmp_path, *rows)
    assert asked.key == "STEP"
    assert asked.choices[-1] == ("-", "none of them: the column that says whether it was done has the step's name")
    assert (
        isinstance(asked, UnclearOrNone)
        and asked.otherwise == "the column that says whether it was done has the step's name"
    )
    found = csv(tmp_path, *rows, mapping=f"STEP=-,NOTE={remarks}")
    assert [(one.name, days_of(one)) for one in found.habits] == [
        ("Sunscreen", [("2026-11-21", "not done", "forgot it"), (DAY, "done", "in the rain")])
    ]


def test_a_root_table_is_asked_about(tmp_path: Path) -> None:
    """As Loop writes it: a column a habit, and a comma at the end of each row."""
    for cells in (("2", "0"), ("YES_MANUAL", "SKIP")):
        rows = [("Date", "Balm", "Run", ""), (DAY, *cells, ""), ("2026-11-21", *cells, "")]
        assert unclear(tmp_path, *rows).key == "STEP"
    found = csv(tmp_path, *rows, mapping="STEP=-,STATE=Run")
    assert [(one.name, len(one.records)) for one in found.habits] == [("Run", 2)]
    assert unclear(tmp_path, ("Date", "Balm", "Run"), (DAY, "yes", "no"), mapping="STEP=-").key == "STATE"


def test_what_hardly_ever_comes_twice_is_no_guess_for_a_step(tmp_path: Path) -> None:
    rows = [(f"2026-11-{day:02}", f"it was day {day}", "yes") for day in range(1, 20)]
    assert unclear(tmp_path, ("date", "said", "done"), *rows).key == "STEP"


def test_without_a_header_no_column_has_the_name_of_the_step(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no column of a state whose name could be that of the step"):
        csv(tmp_path, *ROWS, mapping="STEP=-,STATE=3")


def test_columns_stand_in_any_order_and_others_are_counted(tmp_path: Path) -> None:
    header = ("note", "mood", "state", "step", "slot", "date", "at", "weather", "reason")
    row = ("calm", "5", "done", "Balm", "Evening", DAY, "07:42", "sunny", "")
    found = csv(tmp_path, header, row)
    (habit,) = found.habits
    assert (habit.slot, habit.records[0].note) == ("evening", "calm")
    assert habit.records[0].at == datetime.fromisoformat(f"{DAY}T07:42")
    assert found.losses["columns"] == 2


def test_where_several_columns_can_be_it_it_has_to_be_asked(tmp_path: Path) -> None:
    rows = [("Tag", "Was", "Wo", "Ja"), (DAY, "Balm", "left", "yes"), (DAY, "Cream", "right", "no")]
    asked = unclear(tmp_path, *rows)
    assert asked.key == "STEP"
    assert asked.choices[:2] == (("Was", "Balm, Cream"), ("Wo", "left, right"))
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
    assert isinstance(asked, UnclearOrNone)
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
        (DAY, "Balm", "Jau"),
        ("2026-11-21", "Balm", "krank"),
        ("2026-11-20", "Balm", "nö"),
    ]
    with pytest.raises(UnknownState, match="uses “Jau” for whether something was done"):
        csv(tmp_path, *rows)
    found = csv(tmp_path, *rows, mapping="DONE=jau,SKIPPED=krank")
    assert [one[1:] for one in days_of(found.habits[0])] == [("unknown", "nö"), ("skipped", ""), ("done", "")]
    assert found.losses["words"] == 1
    assert csv(tmp_path, *rows, mapping="DONE=jau,NOT=NÖ").losses["not_done"] == 1


@each_case("text", ["DATE", "DATE=", "=x", "WHEN=x", "ORDER=YDM", "DATE=x;STEP=y", "x"])
def test_a_mapping_that_maps_nothing_is_refused(text: str) -> None:
    if text == "DATE=x;STEP=y":
        assert read_mapping([text]) == {"DATE": "x;STEP=y"}
        return
    with pytest.raises(BadInput, match=r"can't be used|ORDER is DMY, MDY or YMD"):
        read_mapping([text])


def test_mappings_add_up_whatever_their_case() -> None:
    assert read_mapping(["date=Tag, order=mdy", "Step=2"]) == {"DATE": "Tag", "ORDER": "MDY", "STEP": "2"}


@each_case(
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


@each_case("end", ["2026-1", f"{DAY}", "\x1a"])
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
    with pytest.raises(BadInput, match="has a row of 100,003 columns, and 1,000 at most are read"):
        found_in(path)


def test_a_line_that_tells_spreadsheets_the_separator_is_no_row(tmp_path: Path) -> None:
    found = found_in(put(tmp_path, "x.csv", f"sep=;\r\ndate;step;state\r\n{DAY};Balm, thick;done\r\n"))
    assert (found.habits[0].name, days_of(found.habits[0])) == ("Balm, thick", [(DAY, "done", "")])


def test_a_name_is_one_name_however_its_accents_are_written(tmp_path: Path) -> None:
    """Seen to become two steps that nobody can tell apart: some systems write an accent as a letter of its own."""
    found = csv(tmp_path, ("date", "step", "state"), (DAY, "Cre\u0300me", "yes"), ("2026-11-21", "Cr\u00e8me", "yes"))
    assert [(one.name, len(one.records)) for one in found.habits] == [("Cre\u0300me", 2)]


def test_what_cannot_be_seen_in_a_table_changes_nothing(tmp_path: Path) -> None:
    """Seen to fail: no readable date, and a word that is not known."""
    rows = ("Da\u00adte", "Habit", "Value"), ("\u200e22/\u200e11/\u200e2026", "Cr\u200beam", "\u200e1")
    (habit,) = csv(tmp_path, *rows, ("23\u201311\u20132026", "Cream", "\u22121")).habits
    assert habit.name == "Cream" and [one.state for one in habit.records] == ["done", "not done"]
