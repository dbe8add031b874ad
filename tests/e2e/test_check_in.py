"""A check-in in a real terminal: under thirty seconds and 20 keys, on the disk, and taken back."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from tinydb import TinyDB

from routine_tui.model.recovery.answers import INFECTION_SIGNS, PAINKILLER, URGENT_SIGNS
from tests.e2e.conftest import Opener, Place
from tests.e2e.terminal import PROGRAM, Terminal

pytestmark = pytest.mark.slow

MOST_KEYS = 20
MOST_SECONDS = 30.0
NUMBERS = {
    "redness": 1, "swelling": 0, "bumps": 0, "flaking": 1, "marks": 0, "scar": 0, "pits": 0, "texture": 0, "pain": 1,
    "itch": 0, "sting": 2, "bother": 0,
}  # fmt: skip
KEYS = ["c", "0", "n", *"10010000", *"1020", "N", "ctrl+s"]
"""Opening it, none of what is urgent, self-harm, eight signs, four feelings, no sign of infection, saving it."""


def test_a_check_in_takes_less_than_thirty_seconds_and_20_keys(place: Place, open_terminal: Opener) -> None:
    day_zero = (place.today - timedelta(days=22)).isoformat()
    begun = Terminal([*PROGRAM, "new", "Face", "--day-zero", day_zero], environment=place.environment)
    with begun:
        assert begun.wait_until_it_ends() == 0
    terminal = open_terminal()
    terminal.wait_for("day 22 of 84", "Gentle cleanser")

    start = time.monotonic()
    terminal.press("c")
    terminal.wait_for("─ Check-in,", "A blank is not a zero", "None of these")
    for key in KEYS[1:-1]:
        terminal.press(key)
    terminal.wait_for("Slower changes", "yes or no")
    terminal.press(KEYS[-1])
    terminal.wait_until_gone("─ Check-in,")
    wanted = NUMBERS | dict.fromkeys((*INFECTION_SIGNS, PAINKILLER, *URGENT_SIGNS), False)
    del wanted["eye"]  # asked only beside a sign of infection
    terminal.wait_until(lambda _screen: _answers(place) == wanted, "the check-in to be on the disk")
    assert time.monotonic() - start < MOST_SECONDS
    assert len(KEYS) <= MOST_KEYS
    terminal.press("u")
    terminal.wait_until(lambda _screen: _answers(place) == {}, "the check-in to be taken back")
    terminal.press("U")
    terminal.wait_until(lambda _screen: _answers(place) == wanted, "the check-in to be there again")
    terminal.press("q")
    assert terminal.wait_until_it_ends() == 0


def _answers(place: Place) -> dict[str, object]:
    """What is answered today, read by stock TinyDB."""
    with TinyDB(place.home / "recoveries" / "Face.json") as database:
        today = database.table("days").get(doc_id=place.today.toordinal())
    return dict(today["skin"]["looks"][-1]["answers"]) if isinstance(today, dict) and "skin" in today else {}
