"""Checks, backups, restoring, damaged files and newer ones, from outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import outside
from tests.cli.outside import damage, did, file_of, refused, run, said_json, state_of, surroundings

READING = [["today"], ["status"], ["calendar"], ["steps"], ["today", "--json"], ["export"], ["care"]]
CHANGING = [
    ["tick", "1"], ["skip", "1"], ["untick", "1"], ["note", "x"], ["pause"], ["undo"], ["redo"],
    ["steps", "add", "x", "--slot", "day"], ["steps", "edit", "1", "--name", "x"], ["steps", "end", "1"],
    ["visit", "add", "+3"], ["course", "add", "x", "--slot", "day"], ["procedure", "add", "x"],
]  # fmt: skip


def make_newer(home: Path) -> None:
    """Let a later version have written the file, with things in it that we do not know."""
    path = file_of(home)
    tables = json.loads(path.read_text())
    tables["recovery"]["1"] |= {"version": 99, "mood": "calm"}
    tables["moods"] = {"1": {"x": 1}}
    path.write_text(json.dumps(tables))


def test_check_says_that_all_is_whole_and_changes_nothing(home: Path) -> None:
    did(home, "tick", "1")
    before = state_of(home)
    told = did(home, "check")
    assert "Face: no damage, 1 day with a record, 6 steps" in told
    assert "1 backup" in told
    assert state_of(home) == before


def test_check_names_what_is_not_whole_and_mends_nothing(home: Path) -> None:
    did(home, "tick", "1")
    damage(file_of(home), file_of(home).read_bytes()[:-30])
    before = state_of(home)
    ran = run(home, "check")
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "damaged" in ran.out
    assert "restore" in ran.err
    assert state_of(home) == before


def test_a_damaged_file_is_mended_from_its_backup_and_told(home: Path) -> None:
    did(home, "tick", "1")
    did(home, "backup")
    damage(file_of(home), b'{"recovery": {"1"')
    ran = run(home, "today", "--json")
    assert (ran.status, ran.err.count("\n")) == (0, 1)
    assert ran.err.startswith("routine-tui: ")
    assert "damaged" in ran.err
    assert json.loads(ran.out)["done"] == 1
    assert any(b'"1"' in path.read_bytes() for path in file_of(home).parent.glob("*.damaged-*"))
    assert run(home, "today").err == ""


@pytest.mark.parametrize("content", [b"", b"nonsense", b'{"recovery": {}}', b"[]", b"\xff\xfe", b"[" * 5000])
def test_a_damaged_file_without_a_backup_is_refused_and_left(home: Path, content: bytes) -> None:
    damage(file_of(home), content)
    assert "damaged" in refused(home, "tick", "1")


def test_a_damaged_file_does_not_stop_what_does_not_need_it(home: Path) -> None:
    damage(file_of(home), b"nonsense")
    assert "cannot be read" in did(home, "list")
    did(home, "paths")
    did(home, "new", "Neck", "--day-zero", "yesterday")
    assert said_json(home, "today", "--json")["recovery"] == "Neck"


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_newer_file_is_shown_with_a_sentence(home: Path, words: list[str]) -> None:
    make_newer(home)
    before = state_of(home)
    ran = run(home, *words)
    assert (ran.status, ran.err.count("\n")) == (0, 1), ran
    assert "newer" in ran.err
    assert ran.out
    assert state_of(home) == before


@pytest.mark.parametrize("words", CHANGING, ids=" ".join)
def test_a_newer_file_is_not_changed(home: Path, words: list[str]) -> None:
    did(home, "tick", "2")
    make_newer(home)
    assert "newer" in refused(home, *words)


def test_a_newer_file_in_a_form_that_we_do_not_know_is_not_taken_for_damaged(home: Path) -> None:
    did(home, "tick", "1")
    file_of(home).write_text(json.dumps({"recovery": {"1": {"version": 99}}, "weeks": {}}))
    assert "newer" in refused(home, "today")


def test_a_backup_can_be_a_file_of_ones_own_and_comes_back(home: Path, tmp_path: Path) -> None:
    did(home, "tick", "1")
    copy = tmp_path / "copy.json"
    assert str(copy) in did(home, "backup", str(copy))
    assert copy.stat().st_mode & 0o777 == 0o600
    refused(home, "backup", str(copy))
    did(home, "backup", str(copy), "--force")
    did(home, "tick", "2")
    told = did(home, "restore", str(copy))
    assert "before-restore" in told
    assert said_json(home, "today", "--json")["done"] == 1


def test_a_backup_of_a_damaged_file_takes_its_place(home: Path, tmp_path: Path) -> None:
    did(home, "backup", str(tmp_path / "copy.json"))
    damage(file_of(home), b"nonsense")
    did(home, "restore", str(tmp_path / "copy.json"))
    assert said_json(home, "today", "--json")["recovery"] == "Face"
    assert [path.read_bytes() for path in file_of(home).parent.glob("Face.json.damaged-*")] == [b"nonsense"]


def test_a_backup_of_a_recovery_that_is_not_here_is_added(home: Path, empty_home: Path) -> None:
    did(empty_home, "restore", str(file_of(home)))
    assert said_json(empty_home, "today", "--json")["recovery"] == "Face"


def test_what_is_no_backup_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    for path in (tmp_path / "x.json", tmp_path / "none.json", tmp_path):
        refused(home, "restore", str(path))


def test_paths_say_where_all_lies(home: Path) -> None:
    told = did(home, "paths")
    for path in (home, file_of(home), home / "backups", home / "config.toml"):
        assert f" {path}\n" in told


def test_the_home_can_come_from_the_environment(home: Path) -> None:
    told = outside.ran(["paths"], surroundings() | {"LANG": "C.UTF-8", "ROUTINE_TUI_HOME": str(home)})
    assert told.status == 0 and str(file_of(home)) in told.out
