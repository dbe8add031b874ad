"""What can go wrong with a list on a CalDAV server, with fields; the sentences are built from them."""

from __future__ import annotations

from datetime import datetime

from routine_tui.model.errors import BadInput, RoutineError


class SyncError(RoutineError):
    """A sync that could not be finished. What came in before it was stopped is stored; the next sync does the rest."""


class PassingTrouble(SyncError):
    """What goes away by itself, or on the server: the same sync may go through later."""


class NotSetUp(SyncError):
    """No list is set up for this recovery."""

    def __init__(self) -> None:
        super().__init__("Sync isn't set up for this recovery", "set it up")


class NoSyncExtra(SyncError):
    """The libraries that speak to a server are not installed."""

    def __init__(self) -> None:
        super().__init__("Sync needs an extra", 'install it with pip install "routine-tui[sync]"')


class UnsafeAddress(BadInput):
    """An address that would send the password in the open, or that holds one."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This address can't be used: {why}.")
        self.why = why


class NoPassword(SyncError):
    """There is no password to sign in with; ``why`` goes on after “because”."""

    def __init__(self, why: str) -> None:
        super().__init__(f"There is no password to sign in with ({why})", "type it again")
        self.why = why


class NoAnswer(PassingTrouble):
    """The server cannot be reached."""

    def __init__(self, host: str, why: str) -> None:
        super().__init__(
            f"{host} can't be reached ({why}): nothing is lost. Check the connection; the next sync catches up."
        )
        self.host, self.why = host, why


class BadCertificate(SyncError):
    """The server's certificate is not one to be trusted."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"The certificate of {host} isn't valid, so nothing was sent: check the address and the date of "
            "this computer, or ask whoever runs the server."
        )
        self.host = host


class WrongPassword(SyncError):
    """The server refused the user name or the password."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} didn't accept the user name or the password: check both. Many providers want an app password.",
            "Setting it up again stores a new one",
        )
        self.host = host


class NotAllowed(SyncError):
    """The server lets this account not do what was asked; ``what`` goes on after “doesn't allow”."""

    def __init__(self, host: str, what: str) -> None:
        super().__init__(f"{host} doesn't allow {what} with this account: check what the account may do.")
        self.host, self.what = host, what


class NoCalendarServer(SyncError):
    """There is no CalDAV server at an address."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"There is no calendar server at {address}: use the CalDAV address from your provider's help page."
        )
        self.address = address


class ListGone(SyncError):
    """The list is no longer on the server."""

    def __init__(self, title: str, host: str) -> None:
        super().__init__(f"The list “{title}” is no longer on {host}; nothing here was changed.", "Set it up again")
        self.title, self.host = title, host


class NoTasksThere(SyncError):
    """The server takes lists, but not what is to be in this one: tasks, or appointments."""

    def __init__(self, host: str, what: str = "tasks") -> None:
        super().__init__(f"{host} doesn't take {what} in a list like this one: choose another server or account.")
        self.host, self.what = host, what


class ServerBusy(PassingTrouble):
    """The server asks to be left alone for a while."""

    def __init__(self, host: str, until: datetime | None) -> None:
        when = f"after {until:%H:%M}" if until else "in some minutes"
        super().__init__(f"{host} is busy and asks to wait: nothing is lost. Sync again {when}.")
        self.host, self.until = host, until


class ServerTrouble(PassingTrouble):
    """The server answers that it cannot do its work."""

    def __init__(self, host: str, status: int) -> None:
        super().__init__(f"{host} has a problem (error {status}): nothing is lost. Sync again in some minutes.")
        self.host, self.status = host, status


class StrangeAnswer(PassingTrouble):
    """What came back is not what a calendar server says."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} sent something that isn't a task list, so nothing was changed: sync again later, "
            "and check the network's sign-in page."
        )
        self.host = host


class ServerFull(PassingTrouble):
    """There is no room left on the server."""

    def __init__(self, host: str) -> None:
        super().__init__(f"There is no space left on {host}: free some there, then sync again.")
        self.host = host


class AddressMoved(SyncError):
    """The list has another address now."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} has moved the list to another address, so nothing was sent.", "Set it up again")
        self.host = host


class OtherServer(SyncError):
    """A server leads to another one, whose owner nobody named."""

    def __init__(self, host: str, other: str) -> None:
        super().__init__(
            f"{host} leads to {other}, another server, so your password was not sent there: if that one is yours too, "
            "set it up with its own address."
        )
        self.host, self.other = host, other
