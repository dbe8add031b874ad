"""The person's own scheduler: what is written for it, how it is told, and how all of it is taken back.

systemd on Linux and launchd on macOS are asked whether they are there; where neither is, a line for crontab is given.
"""

from __future__ import annotations

import os
import plistlib
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import time
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from routine_tui.files import write_whole
from routine_tui.model.errors import RoutineError
from routine_tui.model.text import clipped

Kind = Literal["systemd", "launchd"]
NAME: Final = "routine-tui-remind"
_ABOUT: Final = "Say once what is still due of the skin routine"
_SECONDS: Final = 20
"""How long a scheduler may take to answer."""


class SchedulerRefused(RoutineError):
    """The scheduler did not take the reminder; nothing of it is left behind."""

    def __init__(self, program: str, said: str) -> None:
        super().__init__(f"{program} did not take the reminder ({clipped(said, 200)}), so nothing was set up.")
        self.program, self.said = program, said


class Reminder(Struct, frozen=True):
    """A reminder as one scheduler is given it."""

    kind: Kind
    files: Mapping[Path, bytes]
    """What is written where."""
    begin: Sequence[Sequence[str]]
    """The commands that make the scheduler know it."""


def scheduler() -> Kind | None:
    """Which scheduler of the person's own answers here."""
    if shutil.which("launchctl"):
        return "launchd"
    if shutil.which("systemctl") and _said(["systemctl", "--user", "show-environment"]) == "":
        return "systemd"
    return None


def reminder_of(kind: Kind, command: Sequence[str], hours: Sequence[time]) -> Reminder:
    """A reminder that runs a command at some hours of each day."""
    if kind == "launchd":
        plist = _launchd_file()
        return Reminder(kind, {plist: _plist(command, hours)}, [["launchctl", "bootstrap", _domain(), str(plist)]])
    service, timer = _systemd_files()
    units = {service: _service(command).encode(), timer: _timer(hours).encode()}
    enable = ["systemctl", "--user", "enable", "--now", timer.name]
    return Reminder(kind, units, [["systemctl", "--user", "daemon-reload"], enable])


def install(reminder: Reminder) -> None:
    """Write a reminder and make it known, in the place of one from before. Raises SchedulerRefused, StoreError."""
    if installed():
        remove()
    for path, content in reminder.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    for command in reminder.begin:
        if said := _said(command):
            remove()
            raise SchedulerRefused(command[0], said)


def installed() -> list[Path]:
    """The files of a reminder that was set up, for whichever scheduler."""
    return [path for path in (*_systemd_files(), _launchd_file()) if path.is_file()]


def remove() -> list[Path]:
    """Take a reminder back, whichever scheduler has it; gives the files that are gone."""
    found = installed()
    service, timer = _systemd_files()
    if timer in found:
        _said(["systemctl", "--user", "disable", "--now", timer.name])
    if _launchd_file() in found:
        _said(["launchctl", "bootout", f"{_domain()}/{NAME}"])
    for path in found:
        path.unlink(missing_ok=True)
    if timer in found or service in found:
        _said(["systemctl", "--user", "daemon-reload"])
    return found


def hours_of(files: Sequence[Path]) -> list[time]:
    """At which hours the reminder in some files comes."""
    hours: list[time] = []
    for path in files:
        content = path.read_bytes()
        if path.suffix == ".plist":
            found = plistlib.loads(content)["StartCalendarInterval"]
            hours += [time(one["Hour"], one["Minute"]) for one in found]
        else:
            found = re.findall(rb"^OnCalendar=\*-\*-\* (\d\d):(\d\d):00$", content, re.MULTILINE)
            hours += [time(int(hour), int(minute)) for hour, minute in found]
    return sorted(hours)


def crontab_lines(command: Sequence[str], hours: Sequence[time]) -> list[str]:
    """The same as lines for a crontab."""
    words = shlex.join(command).replace("%", "\\%")
    return [f"{hour.minute} {hour.hour} * * * {words}" for hour in hours]


def _said(command: Sequence[str]) -> str:
    """What a command said as it refused; empty where it went well."""
    try:
        ran = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if ran.returncode == 0:
        return ""
    return (ran.stderr or ran.stdout).strip().partition("\n")[0] or f"exit status {ran.returncode}"


# ---------------------------------------------------------------------- systemd


def _systemd_files() -> tuple[Path, Path]:
    chosen = os.environ.get("XDG_CONFIG_HOME", "")
    folder = Path(chosen) if Path(chosen).is_absolute() else Path.home() / ".config"
    units = folder / "systemd" / "user"
    return units / f"{NAME}.service", units / f"{NAME}.timer"


def _service(command: Sequence[str]) -> str:
    words = " ".join(map(_systemd_word, command))
    return f"[Unit]\nDescription={_ABOUT}\n\n[Service]\nType=oneshot\nExecStart={words}\n"


def _timer(hours: Sequence[time]) -> str:
    lines = "\n".join(f"OnCalendar=*-*-* {hour:%H:%M}:00" for hour in hours)
    return f"[Unit]\nDescription={_ABOUT}\n\n[Timer]\n{lines}\n\n[Install]\nWantedBy=timers.target\n"


def _systemd_word(word: str) -> str:
    """A word as systemd reads it back; see systemd.service(5), “Command lines”."""
    for sign, written in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(sign, written)
    return f'"{word}"'


# ---------------------------------------------------------------------- launchd


def _launchd_file() -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{NAME}.plist"


def _domain() -> str:
    return f"gui/{os.getuid()}" if hasattr(os, "getuid") else "gui"


def _plist(command: Sequence[str], hours: Sequence[time]) -> bytes:
    told = [{"Hour": hour.hour, "Minute": hour.minute} for hour in hours]
    return plistlib.dumps({"Label": NAME, "ProgramArguments": list(command), "StartCalendarInterval": told})
