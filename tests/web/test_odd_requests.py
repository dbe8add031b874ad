"""Ten thousand requests that no browser sends, at the code page: nobody comes in, and who is in does not wait."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.web.conftest import Serve, Served

pytestmark = pytest.mark.slow
REQUESTS = 10_000
LETS_IN = (b"HTTP/1.1 101", b"HTTP/1.1 200", b"HTTP/1.1 303")
METHODS = ("GET", "POST", "PUT", "HEAD", "OPTIONS", "CONNECT", "TRACE", "PROPFIND", "post", "", "A" * 9000, "\x00")
PATHS = (
    "/", "/code", "/code/", "//code", "/./code", "/code?code={guess}", "/ws", "/page/../../server.py", "/page/%2e%2e/x",
    "/page/%00", "/static/", "/download/{guess}", "http://evil.example/", "*", "", "/" + "a" * 9000, "/%ff%fe", "/\x00",
)  # fmt: skip
HOSTS = (
    "{host}",
    "localhost:{port}",
    "evil.example",
    "{host}, evil.example",
    "",
    "[::1]:{port}",
    "127.1:{port}",
    "\xff",
)
BODIES = (
    b"code={guess}", b"code=", b"code={guess}&code={guess}", b'{"code": "{guess}"}', b"\xff" * 500, b"",
    b"code=" + b"9" * 900,
    b"--x\r\nContent-Disposition: form-data; name=code; filename=f\r\n\r\n{guess}\r\n--x--\r\n",
)  # fmt: skip
TYPES = (
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "text/\x00",
    "json",
)
SOCKET = "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
EXTRAS = (
    "", "Transfer-Encoding: chunked\r\n", "Content-Length: -1\r\n", "Content-Length: 99999999999999999999\r\n",
    "Expect: 100-continue\r\n", f"Connection: upgrade\r\nUpgrade: websocket\r\n{SOCKET}",
    "Cookie: routine_tui_{port}={guess}\r\n", "Cookie: " + ";" * 5000 + "\r\n", "Origin: null\r\n",
    "X: " + "y" * 9000 + "\r\n", "broken\r\n", "Content-Encoding: gzip\r\n", " folded\r\n",
)  # fmt: skip


def odd_requests(served: Served, chance: Random) -> Iterator[bytes]:
    """Requests put together of parts that are right, nearly right and nothing at all."""
    while True:
        words = {"host": served.host, "port": str(served.port), "guess": f"{chance.randrange(10**8):08}"}

        def filled(text: str, words: dict[str, str] = words) -> str:
            for name, value in words.items():
                text = text.replace(f"{{{name}}}", value)
            return text

        body = filled(chance.choice(BODIES).decode("latin-1")).encode("latin-1")
        head = (
            f"{chance.choice(METHODS)} {chance.choice(PATHS)} HTTP/{chance.choice(('1.1', '1.1', '1.0', '2', 'x'))}\r\n"
        )
        if chance.random() < 0.4:  # one that gets as far as the code
            head = "POST /code HTTP/1.1\r\n"
        head += f"Host: {chance.choice(HOSTS) if chance.random() < 0.5 else '{host}'}\r\n"
        if chance.random() < 0.7:
            head += "Origin: http://{host}\r\n"
        head += f"Content-Type: {chance.choice(TYPES)}\r\n{chance.choice(EXTRAS)}"
        if chance.random() < 0.8:
            head += f"Content-Length: {len(body)}\r\n"
        whole = filled(head).encode("latin-1") + b"\r\n" + body
        cut = chance.random()
        yield (
            chance.randbytes(60)
            if cut < 0.05
            else whole[: chance.randrange(len(whole))]
            if cut < 0.15
            else whole * (1 + (cut > 0.95))
        )


def answer_to(served: Served, request: bytes) -> bytes:
    """What is answered until nothing more comes; a request that is not whole is hung up on."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as connection, suppress(ConnectionError):
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
        return answer
    return b""


def memory_of(served: Served) -> int:
    """Kilobytes that the server holds in memory; 0 where nobody says."""
    status = Path(f"/proc/{served.pid}/status")
    if not status.exists():
        return 0
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS"))


def test_ten_thousand_odd_requests_let_nobody_in(serve: Serve) -> None:
    """Whoever is in is answered meanwhile, nothing fills the terminal, and the server grows no larger.

    Seen to fail: it never collected garbage, as commands that end at once do, and grew by 67 MB; and for each request
    that was none a traceback was written, until whoever was to read them no longer did and all stood still.
    """
    served = serve("--allow-network", "--host", "127.0.0.1")
    cookie = served.enter(served.code()).headers["Set-Cookie"].split(";")[0]
    requests = odd_requests(served, Random(17))
    before = 0
    for number in range(REQUESTS):
        answer = answer_to(served, next(requests))
        opened = [line for line in answer.split(b"\r\n") if line.startswith(LETS_IN)]
        assert not opened and b"Set-Cookie" not in answer and b"textual-terminal" not in answer, (number, answer)
        if number % 100 == 0:
            assert served.ask(Cookie=cookie).status == 200
        if number == 1000:
            before = memory_of(served)
    assert memory_of(served) <= before + 30_000
