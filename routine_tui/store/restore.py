"""Backups and other copies, brought back into the folder: in the place of what is there, or joined with it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from routine_tui.model.diff.difference import Difference
from routine_tui.model.diff.recovery_diff import differences, replaced_words
from routine_tui.model.errors import BadInput, DamagedFile, IsAnExport, NewerCopy, NotHere, NoWholeCopy, StoreError
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.store.folder import RecoveryEntry, RecoveryFolder, file_name
from routine_tui.store.migrations import VERSION
from routine_tui.store.repository import Copy, content_of, read_copy
from routine_tui.store.wholes import brought_back


class _Export(Struct, frozen=True):
    format: str


class RestoreResult(Struct, frozen=True):
    """What restoring or merging a file changed, or would change."""

    recovery: Recovery
    differences: Sequence[Difference] | None
    """How the recovery differs from what it was; None where it could not be read before, or was not here."""
    path: Path | None = None
    """The recovery's file, where it is here."""
    kept: Path | None = None
    """The copy of the former state, where one was made."""
    edited: str | None = None
    """A sentence where another hand changed the backup or the copy."""
    left_out: Sequence[Difference] = ()
    """Words in another copy that were replaced later, so that none of them goes unseen."""
    brought_back: Sequence[str] = ()
    """What one copy took away and the other one changed later, by its name: all of it is there again."""


def restore(folder: RecoveryFolder, content: bytes, source: Path, at: datetime, dry_run: bool = False) -> RestoreResult:
    """Give a recovery the state of a backup, as one change that can be undone; the present state is copied first.

    A recovery that is not here yet is added. Where its file is damaged, the backup takes the place of the file. With
    ``dry_run`` nothing is changed. Raises NoWholeCopy, with nothing changed, for a backup that is not whole.
    """
    copy = _copy(content, source)
    backup = copy.recovery
    entry = _entry_of(backup, folder)
    if entry is None or entry.recovery is None:
        path, kept = (None, None) if dry_run else _put(copy, entry, folder, at)
        return RestoreResult(backup, None, path, kept, _told(copy, source))
    found = differences(entry.recovery, backup)
    if dry_run:
        return RestoreResult(entry.recovery, found, entry.path, None, _told(copy, source))
    with _as_current(entry, folder) as path:
        repository = folder.repository(path)
        kept = repository.keep(at, "before-restore") if found else None
        after = repository.restore(copy, f"restored {source.name}", at)
    return RestoreResult(after, found, path, kept, _told(copy, source))


def merge(folder: RecoveryFolder, content: bytes, source: Path, at: datetime, dry_run: bool = False) -> RestoreResult:
    """Merge another copy of a recovery into the one that is here, as one change that can be undone.

    Of each register the later change counts, and a record that only one copy has is kept. With ``dry_run`` nothing is
    changed. Raises NoWholeCopy for a file that is not whole, NotHere for a recovery that is not here.
    """
    copy = _copy(content, source)
    entry = _entry_of(copy.recovery, folder)
    if entry is None or entry.recovery is None:
        raise NotHere(source, copy.recovery.name)
    if source.exists() and source.samefile(entry.path):
        raise BadInput(f"{source} is the recovery itself: name the other copy of it.")
    repository = folder.repository(entry.path)
    before, mine = repository.load(), repository.tables()
    after = repository.preview_merge(copy) if dry_run else repository.merge(copy, f"merged {source.name}", at)
    left_out = list(replaced_words(copy.recovery, after))
    back = list(brought_back(after, mine, copy.tables))
    return RestoreResult(after, differences(before, after), entry.path, None, _told(copy, source), left_out, back)


def add(folder: RecoveryFolder, recovery: Recovery, label: str, at: datetime) -> Path:
    """Store a recovery that is not here yet and make it the current one; gives its file.

    An empty recovery is stored first, and the content is merged into it as one change, so that undo empties the
    recovery again. The content has no stamps, so it counts as older than every change in another copy that is merged
    later. Raises BadInput where the name is taken, and StoreError; nothing is changed then.
    """
    about = (recovery.id, recovery.name, recovery.day_zero, recovery.window_days, recovery.day_starts_at)
    bare = Recovery(*about, begun=recovery.begun)
    before = folder.current()
    path = folder.create(bare, at)
    try:
        folder.repository(path).merge(read_copy(content_of(recovery), path), label, at)
    except StoreError:
        with contextlib.suppress(StoreError, OSError):
            path.unlink()
            if before is not None:
                folder.use(before)
        raise
    return path


def _copy(content: bytes, source: Path) -> Copy:
    """What a file that the person named holds. Raises NoWholeCopy, NewerCopy, NewerFile."""
    try:
        copy = read_copy(content, source)
    except DamagedFile as error:
        if _is_export(content):
            raise IsAnExport(source) from error
        raise NoWholeCopy(source, error.reason) from error
    if copy.version > VERSION:
        raise NewerCopy(source)
    return copy


def _is_export(content: bytes) -> bool:
    """Whether content is the JSON that routine-tui export writes."""
    try:
        return msgspec.json.decode(content, type=_Export).format == "routine-tui"
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False


def _told(copy: Copy, source: Path) -> str | None:
    if not copy.edited:
        return None
    return f"{source} was changed by hand or by another program: it was checked and is undamaged."


def _entry_of(recovery: Recovery, folder: RecoveryFolder) -> RecoveryEntry | None:
    """The entry that holds a recovery, or the damaged file that once did; None where it is not here."""
    entries = folder.entries()
    same = (entry for entry in entries if entry.recovery and entry.recovery.id == recovery.id)
    named = file_name(recovery.name)
    damaged = (entry for entry in entries if entry.recovery is None and entry.path.name == named)
    return next(same, None) or next(damaged, None)


@contextlib.contextmanager
def _as_current(entry: RecoveryEntry, folder: RecoveryFolder) -> Iterator[Path]:
    """Make an entry the current recovery; where the block fails, the former one is current again."""
    before = folder.current()
    path = folder.use(entry.path)
    try:
        yield path
    except StoreError:
        with contextlib.suppress(StoreError):
            if entry.archived:
                folder.archive(path)
            if before is not None:
                folder.use(before)
        raise


def _put(copy: Copy, damaged: RecoveryEntry | None, folder: RecoveryFolder, at: datetime) -> tuple[Path, Path | None]:
    """Store a recovery that is not here, or whose file is damaged; gives its file, and where the damaged one is."""
    if damaged is None:
        return folder.create(copy.recovery, at, copy), None
    with _as_current(damaged, folder) as path:
        return path, folder.replace_damaged(path, copy, at)
