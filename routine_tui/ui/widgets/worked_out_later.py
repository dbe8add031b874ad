"""The ground for what stands beside a list and takes a while to work out: after the first frame, where wanted."""

from __future__ import annotations

from datetime import date
from typing import Any

from textual.reactive import var

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.ui.widgets.kept import KeepsLines


class WorkedOutLater(KeepsLines):
    """A subclass says what its words follow from, and works them out.

    Nothing is worked out before the first frame, nor while it is not wanted, nor again before something that it shows
    could have changed.
    """

    recovery: var[Recovery | None] = var(None)
    today: var[date] = var(date.min)
    is_wanted: var[bool] = var(True)
    """Whether there is a place for it, as the terminal is wide or narrow."""

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._known: object = None
        """What the words were worked out from."""

    def watch_recovery(self) -> None:
        """Work the words out again where something of them changed, which no tick does."""
        self._check()

    def watch_today(self) -> None:
        """Another day: what stood may be over."""
        self._check()

    def watch_is_wanted(self, wanted: bool) -> None:
        """It has a place, or no more."""
        self.set_class(not wanted, "-away")
        self._check()

    def _check(self) -> None:
        if self.recovery is None or not self.is_wanted:
            return
        if (known := self._follows_from(self.recovery)) != self._known:
            self._known = known
            self.call_after_refresh(self._work_out)

    def _work_out(self) -> None:
        """Work the words out, unless it turned out meanwhile that there is no place for them."""
        if self.is_wanted:
            self._bring_up_to_date()
        else:
            self._known = None

    def _follows_from(self, recovery: Recovery) -> Any:
        """What the words follow from; parts that nobody changed compare by identity, so this is cheap."""
        raise NotImplementedError

    def _bring_up_to_date(self) -> None:
        """Work out what to say; what that takes is imported only here."""
        raise NotImplementedError
