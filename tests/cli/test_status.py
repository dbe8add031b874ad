"""The short line for prompts: what it says, what it refuses, and what it does not import."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cases import each_case
from tests.cli.outside import back, did, planner_of, refused, run, surroundings, today


def test_the_line_is_short(home: Path) -> None:
    did(home, "tick", "1", "2", "3")
    assert did(home, "status") == "3/5 · D22 of 84 · 7 d 9 %\n"


def test_without_a_recovery_nothing_is_printed(empty_home: Path) -> None:
    assert run(empty_home, "status") == (0, "", "")


def test_adherence_is_left_out_where_nothing_was_expected(empty_home: Path) -> None:
    did(empty_home, "new", "--template", "empty")
    assert did(empty_home, "status") == "0/0 · D0 of 84\n"
    assert did(empty_home, "status", "--format", "{percent7}|{percent28}") == "–|–\n"


def test_before_the_window_it_says_so_and_after_it_the_days_go_on(tmp_path: Path) -> None:
    planner_of(tmp_path / "a").recoveries.begin("Soon", today() + timedelta(days=3))
    assert did(tmp_path / "a", "status").endswith("in 3 days\n")
    planner_of(tmp_path / "b").recoveries.begin("Done", back(30), 14)
    assert did(tmp_path / "b", "status").startswith("0/5 · D30 of 35")
    assert did(tmp_path / "b", "status", "--format", "{done}/{due} {day} {next}|").startswith("0/5 30 ")


def test_every_field_of_the_format_is_filled(home: Path) -> None:
    did(home, "tick", "1")
    template = "{done} {due} {day} {window} {percent7} {percent28} {phase} {next} {{}} \\n"
    assert did(home, "status", "--format", template) == "1 5 22 84 3 1 Rebuild Moisturiser {} \\n\n"


@each_case("template", ["{streak}", "{done", "done}", "{}", "{0}", "{done!r}", "{done:>5}", "{done.__class__}"])
def test_other_fields_are_refused_with_the_known_ones_named(home: Path, template: str) -> None:
    sentence = refused(home, "status", "--format", template)
    assert "{percent28}" in sentence
    assert "{next}" in sentence


SCREEN = {"textual", "rich", "jinja2", "tomlkit", "dateutil.parser"}
NETWORK = {"socket", "ssl", "http.client", "urllib.request", "asyncio", "caldav", "keyring"}
NOT_AT_PROMPTS = {
    *("filelock", "tomllib", "platformdirs", "dateutil", "routine_tui.store.change_log"),
    *("routine_tui.model.recovery.contact", "routine_tui.model.recovery.paper"),
}
"""What cost milliseconds at each prompt. Seen to fail where the store named the list of changes at its top."""


@pytest.mark.parametrize("words", [["status"], ["due"], ["today"], ["tick", "1"], ["sync", "status"]], ids=" ".join)
def test_what_runs_often_imports_no_screen_and_no_network(home: Path, words: list[str]) -> None:
    did(home, "tick", "2")
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "routine_tui", "--home", str(home), *words],
        env=surroundings() | {"LANG": "C.UTF-8"},  # without the measuring, which imports things of its own
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == (3 if words == ["due"] else 0) and ran.stdout
    imported = {line.rsplit("|", 1)[-1].strip() for line in ran.stderr.splitlines() if line.startswith("import time:")}
    assert "tinydb" in imported or words[0] == "sync"
    assert not imported & NETWORK
    if words[0] != "sync":
        assert not imported & SCREEN
        assert not [name for name in imported if "ingredient" in name or "screening" in name]
    if words in (["status"], ["due"]):
        assert not imported & NOT_AT_PROMPTS
