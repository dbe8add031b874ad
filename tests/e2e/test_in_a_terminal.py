"""What only a real terminal can show: how the program begins, ends, shares its file with others, and fits."""

from __future__ import annotations

import os
import re
import signal
import time

import pytest
from tinydb import TinyDB

from tests.e2e.conftest import Opener, Place, run
from tests.e2e.terminal import BARE_ESCAPE, FRAME_END

LOOK_SECONDS = 2.0
"""What another program changed is on the screen within this time."""

TRUE_COLOUR = 2
"""In ``38;2;R;G;B`` and ``48;2;R;G;B``: a colour by its red, green and blue."""


def test_q_leaves_with_status_0_and_gives_the_terminal_back(begun: Place, open_terminal: Opener) -> None:
    terminal = open_terminal()
    terminal.wait_for("MORNING")
    assert not terminal.is_restored()
    terminal.press("q")
    assert terminal.wait_until_it_ends() == 0
    assert terminal.is_restored()
    for mode, while_it_runs in (("1049", "h"), ("1003", "h"), ("2004", "h"), ("25", "l")):
        after = "l" if while_it_runs == "h" else "h"
        taken, given_back = (terminal.written.rfind(f"\x1b[?{mode}{end}".encode()) for end in (while_it_runs, after))
        assert 0 <= taken < given_back, f"mode {mode}"


@pytest.mark.slow
def test_a_terminal_that_goes_away_without_a_word_takes_the_program_with_it(
    begun: Place, open_terminal: Opener
) -> None:
    """Seen: a program without a terminal that waited for keys with a whole processor, for days."""
    terminal = open_terminal()
    terminal.wait_for("MORNING")
    terminal.press("space")
    terminal.wait_for("✓ Gentle cleanser")
    terminal.vanish()
    assert "1/5" in run(begun, "status").stdout


@pytest.mark.slow
def test_a_tick_from_another_process_shows_within_two_seconds(begun: Place, open_terminal: Opener) -> None:
    """The soonest of three: on a busy machine one may have to wait for a processor."""
    terminal = open_terminal()
    terminal.wait_for("○ Gentle cleanser")
    waits = []
    for command, sign in (("tick", "✓"), ("untick", "○"), ("tick", "✓")):
        assert run(begun, command, "morning cleanser").returncode == 0
        changed = time.monotonic()
        terminal.wait_for(f"{sign} Gentle cleanser")
        waits.append(time.monotonic() - changed)
    assert min(waits) < LOOK_SECONDS, waits


@pytest.mark.slow
def test_a_tick_that_is_shown_survives_kill_9(begun: Place, open_terminal: Opener) -> None:
    terminal = open_terminal()
    terminal.wait_for("▌ ○ Gentle cleanser")
    terminal.press("space")
    terminal.wait_for("✓ Gentle cleanser")
    os.kill(terminal.pid, signal.SIGKILL)
    with TinyDB(begun.home / "recoveries" / "Face.json") as database:
        day = database.table("days").get(doc_id=begun.today.toordinal())
    assert isinstance(day, dict)
    assert list(day["marks"]) == ["morning-cleanser"]
    assert run(begun, "check").returncode == 0


def test_without_a_terminal_it_says_so_in_one_sentence(begun: Place) -> None:
    for command in ([], ["demo"]):
        refused = run(begun, *command)
        assert refused.returncode == 1
        assert refused.stdout == ""
        assert re.fullmatch(r"routine-tui: .*no terminal.*\n", refused.stderr)


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "rows"), [(40, 15)])
def test_a_small_terminal_is_no_trouble(columns: int, rows: int, begun: Place, open_terminal: Opener) -> None:
    terminal = open_terminal(columns=columns, rows=rows)
    terminal.wait_until(lambda _: FRAME_END in terminal.written, "the first frame")
    terminal.press("2", "3", "e", "escape", "?", BARE_ESCAPE, "1", "space", "q")
    assert terminal.wait_until_it_ends() == 0
    assert b"Traceback" not in terminal.written


@pytest.mark.slow
def test_no_color_is_honoured(begun: Place, open_terminal: Opener) -> None:
    terminal = open_terminal(NO_COLOR="1")
    terminal.wait_for("▌ ○ Gentle cleanser")
    terminal.press("space")
    terminal.wait_for("✓ Gentle cleanser")
    terminal.press("2")
    terminal.wait_for("Mo   Tu")
    assert hues(bytes(terminal.written)) == set()


@pytest.mark.slow
def test_with_colour_there_is_some(begun: Place, open_terminal: Opener) -> None:
    terminal = open_terminal()
    terminal.wait_for("▌ ○ Gentle cleanser")
    assert hues(bytes(terminal.written))


@pytest.mark.slow
def test_the_demo_leaves_nothing_behind(place: Place, open_terminal: Opener) -> None:
    terminal = open_terminal("demo", TMPDIR=str(place.folder))
    terminal.wait_for("Sample", "MORNING")
    assert list(place.folder.glob("routine-tui-sample-*"))
    terminal.press("q")
    assert terminal.wait_until_it_ends() == 0
    assert list(place.folder.iterdir()) == []


def hues(written: bytes) -> set[tuple[int, ...]]:
    """The colours that are no grey, in what was written to a terminal.

    Textual's filter for NO_COLOR turns colours into greys of the same brightness.
    """
    found = set()
    for sequence in re.findall(rb"\x1b\[([0-9;]*)m", written):
        numbers = [int(number or 0) for number in sequence.split(b";")]
        for kind, *colour in zip(numbers, numbers[1:], numbers[2:], numbers[3:], strict=False):
            if kind == TRUE_COLOUR and len(set(colour)) > 1:
                found.add(tuple(colour))
    return found


def test_bytes_that_are_no_text_are_shown_as_such_and_keys_go_on(begun: Place, open_terminal: Opener) -> None:
    """Seen to fail: a note pasted in a terminal with another encoding ended the thread that reads the keys."""
    terminal = open_terminal()
    terminal.wait_for("MORNING")
    terminal.press("n")
    terminal.wait_for("Note for")
    terminal.paste(b"cr\xe8me")
    terminal.wait_for("cr\ufffdme")
    terminal.press("ctrl+s")
    terminal.wait_until_gone("Note for")
    terminal.press("q")
    assert terminal.wait_until_it_ends() == 0
    assert "cr\ufffdme" in run(begun, "today").stdout
