"""Where pictures and papers lie: ``pictures/ID/2026-11-22-3f9c01ab.jpg``, by the recovery's id and not by its name.

So they stay where they are when a recovery is archived or gets another name, and two copies of one recovery find the
same ones. The record of each lies in the recovery's file; here are only the files.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from msgspec import Struct

from routine_tui.files import make_folder, read_own, write_kept
from routine_tui.model.errors import StoreError, reason_of
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.store.document_parts import GONE
from routine_tui.store.folder import ARCHIVE, RecoveryFolder

if TYPE_CHECKING:
    from routine_tui.store.photo_import import SanitisedImage

_SUFFIXES: Final = {
    "pictures": "jpg|png|webp",
    "originals": "jpg|png|webp|heic",
    "papers": "pdf|jpg|png|gif|tif|webp|heic|msg|txt|eml",
}
_OURS: Final = {
    kind: re.compile(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}-[0-9a-f]{{8}}\.({ends})|\.[0-9a-f.-]+\.({ends})\.tmp")
    for kind, ends in _SUFFIXES.items()
}
"""What the program itself names a file of a kind, or one that it was still writing when it was ended."""
_NEW_SECONDS: Final = 3600
"""A file this new may be one that another window is taking in just now."""


Kept = Literal["pictures", "papers", "originals"]
"""The folders of what lies beside a recovery."""
KEPT: Final[tuple[Kept, ...]] = get_args(Kept)


class KeptFiles:
    """The files of one kind that lie beside the recoveries of a data folder."""

    def __init__(self, home: Path, kind: Kept) -> None:
        self._home = home / kind

    def folder(self, recovery_id: str) -> Path:
        """Where the files of a recovery lie; it may not be there yet."""
        if not re.fullmatch(r"[0-9A-Za-z_-]{1,64}", recovery_id):  # an id that another program made, or meant ill
            recovery_id = hashlib.sha256(recovery_id.encode("utf-8", "surrogatepass")).hexdigest()
        return self._home / recovery_id

    def folders(self) -> tuple[Path, ...]:
        """The folder of all files of the kind, and those in it."""
        with contextlib.suppress(OSError):
            return (self._home, *sorted(path for path in self._home.iterdir() if path.is_dir()))
        return (self._home,)

    def path(self, recovery_id: str, file: str) -> Path:
        """Where a file lies; it may not be there any more."""
        return self.folder(recovery_id) / file

    def is_there(self, recovery_id: str, file: str) -> bool:
        """Whether a file lies where it must and can be seen; not so in a folder that may not be looked into."""
        try:
            return self.path(recovery_id, file).is_file()
        except OSError:
            return False

    def keep_bytes(self, recovery_id: str, day: date, content: bytes, suffix: str) -> str:
        """Write a file for its owner only, byte for byte; gives its name. Raises StoreError, with nothing left."""
        folder = self.folder(recovery_id)
        make_folder(folder)
        name = f"{day}-{uuid.uuid4().hex[:8]}.{suffix}"
        write_kept(folder / name, content)
        return name

    def delete(self, path: Path) -> None:
        """Remove a file. Raises StoreError."""
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"{path} cannot be deleted ({reason_of(error)}): allow writing to the folder.") from error

    def take_back(self, recovery_id: str, files: Iterable[str]) -> None:
        """Remove files that were just kept, and the folder where it was made for them."""
        with contextlib.suppress(StoreError, OSError):
            for file in files:
                self.delete(self.path(recovery_id, file))
            self.folder(recovery_id).rmdir()
            self._home.rmdir()


class PhotoFiles(KeptFiles):
    """The files of all pictures in a data folder."""

    def __init__(self, home: Path) -> None:
        super().__init__(home, "pictures")

    def keep(self, recovery_id: str, day: date, picture: SanitisedImage) -> str:
        """Write a picture for its owner only; gives the name of its file. Raises StoreError, with nothing left."""
        return self.keep_bytes(recovery_id, day, picture.content, picture.suffix)


def named_files(recovery: Recovery, kind: Kept) -> list[str]:
    """The files of a kind that a recovery names, in their order."""
    if kind == "papers":
        return sorted(one.file for one in recovery.care.papers)
    return sorted(filter(None, (one.file if kind == "pictures" else one.original for one in recovery.photos)))


def is_kept_name(kind: Kept, name: str) -> bool:
    """Whether a name is one that the program gives to a file of a kind."""
    return _OURS[kind].fullmatch(name) is not None and not name.startswith(".")


def missing_files(home: Path, recovery: Recovery) -> tuple[str, ...]:
    """The files that a recovery names and that are not there, or cannot be seen."""
    return tuple(
        file
        for kind in KEPT
        for file in named_files(recovery, kind)
        if not KeptFiles(home, kind).is_there(recovery.id, file)
    )


class LeftOver(Struct, frozen=True):
    """Files of pictures and papers that no recovery shows."""

    unnamed: tuple[Path, ...]
    """Nothing here names them any more, so they can go."""
    undoable: tuple[Path, ...]
    """Taken away, but undo or another copy of the recovery can still bring them back."""
    elsewhere: tuple[Path, ...]
    """Folders of recoveries that are not here, or cannot be read."""


def find_left_over(folder: RecoveryFolder, now: datetime) -> LeftOver:
    """The files of pictures and papers that no recovery shows. Nothing is changed.

    A file is still needed where its name stands anywhere in the text of a recovery's file: so undo, copies and damaged
    files count too. Raises StoreError where one of these cannot be read.
    """
    shown: dict[Path, set[str]] = {}
    for entry in folder.entries():
        if entry.recovery is not None:
            for kind in KEPT:
                files = shown.setdefault(KeptFiles(folder.home, kind).folder(entry.recovery.id), set())
                files.update(named_files(entry.recovery, kind))
    named = b"\n".join(_said(read_own(path)[0]) for path in _records(folder))
    unnamed: list[Path] = []
    undoable: list[Path] = []
    for place, files in shown.items():
        for path in _ours(place, now):
            if path.name not in files:
                (undoable if path.name.encode() in named else unnamed).append(path)
    there = (path for kind in KEPT for path in (folder.home / kind).glob("*"))
    others = sorted(path for path in there if path.is_dir() and path not in shown)
    return LeftOver(tuple(unnamed), tuple(undoable), tuple(others))


def _records(folder: RecoveryFolder) -> Iterator[Path]:
    """Every file of a recovery: whole and damaged ones, copies, those in the archive."""
    for place in (folder.recoveries, folder.recoveries / ARCHIVE):
        yield from (path for path in place.glob("*.json*") if path.is_file() and not path.is_symlink())


def _said(content: bytes) -> bytes:
    """The text of a recovery's file without the documents of files taken away; all of it where it is damaged."""
    try:
        tables = json.loads(content)
        for table in ("photos", "papers"):
            tables[table] = {number: row for number, row in tables.get(table, {}).items() if not row.get(GONE)}
        return json.dumps(tables).encode()
    except (ValueError, AttributeError, RecursionError):
        return content


def _ours(place: Path, now: datetime) -> Iterator[Path]:
    """The plain files in a folder that the program named itself and that are older than an hour."""
    name = _OURS[place.parent.name]
    for path in sorted(place.glob("*")) + sorted(place.glob(".*.tmp")):
        with contextlib.suppress(OSError):
            is_old = abs(now.timestamp() - path.lstat().st_mtime) > _NEW_SECONDS
            if is_old and path.is_file() and not path.is_symlink() and name.fullmatch(path.name):
                yield path
