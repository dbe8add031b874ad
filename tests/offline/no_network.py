"""No network: whatever would leave this machine, or listen on it, raises, in the suite and in every child of it.

The folder is put on the PYTHONPATH of children, where ``sitecustomize`` runs this before anything else: so it is quick,
and knows nothing but the standard library.
"""

from __future__ import annotations

import os
import sys

LOOPBACK = "ROUTINE_TUI_TESTS_LOOPBACK"
"""The variable with which a test of the server lets itself and its children speak to this machine, and no further."""
HERE = ("127.0.0.1", "::1")
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FORBIDDEN = frozenset(
    f"socket.{name}"
    for name in ("bind", "connect", "getaddrinfo", "gethostbyaddr", "gethostbyname", "getnameinfo", "sendmsg", "sendto")
)
"""What Python says, by way of its audit hooks, before it does it. ``connect_ex`` and ``sendfile`` are among them."""


class NetworkForbidden(BaseException):
    """Something reached for the network; no ``except Exception`` on the way may hide it."""


def forbid_network() -> None:
    """Watch this process from now on; there is no way back."""
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in FORBIDDEN and not _stays_here(event, arguments):
        raise NetworkForbidden(f"{event} {arguments}")


def _stays_here(event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether it is a socket between processes of this machine, as event loops have."""
    import socket

    if os.environ.get(LOOPBACK):
        asked = arguments[0] if event == "socket.getaddrinfo" else (*arguments, None)[1]
        if (asked[0] if isinstance(asked, tuple) else asked) in HERE:
            return True
    if not isinstance(arguments[0], socket.SocketType):
        return False
    if arguments[0].family == getattr(socket, "AF_UNIX", None):
        return True
    # Windows has no pairs of sockets: Python makes them of two that meet on this machine.
    here = sys.platform == "win32" and event in ("socket.bind", "socket.connect")
    return here and arguments[1][0] in ("127.0.0.1", "::1")
