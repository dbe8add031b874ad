"""Where the password is: in the system's keyring, printed by a command such as ``pass``, or typed."""

from __future__ import annotations

import shlex
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final, TypeVar

import keyring

from routine_tui.model.sync_errors import NoPassword
from routine_tui.sync.account import Account

Found = TypeVar("Found")
_SERVICE: Final = "routine-tui-sync"
_ANY: Final = Exception
"""What is raised by the keyrings of a dozen systems where they cannot be asked: not only errors of the library."""
_LONGEST_WAIT: Final = 60
"""Seconds after which a command that prints a password is ended; it may ask for another password first.

So long a keyring is waited for, too: a locked one may ask on a screen that nobody sees, and would keep every later sync
waiting.
"""


def find_password(account: Account) -> str | None:
    """The password from the command or the keyring; None where it has to be typed. Raises NoPassword."""
    if account.password_command:
        return _printed_by(account.password_command)
    return _in_time(lambda: keyring.get_password(_SERVICE, _name(account)))


def keep_password(account: Account, password: str) -> bool:
    """Put the password into the system's keyring; gives whether it is there now."""

    def keep() -> bool:
        keyring.set_password(_SERVICE, _name(account), password)
        return keyring.get_password(_SERVICE, _name(account)) == password

    return bool(_in_time(keep))


def forget_password(account: Account) -> None:
    """Take the password out of the system's keyring, where it is in it."""
    _in_time(lambda: keyring.delete_password(_SERVICE, _name(account)))


def _in_time(ask: Callable[[], Found]) -> Found | None:
    """What a keyring answers; None where it cannot be asked, or keeps silent."""
    found: list[Found] = []

    def run() -> None:
        with suppress(_ANY):
            found.append(ask())

    asking = threading.Thread(target=run, daemon=True)
    asking.start()
    asking.join(_LONGEST_WAIT)
    return found[0] if found else None


def _name(account: Account) -> str:
    return f"{account.user} {account.url}"


def _printed_by(command: str) -> str:
    """The first line that a command prints; it is run without a shell. Raises NoPassword."""
    try:
        ran = subprocess.run(
            shlex.split(command), stdout=subprocess.PIPE, text=True, timeout=_LONGEST_WAIT, check=True, errors="replace"
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        raise NoPassword("the command for it didn't work") from None
    if not (lines := ran.stdout.splitlines()) or not lines[0]:
        raise NoPassword("the command for it printed nothing")
    return lines[0]
