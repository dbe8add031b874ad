"""Requests to a CalDAV server, and what can come back: each trouble becomes one sentence, and nothing is tried again.

The ``caldav`` library signs in and speaks HTTP; what is asked for is kept here, so that each request can be counted.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from time import monotonic
from typing import Any, Final, Literal, Self
from urllib.parse import unquote, urljoin

from caldav.davclient import DAVClient
from caldav.lib.error import AuthorizationError, DAVError, RateLimitError
from caldav.response import DAVResponse
from niquests import ReadTimeout, Response, Session

from routine_tui.clock import Clock
from routine_tui.model.sync_errors import (
    AddressMoved,
    BadCertificate,
    NoAnswer,
    NotAllowed,
    OtherServer,
    ServerBusy,
    ServerFull,
    ServerTrouble,
    StrangeAnswer,
    SyncError,
    WrongPassword,
)
from routine_tui.sync.account import checked_address, host_of, is_same_server
from routine_tui.sync.soon import later_by

TIMEOUT: Final = 20
"""Seconds that one step of a request may take."""
LONGEST_ANSWER: Final = 60
"""Seconds that an answer may take to come in: each of its pieces is in time where a server sends one a second."""
LARGEST_ANSWER: Final = 20_000_000
"""Bytes, unpacked: a hundred times what a list with ours and some thousand tasks of others takes."""
_AS_IT_COMES: Final = -1
_FINE: Final = "HTTP/1.1 200 OK"
_ABSENT: Final = "HTTP/1.1 404 Not Found"
_NO_XML: Final = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xed[\xa0-\xbf][\x80-\xbf]|\xef\xbf[\xbe\xbf]"
    rb"|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF]));"
)
"""Characters of UTF-8 that XML does not allow, and the names that they can have in it."""
Auth = Literal["basic", "digest"]
_ASKED: Final = {
    "PROPFIND": "a look at this address", "REPORT": "a look at this list", "PUT": "changes to this list",
    "DELETE": "changes to this list", "MKCALENDAR": "a new list",
}  # fmt: skip
"""What a method asks for, after “doesn't allow”."""


class _OneServer(Session):
    """Follows no server to another address by itself: that could be one that is not encrypted, or somebody else's.

    Nor does it take in more than a list can be, however much a server sends, or for longer than a list can take.
    """

    def request(self, *args: Any, **kwargs: Any) -> Response:
        """One request, and all that was answered to it. Raises ValueError where that is too large, or OSError."""
        response: Any = super().request(*args, **kwargs | {"allow_redirects": False, "stream": True})
        parts, size, end = [], 0, monotonic() + LONGEST_ANSWER
        for part in response.iter_content(_AS_IT_COMES):
            parts.append(part)
            size += len(part)
            if size > LARGEST_ANSWER or monotonic() > end:
                response.close()
                raise ValueError("too large") if size > LARGEST_ANSWER else ReadTimeout("too slow")
        response._content, response._content_consumed = b"".join(parts), True  # where the library looks for it
        if response.status_code == 207:
            response._content = _as_xml(response._content)
        answered: Response = response
        return answered


def _as_xml(body: bytes) -> bytes:
    """A body without what no XML may hold, as servers hand on whatever a program put into the title of a task."""
    if not body.startswith(b"<") or (b"encoding" in (start := body[:100].lower()) and b"utf-8" not in start):
        return body
    return _NO_XML.sub(b"?", body.decode(errors="replace").encode())


class Connection:
    """Signed in to one server. Every method may raise SyncError."""

    def __init__(self, url: str, user: str, password: str, clock: Clock, auth: Auth | None = None) -> None:
        """``auth`` is how to sign in, where that is known: it saves the request that asks for it."""
        self.url = checked_address(url)
        self._clock = clock
        for name in ("caldav", "niquests", "urllib3", "urllib3_future"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what there is to say is said in one sentence
        self._client = DAVClient(
            self.url,
            username=user,
            password=password,
            auth_type=auth,
            timeout=TIMEOUT,
            ssl_verify_cert=True,
            enable_rfc6764=False,
            rate_limit_handle=False,
            features={"http.multiplexing": {"support": "unsupported"}},
        )
        self._client.session = _OneServer(revocation_configuration=None)  # else a third party hears of each sync

    def __enter__(self) -> Self:
        """Gives the connection itself, for ``with``."""
        return self

    def __exit__(self, *_: object) -> None:
        """Hang up."""
        self._client.close()

    @property
    def auth(self) -> Auth:
        """How the server wants it signed in."""
        return "digest" if "Digest" in type(self._client.auth).__name__ else "basic"

    def ask(
        self,
        method: str,
        url: str,
        body: str = "",
        headers: Mapping[str, str] | None = None,
        expect: tuple[int, ...] = (200, 201, 204, 207),
    ) -> DAVResponse:
        """One request; gives an answer with one of the statuses that are expected."""
        host = host_of(url)
        if not is_same_server(self.url, checked_address(url)):
            raise OtherServer(host_of(self.url), host)
        try:
            response = self._client.request(url, method, body, dict(headers or {}))
        except RateLimitError as error:
            raise ServerBusy(host, later_by(self._clock.now(), error.retry_after_seconds)) from None
        except AuthorizationError as error:
            raise (
                NotAllowed(host, _ASKED.get(method, "that")) if error.status == 403 else WrongPassword(host)
            ) from None
        except OSError as error:  # those of the library are of this kind
            raise _unreachable(host, error) from None
        except (DAVError, NotImplementedError, ValueError, SyntaxError, AssertionError):
            raise StrangeAnswer(host) from None
        if response.status not in expect:
            raise _refused(host, response.status)
        if response.status == 200 and str(response.headers.get("Content-Type") or "").startswith("text/html"):
            raise StrangeAnswer(host)  # a page that wants somebody to sign in: nothing was done
        return response

    def properties(self, url: str, body: str, depth: int) -> dict[str, dict[str, object]]:
        """Properties of what is at an address, by the path of each thing. 404 is raised as MissingThere."""
        response = self.ask(
            "PROPFIND", url, body, {"Depth": str(depth), "Content-Type": "application/xml; charset=utf-8"}, (207,)
        )
        try:
            require_multistatus(response, url, is_listing=True)
            found = response.parse_propfind()
        except (DAVError, ValueError, AssertionError, AttributeError, TypeError):
            raise StrangeAnswer(host_of(url)) from None
        if found and all(one.status in (404, 410) for one in found):  # as some answer in the place of a 404
            raise _refused(host_of(url), 404)
        return {one.href: one.properties for one in found if one.status < 400}


def require_multistatus(response: DAVResponse, url: str, is_listing: bool = False) -> None:
    """Raise StrangeAnswer where an answer is not what WebDAV answers of several things (RFC 4918, 13).

    A thing with an error of its own takes the others not along: nothing is told of it. In a listing it is there all the
    same, as what is not there would be put there again.
    """
    if response.tree is None or response.tree.tag != "{DAV:}multistatus":
        raise StrangeAnswer(host_of(url))
    for thing in response.tree.iterfind("{DAV:}response"):
        for status in thing.iterfind("{DAV:}propstat/{DAV:}status"):
            status.text = _FINE if _code(status.text) == 200 else _ABSENT
        status = thing.find("{DAV:}status")
        if status is None:
            continue
        if is_listing and _code(status.text) == 500:
            thing.remove(status)
        else:
            status.text = _FINE if _code(status.text) == 200 else _ABSENT


def _code(status: str | None) -> int:
    """What the status of one thing says of it: 200 that it is told, 404 that it is not there, 500 for all else."""
    code = (*(status or "").split(), "", "")[1]
    return 200 if code[:1] == "2" else 404 if code in ("404", "410") else 500


class MissingThere(SyncError):
    """There is nothing at an address."""


class NotSupported(SyncError):
    """The server does not do at an address what was asked."""


class TakenThere(SyncError):
    """There is another version at an address than was meant."""


def absolute(base: str, href: str) -> str:
    """An address that a server told, in full. Raises UnsafeAddress where it would send the password in the open.

    Raises StrangeAnswer where it is none.
    """
    try:
        return checked_address(urljoin(base, href))
    except ValueError:
        raise StrangeAnswer(host_of(base)) from None


def last_part(href: str) -> str:
    """The name of a thing in its collection."""
    return unquote(href.rstrip("/").rsplit("/", 1)[-1])


def _unreachable(host: str, error: OSError) -> SyncError:
    kinds = {kind.__name__ for one in _causes(error) for kind in type(one).__mro__}
    if kinds & {"SSLError", "SSLCertVerificationError", "CertificateError"}:
        return BadCertificate(host)
    if kinds & {"NameResolutionError", "gaierror"}:
        return NoAnswer(host, "there is no network, or no server of that name")
    if "NewConnectionError" in kinds:  # which the library calls a timeout as well, as it does the one before
        return NoAnswer(host, "the connection was refused or lost")
    if kinds & {"Timeout", "ReadTimeout", "ConnectTimeout", "TimeoutError"}:
        return NoAnswer(host, "it didn't answer in time")
    if kinds & {"ContentDecodingError", "InvalidHeader"}:
        return StrangeAnswer(host)
    return NoAnswer(host, "the connection was refused or lost")


def _causes(error: BaseException | None) -> list[BaseException]:
    """An error, what it holds, and what it came from."""
    found: list[BaseException] = []
    left = [error]
    while left and len(found) < 20:
        one = left.pop()
        if isinstance(one, BaseException) and one not in found:
            found.append(one)
            left += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return found


def _refused(host: str, status: int) -> SyncError:
    """What a status says that was not expected."""
    if 300 <= status < 400:
        return AddressMoved(host)
    if status in (404, 410):
        return MissingThere(f"There is nothing at that address of {host}")
    if status in (409, 412):
        return TakenThere(f"It changed on {host} meanwhile")
    if status in (405, 415, 501):
        return NotSupported(f"{host} doesn't support that")
    if status in (413, 507):
        return ServerFull(host)
    return ServerTrouble(host, status) if status >= 500 else StrangeAnswer(host)
