"""The server from outside: what it answers to whom, without a browser."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from http.cookies import SimpleCookie
from pathlib import Path
from random import Random

import pytest
from aiohttp import ClientSession, TCPConnector

from routine_tui.web.server import PAGE
from tests.cli.outside import refused, run
from tests.web.conftest import Answer, Serve

pytestmark = pytest.mark.slow


def cookie_of(answer: Answer) -> str:
    """The cookie that was set, as it is sent back."""
    return answer.headers["Set-Cookie"].split(";")[0]


def test_on_this_machine_the_page_is_there_at_once_and_names_no_other_machine(serve: Serve) -> None:
    served = serve()
    page = served.ask()
    assert page.status == 200
    assert f'data-session-websocket-url="ws://{served.host}/ws"' in page.text
    for path in ("/", "/page/page.css", "/page/page.js", "/static/css/xterm.css"):
        answer = served.ask(path)
        assert answer.status == 200, path
        loaded = re.findall(r"""(?:src|href|url\()=?["']?(?:https?:)?//[^"')]+""", answer.text)
        assert loaded == [], path
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["Cache-Control"] == "no-store"


def test_it_listens_on_this_machine_only(serve: Serve) -> None:
    served = serve()
    tables = [Path(f"/proc/{served.pid}/net/{name}") for name in ("tcp", "tcp6")]
    if not tables[0].exists():
        pytest.skip("there is no /proc here")
    port = f":{served.port:04X} "
    lines = [line.split()[1] for table in tables if table.exists() for line in table.read_text().splitlines()[1:]]
    listening = {one for one in lines if f"{one} ".endswith(port)}
    assert listening == {f"0100007F:{served.port:04X}"}


@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js", "/download/x", "/page/page.css", "/code"])
def test_another_host_or_origin_is_refused(serve: Serve, path: str) -> None:
    served = serve()
    for host in (f"evil.example:{served.port}", f"localhost.evil.example:{served.port}", "127.0.0.1:1", ""):
        assert served.ask(path, Host=host).status in (400, 403), host
    for origin in ("http://evil.example", "null", f"https://{served.host}", f"http://localhost:{served.port}"):
        assert served.ask(path, Origin=origin).status == 403, origin
    assert served.ask("/ws").status == 403, "a screen is never opened without an origin"


def test_with_the_network_every_browser_is_asked_for_a_code_that_works_once(serve: Serve) -> None:
    served = serve("--allow-network", "--host", "127.0.0.1")
    code = served.code()
    for path in ("/static/js/textual.js", "/ws", "/download/x", "/static/"):
        assert served.ask(path, Origin=f"http://{served.host}").status == 401, path
    asked = served.ask()
    assert (asked.status, "textual-terminal" in asked.text) == (401, False)
    assert served.enter("00000000" if code != "0000 0000" else "1").status == 403
    assert served.enter(code, Origin="http://evil.example").status == 403
    entered = served.enter(code)
    assert (entered.status, entered.headers["Location"]) == (303, "/")
    (held,) = SimpleCookie(entered.headers["Set-Cookie"]).values()
    assert (held["httponly"], held["samesite"], held["path"]) == (True, "Strict", "/")
    assert "textual-terminal" in served.ask(Cookie=cookie_of(entered)).text
    assert served.ask(Cookie=f"{held.key}=nonsense").status == 401
    assert served.enter(code).status == 403, "a code works once"
    assert served.code() != code
    assert served.ask(Cookie=cookie_of(entered)).status == 200, "who is in stays in"


def test_too_many_tries_have_to_wait(serve: Serve) -> None:
    served = serve("--allow-network", "--host", "127.0.0.1")
    code = served.code()
    answers = [served.enter("1234").status for _ in range(8)]
    assert answers == [403] * 5 + [429] * 3
    assert served.enter(code).status == 429
    assert served.ask().status == 401


def test_requests_that_make_no_sense_are_answered(serve: Serve) -> None:
    served = serve("--allow-network", "--host", "127.0.0.1")
    own = {"Origin": f"http://{served.host}"}
    assert served.ask("/code", "POST", "code=" + "1" * 5000, **own).status == 413
    assert served.ask("/code", "POST", "", **own).status in (403, 413)
    assert served.ask("/code", "DELETE", **own).status in (401, 405)
    assert served.ask("/page/../server.py").status in (401, 403, 404)
    assert served.ask("/page/%2e%2e/server.py").status in (401, 403, 404)
    assert served.ask("/nothing").status == 401
    assert served.ask().status == 401


def test_what_it_may_not_listen_on_is_refused(home: Path) -> None:
    assert "add --allow-network" in refused(home, "serve", "--host", "0.0.0.0")
    assert "add --allow-network" in refused(home, "serve", "--host", "192.168.1.7")
    assert run(home, "serve", "--port", "70000").status == 2


def test_a_port_that_is_taken_is_told(serve: Serve, home: Path) -> None:
    served = serve()
    ran = run(home, "serve", "--port", str(served.port), ROUTINE_TUI_TESTS_LOOPBACK="1")
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "choose another with --port" in ran.err


def test_without_the_extra_it_says_what_to_install(home: Path, tmp_path: Path) -> None:
    code = (
        "import sys, importlib.util as util; found = util.find_spec;"
        "util.find_spec = lambda name, *more: None if name == 'textual_serve' else found(name, *more);"
        "from routine_tui.cli import main; main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "--home", str(home), "serve"], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert 'pip install "routine-tui[web]"' in ran.stderr


def test_the_pages_are_in_the_package() -> None:
    assert {path.name for path in PAGE.iterdir()} >= {"index.html", "code.html", "page.css", "page.js"}


async def test_ten_thousand_requests_let_nobody_in_and_stop_nobody(serve: Serve) -> None:
    served = serve("--allow-network", "--host", "127.0.0.1")
    held = cookie_of(served.enter(served.code()))
    code, chance, statuses = served.code(), Random(13), set[int]()
    url, own = f"http://{served.host}/code", {"Origin": f"http://{served.host}"}

    async def knock(session: ClientSession, times: int) -> None:
        for _ in range(times):
            guess, noise = b"code=%08d" % chance.randrange(10**8), chance.randbytes(40)
            typed = chance.choice((guess, noise, b"code=" + noise))
            async with session.post(url, data=typed, headers=own, allow_redirects=False) as answer:
                statuses.add(answer.status)

    async with ClientSession(connector=TCPConnector(limit=10)) as session:
        knocking = asyncio.gather(*(knock(session, 1000) for _ in range(10)))
        while not knocking.done():  # whoever is in is answered meanwhile
            async with session.get(f"http://{served.host}/", headers={"Cookie": held}) as answer:
                assert answer.status == 200
        await knocking
    assert 303 not in statuses
    assert statuses <= {403, 413, 429}
    assert served.enter(code).status == 429, "nobody comes in while somebody guesses"
