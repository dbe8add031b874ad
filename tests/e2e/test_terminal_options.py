"""What the command line says of the terminal: theme, mouse; and where the terminal's own cursor stands."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Opener, Place, run
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.slow


def line_of(terminal: Terminal) -> str:
    """The line of the screen that the terminal's own cursor stands on."""
    _, line = terminal.cursor
    return terminal.text.splitlines()[line]


def test_the_terminal_s_cursor_stands_on_the_line_that_has_the_focus(begun: Place, open_terminal: Opener) -> None:
    terminal = open_terminal()
    terminal.wait_for("Gentle cleanser")
    terminal.settle()
    assert "Gentle cleanser" in line_of(terminal)
    terminal.press("j")
    assert "Moisturiser" in line_of(terminal)
    terminal.press("space")
    assert terminal.cursor[1] > 0
    for key in "3":
        terminal.press(key)
        before = line_of(terminal)
        terminal.press("j")
        assert line_of(terminal) != before


def test_it_stands_on_the_day_in_the_calendar_and_in_what_is_typed(begun: Place, open_terminal: Opener) -> None:
    terminal = open_terminal()
    terminal.wait_for("Gentle cleanser")
    terminal.press("2")
    column, _ = terminal.cursor
    number = str(begun.today.day)
    assert number in line_of(terminal)[max(0, column - 2) : column + 5]
    terminal.press("right")
    assert terminal.cursor[0] != column
    terminal.press("1", "n")
    terminal.wait_for("Note for")
    terminal.paste("warm")
    terminal.wait_for("warm")
    assert "warm" in line_of(terminal)


def test_in_the_plain_mode_the_cursor_can_be_seen_there(begun: Place, open_terminal: Opener) -> None:
    for words, is_hidden in (((), True), (("--plain",), False)):
        terminal = open_terminal(*words)
        terminal.wait_for("Gentle cleanser")
        terminal.press("j")
        assert "Moisturiser" in line_of(terminal)
        assert terminal.is_cursor_hidden is is_hidden
    terminal.press("n")
    terminal.wait_for("Note for")
    assert not terminal.is_cursor_hidden


def test_the_mouse_is_left_to_the_terminal(begun: Place, open_terminal: Opener) -> None:
    mouse_on = b"\x1b[?1000h"
    terminal = open_terminal()
    terminal.wait_for("Gentle cleanser")
    assert mouse_on in terminal.written
    terminal = open_terminal("--no-mouse")
    terminal.wait_for("Gentle cleanser")
    assert mouse_on not in terminal.written
    assert run(begun, "config", "set", "mouse", "false").returncode == 0
    terminal = open_terminal()
    terminal.wait_for("Gentle cleanser")
    assert mouse_on not in terminal.written


def test_a_theme_is_taken_for_one_run(begun: Place, open_terminal: Opener) -> None:
    light, dark = b"48;2;246;245;240", b"48;2;29;33;35"
    terminal = open_terminal("--theme", "routine-light")
    terminal.wait_for("Gentle cleanser")
    assert light in terminal.written
    assert dark not in terminal.written
    assert not (begun.home / "config.toml").exists()


def test_a_theme_that_there_is_not_is_refused(begun: Place) -> None:
    ran = run(begun, "--theme", "routine-lite")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "routine-tui: There is no theme “routine-lite”; did you mean “routine-light”?\n"
