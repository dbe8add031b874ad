"""The file that the person named: read once, no larger than a person's data can be, and never written."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Final

from msgspec import Struct

from routine_tui.importers.texts import text_of
from routine_tui.model.errors import BadInput, reason_of
from routine_tui.model.import_errors import BadSource

LARGEST_BYTES: Final = 32 * 1024 * 1024
"""Ten years of a hundred habits take a third of it as text."""
LARGEST_DATABASE: Final = 128 * 1024 * 1024
"""Old databases hold much that was worked out from the rest."""
SQLITE: Final = b"SQLite format 3\0"
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0)
_BINARY: Final = getattr(os, "O_BINARY", 0)


class SourceFile(Struct, frozen=True, dict=True):
    """A plain file and what is in it; a database is left where it is, and only its first bytes are here."""

    path: Path
    content: bytes

    @property
    def is_database(self) -> bool:
        """Whether it is a database of SQLite."""
        return self.content.startswith(SQLITE)

    @cached_property
    def text(self) -> str:
        """Its text. Raises BadInput where it is none, or not in UTF-8."""
        return text_of(self.content)


def open_source(path: Path) -> SourceFile:
    """The file in a path, a link followed. Raises BadInput for what is not there, no plain file, empty or too large."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _BINARY | _NO_WAIT)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise BadSource("isn't a regular file: name a file.")
            head = file.read(len(SQLITE))
            if head == SQLITE:
                _require_size(status.st_size, LARGEST_DATABASE)
                return SourceFile(path, head)
            _require_size(status.st_size, LARGEST_BYTES)
            content = head + file.read(max(status.st_size - len(head), 0))
    except FileNotFoundError:
        raise BadSource("doesn't exist: check its name.") from None
    except IsADirectoryError:
        raise BadSource("is a folder: name a file in it.") from None
    except OSError as error:
        raise BadSource(f"cannot be read ({reason_of(error)}): check that you have permission to read it.") from error
    except ValueError:
        raise BadInput("A file name can't contain the character NUL: choose another file.") from None
    if not content.strip():
        raise BadSource("is empty, so there is nothing to import: choose another file.")
    return SourceFile(path, content)


def _require_size(size: int, most: int) -> None:
    if size > most:
        raise BadSource(
            f"has {size // 1024 // 1024:,} MB; what one person recorded has {most // 1024 // 1024} at most: "
            "choose another file, or a shorter span there."
        )


@contextmanager
def about(path: Path) -> Iterator[None]:
    """Let what a reader finds wrong with a file be told with the file's name."""
    try:
        yield
    except BadSource as error:
        error.name(path)
        raise
