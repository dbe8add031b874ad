"""A screen fits its terminal before it is laid out, and is not laid out again for a size that it has."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual._compositor import Compositor
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widget import Widget

from routine_tui.planner.planner import Planner
from routine_tui.ui import fitted_screen
from routine_tui.ui.dialogs.dialog import Dialog
from tests.ui.cared import cared
from tests.ui.counting_frames import counting_frames
from tests.ui.driver import SetClock, opened, planner_with

SIZES = ((46, 38), (60, 19), (80, 24), (120, 36), (9, 8))


@pytest.mark.parametrize("sizes", [SIZES[::3], pytest.param(SIZES, marks=pytest.mark.slow)], ids=["two", "all"])
async def test_no_screen_is_laid_out_without_the_classes_of_its_size(
    sizes: tuple[tuple[int, int], ...], planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[tuple[str, frozenset[str]]] = set()
    reflow = Compositor.reflow

    def noted(compositor: Compositor, parent: Widget, size: Size) -> object:
        seen.add((type(parent).__name__, frozenset(parent.classes)))
        return reflow(compositor, parent, size)

    monkeypatch.setattr(Compositor, "reflow", noted)
    for size in sizes:
        seen.clear()
        async with opened(planner, size, "c") as app:
            there = (app.app.screen, app.main)
            assert isinstance(there[0], Dialog), size
            assert seen == {(type(one).__name__, frozenset(one.classes)) for one in there}, size


async def test_a_dialog_that_opens_lays_out_nothing_that_lies_behind_it(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(planner, (80, 24)) as app:
        laid_out: list[Widget] = []
        reflow = Compositor.reflow

        def noted(compositor: Compositor, parent: Widget, size: Size) -> object:
            laid_out.append(parent)
            return reflow(compositor, parent, size)

        monkeypatch.setattr(Compositor, "reflow", noted)
        await app.press("n")
        assert app.app.screen in laid_out and app.main not in laid_out
        await app.resize(99, 30)
        assert app.main in laid_out and app.main.has_class("-wide", "-tall")


async def test_a_size_that_was_given_is_no_reason_to_lay_out_again(planner: Planner) -> None:
    """Seen to fail: all of a screen was laid out once more, as how much there is in a widget had changed."""
    async with opened(planner, (80, 24)) as app:
        for key in ("1", "4", "n", "c"):
            await app.press(key)
            app.app.screen._refresh_layout(Size(100, 36))
            laid_out = [
                one for one in app.app.screen._compositor.widgets if one.size and "auto" not in one.styles.overflow_y
            ]
            asking = [one for one in laid_out if one._layout_required and not isinstance(one, ScrollView)]
            assert len(laid_out) > 3 and asking == [], key


VIEWS = "2345123451"
"""Each is made when it is first wanted, and comes in another way afterwards."""
DIALOGS = ("c", "e", "n", "p", "question_mark", "comma", "R")


@pytest.mark.parametrize(
    ("size", "views", "dialogs"),
    [
        pytest.param((80, 24), "2421", "cn", id="80x24"),
        pytest.param((80, 24), VIEWS, DIALOGS, id="80x24, all", marks=pytest.mark.slow),
        pytest.param((120, 36), VIEWS, DIALOGS, id="120x36, all", marks=pytest.mark.slow),
    ],
)
async def test_a_view_and_a_dialog_come_in_one_frame_and_a_dialog_goes_in_one(
    size: tuple[int, int], views: Sequence[str], dialogs: Sequence[str], clock: SetClock
) -> None:
    async with counting_frames(planner_with(cared(), clock), size) as frames:
        for key in views:
            assert len(await frames.after(key)) == 1, key
        for key in dialogs:
            assert len(await frames.after(key)) == 1, key
            assert isinstance(frames.here.app.screen, Dialog)
            assert len(await frames.after("escape")) == 1, key


async def test_of_two_views_wanted_at_once_the_last_is_shown_whole(planner: Planner) -> None:
    async with opened(planner, (80, 24), "3", "2") as app:
        calendar = app.text
        await app.press("3")
        for wanted in ("calendar", "today", "skin", "calendar"):
            app.main.call_later(app.main.action_view, wanted)
        await app.settle()
        assert app.text == calendar and not app.app._batch_count


async def test_a_widget_that_does_not_listen_keeps_nothing_from_being_shown(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = []
    for patience in (fitted_screen.PATIENCE, 0):
        monkeypatch.setattr(fitted_screen, "PATIENCE", patience)
        async with opened(planner, (80, 24), "2") as app:
            shown.append([app.text])
            for key in ("c", "e", "p"):
                await app.press(key)
                shown[-1].append(app.text)
                await app.press("escape")
            assert not app.app._batch_count
    assert shown[0] == shown[1] and len({*shown[0]}) == 4
