"""One zip of many files with the sum of each in SHA256SUMS, as ``sha256sum -c`` reads it: written and read back.

Files are streamed, as originals may come to gigabytes. What is read back is held against its sums, and no name in an
archive is ever used as a path.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from routine_tui.files import new_file
from routine_tui.model.errors import BadInput, CannotWrite, StoreError, reason_of

SUMS: Final = "SHA256SUMS"
RECOVERY: Final = "recovery.json"
_COVER: Final = "cover.txt"
"""What a record of a case begins with, and a backup does not have."""
_CHUNK: Final = 1 << 20
_MOST_ENTRY: Final = 256 * 1024 * 1024
"""The largest file that is read back (bytes): a recovery, a picture or a paper is smaller."""
_NAME: Final = re.compile(r"(pictures|originals|papers)/[0-9A-Za-z][0-9A-Za-z._-]{0,99}|recovery\.json|SHA256SUMS")


def write_bundle(path: Path, texts: Mapping[str, bytes], files: Mapping[str, Path], at: datetime, force: bool) -> None:
    """Write texts and files, by their names in it, to a zip that is not there yet; ``force`` replaces one that is.

    Raises AlreadyExists, StoreError; nothing is left of a zip that could not be finished.
    """
    sums: dict[str, str] = {}
    with new_file(path, force) as target, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in texts.items():
            _put(archive, name, at, [content], sums)
        for name, source in files.items():
            _put(archive, name, at, _chunks(source), sums)
        listing = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
        _put(archive, SUMS, at, [listing.encode()], {})


def _put(archive: zipfile.ZipFile, name: str, at: datetime, chunks: Iterable[bytes], sums: dict[str, str]) -> None:
    info = zipfile.ZipInfo(name, at.timetuple()[:6])
    info.compress_type = (
        zipfile.ZIP_DEFLATED if name.endswith((".txt", ".csv", ".html", ".json")) else zipfile.ZIP_STORED
    )
    info.external_attr = 0o600 << 16
    digest = hashlib.sha256()
    with archive.open(info, "w", force_zip64=True) as entry:
        for chunk in chunks:
            digest.update(chunk)
            entry.write(chunk)
    sums[name] = digest.hexdigest()


def _chunks(source: Path) -> Iterator[bytes]:
    try:
        with source.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise StoreError(f"{source} cannot be read ({reason_of(error)}): look with check.") from error


def is_bundle(path: Path) -> bool:
    """Whether a file is a zip with a recovery in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return RECOVERY in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def is_record(path: Path) -> bool:
    """Whether a file is the record of a case: a zip for people to read, without a recovery in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (OSError, zipfile.BadZipFile):
        return False
    return {_COVER, SUMS} <= names and RECOVERY not in names


def read_bundle(path: Path) -> Iterator[tuple[str, bytes]]:
    """Each file of a bundle with its name, whole and as its sum says. Raises BadInput for one that is not.

    The sums are looked at first, so that nothing is given out of a bundle that lacks a file.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            sums = _sums(_content(archive, SUMS)) if SUMS in names else {}
            if len(set(names)) != len(names) or not all(map(_NAME.fullmatch, names)) or {*names} != {*sums, SUMS}:
                raise BadInput("This zip isn't a backup with pictures: its list of files doesn't fit.")
            for name in sorted(sums):
                content = _content(archive, name)
                if hashlib.sha256(content).hexdigest() != sums[name]:
                    raise BadInput(f"{name} in this zip isn't as it was written: use another copy of the zip.")
                yield name, content
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise BadInput("This zip is damaged: use another copy of it.") from error
    except OSError as error:
        raise CannotWrite(path, reason_of(error), "Look whether it is there") from error


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as entry:
        content = entry.read(_MOST_ENTRY + 1)
    if len(content) > _MOST_ENTRY:
        raise BadInput("A file in this zip is larger than any that a backup holds.")
    return content


def _sums(listing: bytes) -> dict[str, str]:
    found = re.findall(rb"^([0-9a-f]{64})  (\S{1,120})$", listing, re.MULTILINE)
    return {name.decode("ascii", "replace"): digest.decode() for digest, name in found}
