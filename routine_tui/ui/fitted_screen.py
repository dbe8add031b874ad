"""The ground of all our screens: each fits the terminal from the start, and is laid out once for a size."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType


class FittedScreen(Screen[ScreenResultType]):
    """Has the classes of its breakpoints before it is laid out, and is not laid out anew for a size that it has.

    Textual lays out a screen that opens without these classes, shows that, tells the screen its size, lays out it and
    all that is behind it once more, and only then gives it the classes, after which it has to be laid out again: half
    of what opening a dialog costs, and in a slow terminal it is seen.
    """

    _was_shown = False

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

    def _screen_resized(self, size: Size) -> None:
        if size != self._compositor.size:
            super()._screen_resized(size)
