"""What a file holds never reaches the terminal: it gets the same kinds of orders as for calm text, and no other.

Seen to fail with ``clipped`` (model/words.py) giving the text itself, and with the home's own name in the help.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from routine_tui.store.folder import RecoveryFolder
from tests.e2e.conftest import Opener, Place
from tests.e2e.terminal import Terminal
from tests.hostile.texts import TEXTS, holding, live

pytestmark = pytest.mark.slow

ORDER = re.compile(
    r"\x1b(?:"
    r"\[(?P<private>[<-?]*)[0-9;:]*(?P<between>[ -/]*)(?P<final>[@-~])"  # CSI
    r"|(?P<string>[\]PX^_])(?P<number>[0-9]*).*?(?:\x07|\x1b\\)"  # OSC, DCS, SOS, PM, APC
    r"|(?P<short>[ -/]*[0-~])"
    r")",
    re.DOTALL,
)
DIALOGS = (("n", "Save (^s)"), ("s", "Skip (^s)"), ("R", "This recovery"), ("e", "Save file (^s)"), ("?", "─ Help"))
VIEWS = (("2", "Mo   Tu"), ("3", "STOPPED"), ("1", "THIS WEEK"))


def orders(written: str) -> tuple[set[tuple[str, ...]], str]:
    """The kinds of orders in what was written to a terminal, and what is left without them."""
    kinds = {tuple(part or "" for part in match.groups()) for match in ORDER.finditer(written)}
    return kinds, ORDER.sub("", written)


def walked(terminal: Terminal) -> str:
    """What is written while somebody looks at every view and most dialogs, ticks, undoes, and leaves."""
    terminal.wait_for("MORNING")
    for key, title in DIALOGS:
        terminal.press(key)
        terminal.wait_for(title)
        terminal.press("escape")
        terminal.wait_until_gone(title)
    for key, words in VIEWS:
        terminal.press(key)
        terminal.wait_for(words)
    terminal.press("space")
    terminal.wait_for("✓")
    terminal.press("u")
    terminal.wait_for("Undid")
    terminal.press("q")
    assert terminal.wait_until_it_ends() == 0
    return terminal.written.decode()


def test_the_terminal_gets_the_orders_that_it_gets_for_calm_text(place: Place, open_terminal: Opener) -> None:
    homes = {"calm": place.folder / "calm", "hostile": place.folder / "\x1b]0;owned\x07\x9b31m"}
    text = TEXTS["sequences"] + TEXTS["overrides"] + TEXTS["markup"][:60]
    for name, home in homes.items():
        RecoveryFolder(home).create(holding(text if name == "hostile" else "calm", place.today))
    terminals = {name: open_terminal(ROUTINE_TUI_HOME=str(home)) for name, home in homes.items()}
    with ThreadPoolExecutor() as both:
        calm, hostile = both.map(walked, (terminals[name] for name in homes))
    calm_kinds, _ = orders(calm)
    hostile_kinds, rest = orders(hostile)
    assert hostile_kinds - calm_kinds == set()
    assert not {number for _, _, _, string, number, _ in hostile_kinds if string == "]"} & {"0", "2", "8", "52"}
    assert set(live(rest)) == {"U+000D"}  # a new line is a carriage return and a line feed
    assert "owned" in rest
