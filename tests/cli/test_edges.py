"""The edges: what is refused, with one sentence, the right exit status and nothing written."""

from __future__ import annotations

import errno
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from routine_tui import __version__, cli
from routine_tui.cli.program import COMMANDS
from tests.cases import each_case
from tests.cli.outside import back, did, file_of, planner_of, refused, run, state_of, surroundings

REFUSALS = [
    (["tick", "cleanser"], "fits 2 steps: 1 morning Gentle cleanser and 5 evening Gentle cleanser"),
    (["tick", "1", "2", "nothing such"], "There is no step “nothing such”: routine-tui today shows"),
    (["tick", "7"], "There is no step “7”"),
    (["tick", "0"], "There is no step “0”"),
    (["tick", "9" * 5000], "There is no step"),
    (["tick", ""], "There is no step"),
    (["tick", "1", "--on", "tomorrow"], "in the future"),
    (["tick", "1", "--on", "-23"], "outside this recovery"),
    (["tick", "1", "--on", "03/04/2026"], "4 Mar or 3 Apr"),
    (["tick", "1", "--on", "someday"], "as a date"),
    (["tick", "1", "--on", "-999999999"], "isn't a day in the calendar"),
    (["tick", "1", "--at", "7"], "HH:MM"),
    (["tick", "1", "--at", "25:00"], "HH:MM"),
    (["tick", "1", "--on", "-1", "--note", "x" * 20001], "characters long"),
    (["skip", "moisturiser"], "fits 2 steps"),
    (["skip", "1", "--on", "+1"], "in the future"),
    (["untick", "9"], "no step"),
    (["today", "--on", "-400"], "outside this recovery"),
    (["today", "--on", "22/11/26"], "four digits"),
    (["note", " "], "type at least a word"),
    (["note", "x", "--on", "+2"], "in the future"),
    (["pause", "--from", "-1", "--until", "-2"], "swap the two dates"),
    (["pause", "--from", "+400"], "routine-tui window --weeks N makes it longer"),
    (["tick", "1", "--on", "+400"], "in the future"),
    (["pause", "--step", "cleanser"], "fits 2 steps"),
    (["resume"], "Nothing is paused"),
    (["undo"], "nothing to undo"),
    (["redo"], "nothing to redo"),
    (["calendar", "--since", "-99"], "outside this recovery"),
    (["calendar", "--since", "-1", "--until", "-2"], "swap them"),
    (["new", "Face"], "another name"),
    (["new", "Neck", "--days", "3"], "7 to 730"),
    (["new", "Neck", "--weeks", "200"], "7 to 730"),
    (["new", "Neck", "--day-zero", "04/03/2026"], "4 Mar or 3 Apr"),
    (["new", " "], "empty"),
    (["new", "a\udce8b"], "aren't UTF-8 text"),
    (["new", "x" * 201], "200 at most"),
    (["use", "Neck"], "There is no recovery “Neck”"),
    (["archive", "Neck"], "There is no recovery “Neck”"),
    ([], "there is no terminal here"),
    (["demo"], "there is no terminal here"),
]


@each_case(("words", "part"), REFUSALS)
def test_what_cannot_be_done_is_one_sentence_and_nothing_is_written(home: Path, words: list[str], part: str) -> None:
    assert part in refused(home, *words)


NEEDS_A_RECOVERY = [
    ["today"], ["tick", "1"], ["skip", "1"], ["untick", "1"], ["note", "x"], ["pause"], ["resume"], ["undo"], ["redo"],
    ["calendar"], ["steps"], ["steps", "add", "x", "--slot", "day"], ["steps", "edit", "1", "--name", "x"],
    ["steps", "end", "1"], ["export"], ["backup"],
]  # fmt: skip


@each_case("words", NEEDS_A_RECOVERY)
def test_without_a_recovery_the_sentence_says_how_to_begin(empty_home: Path, words: list[str]) -> None:
    assert "routine-tui new" in refused(empty_home, *words)


@each_case(
    "words",
    [["sleep"], ["tick"], ["--what"], ["today", "--at", "3"], ["new", "x", "--days", "9", "--weeks", "2"],
     ["new", "--days", "many"], ["new", "--template", "harsh"], ["note"], ["today", "extra"]],
)  # fmt: skip
def test_wrong_words_are_a_usage_error(home: Path, words: list[str]) -> None:
    before = state_of(home)
    ran = run(home, *words)
    assert (ran.status, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    assert state_of(home) == before


def test_the_text_before_a_bad_step_is_not_written(home: Path) -> None:
    refused(home, "tick", "1", "2", "x")
    assert did(home, "status").startswith("0/5")


def test_a_file_in_the_place_of_the_home_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("I am a file.")
    assert "not a directory" in refused(home, "new")


def test_a_folder_in_the_place_of_what_is_written_is_refused(home: Path) -> None:
    did(home, "tick", "2")
    (file_of(home).parent / ".Face.json.tmp").mkdir()
    assert "nothing was changed" in refused(home, "tick", "1")


def test_settings_that_cannot_be_read_are_refused(home: Path) -> None:
    for text in ("week_starts_in = 'sunday'", "glyphs = 3", "= nonsense", "day_starts_at = '25:00'"):
        (home / "config.toml").write_text(text)
        assert "config.toml" in refused(home, "today")


def test_help_and_version_need_no_home(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("= nonsense")
    text = did(tmp_path, "--help")
    assert all(f"  {name} " in text for name in COMMANDS)
    assert all(word in text for word in ("STEP", "DATE", "RULE", "Exit status", "routine-tui completion zsh"))
    assert did(tmp_path, "--version") == f"routine-tui {__version__}\n"


@each_case("name", COMMANDS)
def test_every_command_has_help_that_begins_with_a_sentence(tmp_path: Path, name: str) -> None:
    from click.testing import CliRunner

    from routine_tui.cli.program import program

    result = CliRunner().invoke(program, ["--home", str(tmp_path), name, "--help"])
    assert result.exit_code == 0
    assert f"Usage: program {name}" in result.output.replace("routine-tui", "program")
    assert "!" not in result.output


def test_a_reader_that_has_had_enough_is_no_trouble(home: Path) -> None:
    shell = f"{sys.executable} -m routine_tui --home {home} calendar --json | head -c 5"
    ran = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ('{\n  "', "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk at hand")
def test_a_full_disk_behind_the_output_is_one_sentence(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "routine_tui", "--home", str(home), "today"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (ran.returncode, ran.stderr.count("\n")) == (1, 1)
    assert ran.stderr.startswith("routine-tui: no space left on device")


@pytest.mark.parametrize(
    ("raised", "status", "told"),
    [
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 1, ""),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), 1, "routine-tui: /x: permission denied."),
    ],
)
def test_the_outermost_edge_is_quiet_and_has_the_right_status(
    raised: BaseException, status: int, told: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import gc

    def run_into_it(_arguments: object) -> int:
        raise raised

    monkeypatch.setattr(cli, "_run", run_into_it)
    try:
        with pytest.raises(SystemExit) as left:
            cli.main([])
    finally:
        gc.unfreeze()
        gc.enable()
    assert left.value.code == status
    assert capfd.readouterr().err.startswith(told)


def on_a_terminal(home: Path, *words: str, **variables: str) -> str:
    """What a command prints on a terminal."""
    outer, inner = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "routine_tui", "--home", str(home), *words],
        stdin=inner, stdout=inner, stderr=inner,
        env=surroundings() | {"LANG": "C.UTF-8", "TERM": "xterm"} | variables,
    ):  # fmt: skip
        os.close(inner)
        pieces = []
        try:
            while piece := os.read(outer, 65536):
                pieces.append(piece)
        except OSError:  # Linux says so when the other end is closed
            pass
        os.close(outer)
    return b"".join(pieces).decode()


def test_colour_is_for_terminals_that_want_it(home: Path) -> None:
    assert "\x1b[" in on_a_terminal(home, "today")
    assert "\x1b[" not in on_a_terminal(home, "today", NO_COLOR="1")
    assert "\x1b[" not in on_a_terminal(home, "today", TERM="dumb")


def test_what_is_no_text_does_not_go_to_a_terminal(home: Path) -> None:
    said = on_a_terminal(home, "export", "--format", "pdf")
    assert "pdf can't be shown in a terminal: name a file with -o" in said
    assert "%PDF" not in said


def test_after_the_window_today_is_a_day_like_any_other(tmp_path: Path) -> None:
    planner_of(tmp_path).recoveries.begin("Over", back(365), 14)
    assert "D365 of" in did(tmp_path, "today")
    assert did(tmp_path, "calendar")


@each_case("words", ["window --weekly --close", "window --days 30 --go-on --weekly", "remind --install --remove"])
def test_flags_that_say_different_things_are_refused_together(home: Path, words: str) -> None:
    before = state_of(home)
    ran = run(home, *words.split())
    assert ran.status == 2 and "Use only one of --" in ran.err
    assert state_of(home) == before
