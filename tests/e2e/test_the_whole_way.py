"""From the first start to a page for the dermatologist, in a terminal of 80×24: by keyboard alone, by mouse alone."""

from __future__ import annotations

import stat
from datetime import date, timedelta

import pytest
from tinydb import TinyDB

from routine_tui.model.text import long_day
from tests.e2e.conftest import Opener, Place
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.slow

DAYS_AGO = 6
OLD_DAY = 4
"""The number of the past day that is mended."""
GENTLE = (
    "morning-cleanser",
    "morning-moisturiser",
    "morning-sunscreen",
    "evening-cleanser",
    "evening-moisturiser",
)


def test_by_keyboard_alone(place: Place, open_terminal: Opener) -> None:
    zero = place.today - timedelta(days=DAYS_AGO)
    terminal = open_terminal()

    terminal.wait_for("When was the session?", "Start (enter)")
    terminal.press(*zero.isoformat())
    terminal.wait_for(f"So today is day {DAYS_AGO}.")
    terminal.press("enter")
    terminal.press("enter")
    terminal.wait_for(f"day {DAYS_AGO} of 84", "▌ ○ Gentle cleanser", "THIS WEEK")

    for number, key in enumerate(("space", "space", "space", "space", "enter"), 1):
        terminal.press(key)
        screen = _wait_for_ticks(terminal, number)
    assert "All done. Next: tomorrow morning." in screen

    yesterday, old_day = place.today - timedelta(days=1), zero + timedelta(days=OLD_DAY)
    terminal.press("2")
    terminal.wait_for(f"●{place.today.day:>2}", long_day(place.today, place.today), "5 of 5 done")
    terminal.press("left")
    terminal.wait_for(f"◦{yesterday.day:>2}", long_day(yesterday, place.today))
    terminal.press("h")
    terminal.wait_for(f"◦{old_day.day:>2}", long_day(old_day, place.today), "Nothing was due yet on this day.")
    terminal.press("enter")
    terminal.wait_for("days ago", "You can still tick what you did.")
    terminal.press("k", "space")
    terminal.wait_for("✓ Gentle cleanser")

    terminal.press("3")
    terminal.wait_for("EVENING", "every day")
    terminal.press("a")
    terminal.wait_for("Add a step", "Every day. Next:")
    terminal.press(*"Zinc balm")
    terminal.wait_for("Zinc balm")
    terminal.press("tab", "tab", "enter")
    terminal.wait_for("every other day", "on weekdays …")
    terminal.press("down", "enter")
    terminal.wait_for("Every other day. Next:")
    terminal.press("ctrl+s")
    terminal.wait_until_gone("Add a step")
    terminal.wait_for("Zinc balm", "every other day")

    terminal.press("e")
    terminal.wait_for("─ Share ─", "Skin recovery")
    terminal.press("tab", "enter")
    terminal.wait_for("for a browser")
    terminal.press("down", "enter")
    terminal.wait_for("Choose myself", "file is a page for a browser")
    terminal.press("ctrl+s")
    screen = terminal.wait_for("Saved to")
    assert "there already" not in screen
    terminal.press("escape")
    terminal.wait_until_gone("─ Share ─")
    terminal.press("q")
    assert terminal.wait_until_it_ends() == 0
    _check_files(place, zero)


def test_by_mouse_alone(place: Place, open_terminal: Opener) -> None:
    """Two texts cannot be chosen with a mouse, the date and the step's name: the terminal pastes them."""
    zero = place.today - timedelta(days=DAYS_AGO)
    terminal = open_terminal()

    terminal.wait_for("When was the session?", "Start (enter)")
    terminal.paste(zero.isoformat())
    terminal.wait_for(f"So today is day {DAYS_AGO}.")
    terminal.click_on("Start (enter)")
    terminal.wait_for(f"day {DAYS_AGO} of 84", "▌ ○ Gentle cleanser")

    for number, name in enumerate(("Gentle", "Moisturiser", "Sunscreen SPF", "Gentle", "Moisturiser"), 1):
        terminal.click_on(f"○ {name}")
        screen = _wait_for_ticks(terminal, number)
    assert "All done. Next: tomorrow morning." in screen

    old_day = zero + timedelta(days=OLD_DAY)
    terminal.click_on("2 Calendar")
    terminal.wait_for(f"●{place.today.day:>2}", long_day(place.today, place.today), "5 of 5 done")
    terminal.click_on(f"◦{old_day.day:>2} ")
    terminal.wait_for(f"◦{old_day.day:>2}", long_day(old_day, place.today), "Nothing was due yet on this day.")
    terminal.click_on("open day")
    terminal.wait_for("days ago", "You can still tick what you did.")
    terminal.click_on("– Gentle cleanser", -1)
    terminal.wait_for("▌ ✓ Gentle cleanser")

    terminal.click_on("3 Routine")
    terminal.wait_for("EVENING", "every day")
    terminal.click_on("a add")
    terminal.wait_for("Add a step", "Every day. Next:")
    terminal.paste("Zinc balm")
    terminal.wait_for("Zinc balm")
    terminal.click_on("every day")
    terminal.wait_for("every other day", "on weekdays …")
    terminal.click_on("every other day")
    terminal.wait_for("Every other day. Next:")
    terminal.click_on("Save (")
    terminal.wait_until_gone("Add a step")
    terminal.wait_for("Zinc balm", "every other day")

    terminal.click_on("1 Today")
    terminal.click_on(
        "t back to today"
    )  # at this width the line below has no room for sharing beside the routine's own keys
    terminal.wait_for("MORNING", "e share")

    terminal.click_on("c check in")
    terminal.wait_for("Any of these right now?", "None of these")
    terminal.click_on("None of these")
    terminal.wait_for("8  Being sick, or no urine              yes [no]")
    terminal.click_on("Save (")
    terminal.wait_until_gone("Any of these right now?")

    visit = place.today + timedelta(days=14)
    terminal.click_on("5 Care")
    terminal.wait_for("COMING UP", "a add")
    terminal.click_on("a add", -1)
    terminal.wait_for("A visit")
    terminal.click_on("A visit")
    terminal.wait_for("─ New visit ─")
    terminal.paste(f"{visit} 10:30")
    terminal.wait_for(f"{visit} 10:30")
    terminal.click_on("Save (")
    terminal.wait_until_gone("─ New visit ─")
    terminal.wait_for(f"{visit.day} {visit:%b}", "10:30")

    terminal.click_on("1 Today")
    terminal.wait_for("MORNING", "e share")
    terminal.click_on("e share")
    terminal.wait_for("─ Share ─", "Skin recovery")
    terminal.click_on("2 pages, A4")
    terminal.wait_for("for a browser")
    terminal.click_on("for a browser")
    terminal.wait_for("Choose myself", "file is a page for a browser")
    terminal.click_on("(^s)")
    screen = terminal.wait_for("Saved to")
    assert "there already" not in screen
    terminal.click_on("Close (esc)")
    terminal.wait_until_gone("─ Share ─")
    _check_files(place, zero)
    with TinyDB(place.home / "recoveries" / "Recovery.json") as database:
        (booked,) = database.table("visits").all()
        assert (booked["day"], booked["at"][:5]) == (visit.isoformat(), "10:30")
        checked = database.table("days").get(doc_id=place.today.toordinal())
    assert isinstance(checked, dict) and checked["skin"]


def _wait_for_ticks(terminal: Terminal, number: int) -> str:
    return terminal.wait_until(lambda text: text.count("✓") == number, f"{number} ticks")


def _check_files(place: Place, zero: date) -> None:
    """What is left on the disk, read by stock TinyDB and by eye."""
    path = place.home / "recoveries" / "Recovery.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with TinyDB(path) as database:
        days = database.table("days")
        today = days.get(doc_id=place.today.toordinal())
        old = days.get(doc_id=(zero + timedelta(days=OLD_DAY)).toordinal())
        assert len(days) == 2
    assert sorted(_marks(today)) == sorted(GENTLE)
    assert _marks(old) == ["evening-cleanser"]

    (page,) = place.folder.glob("*.html")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    html = page.read_text("utf-8")
    assert html.lstrip().lower().startswith("<!doctype html>")
    assert "Zinc balm" in html
    assert "every other day" in html
    assert "elf-reported" in html


def _marks(document: object) -> list[str]:
    assert isinstance(document, dict)
    return [step for step, mark in document["marks"].items() if mark["state"] == "done"]
