"""What holds in every view at every size: nothing overflows, help and quit are there, the focus is in sight."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Offset
from textual.widget import Widget

from routine_tui.planner.planner import Planner
from routine_tui.settings import write_setting
from routine_tui.ui.commands import VIEWS
from routine_tui.ui.widgets.window_grid import WindowGrid
from tests.ui.cared import cared
from tests.ui.driver import TODAY, Opened, SetClock, opened, planner_at, planner_with
from tests.ui.quiet_driver import contrast_of

SIZES = [
    (20, 6), (40, 15), (46, 38), (60, 20), (74, 20), (80, 24),
    (99, 30), (100, 32), (119, 36), (120, 36), (140, 45), (200, 60),
]  # fmt: skip
QUICK = [(20, 6), (46, 38), (80, 24), (120, 36)]
"""The sizes that are tried in each run; the others are slow only because they are many."""
THEMES = ("routine-dark", "routine-light", "ansi-dark")


@pytest.fixture
def planner(clock: SetClock) -> Planner:
    """A planner of somebody with something of everything, of whom a long name and a check-in are known."""
    planner = planner_with(cared(), clock)
    planner.skin.check_in(TODAY, {"redness": 2})
    return planner


def misplaced(app: Opened) -> list[str]:
    """Widgets of the screen that reach over the edge of what holds them, sideways; lists scroll only up and down."""
    found = []
    for widget in app.app.screen.walk_children(Widget):
        if not widget.display or not widget.region.area or not isinstance(widget.parent, Widget):
            continue
        inside = widget.parent.content_region if widget.parent.is_scrollable else widget.parent.region
        if widget.region.x < inside.x or widget.region.right > inside.right:
            found.append(f"{widget!r} {widget.region} in {inside}")
        if widget.max_scroll_x and widget.styles.overflow_x != "hidden":
            found.append(f"{widget!r} scrolls sideways")
    return found


def contrast_of_cursor(app: Opened, grid: WindowGrid) -> float:
    """How much the tile of the calendar's cursor stands out from what lies behind the weeks."""
    edge = Offset(grid.region.x, grid.region.y - grid.scroll_offset.y)
    tile, behind = (app.cell(edge + Offset(x, grid.cursor_cell.y))[1] for x in (grid.cursor_cell.x + 1, 0))
    return contrast_of(Style(color=tile.bgcolor, bgcolor=behind.bgcolor))


FRAMES = [
    pytest.param(
        size,
        ascii_only,
        id=f"{size[0]}x{size[1]}-{'ascii' if ascii_only else 'unicode'}",
        marks=[] if size in (QUICK[::2] if ascii_only else QUICK) else pytest.mark.slow,
    )
    for size in SIZES
    for ascii_only in (False, True)
]
"""In ASCII nothing but the signs differ: fewer sizes of it are tried in each run."""


@pytest.mark.parametrize(("size", "ascii_only"), FRAMES)
async def test_every_view_keeps_its_frame(size: tuple[int, int], ascii_only: bool, planner: Planner) -> None:
    width, height = size
    async with opened(planner, size, ascii_only=ascii_only) as app:
        for key in "123454321":
            await app.press(key)
            view = VIEWS[int(key) - 1]
            lines = app.lines
            assert len(lines) == height and all(cell_len(line) <= width for line in lines), view
            assert lines[-1].endswith("? help  q quit" if width >= 34 else "? q"), view
            assert f"{key} {view.title()}" in lines[0], view
            assert misplaced(app) == [], view
            focused = app.app.focused
            assert focused is not None and app.app.screen.find_widget(focused).visible_region.area > 0, view
            if height >= 15:
                assert "day 22 of" in lines[1], view
                region = focused.region
                if isinstance(focused, WindowGrid) and not ascii_only:
                    assert contrast_of_cursor(app, focused) >= 3, app.text
                    continue
                pointer = "[" if view == "calendar" else ">" if ascii_only else "▌"
                seen = "\n".join(line[region.x : region.right] for line in lines[region.y : region.bottom])
                assert pointer in seen, f"{view}:\n{app.text}"
            if ascii_only:
                assert app.text.isascii(), view


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        pytest.param(
            size,
            theme,
            id=f"{size[0]}x{size[1]}-{theme}",
            marks=[] if size == (80, 24) or (size, theme) == ((120, 36), "routine-light") else pytest.mark.slow,
        )
        for size in SIZES
        for theme in THEMES
    ],
)
async def test_every_word_of_every_view_can_be_read(theme: str, size: tuple[int, int], planner: Planner) -> None:
    write_setting(planner.home.config, "theme", theme)
    async with opened(planner_at(planner.home, SetClock()), size) as app:
        for key in "12345":
            await app.press(key)
            weak = {
                (character, y, round(contrast_of(style), 1))
                for _, y, character, style in app.cells()
                if character.isalnum() and style.color and style.bgcolor and not style.bgcolor.is_default
                if contrast_of(style) < 4.5
            }
            rows = {y: app.lines[y] for _, y, _ in weak}
            assert not weak, f"{key}: {rows} {sorted(weak)[:5]}"


@pytest.mark.slow
async def test_without_colours_every_word_can_be_read(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(planner, SIZES[0]) as app:
        for size in SIZES:
            await app.resize(*size)
            for key in "12345":
                await app.press(key)
                assert app.lines[-1].endswith("? help  q quit" if size[0] >= 34 else "? q")
                weak = {
                    app.lines[y]
                    for _, y, character, style in app.cells()
                    if character.isalnum() and style.color and style.bgcolor and not style.bgcolor.is_default
                    if contrast_of(style) < 4.5
                }
                assert not weak, (size, key)
