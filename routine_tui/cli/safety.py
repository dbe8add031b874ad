"""Commands that keep the data safe: is it whole, copies, back again, joined again, and where it lies."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from routine_tui.byte_order import as_utf8
from routine_tui.cli.advice import sentence_of
from routine_tui.cli.picking import pass_session
from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.files import read_bytes, read_own, typed_path, write_new
from routine_tui.model.errors import IsARecord, RoutineError
from routine_tui.model.text import clipped, days_in_words, escape_control_characters, listed
from routine_tui.store.bundle import RECOVERY, is_bundle, is_record, read_bundle

if TYPE_CHECKING:
    from routine_tui.model.diff.difference import Difference
    from routine_tui.store.health import CopyBeside, Health, RecoveryHealth

MOST_LINES: Final = 40
"""How many differences are told one by one."""
FILE = click.Path(path_type=Path, readable=False)  # what cannot be read is one sentence of ours


class NotWhole(RoutineError):
    """Something that ``check`` looked at is not whole."""


@click.command("check")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def check_command(session: CliSession, as_json: bool) -> None:
    """Check the data, backups, settings and folder for damage. Nothing is changed.

    Every recovery is read in full, including archived ones and all backups. Copies that a sync program left beside a
    recovery are named. The exit status is 0 if all is well and 1 if something is damaged.
    """
    settings = session.look_at_settings()
    health = session.planner.safety.check()
    if as_json:
        print_json(_as_json(health, settings, session))
    else:
        for line in _in_words(health, settings, session):
            session.say(escape_control_characters(line))
    if settings or not health.is_whole:
        raise NotWhole(_what_to_do(health, settings))


@click.command("backup")
@click.argument("file", type=FILE, required=False)
@click.option("--force", is_flag=True, help="Overwrite FILE if it exists.")
@click.option("--with-pictures", is_flag=True, help="One zip with its pictures, originals and papers too.")
@pass_session
def backup_command(session: CliSession, file: Path | None, force: bool, with_pictures: bool) -> None:
    """Copy the current recovery to the backups, or to FILE. `routine-tui restore` reads both forms.

    Copies are also made automatically, before the first change of each day.
    """
    planner = session.planner
    recovery = session.recovery
    if with_pictures:
        today = planner.today()
        copy = typed_path(file or Path(f"{recovery.name.replace('/', '-')}-{today}.zip"))
        if missing := planner.case.write_backup(copy, force):
            session.say(f"No longer there, and so not in it: {listed([clipped(one) for one in missing])}.")
    elif file is None:
        copy = planner.safety.backup()
    else:
        assert planner.path is not None
        copy = typed_path(file)
        write_new(copy, read_own(planner.path)[0], force=force)
    session.say(f"Copied to {escape_control_characters(str(copy))}")


@click.command("restore")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@pass_session
def restore_command(session: CliSession, file: Path, dry_run: bool) -> None:
    """Restore a recovery from a backup, and show what that changes.

    The present state is saved first as a backup, and `routine-tui undo` undoes the whole restore. A recovery you
    don't have yet is added. `routine-tui paths` shows where the backups are.
    """
    path, before = typed_path(file), session.planner.folder.current()
    done = session.planner.safety.restore(_content_of(session, path, dry_run), path, dry_run)
    name, source = clipped(done.recovery.name), clipped(path.name)
    if done.differences is None:
        would = "would be added" if dry_run else "is added"
        session.say(f"“{name}” {would} from {source}.")
    elif not done.differences:
        session.say(f"“{name}” is already the same as {source}: nothing to change.")
    else:
        session.say(f"“{name}” {'would be' if dry_run else 'is'} as it was in {source}:")
        _say_differences(session, done.differences)
        if not dry_run:
            session.say("routine-tui undo undoes this.")
    if session.planner.folder.current() != before:
        session.say(f"“{name}” is now the current recovery.")
    if done.kept:
        session.say(f"The state before is kept in {escape_control_characters(str(done.kept))}")


def _content_of(session: CliSession, path: Path, dry_run: bool) -> bytes:
    """What is restored or merged of a file; of a backup with pictures these are put in their places first."""
    if is_record(path):
        raise IsARecord(path)
    if not is_bundle(path):
        return as_utf8(read_bytes(path))
    if dry_run:
        return dict(read_bundle(path))[RECOVERY]
    return session.planner.case.take_files_out(path)


@click.command("merge")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@pass_session
def merge_command(session: CliSession, file: Path, dry_run: bool) -> None:
    """Merge another copy of a recovery into yours.

    For two copies that were both changed, as Syncthing, Dropbox or git leave them beside the file. For each step on
    each day the later change counts, an untick like any other; nothing that only one side recorded is lost. FILE
    may be a backup with pictures, too. It stays as it is, and `routine-tui undo` undoes the merge.

    \b
    Example:
      routine-tui merge "Face (conflicted copy 2026-11-22).json"
    """
    path = typed_path(file)
    content = _content_of(session, path, dry_run=True)
    done = session.planner.safety.merge(content, path, dry_run)
    if not dry_run:
        _content_of(session, path, dry_run)  # the pictures, now that it is a recovery that is here
    name, source = clipped(done.recovery.name), clipped(path.name)
    if done.differences:
        session.say(f"“{name}” {'would be' if dry_run else 'is'} merged with {source}:")
        _say_differences(session, done.differences)
    else:
        is_newer = f"is the newer one wherever {source} differs"
        has = is_newer if done.left_out else f"already has everything {source} holds"
        session.say(f"“{name}” {has}: nothing to merge.")
    if done.left_out:
        session.say(f"Said otherwise in {source}, and replaced later:")
        _say_differences(session, done.left_out)
    if done.differences and not dry_run:
        is_current = done.path == session.planner.folder.current()
        first = "" if is_current else "It is not the current recovery: after routine-tui use, "
        session.say(f"{first}routine-tui undo undoes this.")


@click.command("paths")
@pass_session
def paths_command(session: CliSession) -> None:
    """Show where files are stored."""
    planner = session.planner
    current = planner.folder.current()
    rows = [
        ("data", planner.home.data),
        ("current", current or "none yet"),
        ("recoveries", planner.folder.recoveries),
        ("archive", planner.folder.recoveries / "archive"),
        ("backups", planner.folder.backups),
        ("pictures", planner.home.data / "pictures"),
        ("settings", planner.home.config),
    ]
    for line in columns([(what, escape_control_characters(str(where))) for what, where in rows]):
        session.say(line)


def _say_differences(session: CliSession, found: Sequence[Difference]) -> None:
    for difference in found[:MOST_LINES]:
        session.say(f"  {difference}")
    if len(found) > MOST_LINES:
        session.say(f"  and {len(found) - MOST_LINES} more")


def _in_words(health: Health, settings: str | None, session: CliSession) -> Iterator[str]:
    if not health.recoveries:
        yield "There is no recovery yet, so nothing to check."
    for one in health.recoveries:
        archived = " (archived)" if one.entry.archived else ""
        yield f"{clipped(one.entry.name)}{archived}: {sentence_of(one.problem) if one.problem else _contents(one)}"
        yield f"  {_backups(one)}"
        for copy in one.copies:
            yield f"  {copy.path.name} is another copy of it and contains {_held(copy)}"
        if one.set_aside:
            yield f"  set aside, damaged: {listed([path.name for path in one.set_aside])}"
        for sentence in one.crowded:
            yield f"  {sentence}"
        if one.missing_pictures:
            yield f"  {_missing_pictures(one.missing_pictures)}"
    yield f"Settings: {settings or 'no damage'}"
    yield f"Folder: {' '.join(map(sentence_of, health.folder)) or 'no damage, and can be written to'}"
    if others := health.readable_by_others:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        yield f"  others on this computer can read {others[0]}{more}: chmod -R go= {_typed(session.planner.home.data)}"


def _held(copy: CopyBeside) -> str:
    """What a copy beside a recovery holds that the recovery does not, and what to do about it."""
    if copy.changes:
        count = "1 change" if copy.changes == 1 else f"{copy.changes} changes"
        return f"{count} that it doesn't have: merge them with routine-tui merge {_typed(copy.path)}."
    if copy.words:
        return f"text that was replaced later: routine-tui merge {_typed(copy.path)} shows it."
    return "nothing new: it can be deleted."


def _typed(path: Path) -> str:
    """A path as the shell takes it, whatever is in its name."""
    return f'"{path}"' if os.name == "nt" else shlex.quote(str(path))


def _contents(one: RecoveryHealth) -> str:
    recovery = one.entry.recovery
    assert recovery is not None
    days, steps = days_in_words(len(recovery.days)), len(recovery.routine.steps)
    edited = "; it was changed by hand or by another program, and is used as it is" if one.edited else ""
    return f"no damage, {days} with a record, {'1 step' if steps == 1 else f'{steps} steps'}{edited}"


def _backups(one: RecoveryHealth) -> str:
    if not one.backups:
        return "no backups yet"
    count = "1 backup" if len(one.backups) == 1 else f"{len(one.backups)} backups"
    whole = f"the newest complete one {one.newest_whole.name}" if one.newest_whole else "none of them complete"
    damaged = f"; damaged: {listed([path.name for path in one.damaged_backups])}" if one.damaged_backups else ""
    return f"{count}, {whole}{damaged}"


def _missing_pictures(files: Sequence[str]) -> str:
    """One line on photos that are missing; all that is recorded of them still is."""
    count = "1 photo is" if len(files) == 1 else f"{len(files)} photos are"
    names = listed(files) if len(files) <= 3 else listed([*files[:3], f"{len(files) - 3} more"])
    return f"{count} missing: {names}"


def _what_to_do(health: Health, settings: str | None) -> str:
    advice = []
    if damaged := sum(one.problem is not None for one in health.recoveries):
        count = "1 recovery is" if damaged == 1 else f"{damaged} recoveries are"
        advice.append(
            f"{count} damaged: restore a backup with routine-tui restore FILE; routine-tui paths shows where they are."
        )
    if any(one.damaged_backups for one in health.recoveries):
        advice.append("Some backups are damaged: delete them; the next day's first change makes a new one.")
    if settings:
        advice.append("The settings cannot be read: correct that line, or delete it.")
    if health.folder:
        advice.append("There is a problem with the folder.")
    return " ".join(advice)


def _as_json(health: Health, settings: str | None, session: CliSession) -> dict[str, object]:
    return {
        "whole": health.is_whole and not settings,
        "recoveries": [_recovery_as_json(one) for one in health.recoveries],
        "settings": {"file": str(session.planner.home.config), "whole": not settings, "problem": settings},
        "folder": {
            "path": str(session.planner.home.data),
            "whole": not health.folder,
            "problems": [sentence_of(problem) for problem in health.folder],
            "readable_by_others": [str(path) for path in health.readable_by_others],
        },
    }


def _recovery_as_json(one: RecoveryHealth) -> dict[str, object]:
    recovery = one.entry.recovery
    return {
        "name": one.entry.name,
        "file": str(one.entry.path),
        "archived": one.entry.archived,
        "whole": one.problem is None,
        "problem": sentence_of(one.problem) if one.problem else None,
        "edited": one.edited,
        "days": len(recovery.days) if recovery else None,
        "steps": len(recovery.routine.steps) if recovery else None,
        "backups": {
            "count": len(one.backups),
            "newest_whole": str(one.newest_whole) if one.newest_whole else None,
            "damaged": [str(path) for path in one.damaged_backups],
        },
        "copies": [{"file": str(copy.path), "changes": copy.changes, "words": copy.words} for copy in one.copies],
        "set_aside": [str(path) for path in one.set_aside],
        "crowded": list(one.crowded),
        "missing_pictures": list(one.missing_pictures),
    }
