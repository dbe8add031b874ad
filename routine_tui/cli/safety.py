"""Commands that keep the data safe: is it whole, copies, back again, and where it lies."""

from __future__ import annotations

from pathlib import Path

import click

from routine_tui.cli.session import Session, columns
from routine_tui.cli.words import pass_session
from routine_tui.files import read_bytes, write_new
from routine_tui.model.errors import RoutineError, StoreError
from routine_tui.model.words import days_in_words, visible
from routine_tui.store.backups import Backups
from routine_tui.store.folder import Entry
from routine_tui.store.repository import read_whole

FILE = click.Path(path_type=Path)


class NotWhole(RoutineError):
    """Something that ``check`` looked at is not whole."""


@click.command("check")
@pass_session
def check_command(session: Session) -> None:
    """Say whether the data is whole. Nothing is changed.

    Every recovery is read in full, the archived ones too, and its newest backups are tried. The exit status is 0 where
    all is whole and 1 where something is not.
    """
    planner = session.planner
    entries, damaged = planner.folder.entries(), []
    if not entries:
        session.say("There is no recovery yet, so nothing to check.")
    for entry in entries:
        problem = _problem(entry.path)
        archived = " (in the archive)" if entry.archived else ""
        session.say(f"{visible(entry.name)}{archived}: {visible(problem) if problem else _contents(entry)}")
        if problem:
            damaged.append(entry.name)
        session.say(f"  {_backups_in_words(planner.folder.repository(entry.path).backups)}")
    if damaged:
        count = "1 recovery is" if len(damaged) == 1 else f"{len(damaged)} recoveries are"
        raise NotWhole(f"{count} not whole: routine-tui restore FILE puts a backup back; routine-tui paths says where.")


@click.command("backup")
@click.argument("file", type=FILE, required=False)
@click.option("--force", is_flag=True, help="Replace FILE where it is there already.")
@pass_session
def backup_command(session: Session, file: Path | None, force: bool) -> None:
    """Copy the current recovery to the backups, or to FILE.

    Copies are made by themselves too, before the first change of each day.
    """
    planner = session.planner
    _ = session.recovery
    if file is None:
        copy = planner.backup()
    else:
        assert planner.path is not None
        copy = file.expanduser().absolute()
        write_new(copy, read_bytes(planner.path), force=force)
    session.say(f"Copied to {visible(str(copy))}")


@click.command("restore")
@click.argument("file", type=FILE)
@pass_session
def restore_command(session: Session, file: Path) -> None:
    """Put a backup in the place of its recovery. The present state is kept first, as a backup of its own.

    A recovery that is not here yet is added. `routine-tui paths` says where the backups lie.
    """
    path = file.expanduser().absolute()
    recovery, kept = session.planner.restore(read_bytes(path), path)
    session.say(f"“{visible(recovery.name)}” is as it was in {visible(path.name)}.")
    if kept:
        session.say(f"What was there before is kept in {visible(str(kept))}")


@click.command("paths")
@pass_session
def paths_command(session: Session) -> None:
    """Say where everything lies."""
    planner = session.planner
    current = planner.folder.current()
    rows = [
        ("data", planner.home.data),
        ("current", current or "none yet"),
        ("recoveries", planner.folder.recoveries),
        ("archive", planner.folder.recoveries / "archive"),
        ("backups", planner.folder.backups),
        ("settings", planner.home.config),
    ]
    for line in columns([(what, visible(str(where))) for what, where in rows]):
        session.say(line)


def _problem(path: Path) -> str | None:
    """Why a recovery's file is not whole, or None."""
    try:
        read_whole(read_bytes(path), path)
    except StoreError as error:
        return str(error)
    return None


def _contents(entry: Entry) -> str:
    assert entry.recovery is not None
    days = days_in_words(len(entry.recovery.days))
    return f"whole, {days} with a record, {len(entry.recovery.routine.steps)} steps"


def _backups_in_words(backups: Backups) -> str:
    copies = backups.newest_first()
    if not copies:
        return "no backups yet"
    whole = next((copy for copy in copies if _problem(copy) is None), None)
    count = "1 backup" if len(copies) == 1 else f"{len(copies)} backups"
    return f"{count}, the newest whole one {visible(whole.name)}" if whole else f"{count}, none of them whole"
