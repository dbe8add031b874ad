"""From a visit to a laser and a page, in a terminal of 80×24 by keyboard alone; the screen is read on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from routine_tui.model.text import long_day, short_day
from tests.e2e.conftest import Opener, Place
from tests.e2e.terminal import PROGRAM, Terminal

pytestmark = pytest.mark.slow


def test_a_visit_a_prescription_a_laser_and_what_follows_from_them(place: Place, open_terminal: Opener) -> None:
    zero, visit, laser = (place.today + timedelta(days=days) for days in (-22, 5, 20))
    words = [*PROGRAM, "new", "Face", "--day-zero", str(zero), "--days", "180"]
    with Terminal(words, environment=place.environment, folder=place.folder) as begun:
        assert begun.wait_until_it_ends() == 0
    terminal = open_terminal()
    terminal.wait_for("day 22 of 180", "Gentle cleanser")

    _plan_a_visit(terminal, visit.isoformat())
    _prescribe(terminal)
    _plan_a_laser(terminal, laser.isoformat())

    terminal.press("1")
    terminal.wait_for("MORNING", "ready", "Tretinoin")
    terminal.press("2")
    screen = terminal.wait_for("Rebuild", f"○{place.today.day:>2}◇", "◇ Tretinoin starts")
    assert screen.count("◆") >= 2  # the visit, and the laser
    terminal.press("j", "j", "j")
    terminal.wait_for(long_day(laser + timedelta(days=1), place.today))
    terminal.press("h")
    terminal.wait_for(f"{laser.day:>2}◆", "Laser, session 1 of 3", "Paused until")
    terminal.press("enter")
    terminal.wait_for("in 20 days", "‖ Sunscreen SPF 30+", "paused", "○ Clinic ointment")
    terminal.press("t")
    screen = terminal.wait_for("THIS WEEK", "○ Sunscreen SPF 30+")
    assert "Clinic ointment" not in screen

    terminal.press("e")
    terminal.wait_for("─ Share ─", "Dermatologist: two pages", "Save file (^s)")
    terminal.press("tab", "enter")
    terminal.wait_for("for a browser")
    terminal.press("down", "enter")
    terminal.wait_for("Choose myself", "file is a page for a browser")
    terminal.press("ctrl+s")
    terminal.wait_for("Saved to")
    terminal.press("escape")
    terminal.wait_until_gone("─ Share ─")
    terminal.press("q")
    assert terminal.wait_until_it_ends() == 0
    (page,) = place.folder.glob("*.html")
    html = page.read_text("utf-8")
    for told in ("Dr Kaya", "May I swim?", "Tretinoin", "Laser", "Clinic ointment", short_day(laser, place.today)):
        assert told in html


def _plan_a_visit(terminal: Terminal, day: str) -> None:
    """A visit with a question for it."""
    terminal.press("5")
    terminal.wait_for("COMING UP", "TREATMENTS", "Nothing planned")
    terminal.press("v")
    terminal.wait_for("─ New visit ─")
    _fill(terminal, day, "10:30", "Dr Kaya")
    terminal.press("ctrl+s")
    terminal.wait_until_gone("─ New visit ─")
    terminal.wait_for("10:30", "Dr Kaya", "things ready")
    terminal.press("Q")
    terminal.wait_for("A question for the next visit")
    terminal.press(*"May I swim?")
    terminal.press("enter")
    terminal.wait_until_gone("A question for the next visit")
    terminal.wait_for("May I swim?")


def _prescribe(terminal: Terminal) -> None:
    """Twelve weeks with a ramp, in the evening."""
    terminal.press("T")
    terminal.wait_for("New treatment")
    _fill(terminal, "Tretinoin", "Dr Kaya", "", "", "")
    terminal.press("space")
    terminal.wait_for("[x] evening")
    terminal.press("tab")
    terminal.settle()
    terminal.press("enter")
    terminal.wait_for("in stages …", "custom rule")
    terminal.press(*["down"] * 5, "enter")
    terminal.wait_for("3 days for 2 weeks, then 2 days for 2 weeks", "every day for 8 weeks until")
    terminal.press("ctrl+s")
    terminal.wait_until_gone("New treatment")
    terminal.wait_for("Tretinoin: starts", "every 3 days for 2 weeks")


def _plan_a_laser(terminal: Terminal, day: str) -> None:
    """Three sessions, of which one has a day; after it sunscreen rests, and something else takes its place."""
    terminal.press("o")
    terminal.wait_for("New procedure")
    rest = "sunscreen: 5 days after, Clinic ointment instead"
    _fill(terminal, "Laser", "", "", "3", day, "")
    terminal.press("enter", "tab", "tab", "tab", "tab")
    _fill(terminal, rest)
    terminal.wait_for("Sunscreen SPF 30+", "Clinic ointment instead")
    terminal.press("ctrl+s")
    terminal.wait_until_gone("New procedure")
    terminal.wait_for("Laser, session 1 of 3", "none done yet")


def _fill(terminal: Terminal, *texts: str) -> None:
    """Type into one field after the other; a key goes to the field that has the focus once the last tab is done."""
    for place, text in enumerate(texts):
        if place:
            terminal.press("tab")
            terminal.settle()
        if text:
            terminal.press(*text)
            terminal.wait_for(text[:40])
