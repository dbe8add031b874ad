"""The commands that keep today's steps on a CalDAV server, so that they can be ticked on a phone."""

from __future__ import annotations

import random
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, get_args

import click

from routine_tui.cli.picking import pass_session
from routine_tui.cli.session import CliSession, collect_garbage_again, is_answered, print_json
from routine_tui.model.errors import StoreError
from routine_tui.model.sync_errors import NoSyncExtra, NotSetUp, PassingTrouble, ServerBusy
from routine_tui.model.text import clipped, one_line
from routine_tui.sync.account import Account, Part
from routine_tui.sync.report_text import last_sync_lines, report_words, sent_words
from routine_tui.sync.soon import USUAL_PAUSE, pause_after
from routine_tui.sync.state import Setup, SyncStore

if TYPE_CHECKING:
    from routine_tui.cli.sync_server import Passwords

_NEUTRAL_LIST: Final = "Routine"
_ASKED: Final[dict[Part, str]] = {
    "products": "Send the products of your steps too?",
    "instructions": "Send cues and instructions too?",
    "notes": "Send the notes of your ticks too?",
    "visits": "Send your visits and sessions, to a calendar of their own?",
}


@click.group("sync", invoke_without_command=True)
@click.option("--watch", is_flag=True, help=f"Sync every {USUAL_PAUSE / 60:.0f} minutes or so, until Ctrl+C.")
@click.pass_context
def sync_command(ctx: click.Context, watch: bool) -> None:
    """Sync the steps of these days with a list on a CalDAV server, to tick them on a phone.

    The list holds yesterday, today and the next two days, one task per step. A tick on the phone becomes a tick here
    with its time, and one for tomorrow counts once that day has started. Nothing is sent unless you set it up and run
    this; routine-tui undo undoes what came from the phone.

    It needs an extra: pip install "routine-tui[sync]".

    \b
    Examples:
      routine-tui sync setup https://cloud.example.com --user mia
      routine-tui sync
      routine-tui sync status
    """
    if ctx.invoked_subcommand is not None:
        if watch:
            raise click.UsageError("--watch goes without another command.")
        return
    session = ctx.find_object(CliSession)
    assert session is not None
    _setup_of(session)
    _require_extra()
    from routine_tui.cli import sync_server

    if watch:
        _watch(session, sync_server.Passwords())
    else:
        _once(session, sync_server.Passwords())


@sync_command.command("setup")
@click.argument("url")
@click.option("--user", metavar="NAME", required=True, help="Your user name on the server.")
@click.option("--list", "title", metavar="NAME", help="What the list is called there [the name of the recovery].")
@click.option(
    "--with", "parts", multiple=True, type=click.Choice(get_args(Part)), help="Send this too; can be repeated."
)
@click.option("--neutral", is_flag=True, help="Call tasks “Morning 1/3”: names, reasons and notes stay here.")
@click.option(
    "--alarm",
    metavar="MINUTES",
    type=click.IntRange(0, 10_080),
    help="Let the phone ring so long before a visit; with --with visits.",
)
@click.option(
    "--password-command", metavar="COMMAND", default="", help="A command that prints the password, e.g. pass show dav."
)
@pass_session
def setup_command(
    session: CliSession,
    url: str,
    user: str,
    title: str | None,
    parts: tuple[Part, ...],
    neutral: bool,
    alarm: int | None,
    password_command: str,
) -> None:
    """Set up the list for the current recovery, and sync for the first time.

    URL is the address of your server, e.g. https://cloud.example.com. It makes a list of its own there and never
    writes into another. The password is asked for, or read from standard input, and stored in the keyring of your
    system if there is one. Many providers want an app password.

    Step names are sent, whether each is done, when, and why it was skipped; everything else only if you ask for it.
    Run it on a second computer with the same recovery to use the same list.

    Then add the same account on the phone: in Tasks.org or DAVx5 (Android), or under Settings, Apps, Reminders
    (iPhone). docs/sync.md has each step, for Nextcloud, Reminders and Radicale.

    \b
    Examples:
      routine-tui sync setup https://cloud.example.com --user mia   # Nextcloud
      routine-tui sync setup http://localhost:5232 --user mia       # Radicale on this computer
      routine-tui sync setup https://cloud.example.com --user mia --with visits --alarm 60
    """
    _require_extra()
    from routine_tui.cli import sync_server

    recovery = session.recovery
    if not parts and not neutral and is_answered():
        neutral = click.confirm("Hide what your steps are called, as others may see the phone?", err=True)
        if not neutral:
            parts = tuple(part for part, question in _ASKED.items() if click.confirm(question, err=True))
    name = one_line(title, "The name of the list") if title else _NEUTRAL_LIST if neutral else recovery.name
    if alarm is not None and "visits" not in parts:
        raise click.UsageError("--alarm goes with --with visits.")
    wanted = Account("", one_line(user, "The user name"), name, "basic", password_command, parts, neutral, alarm=alarm)
    passwords = sync_server.Passwords()
    account, was_there, is_stored = sync_server.set_up(session, url, wanted, passwords)
    which = "uses the list that is already there" if was_there else f"has its own list, “{clipped(name)}”,"
    session.say(f"“{clipped(recovery.name)}” {which} on {clipped(account.host)}.")
    session.say(f"Sent: {sent_words(account)}.")
    if not is_stored:
        session.say("There is no keyring here to store the password in, so it will be asked for each time.")
    _once(session, passwords)


@sync_command.command("status")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def status_command(session: CliSession, as_json: bool) -> None:
    """Show with which list the recovery is synced, and what the last sync did. Nothing is sent."""
    setup = SyncStore(session.planner.home.data).find(session.recovery.id)
    if as_json:
        print_json(_as_json(setup))
        return
    if setup is None:
        session.say("Sync isn't set up for this recovery. routine-tui sync setup URL sets it up.")
        return
    account, today = setup.account, session.planner.today()
    session.say(
        f"“{clipped(session.recovery.name)}” is synced with the list “{clipped(account.title)}” on "
        f"{clipped(account.host)}, as {clipped(account.user)}."
    )
    session.say(f"Sent: {sent_words(account)}.")
    for line in last_sync_lines(setup, today, session.dot):
        session.say(line)


@sync_command.command("off")
@click.option("--delete-list/--keep-list", "with_list", default=None, help="Delete the list on the server, or not.")
@pass_session
def off_command(session: CliSession, with_list: bool | None) -> None:
    """Stop syncing, and forget the password. Everything recorded here stays.

    The list on the server stays, too, unless you say that it should be deleted.
    """
    account = _setup_of(session).account
    _require_extra()
    from routine_tui.cli import sync_server

    if with_list is None:
        with_list = is_answered() and click.confirm(f"Delete the list “{clipped(account.title)}” there?", err=True)
    sync_server.switch_off(session, account, with_list)
    rest = "its list is deleted" if with_list else f"the list is still on {clipped(account.host)}"
    session.say(f"Sync is off; {rest}.")


def _require_extra() -> None:
    """Raise NoSyncExtra where the libraries of the extra are not installed."""
    if find_spec("caldav") is None or find_spec("keyring") is None:
        raise NoSyncExtra


def _setup_of(session: CliSession) -> Setup:
    """What was set up for the current recovery. Raises NotSetUp."""
    setup = SyncStore(session.planner.home.data).find(session.recovery.id)
    if setup is None:
        raise NotSetUp
    return setup


def _once(session: CliSession, passwords: Passwords) -> None:
    from routine_tui.cli import sync_server

    session.say(report_words(sync_server.sync_once(session, passwords)))


def _watch(session: CliSession, passwords: Passwords) -> None:
    """Sync now and then until the person ends it; passing trouble is said once, not at every try, and other ends it."""
    from routine_tui.cli import sync_server

    collect_garbage_again()
    failures, said = 0, ""
    while True:
        wait = 0.0
        try:
            report = sync_server.sync_once(session, passwords)
            failures, sentence = 0, report_words(report)
        except ServerBusy as error:
            failures, sentence = failures + 1, str(error)
            wait = (error.until - session.planner.clock.now()).total_seconds() if error.until else 0.0
        except (PassingTrouble, StoreError) as error:  # a wrong password is not tried again, for one
            failures, sentence = failures + 1, str(error)
        if sentence != said:
            session.say(f"{session.planner.clock.now():%H:%M} {clipped(sentence, 400)}")
            said = sentence
        session.tell_notices()
        time.sleep(max(wait, pause_after(failures, random.random())))


def _as_json(setup: Setup | None) -> dict[str, object]:
    if setup is None:
        return {"set_up": False}
    account, last, done = setup.account, setup.state.last, setup.state.done_at
    return {
        "set_up": True,
        "server": account.host,
        "list": account.title,
        "user": account.user,
        "sent_besides_names": list(account.parts),
        "neutral": account.neutral,
        "alarm_minutes": account.alarm,
        "done_at": done.isoformat() if done else None,
        "last": None
        if last is None
        else {
            "at": last.at.isoformat(),
            "sent": last.sent,
            "taken": last.taken,
            "removed": last.removed,
            "appointments": last.appointments,
            "waiting": last.waiting,
            "refused": last.refused,
            "problem": last.problem or None,
        },
    }
