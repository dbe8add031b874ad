"""The server: textual-serve's, behind our own door and with our own page, which asks nothing of another machine."""

from __future__ import annotations

import asyncio
import logging
import re
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from shlex import join
from time import monotonic
from typing import Any, Final

from aiohttp import web
from textual_serve.download_manager import DownloadManager
from textual_serve.server import Server

from routine_tui.web.access import Door, is_own_host, is_own_origin

PAGE: Final = Path(__file__).parent / "page"
MOST_SCREENS: Final = 8
"""How many screens may be open at once: each is a program of its own."""
MOST_TYPED: Final = 1024
"""Bytes of a request that is not a screen: a code, and nothing else."""
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with none at all, a form of our own page would say no Origin
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self' ws://{host}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""What the page may load: nothing that is not from here. The terminal in it writes its own styles."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Downloads(DownloadManager):
    """Files on their way to a browser, under names that a header can hold."""

    async def create_download(self, *, file_name: str, **more: Any) -> None:
        """Prepare a download; any sign of its name that means something to a header is a line."""
        plain = re.sub(r"[^A-Za-z0-9._ -]", "_", file_name)[:120]
        await super().create_download(file_name=f'"{plain}"', **more)


class RoutineServer(Server):
    """Serves the full screen to this machine, or to whoever types the code that it shows."""

    def __init__(self, command: Sequence[str], host: str, port: int, asks_code: bool) -> None:
        super().__init__(join(command), host=host, port=port, title="routine-tui", templates_path=PAGE)
        self.download_manager = Downloads()
        self._asks_code = asks_code
        self._door = Door(monotonic, self._show_code) if asks_code else None
        self._screens = 0

    # ------------------------------------------------------------------ running

    def run(self) -> None:
        """Serve until a signal. Raises OSError where the port cannot be listened on."""
        logging.getLogger("textual-serve").setLevel(logging.CRITICAL)  # it would write down what went to the screen
        logging.getLogger("aiohttp").setLevel(logging.CRITICAL)  # each request that is none would fill the terminal
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        ended, loop = asyncio.Event(), asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows knows no such handlers
                loop.add_signal_handler(number, ended.set)
        runner = web.AppRunner(await self._make_app(), access_log=None, shutdown_timeout=2)
        await runner.setup()
        try:
            await web.TCPSite(runner, self.host, self.port).start()
            self.port = runner.addresses[0][1]
            self._say_where()
            await ended.wait()
        finally:
            await runner.cleanup()

    def _say_where(self) -> None:
        shown = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        print(f"routine-tui is at http://{shown}:{self.port}/ until Ctrl+C.", flush=True)
        if self._asks_code:
            print("From another device, use this computer's address. What is shown is not encrypted on the way.")
            print("Use it only in a network whose other users you trust.", flush=True)

    def _show_code(self, code: str) -> None:
        print(f"Code for the next browser, valid once: {code[:4]} {code[4:]}", flush=True)

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing of another program's."""

    # ------------------------------------------------------------------ the door

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard)
        app.router.add_post("/code", self._take_code)
        app.router.add_static("/page", PAGE)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Look at each request before anything else does."""
        response = await self._answered(request, handler)
        if not response.prepared:
            response.headers.update(_HEADERS)
            host = request.host if is_own_host(request.host, self.port, self._asks_code) else ""
            response.headers["Content-Security-Policy"] = _POLICY.format(host=host)
        return response

    async def _answered(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not is_own_host(request.host, self.port, self._asks_code):
            return _refused(403, "This address is not one of this computer's: open it by its number or localhost.")
        origin = request.headers.get("Origin")
        is_change = request.method not in ("GET", "HEAD") or request.path == "/ws"
        if (origin is not None or is_change) and not is_own_origin(origin, request.host):
            return _refused(403, "This was asked by another page than ours.")
        if not self._is_known(request) and request.path != "/code" and not request.path.startswith("/page/"):
            return self._code_page(401) if request.path == "/" else _refused(401, "The first page asks for a code.")
        try:
            return await handler(request)
        except web.HTTPException as refused:
            return _refused(refused.status, refused.reason)

    def _is_known(self, request: web.Request) -> bool:
        return self._door is None or self._door.knows(request.cookies.get(self._cookie))

    @property
    def _cookie(self) -> str:
        """A browser tells no ports of one machine apart."""
        return f"routine_tui_{self.port}"

    async def _take_code(self, request: web.Request) -> web.StreamResponse:
        """Let a browser in that shows the right code."""
        if self._door is None:
            raise web.HTTPSeeOther("/")
        if (request.content_length or MOST_TYPED + 1) > MOST_TYPED:
            return _refused(413, "That is no code.")
        if self._door.waits():
            return self._code_page(429, "Too many codes were tried. Wait a minute, then try again.")
        typed = (await request.post()).get("code", "")
        token = self._door.try_code(typed) if isinstance(typed, str) else None
        if token is None:
            return self._code_page(403, "That is not the code. The terminal shows it; each one works once.")
        entered = web.Response(status=303, headers={"Location": "/"})
        entered.set_cookie(self._cookie, token, httponly=True, samesite="Strict", path="/")
        return entered

    def _code_page(self, status: int, said: str = "") -> web.Response:
        page = (PAGE / "code.html").read_text("utf-8").replace("{said}", said)
        return web.Response(status=status, text=page, content_type="text/html")

    # ------------------------------------------------------------------ the page, and a screen

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page with the terminal in it, under the name by which it was opened."""
        size = request.query.get("fontsize", "16")
        font_size = size if size.isascii() and size.isdecimal() and len(size) < 3 else "16"
        page = (PAGE / "index.html").read_text("utf-8")
        page = page.replace("{socket}", f"ws://{request.host}/ws").replace("{font_size}", font_size)
        return web.Response(text=page, content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A screen of its own for each browser, as long as there are not too many."""
        if self._screens >= MOST_SCREENS:
            raise web.HTTPServiceUnavailable(reason="Too many screens are open: close one.")
        self._screens += 1
        try:
            return await super().handle_websocket(request)
        finally:
            self._screens -= 1


def _refused(status: int, said: str) -> web.Response:
    return web.Response(status=status, text=f"{said}\n")
