"""The folder in which a phone, or what syncs with it, puts pictures. Nothing in it is ever changed or removed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection
from pathlib import Path
from typing import Final

from routine_tui.files import READ
from routine_tui.model.errors import BadInput, reason_of
from routine_tui.store.photo_import import LARGEST_BYTES

SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".webp", ".heic")
MOST_FILES: Final = 100
"""How many files are looked at, the newest: it may be a folder of years."""


def new_in(folder: Path, known: Collection[str]) -> tuple[Path, ...]:
    """The pictures in a folder whose SHA-256 is none of those that are known, each content once. Raises BadInput."""
    seen = {"", *known}
    found = []
    for path in pictures_in(folder):
        if (sha256 := sum_of(path)) not in seen:
            seen.add(sha256)
            found.append(path)
    return tuple(found)


def pictures_in(folder: Path) -> tuple[Path, ...]:
    """The pictures in a folder by their names' endings, in the order of names; folders in it are not looked into.

    Raises BadInput where it cannot be read.
    """
    try:
        with os.scandir(folder) as found:
            files = [(one.stat().st_mtime_ns, one.path) for one in found if _is_picture(one)]
    except OSError as error:
        raise BadInput(f"The photo inbox {folder} cannot be read ({reason_of(error)}): check the setting.") from error
    return tuple(sorted(Path(path) for _, path in sorted(files)[-MOST_FILES:]))


def _is_picture(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    return not name.startswith(".") and name.lower().endswith(SUFFIXES) and entry.is_file(follow_symlinks=False)


def sum_of(path: Path) -> str:
    """The SHA-256 of a plain file; empty where it cannot be read now, or is larger than a photo may be."""
    try:
        with os.fdopen(os.open(path, READ), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or not 0 < status.st_size <= LARGEST_BYTES:
                return ""
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # it may still be on its way
        return ""
