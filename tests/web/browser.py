"""A real Chromium without a window, steered by its own protocol; every host but this machine is refused to it."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pyte
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

PATIENCE: Final = 20.0
"""Seconds to wait for something to be seen before a test gives up."""
OPTIONS: Final = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-port=0",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--window-size=1000,700",
)  # fmt: skip
KEYS: Final = {"enter": ("Enter", "\r", 13, 0), "space": (" ", " ", 32, 0), "ctrl+s": ("s", "", 83, 2)}
"""By the name of a key: its name and text for the protocol, its number, and the modifiers."""


class Page:
    """One page: what it asked for, and the terminal in it as what came through its socket draws it."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._happened = asyncio.Event()
        self._number = 0
        self.asked: list[str] = []
        """The address of everything that it loaded."""
        self.problems: list[str] = []
        """What the browser complained of."""
        self.sent: list[str] = []
        """What it sent through the socket."""
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self._reader = asyncio.ensure_future(self._read())

    async def call(self, method: str, **parameters: Any) -> Any:
        """Ask the browser for something; gives its answer."""
        self._number += 1
        answer = self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        return await asyncio.wait_for(answer, PATIENCE)

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type != WSMsgType.TEXT:
                continue
            told = json.loads(message.data)
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told.get("result", told.get("error")))
            else:
                self._take(told["method"], told["params"])
            self._happened.set()

    def _take(self, method: str, told: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.asked.append(told["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.asked.append(told["url"])
            size = parse_qs(urlsplit(told["url"]).query)
            self._screen.resize(int(size["height"][0]), int(size["width"][0]))
        elif method == "Network.webSocketFrameReceived" and told["response"]["opcode"] == 2:
            self._stream.feed(base64.b64decode(told["response"]["payloadData"]))
        elif method == "Network.webSocketFrameSent":
            self.sent.append(told["response"]["payloadData"])
            if '"resize"' in self.sent[-1]:
                size = json.loads(self.sent[-1])[1]
                self._screen.resize(size["height"], size["width"])
        elif method == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.problems.append(f"{told['entry']['text']} {told['entry'].get('url', '')}")
        elif method == "Runtime.exceptionThrown":
            self.problems.append(str(told["exceptionDetails"]))

    # ------------------------------------------------------------------ looking

    @property
    def text(self) -> str:
        """The terminal as lines of text."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def columns(self) -> int:
        return int(self._screen.columns)

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds; looked at whenever the browser tells something."""
        async with asyncio.timeout(PATIENCE):
            try:
                while not holds():
                    self._happened.clear()
                    with suppress(TimeoutError):  # what is on the disk is told by nobody
                        await asyncio.wait_for(self._happened.wait(), 0.2)
            except asyncio.CancelledError:
                raise AssertionError(f"Waited for {what}; {self.problems}; the screen shows:\n{self.text}") from None

    async def see(self, *texts: str) -> None:
        """Wait until texts are on the terminal."""
        await self.until(lambda: all(one in self.text for one in texts), f"{texts!r}")

    async def run(self, script: str) -> Any:
        """The value of some JavaScript."""
        answer = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return answer.get("result", {}).get("value")  # none while it goes from one page to the next

    async def run_until(self, script: str) -> None:
        """Wait until some JavaScript is true."""
        async with asyncio.timeout(PATIENCE):
            while not await self.run(script):
                self._happened.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._happened.wait(), 0.2)

    # ------------------------------------------------------------------ doing

    async def open(self, url: str) -> None:
        """Go to an address."""
        for domain in ("Network", "Page", "Log", "Runtime"):
            await self.call(f"{domain}.enable")
        await self.call("Emulation.setFocusEmulationEnabled", enabled=True)  # as for the window on top
        await self.call("Page.navigate", url=url)

    async def press(self, key: str) -> None:
        """Press a key, by name or a sign as it is."""
        name, text, number, modifiers = KEYS.get(key, (key, key, ord(key[0].upper()), 0))
        for kind in ("keyDown", "keyUp"):
            await self.call(
                "Input.dispatchKeyEvent", type=kind, key=name, text=text if kind == "keyDown" else "",
                windowsVirtualKeyCode=number, modifiers=modifiers,
            )  # fmt: skip

    async def click_on(self, text: str) -> None:
        """Click on the first cell of a text in the terminal."""
        found = [(line.find(text), y) for y, line in enumerate(self._screen.display) if text in line]
        assert found, self.text
        column, row = found[0]
        found_by = "document.querySelector('.xterm-screen').getBoundingClientRect()"
        box = await self.run(f"(r => [r.x, r.y, r.width, r.height])({found_by})")
        x = box[0] + (column + 0.5) * box[2] / self._screen.columns
        y = box[1] + (row + 0.5) * box[3] / self._screen.lines
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


class Browser:
    """One run of Chromium."""

    def __init__(self, session: ClientSession, port: str, downloads: Path) -> None:
        self._session, self._port, self.downloads = session, port, downloads

    async def page(self) -> Page:
        """A new page."""
        async with self._session.put(f"http://127.0.0.1:{self._port}/json/new?about:blank") as answer:
            target = await answer.json()
        page = Page(await self._session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0))
        await page.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))
        return page


@asynccontextmanager
async def chromium(program: str, folder: Path) -> AsyncIterator[Browser]:
    """Chromium with nothing of anybody's in it; it is ended with all that belongs to it."""
    (folder / "downloads").mkdir(parents=True)
    process = await asyncio.create_subprocess_exec(
        program, *OPTIONS, f"--user-data-dir={folder / 'profile'}", "about:blank",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    try:
        async with asyncio.timeout(PATIENCE):
            async for line in process.stderr:
                if found := re.search(rb"DevTools listening on ws://127\.0\.0\.1:(\d+)/", line):
                    break
            else:
                raise AssertionError("Chromium did not begin")
        async with ClientSession() as session:
            yield Browser(session, found[1].decode(), folder / "downloads")
    finally:
        process.terminate()
        await process.wait()
