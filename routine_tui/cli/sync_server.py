"""What the sync commands ask of a server: signing in, one sync, and a list made or deleted. It needs the extra."""

from __future__ import annotations

import sys

import click
from msgspec.structs import replace

from routine_tui.cli.session import CliSession, is_answered
from routine_tui.model.sync_errors import NoPassword
from routine_tui.sync.account import Account, calendar_title, checked_address
from routine_tui.sync.client import connected
from routine_tui.sync.connection import Connection
from routine_tui.sync.discovery import make_list, remove_list
from routine_tui.sync.password import find_password, forget_password, keep_password
from routine_tui.sync.run import TaskList, run_sync
from routine_tui.sync.state import Report, Setup, SyncState, SyncStore


class Passwords:
    """Finds the password of an account, and asks for it at most once a run."""

    def __init__(self) -> None:
        self._typed: str | None = None
        self._known: str | None = None

    def of(self, account: Account) -> str:
        """The password from the command, the keyring, the terminal or standard input. Raises NoPassword."""
        self._known = self._known or self._typed or find_password(account) or self.ask(account)
        return self._known

    def ask(self, account: Account) -> str:
        """The password from its command, or as it is typed or piped. Raises NoPassword."""
        if account.password_command:
            return find_password(account) or ""
        if is_answered():
            self._typed = str(click.prompt(f"Password of {account.user} on {account.host}", hide_input=True, err=True))
        else:
            self._typed = sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
        if not self._typed:
            raise NoPassword("none is stored, and none came on standard input")
        return self._typed


def sync_once(session: CliSession, passwords: Passwords) -> Report:
    """One sync of the current recovery. Raises SyncError."""
    planner = session.planner

    def connect(account: Account) -> TaskList:
        return connected(account, passwords.of(account), planner.clock)

    return run_sync(planner, SyncStore(planner.home.data), connect)


def set_up(session: CliSession, url: str, wanted: Account, passwords: Passwords) -> tuple[Account, bool, bool]:
    """Find the account, make its list and keep both; gives it, whether the list was there, and the password is stored.

    Raises SyncError, UnsafeAddress; nothing is then set up.
    """
    planner = session.planner
    recovery = planner.recovery
    store = SyncStore(planner.home.data)
    before = store.find(recovery.id)
    begun = replace(wanted, url=checked_address(url))
    password = passwords.ask(begun)
    with Connection(begun.url, begun.user, password, planner.clock) as connection:
        address, was_there = make_list(connection, recovery.id, wanted.title)
        calendar = ""
        if "visits" in wanted.parts:
            calendar, _ = make_list(connection, recovery.id, calendar_title(wanted), "VEVENT")
        account = replace(wanted, url=address, auth=connection.auth, calendar_url=calendar)
        is_same = before is not None and before.account.url == address
        if before is not None and is_same and before.account.calendar_url and not calendar:
            remove_list(connection, before.account.calendar_url)
    if before is not None and not is_same:
        forget_password(before.account)
    state = replace(before.state, entries={}) if before and is_same else SyncState()  # appointments are sent anew
    store.keep(recovery.id, Setup(account, state))
    return account, was_there, bool(account.password_command) or keep_password(account, password)


def switch_off(session: CliSession, account: Account, with_list: bool) -> None:
    """Forget the list and its password; the list itself is deleted only where that is wanted. Raises SyncError."""
    planner = session.planner
    if with_list:
        password = Passwords().of(account)
        with Connection(account.url, account.user, password, planner.clock, account.auth) as connection:
            for url in filter(None, (account.url, account.calendar_url)):
                remove_list(connection, url)
    SyncStore(planner.home.data).keep(planner.recovery.id, None)
    forget_password(account)
