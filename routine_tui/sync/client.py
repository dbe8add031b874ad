"""Our list on a server: which versions there are, and one task written or removed at a time, each with If-Match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from caldav.lib.error import DAVError

from routine_tui.clock import Clock
from routine_tui.model.sync_errors import ListGone, NoTasksThere, StrangeAnswer
from routine_tui.sync.account import Account, host_of
from routine_tui.sync.connection import (
    Connection,
    MissingThere,
    NotSupported,
    TakenThere,
    last_part,
    require_multistatus,
)
from routine_tui.sync.run import ChangedThere

_ETAGS: Final = '<?xml version="1.0"?><propfind xmlns="DAV:"><prop><getetag/><resourcetype/></prop></propfind>'
_READ: Final = (
    '<?xml version="1.0"?><C:calendar-multiget xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    "<prop><getetag/><C:calendar-data/></prop>{hrefs}</C:calendar-multiget>"
)
_XML: Final = {"Content-Type": "application/xml; charset=utf-8"}
_CALENDAR: Final = {"Content-Type": "text/calendar; charset=utf-8"}


class ServerList:
    """A list on a CalDAV server."""

    def __init__(self, account: Account, connection: Connection) -> None:
        self._account, self._connection = account, connection
        self._hrefs: dict[str, str] = {}
        """How the server itself writes the address of each thing."""

    def etags(self) -> Mapping[str, str]:
        """What is on the list, by name, and the version of each; one request."""
        try:
            found = self._connection.properties(self._account.url, _ETAGS, 1)
        except MissingThere:
            raise self._gone() from None
        if not any(_is_collection(values) for values in found.values()):  # the list itself is always among them
            raise StrangeAnswer(self._account.host)
        things = {
            last_part(href): str(values.get("{DAV:}getetag") or "")
            for href, values in found.items()
            if not _is_collection(values)
        }
        self._hrefs = {last_part(href): quote(href, safe="/@:~!$&'()*+,;=") for href in found}
        return things

    def read(self, names: Sequence[str]) -> Mapping[str, tuple[str, bytes]]:
        """The version and the content of some of it, in one request; what is gone meanwhile is absent."""
        hrefs = "".join(f"<href>{escape(self._hrefs.get(name, self._url(name)))}</href>" for name in names)
        try:
            response = self._connection.ask(
                "REPORT", self._account.url, _READ.format(hrefs=hrefs), {"Depth": "1", **_XML}, (207,)
            )
            require_multistatus(response, self._account.url)
            found = response.parse_calendar_query()
        except MissingThere:
            raise self._gone() from None
        except (DAVError, ValueError, AssertionError, AttributeError, TypeError):
            raise StrangeAnswer(self._account.host) from None
        return {
            last_part(one.href): (one.etag or "", one.calendar_data.encode())
            for one in found
            if one.status < 400 and one.calendar_data
        }

    def write(self, name: str, content: bytes, etag: str | None) -> str:
        """Put a task on the list, new or in the place of one version; gives its version, empty where that is not said.

        Raises ChangedThere where there is another version.
        """
        condition = {"If-None-Match": "*"} if etag is None else {"If-Match": etag} if etag else {}
        try:
            response = self._connection.ask("PUT", self._url(name), content.decode(), {**_CALENDAR, **condition})
        except TakenThere:
            raise ChangedThere from None
        except MissingThere:
            if etag:  # some servers answer so where the version that was meant is gone
                raise ChangedThere from None
            raise self._gone() from None
        except NotSupported:
            raise NoTasksThere(self._account.host) from None
        return str(response.headers.get("ETag") or "")

    def remove(self, name: str, etag: str) -> None:
        """Take one version of a task off the list. Raises ChangedThere where there is another one."""
        try:
            self._connection.ask("DELETE", self._url(name), headers={"If-Match": etag} if etag else {})
        except TakenThere:
            raise ChangedThere from None
        except MissingThere:
            return

    def _url(self, name: str) -> str:
        return f"{self._account.url}{quote(name)}"

    def _gone(self) -> ListGone:
        return ListGone(self._account.title, host_of(self._account.url))


def _is_collection(values: Mapping[str, object]) -> bool:
    kinds: Any = values.get("{DAV:}resourcetype") or ()
    return "{DAV:}collection" in kinds


def connected(account: Account, password: str, clock: Clock) -> ServerList:
    """The list of an account, signed in when it is first asked. Raises UnsafeAddress."""
    return ServerList(account, Connection(account.url, account.user, password, clock, account.auth))
