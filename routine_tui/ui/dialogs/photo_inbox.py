"""What waits in the photo inbox, as the dialog of photos says it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from routine_tui.model.errors import RoutineError


class Waiting(NamedTuple):
    """The files that are not added yet, and the sentence that says so, or why the folder cannot be read."""

    files: tuple[Path, ...]
    said: str


def look_into(look: Callable[[], Sequence[Path]]) -> Waiting:
    """Look into the folder; nothing is said where nothing waits. It hashes files, so a thread is the place for it."""
    try:
        found = tuple(look())
    except RoutineError as error:
        return Waiting((), str(error))
    if not found:
        return Waiting((), "")
    one = len(found) == 1
    waits = "1 photo waits" if one else f"{len(found)} photos wait"
    return Waiting(found, f"{waits} in your photo inbox: i adds {'it' if one else 'them'}, a asks more.")
