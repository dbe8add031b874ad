"""Finding an account's calendars on a server, and making a list of our own among them (RFC 4791, RFC 6764)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal
from urllib.parse import urljoin
from uuid import NAMESPACE_OID, uuid5
from xml.sax.saxutils import escape

from routine_tui.model.sync_errors import (
    NoCalendarServer,
    NotAllowed,
    NoTasksThere,
    OtherServer,
    StrangeAnswer,
    WrongPassword,
)
from routine_tui.sync.account import host_of
from routine_tui.sync.connection import Connection, MissingThere, NotSupported, TakenThere, absolute

_FIND: Final = (
    '<?xml version="1.0"?><propfind xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop>'
    "<current-user-principal/><resourcetype/><C:calendar-home-set/><C:supported-calendar-component-set/>"
    "</prop></propfind>"
)
_MAKE: Final = (
    '<?xml version="1.0"?><C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop>'
    "<displayname>{title}</displayname><C:supported-calendar-component-set>"
    '<C:comp name="{kind}"/></C:supported-calendar-component-set></prop></set></C:mkcalendar>'
)
_XML: Final = {"Content-Type": "application/xml; charset=utf-8"}
_PRINCIPAL: Final = "{DAV:}current-user-principal"
_HOME: Final = "{urn:ietf:params:xml:ns:caldav}calendar-home-set"
_TAKES: Final = "{urn:ietf:params:xml:ns:caldav}supported-calendar-component-set"
_MOST_MOVES: Final = 5


Holds = Literal["VTODO", "VEVENT"]
"""What a list is made for: tasks, or entries of a calendar."""
_NAMED: Final[dict[Holds, tuple[str, str]]] = {
    "VTODO": ("routine-tui", "list"), "VEVENT": ("routine-tui-visits", "calendar"),
}  # fmt: skip


def make_list(connection: Connection, recovery_id: str, title: str, kind: Holds = "VTODO") -> tuple[str, bool]:
    """The address of the list of a recovery, and whether it was there already, as another computer made it.

    ``kind`` is what it holds. No list that somebody else made is ever used. Raises SyncError; then nothing was made.
    """
    home = find_home(connection)
    url = urljoin(home, f"{_NAMED[kind][0]}-{uuid5(NAMESPACE_OID, f'{_NAMED[kind][1]} of {recovery_id}')}/")
    host = host_of(url)
    try:
        connection.ask("MKCALENDAR", url, _MAKE.format(title=escape(title), kind=kind), _XML)
        is_new = True
    except (TakenThere, NotSupported, NotAllowed):  # as where something is there already
        is_new = False
    except MissingThere:
        raise NotAllowed(host, "a new list") from None
    try:
        properties = next(iter(connection.properties(url, _FIND, 0).values()), {})
    except MissingThere:
        raise NotAllowed(host, "a new list") from None
    takes = properties.get(_TAKES)
    if takes and kind not in (takes if isinstance(takes, list) else [takes]):
        if is_new:
            remove_list(connection, url)
        raise NoTasksThere(host, "tasks" if kind == "VTODO" else "appointments")
    return url, not is_new


def remove_list(connection: Connection, url: str) -> None:
    """Delete a list with all that is on it. Raises SyncError; one that is gone already is none."""
    try:
        connection.ask("DELETE", url)
    except MissingThere:
        return


def find_home(connection: Connection) -> str:
    """The address under which an account's calendars are. Raises SyncError, such as NoCalendarServer, OtherServer."""
    forbidden: NotAllowed | OtherServer | None = None
    for start in _starts(connection.url):
        try:
            url, properties = _look(connection, start)
            if not (home := properties.get(_HOME)) and (principal := properties.get(_PRINCIPAL)):
                url, properties = _look(connection, absolute(url, str(principal)))
                home = properties.get(_HOME)
        except (NotAllowed, OtherServer) as error:  # as some say of an address that is not there
            forbidden = error
            continue
        except (MissingThere, NotSupported, StrangeAnswer):
            continue
        if home:
            first = home[0] if isinstance(home, list) else home
            return absolute(url, f"{str(first).rstrip('/')}/")
    raise forbidden or NoCalendarServer(connection.url)


def _starts(url: str) -> Iterator[str]:
    """Where to look: the address itself, then the one where every server has to say where its calendars are."""
    yield url
    yield urljoin(url, "/.well-known/caldav")


def _look(connection: Connection, url: str) -> tuple[str, dict[str, object]]:
    """What a server says of an address, which may have moved: gives where it was found. A move is followed by hand, so
    that it never leads to an address that is not encrypted.
    """
    for _ in range(_MOST_MOVES):
        response = connection.ask("PROPFIND", url, _FIND, {"Depth": "0", **_XML}, (207, 301, 302, 303, 307, 308))
        if response.status == 207:
            break
        url = absolute(url, str(response.headers.get("Location") or ""))
    else:
        raise StrangeAnswer(host_of(url))
    try:
        found = response.parse_propfind()
    except (ValueError, AssertionError, AttributeError, TypeError):
        raise StrangeAnswer(host_of(url)) from None
    if not found or found[0].status >= 400:
        raise StrangeAnswer(host_of(url))
    properties = found[0].properties
    if properties.get(_PRINCIPAL) is None and not properties.get(_HOME) and _is_anonymous(response.raw):
        raise WrongPassword(host_of(url))
    return url, dict(properties)


def _is_anonymous(answer: str | bytes) -> bool:
    """Whether a server answered as if nobody had signed in."""
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return "unauthenticated" in text
