"""A file that is not whole: set aside, and the newest whole backup put in its place."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from routine_tui.files import read_bytes, read_own, write_whole
from routine_tui.locks import locked
from routine_tui.model.diff.item_diff import found_things
from routine_tui.model.diff.recovery_diff import newer_records
from routine_tui.model.diff.skin_diff import found_profile
from routine_tui.model.errors import DamagedFile, NoWholeBackup, StoreError
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import listed, short_day
from routine_tui.store.backups import Backups
from routine_tui.store.change_log import LOG
from routine_tui.store.checksum import ns_of, with_checksum, with_new_checksum
from routine_tui.store.migrations import VERSION, upgrade, version_of
from routine_tui.store.repository import build_recovery, read_copy, read_whole
from routine_tui.store.salvage import readable_days, readable_things
from routine_tui.store.storage import read_tables

_SPARED: Final = (
    ((LOG,), "what was changed when is no longer known for earlier changes"),
    (("history",), "earlier changes can no longer be undone"),
    (("history", LOG), "earlier changes can no longer be undone, nor is it known what was changed when"),
)
"""Tables that a recovery can do without, fewest first, and what is lost with them."""


def recover_from_backup(path: Path, backups: Backups, at: datetime) -> str | None:
    """Set a damaged file aside and put the newest whole backup in its place; gives one sentence that says so.

    What the damaged file holds beyond the backup, as far as it can be read, is listed in a text file beside it. Where
    only what tells of earlier changes is damaged, that is left out and all else is kept. None where the file is whole:
    another program was quicker. Raises NoWholeBackup, with nothing written, and NewerFile.
    """
    with locked(path):
        content, signature = read_own(path)
        try:
            read_whole(content, path, signature[0])
            return None
        except DamagedFile as damage:
            reason = damage.reason
        later = max(ns_of(at), signature[0] + 1000)
        if spared := _without_damage(content, path, signature[0]):
            aside = set_aside(path, at)
            write_whole(path, with_new_checksum(spared[0], later), later)
            return (
                f"{path} was damaged ({reason}): a copy is kept as {aside.name}. "
                f"Every record is there, but {spared[1]}."
            )
        for backup, kept, recovery in _whole(backups):
            aside = set_aside(path, at)
            write_whole(path, with_new_checksum(kept, later), later)
            newer = _list_newer(aside, content, recovery)
            return (
                f"{path} was damaged ({reason}): it is kept as {aside.name}, "
                f"the backup {backup.name} was opened, and {newer}."
            )
    raise NoWholeBackup(path, reason)


def set_aside(path: Path, at: datetime) -> Path:
    """Copy a damaged file byte for byte beside itself, under a name with the moment; the caller holds the lock."""
    aside = _unused(path.with_name(f"{path.name}.damaged-{at:%Y-%m-%dT%H%M%S}"))
    write_whole(aside, read_bytes(path))
    return aside


def _without_damage(content: bytes, path: Path, modified_ns: int) -> tuple[bytes, str] | None:
    """The content without its history or its list of changes, and the name of what was left out.

    None where something else is damaged as well.
    """
    for names, lost in _SPARED:
        try:
            tables, _ = read_tables(content, path, modified_ns)
            tables = upgrade(tables | {name: {} for name in names})
            build_recovery(tables, path, "edited")
        except StoreError:
            continue
        if version_of(tables) == VERSION:
            return with_checksum(tables, 0), lost
    return None


def _whole(backups: Backups) -> Iterator[tuple[Path, bytes, Recovery]]:
    """The backups that are whole, the newest first; those that another hand changed come after all others."""
    changed = []
    for backup in backups.newest_first():
        with contextlib.suppress(StoreError):
            kept, signature = read_own(backup)
            copy = read_copy(kept, backup, signature[0])
            if not copy.edited:
                yield backup, kept, copy.recovery
            else:
                changed.append((backup, kept, copy.recovery))
    yield from changed


def _list_newer(aside: Path, content: bytes, recovery: Recovery) -> str:
    """What the damaged content holds beyond the backup, in words; the records themselves go to a file beside it."""
    found: Mapping[date, Day] = readable_days(content)
    lines = list(newer_records(recovery, found))
    things_there = readable_things(content, recovery)
    things = [*found_profile(recovery, things_there), *found_things(recovery, things_there)]
    if not lines and not things:
        return "nothing newer than the backup could be read from the damaged file"
    every = [*(line for _, line in lines), *things]
    text = "\n".join([f"Records in {aside.name} that are not in the backup:", *every, ""])
    listing = aside.with_name(f"{aside.name}.txt")
    count = _counted(sorted({day for day, _ in lines}), len(every), bool(things))
    try:
        write_whole(listing, text.encode("utf-8", "replace"))
    except StoreError:
        return f"{count} in the damaged file could be read that the backup does not have"
    return f"{count}, newer than the backup, {'is' if len(every) == 1 else 'are'} listed in {listing.name}"


def _counted(days: Sequence[date], count: int, has_things: bool) -> str:
    """How many records there are, and of what: ``3 records of 22 Nov and of the shelf, pictures, care or profile``."""
    of = [f"of {listed([short_day(day) for day in days]) if len(days) < 4 else f'{len(days)} days'}"] if days else []
    of += ["of products, photos, care or profile"] if has_things else []
    return f"{'1 record' if count == 1 else f'{count} records'} {listed(of)}"


def _unused(path: Path) -> Path:
    """The path itself, or with a number where something is there already."""
    number, unused = 1, path
    while unused.exists() or unused.is_symlink():
        number += 1
        unused = path.with_name(f"{path.name}-{number}")
    return unused
