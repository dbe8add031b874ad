"""Whether everything in the data folder is whole: every recovery, its backups, copies beside it, the folder itself."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from msgspec import Struct

from routine_tui.files import WINDOWS, read_own
from routine_tui.model.diff.recovery_diff import replaced_words
from routine_tui.model.errors import FolderNotWritable, StoreError
from routine_tui.model.recovery.outlived import crowded_words
from routine_tui.store.documents import recovery_of
from routine_tui.store.folder import RecoveryEntry, RecoveryFolder
from routine_tui.store.merge import changes_from, merged_tables
from routine_tui.store.photo_files import KEPT, KeptFiles, missing_files
from routine_tui.store.repository import Copy, read_copy


class CopyBeside(Struct, frozen=True):
    """Another copy of a recovery, beside its file."""

    path: Path
    changes: int
    """How many documents a merge of it would change."""
    words: int
    """How many of its notes and reasons were replaced later, and so are nowhere else."""


class RecoveryHealth(Struct, frozen=True):
    """What there is to know of one recovery's file."""

    entry: RecoveryEntry
    problem: StoreError | None
    """Why it cannot be read."""
    edited: bool
    """Whether something else than routine-tui wrote to it."""
    backups: tuple[Path, ...]
    """The newest first."""
    damaged_backups: tuple[Path, ...]
    copies: tuple[CopyBeside, ...]
    set_aside: tuple[Path, ...]
    """Damaged files that were set aside."""
    crowded: tuple[str, ...] = ()
    """Sentences on days under which the records of later days may lie."""
    missing_pictures: tuple[str, ...] = ()
    """Files of pictures that it names and that are not there; its own data is whole all the same."""

    @property
    def newest_whole(self) -> Path | None:
        """The backup that would be opened if the file were damaged."""
        return next((path for path in self.backups if path not in self.damaged_backups), None)

    @property
    def is_whole(self) -> bool:
        """Whether file and backups are whole."""
        return self.problem is None and not self.damaged_backups


class Health(Struct, frozen=True):
    """What ``check`` found."""

    recoveries: tuple[RecoveryHealth, ...]
    folder: tuple[StoreError, ...]
    """What is wrong with the folder."""
    readable_by_others: tuple[Path, ...]
    """Files and folders that are not for their owner only."""

    @property
    def is_whole(self) -> bool:
        """Whether all is whole."""
        return not self.folder and all(one.is_whole for one in self.recoveries)


def health_of(folder: RecoveryFolder) -> Health:
    """Read everything in a data folder in full. Nothing is changed."""
    return Health(
        tuple(_recovery(entry, folder) for entry in folder.entries()),
        tuple(_folder_problems(folder)),
        tuple(_readable_by_others(folder.home)),
    )


def _recovery(entry: RecoveryEntry, folder: RecoveryFolder) -> RecoveryHealth:
    copy, problem = _read(entry.path)
    backups = tuple(folder.backups_of(entry.path).newest_first())
    shown = copy.recovery if copy and (copy.recovery.photos or copy.recovery.care.papers) else None
    return RecoveryHealth(
        entry,
        problem,
        copy.edited if copy else False,
        backups,
        tuple(path for path in backups if _read(path)[1] is not None),
        tuple(_beside(path, copy) for path in entry.copies),
        tuple(sorted(path for path in entry.path.parent.glob("*.damaged-*") if _is_of(path, entry.path))),
        tuple(crowded_words(entry.recovery, entry.recovery.day_starts_at)) if entry.recovery else (),
        missing_files(folder.home, shown) if shown else (),
    )


def _read(path: Path) -> tuple[Copy | None, StoreError | None]:
    """What a file holds, or why it cannot be read."""
    try:
        content, signature = read_own(path)
        return read_copy(content, path, signature[0]), None
    except StoreError as error:
        return None, error


def _beside(path: Path, mine: Copy | None) -> CopyBeside:
    other, _ = _read(path)
    if other is None or mine is None:
        return CopyBeside(path, 0, 0)
    changes = sum(1 for _ in changes_from(other.tables, mine.tables))
    if changes and recovery_of(merged_tables(other.tables, mine.tables), path) == mine.recovery:
        changes = 0  # what it adds is kept for the next merge, and nobody sees it
    return CopyBeside(path, changes, sum(1 for _ in replaced_words(other.recovery, mine.recovery)))


def _is_of(aside: Path, path: Path) -> bool:
    return aside.name.startswith(f"{path.name}.damaged-") and aside.suffix != ".txt"


def _folder_problems(folder: RecoveryFolder) -> list[StoreError]:
    problems: list[StoreError] = []
    for path in (
        folder.home,
        folder.recoveries,
        folder.backups,
        *(path for kind in KEPT for path in KeptFiles(folder.home, kind).folders()),
    ):
        if path.exists() and not path.is_dir():
            problems.append(StoreError(f"{path} isn't a folder: move it away."))
        elif path.exists() and not os.access(path, os.R_OK | os.W_OK | os.X_OK):
            problems.append(FolderNotWritable(path))
    return problems


def _readable_by_others(home: Path) -> list[Path]:
    """What somebody else on this computer may read. Windows keeps a person's folder from others by itself."""
    if WINDOWS or not home.exists():
        return []
    found = []
    for parent, folders, names in os.walk(home):
        paths = [Path(parent, name) for name in (*folders, *names)]
        for path in paths:
            with contextlib.suppress(OSError):  # in a folder that may be listed and not be entered
                if not path.is_symlink() and stat.S_IMODE(path.stat().st_mode) & 0o077:
                    found.append(path)
    return sorted(found)
