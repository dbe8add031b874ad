"""Showing a message on the person's desktop, by the program that the system has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from routine_tui.model.errors import RoutineError

_SECONDS: Final = 20
"""How long the system's program may take."""
_APPLE: Final = (
    "-e", "on run words",
    "-e", "display notification (item 2 of words) with title (item 1 of words)",
    "-e", "end run",
)  # fmt: skip
"""What was typed reaches osascript as words, never as script."""


class CannotNotify(RoutineError):
    """The system has no way to show a message, or it did not work."""


def notify(title: str, text: str) -> None:
    """Show a message. Raises CannotNotify with a sentence where that did not work."""
    if shutil.which("osascript"):
        command = ["osascript", *_APPLE, title, text]
    elif shutil.which("notify-send"):
        command = ["notify-send", "--app-name=routine-tui", "--", title, text]
    else:
        raise CannotNotify("There is no program here that shows messages: install notify-send (libnotify).")
    try:
        ran = subprocess.run(
            command, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotNotify(f"{command[0]} could not show the message. Try it in a terminal.") from error
    if ran.returncode:
        raise CannotNotify(f"{command[0]} could not show the message. Try it in a terminal.")


def _environment() -> dict[str, str]:
    """What the system's program is given: cron does not say where the person's desktop listens."""
    variables = dict(os.environ)
    if "DBUS_SESSION_BUS_ADDRESS" not in variables and hasattr(os, "getuid"):
        bus = Path(f"/run/user/{os.getuid()}/bus")
        if bus.exists():
            variables["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"
    return variables
