"""The chart of a sign: legible in small terminals, in ASCII and without colour, by keys from sign to sign."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from routine_tui.facts import guidance
from routine_tui.glyphs import ASCII, UNICODE, Glyphs
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.trends import TRENDS, charted, events
from routine_tui.ui.dialogs.trend import TrendDialog
from routine_tui.ui.widgets.trend_lines import drawn
from tests.model.lived_skin import TODAY, ZERO, lived_skin, with_products, with_values
from tests.ui.driver import Opened, opened, planner_with

SCREENS: dict[str, tuple[str, tuple[str, ...]]] = {
    "redness": ("redness", ()),
    "redness, so far": ("redness", ("z",)),
    "pain": ("pain", ()),
    "all signs": ("redness", ("m",)),
}
SIZES = ("40x15", "80x24", "120x40", "80x24 ascii")
EVERY = [pytest.param(UNICODE, id="unicode"), pytest.param(ASCII, id="ascii")]


@asynccontextmanager
async def _shown(
    recovery: Recovery, name: str = "redness", size: tuple[int, int] = (80, 24), ascii_only: bool = False
) -> AsyncIterator[Opened]:
    """The dialog over the app, in a terminal of a size."""
    async with opened(planner_with(recovery), size, ascii_only=ascii_only) as app:
        app.app.push_screen(TrendDialog(recovery, name, TODAY, ASCII if ascii_only else UNICODE))
        await app.settle()
        yield app


def _plain(recovery: Recovery) -> Recovery:
    """With products whose names are ASCII."""
    return replace(recovery, products=with_products(recovery).products[:1])


@pytest.mark.parametrize(
    "size", [pytest.param(size, marks=[] if size.startswith("80x24") else pytest.mark.slow) for size in SIZES]
)
@pytest.mark.parametrize("screen", SCREENS)
async def test_it_looks_as_it_did(
    screen: str, size: str, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("routine_tui.ui.dialogs.trend.meaning_of", lambda name, value: "clear, light")
    columns, rows = map(int, size.split(maxsplit=1)[0].split("x"))
    name, keys = SCREENS[screen]
    async with _shown(_plain(lived_skin()), name, (columns, rows), "ascii" in size) as app:
        await app.press(*keys)
        assert f"\n{app.text}\n" == snapshot(name=f"{screen} {size}")
        assert "ascii" not in size or app.text.isascii()


async def test_left_and_right_go_around_all_signs_and_feelings() -> None:
    async with _shown(lived_skin(), "scar") as app:
        titles = []
        for _ in TRENDS:
            await app.press("l")
            titles.append(app.line(", 0 to "))
        assert "Dents, 0 to 4" in titles[0] and "Scar, 0 to 4" in titles[-1] and len(set(titles)) == len(TRENDS)
        await app.press("left")
        assert "Dark marks, 0 to 4" in app.text and "Not logged yet." in app.text


async def test_all_signs_stand_below_each_other_and_enter_opens_the_chosen_one() -> None:
    async with _shown(lived_skin(), "redness") as app:
        await app.press("m")
        assert all(label in app.text for label in ("Redness", "Swelling", "Bumps", "Flaking", "Dark marks", "Scar"))
        await app.press("up", "enter")
        assert "Texture, 0 to 4" in app.text
        await app.press("m", "l", "j", "j", "j", "enter")
        assert "Flaking, 0 to 4" in app.text and "Now 0 (none), down from 1 on 8 Nov." in app.text
        await app.press("enter")
        assert app.app.screen is app.main


async def test_it_is_left_by_key_and_nothing_changes() -> None:
    async with _shown(lived_skin()) as app:
        for key in ("escape", "q", "enter"):
            if app.app.screen is app.main:
                app.app.push_screen(TrendDialog(lived_skin(), "redness", TODAY, UNICODE))
                await app.settle()
            assert type(app.app.screen).__name__ == "TrendDialog", key
            await app.press(key)
            assert app.app.screen is app.main and app.main.recovery == lived_skin(), key


async def test_each_key_of_those_that_are_read_at_once_scrolls_a_line() -> None:
    """Seen to fail: a key that was held scrolled once for all that came in one read."""
    async with _shown(lived_skin(), size=(40, 10)) as app:
        box = app.app.screen.query_one(".dialog")
        assert box.max_scroll_y > 3
        await app.press_at_once("j", "j", "j", "k")
        assert box.scroll_y == 2


async def test_the_words_name_what_a_value_stands_for() -> None:
    async with _shown(lived_skin()) as app:
        assert "2 (clear but mild)" in app.text
        await app.press("right")
        assert "(clear but mild)" not in app.text


async def test_an_introduced_product_is_marked_and_named_and_its_name_not_obeyed() -> None:
    async with _shown(with_products(lived_skin())) as app:
        assert "1  12 Nov: Zinc balm introduced" in app.text
        assert "Serum [/b]�[31m introduced" in app.text


@pytest.mark.parametrize("glyphs", EVERY)
@pytest.mark.parametrize("width", [1, 9, 30, 74, 118])
@pytest.mark.parametrize("name", ["redness", "pain"])
def test_no_line_is_wider_than_there_is_room(name: str, width: int, glyphs: Glyphs) -> None:
    recovery = with_products(lived_skin())
    for now in (ZERO - timedelta(days=1), ZERO, TODAY, recovery.last_day):
        for so_far in (False, True):
            chart = charted(recovery, name, now, max(1, width - 4), guidance.phases(), events(recovery), so_far)
            for tall in (1, 3):
                lines = ["".join(text for text, _ in line) for line in drawn(chart, glyphs, width, tall)]
                assert max(cell_len(line) for line in lines) <= max(width, 9)
            assert glyphs is UNICODE or all(line.isascii() for line in lines)


@pytest.mark.parametrize("glyphs", EVERY)
@pytest.mark.parametrize(("name", "most"), [("redness", 4), ("pain", 10)])
def test_a_value_stands_in_the_row_of_its_number(name: str, most: int, glyphs: Glyphs) -> None:
    step = 1 if most == 4 else 2
    recovery = with_values(dict(enumerate(range(most + 1))), name)
    chart = charted(recovery, name, TODAY, 84)
    rows = ["".join(text for text, _ in line)[4:] for line in drawn(chart, glyphs, 88)][1 : most // step + 2]
    for value in range(most + 1):
        column = [row[value] for row in reversed(rows)]
        tip = glyphs.level(value, most) if glyphs is ASCII else "▄" if step == 2 and value % 2 == 0 else "█"
        stem = ":" if glyphs is ASCII else "░"
        assert column[: value // step + 1] == [stem] * (value // step) + [tip]
        assert set(column[value // step + 1 :]) <= {" "}
    assert rows[-1][most + 1 : 23] == glyphs.open * (22 - most) and rows[-1][23:].strip() == ""


@pytest.mark.parametrize("glyphs", EVERY)
def test_a_tall_chart_has_words_beside_its_values_and_only_stems_between_them(glyphs: Glyphs) -> None:
    chart = charted(with_values({0: 3, 1: 0}), "redness", TODAY, 84, guidance.phases())
    lines = ["".join(text for text, _ in line) for line in drawn(chart, glyphs, 100, 3, {4: "strong", 0: "none"})]
    assert lines[1].startswith(f"strong  4 {glyphs.border}") and lines[13].startswith(f"  none  0 {glyphs.border}")
    stem = ":" if glyphs is ASCII else "░"
    assert [line[11] for line in lines[4:14]] == ["3" if glyphs is ASCII else "█", *[stem] * 9]
    assert "Rebuild" in lines[0] and "31 Oct" in lines[15]


async def test_the_scale_stands_beside_the_chart_where_it_is_wide() -> None:
    async with _shown(lived_skin()) as app:
        assert "just visible  1 │" in app.text and "1  31 Oct" not in app.text
