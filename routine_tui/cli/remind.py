"""The command that sets up a reminder with the person's own scheduler, and takes it back."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import time
from typing import Final

import click

from routine_tui.cli import timers
from routine_tui.cli.due import due_lines, still_due
from routine_tui.cli.notification import notify
from routine_tui.cli.picking import only_one, pass_session
from routine_tui.cli.session import CliSession
from routine_tui.dates import read_time
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.routine import Slot
from routine_tui.model.text import escape_control_characters, listed

_USUAL: Final = "07:30,21:30"
_MOST: Final = 12
_FROM: Final[tuple[tuple[time, tuple[Slot, ...]], ...]] = (
    (time(17), ("morning", "day", "evening")),
    (time(11), ("morning", "day")),
    (time(3), ("morning",)),
    (time(0), ("morning", "day", "evening")),
)
"""From which hour a reminder tells of which parts of the day: at breakfast nobody is reminded of the evening."""
_PLACES: Final = ("XDG_DATA_HOME", "XDG_CONFIG_HOME")
"""Variables that say where data lies, which a scheduler does not know."""


@click.command("remind")
@click.option("--install", is_flag=True, help="Set up the reminder, or change its times.")
@click.option("--at", "at", metavar="HH:MM,…", help=f"When [{_USUAL}].")
@click.option("--remove", is_flag=True, help="Remove it.")
@click.option("--now", is_flag=True, help="Show what is due as a notification; what the reminder runs.")
@pass_session
def remind_command(session: CliSession, /, at: str | None, **flags: bool) -> None:
    """Set up a reminder of what is still due, at times you choose, or show whether there is one.

    It uses your own scheduler: systemd on Linux, launchd on macOS. It says what it wrote, and --remove deletes it.
    Where there is neither, it writes nothing and shows lines for crontab to copy. A reminder shows a notification
    only if something is still due, and in the morning only what belongs to the morning.

    \b
    Examples:
      routine-tui remind --install --at 07:30,21:30
      routine-tui remind
      routine-tui remind --remove
    """
    what = only_one(flags)
    if at is not None and what != "install":
        raise click.UsageError("--at goes with --install.")
    if what == "install":
        _install(session, _hours(_USUAL if at is None else at))
    elif what == "remove":
        _remove(session)
    elif what == "now":
        _remind(session)
    else:
        _show(session)


def _hours(typed: str) -> list[time]:
    """The times of day in a list. Raises BadInput."""
    hours = sorted({read_time(one) for one in typed.split(",")})
    if len(hours) > _MOST:
        raise BadInput(f"{len(hours)} times a day are too many: {_MOST} at most.")
    return hours


def _install(session: CliSession, hours: Sequence[time]) -> None:
    command = _command(session)
    kind = timers.scheduler()
    if kind is None:
        session.say("Neither systemd nor launchd answers here, so nothing was written.")
        if os.name == "nt":
            session.say("Windows has Task Scheduler: docs/recipes.md shows how to set it up.")
            return
        session.say("With cron, copy what follows into what crontab -e opens:")
        for line in timers.crontab_lines(command, hours):
            click.echo(escape_control_characters(line))
        return
    reminder = timers.reminder_of(kind, command, hours)
    timers.install(reminder)
    session.say(f"A reminder comes at {_listed(hours)} if something is still due. It was set up with {kind}:")
    for path in reminder.files:
        session.say(f"  {escape_control_characters(str(path))}")
    session.say("routine-tui remind --remove deletes it.")


def _remove(session: CliSession) -> None:
    gone = timers.remove()
    if not gone:
        session.say("No reminder is set up, so there is nothing to remove.")
        return
    session.say("The reminder is removed. Deleted:")
    for path in gone:
        session.say(f"  {escape_control_characters(str(path))}")


def _show(session: CliSession) -> None:
    files = timers.installed()
    if not files:
        session.say("No reminder is set up. routine-tui remind --install sets one up.")
        return
    session.say(f"A reminder comes at {_listed(timers.hours_of(files))} if something is still due:")
    for path in files:
        session.say(f"  {escape_control_characters(str(path))}")


def _remind(session: CliSession) -> None:
    """Show what is due as a notification; nothing where nothing is. Nothing is printed: a scheduler keeps that."""
    recovery = session.planner.find()
    if recovery is None:
        return
    hour = session.planner.clock.now().time()
    slots = next(slots for begins, slots in _FROM if hour >= begins)
    if lines := due_lines(still_due(recovery, session.planner.today(), slots)):
        notify("Still open today", "\n".join(lines))


def _command(session: CliSession) -> list[str]:
    """What a scheduler runs: this program, with the same data, wherever it is started."""
    places = [f"{name}={os.environ[name]}" for name in _PLACES if os.environ.get(name)]
    return [*(["/usr/bin/env", *places] if places else []), *session.own_command("remind", "--now")]


def _listed(hours: Sequence[time]) -> str:
    return listed([f"{hour:%H:%M}" for hour in hours], "and")
