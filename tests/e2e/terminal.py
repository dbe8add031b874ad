"""A real pseudo-terminal with the real program in it: presses what a person presses, reads what a person sees."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Self

import pyte

PROGRAM: Final = (sys.executable, "-m", "routine_tui")
PATIENCE: Final = 20.0
"""Seconds to wait for something to be on the screen before a test gives up; a quiet machine needs a fraction of one."""

FRAME_SECONDS: Final = 0.04
"""For how long a program rests that has nothing to draw: its frames are closer together."""
BARE_ESCAPE: Final = "\x1b"
"""The escape key where a terminal knows no other way: other keys begin with that byte, so the program holds it back."""
BARE_ESCAPE_SECONDS: Final = 0.15
"""How long a program rests that holds one back."""
LOOK_SECONDS: Final = 0.005
"""How long a look for more takes. Rest is counted in looks: where a test is held up itself, time says nothing."""

KEYS: Final = {
    "enter": "\r",
    "escape": "\x1b[27u",  # as terminals write it that know the protocol that the program asks for
    "tab": "\t",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "ctrl+s": "\x13",
    "ctrl+p": "\x10",
}
_SYNCHRONISED_OUTPUT_ASKED: Final = b"\x1b[?2026$p"
_SYNCHRONISED_OUTPUT_KNOWN: Final = b"\x1b[?2026;2$y"
FRAME_BEGIN: Final = b"\x1b[?2026h"
FRAME_END: Final = b"\x1b[?2026l"
"""What the program writes around each frame, once the terminal said that it knows synchronised output."""


def _begin(controls: bool) -> None:
    """In the program's process: what a window gives to what it starts, whatever the tests were started with."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    if controls:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """One run of a program in a terminal of its own; leaving the ``with`` block ends it, whatever happened."""

    def __init__(
        self,
        command: Sequence[str] = PROGRAM,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        controls: bool = False,
    ) -> None:
        """``controls`` makes it the program's controlling terminal, as a window is: closing that sends SIGHUP."""
        self._rest = FRAME_SECONDS
        self.written = bytearray()
        """Every byte the program wrote."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._near, self._far = pty.openpty()
        fcntl.ioctl(self._far, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._modes = termios.tcgetattr(self._far)
        self._process = subprocess.Popen(
            command,
            stdin=self._far,
            stdout=self._far,
            stderr=self._far,
            env=dict(environment if environment is not None else os.environ),
            cwd=folder,
            start_new_session=True,
            preexec_fn=lambda: _begin(controls),  # noqa: PLW1509 (nothing of a thread is held here)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        os.close(self._near)
        os.close(self._far)

    # ------------------------------------------------------------------ looking

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and line of the terminal's own cursor, once the program rests."""
        self.settle()
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def is_cursor_hidden(self) -> bool:
        """Whether the terminal does not draw its own cursor."""
        return bool(self._screen.cursor.hidden)

    @property
    def _is_drawing(self) -> bool:
        """Whether a frame has begun and not ended."""
        return self.written.rfind(FRAME_BEGIN) > self.written.rfind(FRAME_END)

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    def wait_for(self, *texts: str, timeout: float = PATIENCE) -> str:
        """Wait until all these texts are on the screen; gives the screen."""
        return self.wait_until(lambda screen: all(text in screen for text in texts), f"{texts!r} to appear", timeout)

    def wait_until_gone(self, text: str, timeout: float = PATIENCE) -> str:
        """Wait until a text is no longer on the screen; gives the screen."""
        return self.wait_until(lambda screen: text not in screen, f"{text!r} to go away", timeout)

    def wait_until(self, holds: Callable[[str], bool], what: str, timeout: float = PATIENCE) -> str:
        """Wait until something holds for the screen; gives the screen."""
        end = time.monotonic() + timeout
        while self._is_drawing or not holds(self.text):
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"Waited {timeout} s for {what}; the screen shows:\n{self.text}")
            if not self.read(left) and self._process.poll() is not None and not holds(self.text):
                raise AssertionError(f"The program ended while waiting for {what}; the screen shows:\n{self.text}")
        return self.text

    def settle(self) -> None:
        """Wait until the program has read every key, written all that it will, and rests.

        How loaded the machine is makes no difference: what waits for a processor does not rest.
        """
        end, looks = time.monotonic() + PATIENCE, 0
        while looks * LOOK_SECONDS < self._rest:
            assert time.monotonic() < end, f"The program does not come to rest; the screen shows:\n{self.text}"
            looks = 0 if self.read(LOOK_SECONDS) or self._is_busy() else looks + 1

    def _is_busy(self) -> bool:
        """Whether there are keys that nobody has read, or something of the program runs or waits for a processor."""
        if struct.unpack("i", fcntl.ioctl(self._far, termios.FIONREAD, b"\0" * 4))[0]:
            return True
        with suppress(OSError):  # the program, or a part of it, may end while it is looked at
            tasks = (
                path.read_text().rpartition(")")[2].split()[0] for path in Path(f"/proc/{self.pid}/task").glob("*/stat")
            )
            return any(state in "RD" for state in tasks)
        return False

    def read(self, timeout: float) -> bytes:
        """What the program writes next, shown on the screen too; nothing where it writes nothing in that time."""
        if not select.select([self._near], [], [], timeout if self._process.poll() is None else 0)[0]:
            return b""
        written = os.read(self._near, 65536)
        self.written += written
        if _SYNCHRONISED_OUTPUT_ASKED in self.written[-len(written) - len(_SYNCHRONISED_OUTPUT_ASKED) :]:
            os.write(self._near, _SYNCHRONISED_OUTPUT_KNOWN)
        self._show(written)
        return written

    def _show(self, written: bytes) -> None:
        """Draw what was written on the screen."""
        self._stream.feed(written)

    # ------------------------------------------------------------------ pressing

    def press(self, *keys: str) -> None:
        """Press keys one after the other, by name or a sign as it is, each once the program rests."""
        for key in keys:
            self.settle()
            written = KEYS.get(key, key)
            os.write(self._near, written.encode())
            self._rest = BARE_ESCAPE_SECONDS if written.endswith(BARE_ESCAPE) else FRAME_SECONDS

    def paste(self, text: str | bytes) -> None:
        """Let the terminal paste a text, as with the middle button of the mouse, or bytes that may be none."""
        pasted = text.encode() if isinstance(text, str) else text
        os.write(self._near, b"\x1b[200~" + pasted + b"\x1b[201~")

    def click_on(self, text: str, nth: int = 0) -> None:
        """Click on the first cell of the ``nth`` place where a text stands (-1 for the last), once all is drawn."""
        self.settle()
        lines = self._screen.display
        found = [(match.start(), y) for y, line in enumerate(lines) for match in re.finditer(re.escape(text), line)]
        assert found, f"There is no {text!r} to click on; the screen shows:\n{self.text}"
        self.click(*found[nth])

    def click(self, column: int, row: int) -> None:
        """Press and release the left button on a cell, both counted from 0."""
        for end in "Mm":
            os.write(self._near, f"\x1b[<0;{column + 1};{row + 1}{end}".encode())

    # ------------------------------------------------------------------ ending

    def wait_until_it_ends(self, timeout: float = PATIENCE) -> int:
        """Wait for the program to end by itself; gives its exit status."""
        end = time.monotonic() + timeout
        while self._process.poll() is None:
            assert time.monotonic() < end, f"The program has not ended; the screen shows:\n{self.text}"
            self.read(0.02)
        while self.read(0):
            pass
        return self._process.returncode

    def vanish(self, timeout: float = PATIENCE) -> None:
        """Let the terminal go away until the program has ended; only one that it controls is told so by a signal.

        Raises subprocess.TimeoutExpired where the program goes on.
        """
        nowhere = os.open(os.devnull, os.O_RDWR)
        for end in (self._near, self._far):
            os.dup2(nowhere, end)
        os.close(nowhere)
        self._process.wait(timeout)

    def wait_until_it_stops(self) -> None:
        """Wait until the program is stopped and its last words are read."""
        while not os.WIFSTOPPED(os.waitpid(self.pid, os.WUNTRACED)[1]):
            self.read(0)
        self.settle()

    def kill(self) -> None:
        """End the program as a power cut would."""
        self._process.kill()
        self._process.wait()

    def is_restored(self) -> bool:
        """Whether the terminal's modes are as they were before the program began."""
        modes: list[Any] = termios.tcgetattr(self._far)
        return modes == self._modes
