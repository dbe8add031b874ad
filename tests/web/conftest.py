"""A server in a process of its own, and requests to it; nothing here speaks to another machine."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from tests.cli.outside import planner_of, surroundings, today
from tests.offline.no_network import LOOPBACK


class Answer(NamedTuple):
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    text: str


class Served:
    """One run of ``routine-tui serve``."""

    def __init__(self, home: Path, *words: str) -> None:
        self.home = home
        variables = surroundings() | {"HOME": str(home), "LANG": "C.UTF-8", LOOPBACK: "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "routine_tui", "--home", str(home), "serve", "--port", "0", *words],
            env=variables,
            cwd=home,  # what is exported goes there, too
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said: list[str] = []
        self.port = int(self.wait_for(r"at http://127\.0\.0\.1:(\d+)/"))

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def wait_for(self, pattern: str) -> str:
        """Read what it says until something fits; gives the first group."""
        for line in self.said:
            if found := re.search(pattern, line):
                self.said.remove(line)
                return found[1]
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if found := re.search(pattern, line):
                return found[1]
            self.said.append(line)
        raise AssertionError(f"{pattern} was not said: {self.said}, {self._process.communicate()[1]}")

    def code(self) -> str:
        """The code that it shows for the next browser."""
        return self.wait_for(r"valid once: (\d{4} \d{4})")

    def ask(self, path: str = "/", method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        """One request; a header that is given in the place of a usual one counts."""
        usual = {"Host": self.host} | ({"Content-Type": "application/x-www-form-urlencoded"} if body else {})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, usual | headers)
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read().decode(errors="replace"))
        finally:
            connection.close()

    def enter(self, code: str, **headers: str) -> Answer:
        """Send a code, as the page does."""
        return self.ask("/code", "POST", urlencode({"code": code}), **{"Origin": f"http://{self.host}"} | headers)

    def end(self) -> tuple[int, str]:
        """End it; gives its exit status and what it said on standard error."""
        if self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGTERM)
        _, err = self._process.communicate(timeout=30)
        return self._process.returncode, err


Serve = Callable[..., Served]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a recovery that began today."""
    folder = tmp_path / "home"
    planner_of(folder).recoveries.begin("Face", today())
    return folder


@pytest.fixture
def serve(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Serves a home with a recovery; it is ended after the test, and has said nothing on standard error."""
    pytest.importorskip("textual_serve", reason="the extra web is not installed")
    monkeypatch.setenv(LOOPBACK, "1")
    with ExitStack() as stack:

        def start(*words: str) -> Served:
            served = Served(home, *words)
            stack.callback(lambda: _ended(served))
            return served

        yield start


def _ended(served: Served) -> None:
    assert served.end() == (0, "")
