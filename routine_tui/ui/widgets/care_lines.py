"""The next visit, and what else is planned within a week, above Today's list; there only where something is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routine_tui.facts.care import fields
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.care.care_text import soonest_line, visit_line
from routine_tui.model.care.contact_text import waiting_lines
from routine_tui.model.care.events import events
from routine_tui.model.care.visit_checklist import ready_words, to_bring
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import next_visit
from routine_tui.ui.widgets.quiet_line import QuietLines, care_from

if TYPE_CHECKING:
    from routine_tui.model.recovery.visit import Visit


class CareLines(QuietLines):
    """A line for the next visit, and one for the soonest of all else. Without room only a visit that is near is shown.

    The first line is there before it is known what it says, so that the list keeps its place. It has no style of its
    own: a class that is mounted after the first frame was composed would have every style of the app read again.
    """

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs)
        self._visit: Visit | None = None
        self._ready = self._soonest = ""
        self._waiting: tuple[str, ...] = ()
        """What was asked and is not answered yet."""

    def _follows_from(self, recovery: Recovery) -> Any:
        return care_from(recovery, self.today)

    def _bring_up_to_date(self) -> None:
        if (recovery := self.recovery) is None:
            return
        self._visit = next_visit(recovery.care.visits, self.today)
        self._ready = ready_words(to_bring(recovery, fields(), self._visit)) if self._visit else ""
        self._soonest = soonest_line(events(recovery, self.today), self.today)
        self._waiting = waiting_lines(recovery, self.today)
        self.set_class(self._visit is None and not self._soonest and not self._waiting, "-none")
        self.set_class(self._visit is not None and (self._visit.day - self.today).days <= 1, "-near")
        self._make_room()
        self.refresh()  # the same visit is told in other words on another day

    def _lines(self, width: int) -> list[str]:
        """The next visit, then what is waited for, then the soonest of all else, as far as two lines hold it."""
        more = [line for line in (*self._waiting[:1], self._soonest) if line]
        if self._visit is None:
            return more[:2]

        line = visit_line(self._visit, self._ready, self.today, width, self._glyphs.dot)
        return [line, *more[:1]]
