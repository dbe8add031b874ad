"""What is still due: the lines, the exit status, the JSON. That it imports as little as status, test_status holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.outside import Ran, back, damage, did, file_of, planner_of, run, state_of


def due(home: Path, *words: str) -> tuple[int, str]:
    """Exit status and output of ``due``, which says nothing else and writes nothing."""
    before = state_of(home)
    ran = run(home, "due", *words)
    assert (ran.err, state_of(home)) == ("", before)
    return ran.status, ran.out


def due_json(home: Path, *words: str) -> tuple[int, Any]:
    status, out = due(home, "--json", *words)
    return status, json.loads(out)


def test_what_is_still_due_is_told_by_part_of_the_day(home: Path) -> None:
    assert due(home) == (
        3,
        "Morning: Gentle cleanser, Moisturiser, Sunscreen SPF 30+\nEvening: Gentle cleanser, Moisturiser\n",
    )
    did(home, "tick", "1", "2")
    did(home, "skip", "5", "--reason", "none left")
    assert due(home) == (3, "Morning: Sunscreen SPF 30+\nEvening: Moisturiser\n")


def test_with_all_done_it_is_silent_and_as_needed_steps_are_never_due(home: Path) -> None:
    did(home, "tick", "1", "2", "3", "5", "6")
    assert due(home) == (0, "")
    assert due_json(home)[1]["steps"] == []
    assert due(home, "--slot", "day") == (0, "")


def test_one_part_of_the_day_or_two(home: Path) -> None:
    assert due(home, "--slot", "evening") == (3, "Evening: Gentle cleanser, Moisturiser\n")
    assert due(home, "--slot", "evening", "--slot", "day") == (3, "Evening: Gentle cleanser, Moisturiser\n")
    did(home, "tick", "5", "6")
    assert due(home, "--slot", "evening") == (0, "")
    assert due(home)[0] == 3
    assert run(home, "due", "--slot", "night").status == 2


def test_without_a_recovery_nothing_is_due(empty_home: Path) -> None:
    assert due(empty_home) == (0, "")
    assert due_json(empty_home) == (0, {"recovery": None, "day": None, "left": 0, "steps": []})


def test_in_a_pause_or_closed_nothing_is_due(home: Path) -> None:
    did(home, "pause", "--reason", "travelling")
    assert due(home) == (0, "")
    did(home, "resume")
    assert due(home)[0] == 3
    did(home, "window", "--close")
    assert due(home) == (0, "")


def test_before_day_zero_nothing_is_due(tmp_path: Path) -> None:
    planner_of(tmp_path).recoveries.begin("Soon", back(-3))
    assert due(tmp_path) == (0, "")


def test_a_window_that_grows_is_neither_written_nor_told_here(tmp_path: Path) -> None:
    planner_of(tmp_path).recoveries.begin("Long ago", back(30), 14)
    assert due(tmp_path)[0] == 3


def test_json_names_each_step_as_today_does(home: Path) -> None:
    did(home, "tick", "1", "2", "3", "5")
    did(home, "steps", "edit", "6", "--product", "Cream \x1b[31m")
    status, said = due_json(home)
    step = {"number": 6, "id": "evening-moisturiser", "slot": "evening", "kind": "moisturiser", "name": "Moisturiser"}
    assert (status, said["recovery"], said["left"]) == (3, "Face", 1)
    today = json.loads(did(home, "today", "--json"))
    assert said["day"] == today["day"]
    (told,) = said["steps"]
    assert told == step | {"product": today["steps"][5]["product"]}
    assert {name: today["steps"][5][name] for name in told} == told


def test_typed_names_do_nothing_to_a_terminal(home: Path) -> None:
    did(home, "steps", "add", "Balm [/b] \x1b[2J", "--slot", "evening")
    assert "\x1b" not in due(home)[1]
    assert "Balm [/b]" in due(home)[1]


def test_a_file_that_cannot_be_read_is_refused_as_everywhere(home: Path) -> None:
    damage(file_of(home), file_of(home).read_bytes()[:200])
    ran: Ran = run(home, "due")
    assert ran.status in (1, 3)
    assert ran.err.startswith("routine-tui: ")
    assert "Traceback" not in ran.err
