"""Real servers on a free port of this machine, with their data in a folder of the test, and faults when asked for."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from ssl import SSLContext
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from radicale import config
from radicale.app import Application as Radicale
from xandikos.web import SingleUserFilesystemBackend, XandikosApp
from xandikos.wsgi_helpers import WellknownRedirector

USER, PASSWORD = "mia", "dew drop"
Application = Callable[..., Iterable[bytes]]
Reply = tuple[str, list[tuple[str, str]], bytes]
Fault = Callable[[int, str, str], Reply | None]
"""Told the number, the method and the path of a request, gives what is answered in its place."""


class Dies(ConnectionAbortedError):
    """The server hangs up without an answer."""


class _Server(WSGIServer):
    def server_bind(self) -> None:
        """Without asking for the name of this machine, which no test may do."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]
        self.setup_environ()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: it is meant."""


class _Handler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (its name in the library)
        """Say nothing."""


def radicale(folder: Path) -> Application:
    """Radicale, with one user."""
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    settings = config.load()
    settings.update(
        {
            "auth": {"type": "htpasswd", "htpasswd_filename": str(folder / "users"), "htpasswd_encryption": "plain",
                     "delay": "0"},
            "storage": {"filesystem_folder": str(folder / "data"), "_filesystem_fsync": "False"},
            "logging": {"level": "critical"},
        },
        "test", privileged=True,
    )  # fmt: skip
    return Radicale(settings)


def xandikos(folder: Path) -> Application:
    """Xandikos, with one user whom it asks for no password."""
    (folder / "data").mkdir()
    backend: Any = SingleUserFilesystemBackend(path=str(folder / "data"))
    backend.create_principal(f"/{USER}/")
    backend._mark_as_principal(f"/{USER}/")
    application: Application = WellknownRedirector(XandikosApp(backend, f"/{USER}/").handle_wsgi_request, "/")
    return application


APPLICATIONS: dict[str, Callable[[Path], Application]] = {"radicale": radicale, "xandikos": xandikos}


class RealServer:
    """The server, what it was asked, and how it is to misbehave."""

    def __init__(self, kind: str, folder: Path, encrypted: SSLContext | None = None) -> None:
        self.kind = kind
        self.folder = folder
        self._application = APPLICATIONS[kind](folder)
        self.asked: list[str] = []
        self.fault: Fault | None = None
        self.loses_answers = False
        """Whether requests are carried out, and only their answers never arrive."""
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.set_app(self._answer)
        if encrypted is not None:
            self._server.socket = encrypted.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.url = f"http{'s' if encrypted else ''}://127.0.0.1:{self._server.server_port}/"

    def run(self) -> None:
        """Serve until it is ended."""
        self._server.serve_forever(poll_interval=0.01)

    def end(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        number = len(self.asked)
        self.asked.append(f"{method} {path}")
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        fault = self.fault(number, method, path) if self.fault else None
        if fault is not None and not self.loses_answers:
            status, headers, body = fault
            if not status:
                raise Dies
            start(status, list(headers))  # which the server adds to
            return [body]
        answer = list(self._application(environ | {"wsgi.input": BytesIO(body)}, start))
        if fault is not None:
            raise Dies
        return answer


@contextmanager
def serving(kind: str, folder: Path, encrypted: SSLContext | None = None) -> Iterator[RealServer]:
    """A server that runs meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    server = RealServer(kind, folder, encrypted)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.end()
        thread.join(timeout=10)
