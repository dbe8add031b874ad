"""The folder of recoveries: which there are, which one is current, and under which file name each is kept."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

import msgspec

from routine_tui.files import locked, make_folder, read_bytes, signature_of, write_whole
from routine_tui.model.errors import BadInput, StoreError
from routine_tui.model.recovery import Recovery
from routine_tui.model.words import listed, visible
from routine_tui.store.backups import Backups
from routine_tui.store.repository import Repository, content_of, read_whole

ARCHIVE: Final = "archive"
_RESERVED: Final = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        *(f"com{n}" for n in range(10)),
        *(f"lpt{n}" for n in range(10)),
        *(f"{name}{sign}" for name in ("com", "lpt") for sign in "¹²³"),
    ]
)
"""Names that Windows keeps for devices."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One recovery in the folder."""

    path: Path
    archived: bool
    recovery: Recovery | None
    """None where the file cannot be read."""

    @property
    def name(self) -> str:
        """The recovery's name, or the file's where it cannot be read."""
        return self.recovery.name if self.recovery else self.path.stem


class RecoveryFolder:
    """All recoveries of one person: ``recoveries/NAME.json``, ``recoveries/archive``, ``backups/NAME``, ``current``."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.recoveries = home / "recoveries"
        self.backups = home / "backups"
        self._pointer = home / "current"

    def entries(self) -> list[Entry]:
        """Every recovery, by name, archived ones last."""
        found = [self._entry(path, False) for path in _files(self.recoveries)]
        found += [self._entry(path, True) for path in _files(self.recoveries / ARCHIVE)]
        return sorted(found, key=lambda entry: (entry.archived, _key(entry.name)))

    def current(self) -> Path | None:
        """The file of the current recovery: the one chosen, else the one changed last; None where there is none."""
        with contextlib.suppress(OSError, UnicodeDecodeError):
            chosen = self.recoveries / self._pointer.read_text("utf-8").strip()
            if chosen.parent == self.recoveries and chosen.is_file():
                return chosen
        return max(_files(self.recoveries), key=lambda path: signature_of(path) or (0, 0, 0), default=None)

    def repository(self, path: Path) -> Repository:
        """The door to one recovery's file."""
        return Repository(path, Backups(self.backups / path.stem))

    def find(self, name: str) -> Entry:
        """The recovery of a name, archived or not. Raises BadInput where there is none."""
        entries = self.entries()
        for entry in entries:
            if _key(entry.name) == _key(name):
                return entry
        known = f"there are {listed([entry.name for entry in entries])}" if entries else "there is none yet"
        raise BadInput(f"There is no recovery “{name}”: {known}.")

    def create(self, recovery: Recovery) -> Path:
        """Keep a new recovery and make it the current one. Raises BadInput where the name is taken, StoreError."""
        make_folder(self.recoveries)
        with locked(self.recoveries / "new"):
            self.require_free(recovery.name)
            path = self._free_path(recovery)
            write_whole(path, msgspec.json.encode(content_of(recovery)))
        self.use(path)
        return path

    def require_free(self, name: str, path: Path | None = None) -> None:
        """Raise BadInput where another recovery than the one in ``path`` has the name."""
        if any(_key(entry.name) == _key(name) for entry in self.entries() if entry.path != path):
            raise BadInput(f"There is already a recovery “{name}”: choose another name.")

    def use(self, path: Path) -> None:
        """Make a recovery the current one, bringing it back from the archive. Raises StoreError."""
        if path.parent.name == ARCHIVE:
            path = self._moved(path, self.recoveries)
        with locked(self._pointer):
            write_whole(self._pointer, path.name.encode())

    def archive(self, path: Path) -> Path:
        """Put a recovery away; its file stays whole. Gives where it lies now. Raises StoreError."""
        make_folder(self.recoveries / ARCHIVE)
        return self._moved(path, self.recoveries / ARCHIVE)

    def _moved(self, path: Path, folder: Path) -> Path:
        target = folder / path.name
        with locked(path):
            if target.exists():
                raise StoreError(f"{target} is in the way: rename it, then try again.")
            try:
                return path.rename(target)
            except OSError as error:
                raise StoreError(f"{path} cannot be moved to {folder}: let the folder be written.") from error

    def _free_path(self, recovery: Recovery) -> Path:
        """A file that no other recovery has or had: not here, not in the archive, and no backups of another."""
        wanted = Path(file_name(recovery.name)).stem
        stems = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
        stem = next(stem for stem in stems if not self._is_taken(stem, recovery.id))
        return self.recoveries / f"{stem}.json"

    def _is_taken(self, stem: str, recovery_id: str) -> bool:
        if any((folder / f"{stem}.json").exists() for folder in (self.recoveries, self.recoveries / ARCHIVE)):
            return True
        for backup in Backups(self.backups / stem).newest_first():
            with contextlib.suppress(StoreError):
                return read_whole(read_bytes(backup), backup).id != recovery_id
        return False

    def _entry(self, path: Path, archived: bool) -> Entry:
        recovery = None
        with contextlib.suppress(StoreError):
            recovery = read_whole(read_bytes(path), path)
        return Entry(path, archived, recovery)


def file_name(name: str) -> str:
    """A recovery's file name: the name itself where every system can keep it, else a safe form with a short hash."""
    text = unicodedata.normalize("NFC", name)
    safe = re.sub(r'[<>:"/\\|?*\x7f�]', "-", visible(text[:100])).strip(" .-")
    while len(safe.encode()) > 100:
        safe = safe[:-1]
    safe = safe.strip(" .-")
    if safe != text or not safe or safe.casefold().split(".")[0] in _RESERVED:
        import hashlib  # 3 ms, and few names need it

        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        safe = f"{safe}-{digest}" if safe and safe.casefold().split(".")[0] not in _RESERVED else f"recovery-{digest}"
    return f"{safe}.json"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.json") if not path.name.startswith(".")]


def _key(name: str) -> str:
    """Names that differ in case or in how accents are written are one name, as on many disks."""
    return unicodedata.normalize("NFC", name).casefold()
