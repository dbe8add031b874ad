"""Ticks, skips, notes, pauses, and taking them back, from outside."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from tests.cli.outside import back, did, planner_of, refused, said_json, today


def test_a_tick_by_number_id_and_part_of_the_name_is_told_and_kept(home: Path) -> None:
    told = did(home, "tick", "1", "evening-moisturiser", "MORNING sunscreen", "--on", "yesterday")
    assert [line.split(" ", 1)[1] for line in told.splitlines()] == [
        "Gentle cleanser (morning, yesterday): done",
        "Moisturiser (evening, yesterday): done",
        "Sunscreen SPF 30+ (morning, yesterday): done",
    ]
    steps = said_json(home, "today", "--on", "-1", "--json")["steps"]
    assert [step["id"] for step in steps if step["state"] == "done"] == [
        "morning-cleanser", "morning-sunscreen", "evening-moisturiser",
    ]  # fmt: skip


def test_a_tick_keeps_its_time_with_the_offset_and_its_note(home: Path) -> None:
    did(home, "tick", "2", "--on", "-3", "--at", "07:42", "--note", "a thin layer")
    step = said_json(home, "today", "--on", str(back(3)), "--json")["steps"][1]
    assert datetime.fromisoformat(step["at"]).utcoffset() is not None
    assert (step["at"][:16], step["note"], step["reason"]) == (f"{back(3)}T07:42", "a thin layer", None)
    assert "07:42" in did(home, "today", "--on", "-3")


def test_a_tick_after_midnight_counts_for_the_evening_before(home: Path) -> None:
    did(home, "tick", "6", "--on", "-2", "--at", "00:40")
    step = said_json(home, "today", "--on", "-2", "--json")["steps"][5]
    assert (step["state"], step["at"][:16]) == ("done", f"{back(1)}T00:40")


def test_a_step_named_twice_is_told_once(home: Path) -> None:
    assert did(home, "tick", "1", "morning-cleanser").count("\n") == 1


def test_a_skip_keeps_its_reason_and_is_not_expected(home: Path) -> None:
    assert "skipped, stayed indoors" in did(home, "skip", "morning sunscreen", "--reason", "stayed indoors")
    day = said_json(home, "today", "--json")
    assert (day["steps"][2]["state"], day["steps"][2]["reason"], day["due"]) == ("skipped", "stayed indoors", 4)


def test_an_unticked_step_is_due_again(home: Path) -> None:
    did(home, "tick", "1", "2")
    assert "no mark" in did(home, "untick", "1")
    assert said_json(home, "today", "--json")["done"] == 1


def test_notes_of_a_day_are_lines_one_below_the_other(home: Path) -> None:
    did(home, "note", "Less tight.")
    did(home, "note", "Slept", "well.")
    did(home, "note", "--on", "yesterday", "--", "- itchy")
    assert said_json(home, "today", "--json")["note"] == "Less tight.\nSlept well."
    assert said_json(home, "today", "--on", "-1", "--json")["note"] == "- itchy"


def test_undo_and_redo_work_across_runs(home: Path) -> None:
    did(home, "tick", "1")
    assert did(home, "undo") == "Undid: ticked Gentle cleanser.\n"
    assert said_json(home, "today", "--json")["done"] == 0
    assert did(home, "redo") == "Redid: ticked Gentle cleanser.\n"
    assert said_json(home, "today", "--json")["done"] == 1


def test_a_pause_expects_nothing_until_it_is_resumed(home: Path) -> None:
    did(home, "pause", "--from", "yesterday", "--reason", "a cold")
    assert said_json(home, "today", "--json")["due"] == 0
    did(home, "resume")
    assert said_json(home, "today", "--json")["due"] == 5
    assert said_json(home, "today", "--on", "yesterday", "--json")["due"] == 0


def test_a_pause_can_be_of_one_step_and_have_an_end(home: Path) -> None:
    until = today() + timedelta(days=3)
    assert "Sunscreen SPF 30+ (morning)" in did(home, "pause", "--step", "3", "--until", str(until))
    states = {step["number"]: step["state"] for step in said_json(home, "today", "--json")["steps"]}
    assert (states[3], states[2]) == ("paused", "due")
    assert planner_of(home).recovery.pauses[0].last_day == until


def test_the_pause_of_a_step_outlives_that_of_everything(home: Path) -> None:
    did(home, "pause", "--step", "evening moisturiser", "--reason", "the clinic said so")
    did(home, "pause", "--until", "+3", "--reason", "travel")
    assert "Still paused separately: Moisturiser" in did(home, "resume")
    states = {item["id"]: item["state"] for item in said_json(home, "today", "--json")["steps"]}
    assert (states["evening-moisturiser"], states["morning-cleanser"]) == ("paused", "due")
    assert "Only single steps are paused" in refused(home, "resume")
    assert "Moisturiser (evening) is due" in did(home, "resume", "--step", "evening moisturiser")
    assert "Nothing is paused" in refused(home, "resume", "--step", "evening moisturiser")
    assert not [item for item in said_json(home, "today", "--json")["steps"] if item["state"] == "paused"]
