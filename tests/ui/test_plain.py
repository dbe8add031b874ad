"""The plain mode: one column, no boxes, states in words, in every view and at every size."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta

import pytest

from routine_tui.demo import sample_recovery
from routine_tui.planner.planner import Planner
from routine_tui.settings import Settings
from tests.ui.driver import TODAY, Opened, opened, planner_with

SIZES = ((1, 1), (20, 8), (40, 15), (80, 24), (200, 60))


def plain_planner() -> Planner:
    """A planner on the sample, with the plain mode set."""
    planner = planner_with(sample_recovery(TODAY))
    planner.settings = Settings(plain=True)
    return planner


def drawn_only(app: Opened) -> set[str]:
    """What is on the screen and no text: lines of boxes, blocks, arrows, and lines that are drawn with letters."""
    signs = {one for one in app.text if not one.isascii() and unicodedata.category(one) in ("So", "Sm", "Sk")}
    return signs | {found[0] for found in re.finditer(r"([^\w\s.])\1{2,}", app.text)}


async def test_today_says_each_state_in_a_word_and_ticks_as_ever() -> None:
    planner = plain_planner()
    async with opened(planner, (100, 30)) as app:
        assert "done    Gentle cleanser" in app.text
        assert "> to do   Sunscreen" in app.text
        assert "    not due " in app.text
        assert "This week" not in app.text, "nothing stands beside the list"
        await app.press("space")
        assert "done    Sunscreen" in app.text
        assert planner.recovery.record(TODAY).marks["morning-sunscreen"].state == "done"
        await app.click("to do   Moisturiser")


async def test_the_calendar_is_a_line_a_day_and_goes_by_days() -> None:
    async with opened(plain_planner(), (100, 30), "2") as app:
        assert f"> Sun {TODAY.day} Nov, day 22, today" in app.text
        assert "day 13, paused" in app.text
        assert "day 21, all done" in app.text or "day 21, some done, " in app.text
        await app.press("j")
        assert app.day == TODAY + timedelta(days=1)
        await app.press("k", "k")
        assert app.day == TODAY - timedelta(days=1)
        await app.press("pageup")
        assert app.day == TODAY - timedelta(days=22)
        await app.press("t", "v")
        assert "Redness" in app.line("today")
        await app.press("enter")
        assert app.main.view == "today"


@pytest.mark.slow
async def test_every_view_is_drawn_in_words_at_every_size() -> None:
    async with opened(plain_planner(), SIZES[0]) as app:
        for size in SIZES:
            await app.resize(*size)
            for key in "12345":
                await app.press(key)
                assert drawn_only(app) == set(), (size, app.text)
                assert max(map(len, app.lines)) <= size[0], size
            for key in "cenp,?":
                await app.press(key)
                assert drawn_only(app) == set(), (size, app.text)
                await app.press("escape")


async def test_a_dialog_has_the_screen_to_itself_and_its_title() -> None:
    async with opened(plain_planner(), (100, 30), "n") as app:
        assert "Note for" in app.text
        assert "Gentle cleanser" not in app.text
        await app.press("escape", "e")
        assert app.line("Dermatologist: two pages").endswith("Dermatologist: two pages"), "the page is not beside it"
        await app.press("escape", "4")
        assert "[Trends]" in app.text and drawn_only(app) == set()
        app.app.notify("It is saved.", timeout=60)
        await app.settle()
        assert app.line("It is saved.").strip() == "It is saved."


async def test_without_it_nothing_is_different(planner: Planner) -> None:
    async with opened(planner, (80, 24)) as app:
        assert not app.app.has_class("-plain")
        assert "to do" not in app.text
