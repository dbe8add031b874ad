"""A fresh home for every test, which looks the same on every screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from textual._context import visible_screen_stack
from textual.screen import Screen

from routine_tui.demo import sample_recovery
from routine_tui.exporters import pdf, png
from routine_tui.planner.planner import Planner
from tests.pictures import another, plain
from tests.ui.driver import TODAY, SetClock, cursors_do_not_blink, planner_at, planner_with
from tests.ui.quicker_textual import textual_is_quicker
from tests.ui.remembered_styles import styles_are_worked_out_once
from tests.ui.taken_apart import take_apart, widgets_are_known

_SET_PAGES: Final[dict[str, bytes]] = {}
"""What the fixtures of this package remember; they end with it, so that other packages set each page themselves."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which ``home`` lies; nothing outside it is touched, and colour is as the test says."""
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    for name in ("NO_COLOR", "ROUTINE_TUI_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


@pytest.fixture
def clock() -> SetClock:
    """Half past nine in the morning of Sunday, 22 November 2026."""
    return SetClock()


@pytest.fixture
def planner(clock: SetClock) -> Planner:
    """A planner on the sample recovery, which is at D22 of 84."""
    return planner_with(sample_recovery(TODAY), clock)


@pytest.fixture
def picture_file(tmp_path: Path) -> Path:
    """A picture to take in."""
    return plain(tmp_path / "face.png")


@pytest.fixture
def three_pictures(planner: Planner, picture_file: Path) -> Planner:
    """The planner on the sample recovery, with three pictures."""
    for days, words in ((20, "left"), (9, "[b]right[/b]"), (0, "chin")):
        planner.photos.add(another(picture_file), TODAY - timedelta(days=days), words)
    return planner


@pytest.fixture
def empty(clock: SetClock) -> Planner:
    """A planner of somebody who starts for the first time."""
    return planner_at(clock=clock)


@pytest.fixture(autouse=True, scope="package")
def stylesheets_are_read_once() -> Iterator[None]:
    """Work out once how each widget looks, not in each of the hundreds of apps."""
    with styles_are_worked_out_once():
        yield


@pytest.fixture(autouse=True, scope="package")
def long_ways_are_cut_short() -> Iterator[None]:
    """Do what Textual does most often with fewer calls."""
    with textual_is_quicker():
        yield


@pytest.fixture(autouse=True, scope="package")
def known_widgets() -> Iterator[None]:
    """Know all widgets, for those who take them apart."""
    with widgets_are_known():
        yield


@pytest.fixture(autouse=True)
def apps_are_taken_apart() -> Iterator[None]:
    """Leave nothing of an app that was opened."""
    yield
    take_apart()


@pytest.fixture(autouse=True, scope="package")
def no_cursor_blinks() -> Iterator[None]:
    """Draw no frame for a cursor, whose time is that of the machine; ``opened`` stops all that has its own time."""
    with pytest.MonkeyPatch.context() as patch:
        cursors_do_not_blink(patch)
        yield


@pytest.fixture(autouse=True, scope="package")
def frames_for_nobody_are_not_drawn() -> Iterator[None]:
    """Lay out, but draw nothing where the driver throws each frame away; ``text`` draws what a test reads.

    Drawing took a third of the time in which an app is used. ``opened`` draws the last screen where a test read none,
    so that what cannot be drawn is found.
    """
    refresh = Screen._compositor_refresh

    def laid_out(screen: Screen[Any]) -> None:
        app = screen.app
        if screen is not app.screen or app._driver is None or not app._driver.is_headless:
            refresh(screen)
            return
        visible_screen_stack.set(app._background_screens)
        screen._compositor._dirty_regions.clear()
        screen._dirty_widgets.clear()
        app._update_mouse_over(screen)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Screen, "_compositor_refresh", laid_out)
        yield


@pytest.fixture(autouse=True, scope="package")
def equal_pages_are_set_once() -> Iterator[None]:
    """Set each page and each picture once, by what it tells: dozens of tests write the same.

    What is set is tested with the exporters.
    """

    def remembered(render: Callable[..., bytes], *given: object) -> bytes:
        key = repr((render.__module__, given))
        if key not in _SET_PAGES:
            _SET_PAGES[key] = render(*given)
        return _SET_PAGES[key]

    with pytest.MonkeyPatch.context() as patch:
        for module in (pdf, png):
            patch.setattr(module, "render", partial(remembered, module.render))
        yield
