"""Who may come in: which names this machine may be called by, which pages may ask, and a code that works once.

A page of any other site can make a browser send requests to this machine. A name of its own that it lets point here
(DNS rebinding) is told by the Host, a request from its page by the Origin; see https://owasp.org/www-community/attacks/csrf.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Callable
from typing import Final

CODE_DIGITS: Final = 8
TRIES: Final = 5
"""How many codes may be tried in ``TRIES_SECONDS``, by all browsers together."""
TRIES_SECONDS: Final = 60.0
WRONG_AT_MOST: Final = 20
"""After so many wrong ones the code is another: a guess at eight digits is right once in five million codes."""
BROWSERS: Final = 16
"""How many browsers are known at once; the one that came first has to ask for a code again."""


def is_own_host(host: str, port: int, allow_network: bool = False) -> bool:
    """Whether a Host header is an address of this machine: a number, or ``localhost``, and the right port.

    A name is never taken but that one: whoever owns a name decides where it points. Without ``allow_network`` only
    loopback addresses are taken.
    """
    name, separator, number = host.rpartition(":")
    if not separator or "]" in number:
        name, number = host, "80"
    if number != str(port):
        return False
    if name.lower() == "localhost":
        return True
    if ":" in name and not (name.startswith("[") and name.endswith("]")):
        return False
    try:
        address = ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return address.is_loopback or allow_network


def is_loopback(host: str) -> bool:
    """Whether what listens on an address hears this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_own_origin(origin: str | None, host: str) -> bool:
    """Whether an Origin header is that of our own page, as it was opened under a Host."""
    return origin == f"http://{host}"


class Door:
    """Lets in whoever has typed the code that the terminal shows; each code works once."""

    def __init__(self, seconds: Callable[[], float], show: Callable[[str], None]) -> None:
        """``seconds`` is a clock that only goes forward; ``show`` is given each new code."""
        self._seconds, self._show = seconds, show
        self._known: dict[str, None] = {}
        """Digests of what known browsers hold, the oldest first."""
        self._tried: list[float] = []
        self._wrong = 0
        self._code = ""
        self._renew()

    def _renew(self) -> None:
        self._code, self._wrong = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}", 0
        self._show(self._code)

    def waits(self) -> bool:
        """Whether no code is tried for now, as too many were."""
        now = self._seconds()
        self._tried = [moment for moment in self._tried if now - moment < TRIES_SECONDS]
        return len(self._tried) >= TRIES

    def try_code(self, typed: str) -> str | None:
        """What a browser shows from now on, for the right code; None for a wrong one, or where too many were tried."""
        if self.waits():
            return None
        self._tried.append(self._seconds())
        digits = "".join(one for one in typed[:64] if one.isascii() and one.isdigit())
        if not hmac.compare_digest(digits.encode(), self._code.encode()):
            self._wrong += 1
            if self._wrong >= WRONG_AT_MOST:
                self._renew()
            return None
        self._tried.clear()
        token = secrets.token_urlsafe(32)
        self._known[_digest(token)] = None
        while len(self._known) > BROWSERS:
            del self._known[next(iter(self._known))]
        self._renew()
        return token

    def knows(self, token: str | None) -> bool:
        """Whether a browser is one that was let in."""
        return token is not None and _digest(token) in self._known


def _digest(token: str) -> str:
    """What is kept of a token: looking it up tells nothing about the token itself."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
