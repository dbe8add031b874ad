"""The ground of all our screens: each fits the terminal from the start, and is laid out once for a size."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager, suppress
from typing import Any, Final

from textual import events
from textual._compositor import Compositor, ReflowResult
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType
from textual.scroll_view import ScrollView
from textual.widget import Widget

PATIENCE: Final = 0.2
"""How long, in seconds, a screen waits for its widgets, lest one that waits for the screen keeps it still for good."""


class Arranger(Compositor):
    """Arranges a screen, and lets no widget ask for that again because it was just given its size.

    To Textual, how much there is in a widget is a reason to lay out all around it anew, even where no scroll bar comes
    of it: each screen that opens, and each that has another size, was laid out a second time, and came out the same.
    """

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Give each widget its place."""
        result = super().reflow(parent, size)
        for widget, place in self.full_map.items():
            if widget._size != place.region.size and not _has_bars(widget):
                widget.set_reactive(Widget.virtual_size, place.virtual_size)
        return result


def _has_bars(widget: Widget) -> bool:
    """Whether a widget may have a scroll bar, by how much there is in it."""
    return isinstance(widget, ScrollView) or "auto" in (widget.styles.overflow_x, widget.styles.overflow_y)


class FittedScreen(Screen[ScreenResultType]):
    """Has the classes of its breakpoints before it is laid out, and is not laid out anew for a size that it has.

    Textual lays out a screen that opens without these classes, shows that, tells the screen its size, lays out it and
    all that is behind it once more, and only then gives it the classes, after which it has to be laid out again: half
    of what opening a dialog costs, and in a slow terminal it is seen.
    """

    _was_shown = False
    _gatherings = 0
    """How many changes are being made, what is to be drawn of which is gathered to be drawn together."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._compositor = Arranger()

    def on_compose(self) -> None:
        """Before anything is in it: fit the terminal."""
        self.fit_to(self.app.size)

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Shown for the first time, all that is in it has its styles from just now; Textual would find them again."""
        if not self._was_shown:
            self._was_shown, event.refresh_styles = True, False

    def fit_to(self, size: Size) -> None:
        """Have the classes of a terminal's size; Textual gives the same ones later."""
        classes: dict[str, bool] = {}
        for breakpoints, there in ((self.HORIZONTAL_BREAKPOINTS, size.width), (self.VERTICAL_BREAKPOINTS, size.height)):
            reached = [least for least, _ in breakpoints or () if least <= there]
            classes |= {name: least == max(reached, default=None) for least, name in breakpoints or ()}
        self.update_classes(classes, animate=False)

    @asynccontextmanager
    async def drawn_once(self, then: Callable[[], None] = lambda: None) -> AsyncIterator[None]:
        """Draw nothing until what is changed within has found its place; then draw all of it, and call ``then``.

        A list says how many lines it has by the room that it gets, and a scroll bar leaves them less of it. Textual
        draws each of these steps, the whole terminal three times where once is enough.
        """
        batch = ExitStack()
        batch.enter_context(self.app.batch_update())
        self._gatherings += 1

        def draw() -> None:
            batch.close()
            self._on_timer_update()  # what it would draw in two parts is drawn as one
            self._gatherings -= 1
            if not self.app._batch_count:
                self._compositor_refresh()
            then()

        try:
            yield
            for _ in range(3):  # a list hears that it is shown and sees how long it is; it has a scroll bar; that hears
                self._refresh_layout()
                await self._all_have_heard()
                await self._invoke_and_clear_callbacks()  # what is done as soon as it is laid out, such as to scroll
        finally:
            if not self.call_later(draw):  # behind what all of them ask this screen for, now that they know their room
                draw()

    def _compositor_refresh(self) -> None:
        if not self._gatherings:
            super()._compositor_refresh()

    async def _all_have_heard(self) -> None:
        """Wait until each widget that is to be seen has read what it was told so far, its size above all."""
        heard = []
        for widget in self._compositor.visible_widgets.keys() - {self}:
            event = asyncio.Event()
            if widget.call_later(event.set):
                heard.append(event.wait())
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*heard)

    def _screen_resized(self, size: Size) -> None:
        if size != self._compositor.size:
            super()._screen_resized(size)
