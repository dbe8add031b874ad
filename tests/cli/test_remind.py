"""Reminders: what is written for which scheduler, that it works, that all of it goes again; with stand-ins for each."""

from __future__ import annotations

import os
import plistlib
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.outside import Ran, planner_of, run, surroundings, today

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows' own scheduler is a recipe in docs/recipes.md")

STAND_IN = """#!/bin/sh
echo "${0##*/}" "$@" >> "$CALLS"
case "$REFUSES" in *" $2 "*|*" $1 "*) echo "Access denied" >&2; exit 1;; esac
"""
SHOWS = """#!/bin/sh
printf '%s\\n' "$@" > "$SHOWN"
"""


class Machine:
    """A person's folder with a recovery, and the programs that are on the path there."""

    def __init__(self, folder: Path, *programs: str) -> None:
        self.folder, self.data, self._bin = folder, folder / "my data 100%", folder / "bin"
        self.calls_file, self.shown = folder / "calls", folder / "shown"
        self._bin.mkdir(parents=True)
        for name in ("sh", "cat"):
            (self._bin / name).symlink_to(shutil.which(name) or "")
        for name in programs:
            self.add(name, STAND_IN)
        planner_of(self.data).recoveries.begin("Face", today())

    def add(self, name: str, script: str) -> None:
        (self._bin / name).write_text(script)
        (self._bin / name).chmod(0o755)

    def environment(self, **more: str) -> dict[str, str]:
        return {
            "PATH": str(self._bin), "HOME": str(self.folder), "LANG": "C.UTF-8", "CALLS": str(self.calls_file),
            "SHOWN": str(self.shown), "PYTHONPATH": surroundings()["PYTHONPATH"],
        } | more  # fmt: skip

    def remind(self, *words: str, **more: str) -> Ran:
        return run(self.data, "remind", *words, **self.environment(**more))

    def did(self, *words: str) -> str:
        ran = self.remind(*words)
        assert (ran.status, ran.err) == (0, ""), ran
        return ran.out

    def calls(self) -> list[str]:
        """What the schedulers were told since this was last asked."""
        told = self.calls_file.read_text().splitlines() if self.calls_file.exists() else []
        self.calls_file.write_text("")
        return [line for line in told if "show-environment" not in line]

    def files(self) -> list[str]:
        """What there is beside the data and the stand-ins."""
        found = (path for path in self.folder.rglob("*") if path.is_file() and self.data not in path.parents)
        return sorted(
            str(path.relative_to(self.folder)) for path in found if path.parent not in (self._bin, self.folder)
        )


UNITS = [".config/systemd/user/routine-tui-remind.service", ".config/systemd/user/routine-tui-remind.timer"]
PLIST = "Library/LaunchAgents/routine-tui-remind.plist"


def test_nothing_is_written_without_being_asked(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "systemctl", "launchctl")
    assert machine.did().startswith("No reminder is set up.")
    assert machine.did("--remove") == "No reminder is set up, so there is nothing to remove.\n"
    assert (machine.files(), machine.calls()) == ([], [])


def test_with_systemd_two_units_are_written_told_and_taken_back(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "systemctl")
    said = machine.did("--install", "--at", "21:30, 7:30")
    assert "at 07:30 and 21:30 if something is still due" in said
    assert machine.files() == UNITS
    assert all(str(tmp_path / name) in said for name in UNITS)
    assert machine.calls() == [
        "systemctl --user daemon-reload",
        "systemctl --user enable --now routine-tui-remind.timer",
    ]
    timer = (tmp_path / UNITS[1]).read_text()
    assert re.findall("OnCalendar=(.*)", timer) == ["*-*-* 07:30:00", "*-*-* 21:30:00"]
    assert "at 07:30 and 21:30" in machine.did()
    said = machine.did("--remove")
    assert all(str(tmp_path / name) in said for name in UNITS)
    assert machine.files() == []
    assert machine.calls() == [
        "systemctl --user disable --now routine-tui-remind.timer",
        "systemctl --user daemon-reload",
    ]


def test_with_launchd_one_file_is_written_told_and_taken_back(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "launchctl")
    assert "at 07:30 and 21:30" in machine.did("--install")
    assert machine.files() == [PLIST]
    domain = f"gui/{os.getuid()}"
    assert machine.calls() == [f"launchctl bootstrap {domain} {tmp_path / PLIST}"]
    held = plistlib.loads((tmp_path / PLIST).read_bytes())
    assert held["StartCalendarInterval"] == [{"Hour": 7, "Minute": 30}, {"Hour": 21, "Minute": 30}]
    assert held["ProgramArguments"][-4:] == ["--home", str(machine.data), "remind", "--now"]
    assert "at 07:30 and 21:30" in machine.did()
    machine.did("--remove")
    assert machine.files() == []
    assert machine.calls() == [f"launchctl bootout {domain}/routine-tui-remind"]


def test_from_one_file_a_reminder_runs_that_file(tmp_path: Path) -> None:
    """A zipapp's modules are found by nobody else, so the scheduler is given the file, by its whole path."""
    machine = Machine(tmp_path, "systemctl")
    with ZipFile(tmp_path / "routine-tui.pyz", "w") as archive:
        archive.writestr("__main__.py", "from routine_tui.cli import main\nmain()\n")
    words = [sys.executable, "routine-tui.pyz", "--home", str(machine.data), "remind", "--install"]
    subprocess.run(words, cwd=tmp_path, env=machine.environment(), capture_output=True, check=True)
    (started,) = re.findall("^ExecStart=(.*)$", (tmp_path / UNITS[0]).read_text(), re.MULTILINE)
    assert re.findall('"(.*?)"', started)[:3] == [sys.executable, str(tmp_path / "routine-tui.pyz"), "--home"]


@pytest.mark.parametrize("program", ["systemctl", "launchctl"])
def test_installed_again_the_new_times_take_the_place_of_the_old(program: str, tmp_path: Path) -> None:
    machine = Machine(tmp_path, program)
    machine.did("--install")
    machine.did("--install", "--at", "20:00")
    assert "comes at 20:00 if" in machine.did()


@pytest.mark.parametrize(("program", "refused"), [("systemctl", "enable"), ("launchctl", "bootstrap")])
def test_what_the_scheduler_refuses_leaves_nothing_behind(program: str, refused: str, tmp_path: Path) -> None:
    machine = Machine(tmp_path, program)
    ran = machine.remind("--install", REFUSES=f" {refused} ")
    assert (ran.status, ran.out) == (1, "")
    assert f"{program} did not take the reminder (Access denied), so nothing was set up" in ran.err
    assert ran.err.count("\n") == 1
    assert machine.files() == []


def test_without_a_scheduler_a_crontab_line_is_shown_and_nothing_written(tmp_path: Path) -> None:
    for machine in (Machine(tmp_path / "none"), Machine(tmp_path / "dead", "systemctl")):
        ran = machine.remind("--install", "--at", "21:30", REFUSES=" show-environment ")
        assert (ran.status, ran.err) == (0, "")
        assert "nothing was written" in ran.out
        assert machine.files() == []
        assert machine.calls() == []
        (line,) = [line for line in ran.out.splitlines() if line.startswith("30 21 * * * ")]
        assert "100\\%" in line, "cron ends a command at a percent sign"
        words = shlex.split(line.removeprefix("30 21 * * * ").replace("\\%", "%"))
        assert words[-4:] == ["--home", str(machine.data), "remind", "--now"]


@pytest.mark.parametrize(
    "words", [("--install", "--at", "25:00"), ("--install", "--at", ""), ("--install", "--at", "7")]
)
def test_what_is_no_time_is_refused(words: tuple[str, ...], tmp_path: Path) -> None:
    machine = Machine(tmp_path, "systemctl")
    ran = machine.remind(*words)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert machine.files() == []


def test_a_time_alone_is_no_wish(tmp_path: Path) -> None:
    assert Machine(tmp_path, "systemctl").remind("--at", "07:30").status == 2


# ---------------------------------------------------------------------- what it runs


def command_in(machine: Machine) -> list[str]:
    """What the unit runs, read as systemd reads it."""
    (line,) = re.findall("^ExecStart=(.*)$", (machine.folder / UNITS[0]).read_text(), re.MULTILINE)
    return [word.replace("$$", "$").replace("%%", "%") for word in shlex.split(line)]


def at(hour: int) -> dict[str, str]:
    """Variables with which the program takes it to be about an hour of the day now."""
    offset = hour - datetime.now(UTC).hour
    return {"TZ": f"THEN{-offset:+d}"}


@pytest.mark.parametrize("name", ["notify-send", "osascript"])
def test_what_is_installed_shows_what_is_due_and_prints_nothing(name: str, tmp_path: Path) -> None:
    machine = Machine(tmp_path, "systemctl")
    machine.add(name, SHOWS)
    machine.did("--install")
    ran = subprocess.run(command_in(machine), env=machine.environment(**at(19)), capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    shown = machine.shown.read_text()
    assert "Still open today\nMorning: Gentle cleanser, Moisturiser, Sunscreen SPF 30+\nEvening: " in shown


def test_in_the_morning_nobody_is_reminded_of_the_evening(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.add("notify-send", SHOWS)
    assert machine.remind("--now", **at(8)).status == 0
    assert "Morning" in machine.shown.read_text()
    assert "Evening" not in machine.shown.read_text()


def test_where_all_is_done_nothing_is_shown(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.add("notify-send", SHOWS)
    planner = planner_of(machine.data)
    zone = at(19)
    ran = run(machine.data, "tick", "1", "2", "3", "5", "6", **machine.environment(**zone))
    assert ran.status == 0, ran
    assert planner.recovery.days
    assert machine.remind("--now", **zone) == (0, "", "")
    assert not machine.shown.exists()


def test_where_no_message_can_be_shown_it_says_so_without_a_name_of_a_step(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    ran = machine.remind("--now", **at(19))
    assert (ran.status, ran.out) == (1, "")
    assert "install notify-send" in ran.err
    machine.add("notify-send", "#!/bin/sh\nexit 1\n")
    ran = machine.remind("--now", **at(19))
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "cleanser" not in ran.err.lower()


def test_without_a_recovery_nothing_is_shown(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    assert run(tmp_path / "other", "remind", "--now", **machine.environment()) == (0, "", "")


def test_without_a_folder_named_the_usual_places_are_used(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "systemctl")
    chosen = {"XDG_DATA_HOME": str(tmp_path / "kept here")}
    ran = subprocess.run(
        [sys.executable, "-m", "routine_tui", "remind", "--install"],
        env=machine.environment(**chosen),
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    words = command_in(machine)
    assert words[:2] == ["/usr/bin/env", f"XDG_DATA_HOME={tmp_path / 'kept here'}"]
    assert words[-4:] == ["-m", "routine_tui", "remind", "--now"]


def test_the_units_are_whole(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("there is no systemd-analyze")
    machine = Machine(tmp_path, "systemctl")
    machine.did("--install")
    ran = subprocess.run(
        [analyze, "--user", "verify", "--man=no", str(tmp_path / UNITS[1])],
        env=surroundings() | {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")
