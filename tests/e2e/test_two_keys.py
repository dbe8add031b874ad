"""Two keys in one read of a real terminal, as a slow line or a key that repeats brings them, for every dialog."""

from __future__ import annotations

import itertools

import pytest
from tinydb import TinyDB

from tests.e2e.conftest import Opener, Place, run
from tests.e2e.terminal import BARE_ESCAPE, KEYS

DIALOGS = {
    "question": ("Q", "A question for the next visit"),
    "note": ("n", "Note for"),
    "skip": ("s", "Skip "),
    "pause": ("p", "Pause the routine"),
    "recovery": ("R", "This recovery"),
    "settings": (",", "Day starts at"),
    "step": ("3a", "Add a step"),
    "template": ("3m", "emplate"),
    "product": ("4a", "Add a product"),
    "check-in": ("4c", "Check-in,"),
    "photos": ("4f", "─ Photos ─"),
    "profile": ("4G", ""),
    "visit": ("5v", "New visit"),
    "course": ("5T", "New treatment"),
    "procedure": ("5o", "New procedure"),
    "bring": ("5b", "Checklist for"),
    "add care": ("5a", "─ Add ─"),
    "contact": ("5ak", "New contact"),
    "paper": ("5af", "New paper"),
    "week": ("5aw", "Week of"),
    "ingredients": ("4i", "Check ingredients"),
    "new photo": ("4fa", "Add a photo"),
    "level": ("w", "level 3 of 4"),
    "palette": ("\x10", "▔▔▔▔"),
    "share": ("e", "Share"),
    "help": ("?", "Help"),
}
PAIRS = list(itertools.product((KEYS["enter"], BARE_ESCAPE, KEYS["ctrl+s"], " ", "u"), repeat=2))


@pytest.mark.slow
@pytest.mark.parametrize("name", DIALOGS)
def test_two_keys_in_one_read(name: str, begun: Place, open_terminal: Opener) -> None:
    """Seen to fail: two questions, then a traceback; a tick below a dialog; the palette closed twice, and the app."""
    keys, title = DIALOGS[name]
    if name == "level":
        assert run(begun, "skin", "pus=yes").returncode == 0
    terminal = open_terminal()
    terminal.wait_for("MORNING")
    if name == "profile":
        terminal.press("4", "h")  # the section that is shown stays
    for pair in PAIRS:
        terminal.press("1", *keys)
        terminal.wait_for(title)
        if name in ("question", "note"):
            terminal.press("x")
        before = changes_in(begun)
        terminal.press("".join(pair))
        terminal.settle()
        after = changes_in(begun)
        assert after <= before + 1, pair
        for _ in range(3):
            terminal.press("escape")
        terminal.press(*"u" * (after - before))


def test_enter_twice_asks_once(begun: Place, open_terminal: Opener) -> None:
    terminal = open_terminal()
    terminal.wait_for("MORNING")
    terminal.press("Q")
    terminal.wait_for("A question for the next visit")
    terminal.press("Sun?", "\r\r")
    terminal.wait_until_gone("A question for the next visit")
    terminal.press("q")
    assert terminal.wait_until_it_ends() == 0
    with TinyDB(begun.home / "recoveries" / "Face.json", access_mode="r") as database:
        assert [one["label"] for one in database.table("history").all()] == ["saved a question"]


def changes_in(place: Place) -> int:
    """How many changes can be undone."""
    with TinyDB(place.home / "recoveries" / "Face.json", access_mode="r") as database:
        return sum(not one["undone"] for one in database.table("history").all())
