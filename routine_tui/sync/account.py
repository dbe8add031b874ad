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


_SHARED: Final = frozenset({"ac", "co", "com", "edu", "go", "gob", "gov", "id", "me", "ne", "net", "nom", "or", "org"})
"""Names below those of countries under which names belong to anybody, as in ``example.co.uk``."""


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


def is_same_server(address: str, other: str) -> bool:
    """Whether an address to which a server leads belongs to whoever runs it: it may get the same password.

    That is the same name, or encrypted one below it or beside it, as providers share an account among many computers.
    """
    here, there = urlsplit(address), urlsplit(other)
    if there.scheme == "http" or not (here.hostname and there.hostname):
        return (here.scheme, here.netloc) == (there.scheme, there.netloc)
    if here.hostname == there.hostname or there.hostname.endswith(f".{here.hostname}"):
        return True
    _, _, domain = here.hostname.partition(".")
    name, _, country = domain.partition(".")
    is_of_nobody = not country or _is_number(here.hostname) or (len(country) == 2 and name in _SHARED)
    return not is_of_nobody and f".{there.hostname}".endswith(f".{domain}")


def _is_number(host: str) -> bool:
    """Whether a name is a number, of which no part is of somebody."""
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def _is_this_computer(host: str) -> bool:
    """Whether a name in an address can lead nowhere but to this computer."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
