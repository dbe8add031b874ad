"""A zip archive that somebody else made: looked at in full before anything in it is unpacked, and never to the disk.

Made with the standard library's zipfile, as there is nothing that a further library would add: what makes a zip archive
dangerous is what a program does with its names and sizes, and that is decided here.
"""

from __future__ import annotations

import re
import stat
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from routine_tui.model.errors import BadInput
from routine_tui.model.import_errors import BadSource
from routine_tui.model.text import clause_of, escape_control_characters

MOST_FILES: Final = 5_000
LARGEST_UNPACKED: Final = 64 * 1024 * 1024
"""Of all files together (bytes)."""
MOST_RATIO: Final = 200
"""How many times larger than packed a file may be; days of a habit come to a tenth of that."""
_SMALL: Final = 1024 * 1024
"""Below this (bytes) the ratio says nothing: short repetitive files are packed very well."""
_ENCRYPTED: Final = 0x1
_FORBIDDEN: Final = re.compile(r"[\x00-\x1f\x7f\\]|^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")
_BROKEN: Final = (
    BadZipFile, LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, KeyError, IndexError,
    OverflowError, MemoryError, zlib.error,
)  # fmt: skip
"""All that zipfile has been seen to raise for an archive that is not as it must be."""


class Archive:
    """The files of an archive by their names, each unpacked when it is asked for."""

    def __init__(self, archive: ZipFile, files: Mapping[str, ZipInfo]) -> None:
        self._archive = archive
        self._files = files
        self._left = LARGEST_UNPACKED

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files, with those of their folders, in the order of the archive."""
        return tuple(self._files)

    def read(self, name: str) -> bytes:
        """The content of a file. Raises BadInput where it is damaged, or larger than it says."""
        try:
            with self._archive.open(self._files[name]) as file:
                content = file.read(self._left + 1)
        except _BROKEN as error:
            raise _damaged(error) from error
        self._left -= len(content)
        if self._left < 0:
            raise _too_large()
        return content


def unpack(content: bytes) -> Archive:
    """An archive that was looked through. Raises BadInput for one that is damaged, encrypted, or was made to harm."""
    try:
        archive = ZipFile(BytesIO(content))
        infos = archive.infolist()
    except _BROKEN as error:
        raise _damaged(error) from error
    if len(infos) > MOST_FILES:
        raise BadSource(f"contains {len(infos):,} files, and {MOST_FILES:,} at most are read: choose another file.")
    files: dict[str, ZipInfo] = {}
    known: set[str] = set()
    for info in infos:
        _require_harmless(info)
        if info.orig_filename.casefold() in known:
            raise BadSource(f"contains “{_shown(info)}” twice: export it again there, then try again.")
        known.add(info.orig_filename.casefold())
        if not info.is_dir():
            files[info.filename] = info
    if sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        raise _too_large()
    return Archive(archive, files)


def _require_harmless(info: ZipInfo) -> None:
    """Raise BadInput for a file with a name that leads elsewhere, a link, a secret, or far more than it seems."""
    if _FORBIDDEN.search(info.orig_filename):
        raise BadSource(f"contains “{_shown(info)}”, a name that leads outside it: it was not unpacked.")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise BadSource(f"contains “{_shown(info)}”, which isn't a regular file: it was not unpacked.")
    if info.flag_bits & _ENCRYPTED:
        raise BadSource("is encrypted: unpack it, zip it without a password, then try again.")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadSource("is compressed in a way we can't read: make a plain zip of it, then try again.")
    if info.file_size > _SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1):
        raise BadSource(
            f"contains “{_shown(info)}” more than {MOST_RATIO} times smaller than it is, which no record "
            "of days can be: "
            "it was not unpacked."
        )


def _shown(info: ZipInfo) -> str:
    return escape_control_characters(info.orig_filename[:60])


def _too_large() -> BadInput:
    return BadSource(
        f"unpacks to more than {LARGEST_UNPACKED // 1024 // 1024} MB, far more than days and notes come to: "
        "it was not unpacked."
    )


def _damaged(error: BaseException) -> BadInput:
    reason = clause_of(error) or type(error).__name__
    return BadSource(f"isn't a complete zip archive ({reason[:80].lower()}): copy or export it again.")
