"""Ended or stopped from outside: the terminal is given back, what was typed is kept, nothing stays behind."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.e2e.conftest import Opener, Place

pytestmark = pytest.mark.slow
MODES = (("1049", "l"), ("1003", "l"), ("2004", "l"), ("25", "h"))
"""Alternate screen, mouse and bracketed paste off, cursor on."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_that_ends(begun: Place, open_terminal: Opener, number: signal.Signals) -> None:
    """Its status is the usual one; the draft is there again, and so is the terminal; the file can be written."""
    terminal = open_terminal()
    terminal.wait_for("MORNING")
    terminal.press("n")
    terminal.wait_for("Note for")
    terminal.press(*"half typed")
    terminal.wait_for("half typed")
    os.kill(terminal.pid, number)
    assert terminal.wait_until_it_ends() == 128 + number
    assert terminal.is_restored()
    for mode, end in MODES:
        assert terminal.written.rfind(f"\x1b[?{mode}{end}".encode()) > terminal.written.rfind(b"half"), mode
    again = open_terminal()
    again.wait_for("MORNING")
    again.press("n")
    again.wait_for("half typed")
    again.press("ctrl+s")
    again.wait_for("NOTE")
    assert not (begun.home / "drafts.json").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_no_sample_stays(tmp_path: Path, open_terminal: Opener, number: signal.Signals) -> None:
    terminal = open_terminal("demo", TMPDIR=str(tmp_path))
    terminal.wait_for("MORNING")
    assert list(tmp_path.glob("routine-tui-sample-*"))
    os.kill(terminal.pid, number)
    terminal.wait_until_it_ends()
    assert not list(tmp_path.glob("routine-tui-sample-*"))


def test_a_closed_window(begun: Place, open_terminal: Opener) -> None:
    """The kernel says so with SIGHUP, and nothing can be written to the terminal any more."""
    terminal = open_terminal(controls=True)
    terminal.wait_for("MORNING")
    terminal.press("Q")
    terminal.wait_for("A question for the next visit")
    terminal.press(*"Sun?")
    terminal.wait_for("Sun?")
    terminal.vanish()
    assert "Sun?" in (begun.home / "drafts.json").read_text(encoding="utf-8")


def test_stopped_and_continued(open_terminal: Opener) -> None:
    """The shell has the terminal meanwhile; then all of the screen is drawn again, without a key."""
    terminal = open_terminal("demo")
    terminal.wait_for("MORNING", "KEEP AVOIDING", "ready")
    terminal.press("?")
    terminal.wait_for("─ Help ─")
    terminal.press("escape")
    terminal.wait_for("MORNING", "KEEP AVOIDING")
    terminal.settle()
    os.kill(terminal.pid, signal.SIGTSTP)
    terminal.wait_until_it_stops()
    assert terminal.is_restored()
    terminal.written.clear()
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.wait_until(lambda _: b"MORNING" in terminal.written, "the screen to be drawn again")
    assert not terminal.is_restored()
    terminal.press("n")
    terminal.wait_for("Note for")
