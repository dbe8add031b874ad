"""Visits from outside: planned, told, called off; the questions for them, and what to bring."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.cases import each_case
from tests.cli.outside import back, did, refused, run, said_json, today

HOSTILE = "Dr [/b] \u202eevil👩🏽‍🔬 " + "x" * 150


def visits(home: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = said_json(home, "visit", "--json")["visits"]
    return found


def ahead(days: int) -> str:
    return str(today() + timedelta(days=days))


def test_without_a_visit_it_says_how_to_plan_one(home: Path) -> None:
    assert did(home, "visit").splitlines() == ["Face · visits", "No visits yet: add one with routine-tui visit add."]
    assert said_json(home, "visit", "list", "--json")["visits"] == []


def test_a_visit_is_planned_with_all_that_is_known_and_stands_in_today(home: Path) -> None:
    words = ["visit", "add", "tomorrow", "10:30", "--with", "Dr Kaya", "--where", "Clinic", "--why", "dark marks"]
    assert did(home, *words) == "Planned: tomorrow, 10:30, Dr Kaya.\n"
    (found,) = visits(home)
    assert (found["day"], found["time"], found["with"], found["where"], found["why"]) == (
        ahead(1), "10:30", "Dr Kaya", "Clinic", "dark marks",
    )  # fmt: skip
    assert (found["notes"], found["agreed"], found["called_off"]) == (None, None, False)
    assert f"Next visit: tomorrow, 10:30, Dr Kaya · {found['ready']} of {found['to_bring']} things ready" in did(
        home, "today"
    )


def test_visits_are_listed_with_the_next_one_first_and_the_newest_past_one_after(home: Path) -> None:
    for day in ("-9", "+9", "-2", "+2"):
        did(home, "visit", "add", day)
    assert [one["day"] for one in visits(home)] == [ahead(2), ahead(9), str(back(2)), str(back(9))]


def test_a_visit_may_lie_before_and_after_the_window(home: Path) -> None:
    did(home, "visit", "add", "+400")
    did(home, "visit", "add", "-400")
    assert [one["day"] for one in visits(home)] == [ahead(400), ahead(-400)]


def test_a_visit_is_changed_called_off_and_planned_again_and_undo_takes_each_back(home: Path) -> None:
    did(home, "visit", "add", "+3", "10:30", "--with", "Dr Kaya")
    assert did(home, "visit", "edit", "kaya", "--time", "", "--agreed", "Azelaic acid").startswith("Saved: ")
    assert (visits(home)[0]["time"], visits(home)[0]["agreed"]) == (None, "Azelaic acid")
    assert did(home, "visit", "end", "1").startswith("Cancelled: ")
    assert "Next visit" not in did(home, "today")
    assert did(home, "visit", "end", ahead(3)).startswith("Restored: ")
    did(home, "undo")
    assert visits(home)[0]["called_off"] is True
    did(home, "visit", "remove", "1")
    assert visits(home) == []
    did(home, "undo")
    assert len(visits(home)) == 1


def test_questions_are_kept_answered_and_dropped(home: Path) -> None:
    assert did(home, "visit", "ask", "When may I?") == "Question saved: 1 open for the next visit.\n"
    did(home, "visit", "ask", "Which sunscreen?")
    assert "Questions for the next visit" in did(home, "visit")
    did(home, "visit", "answer", "sunscreen", "One with iron oxides")
    known = said_json(home, "visit", "questions", "--json")["questions"]
    assert [(one["text"], one["answer"]) for one in known] == [
        ("When may I?", None),
        ("Which sunscreen?", "One with iron oxides"),
    ]
    did(home, "visit", "drop", "1")
    assert [one["text"] for one in said_json(home, "visit", "questions", "--json")["questions"]] == ["Which sunscreen?"]


def test_what_to_bring_knows_what_is_here_and_what_is_ready_in_another_way(home: Path) -> None:
    did(home, "visit", "add", "+3")
    before = said_json(home, "visit", "bring", "--json")
    state = {one["field"]: one["ready"] for one in before["items"]}
    assert (state["depth"], state["medicines"]) == ("missing", "missing")
    did(home, "care", "background", "depth=1.5 mm")
    did(home, "visit", "bring", "--ready", "medicines")
    after = said_json(home, "visit", "bring", "--json")
    state = {one["field"]: one["ready"] for one in after["items"]}
    assert (state["depth"], state["medicines"]) == ("here", "hand")
    assert after["ready"] == before["ready"] + 2
    did(home, "visit", "bring", "--not-ready", "medicines")
    assert said_json(home, "visit", "bring", "--json")["ready"] == before["ready"] + 1


@each_case(
    ("words", "part"),
    [
        (["add", "03/04/2027"], "“03/04/2027”"),
        (["add", "+3", "25:00"], "isn't a time"),
        (["edit", "9", "--why", "x"], "There is no visit “9”"),
        (["end", "nobody"], "routine-tui visit shows"),
        (["ask", ""], "is empty"),
        (["ask", "x" * 201], "use 200 at most"),
        (["answer", "1", "x"], "There is no question"),
        (["bring", "--ready", "depth", "--not-ready", "depth"], "name it once"),
        (["bring", "--ready", "nonsense"], "There is no field “nonsense”"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_written(home: Path, words: list[str], part: str) -> None:
    did(home, "visit", "add", "+5")
    assert part in refused(home, "visit", *words)


def test_a_word_that_fits_two_visits_names_them(home: Path) -> None:
    did(home, "visit", "add", "+3", "--with", "Dr Kaya")
    did(home, "visit", "add", "+9", "--with", "Dr Kaya")
    assert "fits 2 visits" in refused(home, "visit", "end", "kaya")


def test_nothing_to_change_and_an_option_that_there_is_not_are_wrong_usage(home: Path) -> None:
    did(home, "visit", "add", "+3")
    for words in (["visit", "edit", "1"], ["visit", "add", "+3", "--notess"], ["visit", "add", "+3", "9:00", "--x"]):
        assert run(home, *words).status == 2
    assert len(visits(home)) == 1


def test_a_visit_is_called_by_its_day_in_any_words_or_by_the_whole_name(home: Path) -> None:
    for day, who in (("tomorrow", "Dr Kaya"), ("+9", "Dr Kaya Aydin"), ("+400", "")):
        did(home, "visit", "add", day, "--with", who)
    for word, days in (("tomorrow", 1), ("dr kaya", 1), (f"{today() + timedelta(days=9):%d %B %Y}", 9), ("3", 400)):
        assert did(home, "visit", "end", word).startswith("Cancelled: ")
        assert [one["day"] for one in visits(home) if one["called_off"]] == [ahead(days)]
        did(home, "undo")


def test_a_visit_is_an_event_of_its_day_in_the_calendar_and_on_today(home: Path) -> None:
    did(home, "visit", "add", "today", "10:30", "--with", "Dr Kaya")
    event = {"kind": "visit", "title": "Visit, Dr Kaya", "time": "10:30", "id": visits(home)[0]["id"]}
    assert said_json(home, "today", "--json")["events"] == [event]
    assert said_json(home, "calendar", "--json")["days"][22]["events"] == [event]
    lines = did(home, "calendar").splitlines()
    assert any(f"[○◆{today().day:>2}]" in line for line in lines) and lines[-3].endswith("◆ event")
    assert lines[-1].startswith("◆ ") and lines[-1].endswith(" 10:30  Visit, Dr Kaya")
    assert "◆ 10:30 Visit, Dr Kaya" in did(home, "today").splitlines()
    assert "◆" not in did(home, "calendar", "--until", "yesterday")
    assert run(home, "--ascii", "calendar").out.isascii()


def test_hostile_words_are_refused_or_shown_as_what_they_are(home: Path) -> None:
    assert "aren't UTF-8 text" in refused(home, "visit", "add", "+3", "--with", "Dr \udce8")
    did(home, "visit", "add", "+3", "--with", HOSTILE)
    assert "Dr [/b] evil👩🏽‍🔬" in did(home, "visit")


def test_without_a_recovery_the_sentence_says_how_to_begin(empty_home: Path) -> None:
    for words in (["visit"], ["visit", "add", "today"], ["course"], ["procedure"], ["care"], ["care", "next"]):
        assert "routine-tui new" in refused(empty_home, *words)
