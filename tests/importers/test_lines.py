"""harsh and habitctl: a file of habits and a log, together or each alone, with what trips the programs themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from routine_tui.importers.found import ImportedData
from routine_tui.model.errors import BadInput
from tests.cases import each_case
from tests.importers.writers import days_of, found_in, put

DAY = "2026-11-22"
HABITS = """# what I do
! Morning
Cleanser: 1

! Skin
Retinoid: 3w
Peeling: 2/7
Sheet: 0
Antibiotic: 1: 2026-11-10
"""


def harsh(folder: Path, log: str | None = None, habits: str | None = None) -> ImportedData:
    """What a folder of harsh holds."""
    for name, text in (("log", log), ("habits", habits)):
        if text is not None:
            put(folder, name, text)
    return found_in(folder)


def told(log: str, folder: Path) -> list[tuple[str, str, str]]:
    """The days of the first habit of a log."""
    return days_of(harsh(folder, log).habits[0])


def test_habits_have_headings_frequencies_and_ends(tmp_path: Path) -> None:
    found = harsh(tmp_path, f"{DAY} : Cleanser : y :  : 0\n", HABITS)
    assert found.format_name == "harsh, habits and log"
    assert [(one.name, one.slot, one.rule, one.required) for one in found.habits] == [
        ("Cleanser", "morning", "FREQ=DAILY", True),
        ("Retinoid", None, "FREQ=WEEKLY;INTERVAL=3", True),
        ("Peeling", None, "FREQ=DAILY", False),
        ("Sheet", None, "FREQ=DAILY", False),
        ("Antibiotic", None, "FREQ=DAILY", True),
    ]
    assert found.habits[2].about == "Heading: Skin\n2 times in a week."
    assert found.habits[4].end == date(2026, 11, 10)
    assert (found.losses["rolling"], found.losses["several"]) == (1, 1)


@each_case(
    ("entry", "state", "words"),
    [
        ("y", "done", ""),
        ("n", "not done", ""),
        ("s : indoors", "skipped", "indoors"),
        ("y : calm : 2.5", "done", "2.5|calm"),
        ("y : calm : 0", "done", "calm"),
        ("y : calm : ", "done", "calm"),
        ("y : calm :", "done", "calm"),
        ("y :  : ", "done", ""),
        ("y :  : 3", "done", "3"),
        ("y : red : then calm", "done", "red : then calm"),
        ("y : red : then calm : 2", "done", "2|red : then calm"),
        ("y : a : b : c : d : 1", "done", "1|a : b : c : d"),
    ],
)
def test_an_entry_keeps_all_that_it_says(tmp_path: Path, entry: str, state: str, words: str) -> None:
    assert told(f"{DAY} : Cleanser : {entry}\n", tmp_path) == [(DAY, state, words)]


def test_entries_that_were_glued_together_are_parted(tmp_path: Path) -> None:
    log = "2026-11-20 : Run : y : calm : 02026-11-21 : Run : n :  : 02026-11-22 : Run : s : ill : \n"
    assert told(log, tmp_path) == [
        ("2026-11-20", "done", "calm"), ("2026-11-21", "not done", ""), ("2026-11-22", "skipped", "ill")
    ]  # fmt: skip


def test_a_comment_that_names_a_day_is_no_entry(tmp_path: Path) -> None:
    assert told(f"{DAY} : Run : y : as on 2026-11-20 : well : 0\n", tmp_path) == [
        (DAY, "done", "as on 2026-11-20 : well")
    ]


def test_blank_lines_comments_a_mark_and_dos_line_ends_are_no_harm(tmp_path: Path) -> None:
    assert told(f"\ufeff# mine\r\n\r\n{DAY} : Run : y : calm : 1\r\n", tmp_path) == [(DAY, "done", "1|calm")]


def test_of_two_lines_the_later_counts(tmp_path: Path) -> None:
    found = harsh(tmp_path, f"{DAY} : Run : y : one : 0\n{DAY} : Run : n : two : 0\n")
    assert (days_of(found.habits[0]), found.losses["doubled"]) == ([(DAY, "not done", "one\ntwo")], 1)


def test_a_line_longer_than_64_kib_stops_nothing(tmp_path: Path) -> None:
    long = "red " * 30_000
    found = harsh(tmp_path, f"2026-11-21 : Run : y : {long} : 0\n{DAY} : Run : y :  : 0\n")
    assert (found.records, found.losses["texts"]) == (2, 1)
    assert len(found.habits[0].records[0].note) > 19_000


def test_lines_that_are_no_entries_are_counted(tmp_path: Path) -> None:
    log = f"{DAY} : Run : y :  : 0\n{DAY} : Run\n{DAY} : Run : x\n2026-13-01 : Run : y\nRun : y\n{DAY} :  : y\n"
    found = harsh(tmp_path, log, "Run: 1\nSwim\nRead: 2\n")
    assert (found.records, found.losses["unreadable"]) == (1, 6)


def test_a_comment_beside_a_state_that_we_do_not_know_is_kept(tmp_path: Path) -> None:
    found = harsh(tmp_path, f"2026-11-21 : Run : y :  : 0\n{DAY} : Run : x : said : 0\n")
    assert days_of(found.habits[0]) == [("2026-11-21", "done", ""), (DAY, "unknown", "said")]
    assert (found.losses["words"], found.losses["unreadable"]) == (1, 0)


def test_what_is_only_in_the_log_was_taken_off_the_list_so_it_has_ended(tmp_path: Path) -> None:
    found = harsh(tmp_path, f"{DAY} : Swim : y :  : 0\n{DAY} : Run : y :  : 0\n", "Run: 1\n")
    assert [(one.name, one.archived) for one in found.habits] == [("Run", False), ("Swim", True)]
    (tmp_path / "habits").unlink()
    assert [one.archived for one in found_in(tmp_path / "log").habits] == [False, False]


def test_either_file_alone_brings_the_other_where_both_lie_under_their_names(tmp_path: Path) -> None:
    harsh(tmp_path, f"{DAY} : Run : y :  : 0\n", "Run: 2\n")
    for name in ("habits", "log"):
        found = found_in(tmp_path / name)
        assert (found.format_name, found.records, found.habits[0].rule) == (
            "harsh, habits and log", 1, "FREQ=DAILY;INTERVAL=2"
        )  # fmt: skip
    alone = put(tmp_path / "elsewhere", "my.txt", f"{DAY} : Run : y :  : 0\n")
    assert found_in(alone).format_name == "harsh, log"
    assert found_in(put(tmp_path / "only", "habits", "Run: 2\n")).format_name == "harsh, habits"


def test_a_file_of_habits_counts_only_under_its_name_as_so_little_of_it_is_its_own(tmp_path: Path) -> None:
    for text in ("Eggs: 12\n", "3 eggs\n"):
        with pytest.raises(BadInput, match="isn't in a format we know"):
            found_in(put(tmp_path, "shopping.txt", text))
        assert found_in(put(tmp_path, "habits", text)).habits[0].name.lower() == "eggs"


def test_names_that_differ_in_case_or_in_blanks_at_the_end_are_one_habit(tmp_path: Path) -> None:
    log = f"{DAY} : gym : y :  : 0\n2026-11-21 : Gym  : y :  : 0\n2026-11-20 : GYM : n :  : 0\n"
    assert [(one.name, len(one.records)) for one in harsh(tmp_path, log, "Gym : 1\n").habits] == [("Gym", 3)]
    (tmp_path / "habits").unlink()
    assert [(one.name, len(one.records)) for one in found_in(tmp_path / "log").habits] == [("gym", 3)]


@each_case("name", ["habits", "log"])
def test_the_file_of_the_two_that_is_not_as_it_must_be_is_named(tmp_path: Path, name: str) -> None:
    harsh(tmp_path, f"{DAY} : Run : y :  : 0\n", "Run: 1\n")
    put(tmp_path, name, b"R\xfcn: 1\n")
    for path in (tmp_path, tmp_path / ("log" if name == "habits" else "habits")):
        with pytest.raises(BadInput, match=rf"/{name} isn't written in UTF-8 \(byte 2\)"):
            found_in(path)


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is a folder without the habits and log"):
        found_in(tmp_path)
    put(tmp_path, "habits", "something else entirely\n")
    put(tmp_path, "log", "")
    with pytest.raises(BadInput, match="is a folder without the habits and log"):
        found_in(tmp_path)


# ---------------------------------------------------------------------- habitctl


def habitctl(
    folder: Path, log: str, habits: str = "1 Meditated\n7 Cleaned the flat\n0 Had a headache\n"
) -> ImportedData:
    put(folder, "habits", f"# The number says how often\n{habits}")
    put(folder, "log", log)
    return found_in(folder)


def test_habitctl_s_habits_and_log_are_read(tmp_path: Path) -> None:
    found = habitctl(tmp_path, f"2026-11-21\tMeditated\ty\n\n{DAY}\tMeditated\tn\n{DAY}\tHad a headache\ts\n")
    assert found.format_name == "habitctl, habits and log"
    assert [(one.name, one.rule, one.required) for one in found.habits] == [
        ("Meditated", "FREQ=DAILY", True),
        ("Cleaned the flat", "FREQ=WEEKLY;INTERVAL=1", True),
        ("Had a headache", "FREQ=DAILY", False),
    ]
    assert days_of(found.habits[0]) == [("2026-11-21", "done", ""), (DAY, "not done", "")]
    assert days_of(found.habits[2]) == [(DAY, "skipped", "")]


@each_case("offset", ["+08:00", "-11:00", "+0200", "Z", ""])
def test_the_offset_of_an_older_log_moves_no_day(tmp_path: Path, offset: str) -> None:
    found = habitctl(tmp_path, f"{DAY}{offset}\tMeditated\ty\n")
    assert days_of(found.habits[0]) == [(DAY, "done", "")]


def test_a_line_that_stops_habitctl_itself_is_counted(tmp_path: Path) -> None:
    found = habitctl(tmp_path, f"{DAY}\tMeditated\n{DAY}\tMeditated\ty\n{DAY}\tMeditated\tmaybe\n\t\t\n")
    assert (found.records, found.losses["unreadable"]) == (1, 2)
