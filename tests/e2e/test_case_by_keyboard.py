"""A case over nine months by keyboard alone, in a real terminal, under a moved clock; Share makes its record."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from tests.pictures import SECRET, exif, written

pytestmark = pytest.mark.slow
MOVED = """
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import time_machine

at = datetime.fromisoformat(sys.argv.pop(1)).replace(tzinfo=ZoneInfo("Europe/Berlin"))
time_machine.travel(at, tick=True).start()

from routine_tui.cli import main

main()
"""
ANSWER = 6
"""Fields of a contact from whom it was with to what was answered."""


@contextmanager
def sitting(folder: Path, at: str, shows: str = "MORNING") -> Iterator[Terminal]:
    """The program at a moment, in 80×24; it is left by ``q`` at the end."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH")}
    more = {"HOME": str(folder), "ROUTINE_TUI_HOME": str(folder / "home"), "TERM": "xterm-256color"}
    environment = kept | more | {"COLORTERM": "truecolor", "LANG": "C.UTF-8", "TZ": "Europe/Berlin"}
    with Terminal([sys.executable, "-c", MOVED, at], 80, 24, environment, folder) as terminal:
        terminal.wait_for(shows)
        yield terminal
        terminal.press("q")
        assert terminal.wait_until_it_ends() == 0


def go(terminal: Terminal, label: str) -> None:
    """Move the cursor down to the row that has a label."""
    for _ in range(100):
        terminal.settle()
        if re.search(rf"▌ .{{0,4}}{re.escape(label)}", terminal.text):
            return
        terminal.press("down")
    raise AssertionError(f"There is no row {label!r}:\n{terminal.text}")


def look(terminal: Terminal, *answers: tuple[str, str]) -> None:
    """Check in: none of what is urgent, then some answers in the order of the list."""
    terminal.press("c")
    terminal.wait_for("Any of these right now?")
    terminal.press("0")
    for label, key in answers:
        go(terminal, label)
        terminal.press(key)
    terminal.press("ctrl+s")


def first_days(folder: Path) -> None:
    """The day of the session and the one after it: what was done, a picture, a level of 3, and whom it was told."""
    with sitting(folder, "2026-02-26T19:40:00", "When was the session?") as terminal:
        terminal.press("up", "2", "2", *"9 apr", "enter", "enter", "enter")
        terminal.wait_for("A further session is booked")
        terminal.press("4", "f", "a", *"~/first.jpg", "down", "down", "down", "down", "down", "enter")
        terminal.wait_for("Keep the original")
        terminal.press("down", "down", "down", "space", "ctrl+s")
        terminal.wait_for("Added.", "19:30")
        terminal.press("a", *"~/first.jpg", "ctrl+s")
        terminal.wait_for("is here already, as the photo of 26 Feb")
        terminal.press("escape", "escape")
    with sitting(folder, "2026-02-27T08:05:00") as terminal:
        look(terminal, ("Redness", "4"), ("Swelling", "3"), ("Pain", "6"))
        terminal.wait_for("Contact a clinician today")
        terminal.press("r")
        terminal.wait_for("New contact", "08:05", "redness 4 of 4")
        terminal.press("ctrl+s")
        terminal.wait_for("Clinic: asked Fri 08:05")
    with sitting(folder, "2026-02-27T22:02:00") as terminal:
        terminal.press("5")
        go(terminal, "Today, 08:05")
        terminal.press("enter", *["tab"] * ANSWER, *"Keep an eye on it.", "ctrl+s", "1")
        terminal.wait_for("CONTACT A CLINICIAN TODAY")
    with sitting(folder, "2026-02-28T10:10:00", "The clinic answered.") as terminal:
        terminal.press("r", "enter", *["down"] * 4, "enter", *["tab"] * ANSWER, *"See a doctor.", "ctrl+s")
        terminal.wait_for("You have spoken to somebody.")


def weeks(folder: Path) -> None:
    """The letter, how it stands with a field, and a note that is changed two days after it was written."""
    with sitting(folder, "2026-03-05T18:00:00") as terminal:
        terminal.press("5")
        go(terminal, "What the clinic knows")
        terminal.press("enter", "s")
        terminal.wait_for("asked on 5 Mar")
        terminal.press("l")
        terminal.wait_for("Copy of my treatment record")
        terminal.press("escape", "escape")
    with sitting(folder, "2026-03-31T20:00:00") as terminal:
        terminal.press("[", "n", *"At work again.", "ctrl+s")
        terminal.wait_for("At work again.")
    with sitting(folder, "2026-04-02T10:00:00") as terminal:
        terminal.press("[", "[", "[", "n", "down", *" Nobody saw it.", "ctrl+s")
        terminal.wait_for("Nobody saw it.")
        terminal.press("t", "5")
        go(terminal, "What the clinic knows")
        terminal.press("enter", "enter", "tab", "enter", "down", "enter", "ctrl+s")
        terminal.wait_for("not given")
        terminal.press("escape")


def the_end(folder: Path) -> None:
    """Nine months later: a last look, and the record."""
    with sitting(folder, "2026-11-26T11:00:00") as terminal:
        look(terminal, ("Texture", "1"), ("Dark marks", "1"), ("Redness", "0"), ("Pain", "0"))
        terminal.press("1", "e")
        terminal.wait_for("Who for")
        terminal.press("down", "down", "down", "down")
        terminal.wait_for("proof of anything")
        terminal.press("ctrl+s")
        terminal.wait_for("Saved to")
        terminal.press("escape")


def test_nine_months_by_keyboard_come_out_as_a_record(tmp_path: Path) -> None:
    first = written(tmp_path / "first.jpg", exif=exif("2026:02:26 19:30:10"))
    first_days(tmp_path)
    weeks(tmp_path)
    the_end(tmp_path)
    (path,) = tmp_path.glob("*.zip")
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name) for name in archive.namelist()}
    sums = {name: digest for digest, name in (line.split("  ") for line in found["SHA256SUMS"].decode().splitlines())}
    assert sums == {name: hashlib.sha256(one).hexdigest() for name, one in found.items() if name != "SHA256SUMS"}
    (original,) = (one for name, one in found.items() if name.startswith("originals/"))
    assert original == first.read_bytes()
    assert not any(SECRET in one for name, one in found.items() if not name.startswith("originals/"))
    entries = {one["what"]: one for one in csv.DictReader(StringIO(found["entries.csv"].decode()))}
    assert (entries["note of the day"]["for_day"], entries["note of the day"]["times_changed"]) == ("2026-03-30", "1")
    assert entries["note of the day"]["value"] == "At work again. Nobody saw it."
    assert entries["note of the day"]["written"][:16] == "2026-03-31T20:00"
    assert entries["note of the day"]["last_written"][:16] == "2026-04-02T10:00"
    assert entries["contact clinic: said"]["written"][:16] == "2026-02-27T22:02"
    assert entries["contact clinic: said"]["for_day"] == "2026-02-27"
    assert entries["Serial number: state"]["value"] == "not given"
    assert b"What kind of place: salon" in found["session.txt"]
