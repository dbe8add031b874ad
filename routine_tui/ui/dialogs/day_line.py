"""A line for a day: what is typed is shown back as the day that it names, and a time behind it goes to its own line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from textual.widgets import Input

from routine_tui.dates import day_to_type, read_day, read_day_and_time, read_time
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.ui.inputs import TextLine


class DayLine(TextLine):
    """Takes a day as people type it: ``3 weeks ago``, ``friday``, ``14 dec 10:30``, ``D30`` as the screens show it."""

    def __init__(
        self,
        day: date | None,
        today: date,
        id: str,  # noqa: A002 (Textual's own name)
        placeholder: str = "",
        coming: Callable[[], date | None] = lambda: None,
        time_line: str = "",
    ) -> None:
        """``coming`` gives the day on which or after which a weekday is meant; without one it is the last one.

        ``time_line`` is the id of the line for the time of that day, where there is one.
        """
        self._shown = day_to_type(day, today) if day else ""
        super().__init__(self._shown, id=id, placeholder=placeholder)
        self._day = day
        self._today = today
        self._coming = coming
        self._time_line = time_line

    def day(self) -> date | None:
        """The day that is typed; None for none. Raises BadInput."""
        return self._moment()[0]

    def time_of_day(self) -> time | None:
        """The time of day that is typed, here or in its own line; None for none. Raises BadInput."""
        if (at := self._moment()[1]) is not None or not self._time_line:
            return at
        typed = self.screen.query_one(f"#{self._time_line}", Input).value.strip()
        return read_time(typed) if typed else None

    @property
    def fills(self) -> str:
        """The id of the line that is filled by what is typed here, and so is passed by on the way on; else empty."""
        try:
            return self._time_line if self._moment()[1] is not None else ""
        except BadInput:
            return ""

    def _moment(self) -> tuple[date | None, time | None]:
        text = self.value.strip()
        if not text:
            return None, None
        if text == self._shown:
            return self._day, None
        zero = self._day_zero()
        if not self._time_line:
            return read_day(text, self._today, self._coming(), zero), None
        return read_day_and_time(text, self._today, self._coming(), zero)

    def _day_zero(self) -> date | None:
        """The day from which the screens below count; None where there is no recovery yet."""
        found = (getattr(screen, "recovery", None) for screen in self.app.screen_stack)
        return next((one.day_zero for one in found if isinstance(one, Recovery)), None)

    def on_blur(self) -> None:
        """Show which day was understood; what names none stays, so that it can be mended."""
        try:
            day, at = self._moment()
        except BadInput:
            return
        if at is not None:
            self.screen.query_one(f"#{self._time_line}", Input).value = f"{at:%H:%M}"
        if day is not None:
            self._day, self._shown = day, day_to_type(day, self._today)
            self.value = self._shown
