"""The folder of recoveries: which there are, which one is current, and under which file name each is kept."""

from __future__ import annotations

import contextlib
import re
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.files import make_folder, move_whole, read_own, signature_of, write_whole
from routine_tui.locks import locked
from routine_tui.model.errors import BadInput, StoreError
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import escape_control_characters, listed
from routine_tui.store.backups import BackupRetention, Backups
from routine_tui.store.checksum import ns_of
from routine_tui.store.repository import Copy, Repository, content_of, content_of_copy, read_whole

ARCHIVE: Final = "archive"
LONGEST: Final = 1000
"""More characters of a name than can be typed."""
_RESERVED: Final = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"com{n}" for n in range(10)),
        *(f"lpt{n}" for n in range(10)),
        *(f"{name}{sign}" for name in ("com", "lpt") for sign in "¹²³"),
    ]
)
"""Names that Windows keeps for devices."""


class RecoveryEntry(Struct, frozen=True):
    """One recovery in the folder."""

    path: Path
    archived: bool
    recovery: Recovery | None
    """None where the file cannot be read."""
    copies: tuple[Path, ...] = ()
    """Other copies of the same recovery beside it, as programs that keep folders alike leave them."""

    @property
    def name(self) -> str:
        """The recovery's name, or the file's where it cannot be read."""
        return self.recovery.name if self.recovery else self.path.stem


class RecoveryFolder:
    """All recoveries of one person: ``recoveries/NAME.json``, ``recoveries/archive``, ``backups/NAME``, ``current``."""

    def __init__(self, home: Path, retention: BackupRetention | None = None) -> None:
        self.home = home
        self._retention = retention
        self.recoveries = home / "recoveries"
        self.backups = home / "backups"
        self._pointer = home / "current"

    def entries(self) -> list[RecoveryEntry]:
        """Every recovery, by name, archived ones last."""
        found = _without_copies([self._entry(path, False) for path in _files(self.recoveries)], self._chosen())
        found += [self._entry(path, True) for path in _files(self.recoveries / ARCHIVE)]
        return sorted(found, key=lambda entry: (entry.archived, _key(entry.name)))

    def current(self) -> Path | None:
        """The file of the current recovery: the one chosen, else the one changed last of those that can be read.

        None where there is none.
        """
        if chosen := self._chosen():
            return chosen
        paths = _files(self.recoveries)
        if len(paths) > 1:
            entries = [entry for entry in self.entries() if not entry.archived]
            paths = [entry.path for entry in entries if entry.recovery] or [entry.path for entry in entries]
        return max(paths, key=lambda path: signature_of(path) or (0, 0, 0), default=None)

    def is_put_away(self, path: Path) -> bool:
        """Whether the file of a recovery lies in the archive now, and no longer where it was."""
        return not path.exists() and (self.recoveries / ARCHIVE / path.name).is_file()

    def repository(self, path: Path) -> Repository:
        """The door to one recovery's file."""
        return Repository(path, self.backups_of(path))

    def backups_of(self, path: Path) -> Backups:
        """The copies of one recovery's file."""
        return Backups(self.backups / path.stem, self._retention)

    def _chosen(self) -> Path | None:
        """The file that was made the current one, where it is there."""
        with contextlib.suppress(StoreError, ValueError, OSError):
            chosen = self.recoveries / read_own(self._pointer)[0].decode().strip()
            if chosen.parent == self.recoveries and chosen.is_file():
                return chosen
        return None

    def find(self, name: str) -> RecoveryEntry:
        """The recovery of a name, archived or not. Raises BadInput where there is none."""
        entries = self.entries()
        for entry in entries:
            if _key(entry.name) == _key(name):
                return entry
        known = f"there are {listed([entry.name for entry in entries])}" if entries else "there is none yet"
        raise BadInput(f"There is no recovery “{name}”: {known}.")

    def create(self, recovery: Recovery, at: datetime | None = None, copy: Copy | None = None) -> Path:
        """Keep a new recovery and make it the current one. Raises BadInput where the name is taken, StoreError.

        ``copy`` is the copy that holds it, where there is one: then when each thing was written stays with it.

        ``at`` is now; without it, rot in the file is told from a person's change only once it was written again.
        """
        make_folder(self.recoveries)
        with locked(self.recoveries / "new"):
            self.require_free(recovery.name)
            path = self._free_path(recovery)
            written_ns = ns_of(at) if at else 0
            write_whole(path, _content(recovery, copy, written_ns), written_ns or None)
            try:
                return self.use(path)
            except StoreError:  # it says that nothing was changed
                with contextlib.suppress(OSError):
                    path.unlink()
                raise

    def require_free(self, name: str, path: Path | None = None) -> None:
        """Raise BadInput where another recovery than the one in ``path`` has the name."""
        if any(_key(entry.name) == _key(name) for entry in self.entries() if entry.path != path):
            raise BadInput(f"There is already a recovery “{name}”: choose another name.")

    def use(self, path: Path) -> Path:
        """Make a recovery the current one, bringing it back from the archive; gives its file. Raises StoreError."""
        archived = path.parent.name == ARCHIVE
        if archived:
            path = self._moved(path, self.recoveries)
        try:
            with locked(self._pointer):
                write_whole(self._pointer, path.name.encode())
        except StoreError:  # it says that nothing was changed
            if archived:
                with contextlib.suppress(StoreError):
                    self._moved(path, self.recoveries / ARCHIVE)
            raise
        return path

    def archive(self, path: Path) -> Path:
        """Put a recovery away; its file stays whole. Gives where it lies now. Raises StoreError.

        Where it was the current one, the one that was changed last is, and stays so whatever is changed next.
        """
        make_folder(self.recoveries / ARCHIVE)
        moved = self._moved(path, self.recoveries / ARCHIVE)
        try:
            if self._chosen() is None and (left := self.current()):
                self.use(left)
        except StoreError:  # it says that nothing was changed
            self._moved(moved, self.recoveries)
            raise
        return moved

    def replace_damaged(self, path: Path, copy: Copy, at: datetime) -> Path:
        """Put a copy in the place of a file that is not whole, which is set aside; gives where that lies now."""
        from routine_tui.store.repair import set_aside

        with locked(path):
            aside = set_aside(path, at)
            written_ns = max(ns_of(at), read_own(path)[1][0] + 1000)
            write_whole(path, content_of_copy(copy, written_ns), written_ns)
        return aside

    def _moved(self, path: Path, folder: Path) -> Path:
        target = folder / path.name
        with locked(path):
            if target.exists():
                raise StoreError(f"{target} is in the way: rename it, then try again.")
            return move_whole(path, target)

    def _free_path(self, recovery: Recovery) -> Path:
        """A file that no other recovery has or had: not here, not in the archive, and no backups of another."""
        wanted = Path(file_name(recovery.name)).stem
        stems = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
        stem = next(stem for stem in stems if not self._is_taken(stem, recovery.id))
        return self.recoveries / f"{stem}.json"

    def _is_taken(self, stem: str, recovery_id: str) -> bool:
        files = [*_files(self.recoveries), *_files(self.recoveries / ARCHIVE)]
        if any(_key(path.stem) == _key(stem) for path in files):
            return True
        for backup in Backups(self.backups / stem).newest_first():
            with contextlib.suppress(StoreError):
                return read_whole(read_own(backup)[0], backup).id != recovery_id
        return False

    def _entry(self, path: Path, archived: bool) -> RecoveryEntry:
        recovery = None
        with contextlib.suppress(StoreError):
            content, signature = read_own(path)
            recovery = read_whole(content, path, signature[0])
        return RecoveryEntry(path, archived, recovery)


def _content(recovery: Recovery, copy: Copy | None, written_ns: int) -> bytes:
    return content_of_copy(copy, written_ns) if copy else content_of(recovery, written_ns)


def file_name(name: str) -> str:
    """A recovery's file name: the name itself where every system can keep it, else a safe form with a short hash."""
    text = _composed(name)
    safe = re.sub(r'[<>:"/\\|?*\x7f�]', "-", escape_control_characters(text[:100])).strip(" .-")
    while len(safe.encode()) > 100:
        safe = safe[:-1]
    safe = safe.strip(" .-")
    if safe != text or not safe or _is_reserved(safe):
        import hashlib  # 3 ms, and few names need it

        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        safe = f"{safe}-{digest}" if safe and not _is_reserved(safe) else f"recovery-{digest}"
    return f"{safe}.json"


def _without_copies(entries: list[RecoveryEntry], chosen: Path | None) -> list[RecoveryEntry]:
    """One entry for each recovery, with the other files that hold the same one.

    The chosen file is the original, else the one with the shortest name, as programs that copy a file lengthen it.
    """
    found: dict[str, RecoveryEntry] = {}
    for entry in sorted(entries, key=lambda one: (one.path != chosen, len(one.path.name), one.path.name)):
        name = entry.recovery.id if entry.recovery else str(entry.path)
        if first := found.get(name):
            found[name] = replace(first, copies=(*first.copies, entry.path))
        else:
            found[name] = entry
    return list(found.values())


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.json") if not path.name.startswith(".")]


def _is_reserved(name: str) -> bool:
    """Whether Windows takes a name for a device: it looks at what is before the first dot, without spaces."""
    return name.casefold().split(".")[0].rstrip(" ") in _RESERVED


def _key(name: str) -> str:
    """Names that differ in case or in how accents are written are one name, as on many disks."""
    return _composed(name).casefold()


def _composed(name: str) -> str:
    """A name in one way of writing accents; what is longer than any is not worked through, as that can take minutes."""
    import unicodedata

    return unicodedata.normalize("NFC", name[:LONGEST]) + name[LONGEST:]
