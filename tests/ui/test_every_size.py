"""Every view, in every look, at every size: nothing is wider than its place, and nothing falls over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pytest

from routine_tui.demo import sample_recovery
from routine_tui.settings import Settings
from tests.ui.driver import TODAY, opened, planner_with

pytestmark = pytest.mark.slow

SIZES: Final = (
    *((1, 1), (10, 3), (20, 6), (30, 10), (40, 15), (60, 20)),
    *((80, 24), (100, 30), (112, 24), (120, 40), (200, 60), (300, 100)),
)
LOOKS: Final = {
    "unicode": Settings(glyphs="unicode"),
    "ascii": Settings(glyphs="ascii"),
    "plain": Settings(glyphs="unicode", plain=True),
}
THEMES: Final = ("routine-dark", "routine-light", "ansi-dark")


async def stroll(look: str, themes: Sequence[str]) -> None:
    """Through every size, with one theme after the other, each through every view; then back to a usual size."""
    planner = planner_with(sample_recovery(TODAY))
    planner.settings = LOOKS[look]
    async with opened(planner, SIZES[0]) as app:
        for place, size in enumerate((*SIZES, (80, 24))):
            if themes:
                await app.wear(themes[place % len(themes)])
            await app.resize(*size)
            for key in "23451":
                await app.press(key)
                assert max(map(len, app.lines)) <= size[0], (size, key)
                assert look != "ascii" or app.text.isascii(), (size, key)
                narrowest = max(size[0], 20)  # below that, what stands at the side is cut by the terminal
                wide = [one for one in app.main.query("*") if one.display and one.region.right > narrowest]
                assert wide == [], (size, key)
        assert app.day == TODAY


@pytest.mark.parametrize("look", LOOKS)
async def test_every_view_fits(look: str) -> None:
    """Of the three looks each has another theme at a size, so that each size meets every theme."""
    first = list(LOOKS).index(look)
    await stroll(look, (*THEMES[first:], *THEMES[:first]))


async def test_without_colour_every_view_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    await stroll("unicode", ())
