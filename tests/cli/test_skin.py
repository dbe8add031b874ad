"""Check-ins from outside: recorded in one line, shown, taken back; what is refused leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

from tests.cases import each_case
from tests.cli.outside import back, did, planner_of, refused, run, said_json
from tests.cli.test_completion import completed


def answers(home: Path, *on: str) -> object:
    """What is answered on a day."""
    return said_json(home, "skin", "--json", *on)["answers"]


# ---------------------------------------------------------------------- recording and showing


def test_one_line_records_a_check_in_and_shows_it_in_words(home: Path) -> None:
    told = did(home, "skin", "redness=2", "pain=10", "temp=38.2", "pus=no", "hot=y", "--note", "Warm since noon.")
    assert "D22 of 84 · check-in" in told
    lines = [" ".join(line.split()) for line in told.splitlines()]
    assert "Redness 2 clear but mild" in lines
    assert "Temperature 38.2 °C" in lines
    assert {"Yes: hot and painful skin", "No: pus", "Note: Warm since noon."} <= set(lines)
    assert "Swelling" not in told


def test_what_is_recorded_reads_back_and_what_is_not_is_absent(home: Path) -> None:
    did(home, "skin", "redness=0", "temp=100.8F", "eye=no", "--on", "-2")
    found = said_json(home, "skin", "--on", str(back(2)), "--json")
    assert found["answers"] == {"redness": 0, "temp": 38.2, "eye": False}
    assert (found["day"], found["day_offset"], found["note"], found["photos"]) == (str(back(2)), 20, None, [])
    assert found["checked"] is True


def test_the_level_comes_with_its_name_and_the_rules_that_fired(home: Path) -> None:
    found = said_json(home, "skin", "redness=2", "--json")
    assert (found["level"], found["level_name"], found["rules"]) == (2, "See a clinician soon", ["redness_persistent"])
    assert "See a clinician soon" in did(home, "skin")
    found = said_json(home, "skin", "pus=yes", "--json")
    assert found["level"] == 3 and {"pus", "redness_persistent"} <= set(found["rules"])


def test_a_day_without_a_check_in_has_no_level_that_was_looked_for(home: Path) -> None:
    found = said_json(home, "skin", "--json")
    assert (found["answers"], found["level"], found["rules"], found["checked"]) == ({}, None, [], False)
    told = did(home, "skin")
    assert "No check-in that day" in told
    assert "Expected" not in told and "red flag" not in told
    did(home, "skin", "--note", "Only words.")
    assert said_json(home, "skin", "--json")["checked"] is False


def test_a_second_line_goes_beside_the_first_and_an_answer_is_taken_back(home: Path) -> None:
    did(home, "skin", "redness=2", "pain=3", "--note", "One.")
    did(home, "skin", "itch=4", "redness=", "PAIN=-")
    assert answers(home) == {"itch": 4}
    assert said_json(home, "skin", "--json")["note"] == "One."
    did(home, "skin", "--note", "Two.")
    assert said_json(home, "skin", "--json")["note"] == "Two."
    did(home, "skin", "--note", "")
    assert said_json(home, "skin", "--json")["note"] is None
    did(home, "skin", "itch=")
    assert planner_of(home).recovery.record(back(0)).skin is None


def test_what_was_answered_before_stands_beside(home: Path) -> None:
    did(home, "skin", "redness=3", "itch=1", "--on", "yesterday")
    told = did(home, "skin", "redness=2")
    assert "before: 3 yesterday" in told and "Itch" not in told


def test_undo_and_redo_take_a_check_in_back_and_bring_it_again(home: Path) -> None:
    did(home, "skin", "redness=2")
    did(home, "skin", "redness=3", "pus=yes")
    assert did(home, "undo") == "Undid: check-in.\n"
    assert answers(home) == {"redness": 2}
    did(home, "redo")
    assert answers(home) == {"redness": 3, "pus": True}
    did(home, "undo")
    did(home, "undo")
    assert answers(home) == {}


def test_the_table_names_every_check_in(home: Path) -> None:
    did(home, "skin", "redness=3", "--on", "-9")
    assert "3" in did(home, "skin", "redness=1", "--table")
    assert answers(home) == {"redness": 1}


def test_a_picture_goes_with_the_day_and_nothing_is_written_without_it(home: Path, tmp_path: Path) -> None:
    missing = str(tmp_path / "none.jpg")
    refused(home, "skin", "redness=2", "--photo", missing)
    assert planner_of(home).recovery.record(back(0)).skin is None


def test_a_note_in_two_lines_stays_in_its_column(home: Path) -> None:
    assert "  Note: One.\n        Two." in did(home, "skin", "--note", "One.\nTwo.")


def test_in_ascii_the_degree_is_plain_too(home: Path) -> None:
    ran = run(home, "--ascii", "skin", "temp=38.2", "redness=1")
    rows = ran.out.split("\n\n")[-1]
    assert ran.status == 0 and "38.2 C" in rows
    assert ran.out.isascii() and rows
    assert "38 C or more" in ran.out and "°" not in ran.out


def test_the_shell_completes_what_can_be_answered(home: Path) -> None:
    assert completed(home, "skin", "redn") == ["redness="]
    assert {"marks=", "marks_spreading="} <= set(completed(home, "skin", "mar"))
    assert completed(home, "profile", "pho") == ["phototype="]


# ---------------------------------------------------------------------- what is refused

REFUSALS = [
    (["redness=5"], "redness takes a whole number from 0 to 4"),
    (["redness=-1"], "redness takes a whole number from 0 to 4"),
    (["redness=2.5"], "redness takes a whole number from 0 to 4"),
    (["redness=³"], "redness takes a whole number from 0 to 4"),
    (["redness=" + "9" * 5000], "redness takes a whole number from 0 to 4"),
    (["pain=11"], "pain takes a whole number from 0 to 10"),
    (["pus=maybe"], "pus takes yes or no"),
    (["temp=45"], "isn't a possible body temperature"),
    (["temp=20"], "isn't a possible body temperature"),
    (["temp=100.8"], "write 100.8F"),
    (["temp=hot"], "like 38.2 or 100.8F"),
    (["temp=nan"], "like 38.2 or 100.8F"),
    (["rednes=2"], "did you mean redness?"),
    (["pigment=2"], "There is no question “pigment”"),
    (["x\x1b[31m" * 500 + "=2"], "There is no question"),
    (["redness=2", "Redness=3"], "redness is answered twice"),
    (["redness"], "write it like redness=2"),
    (["=2"], "write it like redness=2"),
    (["redness:2"], "write it like redness=2"),
    (["phototype=3"], "routine-tui profile phototype"),
    (["redness=2", "--on", "tomorrow"], "in the future"),
    (["redness=2", "--on", "-23"], "outside this recovery"),
    (["redness=2", "--on", "+100"], "in the future"),
    (["--on", "-23"], "outside this recovery"),
    (["--note", "x" * 20001], "characters long"),
    (["--json", "--table"], "Use either --json"),
]


@each_case(("words", "part"), REFUSALS)
def test_what_cannot_be_recorded_is_one_sentence_and_nothing_is_written(
    home: Path, words: list[str], part: str
) -> None:
    assert part in refused(home, "skin", *words)


def test_one_answer_that_is_refused_keeps_all_others_from_being_written(home: Path) -> None:
    did(home, "skin", "redness=1")
    refused(home, "skin", "redness=2", "pain=3", "pus=perhaps")
    assert answers(home) == {"redness": 1}


def test_a_path_that_begins_with_a_tilde_is_read_as_the_shell_reads_it(home: Path) -> None:
    """Seen to fail: a tilde before the name of nobody ended in a traceback, and one alone was taken for a name."""
    for words in (["skin", "--photo", "~/no.jpg"], ["photos", "add", "~/no.jpg"], ["screen", "~/no.jpg"]):
        assert f"{home / 'no.jpg'} " in refused(home, *words)
    for words in (["photos", "add"], ["screen"], ["restore"], ["backup"], ["export", "-o"]):
        assert f"{Path.cwd() / '~nobody-here'}" in refused(home, *words, "~nobody-here/no.md")


def test_without_a_recovery_the_sentence_says_how_to_begin(empty_home: Path) -> None:
    assert "routine-tui new" in refused(empty_home, "skin", "redness=2")
