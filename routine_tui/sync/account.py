"""What was set up for a recovery: which list, whose account, and what of a step travels."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final, Literal
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.sync_errors import UnsafeAddress

Part = Literal["products", "instructions", "notes", "visits"]
PARTS: Final[tuple[Part, ...]] = ("products", "instructions", "notes", "visits")
"""What can travel besides the names of steps, and does only where it was asked for."""


class Account(Struct, frozen=True):
    """One list on one server."""

    url: str
    """The address of the list, with a slash at its end."""
    user: str
    title: str
    """What the list is called there."""
    auth: Literal["basic", "digest"] = "basic"
    password_command: str = ""
    """The command that prints the password; empty where the keyring has it, or it is asked for."""
    parts: tuple[Part, ...] = ()
    neutral: bool = False
    """Whether tasks are called “Morning 1/3”, as others may see a phone."""
    calendar_url: str = ""
    """The address of the calendar of visits and sessions, with a slash at its end; empty where they stay here."""
    alarm: int | None = None
    """How many minutes before a visit or session the phone rings; None for not at all."""

    @property
    def calendar(self) -> Account:
        """The same account with the calendar of visits and sessions in the place of the list."""
        return replace(self, url=self.calendar_url, title=calendar_title(self))

    @property
    def host(self) -> str:
        """The server's name, as a person knows it."""
        return host_of(self.url)


def calendar_title(account: Account) -> str:
    """What the calendar of visits and sessions is called there."""
    return "Appointments" if account.neutral else f"{account.title}: visits"


def host_of(url: str) -> str:
    """The server's name in an address, with its port where that is not the usual one."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or url


def checked_address(url: str) -> str:
    """An address as it can be used: encrypted, or of this computer itself. Raises UnsafeAddress.

    Without a scheme it is taken for an encrypted one.
    """
    address = url.strip()
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise UnsafeAddress("it isn't a complete address, like https://cloud.example.com") from None
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise UnsafeAddress("it isn't a complete address, like https://cloud.example.com")
    if parts.username is not None or parts.password is not None:
        raise UnsafeAddress("it holds a user name or a password; give the user name apart, and type the password")
    if parts.scheme == "http" and not _is_this_computer(parts.hostname):
        raise UnsafeAddress("it isn't encrypted; use the one that starts with https://")
    return address


def _is_this_computer(host: str) -> bool:
    """Whether a name in an address can lead nowhere but to this computer."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
