"""The suite and every child it starts run without a network, and what is typed every day does not even load one.

Seen to fail: in the suite without ``forbid_network()`` in ``conftest``, in a child without ``surroundings`` handing on
the PYTHONPATH, and with a plain ``return`` in ``_watch``. That no module of ours imports the network is held by
``test_project``.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.outside import surroundings
from tests.e2e.conftest import Place
from tests.offline import no_network

NOWHERE = ("192.0.2.1", 9)
"""An address that is kept for documentation: nobody answers there, should the guard be broken."""


def _socket(kind: socket.SocketKind = socket.SOCK_STREAM) -> socket.socket:
    made = socket.socket(socket.AF_INET, kind)
    made.settimeout(0.1)
    return made


async def _stream() -> None:
    await asyncio.wait_for(asyncio.open_connection(*NOWHERE), 0.1)


WAYS_OUT: dict[str, Callable[[], object]] = {
    "connect": lambda: _socket().connect(NOWHERE),
    "connect_ex": lambda: _socket().connect_ex(NOWHERE),
    "bind": lambda: _socket().bind(("127.0.0.1", 0)),
    "sendto": lambda: _socket(socket.SOCK_DGRAM).sendto(b"x", NOWHERE),
    "sendmsg": lambda: _socket(socket.SOCK_DGRAM).sendmsg([b"x"], [], 0, NOWHERE),
    "getaddrinfo": lambda: socket.getaddrinfo("localhost", 80),
    "gethostbyname": lambda: socket.gethostbyname("localhost"),
    "gethostbyaddr": lambda: socket.gethostbyaddr("127.0.0.1"),
    "getnameinfo": lambda: socket.getnameinfo(("127.0.0.1", 80), 0),
    "create_connection": lambda: socket.create_connection(NOWHERE, 0.1),
    "urlopen": lambda: urllib.request.urlopen("http://192.0.2.1/", timeout=0.1),
    "asyncio": lambda: asyncio.run(_stream()),
}


@pytest.mark.parametrize("way", WAYS_OUT)
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_no_test_gets_out(way: str) -> None:
    with pytest.raises(BaseException, match=r"^socket\.") as caught:
        WAYS_OUT[way]()
    assert type(caught.value).__name__ == "NetworkForbidden"  # by its name, as a child has a class of its own
    assert not isinstance(caught.value, Exception)


def test_what_event_loops_need_stays_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = socket.socketpair()
    one.sendall(b"x")
    assert other.recv(1) == b"x"
    one.close()
    other.close()
    if hasattr(socket, "AF_UNIX"):
        monkeypatch.chdir(tmp_path)  # the path of such a socket must be short
        with socket.socket(socket.AF_UNIX) as listening, socket.socket(socket.AF_UNIX) as calling:
            listening.bind("meet")
            listening.listen()
            calling.connect("meet")


def test_every_way_out_that_python_tells_of_is_watched() -> None:
    tried = {f"socket.{way}" for way in WAYS_OUT}
    assert tried >= no_network.FORBIDDEN


def of_commands(_: Path) -> dict[str, str]:
    return surroundings()


def of_terminals(folder: Path) -> dict[str, str]:
    return Place(folder, folder, timedelta()).environment


def inherited(_: Path) -> dict[str, str]:
    return dict(os.environ)


@pytest.mark.parametrize("environment", [of_commands, of_terminals, inherited])
def test_no_child_of_a_test_gets_out(tmp_path: Path, environment: Callable[[Path], dict[str, str]]) -> None:
    code = f"import socket\ntry:\n    socket.create_connection({NOWHERE}, 0.1)\nexcept Exception: print('hidden')"
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "NetworkForbidden: socket." in ran.stderr


def test_another_sitecustomize_of_a_child_still_runs(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("print(__name__, 'behind')")
    paths = os.pathsep.join([os.environ["PYTHONPATH"], str(tmp_path)])
    ran = subprocess.run(
        [sys.executable, "-c", "print('then')"],
        env=surroundings() | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert (ran.stdout, ran.stderr) == ("sitecustomize behind\nthen\n", "")
