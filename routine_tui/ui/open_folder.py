"""Shows a folder or a file in the system's own program, which outlives the app; no shell reads its name."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from routine_tui.model.errors import RoutineError

SOON: Final = 2.0
"""How long (s) it is watched whether the opener gives up: one without a desktop does so at once."""
LOOK_EVERY: Final = 0.1
"""How often (s) that is looked at."""


class CannotOpen(RoutineError):
    """The system has no way to show a folder or a file, or it did not work."""


async def show_folder(folder: Path) -> None:
    """Show a folder. Raises CannotOpen with a sentence where that did not work."""
    if not folder.is_dir():
        raise CannotOpen(f"The folder {folder} no longer exists.")
    await _shown(folder)


async def show_file(path: Path) -> None:
    """Show a file. Raises CannotOpen with a sentence where that did not work."""
    if not path.is_file():
        raise CannotOpen(f"The file {path} no longer exists.")
    await _shown(path)


async def _shown(folder: Path) -> None:
    try:
        opener = _started(folder)
    except OSError as error:
        raise _failed(folder) from error
    for _ in range(round(SOON / LOOK_EVERY)):
        if opener is None or opener.poll() == 0:
            return
        if opener.returncode:
            raise _failed(folder)
        await asyncio.sleep(LOOK_EVERY)


def _started(folder: Path) -> subprocess.Popen[bytes] | None:
    """The program that shows it, in a session of its own; None where the system does it itself."""
    if sys.platform == "win32":
        os.startfile(folder)
        return None
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    nowhere = subprocess.DEVNULL  # whatever it says must not land on the screen
    return subprocess.Popen(
        [opener, str(folder)], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
    )


def _failed(folder: Path) -> CannotOpen:
    return CannotOpen(
        f"This system could not show the file: it is {folder}."
        if folder.is_file()
        else f"This system could not show the folder: the file is in {folder}."
    )
